"""nbgrader's gradebook, written by one process: one transaction a candidate, the rows that nbgrader itself leaves.

What nbgrader does in nine databases' worth of connections a submission is done here in one; which rows come of
it, and which files, is nbgrader's: its tables, its settings, its late penalties.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Course,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task, parse_utc
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session, load_only

from autograders.candidate.errors import AtelierError

from .graded_copy import CopyError, GradedCopies
from .gradings import GradedSubmission
from .nbgrader_plugin import NO_RESPONSE
from .transactions import Database, DatabaseError

LOCK_SECONDS = 30.0


class GradebookError(AtelierError):
    """The gradebook cannot be opened or written: nobody's scores can be."""


class SubmissionError(GradebookError):
    """One candidate's scores cannot be written; those of the others can."""


@dataclass(frozen=True)
class _Cells:
    """A notebook of the assignment as the gradebook knows it: its cells' identifiers there, by name."""

    notebook_id: str
    graded: dict[str, str]
    commented: dict[str, str]


@dataclass(frozen=True)
class _Rows:
    """What the gradebook holds of one candidate's notebook."""

    notebook: SubmittedNotebook
    grades: Mapping[str, Grade]
    comments: Mapping[str, Comment]


@dataclass(frozen=True)
class Rescored:
    """Other verdicts on some cells of a notebook that was graded before, by the cells' identifiers.

    Parameters
    ----------
    scores : mapping of str to float or None
        ``None`` while a person has to look.
    outputs : mapping of str to list of NotebookNode
        What takes the place of the cells' outputs.
    """

    scores: Mapping[str, float | None]
    outputs: Mapping[str, list[NotebookNode]]


