"""A grader that fails too often on a criterion: a person looks at that criterion, for all candidates alike."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from autograders.assignments import ActivityPackage, ExercisePackage
from autograders.model.exercise import grade_id
from autograders.model.referential import Referential
from autograders.model.verdict import VerdictStatus
from autograders.records import Entry, Grading, Records, ScoredVerdict

from .presenting import verdict_outputs

if TYPE_CHECKING:
    from .gradebook import GradebookWriter, Rescored

FOR_ALL = (
    "Le correcteur automatique a échoué sur ce critère chez plusieurs candidats : un formateur l’examinera pour tous."
)


def failing_criteria(activity: ActivityPackage, gradings: Iterable[Grading], limit: int) -> dict[str, int]:
    """Return the criteria on which the present graders failed for at least so many candidates, with their number.

    Parameters
    ----------
    activity : ActivityPackage
        What a former version of a grader did counts no more.
    gradings : iterable of Grading
        The last one of every candidate's every notebook.
    limit : int
    """
    present = {package.name: package.version for package in activity.exercises}
    counts = Counter(
        criterion
        for grading in gradings
        if grading.grader_version == present.get(grading.exercise)
        for criterion in grading.faults
    )
    return {criterion: count for criterion, count in sorted(counts.items()) if count >= limit}


def review_for_all(
    referential: Referential,
    activity: ActivityPackage,
    criteria: Iterable[str],
    records: Records,
    writer: "GradebookWriter",
) -> Iterator[str]:
    """Have a person look at some criteria for every candidate who answered; yield those for whom that is new.

    Who did not answer keeps that verdict: no grader has a part in it. Points stay as provisional ones.

    Parameters
    ----------
    referential : Referential
    activity : ActivityPackage
    criteria : iterable of str
    records : Records
    writer : GradebookWriter
    """
    failing = frozenset(criteria)
    packages = {package.name: package for package in activity.exercises}
    for candidate, numbers in records.numbers(activity.name).items() if failing else ():
        changed = {
            entry.grading.exercise: entry
            for before in records.entries(numbers)
            if before != (entry := _reviewed(before, failing)) and before.grading.exercise in packages
        }
        if changed:
            rescored = {name: _rescored(referential, packages[name], entry) for name, entry in changed.items()}
            writer.rescore(candidate, rescored)
            now = datetime.now(UTC)
            records.store(*(replace(item, grading=replace(item.grading, graded_at=now)) for item in changed.values()))
            yield candidate


def _reviewed(entry: Entry, failing: frozenset[str]) -> Entry:
    return replace(entry, verdicts=tuple(for_a_person(item, failing) for item in entry.verdicts))


def for_a_person(item: ScoredVerdict, failing: frozenset[str]) -> ScoredVerdict:
    """Return a verdict, for a person to look at where its criterion is one of those on which graders fail."""
    if item.verdict.criterion not in failing or item.verdict.status is not VerdictStatus.JUDGED:
        return item
    return replace(item, verdict=replace(item.verdict, status=VerdictStatus.REVIEW, message=FOR_ALL), points=None)


def _rescored(referential: Referential, package: ExercisePackage, entry: Entry) -> "Rescored":
    from .gradebook import Rescored

    verdicts = [item.verdict for item in entry.verdicts if item.verdict.message == FOR_ALL]
    return Rescored(
        scores={grade_id(verdict.criterion): None for verdict in verdicts},
        outputs={
            grade_id(verdict.criterion): verdict_outputs(
                verdict,
                package.exercise.criterion(verdict.criterion),
                label=referential.criterion(verdict.criterion).label,
            )
            for verdict in verdicts
        },
    )
