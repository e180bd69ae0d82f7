"""Hand-ins that depend on a course and its neighbours; files that are not what was released are data."""

import os
import sqlite3

import pytest
from nbformat.v4 import new_code_cell
from support.tiny_course import (
    COVERAGE_CELL,
    FULL_MARKS,
    built_repository,
    index_of,
    sitting,
)
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE

from autograders.grading import generate_feedback

__all__ = ["built_repository", "sitting"]


def test_a_notebook_that_was_not_handed_in_is_worth_0_and_told(sitting):
    (sitting.submitted("ada")).mkdir(parents=True)
    (sitting.submitted("ada") / "autre.ipynb").write_text("{}")
    sitting.hand_in("zoe", sitting.solved())
    ada, zoe = sitting.grade().candidates
    assert (ada.status, ada.total, ada.problem) == ("failed", 0.0, "Aucun carnet de cette étude de cas n’a été remis.")
    assert dict(zoe.scores) == FULL_MARKS


def test_a_link_to_another_candidates_notebook_is_not_followed(sitting):
    theirs = sitting.hand_in("bob", sitting.solved())
    ours = sitting.hand_in("ada", sitting.solved())
    ours.unlink()
    ours.symlink_to(theirs)
    ada, bob = sitting.grade().candidates
    assert (ada.status, ada.total) == ("failed", 0.0)
    assert any("mis de côté" in remark and f"{EXERCISE}.ipynb" in remark for remark in ada.remarks)
    assert dict(bob.scores) == FULL_MARKS


def test_other_files_and_links_of_a_submission_reach_neither_the_graded_copy_nor_the_feedback(sitting):
    sitting.hand_in("ada", sitting.solved())
    folder = sitting.submitted("ada")
    (folder / "piege.html").write_text("<script>document.title = 'X'</script>")
    (folder / "sous" / "dossier").mkdir(parents=True)
    (folder / "sous" / "dossier" / "cache.ipynb").write_text("{}")
    (folder / "gradebook.db").symlink_to(sitting.course.folder / "gradebook.db")
    (folder / "cle.txt").symlink_to(sitting.course.folder / "secret.key")
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    assert dict(sitting.grade("ada").candidates[0].scores) == FULL_MARKS
    generate_feedback(sitting.course, sitting.activity, ["ada"])
    for step in ("autograded", "feedback"):
        left = {path.name for path in (sitting.course.folder / step / "ada" / ACTIVITY).rglob("*")}
        assert left <= {f"{EXERCISE}.ipynb", f"{EXERCISE}.html", "timestamp.txt", "lisez-moi.md"}


@pytest.mark.parametrize("name", ["timestamp.txt", "tube"])
def test_a_file_that_nbgrader_would_stumble_over_costs_nobody_a_point_and_is_told(sitting, name):
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("zoe", sitting.solved())
    path = sitting.submitted("ada") / name
    if name == "tube":
        os.mkfifo(path)
    else:
        path.write_text("hier soir")
    ada, zoe = sitting.grade().candidates
    assert [dict(ada.scores), dict(zoe.scores)] == [FULL_MARKS, FULL_MARKS]
    assert [remark for remark in ada.remarks if name in remark]


def test_a_submission_that_nbgrader_itself_gives_up_fails_alone(sitting):
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("zoe", sitting.solved())
    # A file stands where nbgrader has to make the candidate's folder.
    blocked = sitting.course.folder / "autograded" / "ada"
    blocked.parent.mkdir()
    blocked.write_text("")
    ada, zoe = sitting.grade().candidates
    assert (ada.status, ada.total) == ("failed", 0.0)
    assert ada.problem
    assert dict(zoe.scores) == FULL_MARKS


def test_a_submission_that_breaks_the_warm_parent_costs_nobody_a_result(sitting):
    from autograders.grading.workshop import WORKSHOP

    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("zoe", sitting.solved())
    sandbox = WORKSHOP.sandbox(sitting.course, ("numpy",))
    os.kill(sandbox.process_id, 9)
    assert [dict(item.scores) for item in sitting.grade().candidates] == [FULL_MARKS, FULL_MARKS]


def test_no_database_is_left_locked_by_a_failing_submission(sitting):
    sitting.hand_in("ada", b"{")
    sitting.grade()
    with sqlite3.connect(sitting.course.folder / "records.db", timeout=0.1) as connection:
        connection.execute("BEGIN EXCLUSIVE")


def test_new_code_cells_of_a_candidate_run_where_they_stand(sitting):
    work = sitting.solved()
    work.cells.insert(index_of(work, COVERAGE_CELL), new_code_cell("mean_mm = mean_mm + 1000"))
    assert sitting.grade_one(work).scores[COVERAGE] == 0.0
