"""Notebooks made from an exercise's source: the reference, the stub that is released, submissions of the bank."""

from collections.abc import Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograders.model.exercise import Exercise, Grading, grade_id, manual_grade_id

from .bank import STUB_KINDS, BankSubmission
from .packages import ExercisePackage
from .percent import Role, SourceCell, stub_of, without_markers

TEXT_STUB = "*Rédigez votre réponse ici.*"
# Of nbgrader's cell metadata.
_SCHEMA_VERSION = 3
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def reference_notebook(package: ExercisePackage) -> NotebookNode:
    """Return the notebook with its solutions between nbgrader's markers: the source of the assignment.

    Parameters
    ----------
    package : ExercisePackage

    Returns
    -------
    NotebookNode
        Of format 4.5, without outputs; the same package gives the same notebook, cell ids included.
    """
    return _notebook(package.exercise, package.cells)


def release_notebook(package: ExercisePackage) -> NotebookNode:
    """Return the empty stub: the notebook as a candidate first opens it."""
    return stub_notebook(package.exercise, package.cells)


def stub_notebook(exercise: Exercise, source_cells: Sequence[SourceCell]) -> NotebookNode:
    """Return the empty stub of an exercise of which no grader was loaded.

    Parameters
    ----------
    exercise : Exercise
    source_cells : sequence of SourceCell
        Of its ``notebook.py``.
    """
    notebook = _notebook(exercise, source_cells)
    for cell in notebook.cells:
        if _is_solution(cell):
            cell.source = stub_of(cell.source) if cell.cell_type == "code" else TEXT_STUB
    return notebook


def apply_submission(package: ExercisePackage, submission: BankSubmission) -> NotebookNode:
    """Return the notebook that a candidate of the bank hands in.

    Parameters
    ----------
    package : ExercisePackage
    submission : BankSubmission
        Of that package.

    Returns
    -------
    NotebookNode
        The reference solution, or the empty stub for crash and forged, with the submission's cells.
    """
    stub = submission.kind in STUB_KINDS
    notebook = release_notebook(package) if stub else reference_notebook(package)
    for cell in notebook.cells:
        cell.source = without_markers(cell.source)
    solutions = {cell.name: without_markers(cell.source) for cell in package.cells if cell.role is Role.SOLUTION}
    cells = {cell.id: cell for cell in notebook.cells}
    for change in submission.cells:
        source = without_markers(change.source)
        if change.role is Role.SOLUTION:
            cells[_solution_id(change.name)].source = source
        elif change.role is Role.AMENDMENT:
            cells[_solution_id(change.name)].source = f"{solutions[change.name]}\n{source}"
    extra = [cell for cell in submission.cells if cell.role is Role.EXTRA]
    first = [_extra_cell(cell) for cell in extra if cell.name == "first"]
    last = [_extra_cell(cell) for cell in extra if cell.name == "last"]
    notebook.cells = [*first, *notebook.cells, *last]
    return notebook


def cell_id(cell: SourceCell) -> str:
    """Return the identifier that a cell of the source bears in the notebook."""
    match cell.role:
        case Role.SOLUTION:
            return _solution_id(cell.name)
        case Role.GRADED:
            return grade_id(cell.name)
        case Role.MANUAL:
            return manual_grade_id(cell.name)
        case Role.PROSE:
            return f"prose-{cell.position:02d}"
        case _:
            return f"given-{cell.position:02d}"


def _notebook(exercise: Exercise, source_cells: Sequence[SourceCell]) -> NotebookNode:
    alternatives = {figure.id: figure.alternative for figure in exercise.figures}
    cells = []
    for cell in source_cells:
        cells.append(_cell(cell, exercise))
        if cell.figure:
            text = f"*Description de la figure.* {alternatives[cell.figure]}"
            cells.append(_markdown_cell(text, f"figure-{cell.figure}"[:64], {}))
    notebook = new_notebook(
        cells=cells,
        metadata={
            "kernelspec": dict(_KERNEL),
            "language_info": {"name": "python"},
            "title": exercise.title,
            "lang": "fr",
        },
    )
    nbformat.validate(notebook)
    return notebook


def _cell(cell: SourceCell, exercise: Exercise) -> NotebookNode:
    identifier = cell_id(cell)
    match cell.role:
        case Role.SOLUTION:
            return _code_cell(cell.source, identifier, _metadata(identifier, solution=True))
        case Role.GRADED:
            criterion = exercise.criterion(cell.name)
            share = 0.5 if criterion.how is Grading.MIXED else 1.0
            metadata = _metadata(identifier, grade=True, locked=True, points=criterion.points * share)
            return _code_cell(cell.source, identifier, metadata)
        case Role.MANUAL:
            points = exercise.criterion(cell.name).human_points
            metadata = _metadata(identifier, grade=True, solution=True, points=points)
            return _markdown_cell(cell.source, identifier, metadata)
        case Role.PROSE:
            return _markdown_cell(cell.source, identifier, {})
        case _:
            return _code_cell(cell.source, identifier, _metadata(identifier, locked=True))


# Not nbformat's new_code_cell and new_markdown_cell: each validates its cell, in a millisecond, and the whole notebook
# is validated once its cells are there.
def _code_cell(source: str, identifier: str, metadata: dict[str, Any]) -> NotebookNode:
    cell: NotebookNode = nbformat.from_dict(
        {
            "id": identifier,
            "cell_type": "code",
            "metadata": metadata,
            "execution_count": None,
            "source": source,
            "outputs": [],
        }
    )
    return cell


def _markdown_cell(source: str, identifier: str, metadata: dict[str, Any]) -> NotebookNode:
    cell: NotebookNode = nbformat.from_dict(
        {"id": identifier, "cell_type": "markdown", "source": source, "metadata": metadata}
    )
    return cell


def _metadata(
    identifier: str, *, grade: bool = False, solution: bool = False, locked: bool = False, points: float | None = None
) -> dict[str, Any]:
    nbgrader: dict[str, Any] = {
        "grade": grade,
        "grade_id": identifier,
        "locked": locked,
        "schema_version": _SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = points
    return {"nbgrader": nbgrader}


def _solution_id(name: str) -> str:
    return f"solution-{name}"[:64]


def _is_solution(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _extra_cell(cell: SourceCell) -> NotebookNode:
    return _code_cell(cell.source, f"extra-{cell.position:02d}", {})
