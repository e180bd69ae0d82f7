"""A person's score in the place of a grader's: in nbgrader's gradebook, with who, when and why in our records."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError
from autograders.model.exercise import grade_id, manual_grade_id
from autograders.records import Override, Records

from .texts import NO_BREAK_SPACE, moment, printable, printed_points
from .transactions import Database, refuse_missing_file

LOCK_SECONDS = 30.0
MAXIMUM_REASON_CHARACTERS = 2000


class OverrideError(AtelierError):
    """A score cannot be overridden so."""


def override_score(course: Course, candidate: str, criterion: str, points: float, reason: str, author: str) -> Override:
    """Write a manual score, and why, and return what was written.

    nbgrader keeps a manual score through every later grading and regrading. Of a criterion that a grader and a person
    share, the grader's half is overridden; formgrader is the place for the other.

    Parameters
    ----------
    course : Course
    candidate : str
    criterion : str
        In the referential, such as ``C2.1.2.noise``.
    points : float
        Between 0 and what the cell can bring.
    reason, author : str
        Not empty.

    Raises
    ------
    UnknownCodeError
        If the referential has no such criterion.
    OverrideError
        If the points are out of range, the reason or the author is empty, or the candidate has nothing graded there.
    DatabaseError, RecordsError
        If the gradebook or the records cannot be written; then neither was.
    """
    identifier = course.repository.referential.criterion(criterion).id
    said, name = (printable(text.strip(), MAXIMUM_REASON_CHARACTERS) for text in (reason, author))
    if not said:
        raise OverrideError(f"{candidate}, {criterion}: the reason is empty. Say in a sentence why the score changes.")
    if not name:
        raise OverrideError(f"{candidate}, {criterion}: nobody is named as the author. Name who decided.")
    activities = frozenset(folder.name for folder in course.repository.activity_folders())
    refuse_missing_file(course.gradebook_url)
    database = Database(course.gradebook_url, "gradebook_url", LOCK_SECONDS)
    try:
        with Records(course.records_url) as records:

            def write(connection: Connection) -> Override:
                names = (grade_id(identifier), manual_grade_id(identifier))
                cell = graded_cell(connection, activities, candidate, names)
                if cell is None:
                    raise OverrideError(
                        f"{candidate}, {criterion}: nothing graded in the gradebook. Check the spelling, or run "
                        "'atelier grade' first."
                    )
                if not (math.isfinite(points) and 0 <= points <= cell["maximum"]):
                    raise OverrideError(
                        f"{candidate}, {criterion}: {points:g} points given, 0 to {cell['maximum']:g} expected. "
                        "Nothing was changed."
                    )
                override = replace_score(connection, cell, candidate, identifier, points, said, name)
                # Inside, so that the gradebook keeps no score whose reason is lost.
                records.keep_decisions(override)
                return override

            return database.once(write)
    finally:
        database.close()


def override_text(override: Override) -> str:
    """Return what a person decided: when, who, from what to what, and why."""
    former = "aucune note" if override.former_score is None else printed_points(override.former_score)
    change = f"{former} → {printed_points(override.points)}, sur {printed_points(override.maximum)}"
    who = f"Note modifiée le {moment(override.overridden_at)} par {override.author}"
    return f"{who}{NO_BREAK_SPACE}: {change}. Motif{NO_BREAK_SPACE}: {override.reason}"


def graded_cell(
    connection: Connection, activities: frozenset[str], candidate: str, names: Sequence[str]
) -> RowMapping | None:
    """Return the first of some graded cells that a candidate has: its score, maximum, notebook and assignment.

    Parameters
    ----------
    connection : Connection
        To the gradebook.
    activities : frozenset of str
        Assignments that count.
    candidate : str
    names : sequence of str
        nbgrader's identifiers of the cells, the preferred one first.
    """
    from nbgrader.api import Assignment, Grade, GradeCell, Notebook, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select

    rows = connection.execute(
        select(
            Grade.id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.needs_manual_grade,
            GradeCell.name.label("cell"),
            GradeCell.max_score.label("maximum"),
            Notebook.name.label("exercise"),
            Assignment.name.label("activity"),
        )
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .where(SubmittedAssignment.student_id == candidate)
        .where(Assignment.name.in_(activities), GradeCell.name.in_(names))
    ).mappings()
    found = {row["cell"]: row for row in rows}
    return next((found[name] for name in names if name in found), None)


def replace_score(
    connection: Connection, cell: RowMapping, candidate: str, criterion: str, points: float, reason: str, author: str
) -> Override:
    """Write a manual score to a cell that ``graded_cell`` returned, and return what is to be kept of that."""
    from nbgrader.api import Grade
    from sqlalchemy import update

    values = {"manual_score": points, "needs_manual_grade": False}
    connection.execute(update(Grade).where(Grade.id == cell["id"]).values(**values))
    return Override(
        activity=cell["activity"],
        exercise=cell["exercise"],
        candidate=candidate,
        criterion=criterion,
        cell=cell["cell"],
        points=points,
        maximum=cell["maximum"],
        former_auto_score=cell["auto_score"],
        former_manual_score=cell["manual_score"],
        reason=reason,
        author=author,
        overridden_at=datetime.now(UTC),
    )
