"""What the judge does with each request, on the tiny ruler; the mean of its readings is computed here."""

import json
import os
import shutil

import nbformat
import numpy as np
import pytest
from support.tiny_repository import ACTIVITY, COVERAGE, DATASET, EXERCISE, REPORT, SUPPORT

from autograders.candidate.cases import load_case
from autograders.candidate.wire import PROBE_MIME
from autograders.lab.feedback.desk import Desk
from autograders.lab.feedback.protocol import (
    FigureRequest,
    HintRequest,
    JudgeRequest,
    LevelRequest,
    OpenRequest,
    Place,
    RubricRequest,
    SolutionRequest,
    VariantRequest,
)
from autograders.lab.progress import Progress, Source

SPECIFICATION = "C2.1.4.specification"


@pytest.fixture
def desk():
    running = Desk()
    yield running
    running.end()


def place_of(home, exercise=EXERCISE):
    digest = json.loads((home / "data" / DATASET / "case.json").read_bytes())["digest"]
    return Place(folder=home, activity=ACTIVITY, exercise=exercise, variant=digest)


def mean_of_readings(home):
    return float(np.loadtxt(home / "data" / DATASET / "readings.csv", skiprows=1).mean())


def judged(desk, home, mean_mm, *criteria):
    request = JudgeRequest(place=place_of(home), criteria=criteria or (COVERAGE,), answers={"mean_mm": mean_mm})
    return desk.reply(request)


def finish(desk, home):
    """Reach all points on the current variant."""
    mean_mm = mean_of_readings(home)
    judged(desk, home, mean_mm)
    conform = mean_mm <= load_case(EXERCISE, home).specification.number("limit_mm")
    answers = {"mean_mm": mean_mm, "conform": conform, "mean_of": {"callable": True}}
    # The mean of the hidden readings 1, 2 and 6.
    tried = {"mean_of": [{"data": {PROBE_MIME: {"format": 1, "name": "mean_of", "call": 0, "value": 3.0}}}]}
    return desk.reply(JudgeRequest(place=place_of(home), criteria=(SUPPORT,), answers=answers, tried=tried))


def test_opening_tells_the_criteria_and_keeps_when(desk, home):
    opened = desk.reply(OpenRequest(place=place_of(home)))
    assert [(c.id, c.answers, c.has_figure, c.has_rubric) for c in opened.criteria] == [
        (COVERAGE, ("mean_mm",), True, False),
        (SUPPORT, ("conform", "mean_mm", "mean_of"), False, False),
    ]
    assert list(Progress().opened()) == [EXERCISE]


def test_a_right_answer_is_judged_and_kept(desk, home):
    (verdict,) = judged(desk, home, mean_of_readings(home)).verdicts
    assert "5\u00a0/\u00a05" in verdict.text
    assert "Moyenne juste" in verdict.html
    (attempt,) = Progress().attempts()
    assert (attempt.exercise, attempt.criterion, attempt.variant) == (EXERCISE, COVERAGE, place_of(home).variant)
    assert (attempt.source, attempt.fraction, attempt.points, attempt.maximum) == (Source.PRACTICE, 1, 5, 5)


def test_a_recognised_misconception_is_kept_with_the_attempt(desk, home):
    judged(desk, home, 3.0)
    (attempt,) = Progress().attempts()
    assert (attempt.fraction, attempt.misconceptions) == (0, ("first-reading",))


def test_hints_come_in_order_and_are_kept_with_the_next_attempt(desk, home):
    def hint(rung):
        return desk.reply(HintRequest(place=place_of(home), criterion=COVERAGE, rung=rung))

    assert "vient d’abord" in hint(2).message
    assert hint(1).taken == ("Méthode.",)
    assert hint(2).taken == ("Méthode.", "Formule.")
    assert hint(1).taken == ("Méthode.", "Formule.")
    (verdict,) = judged(desk, home, 3.0).verdicts
    assert verdict.hints == 2
    assert Progress().attempts()[-1].hints == 2


