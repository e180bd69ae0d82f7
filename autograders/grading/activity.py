"""Grading a cohort's submissions to an activity: in processes of this machine or of a cluster, written by this one."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from time import monotonic
from typing import Any

from autograders.assignments import ActivityPackage, Course
from autograders.assignments.build import Progress, report_nothing
from autograders.candidate.errors import AtelierError
from autograders.records import Records
from autograders.sandbox import ConfinementLevel, ConfinementReport, SandboxUnavailableError

from .bundles import Bundles
from .cohort import graded_cohort
from .cohort_run import GRADER_DIED, CohortRun
from .hand_ins import submitted_candidates
from .pools import Pool, give_up_pool, leave_pool, opened_pool
from .runs import GradingRun
from .work import Request


def grade_activity(
    course: Course,
    activity: ActivityPackage,
    candidates: Sequence[str] | None = None,
    progress: Progress = report_nothing,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    again: bool = False,
) -> GradingRun:
    """Grade submissions, many at a time; no submission stops the run.

    What comes of a candidate is written as it comes: the gradebook and the graded copies first, then the records, with
    the key of the work. A run that was broken off goes on where it was, since work whose key is in the records is not
    done again.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidates : sequence of str, optional
        All that handed something in, by default.
    progress : callable
    workers : int, optional
        Processes on this machine; as many as it has processors, by default.
    scheduler : str, optional
        Address of a Dask scheduler whose workers grade in their stead.
    again : bool
        Whether to grade what was graded before, too.

    Returns
    -------
    GradingRun

    Raises
    ------
    AtelierError
        Before anything is graded: nothing was built or handed in, a candidate is unknown, the confinement that
        the course asks for is not reached, or the records or the gradebook cannot be opened. Later: they cannot be
        written any more, or the cluster is lost; what was written stays.
    """
    start = monotonic()
    _check_built(course, activity)
    chosen = submitted_candidates(course, activity.name, candidates)
    bundles = Bundles(course, activity)
    with Records(course.records_url) as records, ThreadPoolExecutor(1) as executor:
        pool = opened_pool(workers, scheduler)
        done = {} if again else _keys(records, activity.name)

        def warm() -> "Future[ConfinementReport]":
            demand = Request(activity=activity.name, course=bundles.course, limits=course.settings.limits)
            return executor.submit(_warmed, pool, [demand] * min(pool.workers(), len(chosen)), bundles)

        try:
            # While nbgrader is being imported: each takes seconds. Not where all may be done already.
            warming = None if done else warm()
            run = CohortRun(course, activity, bundles, records, _configuration(course))
            with run.writer:
                work = run.work(chosen, done)
                first = next(work, None)
                confinement = None if first is None else (warming or warm()).result()
                run.do(pool, chain(filter(None, [first]), work), len(chosen), progress)
                failing = run.review()
        except BaseException:
            give_up_pool(pool)
            raise
        leave_pool(pool)
    return GradingRun(
        activity=activity.name,
        confinement=confinement,
        candidates=run.results(chosen),
        failing=failing,
        seconds=monotonic() - start,
    )


def _check_built(course: Course, activity: ActivityPackage) -> None:
    course.variants(activity.name)
    paths = [course.release(activity.name) / f"{package.name}.ipynb" for package in activity.exercises]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise AtelierError(
            f"{activity.name}: {', '.join(missing)} is not in {course.release(activity.name)}. "
            f"Run 'atelier build {activity.name}': submissions are set back on what was released."
        )


def _configuration(course: Course) -> Any:
    from .nbgrader_runs import check_gradebook, load_configuration

    config = load_configuration(course)
    check_gradebook(config)
    return config


def _warmed(pool: Pool, demands: Sequence[Request], bundles: Bundles) -> ConfinementReport:
    """Have workers get ready, and return the weakest confinement under which one of them grades."""
    outcomes = list(graded_cohort(pool, demands, bundles))
    refusals = [outcome.refused or outcome.problem or GRADER_DIED for outcome in outcomes if not outcome.confinement]
    if refusals:
        raise SandboxUnavailableError(refusals[0])
    reached = [outcome.confinement for outcome in outcomes if outcome.confinement]
    return min(reached, key=lambda report: (report.level is ConfinementLevel.FULL, not report.unbounded))


def _keys(records: Records, activity: str) -> dict[str, dict[str, str]]:
    """Return the keys of the work that was done before, by candidate and exercise."""
    keys: dict[str, dict[str, str]] = {}
    for grading in records.gradings(activity):
        keys.setdefault(grading.candidate, {})[grading.exercise] = grading.work_key
    return keys
