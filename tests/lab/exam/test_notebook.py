"""An exam in real kernels, and what its answers are worth once it is over."""

import os
import signal
from datetime import UTC, datetime

import nbformat
import numpy as np
import pytest
from support.exams import let_pass, prepared
from support.practice_kernel import practice_kernel
from support.tiny_repository import ACTIVITY, COVERAGE, DATASET, EXERCISE, REPORT, SUPPORT

from autograders.candidate.cases import load_case
from autograders.lab.exam.judging import judge_sitting, main
from autograders.lab.exam.records import Given, keep_answer, read_sitting, write_sitting
from autograders.lab.feedback.desk import Desk
from autograders.lab.feedback.protocol import HintRequest, Place, VariantRequest
from autograders.lab.progress import Progress, Source

OPEN = f"""
import numpy as np
from autograders.candidate import answer, open_case
case = open_case("{EXERCISE}")
readings_mm = np.loadtxt(case.path("readings.csv"), skiprows=1)
"""
SPECIFICATION, PROTOCOL = "C2.1.4.specification", "C2.1.4.protocol"


@pytest.fixture
def folder(repository, home):
    """Return the folder of an exam that has begun."""
    kept = prepared(repository, home)
    write_sitting(kept.folder, kept.sitting.start(datetime.now(UTC)))
    return kept.folder


def open_kernel(folder):
    return practice_kernel(folder / ACTIVITY, dict(os.environ))


def hand_in(folder):
    write_sitting(folder, read_sitting(folder).hand_in(datetime.now(UTC)))
    return judge_sitting(folder, datetime.now(UTC))


def points(results):
    return {criterion.id: criterion.automatic_points for criterion in results.criteria}


def test_answers_are_received_without_a_verdict_survive_a_kernel_and_are_judged_at_the_end(folder):
    with open_kernel(folder) as kernel:
        # As after a restart, when the first cell is not run again.
        forgotten = kernel.run('answer("mean_mm", 3.0)')
        assert forgotten.error
        assert "Exécuter tout au-dessus de la cellule sélectionnée" in forgotten.text
        opened = kernel.run(OPEN)
        assert "Examen blanc" in opened.text
        wrong = kernel.run('answer("mean_mm", 3.0)')
        assert "Reçu, bien formé" in wrong.text
        refused = kernel.run('answer("mean_mm", "beaucoup")')
        assert "Réponse refusée" in refused.text
        assert "Reçu" not in refused.text
        asked = [kernel.run(source) for source in ("hint('x')", "reference_figure('x')", "solution()", "new_variant()")]
        for cell in (*asked, kernel.run("self_assess('x', level=4)")):
            assert "avant la fin" in cell.text
            assert not cell.error
        # Nothing is started that could judge until something has to be tried.
        assert kernel.judges() == []
        right = 'answer("mean_mm", float(readings_mm.mean()))'
        function = 'answer("mean_of", lambda r: float(np.mean(r)))'
        told = kernel.run(f'{right}\nanswer("conform", True)\n{function}')
        shown = "\n".join(cell.text for cell in (opened, wrong, told))
        assert "points" not in shown
        assert "Moyenne juste" not in shown
        assert Progress().attempts() == ()
        os.kill(kernel.manager.provisioner.pid, signal.SIGKILL)

    notebook = folder / ACTIVITY / f"{REPORT}.ipynb"
    written = nbformat.read(notebook, as_version=4)
    texts = {cell.metadata.nbgrader.grade_id: cell for cell in written.cells if "nbgrader" in cell.metadata}
    texts["C2-1-4_specification_rubric"].source = "Il y a huit lectures."
    nbformat.write(written, notebook)
    results = hand_in(folder)

    # The conclusion is judged from the candidate's own mean: right on one variant, wrong on another.
    limit_mm = load_case(EXERCISE, folder / ACTIVITY).specification.number("limit_mm")
    mean_mm = np.loadtxt(folder / ACTIVITY / "data" / DATASET / "readings.csv", skiprows=1).mean()
    conform = 2.5 if mean_mm <= limit_mm else 0.0
    assert points(results) == {COVERAGE: 5, SUPPORT: conform + 2.5, SPECIFICATION: 0, PROTOCOL: 0}
    assert [criterion.answered for criterion in results.criteria] == [True, True, True, False]
    assert results.criterion(SPECIFICATION).own_text == "Il y a huit lectures."
    assert results.criterion(SPECIFICATION).model_text == "Huit lectures."
    # What was never answered is no attempt.
    kept = [(attempt.criterion, attempt.source, attempt.points) for attempt in Progress().attempts()]
    assert kept == [(COVERAGE, Source.EXAM, 5), (SUPPORT, Source.EXAM, conform + 2.5)]
    # Judged again, all is the same.
    notebook.unlink()
    assert main(folder) == 0
    assert judge_sitting(folder, datetime.now(UTC)) == results
    assert len(Progress().attempts()) == 2


def test_what_is_handed_in_after_the_end_or_during_a_pause_is_told_not_to_count(folder):
    with open_kernel(folder) as kernel:
        kernel.run(OPEN)
        write_sitting(folder, read_sitting(folder).model_copy(update={"pause_allowed": True}).pause(datetime.now(UTC)))
        assert "en pause" in kernel.run('answer("mean_mm", 1.0)').text
        write_sitting(folder, read_sitting(folder).resume(datetime.now(UTC)))
        assert "Reçu" in kernel.run('answer("mean_mm", 3.0)').text
        let_pass(folder, hours=1)
        late = kernel.run('answer("mean_mm", float(readings_mm.mean()))')
        assert "L’examen est terminé" in late.text
        assert "Reçu" not in late.text
        assert "dans son rapport" in kernel.run("hint('x')").text
    # The answer of just before lay an hour back and a pause ago: it does not count either.
    assert points(hand_in(folder))[COVERAGE] == 0


def test_a_practice_kernel_gets_nothing_out_of_an_exam_s_folder(folder):
    place = Place(
        folder=folder / ACTIVITY,
        activity=ACTIVITY,
        exercise=EXERCISE,
        variant=load_case(EXERCISE, folder / ACTIVITY).digest,
    )
    desk = Desk()
    for request in (HintRequest(place=place, criterion=COVERAGE, rung=1), VariantRequest(place=place)):
        assert "examen blanc" in desk.reply(request).message
    desk.end()


def test_what_goes_on_is_not_judged(folder, capsys):
    assert main(folder) == 2
    assert "pas terminé" in capsys.readouterr().err
    assert not (folder / "rendu").exists()


def test_a_function_that_could_not_be_tried_leaves_its_criterion_without_points_and_says_so(folder):
    # As they are kept before they are tried.
    mean_mm = float(np.loadtxt(folder / ACTIVITY / "data" / DATASET / "readings.csv", skiprows=1).mean())
    variant = load_case(EXERCISE, folder / ACTIVITY).digest
    for name, wire in (("mean_mm", mean_mm), ("conform", True), ("mean_of", {"callable": True})):
        keep_answer(folder, EXERCISE, Given(at=datetime.now(UTC), variant=variant, name=name, wire=wire))
    results = hand_in(folder)
    assert points(results)[COVERAGE] == 5
    assert points(results)[SUPPORT] is None
    assert "n’a pas pu être essayée" in results.criterion(SUPPORT).verdict_html
    assert [attempt.criterion for attempt in Progress().attempts()] == [COVERAGE]