def test_a_function_is_tried_before_it_is_judged(desk, home):
    answers = {"mean_mm": 3.0, "conform": True, "mean_of": {"callable": True}}
    request = JudgeRequest(place=place_of(home), criteria=(SUPPORT,), answers=answers)
    assert list(desk.reply(request).calls) == ["mean_of"]
    assert "5\u00a0/\u00a05" in finish(desk, home).verdicts[0].text


def test_a_fault_of_the_grader_is_told_and_counts_for_nothing(home, tiny_root, tmp_path, monkeypatch):
    shutil.copytree(tiny_root, tmp_path / "faulty")
    grading = tmp_path / "faulty" / "exercises" / ACTIVITY / EXERCISE / "grading.py"
    source = grading.read_text(encoding="utf-8")
    grading.write_text(source.replace("abs(mean_mm - case", "abs(mean_mm / 0 - case"), encoding="utf-8")
    monkeypatch.setenv("ATELIER_REPOSITORY", str(tmp_path / "faulty"))
    (verdict,) = judged(Desk(), home, 3.0).verdicts
    assert "Le défaut est le sien" in verdict.text
    assert Progress().attempts() == ()


def test_truth_that_is_missing_is_told_in_one_line(desk, home):
    shutil.rmtree(home.parents[1] / "data folder" / "variants")
    reply = judged(desk, home, 3.0)
    assert "new_variant()" in reply.message
    assert "\n" not in reply.message


def test_a_store_that_is_damaged_does_not_keep_a_verdict_back(desk, home):
    (home.parents[1] / "data folder" / "progress.db").write_bytes(b"no database at all, " * 100)
    reply = judged(desk, home, mean_of_readings(home))
    assert "5\u00a0/\u00a05" in reply.verdicts[0].text
    assert "n’a pas pu être gardé" in reply.note


def test_answers_on_former_data_are_not_judged(desk, home):
    former = place_of(home)
    desk.reply(VariantRequest(place=former))
    assert former.variant != place_of(home).variant
    reply = desk.reply(JudgeRequest(place=former, criteria=(COVERAGE,), answers={"mean_mm": 3.0}))
    assert "redémarrez le noyau" in reply.message
    assert Progress().attempts() == ()


def test_the_solution_of_an_unfinished_variant_stays_closed_and_tells_what_remains(desk, home):
    judged(desk, home, mean_of_readings(home))
    reply = desk.reply(SolutionRequest(place=place_of(home)))
    assert f"Il reste : {SUPPORT}." in reply.message
    assert not (home / "corriges").exists()


def test_the_solution_of_a_finished_variant_lies_beside_the_notebook_and_runs_there(desk, home, monkeypatch):
    finish(desk, home)
    reply = desk.reply(SolutionRequest(place=place_of(home)))
    assert reply.link == f"corriges/{EXERCISE}-v1.ipynb"
    notebook = nbformat.read(home / reply.link, as_version=4)
    assert "Ce carnet n’est pas le vôtre" in notebook.cells[0].source
    desk.reply(VariantRequest(place=place_of(home)))
    monkeypatch.chdir(home / "corriges")
    shown = {}
    exec("\n".join(cell.source for cell in notebook.cells[:6] if cell.cell_type == "code"), shown)
    assert shown["case"].digest != place_of(home).variant


def test_a_solution_that_is_opened_while_it_is_still_run_gets_its_outputs_afterwards(desk, home):
    desk.reply(VariantRequest(place=place_of(home)))
    reply = desk.reply(SolutionRequest(place=place_of(home)))
    assert "s’y ajoutent" in reply.message
    desk.wait()
    whole = desk.reply(SolutionRequest(place=place_of(home)))
    assert "s’y ajoutent" not in whole.message
    cells = nbformat.read(home / whole.link, as_version=4).cells
    assert any("image/png" in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))


def test_a_solution_that_the_candidate_has_changed_is_left_alone(desk, home):
    desk.reply(VariantRequest(place=place_of(home)))
    own = home / desk.reply(SolutionRequest(place=place_of(home))).link
    own.write_text("mine", encoding="utf-8")
    desk.wait()
    desk.reply(SolutionRequest(place=place_of(home)))
    assert own.read_text(encoding="utf-8") == "mine"


