"""Rows of nbgrader's gradebook for one assignment: which there are, and what nbgrader writes into them.

One session at a time is handed in; nothing of it is kept from one candidate to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task
from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from .gradings import GradedSubmission
from .nbgrader_plugin import comment_on_untouched


@dataclass(frozen=True)
class Cells:
    """A notebook of the assignment as the gradebook knows it: its cells' identifiers there, by name."""

    notebook_id: str
    graded: dict[str, str]
    commented: dict[str, str]


@dataclass(frozen=True)
class Rows:
    """What the gradebook holds of one candidate's notebook."""

    notebook: SubmittedNotebook
    grades: Mapping[str, Grade]
    comments: Mapping[str, Comment]


class AssignmentRows:
    """Finds and makes the rows of one assignment's submissions.

    Parameters
    ----------
    session : Session
    activity : str

    Raises
    ------
    LookupError
        If the gradebook does not hold the assignment.
    """

    def __init__(self, session: Session, activity: str) -> None:
        identifier = session.scalar(select(Assignment.id).where(Assignment.name == activity))
        if identifier is None:
            raise LookupError(activity)
        self.assignment_id: str = identifier
        self._cells: dict[str, Cells] = {}
        found = session.execute(
            select(Notebook.name, Notebook.id, BaseCell.name, BaseCell.id, BaseCell.type)
            .join(BaseCell, BaseCell.notebook_id == Notebook.id, isouter=True)
            .where(Notebook.assignment_id == identifier)
            .order_by(Notebook.name, BaseCell.id)
        )
        for notebook, notebook_id, cell, cell_id, kind in found:
            known = self._cells.setdefault(notebook, Cells(notebook_id, {}, {}))
            if kind in ("GradeCell", "TaskCell"):
                known.graded[cell] = cell_id
            if kind in ("SolutionCell", "TaskCell"):
                known.commented[cell] = cell_id

    def made(self, session: Session, candidate: str) -> tuple[SubmittedAssignment, dict[str, Rows]]:
        """Return what the gradebook holds of a candidate, made as nbgrader makes it where it holds nothing."""
        submission = self.found(session, candidate)
        if submission is None:
            submission = SubmittedAssignment(id=new_uuid(), assignment_id=self.assignment_id, student_id=candidate)
            session.add(submission)
            session.flush()
            return submission, {
                exercise: _new_rows(session, submission.id, cells) for exercise, cells in self._cells.items()
            }
        return submission, self.stored(session, submission.id)

    def found(self, session: Session, candidate: str) -> SubmittedAssignment | None:
        """Return a candidate's submission, if the gradebook holds it."""
        found: SubmittedAssignment | None = session.scalars(
            select(SubmittedAssignment)
            .where(SubmittedAssignment.assignment_id == self.assignment_id, SubmittedAssignment.student_id == candidate)
            .options(load_only(SubmittedAssignment.timestamp, SubmittedAssignment.extension))
        ).one_or_none()
        return found

    def stored(self, session: Session, submission_id: str) -> dict[str, Rows]:
        """Return the rows of a submission, by exercise; those of the assignment's notebooks that it has."""
        notebooks = session.scalars(
            select(SubmittedNotebook)
            .where(SubmittedNotebook.assignment_id == submission_id)
            .options(load_only(SubmittedNotebook.notebook_id, SubmittedNotebook.late_submission_penalty))
        ).all()
        identifiers = [notebook.id for notebook in notebooks]
        # Held until the end: what a person changes meanwhile in formgrader comes after, and is not lost.
        grades = session.scalars(
            select(Grade)
            .where(Grade.notebook_id.in_(identifiers))
            .options(
                load_only(
                    Grade.notebook_id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade
                )
            )
            .order_by(Grade.id)
            .with_for_update(of=Grade)
        )
        comments = session.scalars(
            select(Comment)
            .where(Comment.notebook_id.in_(identifiers))
            .options(load_only(Comment.notebook_id, Comment.cell_id, Comment.auto_comment))
        )
        by_grade = {(grade.notebook_id, grade.cell_id): grade for grade in grades}
        by_comment = {(comment.notebook_id, comment.cell_id): comment for comment in comments}
        by_notebook = {notebook.notebook_id: notebook for notebook in notebooks}
        return {
            exercise: Rows(
                notebook=by_notebook[cells.notebook_id],
                grades=_found(by_grade, by_notebook[cells.notebook_id].id, cells.graded),
                comments=_found(by_comment, by_notebook[cells.notebook_id].id, cells.commented),
            )
            for exercise, cells in self._cells.items()
            if cells.notebook_id in by_notebook
        }

    def submissions(self, session: Session) -> dict[str, SubmittedAssignment]:
        """Return all submissions of the assignment, by candidate."""
        found = session.scalars(
            select(SubmittedAssignment).where(SubmittedAssignment.assignment_id == self.assignment_id)
        )
        return {submission.student_id: submission for submission in found}

    def seconds_late(self, session: Session, submission: SubmittedAssignment) -> float:
        """Return by how much a submission came after its date and its extension; 0 where there is none."""
        due: datetime | None = session.scalar(select(Assignment.duedate).where(Assignment.id == self.assignment_id))
        if submission.timestamp is None or due is None:
            return 0.0
        late: timedelta = submission.timestamp - due - (submission.extension or timedelta())
        return max(0.0, late.total_seconds())