class GradebookWriter:
    """Writes graded submissions of one activity; a context manager.

    Parameters
    ----------
    config : traitlets.config.Config
        Of nbgrader, as ``load_configuration`` returns it.
    activity : str
        nbgrader's assignment.
    wait_seconds : float
        How long to wait for another program's lock, and for a server that is being restarted.

    Raises
    ------
    GradebookError
        If the gradebook cannot be opened, or does not hold the assignment.
    """

    def __init__(self, config: Any, activity: str, wait_seconds: float = LOCK_SECONDS) -> None:
        directory = CourseDirectory(config=config, assignment_id=activity)
        self._activity = activity
        self._converter = Autograde(coursedir=directory, config=config)
        self._copies = GradedCopies(self._converter, activity)
        try:
            self._database = Database(directory.db_url, "CourseDirectory.db_url", wait_seconds)
        except DatabaseError as error:
            raise GradebookError(str(error)) from None
        try:
            self._assignment_id, self._cells = self._database.once(self._opened)
        except DatabaseError as error:
            self.close()
            raise GradebookError(f"{error} Put the gradebook back from a backup, or build again.") from None
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the gradebook."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def candidates(self) -> frozenset[str]:
        """Return those whose rows and graded copies are there.

        Raises
        ------
        GradebookError
            If the gradebook cannot be read.
        """
        query = select(SubmittedAssignment.student_id).where(SubmittedAssignment.assignment_id == self._assignment_id)
        try:
            found = self._database.once(lambda connection: connection.scalars(query).all())
        except DatabaseError as error:
            raise GradebookError(str(error)) from None
        return frozenset(candidate for candidate in found if self._copies.is_there(candidate))

    def write(self, candidate: str, graded: Sequence[GradedSubmission], handed_in_at: datetime | None) -> None:
        """Write one candidate's scores and graded notebooks: all of them, or nothing.

        What a person gave stays: manual scores, extra credit, comments, an extension; a cell that has a manual score
        asks for a look. Writing the same again changes nothing.

        Parameters
        ----------
        candidate : str
        graded : sequence of GradedSubmission
            All notebooks that were handed in, at least one; the assignment's others get 0.
        handed_in_at : datetime or None
            In UTC where it bears no zone; ``None`` leaves what the gradebook holds.

        Raises
        ------
        SubmissionError
            If this candidate's scores do not fit the gradebook.
        GradebookError
            If nothing can be written there or on the disk, or another program held the gradebook for too long.
        """
        notebooks = self._finished(candidate, graded)
        with _told_of(candidate):
            scores = {item.grading.exercise: item.scores for item in graded}
            with self._copies.replacing(candidate, notebooks):
                self._database.until_done(
                    lambda connection: self._write_rows(connection, candidate, notebooks, scores, handed_in_at)
                )
            self._copies.protect(candidate)

    def rescore(self, candidate: str, rescored: Mapping[str, Rescored]) -> None:
        """Write other verdicts on some cells of a candidate's: all of them, or nothing.

        All other cells keep their rows and outputs, and what a person gave stays; a cell that has a manual score asks
        for a look. A late penalty is taken again from the points that a notebook has now.

        Parameters
        ----------
        candidate : str
        rescored : mapping of str to Rescored
            By exercise.

        Raises
        ------
        SubmissionError
            If the candidate, or such a cell, is not in the gradebook, or there is no graded copy.
        GradebookError
            As for ``write``.
        """
        with _told_of(candidate):
            outputs = {exercise: item.outputs for exercise, item in rescored.items()}
            with self._copies.amending(candidate, outputs):
                self._database.until_done(lambda connection: self._rescore_rows(connection, candidate, rescored))

    def _finished(self, candidate: str, graded: Sequence[GradedSubmission]) -> dict[str, NotebookNode]:
        try:
            return self._copies.finished({item.grading.exercise: item.notebook for item in graded}, candidate)
        # The boundary around steps of nbgrader's and the instructor's.
        except Exception as error:  # noqa: BLE001
            raise SubmissionError(
                f"{candidate}: a step of Autograde.autograde_preprocessors failed ({type(error).__name__}: {error}). "
                "Correct it in nbgrader_config.py."
            ) from None

    def _opened(self, connection: Connection) -> tuple[str, dict[str, _Cells]]:
        """Return the assignment's identifier and its notebooks by name; add the course if its name is new."""
        with Session(connection) as session:
            course_id = self._converter.coursedir.course_id
            if course_id and session.get(Course, course_id) is None:
                session.add(Course(id=course_id))
                session.flush()
            assignment_id = session.scalar(select(Assignment.id).where(Assignment.name == self._activity))
            if assignment_id is None:
                raise GradebookError(
                    f"{self._database.name}: holds no assignment {self._activity}. Run 'atelier build "
                    f"{self._activity}' with this gradebook."
                )
            rows = session.execute(
                select(Notebook.name, Notebook.id, BaseCell.name, BaseCell.id, BaseCell.type)
                .join(BaseCell, BaseCell.notebook_id == Notebook.id, isouter=True)
                .where(Notebook.assignment_id == assignment_id)
                .order_by(Notebook.name, BaseCell.id)
            )
            cells: dict[str, _Cells] = {}
            for notebook, notebook_id, cell, cell_id, kind in rows:
                known = cells.setdefault(notebook, _Cells(notebook_id, {}, {}))
                if kind in ("GradeCell", "TaskCell"):
                    known.graded[cell] = cell_id
                if kind in ("SolutionCell", "TaskCell"):
                    known.commented[cell] = cell_id
            return assignment_id, cells

    def _write_rows(
        self,
        connection: Connection,
        candidate: str,
        notebooks: Mapping[str, NotebookNode],
        scores: Mapping[str, Mapping[str, float | None]],
        handed_in_at: datetime | None,
    ) -> None:
        with Session(connection) as session:
            self._find_student(session, candidate)
            submission, rows = self._submission(session, candidate)
            if handed_in_at is not None:
                submission.timestamp = parse_utc(handed_in_at)
            if not notebooks.keys() <= rows.keys():
                raise SubmissionError(_of_another_make(candidate, sorted(notebooks.keys() - rows.keys())[0]))
            for exercise, row in rows.items():
                if exercise in notebooks:
                    _save_cells(notebooks[exercise], row, scores[exercise], f"{candidate}, {exercise}")
                else:
                    _save_absence(row)
            session.flush()
            late = _seconds_late(submission, self._due(session))
            for exercise in sorted(notebooks):
                rows[exercise].notebook.late_submission_penalty = (
                    self._penalty(candidate, rows[exercise].notebook, late) if late > 0 else None
                )
            session.flush()

    def _rescore_rows(self, connection: Connection, candidate: str, rescored: Mapping[str, Rescored]) -> None:
        with Session(connection) as session:
            submission = self._found_submission(session, candidate)
            if submission is None:
                raise SubmissionError(f"{candidate}: nothing graded in the gradebook. Run 'atelier grade' first.")
            rows = self._stored_rows(session, submission.id)
            for exercise, item in rescored.items():
                for name, score in item.scores.items():
                    try:
                        grade = rows[exercise].grades[name]
                    except KeyError as missing:
                        raise SubmissionError(_of_another_make(candidate, f"{exercise}, {missing}")) from None
                    _save_score(grade, score)
            session.flush()
            late = _seconds_late(submission, self._due(session))
            for exercise in sorted(rescored) if late > 0 else ():
                notebook = rows[exercise].notebook
                notebook.late_submission_penalty = self._penalty(candidate, notebook, late)
            session.flush()

    def _find_student(self, session: Session, candidate: str) -> None:
        if session.get(Student, candidate, options=[load_only(Student.id)]) is None:
            if not self._converter.create_student:
                raise SubmissionError(
                    f"{candidate}: not in the gradebook, and Autograde.create_student is off in nbgrader_config.py. "
                    f"Add this candidate ('nbgrader db student add {candidate}') or put the folder away."
                )
            session.add(Student(id=candidate))
            session.flush()

    def _submission(self, session: Session, candidate: str) -> tuple[SubmittedAssignment, dict[str, _Rows]]:
        """Return what the gradebook holds of a candidate, made as nbgrader makes it where it holds nothing."""
        submission = self._found_submission(session, candidate)
        if submission is None:
            submission = SubmittedAssignment(id=new_uuid(), assignment_id=self._assignment_id, student_id=candidate)
            session.add(submission)
            session.flush()
            return submission, {
                exercise: _new_rows(session, submission.id, cells) for exercise, cells in self._cells.items()
            }
        return submission, self._stored_rows(session, submission.id)

    def _found_submission(self, session: Session, candidate: str) -> SubmittedAssignment | None:
        found: SubmittedAssignment | None = session.scalars(
            select(SubmittedAssignment)
            .where(
                SubmittedAssignment.assignment_id == self._assignment_id, SubmittedAssignment.student_id == candidate
            )
            .options(load_only(SubmittedAssignment.timestamp, SubmittedAssignment.extension))
        ).one_or_none()
        return found

    def _stored_rows(self, session: Session, submission_id: str) -> dict[str, _Rows]:
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
            exercise: _Rows(
                notebook=by_notebook[cells.notebook_id],
                grades=_found(by_grade, by_notebook[cells.notebook_id].id, cells.graded),
                comments=_found(by_comment, by_notebook[cells.notebook_id].id, cells.commented),
            )
            for exercise, cells in self._cells.items()
            if cells.notebook_id in by_notebook
        }

    def _due(self, session: Session) -> datetime | None:
        due: datetime | None = session.scalar(select(Assignment.duedate).where(Assignment.id == self._assignment_id))
        return due

    def _penalty(self, candidate: str, notebook: SubmittedNotebook, late_seconds: float) -> float | None:
        """Return what nbgrader's plugin, or the instructor's own, takes from a late notebook's points."""
        step = AssignLatePenalties(parent=self._converter)
        try:
            step.init_plugin()
            penalty = step.plugin_inst.late_submission_penalty(candidate, notebook.score, late_seconds)
            return None if penalty is None else step._check_late_penalty(notebook, penalty)
        # The boundary around code of the instructor's.
        except Exception as error:  # noqa: BLE001
            raise SubmissionError(
                f"{candidate}: {step.plugin_class.__name__} gave no late penalty ({type(error).__name__}: {error}). "
                "Correct the plugin that nbgrader_config.py names."
            ) from None


