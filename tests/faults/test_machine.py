"""The machine fails while a cohort is graded: nothing is lost, and the next run finds its way."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, built_repository, cell_of, sitting
from support.tiny_repository import COVERAGE, SUPPORT

from autograders.grading import grade_activity

__all__ = ["built_repository", "sitting"]

HERE = Path(__file__).parent
# Holds a database until it is told that it may go.
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def hold(path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    return holder


@pytest.mark.parametrize("database", ["gradebook.db", "records.db"])
def test_a_database_that_another_process_holds_for_a_while_is_waited_for(sitting, database):
    for candidate in ("ada", "bob", "zoe"):
        sitting.hand_in(candidate, sitting.solved())
    holders = []

    def progress(stage, done, total):
        if done == 1 and not holders:
            holders.append(hold(sitting.course.folder / database))
            Timer(1, holders[0].stdin.close).start()

    run = grade_activity(sitting.course, sitting.activity, progress=progress)
    assert [dict(result.scores) for result in run.candidates] == [FULL_MARKS] * 3
    holders[0].stdout.close()
    holders[0].wait(30)
    assert sitting.gradebook("zoe")[COVERAGE_CELL] == (5.0, None, False)


@pytest.mark.parametrize("left_bytes", [0, 100_000])
def test_a_full_disk_stops_nobody_for_good(sitting, left_bytes):
    for candidate in ("ada", "bob", "zoe"):
        sitting.hand_in(candidate, sitting.solved())
    command = [sys.executable, "-W", "ignore", str(HERE / "on_full_disk.py"), sitting.course.repository.root]
    done = subprocess.run([*command, str(left_bytes)], capture_output=True, text=True, timeout=300)
    full, again = [json.loads(line) for line in done.stdout.splitlines()]
    # Either the run says why it cannot go on, or each candidate who is not graded is told with the reason.
    refused = full.pop("refused", "")
    assert refused or list(full) == ["ada", "bob", "zoe"]
    assert all(status == "graded" or problem for status, _, problem in full.values())
    if left_bytes == 0:
        assert "full" in refused or "No space left" in refused
    assert again == {candidate: ["graded", 10.0, ""] for candidate in ("ada", "bob", "zoe")}


def test_a_clock_that_was_ten_years_ahead_does_not_make_old_results_the_last_ones(sitting):
    work = sitting.solved()
    cell_of(work, "solution-mean").source = "mean_mm = 1.0"
    sitting.hand_in("ada", work)
    sitting.grade("ada")
    with sqlite3.connect(sitting.course.folder / "records.db") as records:
        records.execute("UPDATE submission SET graded_at = '2099-01-01 00:00:00.000000'")
    sitting.hand_in("ada", sitting.solved())
    (result,) = sitting.grade("ada").candidates
    assert dict(result.scores) == FULL_MARKS
    assert sitting.gradebook("ada")[COVERAGE_CELL] == (5.0, None, False)


def test_a_hand_in_that_vanishes_during_the_run_is_told_and_the_others_are_graded(sitting):
    for candidate in ("ada", "bob", "zoe"):
        sitting.hand_in(candidate, sitting.solved())

    def progress(stage, done, total):
        if done == 0:
            shutil.rmtree(sitting.submitted("zoe"))

    run = grade_activity(sitting.course, sitting.activity, progress=progress)
    ada, bob, zoe = run.candidates
    assert [dict(ada.scores), dict(bob.scores)] == [FULL_MARKS, FULL_MARKS]
    assert (zoe.status, zoe.total, bool(zoe.problem)) == ("failed", 0.0, True)


def test_a_notebook_that_was_replaced_after_a_run_counts_and_the_other_candidates_keep_theirs(sitting):
    for candidate in ("ada", "bob"):
        sitting.hand_in(candidate, sitting.solved())
    sitting.grade()
    sitting.hand_in("ada", b"")
    ada, bob = sitting.grade().candidates
    assert (ada.status, dict(ada.scores)) == ("to-review", {COVERAGE: None, SUPPORT: None})
    assert dict(bob.scores) == FULL_MARKS
