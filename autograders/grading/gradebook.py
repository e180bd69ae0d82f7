"""nbgrader's gradebook, written by one process: one transaction a candidate, the rows that nbgrader itself leaves.

What nbgrader does in nine databases' worth of connections a submission is done here in one; which rows come of
it, and which files, is nbgrader's: its tables, its settings, its late penalties.
"""

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from nbformat import NotebookNode
from nbgrader.api import Course, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session, load_only

from autograders.assignments.exams import Exam
from autograders.candidate.errors import AtelierError

from .exam_times import settle_end, settle_extra_time
from .gradebook_rows import AssignmentRows, save_absence, save_cells, save_score
from .graded_copy import CopyError, GradedCopies
from .gradings import GradedSubmission
from .transactions import Database, DatabaseError

LOCK_SECONDS = 30.0
# What fails for one candidate then fails for all.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class GradebookError(AtelierError):
    """The gradebook cannot be opened or written: nobody's scores can be."""


class SubmissionError(GradebookError):
    """One candidate's scores cannot be written; those of the others can."""


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
    exam : Exam, optional
        When the activity ends, and who has extra time; by default what the gradebook holds counts.

    Raises
    ------
    GradebookError
        If the gradebook cannot be opened, or does not hold the assignment.
    """

    def __init__(
        self, config: Any, activity: str, wait_seconds: float = LOCK_SECONDS, exam: Exam | None = None
    ) -> None:
        directory = CourseDirectory(config=config, assignment_id=activity)
        self._activity = activity
        self._exam = exam
        self._converter = Autograde(coursedir=directory, config=config)
        self._copies = GradedCopies(self._converter, activity)
        try:
            self._database = Database(directory.db_url, "CourseDirectory.db_url", wait_seconds)
        except DatabaseError as error:
            raise GradebookError(str(error)) from None
        try:
            self._rows = self._database.once(self._opened)
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
        assignment = SubmittedAssignment.assignment_id == self._rows.assignment_id
        query = select(SubmittedAssignment.student_id).where(assignment)
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
            by_exercise = {item.grading.exercise: item for item in graded}
            with self._copies.replacing(candidate, notebooks):
                self._database.until_done(
                    lambda connection: self._write_rows(connection, candidate, notebooks, by_exercise, handed_in_at)
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

    def settle_times(self) -> None:
        """Write when the exam ends and who has extra time, and take late penalties anew: all of it, or nothing.

        Raises
        ------
        SubmissionError
            If a plugin of the instructor's gives no penalty.
        GradebookError
            As for ``write``.
        """
        exam = self._exam
        if exam is None:
            return
        try:
            self._database.until_done(lambda connection: self._settle_rows(connection, exam))
        except DatabaseError as error:
            raise GradebookError(f"{error} No time was changed.") from None

    def _settle_rows(self, connection: Connection, exam: Exam) -> None:
        with Session(connection) as session:
            settle_end(session, self._rows.assignment_id, exam)
            for candidate, submission in self._rows.submissions(session).items():
                settle_extra_time(submission, candidate, exam)
                session.flush()
                late = self._rows.seconds_late(session, submission)
                for notebook in submission.notebooks:
                    notebook.late_submission_penalty = self._penalty(candidate, notebook, late) if late > 0 else None
            session.flush()

    def _finished(self, candidate: str, graded: Sequence[GradedSubmission]) -> dict[str, NotebookNode]:
        try:
            return self._copies.finished({item.grading.exercise: item.notebook for item in graded}, candidate)
        # The boundary around steps of nbgrader's and the instructor's.
        except Exception as error:  # noqa: BLE001
            raise SubmissionError(
                f"{candidate}: a step of Autograde.autograde_preprocessors failed ({type(error).__name__}: {error}). "
                "Correct it in nbgrader_config.py."
            ) from None

    def _opened(self, connection: Connection) -> AssignmentRows:
        with Session(connection) as session:
            course_id = self._converter.coursedir.course_id
            # As nbgrader does, where the course bears another name than when the assignment was built.
            if course_id and session.get(Course, course_id) is None:
                session.add(Course(id=course_id))
                session.flush()
            try:
                return AssignmentRows(session, self._activity)
            except LookupError:
                raise GradebookError(
                    f"{self._database.name}: holds no assignment {self._activity}. Run 'atelier build "
                    f"{self._activity}' with this gradebook."
                ) from None

    def _write_rows(
        self,
        connection: Connection,
        candidate: str,
        notebooks: Mapping[str, NotebookNode],
        graded: Mapping[str, GradedSubmission],
        handed_in_at: datetime | None,
    ) -> None:
        with Session(connection) as session:
            self._find_student(session, candidate)
            submission, rows = self._rows.made(session, candidate)
            if handed_in_at is not None:
                submission.timestamp = parse_utc(handed_in_at)
            if self._exam is not None:
                settle_end(session, self._rows.assignment_id, self._exam)
                settle_extra_time(submission, candidate, self._exam)
            if not notebooks.keys() <= rows.keys():
                raise SubmissionError(_of_another_make(candidate, sorted(notebooks.keys() - rows.keys())[0]))
            for exercise, row in rows.items():
                if exercise not in notebooks:
                    save_absence(row)
                    continue
                try:
                    save_cells(notebooks[exercise], row, graded[exercise])
                except KeyError as missing:
                    raise SubmissionError(_of_another_make(f"{candidate}, {exercise}", f"cell {missing}")) from None
            session.flush()
            late = self._rows.seconds_late(session, submission)
            for exercise in sorted(notebooks):
                rows[exercise].notebook.late_submission_penalty = (
                    self._penalty(candidate, rows[exercise].notebook, late) if late > 0 else None
                )
            session.flush()

    def _rescore_rows(self, connection: Connection, candidate: str, rescored: Mapping[str, Rescored]) -> None:
        with Session(connection) as session:
            submission = self._rows.found(session, candidate)
            if submission is None:
                raise SubmissionError(f"{candidate}: nothing graded in the gradebook. Run 'atelier grade' first.")
            rows = self._rows.stored(session, submission.id)
            for exercise, item in rescored.items():
                for name, score in item.scores.items():
                    try:
                        grade = rows[exercise].grades[name]
                    except KeyError as missing:
                        raise SubmissionError(_of_another_make(candidate, f"{exercise}, {missing}")) from None
                    save_score(grade, score)
            session.flush()
            late = self._rows.seconds_late(session, submission)
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
        kind = GradebookError if error.errno in FULL else SubmissionError
        raise kind(
            f"{error.filename or 'autograded'}: {error.strerror or error}. Make room or correct the rights and "
            f"grade {candidate} again."
        ) from None


def _of_another_make(whose: str, missing: str) -> str:
    return (
        f"{whose}: {missing} is not in the gradebook. Build the assignment again, so that the gradebook and the "
        "released notebooks are of one make."
    )
