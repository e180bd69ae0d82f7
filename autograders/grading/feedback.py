"""The feedback pages of graded submissions, made through nbgrader's converter."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograders.assignments import ActivityPackage, Course
from autograders.assignments.build import Progress, report_nothing

from .hand_ins import submitted_candidates


@dataclass(frozen=True, kw_only=True)
class FeedbackRun:
    """The feedback pages that were made.

    Parameters
    ----------
    folder : Path
    pages : tuple of Path
    problems : dict of str to str
        Candidate to why there is no page.
    """

    folder: Path
    pages: tuple[Path, ...]
    problems: dict[str, str]


def generate_feedback(
    course: Course,
    activity: ActivityPackage,
    candidates: Sequence[str] | None = None,
    progress: Progress = report_nothing,
) -> FeedbackRun:
    """Make the feedback pages of graded submissions through nbgrader's converter.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidates : sequence of str, optional
        All that handed something in, by default; those that were never graded are told as problems.
    progress : callable

    Returns
    -------
    FeedbackRun
    """
    from .nbgrader_runs import feedback_pages, load_configuration, make_feedback

    config = load_configuration(course)
    chosen = submitted_candidates(course, activity.name, candidates)
    pages: list[Path] = []
    problems: dict[str, str] = {}
    for done, candidate in enumerate(chosen):
        progress("feedback", done, len(chosen))
        problem = make_feedback(config, activity.name, candidate)
        if problem:
            problems[candidate] = problem
        else:
            pages += feedback_pages(config, activity.name, candidate)
    progress("feedback", len(chosen), len(chosen))
    return FeedbackRun(folder=course.folder / "feedback", pages=tuple(pages), problems=problems)
