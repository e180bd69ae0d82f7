"""Where a course stands, activity by activity: built, handed out, handed in, graded, to review, late."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograders.assignments import Course

from .exchanging import submitters
from .nbgrader_runs import check_gradebook, load_configuration
from .personal_files import exchange_folder
from .transactions import is_missing_file


@dataclass(frozen=True, kw_only=True)
class ActivityStanding:
    """Where one activity stands.

    Parameters
    ----------
    activity : str
    built, released : bool
    submitted : int
        Candidates who submitted to the exchange, or whose hand-in lies in ``submitted/``.
    collected : int
        Candidates whose hand-in lies in ``submitted/``.
    graded : int
        Candidates in the gradebook.
    to_review : int
        Among them, those of whom a person has to look at something.
    late : int
        Among them, those who handed in after the activity's date and their extension.
    late_seconds : mapping of str to float
        Who they are, and by how much.
    """

    activity: str
    built: bool
    released: bool
    submitted: int
    collected: int
    graded: int
    to_review: int
    late: int
    late_seconds: Mapping[str, float]


class _Graded(NamedTuple):
    """What has to be known of a submission in the gradebook."""

    candidate: str
    needs_a_look: bool
    seconds_late: float


def course_standing(course: Course) -> tuple[ActivityStanding, ...]:
    """Return where a course stands, one entry for each activity of its repository.

    Raises
    ------
    AtelierError
        If the course's nbgrader_config.py is faulty, or the gradebook cannot be read.
    """
    config = load_configuration(course)
    exchange = exchange_folder(config)
    names = [folder.name for folder in course.repository.activity_folders()]
    graded: dict[str, list[_Graded]] = {}
    url = CourseDirectory(config=config).db_url
    if not is_missing_file(url):
        check_gradebook(config)
        with warnings.catch_warnings(), Gradebook(url, course.settings.course_id) as gradebook:
            # nbgrader's own queries, of which newer versions of SQLAlchemy warn.
            warnings.simplefilter("ignore")
            graded = {name: _submissions(gradebook, name) for name in names}
    return tuple(_standing(course, exchange, name, graded.get(name, [])) for name in names)


def _submissions(gradebook: Any, activity: str) -> list[_Graded]:
    try:
        gradebook.find_assignment(activity)
    except MissingEntry:
        return []
    found = gradebook.assignment_submissions(activity)
    return [_Graded(item.student.id, bool(item.needs_manual_grade), item.total_seconds_late) for item in found]


def _standing(course: Course, exchange: Path, activity: str, graded: list[_Graded]) -> ActivityStanding:
    late = {item.candidate: item.seconds_late for item in graded if item.seconds_late > 0}
    collected = {folder.parent.name for folder in (course.folder / "submitted").glob(f"*/{activity}")}
    return ActivityStanding(
        activity=activity,
        built=course.release(activity).is_dir() and course.variants_folder(activity).is_dir(),
        released=(exchange / course.settings.course_id / "outbound" / activity).is_dir(),
        submitted=len(collected | set(submitters(course, exchange, activity))),
        collected=len(collected),
        graded=len(graded),
        to_review=sum(item.needs_a_look for item in graded),
        late=len(late),
        late_seconds=dict(sorted(late.items())),
    )