def test_the_worked_solution_is_run_once_a_verdict_was_sent_not_before(desk, home):
    request = FigureRequest(place=place_of(home), criterion=COVERAGE)
    judged(desk, home, 3.0)
    assert not list((home.parents[1] / "data folder").glob("worked/*"))
    desk.catch_up()
    desk.wait()
    assert desk.reply(request).ready


def test_the_solution_of_a_variant_that_was_given_up_opens(desk, home):
    desk.reply(VariantRequest(place=place_of(home)))
    reply = desk.reply(SolutionRequest(place=place_of(home)))
    assert reply.link == f"corriges/{EXERCISE}-v1.ipynb"
    assert f"Pour la variante 2, en cours, il reste\u00a0: {COVERAGE}, {SUPPORT}" in reply.message
    assert "disponibles pour les variantes : 1." in desk.reply(SolutionRequest(place=place_of(home), number=7)).message


def test_figures_of_the_worked_solution_come_with_their_alternative(desk, home):
    request = FigureRequest(place=place_of(home), criterion=COVERAGE)
    assert not desk.reply(request).ready
    desk.wait()
    (picture,) = desk.reply(request).pictures
    assert (picture.cell, picture.alternative) == ("solution-plot", "Les huit lectures, en mm, dans l’ordre.")
    assert len(picture.png) == 1


def written(home, text):
    cell = {
        "cell_type": "markdown",
        "metadata": {"nbgrader": {"grade_id": "C2-1-4_specification_rubric"}},
        "source": [text],
    }
    path = home / f"{REPORT}.ipynb"
    path.write_text(json.dumps({"cells": [{"source": "no metadata"}, cell]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["", "*Rédigez votre réponse ici.*"])
def test_the_model_answer_waits_for_the_candidate_s_own(desk, home, text):
    request = RubricRequest(place=place_of(home, REPORT), criterion=SPECIFICATION, notebook=written(home, text))
    assert desk.reply(request).model == ""
    assert desk.reply(request.model_copy(update={"written": True})).model == "Huit lectures."


def test_the_model_answer_stands_beside_the_levels_and_the_own_text(desk, home):
    notebook = written(home, "Huit, je crois.")
    rubric = desk.reply(RubricRequest(place=place_of(home, REPORT), criterion=SPECIFICATION, notebook=notebook))
    assert (rubric.own, rubric.model) == ("Huit, je crois.", "Huit lectures.")
    assert (len(rubric.levels), rubric.levels[4], rubric.points) == (5, "Tous les chiffres, expliqués.", 2)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"cells": 3}', b'{"cells": [{"source": 4}]}', b"\xff"])
def test_a_notebook_that_cannot_be_read_holds_no_text(desk, home, content):
    (home / "other.ipynb").write_bytes(content)
    request = RubricRequest(place=place_of(home, REPORT), criterion=SPECIFICATION, notebook=home / "other.ipynb")
    assert desk.reply(request).own == ""


def test_a_level_is_kept_as_one_s_own_assessment(desk, home):
    desk.reply(LevelRequest(place=place_of(home, REPORT), criterion=SPECIFICATION, level=3))
    (attempt,) = Progress().attempts()
    # Half of the four points of the mixed criterion, three levels of four.
    assert (attempt.source, attempt.fraction, attempt.points, attempt.maximum) == (Source.SELF_ASSESSMENT, 0.75, 1.5, 2)


@pytest.mark.parametrize(
    "request_of",
    [
        lambda place: HintRequest(place=place, criterion="C9.9.9.none", rung=1),
        lambda place: RubricRequest(place=place, criterion=COVERAGE, notebook=place.folder),
    ],
)
def test_a_criterion_that_is_not_there_is_answered_with_those_that_are(desk, home, request_of):
    reply = desk.reply(request_of(place_of(home)))
    assert "critères" in reply.message
    assert os.linesep not in reply.message
