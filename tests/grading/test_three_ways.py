"""nbgrader's command, formgrader's button and our own command give the same scores."""

import os
import subprocess
import sys

import pytest
from nbformat.v4 import new_output
from support.jupyter_server import formgrader
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, SUPPORT_CELL, cell_of
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

# Points of the bank's submissions, from what they state they must get (support/tiny_repository.py).
EXPECTED = {
    "ada": ("accepted/sum_over_count", 5.0, 5.0),
    "bob": ("partial/no_function", 5.0, 2.5),
    "cid": ("wrong/in_metres", 0.0, 5.0),
    "dot": ("crash/division_by_zero", 0.0, 0.0),
    "eve": ("forged/equals_everything", 0.0, 0.0),
}


@pytest.fixture
def cohort(sitting):
    sitting.configure()
    for candidate, (name, _, _) in EXPECTED.items():
        notebook = sitting.bank(name)
        # What nbgrader alone would read as full marks.
        cell_of(notebook, COVERAGE_CELL).outputs = [new_output("execute_result", data={"text/plain": "5.0"})]
        sitting.hand_in(candidate, notebook)
    sitting.hand_in("fay", b'{"cells": [')
    return sitting


def automatic_scores(sitting):
    return {
        candidate: tuple(sitting.gradebook(candidate)[cell][0] for cell in (COVERAGE_CELL, SUPPORT_CELL))
        for candidate in (*EXPECTED, "fay")
    }


WANTED = {candidate: points for candidate, (_, *points) in EXPECTED.items()}
WANTED = {candidate: tuple(points) for candidate, points in WANTED.items()} | {"fay": (None, None)}


def test_our_own_command_gives_the_scores_and_writes_them_into_the_gradebook(cohort):
    run = cohort.grade()
    assert automatic_scores(cohort) == WANTED
    assert {item.candidate: (item.scores[COVERAGE], item.scores[SUPPORT]) for item in run.candidates} == WANTED


def nbgrader_autograde(cohort):
    command = [sys.executable, "-m", "nbgrader", "autograde", ACTIVITY]
    environment = os.environ | {"HOME": str(cohort.course.folder), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        command, cwd=cohort.course.folder, env=environment, capture_output=True, text=True, timeout=300
    )


def test_nbgraders_command_gives_the_same_scores_and_does_not_fail(cohort):
    (cohort.submitted("ada") / "submission_secret.txt").write_text("secret")
    done = nbgrader_autograde(cohort)
    assert done.returncode == 0, done.stderr
    assert automatic_scores(cohort) == WANTED
    # After this secret nbgrader names the page that it gives back through the exchange.
    graded = cohort.course.folder / "autograded" / "ada" / ACTIVITY
    assert (graded / "submission_secret.txt").read_text() == "secret"
    assert "fay, c2_1_3_tiny_ruler: Le carnet remis n’est pas un fichier JSON valide." in done.stderr


def test_a_second_submission_whose_time_stamp_would_take_hours_to_parse_stops_nobody(sitting):
    sitting.configure()
    stamps = {name: sitting.course.folder / "submitted" / name / ACTIVITY / "timestamp.txt" for name in ("ada", "bob")}
    sitting.hand_in("ada", sitting.bank("accepted/sum_over_count"))
    sitting.hand_in("bob", sitting.bank("wrong/in_metres"))
    for stamp in stamps.values():
        stamp.write_text("2026-06-01 09:30:00 UTC")
    assert nbgrader_autograde(sitting).returncode == 0
    sitting.hand_in("bob", sitting.bank("accepted/sum_over_count"))
    stamps["ada"].write_text("9" * 5_000_000)
    stamps["bob"].write_text("2026-06-02 09:30:00 UTC")
    done = nbgrader_autograde(sitting)
    assert done.returncode == 0, done.stderr
    assert not stamps["ada"].exists()
    assert sitting.gradebook("bob")[COVERAGE_CELL][0] == 5.0


def test_formgraders_button_gives_the_same_scores(cohort, tmp_path):
    with formgrader(cohort.course.folder, tmp_path / "home") as server:
        for candidate in WANTED:
            answer = server.post(f"/formgrader/api/submission/{ACTIVITY}/{candidate}/autograde")
            assert answer["success"], answer
    assert automatic_scores(cohort) == WANTED


def test_grading_again_gives_the_same_scores_and_keeps_the_history(cohort):
    first, second = cohort.grade("ada"), cohort.grade("ada", again=True)
    assert first.candidates == second.candidates
    assert dict(second.candidates[0].scores) == FULL_MARKS


def test_a_manual_score_is_kept_and_asks_for_a_look_when_graded_again(cohort):
    from nbgrader.api import Gradebook

    cohort.grade("bob")
    with Gradebook(cohort.course.gradebook_url) as gradebook:
        gradebook.find_grade(SUPPORT_CELL, EXERCISE, ACTIVITY, "bob").manual_score = 4.0
        gradebook.db.commit()
    cohort.grade("bob", again=True)
    assert cohort.gradebook("bob") == {COVERAGE_CELL: (5.0, None, False), SUPPORT_CELL: (2.5, 4.0, True)}