def _new_rows(session: Session, submission_id: str, cells: _Cells) -> _Rows:
    notebook = SubmittedNotebook(id=new_uuid(), assignment_id=submission_id, notebook_id=cells.notebook_id)
    grades = {name: Grade(cell_id=identifier, notebook_id=notebook.id) for name, identifier in cells.graded.items()}
    comments = {
        name: Comment(cell_id=identifier, notebook_id=notebook.id) for name, identifier in cells.commented.items()
    }
    session.add(notebook)
    session.add_all([*grades.values(), *comments.values()])
    return _Rows(notebook, grades, comments)


def _found(rows: Mapping[tuple[str, str], Any], notebook_id: str, cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: rows[notebook_id, identifier] for name, identifier in cells.items() if (notebook_id, identifier) in rows
    }


def _save_cells(notebook: NotebookNode, rows: _Rows, scores: Mapping[str, float | None], whose: str) -> None:
    """Save what nbgrader saves of each cell that is there; a cell that is not keeps what it had."""
    try:
        for cell in notebook.cells:
            if is_grade(cell):
                grade = rows.grades[cell.metadata.nbgrader.grade_id]
                _save_score(grade, _auto_score(cell, scores))
            if is_solution(cell) or is_task(cell):
                rows.comments[cell.metadata.nbgrader.grade_id].auto_comment = _auto_comment(cell)
    except KeyError as missing:
        raise SubmissionError(_of_another_make(whose, f"cell {missing}")) from None


