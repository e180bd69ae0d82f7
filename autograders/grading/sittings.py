"""The times of an exam, from the course's settings into nbgrader's gradebook."""

from autograders.assignments import Course
from autograders.assignments.exams import Exam
from autograders.candidate.errors import AtelierError

from .gradebook import GradebookWriter
from .nbgrader_runs import load_configuration

_MISSING = (
    '{code}: no exam in course.toml. Add one: [[exams]], activity = "{code}", starts_at and due_at, such as '
    '2026-12-05T09:00:00+01:00, and who has extra time: extra_minutes or extra_percent = {{ "ada.martin" = 33 }}.'
)


def settle_exam(course: Course, activity: str) -> Exam:
    """Write when an activity ends as an exam, and who has extra time, into the gradebook; who is late changes at once.

    Parameters
    ----------
    course : Course
    activity : str
        nbgrader's assignment.

    Raises
    ------
    AtelierError
        If course.toml has no such exam, the activity was never built, or the gradebook cannot be written.
    """
    exam = course.exam(activity)
    if exam is None:
        raise AtelierError(_MISSING.format(code=course.repository.activity_code(activity)))
    course.variants(activity)
    with GradebookWriter(load_configuration(course), activity, exam=exam) as writer:
        writer.settle_times()
    return exam
