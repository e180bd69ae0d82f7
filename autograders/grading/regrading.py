"""Grading again from the records: stored answers, present graders; no submission is run.

What the records alone do not tell is tried again in confinement: a function on calls that it was never tried on, which
takes a run of its notebook, and a file of the field, which takes a session of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any

from autograders.assignments import ActivityPackage, Course, CourseLimits, ExercisePackage, Variant
from autograders.assignments.build import Progress, report_nothing
from autograders.candidate.cases import variant_index
from autograders.candidate.errors import AtelierError
from autograders.model.exercise import grade_id
from autograders.model.verdict import VerdictStatus
from autograders.records import Entry, Records

from .earlier import EarlierNotebook, earlier_entries
from .hand_ins import read_hand_in, work_key
from .presenting import verdict_outputs
from .recalling import Recalled, Staleness, recall_answers
from .regradings import CandidateRegrading, GraderChange, RegradingRun
from .rejudging import Examination, Rejudged, examination_of, rejudged
from .retrying import tried_again
from .reviewing import FOR_ALL, failing_criteria, review_for_all
from .watchdog import Watchdog
from .workshop import session_limits

if TYPE_CHECKING:
    from .gradebook import GradebookWriter, Rescored

# Each holds the truth of a variant.
EXAMINATIONS_AT_HAND = 64
READ_AT_ONCE = 32
NO_RECORDS = "no records: run 'atelier grade' for this candidate."
OTHER_DATA = "answered on data that the course no longer has: build the same variants again, or grade again."
NOT_RUN = "never run ({problem}): there are no answers to judge."


def regrade_activity(
    course: Course,
    activity: ActivityPackage,
    candidates: Sequence[str] | None = None,
    progress: Progress = report_nothing,
) -> RegradingRun:
    """Judge stored answers by the present graders, and write what that changes.

    New gradings are added to the records, which keep the former ones; in the gradebook and the graded copies only the
    cells change whose verdict did. What a person gave stays. Each candidate is written whole or not at all.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidates : sequence of str, optional
        All by default.
    progress : callable

    Returns
    -------
    RegradingRun

    Raises
    ------
    AtelierError
        Before anything is judged: the activity was never built, nothing was graded, a candidate is unknown, or the
        records cannot be opened. Later: records or gradebook cannot be written, or no function can be tried; what was
        written stays, and the next run goes on from there.
    """
    start = monotonic()
    variants = course.variants(activity.name)
    with Records(course.records_url) as records:
        numbers = records.numbers(activity.name)
        chosen = _chosen(course, activity.name, numbers, candidates)
        with _Run(course, activity, variants, records) as run:
            results = run.results({name: numbers.get(name, ()) for name in chosen}, progress)
    return RegradingRun(
        activity=activity.name,
        graders=run.graders(),
        candidates=results,
        tried_again=run.tried_again,
        seconds=monotonic() - start,
    )


def _chosen(
    course: Course, activity: str, numbers: Mapping[str, object], candidates: Sequence[str] | None
) -> tuple[str, ...]:
    if not numbers:
        raise AtelierError(f"{activity}: nothing was graded. Run 'atelier grade {activity}' first.")
    if candidates is None:
        handed_in = {folder.parent.name for folder in (course.folder / "submitted").glob(f"*/{activity}")}
        return tuple(sorted({*numbers, *handed_in}))
    unknown = sorted(set(candidates) - set(numbers))
    if unknown:
        raise AtelierError(
            f"{activity}: no records of {', '.join(unknown)}. Those who were graded: {', '.join(numbers)}."
        )
    return tuple(sorted(set(candidates)))


class _Run(ExitStack):
    """One run: it alone writes."""

    def __init__(
        self, course: Course, activity: ActivityPackage, variants: Sequence[Variant], records: Records
    ) -> None:
        super().__init__()
        self._course = course
        self._activity = activity
        self._variants = variants
        self._records = records
        self._packages = {package.name: package for package in activity.exercises}
        self._watchdog = Watchdog(seconds=course.settings.limits.judge_seconds)
        self._examination = lru_cache(EXAMINATIONS_AT_HAND)(self._examined)
        self._versions: dict[str, set[str]] = {package.name: set() for package in activity.exercises}
        self.tried_again = 0
        # As far as the records tell of the present graders: judging cannot wait until all are judged.
        self._failing = self._failing_criteria()

    def results(self, numbers: Mapping[str, Sequence[int]], progress: Progress) -> tuple[CandidateRegrading, ...]:
        """Judge candidates again, those of a variant together; return what came of each, sorted."""
        done: dict[str, CandidateRegrading] = {}
        progress("submissions", 0, len(numbers))
        by_variant = iter(sorted(numbers, key=lambda name: (self._variant(name).number, name)))
        while some := tuple(islice(by_variant, READ_AT_ONCE)):
            # A question to the database for each candidate would take as long as judging.
            entries = iter(self._records.entries([number for name in some for number in numbers[name]]))
            for candidate in some:
                done[candidate] = self._regraded(candidate, tuple(islice(entries, len(numbers[candidate]))))
                progress("submissions", len(done), len(numbers))
        for candidate in self._reviewed_for_all():
            if candidate in done:
                unsettled = {**done[candidate].unsettled, **dict.fromkeys(self._failing, FOR_ALL)}
                done[candidate] = replace(done[candidate], unsettled=unsettled)
        return tuple(done[candidate] for candidate in sorted(done))

    def _reviewed_for_all(self) -> Iterator[str]:
        """Have a person look, for all, at criteria on which the graders failed too often; yield who is concerned."""
        self._failing = self._failing_criteria()
        if self._failing:
            referential = self._course.repository.referential
            yield from review_for_all(referential, self._activity, self._failing, self._records, self._writer)

    def _failing_criteria(self) -> frozenset[str]:
        gradings = self._records.gradings(self._activity.name)
        return frozenset(failing_criteria(self._activity, gradings, self._course.settings.limits.grader_faults))

    def graders(self) -> tuple[GraderChange, ...]:
        """Return the graders' versions before and now."""
        return tuple(
            GraderChange(exercise=name, before=tuple(sorted(self._versions[name])), after=package.version)
            for name, package in self._packages.items()
        )

    def _regraded(self, candidate: str, entries: Sequence[Entry]) -> CandidateRegrading:
        if not entries:
            return CandidateRegrading(candidate=candidate, left={}, unsettled={}, faults={}, problem=NO_RECORDS)
        left: dict[str, str] = {}
        judged: list[Rejudged] = []
        for entry in entries:
            name = entry.grading.exercise
            if name not in self._packages:
                continue
            self._versions[name].add(entry.grading.grader_version)
            if (why := self._why_not(candidate, entry)) is not None:
                left |= {name: why} if why else {}
            else:
                judged.append(self._rejudged(self._packages[name], candidate, entry, entries))
        result = CandidateRegrading(
            candidate=candidate,
            changes=tuple(change for item in judged for change in item.changes),
            left=left,
            unsettled={name: why for item in judged for name, why in item.unsettled.items()},
            faults={name: fault for item in judged for name, fault in item.after.grading.faults.items()},
        )
        problem = self._written(candidate, entries, judged, result)
        return replace(result, changes=(), problem=problem) if problem else result

    def _why_not(self, candidate: str, entry: Entry) -> str | None:
        """Return why a notebook cannot be judged again, ``None`` where it can; empty where there is nothing to say."""
        if entry.answers is None:
            waiting = any(item.verdict.status is VerdictStatus.REVIEW for item in entry.verdicts)
            return NOT_RUN.format(problem=entry.grading.problem.rstrip(".")) if waiting else ""
        dataset = self._packages[entry.grading.exercise].exercise.dataset
        current = self._variant(candidate).digests.get(dataset)
        if entry.grading.variant_digest != current:
            return OTHER_DATA
        try:
            self._examination(entry.grading.exercise, self._variant(candidate).number)
        except AtelierError as error:  # the variant's files are damaged: those of other variants may not be
            return str(error)
        return None

    def _rejudged(self, package: ExercisePackage, candidate: str, entry: Entry, entries: Sequence[Entry]) -> Rejudged:
        variant = self._variant(candidate)
        examination = self._examination(package.name, variant.number)
        earlier = earlier_entries(package, variant, entries)
        recalled = recall_answers(package, entry.answers or (), examination.calls_digests)
        if {Staleness.PROBE, Staleness.INSPECTION} & set(recalled.stale.values()):
            recalled = self._retried(package, candidate, recalled, examination, earlier)
        return rejudged(package, entry, examination, recalled, earlier, self._watchdog, self._failing)

    def _retried(
        self,
        package: ExercisePackage,
        candidate: str,
        recalled: Recalled,
        examination: Examination,
        earlier: tuple[EarlierNotebook, ...],
    ) -> Recalled:
        self.tried_again += 1
        limits = session_limits(self._limits)
        variant = self._variant(candidate)
        return tried_again(self._course, package, variant, candidate, recalled, examination, earlier, limits)

    def _written(
        self, candidate: str, entries: Sequence[Entry], judged: Sequence[Rejudged], result: CandidateRegrading
    ) -> str:
        """Write what changed and return why that could not be done; empty where it could.

        The gradebook first, then the records, so that a run that was broken off goes on.
        """
        not_run = [self._by_present_grader(entry) for entry in entries if entry.answers is None]
        if not any(item.differs for item in judged) and all(entry in entries for entry in not_run):
            return ""
        rescored = {item.after.grading.exercise: self._rescored(item) for item in judged if item.changes}
        if rescored and (problem := self._rescore(candidate, rescored)):
            return problem
        complete = len(judged) + len(not_run) == len(entries) and not result.unsettled
        key = self._key(candidate, entries) if complete else ""
        kept = [*not_run, *(item.after for item in judged if key or item.differs)]
        now = datetime.now(UTC)
        self._records.store(
            *(replace(entry, grading=replace(entry.grading, work_key=key, graded_at=now)) for entry in kept)
        )
        return ""

    def _rescore(self, candidate: str, rescored: Mapping[str, "Rescored"]) -> str:
        from .gradebook import SubmissionError

        try:
            self._writer.rescore(candidate, rescored)
        except SubmissionError as error:
            return str(error)
        return ""

    def _by_present_grader(self, entry: Entry) -> Entry:
        """Return a notebook of which there are no answers: the present grader says the same of it."""
        package = self._packages.get(entry.grading.exercise)
        version = entry.grading.grader_version if package is None else package.version
        return replace(entry, grading=replace(entry.grading, grader_version=version))

    def _rescored(self, item: Rejudged) -> "Rescored":
        from .gradebook import Rescored

        referential = self._course.repository.referential
        package = self._packages[item.after.grading.exercise]
        return Rescored(
            scores={grade_id(change.criterion): change.after.points for change in item.changes},
            outputs={
                grade_id(change.criterion): verdict_outputs(
                    change.after.verdict,
                    package.exercise.criterion(change.criterion),
                    label=referential.criterion(change.criterion).label,
                )
                for change in item.changes
            },
        )

    def _key(self, candidate: str, entries: Sequence[Entry]) -> str:
        """Return the key of the same work with the present graders; empty where another hand-in lies there by now."""
        hand_in = read_hand_in(self._course, self._activity, candidate, self._variant(candidate))
        release = self._course.release(self._activity.name)
        versions = {entry.grading.exercise: entry.grading.grader_version for entry in entries}
        former = replace(
            self._activity,
            exercises=tuple(
                replace(package, version=versions.get(package.name, "")) for package in self._activity.exercises
            ),
        )
        if {entry.grading.work_key for entry in entries} != {work_key(hand_in, former, release, self._limits)}:
            return ""
        return work_key(hand_in, self._activity, release, self._limits)

    def _variant(self, candidate: str) -> Variant:
        return self._variants[variant_index(candidate, self._activity.name, len(self._variants))]

    def _examined(self, exercise: str, number: int) -> Examination:
        variant = next(variant for variant in self._variants if variant.number == number)
        return examination_of(self._packages[exercise], variant, self._watchdog)

    # Opened when they are first needed: nbgrader takes seconds to import.
    @cached_property
    def _config(self) -> Any:
        from .nbgrader_runs import load_configuration

        return load_configuration(self._course)

    @cached_property
    def _writer(self) -> "GradebookWriter":
        from .gradebook import GradebookWriter

        return self.enter_context(GradebookWriter(self._config, self._activity.name))

    @cached_property
    def _limits(self) -> CourseLimits:
        told = {name: self._config.JudgeAnswers[name] for name in ("cell_seconds", "notebook_seconds")}
        return self._course.settings.limits.model_copy(update=told)