def _save_score(grade: Grade, score: float | None) -> None:
    grade.auto_score = score
    grade.needs_manual_grade = score is None or grade.manual_score is not None


@contextmanager
def _told_of(candidate: str) -> Iterator[None]:
    """Turn what stops the writing of a candidate's scores into an error that says so."""
    try:
        yield
    except CopyError as error:
        raise SubmissionError(f"{candidate}: {error}") from None
    except DatabaseError as error:
        raise GradebookError(f"{error} Nothing of {candidate} was written.") from None
    except OSError as error:
        raise GradebookError(
            f"{error.filename or 'autograded'}: {error.strerror or error}. Make room or correct the rights and "
            f"grade {candidate} again."
        ) from None


def _of_another_make(whose: str, missing: str) -> str:
    return (
        f"{whose}: {missing} is not in the gradebook. Build the assignment again, so that the gradebook and the "
        "released notebooks are of one make."
    )


def _save_absence(rows: _Rows) -> None:
    for grade in rows.grades.values():
        grade.auto_score = 0
        grade.needs_manual_grade = False


def _auto_score(cell: NotebookNode, scores: Mapping[str, float | None]) -> float | None:
    """Return a verdict's score; for a cell that a person reads, what nbgrader gives: 0 if it is untouched."""
    if not is_solution(cell):
        return scores.get(cell.metadata.nbgrader.grade_id)
    score: float | None = determine_grade(cell)[0]
    return score


def _auto_comment(cell: NotebookNode) -> str | None:
    untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return NO_RESPONSE if untouched and not is_task(cell) else None


def _seconds_late(submission: SubmittedAssignment, due: datetime | None) -> float:
    if submission.timestamp is None or due is None:
        return 0.0
    late: timedelta = submission.timestamp - due - (submission.extension or timedelta())
    return max(0.0, late.total_seconds())
