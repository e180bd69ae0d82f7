"""One run over some candidates of an activity: which work there is, and what this process alone writes of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograders.assignments import ActivityPackage, Course
from autograders.assignments.build import Progress
from autograders.candidate.cases import CANDIDATE_PATTERN, variant_index
from autograders.records import Records

from .bundles import Bundles
from .cohort import Outcome, graded_cohort
from .gradings import GradedSubmission, absent_submission, problem_submission
from .hand_ins import HandIn, read_hand_in, work_key
from .inspecting import inspected, released_notebook
from .pools import Pool
from .reviewing import failing_criteria, review_for_all
from .runs import CandidateResult, candidate_result, failed_result
from .setting_aside import set_aside_strange_files
from .submissions import Submission
from .texts import on_one_line
from .work import Request

NOT_HANDED_IN = "Carnet non remis."
NOTHING_HANDED_IN = "Aucun carnet de cette étude de cas n’a été remis."
MALFORMED_CANDIDATE = "Identifiant de candidat mal formé : renommez le dossier remis."
GRADER_DIED = (
    "Le processus de correction s’est arrêté sur ce travail alors qu’il n’en avait pas d’autre : un correcteur qui ne "
    "rend pas la main, une bibliothèque qui s’interrompt ou un manque de mémoire. Un formateur l’examinera."
)
MAXIMUM_TOLD = 20


@dataclass(frozen=True, kw_only=True)
class _Task:
    """A hand-in that is being graded."""

    hand_in: HandIn
    key: str


class CohortRun:
    """One run over some candidates: it alone writes."""

    def __init__(
        self, course: Course, activity: ActivityPackage, bundles: Bundles, records: Records, config: Any
    ) -> None:
        from .gradebook import GradebookWriter

        self._course = course
        self._activity = activity
        self._bundles = bundles
        self._records = records
        self.writer = GradebookWriter(config, activity.name, exam=course.exam(activity.name))
        told = {name: config.JudgeAnswers[name] for name in ("cell_seconds", "notebook_seconds")}
        self._limits = course.settings.limits.model_copy(update=told)
        self._variants = course.variants(activity.name)
        self._names = tuple(package.name for package in activity.exercises)
        self._tasks: dict[str, _Task] = {}
        self._results: dict[str, CandidateResult] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}

    def do(self, pool: Pool, work: Iterable[Request], total: int, progress: Progress) -> None:
        """Do the work, and write what comes of it."""
        told = 0
        progress("submissions", told, total)
        for outcome in graded_cohort(pool, work, self._bundles):
            candidate = outcome.request.candidate
            self._results[candidate] = self._written(self._tasks.pop(candidate), outcome)
            told = len(self._results)
            progress("submissions", told, total)
        if told < total:
            progress("submissions", total, total)

    def review(self) -> dict[str, int]:
        """Have a person look, for all candidates, at criteria on which a grader failed too often; return these.

        Last, over all that the records hold: neither the order nor a run that was broken off makes a difference.
        """
        gradings = self._records.gradings(self._activity.name)
        failing = failing_criteria(self._activity, gradings, self._course.settings.limits.grader_faults)
        referential = self._course.repository.referential
        for candidate in review_for_all(referential, self._activity, failing, self._records, self.writer):
            if candidate in self._results:
                self._results[candidate] = self._recorded(candidate)
        return failing

    def results(self, candidates: Sequence[str]) -> tuple[CandidateResult, ...]:
        """Return what came of every candidate."""
        return tuple(
            replace(self._results[name], remarks=(*self._remarks.get(name, ()), *self._results[name].remarks))
            for name in candidates
        )

    def _recorded(self, candidate: str) -> CandidateResult:
        return candidate_result(candidate, self._records.latest(self._activity.name, candidate))

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
                self._results[candidate] = failed_result(candidate, NOTHING_HANDED_IN)
            elif candidate in written and done.get(candidate) == dict.fromkeys(self._names, task.key):
                self._results[candidate] = self._recorded(candidate)
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
        self._remarks[candidate] = tuple(
            f"Fichier anormal mis de côté, non lu\u00a0: {on_one_line(path, 200)}" for path in moved[:MAXIMUM_TOLD]
        )
        variant = self._variants[variant_index(candidate, self._activity.name, len(self._variants))]
        hand_in = read_hand_in(self._course, self._activity, candidate, variant)
        return _Task(
            hand_in=hand_in,
            key=work_key(hand_in, self._activity, self._course.release(self._activity.name), self._limits),
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
            return failed_result(candidate, problem)
        absent = [absent_submission(package, candidate, NOT_HANDED_IN) for package in task.hand_in.absent]
        # Work that killed its process is not known to be done: the next run tries it again.
        key = "" if outcome.broken else task.key
        entries = [replace(item, grading=replace(item.grading, work_key=key)) for item in (*absent, *graded)]
        self._records.store(*entries)
        return candidate_result(candidate, sorted(entries, key=lambda entry: entry.grading.exercise))

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
