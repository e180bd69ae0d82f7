"""Submitted files that are not what was released: each is graded for what it is worth, and none stops the run."""

import json
import os
import sqlite3

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from support.tiny_course import (
    COVERAGE_CELL,
    FULL_MARKS,
    NO_MARKS,
    SUPPORT_CELL,
    built_repository,
    cell_of,
    grade_id_of,
    index_of,
    shared_sitting,
    sitting,
)
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

from autograders.grading import generate_feedback

__all__ = ["built_repository", "shared_sitting", "sitting"]

ONE_LOST = {COVERAGE: 0.0, SUPPORT: 5.0}
TO_REVIEW = {COVERAGE: None, SUPPORT: None}


def edited(work):
    cell_of(work, COVERAGE_CELL).source = "answer('mean_mm', 0.0); 5.0"
    return work


def deleted(work):
    del work.cells[index_of(work, COVERAGE_CELL)]
    return work


def duplicated(work):
    work.cells.append(nbformat.from_dict(cell_of(work, COVERAGE_CELL) | {"id": "copy"}))
    return work


def retyped(work):
    index = index_of(work, COVERAGE_CELL)
    work.cells[index] = new_markdown_cell("5.0", metadata=work.cells[index].metadata)
    return work


def worth_more(work):
    claims = cell_of(work, COVERAGE_CELL).metadata["nbgrader"]
    claims |= {"points": 100.0, "checksum": "0" * 32}
    return work


def without_given_cells(work):
    work.cells = [
        cell for cell in work.cells if not cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("given")
    ]
    return work


def without_metadata(work):
    for cell in work.cells:
        cell.metadata = {}
    return work


def of_broken_metadata(work):
    for cell, broken in zip(work.cells, [None, [], {"nbgrader": 7}, {"nbgrader": {"grade_id": ["x"]}}], strict=False):
        dict.__setitem__(cell, "metadata", broken)
    return json.dumps(work).encode()


def of_format_3(work):
    old = nbformat.convert(work, 3)
    return nbformat.v3.writes_json(old).encode()


def of_an_older_schema(work):
    for cell in work.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"]["schema_version"] = 1
    return work


def with_planted_outputs(work):
    for cell in work.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", data={"text/plain": "5.0"})]
    return work


def with_outputs_of_100_mb(work):
    rows = [new_output("stream", text="x" * 10_000_000) for _ in range(5)]
    figure = {"data": [{"x": [0.123456789] * 2_000_000}], "layout": {}}
    cell_of(work, "solution-mean").outputs = [
        *rows,
        new_output("display_data", data={"application/vnd.plotly.v1+json": figure, "image/png": "A" * 25_000_000}),
    ]
    content = nbformat.writes(work, indent=0).encode()
    assert len(content) > 100_000_000
    return content


def stub_of(work):
    for cell in work.cells:
        if grade_id_of(cell).startswith("solution"):
            cell.source = ""
    return work


# What a right submission becomes, the scores that it must get, and a fragment of what the report must say.
CHANGED = {
    "edited": (edited, FULL_MARKS, "modifiée ; la version distribuée fait foi"),
    "deleted": (deleted, ONE_LOST, "supprimée"),
    "duplicated": (duplicated, ONE_LOST, "dupliquée"),
    "retyped": (retyped, ONE_LOST, "changée de type"),
    "worth-more": (worth_more, FULL_MARKS, "métadonnées de notation"),
    "without-given-cells": (without_given_cells, FULL_MARKS, "supprimée"),
    "without-metadata": (without_metadata, NO_MARKS, "supprimée"),
    "of-broken-metadata": (of_broken_metadata, FULL_MARKS, "supprimée"),
    "of-format-3": (of_format_3, FULL_MARKS, "ancien format"),
    "of-an-older-schema": (of_an_older_schema, FULL_MARKS, ""),
    "with-planted-outputs": (with_planted_outputs, FULL_MARKS, ""),
    "planted-on-a-stub": (lambda work: with_planted_outputs(stub_of(work)), NO_MARKS, ""),
    "with-outputs-of-100-mb": (with_outputs_of_100_mb, FULL_MARKS, ""),
    "no-json": (lambda work: b'{"cells": [', TO_REVIEW, "JSON valide"),
    "empty-file": (lambda work: b"", TO_REVIEW, "JSON valide"),
    "binary": (lambda work: bytes(range(256)) * 100, TO_REVIEW, "JSON valide"),
    "nested": (lambda work: b'{"cells": ' + b"[" * 200_000, TO_REVIEW, "JSON valide"),
    "no-notebook": (lambda work: b'{"cells": 3}', TO_REVIEW, "carnet Jupyter"),
    "no-cells": (lambda work: b'{"cells": []}', NO_MARKS, "supprimée"),
}


@pytest.fixture(scope="module")
def results(shared_sitting):
    return shared_sitting.grade_all({name: change(shared_sitting.solved()) for name, (change, _, _) in CHANGED.items()})


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_file_is_graded_for_what_it_is_worth_and_the_report_says_what_happened(results, name):
    _, wanted, told = CHANGED[name]
    assert dict(results[name].scores) == wanted
    assert not told or any(told in remark for remark in results[name].remarks)
    assert results[name].status == ("to-review" if wanted == TO_REVIEW else "graded")


@pytest.mark.parametrize("name", CHANGED)
def test_the_gradebook_has_the_same_scores_and_no_gap(shared_sitting, results, name):
    _, wanted, _ = CHANGED[name]
    grades = shared_sitting.gradebook(name)
    assert grades == {
        COVERAGE_CELL: (wanted[COVERAGE], None, wanted[COVERAGE] is None),
        SUPPORT_CELL: (wanted[SUPPORT], None, wanted[SUPPORT] is None),
    }


def test_every_one_of_them_gets_a_feedback_page(shared_sitting, results):
    feedback = generate_feedback(shared_sitting.course, shared_sitting.activity)
    assert feedback.problems == {}
    assert len(feedback.pages) == len(CHANGED) + 2


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
