"""A submission set back on the released notebook."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from support.tiny_course import COVERAGE_CELL, MEAN_CELL, SUPPORT_CELL, VERDICT_CELL, cell_of, grade_id_of, index_of

from autograders.assignments import reference_notebook, release_notebook
from autograders.grading.restoring import Tampering, restore
from autograders.grading.submissions import Submission, parse_submission


@pytest.fixture
def master(package):
    return release_notebook(package)


@pytest.fixture
def work(package):
    return reference_notebook(package)


def restored(master, work):
    result = restore(master, parse_submission(nbformat.writes(work).encode()))
    nbformat.validate(result.notebook)
    return result


def first_given(master):
    return next(name for name in names(master) if name.startswith("given-"))


def names(notebook):
    return [grade_id_of(cell) for cell in notebook.cells]


def told(result):
    return [(item.grade_id, item.tampering) for item in result.irregularities]


def test_an_honest_submission_keeps_its_solutions_and_nothing_is_told(master, work):
    result = restored(master, work)
    assert [cell.source for cell in result.notebook.cells] == [cell.source for cell in work.cells]
    assert names(result.notebook) == names(master)
    assert (told(result), dict(result.voided)) == ([], {})


def test_an_edited_locked_cell_is_put_back_and_its_criterion_still_counts(master, work):
    cell_of(work, COVERAGE_CELL).source = "answer('mean_mm', 1000)"
    result = restored(master, work)
    assert cell_of(result.notebook, COVERAGE_CELL).source == cell_of(master, COVERAGE_CELL).source
    assert (told(result), dict(result.voided)) == ([(COVERAGE_CELL, Tampering.EDITED)], {})


def test_a_deleted_graded_cell_comes_back_after_the_work_and_counts_as_not_answered(master, work):
    del work.cells[index_of(work, COVERAGE_CELL)]
    result = restored(master, work)
    assert names(result.notebook)[-3:] == [COVERAGE_CELL, VERDICT_CELL, SUPPORT_CELL]
    assert told(result) == [(COVERAGE_CELL, Tampering.DELETED)]
    assert dict(result.voided) == {COVERAGE_CELL: "La cellule notée a été supprimée dans le carnet remis."}


def test_a_duplicated_graded_cell_is_there_once_and_counts_as_not_answered(master, work):
    copy = cell_of(work, COVERAGE_CELL).copy()
    work.cells.append(nbformat.from_dict(copy | {"id": "copy"}))
    result = restored(master, work)
    assert names(result.notebook).count(COVERAGE_CELL) == 1
    assert told(result) == [(COVERAGE_CELL, Tampering.DUPLICATED)]
    assert list(result.voided) == [COVERAGE_CELL]


@pytest.mark.parametrize("make", [new_markdown_cell, new_raw_cell])
def test_a_retyped_graded_cell_is_code_again_and_counts_as_not_answered(master, work, make):
    index = index_of(work, COVERAGE_CELL)
    cell = work.cells[index]
    work.cells[index] = make(cell.source, metadata=cell.metadata)
    result = restored(master, work)
    assert cell_of(result.notebook, COVERAGE_CELL).cell_type == "code"
    assert told(result) == [(COVERAGE_CELL, Tampering.RETYPED)]
    assert list(result.voided) == [COVERAGE_CELL]


def test_metadata_are_those_of_the_release_whatever_is_claimed(master, work):
    claims = cell_of(work, COVERAGE_CELL).metadata
    claims["nbgrader"] |= {"points": 500, "solution": True, "locked": False, "checksum": "0" * 32}
    claims["tags"] = ["</div><script>"]
    claims["atelier"] = {"voided": {}}
    result = restored(master, work)
    cell = cell_of(result.notebook, COVERAGE_CELL)
    assert cell.metadata == {"nbgrader": cell_of(master, COVERAGE_CELL).metadata["nbgrader"]}
    assert told(result) == [(COVERAGE_CELL, Tampering.RELABELLED)]


def test_a_deleted_given_cell_comes_back_in_its_place(master, work):
    given = first_given(master)
    del work.cells[index_of(work, given)]
    result = restored(master, work)
    assert names(result.notebook)[0] == given
    assert told(result) == [(given, Tampering.DELETED)]
    assert dict(result.voided) == {}


def test_a_deleted_solution_does_not_come_back_over_the_candidates_own_cell(master, work):
    index = index_of(work, MEAN_CELL)
    work.cells[index] = new_code_cell("mean_mm = 1000.0")
    result = restored(master, work)
    assert MEAN_CELL not in names(result.notebook)
    assert result.notebook.cells[index].source == "mean_mm = 1000.0"
    assert dict(result.voided) == {}


def test_both_copies_of_a_solution_run_and_the_last_bears_the_name(master, work):
    copy = new_code_cell("mean_mm = 7", metadata=cell_of(work, MEAN_CELL).metadata)
    work.cells.insert(index_of(work, MEAN_CELL) + 1, copy)
    result = restored(master, work)
    index = index_of(result.notebook, MEAN_CELL)
    assert result.notebook.cells[index].source == "mean_mm = 7"
    assert "readings_mm.mean()" in result.notebook.cells[index - 1].source


def test_an_unknown_identifier_is_told_and_means_nothing(master, work):
    claims = {"grade": True, "grade_id": "C9-9-9_bonus", "points": 100, "schema_version": 3}
    work.cells.append(new_code_cell("20", metadata={"nbgrader": claims}))
    result = restored(master, work)
    assert result.notebook.cells[-1].metadata == {}
    assert told(result) == [("C9-9-9_bonus", Tampering.UNKNOWN)]


def test_no_output_attachment_or_metadata_of_the_notebook_comes_through(master, work):
    for cell in work.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("display_data", data={"text/html": "<b>5 / 5</b>"})]
        else:
            cell.attachments = {"x.svg": {"image/svg+xml": "<svg onload=x>"}}
    work.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
    result = restored(master, work)
    assert not [cell for cell in result.notebook.cells if cell.get("outputs") or cell.get("attachments")]
    assert result.notebook.metadata == master.metadata


def test_a_candidates_own_markdown_is_disarmed_and_the_releases_is_not(master, work):
    master.cells[0].source = work.cells[0].source = "# Titre <small>court</small>"
    work.cells.append(new_markdown_cell("<script>x</script>"))
    result = restored(master, work)
    assert result.notebook.cells[0].source == "# Titre <small>court</small>"
    assert "<script" not in result.notebook.cells[-1].source


def test_an_unreadable_submission_gives_the_release_back(master):
    result = restore(master, Submission(problem="illisible"))
    assert [cell.source for cell in result.notebook.cells] == [cell.source for cell in master.cells]


def test_an_empty_notebook_voids_every_graded_cell(master):
    result = restore(master, Submission())
    assert set(result.voided) == {COVERAGE_CELL, SUPPORT_CELL}
    assert {COVERAGE_CELL, SUPPORT_CELL, first_given(master)} <= set(names(result.notebook))
