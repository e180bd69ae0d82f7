"""The times of an exam as nbgrader's gradebook keeps them: its end for all, and how much longer one may take."""

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import update
from sqlalchemy.orm import Session

from autograders.assignments.exams import Exam


def settle_end(session: Session, assignment_id: str, exam: Exam) -> None:
    """Write when an exam ends, for those without extra time; what is there already is left alone.

    Parameters
    ----------
    session : Session
    assignment_id : str
        In the gradebook.
    exam : Exam
    """
    assignment = update(Assignment).where(Assignment.id == assignment_id)
    session.execute(
        assignment.where(Assignment.duedate.is_distinct_from(exam.due_in_gradebook)).values(
            duedate=exam.due_in_gradebook
        )
    )


def settle_extra_time(submission: SubmittedAssignment, candidate: str, exam: Exam) -> None:
    """Note a candidate's extra time where the settings state it; else what an instructor granted stays.

    Parameters
    ----------
    submission : SubmittedAssignment
        The candidate's.
    candidate : str
    exam : Exam
    """
    extra_time = exam.extra_time(candidate)
    if extra_time is not None:
        submission.extension = extra_time or None