def _new_rows(session: Session, submission_id: str, cells: Cells) -> Rows:
    notebook = SubmittedNotebook(id=new_uuid(), assignment_id=submission_id, notebook_id=cells.notebook_id)
    grades = {name: Grade(cell_id=identifier, notebook_id=notebook.id) for name, identifier in cells.graded.items()}
    comments = {
        name: Comment(cell_id=identifier, notebook_id=notebook.id) for name, identifier in cells.commented.items()
    }
    session.add(notebook)
    session.add_all([*grades.values(), *comments.values()])
    return Rows(notebook, grades, comments)


def _found(rows: Mapping[tuple[str, str], Any], notebook_id: str, cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: rows[notebook_id, identifier] for name, identifier in cells.items() if (notebook_id, identifier) in rows
    }


def save_cells(notebook: NotebookNode, rows: Rows, graded: GradedSubmission) -> None:
    """Save what nbgrader saves of each cell that is there; a cell that is not keeps what it had.

    Parameters
    ----------
    notebook : NotebookNode
        As it goes into the graded copy.
    rows : Rows
    graded : GradedSubmission
        What came of it.

    Raises
    ------
    KeyError
        If the gradebook does not know a cell.
    """
    for cell in notebook.cells:
        if is_grade(cell):
            save_score(rows.grades[cell.metadata.nbgrader.grade_id], _auto_score(cell, graded))
        if is_solution(cell) or is_task(cell):
            rows.comments[cell.metadata.nbgrader.grade_id].auto_comment = _auto_comment(cell, graded)


def save_score(grade: Grade, score: float | None) -> None:
    """Save a score, none while a person has to look; a manual score asks for a look."""
    grade.auto_score = score
    grade.needs_manual_grade = score is None or grade.manual_score is not None


def save_absence(rows: Rows) -> None:
    """Save what nbgrader saves of a notebook that was not handed in."""
    for grade in rows.grades.values():
        grade.auto_score = 0
        grade.needs_manual_grade = False


def _auto_score(cell: NotebookNode, graded: GradedSubmission) -> float | None:
    """Return a verdict's score; for a cell that a person reads, what nbgrader gives: 0 if it is untouched."""
    if not is_solution(cell) or graded.unread:
        return graded.scores.get(cell.metadata.nbgrader.grade_id)
    score: float | None = determine_grade(cell)[0]
    return score


def _auto_comment(cell: NotebookNode, graded: GradedSubmission) -> str | None:
    untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return comment_on_untouched(graded) if untouched and not is_task(cell) else None
