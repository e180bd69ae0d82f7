"""Grading a cohort's submissions to an activity, in this process, with one warm sandbox."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from autograders.assignments import ActivityPackage, Course
from autograders.assignments.build import Progress, report_nothing
from autograders.candidate.cases import CANDIDATE_PATTERN
from autograders.candidate.errors import AtelierError
from autograders.records import Records
from autograders.sandbox import ConfinementReport

from .gradings import absent_submission
from .runs import CandidateResult, GradingRun, candidate_result, failed_result
from .setting_aside import set_aside_strange_files
from .texts import printable
from .workshop import WORKSHOP

NOT_HANDED_IN = "Carnet non remis."
MAXIMUM_TOLD = 20


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


def grade_activity(
    course: Course,
    activity: ActivityPackage,
    candidates: Sequence[str] | None = None,
    progress: Progress = report_nothing,
) -> GradingRun:
    """Grade submissions through nbgrader's converter; no submission stops the run.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidates : sequence of str, optional
        All that handed something in, by default.
    progress : callable

    Returns
    -------
    GradingRun

    Raises
    ------
    AtelierError
        Before anything is graded: nothing was built or handed in, a candidate is unknown, the confinement that
        the course asks for is not reached, or the records or the gradebook cannot be opened.
    """
    start = monotonic()
    _check_built(course, activity)
    chosen = submitted_candidates(course, activity.name, candidates)
    with Records(course.records_url) as records:
        confinement, config = _prepared(course, activity)
        results = []
        for done, candidate in enumerate(chosen):
            progress("submissions", done, len(chosen))
            results.append(_graded(course, activity, candidate, config, records))
        progress("submissions", len(chosen), len(chosen))
    return GradingRun(
        activity=activity.name, confinement=confinement, candidates=tuple(results), seconds=monotonic() - start
    )


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


def submitted_candidates(course: Course, activity: str, candidates: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the candidates who handed something in, sorted, or those that are asked for among them.

    Raises
    ------
    AtelierError
        If nobody did, or one that is asked for did not.
    """
    known = sorted(folder.parent.name for folder in (course.folder / "submitted").glob(f"*/{activity}"))
    if not known:
        raise AtelierError(
            f"{activity}: nothing was handed in (no {course.folder / 'submitted'}/<candidate>/{activity}). "
            "Collect the submissions first, with 'nbgrader collect' or by copying them there."
        )
    unknown = sorted(set(candidates or ()) - set(known))
    if unknown:
        raise AtelierError(
            f"{activity}: no submission of {', '.join(unknown)}. Those who handed something in: {', '.join(known)}."
        )
    return tuple(known if candidates is None else sorted(set(candidates)))


def _check_built(course: Course, activity: ActivityPackage) -> None:
    course.variants(activity.name)
    paths = [course.release(activity.name) / f"{package.name}.ipynb" for package in activity.exercises]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise AtelierError(
            f"{activity.name}: {', '.join(missing)} is not in {course.release(activity.name)}. "
            f"Run 'atelier build {activity.name}': submissions are set back on what was released."
        )


def _prepared(course: Course, activity: ActivityPackage) -> tuple[ConfinementReport, Any]:
    """Warm the sandbox while nbgrader is being imported: each takes seconds."""
    with ThreadPoolExecutor(1) as executor:
        warming = executor.submit(_warmed, course, activity)
        from .nbgrader_runs import check_gradebook, load_configuration

        config = load_configuration(course)
        check_gradebook(config)
        return warming.result(), config


def _warmed(course: Course, activity: ActivityPackage) -> ConfinementReport:
    reports = [WORKSHOP.sandbox(course, package.exercise.libraries).report for package in activity.exercises]
    return reports[0]


def _graded(
    course: Course, activity: ActivityPackage, candidate: str, config: Any, records: Records
) -> CandidateResult:
    if not CANDIDATE_PATTERN.fullmatch(candidate):
        return failed_result(candidate, "Identifiant de candidat mal formé : renommez le dossier remis.")
    # nbgrader's hook does the same, but tells nobody.
    moved = set_aside_strange_files(course.folder, activity.name, candidate)
    result = _graded_by_nbgrader(course, activity, candidate, config, records)
    told = tuple(f"Fichier anormal mis de côté, non lu\u00a0: {printable(path, 200)}" for path in moved[:MAXIMUM_TOLD])
    return replace(result, remarks=(*told, *result.remarks))


def _graded_by_nbgrader(
    course: Course, activity: ActivityPackage, candidate: str, config: Any, records: Records
) -> CandidateResult:
    from .nbgrader_runs import autograde

    folder = course.folder / "submitted" / candidate / activity.name
    absent = [package for package in activity.exercises if not (folder / f"{package.name}.ipynb").exists()]
    if len(absent) == len(activity.exercises):
        return failed_result(candidate, "Aucun carnet de cette étude de cas n’a été remis.")
    # First, so that no later notebook is judged by what an earlier hand-in held.
    for package in absent:
        grading, verdicts = absent_submission(package, candidate, NOT_HANDED_IN)
        records.store(grading, None, verdicts)
    problem = autograde(config, activity.name, candidate)
    if problem:
        return failed_result(candidate, problem)
    return candidate_result(candidate, records.latest(activity.name, candidate))
