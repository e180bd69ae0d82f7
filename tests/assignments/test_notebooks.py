"""The notebooks that are made of a package."""

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from support.tiny_repository import add_report_exercise, make_tiny_repository

from autograders.assignments import (
    apply_submission,
    open_repository,
    read_bank,
    reference_notebook,
    release_notebook,
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = make_tiny_repository(tmp_path_factory.mktemp("report"))
    add_report_exercise(root)
    return open_repository(root).find_exercise("C2.1.4")


@pytest.fixture(scope="module")
def bank(package):
    return {submission.name: submission for submission in read_bank(package)}


def nbgrader_cells(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def sources(notebook):
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.mark.parametrize("make", [reference_notebook, release_notebook])
def test_a_notebook_is_valid_for_jupyter_and_for_nbgrader(package, make):
    notebook = make(package)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)


def test_the_same_package_gives_the_same_bytes(package):
    assert nbformat.writes(reference_notebook(package)) == nbformat.writes(reference_notebook(package))


def test_a_notebook_says_its_title_its_language_and_its_kernel(package):
    metadata = reference_notebook(package).metadata
    assert (metadata.title, metadata.lang, metadata.kernelspec.name) == ("Longueur d’une règle", "fr", "python3")


def test_an_automatic_criterion_is_a_locked_test_cell_with_all_its_points(package):
    cell = nbgrader_cells(reference_notebook(package))["C2-1-3_coverage"]
    assert cell.cell_type == "code"
    assert cell.metadata.nbgrader == {
        "grade": True,
        "grade_id": "C2-1-3_coverage",
        "locked": True,
        "points": 5.0,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_a_mixed_criterion_shares_its_points_between_a_test_cell_and_a_text_cell(report):
    cells = nbgrader_cells(reference_notebook(report))
    half, human = cells["C2-1-4_protocol"], cells["C2-1-4_protocol_rubric"]
    assert (half.metadata.nbgrader.points, human.metadata.nbgrader.points) == (4.0, 4.0)
    assert human.cell_type == "markdown"
    assert human.metadata.nbgrader.grade is True
    assert human.metadata.nbgrader.solution is True


def test_given_code_is_locked_and_solution_cells_are_not(package):
    cells = nbgrader_cells(reference_notebook(package))
    assert cells["given-02"].metadata.nbgrader.locked is True
    assert cells["solution-mean"].metadata.nbgrader.solution is True
    assert cells["solution-mean"].metadata.nbgrader.locked is False


def test_the_text_alternative_of_a_figure_stands_below_it(package):
    cells = reference_notebook(package).cells
    place = next(index for index, cell in enumerate(cells) if cell.id == "solution-plot")
    assert cells[place + 1].source == "*Description de la figure.* Les huit lectures, en mm, dans l’ordre."


def test_the_stub_presets_every_answer_and_shows_no_solution(package):
    stub = sources(release_notebook(package))
    assert stub["solution-mean"] == "mean_mm = None  # moyenne, en mm\n# Écrivez votre solution ici.\npass"
    assert "REFERENCE-SOLUTION" not in nbformat.writes(release_notebook(package))


def test_the_human_half_is_released_empty(report):
    assert sources(release_notebook(report))["C2-1-4_protocol_rubric"] == "*Rédigez votre réponse ici.*"


def test_a_wrong_submission_changes_its_cells_of_the_reference(package, bank):
    handed_in = sources(apply_submission(package, bank["first_reading"]))
    assert handed_in["solution-mean"] == "mean_mm = float(readings_mm[0]) + 1"
    assert "conform = mean_mm <= case.specification.number" in handed_in["solution-verdict"]


def test_an_amendment_follows_the_reference_solution(package, bank):
    source = sources(apply_submission(package, bank["no_function"]))["solution-verdict"]
    assert source.startswith("conform = None\nmean_of = None\nconform = mean_mm <= ")
    assert source.endswith("\nmean_of = None")


def test_what_crashes_starts_from_the_empty_stub(package, bank):
    handed_in = sources(apply_submission(package, bank["division_by_zero"]))
    assert handed_in["solution-mean"] == "mean_mm = 1 / 0"
    assert handed_in["solution-verdict"].endswith("# Écrivez votre solution ici.\npass")


def test_an_extra_cell_stands_where_it_says(package, bank):
    cells = apply_submission(package, bank["equals_everything"]).cells
    assert cells[-1].source == 'print("fini")'
    assert "nbgrader" not in cells[-1].metadata


def test_no_submission_carries_solution_markers(package, bank):
    for submission in bank.values():
        assert "SOLUTION ###" not in nbformat.writes(apply_submission(package, submission))
        assert "### BEGIN" not in nbformat.writes(apply_submission(package, submission))


def test_a_submission_leaves_the_package_as_it_was(package, bank):
    before = nbformat.writes(reference_notebook(package))
    for submission in bank.values():
        apply_submission(package, submission)
    assert nbformat.writes(reference_notebook(package)) == before
