"""The feedback pages of graded submissions, made through nbgrader's converter."""

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from autograders.assignments import ActivityPackage, Course, open_course
from autograders.assignments.build import Progress, report_nothing

from .hand_ins import submitted_candidates
from .pools import page_makers


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
    *,
    workers: int | None = None,
) -> FeedbackRun:
    """Make the feedback pages of graded submissions through nbgrader's converter, in processes of this machine.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidates : sequence of str, optional
        All that handed something in, by default; those that were never graded are told as problems.
    progress : callable
    workers : int, optional
        Processes on this machine; as many as it has processors, by default.

    Returns
    -------
    FeedbackRun

    Raises
    ------
    AtelierError
        If nothing was handed in, a candidate is unknown, or the course's nbgrader_config.py is faulty.
    """
    from .nbgrader_runs import load_configuration

    load_configuration(course)
    chosen = submitted_candidates(course, activity.name, candidates)
    pages: dict[str, tuple[Path, ...]] = {}
    problems: dict[str, str] = {}
    progress("feedback", 0, len(chosen))
    with page_makers(workers, len(chosen)) as executor:
        futures = {executor.submit(_made, course.folder, activity.name, candidate): candidate for candidate in chosen}
        for done, future in enumerate(as_completed(futures), start=1):
            try:
                pages[futures[future]], problem = future.result()
            except BrokenExecutor:
                problem = "the process that made it died; make it again with 'atelier grade'."
            if problem:
                problems[futures[future]] = problem
            progress("feedback", done, len(chosen))
    return FeedbackRun(
        folder=course.folder / "feedback",
        pages=tuple(page for candidate in sorted(pages) for page in pages[candidate]),
        problems=dict(sorted(problems.items())),
    )


def _made(folder: Path, activity: str, candidate: str) -> tuple[tuple[Path, ...], str]:
    """Make one candidate's pages, and return them and why there are none."""
    from .nbgrader_runs import feedback_pages, load_configuration, make_feedback

    config = load_configuration(open_course(folder))
    problem = make_feedback(config, activity, candidate)
    return ((), problem) if problem else (feedback_pages(config, activity, candidate), "")
