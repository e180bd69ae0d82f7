"""Grading a cohort's submissions to an activity: in processes of this machine or of a cluster, written by this one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from autograders.assignments import ActivityPackage, Course
from autograders.assignments.build import Progress, report_nothing
from autograders.candidate.cases import CANDIDATE_PATTERN, variant_index
from autograders.candidate.errors import AtelierError
from autograders.records import Records
from autograders.sandbox import ConfinementReport, SandboxUnavailableError

from .bundles import Bundles
from .cohort import Outcome, graded_cohort
from .gradings import GradedSubmission, absent_submission, problem_submission
from .hand_ins import HandIn, read_hand_in, work_key
from .inspecting import inspected, released_notebook
from .pools import Pool, give_up_pool, leave_pool, opened_pool
from .runs import CandidateResult, GradingRun, candidate_result, failed_result
from .setting_aside import set_aside_strange_files
from .submissions import Submission
from .texts import printable
from .work import Request

NOT_HANDED_IN = "Carnet non remis."
NOTHING_HANDED_IN = "Aucun carnet de cette étude de cas n’a été remis."
MALFORMED_CANDIDATE = "Identifiant de candidat mal formé : renommez le dossier remis."
GRADER_DIED = (
    "Le processus de correction s’est arrêté deux fois sur ce travail, la seconde fois seul : un correcteur qui ne "
    "rend pas la main, une bibliothèque qui s’interrompt ou un manque de mémoire. Un formateur l’examinera."
)
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
            run = _Run(course, activity, bundles, records, _configuration(course))
            with run.writer:
                work = run.work(chosen, done)
                first = next(work, None)
                confinement = None if first is None else (warming or warm()).result()
                results = run.results(pool, chain(filter(None, [first]), work), chosen, progress)
        except BaseException:
            give_up_pool(pool)
            raise
        leave_pool(pool)
    return GradingRun(activity=activity.name, confinement=confinement, candidates=results, seconds=monotonic() - start)


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


def _configuration(course: Course) -> Any:
    from .nbgrader_runs import check_gradebook, load_configuration

    config = load_configuration(course)
    check_gradebook(config)
    return config


def _warmed(pool: Pool, demands: Sequence[Request], bundles: Bundles) -> ConfinementReport:
    """Have workers get ready, and return the confinement under which they grade."""
    outcomes = list(graded_cohort(pool, demands, bundles))
    refusals = [outcome.refused or outcome.problem or GRADER_DIED for outcome in outcomes if not outcome.confinement]
    if refusals:
        raise SandboxUnavailableError(refusals[0])
    return next(outcome.confinement for outcome in outcomes if outcome.confinement)


def _keys(records: Records, activity: str) -> dict[str, dict[str, str]]:
    """Return the keys of the work that was done before, by candidate and exercise."""
    keys: dict[str, dict[str, str]] = {}
    for grading in records.gradings(activity):
        keys.setdefault(grading.candidate, {})[grading.exercise] = grading.work_key
    return keys


@dataclass(frozen=True, kw_only=True)
class _Task:
    """A hand-in that is being graded."""

    hand_in: HandIn
    key: str
    remarks: tuple[str, ...]


class _Run:
    """One run over some candidates: it alone writes."""

    def __init__(
        self, course: Course, activity: ActivityPackage, bundles: Bundles, records: Records, config: Any
    ) -> None:
        from .gradebook import GradebookWriter

        self._course = course
        self._activity = activity
        self._bundles = bundles
        self._records = records
        self.writer = GradebookWriter(config, activity.name)
        told = {name: config.JudgeAnswers[name] for name in ("cell_seconds", "notebook_seconds")}
        self._limits = course.settings.limits.model_copy(update=told)
        self._variants = course.variants(activity.name)
        self._names = tuple(package.name for package in activity.exercises)
        self._tasks: dict[str, _Task] = {}
        self._results: dict[str, CandidateResult] = {}

    def results(
        self, pool: Pool, work: Iterable[Request], candidates: Sequence[str], progress: Progress
    ) -> tuple[CandidateResult, ...]:
        """Do the work, and return what came of every candidate."""
        told = 0
        progress("submissions", told, len(candidates))
        for outcome in graded_cohort(pool, work, self._bundles):
            candidate = outcome.request.candidate
            self._results[candidate] = self._written(self._tasks.pop(candidate), outcome)
            told = len(self._results)
            progress("submissions", told, len(candidates))
        if told < len(candidates):
            progress("submissions", len(candidates), len(candidates))
        return tuple(self._results[candidate] for candidate in candidates)

    def work(self, candidates: Sequence[str], done: Mapping[str, Mapping[str, str]]) -> Iterator[Request]:
        """Yield the work that is to be done; note what came of the candidates for whom there is none.

        Parameters
        ----------
        candidates : sequence of str
        done : mapping
            Keys of the work that was done before, by candidate and exercise.
        """
        written = self.writer.candidates() if done else frozenset()
        for candidate in candidates:
            if not CANDIDATE_PATTERN.fullmatch(candidate):
                self._results[candidate] = failed_result(candidate, MALFORMED_CANDIDATE)
                continue
            task = self._task(candidate)
            if not task.hand_in.notebooks:
                result = failed_result(candidate, NOTHING_HANDED_IN)
                self._results[candidate] = replace(result, remarks=task.remarks)
            elif candidate in written and done.get(candidate) == dict.fromkeys(self._names, task.key):
                result = candidate_result(candidate, self._records.latest(self._activity.name, candidate))
                self._results[candidate] = replace(result, remarks=(*task.remarks, *result.remarks))
            else:
                self._tasks[candidate] = task
                yield Request(
                    activity=self._activity.name,
                    course=self._bundles.course,
                    limits=self._limits,
                    candidate=candidate,
                    variant=self._bundles.of(task.hand_in.variant),
                    notebooks=dict(task.hand_in.notebooks),
                )

    def _task(self, candidate: str) -> _Task:
        # nbgrader's hook does the same, but tells nobody.
        moved = set_aside_strange_files(self._course.folder, self._activity.name, candidate)
        variant = self._variants[variant_index(candidate, self._activity.name, len(self._variants))]
        hand_in = read_hand_in(self._course, self._activity, candidate, variant)
        return _Task(
            hand_in=hand_in,
            key=work_key(hand_in, self._activity, self._course.release(self._activity.name), self._limits),
            remarks=tuple(
                f"Fichier anormal mis de côté, non lu\u00a0: {printable(path, 200)}" for path in moved[:MAXIMUM_TOLD]
            ),
        )

    def _written(self, task: _Task, outcome: Outcome) -> CandidateResult:
        """Write what came of a candidate, the records last, and return it."""
        from .gradebook import SubmissionError

        candidate = task.hand_in.candidate
        graded = self._unread(task.hand_in) if outcome.broken else outcome.graded
        problem = outcome.refused or outcome.problem
        if not problem and {item.grading.exercise for item in graded} != set(task.hand_in.notebooks):
            problem = "What came back is not what was handed in."
        if not problem:
            try:
                self.writer.write(candidate, graded, task.hand_in.handed_in_at)
            except SubmissionError as error:
                problem = str(error)
        if problem:
            return replace(failed_result(candidate, problem), remarks=task.remarks)
        absent = [absent_submission(package, candidate, NOT_HANDED_IN) for package in task.hand_in.absent]
        # Work that killed its process is not known to be done: the next run tries it again.
        key = "" if outcome.broken else task.key
        entries = [replace(item, grading=replace(item.grading, work_key=key)) for item in (*absent, *graded)]
        self._records.store(*entries)
        result = candidate_result(candidate, sorted(entries, key=lambda entry: entry.grading.exercise))
        return replace(result, remarks=(*task.remarks, *result.remarks))

    def _unread(self, hand_in: HandIn) -> tuple[GradedSubmission, ...]:
        """Return what is left of a hand-in that kills what grades it."""
        referential = self._course.repository.referential
        handed_in = [package for package in self._activity.exercises if package.name in hand_in.notebooks]
        return tuple(
            problem_submission(
                referential,
                package,
                hand_in.candidate,
                inspected(
                    released_notebook(self._course, package.activity_name, package.name),
                    Submission(problem=GRADER_DIED),
                ),
                GRADER_DIED,
            )
            for package in handed_in
        )
