"""Guided self-assessment: the five levels beside a model answer and the candidate's own text."""

import json
from datetime import UTC, datetime
from pathlib import Path

from autograders.assignments import Role
from autograders.assignments.notebooks import TEXT_STUB
from autograders.assignments.percent import without_markers
from autograders.grading.texts import NO_BREAK_SPACE, printable, printed_points
from autograders.lab.progress import Attempt, Progress, Source
from autograders.model.exercise import ExerciseCriterion, Grading, manual_grade_id
from autograders.model.rubric import HIGHEST_LEVEL, points_of_level

from .practised import Practised, RequestRefusedError
from .protocol import Done, LevelRequest, Rubric, RubricRequest

MAXIMUM_NOTEBOOK_BYTES = 50_000_000
MAXIMUM_OWN_CHARACTERS = 20_000


def show_rubric(practised: Practised, request: RubricRequest) -> Rubric:
    """Return the levels, and the model answer once there is a text of the candidate's to compare with it.

    Parameters
    ----------
    practised : Practised
    request : RubricRequest
    """
    criterion = _read_by_a_person(practised, request.criterion)
    own = own_text(request.notebook, criterion.id)
    return Rubric(
        criterion=criterion.id,
        title=practised.label(criterion.id),
        levels=criterion.rubric,
        own=own,
        model=model_answer(practised, criterion.id) if own or request.written else "",
        points=criterion.human_points,
    )


def keep_level(practised: Practised, request: LevelRequest) -> Done:
    """Keep the level at which the candidate places the own text, and return what it is worth."""
    criterion = _read_by_a_person(practised, request.criterion)
    maximum = criterion.human_points
    points = points_of_level(request.level, maximum)
    with Progress() as progress:
        progress.record(
            Attempt(
                at=datetime.now(UTC),
                activity=practised.package.activity_name,
                exercise=practised.package.name,
                criterion=criterion.id,
                variant=practised.place.variant,
                source=Source.SELF_ASSESSMENT,
                fraction=request.level / HIGHEST_LEVEL,
                points=points,
                maximum=maximum,
                hints=progress.hints(practised.package.name, criterion.id, practised.place.variant),
            )
        )
    reached = f"{printed_points(points)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{printed_points(maximum)}"
    return Done(message=f"{criterion.id} : niveau {request.level} enregistré ({reached} points, selon vous).")


def own_text(notebook: Path, criterion: str) -> str:
    """Return what the candidate wrote for a criterion, as the notebook was last saved; empty where nothing was.

    Parameters
    ----------
    notebook : Path
    criterion : str
    """
    try:
        if notebook.stat().st_size > MAXIMUM_NOTEBOOK_BYTES:
            return ""
        # Not nbformat: a cell that it refuses is no reason not to find this one.
        cells = json.loads(notebook.read_bytes())["cells"]
        sources = [cell["source"] for cell in cells if _grade_id(cell) == manual_grade_id(criterion)]
        text = "\n".join("".join(source) for source in sources).strip()
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return "" if text == TEXT_STUB else printable(text, MAXIMUM_OWN_CHARACTERS)


def _grade_id(cell: object) -> object:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None


def _read_by_a_person(practised: Practised, identifier: str) -> ExerciseCriterion:
    read = [criterion for criterion in practised.package.exercise.criteria if criterion.how is not Grading.AUTO]
    for criterion in read:
        if criterion.id == identifier:
            return criterion
    listed = ", ".join(criterion.id for criterion in read) or "aucun dans ce carnet"
    raise RequestRefusedError(f"« {identifier[:60]} » n’est pas un critère à texte ; critères à texte : {listed}.")


def model_answer(practised: Practised, criterion: str) -> str:
    """Return what the worked solution writes for a criterion, in Markdown."""
    cells = [cell for cell in practised.package.cells if cell.role is Role.MANUAL and cell.name == criterion]
    return "\n\n".join(without_markers(cell.source).strip() for cell in cells)
