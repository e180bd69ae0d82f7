"""What a coding of interviews gives points for, and the passages that found it."""

import pytest

from autograders.candidate.declarations import AnswerDeclaration
from autograders.criteria import coding_check, passage_slip, read_codes, to_be_founded
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.exercise import Misconception

COLUMNS = ("interview", "theme", "code")
HEARSAY = Misconception(id="hearsay", message="Ce témoin récite la procédure.")
MISTAKES = {
    name: Misconception(id=name, message=name)
    for name in ("other-person", "paraphrase", "passage-too-long", "passage-beside")
}
CELLS = [(f"I{number}", "outils") for number in range(50)]
# Wikipedia, "Cohen's kappa", simple example: 50 proposals, two readers; 20 both yes, 5 and 10 one alone, 15 both no.
# Observed 0.7, by chance 0.5, kappa 0.4.
FIRST = dict(zip(CELLS, ["frein"] * 25 + ["rien"] * 25, strict=True))
SECOND = dict(zip(CELLS, ["frein"] * 20 + ["rien"] * 5 + ["frein"] * 10 + ["rien"] * 15, strict=True))
TEXTS = {
    "I1": "Je saisis tout deux fois. Le serveur s’arrête chaque lundi, et personne ne le redémarre. Le reste va bien.",
    "I2": "On m’a tout appris en une semaine, et je m’en sers chaque jour.",
}
LIVED = "Le serveur s’arrête chaque lundi, et personne ne le redémarre."


def judged(own, state=AnswerState.GIVEN, **options):
    columns = [{"name": name, "type": "text", "label": name} for name in COLUMNS]
    declaration = AnswerDeclaration(name="coding", type="table", label="codage", columns=columns)
    rows = tuple(dict(zip(COLUMNS, (*cell, code), strict=True)) for cell, code in own.items())
    answer = Answer(declaration=declaration, state=state, value=rows if state is AnswerState.GIVEN else None)
    bounds = {"least": 0.2, "full": 0.6} | options
    return coding_check(Answers([answer]), "coding", label="codage", weight=3, reference=FIRST, own=own, **bounds)


def slip(passage, person="I1"):
    found = passage_slip(passage, person=person, texts=TEXTS, lived=LIVED, mistakes=MISTAKES)
    return None if found is None else (found.misconception.id if found.misconception else found.message)


def test_points_grow_with_the_agreement_beyond_chance_from_one_bound_to_the_other():
    check = judged(SECOND)
    assert check.fraction == pytest.approx(0.5)
    assert "35 cases concordantes sur 50" in check.message
    assert judged(FIRST).fraction == 1.0
    assert judged(SECOND, full=0.4 - 1e-9).fraction == 1.0
    assert judged(SECOND, least=0.4 + 1e-9).fraction == 0.0


def test_a_coding_that_is_the_same_everywhere_earns_nothing_though_half_its_cells_are_right():
    check = judged(dict.fromkeys(CELLS, "frein"), advice="Relisez.")
    assert (check.fraction, "25 cases concordantes" in check.message, check.message[-8:]) == (0.0, True, "Relisez.")


def test_what_the_differences_tell_takes_the_place_of_the_advice_and_is_asked_of_wrong_codings_alone():
    check = judged(SECOND, advice="Relisez.", betrayed=lambda: HEARSAY)
    assert (check.misconception, "Relisez" in check.message) == ("hearsay", False)
    assert judged(FIRST, betrayed=lambda: HEARSAY).misconception == ""


def test_without_a_coding_nothing_is_judged():
    check = judged(dict.fromkeys(CELLS, "rien"), state=AnswerState.MISSING)
    assert (check.fraction, check.message.startswith("Pas de réponse")) == (0.0, True)


def test_cells_are_read_in_the_order_of_the_reference_and_others_left_out():
    rows = [
        {"interview": " I2 ", "theme": "outils", "code": "appui"},
        {"interview": "I9", "theme": "outils", "code": "frein"},
    ]
    codes = read_codes(rows, COLUMNS, [("I1", "outils"), ("I2", "outils")], silent="rien")
    assert list(codes.items()) == [(("I1", "outils"), "rien"), (("I2", "outils"), "appui")]
    assert set(read_codes(None, COLUMNS, CELLS, silent="rien").values()) == {"rien"}


def test_a_wrong_code_takes_its_passage_along_unless_most_codes_are_wrong():
    cells = CELLS[:4]
    assert to_be_founded(cells, lambda cell: cell in cells[:2]) == cells[:2]
    assert to_be_founded(cells, lambda cell: cell in cells[:1]) == cells


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("le serveur s'arrete chaque LUNDI", None),
        ("tout deux fois. " + LIVED + " Le reste", None),
        ("  …  ", "passage absent"),
        ("chaque lundi, et", "moins de 4 mots : on ne peut pas juger de quoi il parle"),
        ("le serveur tombe chaque lundi", "paraphrase"),
        ("On m’a tout appris en une semaine", "other-person"),
        ("Je saisis tout deux fois.", "passage-beside"),
    ],
)
def test_a_passage_is_the_own_words_of_the_person_on_what_was_lived(passage, told):
    assert slip(passage) == told


def test_a_passage_that_says_everything_founds_nothing():
    long = " ".join(f"mot{number}" for number in range(31))
    texts = {"I1": long}
    options = {"person": "I1", "texts": texts, "lived": long, "mistakes": MISTAKES}
    found = passage_slip(long, **options)
    assert found is not None
    assert found.misconception == MISTAKES["passage-too-long"]
    assert passage_slip(long.removesuffix(" mot30"), **options) is None
