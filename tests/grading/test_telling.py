"""What an instructor is told of a notebook that ran."""

from autograders.candidate.declarations import AnswerDeclaration
from autograders.grading.telling import told_of_run
from autograders.model.answers import Answer, Answers, AnswerState, ProbeResult
from autograders.sandbox import CellRun, CellStatus

FINE = CellRun([], 1, CellStatus.OK)
SPACE = "\u00a0"


def stopped(name, value):
    return CellRun([{"output_type": "error", "ename": name, "evalue": value, "traceback": []}], 1, CellStatus.ERROR)


def answers(**states):
    return Answers(
        [
            Answer(declaration=AnswerDeclaration(name=name, type="number", label=name), state=state)
            for name, state in states.items()
        ]
    )


def test_nothing_is_said_where_all_went_well():
    assert told_of_run([FINE, None], answers(sigma_mm=AnswerState.GIVEN)) == ()


def test_a_cell_that_stopped_is_told_with_its_error():
    told = told_of_run([FINE, stopped("ValueError", "trop grand."), None], answers())
    assert told == (f"Une cellule s’est arrêtée sur une erreur{SPACE}: ValueError trop grand.",)


def test_of_many_cells_that_stopped_the_first_is_told():
    told = told_of_run([stopped("KeyError", "'x'"), stopped("NameError", "y")], answers())
    assert told == (f"2 cellules se sont arrêtées sur une erreur, la première sur{SPACE}: KeyError 'x'.",)


def test_an_error_says_what_it_likes_on_one_line_that_is_cut():
    (told,) = told_of_run([stopped("E\x1b[31m", "x\nzoe : 10 / 10 " + "y" * 1000)], answers())
    assert told.splitlines() == [told]
    assert "\x1b" not in told
    assert len(told) < 250


def test_a_cell_that_stopped_without_a_word_is_told_too():
    (told,) = told_of_run([CellRun([{"output_type": "stream"}, 7], None, CellStatus.ERROR)], answers())
    assert told.endswith("sans message.")


def test_answers_that_did_not_come_are_told_by_name():
    states = {"a": AnswerState.MISSING, "b": AnswerState.MISSING, "c": AnswerState.OTHER_VARIANT}
    assert told_of_run([], answers(**states)) == (
        f"Sans réponse{SPACE}: a, b.",
        f"Sur les données d’une autre variante{SPACE}: c.",
    )


def test_an_answer_that_was_refused_is_told_with_the_reason():
    declared = AnswerDeclaration(name="a", type="number", label="a")
    refused = Answer(declaration=declared, state=AnswerState.REFUSED, message="« a » : reçu du texte")
    assert told_of_run([], Answers([refused])) == ("Réponse refusée. « a » : reçu du texte",)


def test_a_function_that_returned_nothing_is_told_with_the_first_reason():
    declared = AnswerDeclaration(name="f", type="function", label="f", parameters=[{"name": "x", "label": "x"}])
    probes = (ProbeResult(1.0), ProbeResult(None, "ValueError : non"), ProbeResult(None, "aucun résultat"))
    given = Answer(declaration=declared, state=AnswerState.GIVEN, probes=probes)
    assert told_of_run([], Answers([given])) == (f"f{SPACE}: 2 appels sur 3 sans résultat (ValueError : non).",)
