"""What a verdict teaches: the messages of its checks, and those of the misconceptions that it recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograders.assignments import Course
from autograders.grading.texts import printable
from autograders.model.exercise import Exercise
from autograders.model.reading import read_toml
from autograders.model.verdict import VerdictStatus

from .results import CriterionResult

# From a criterion and the identifier of a misconception to the message that teaches.
Misconceptions = Mapping[tuple[str, str], str]
_STATUS = {
    VerdictStatus.JUDGED: "",
    VerdictStatus.NOT_ANSWERED: "Sans réponse.",
    VerdictStatus.REVIEW: "Un formateur doit examiner cette réponse.",
}


@dataclass(frozen=True, kw_only=True)
class Frequency:
    """How many of those who were judged on a criterion showed a misconception."""

    criterion: str
    misconception: str
    message: str
    candidates: tuple[str, ...]
    judged: int


def read_misconceptions(course: Course) -> Misconceptions:
    """Return the messages of all misconceptions that the exercises declare.

    Raises
    ------
    FaultsError
        If an ``exercise.toml`` is faulty.
    """
    return {
        (criterion.id, item.id): item.message
        for exercise in read_exercises(course).values()
        for criterion in exercise.criteria
        for item in criterion.misconceptions
    }


def read_exercises(course: Course) -> dict[str, Exercise]:
    """Return what all exercises declare, by their folder's name.

    Raises
    ------
    FaultsError
        If an ``exercise.toml`` is faulty.
    """
    return {
        folder.name: read_toml(
            folder / "exercise.toml",
            Exercise,
            where=(folder / "exercise.toml").relative_to(course.repository.root).as_posix(),
        )
        for folder in course.repository.exercise_folders()
    }


def advice(result: CriterionResult, misconceptions: Misconceptions) -> tuple[str, ...]:
    """Return what a candidate may read of a criterion's verdict, in French, each sentence once."""
    if result.evidence is None:
        return ()
    verdict = result.evidence.scored.verdict
    said = [_STATUS[verdict.status], verdict.message]
    said += [
        f"{check.label}\u00a0: {check.message}" for check in verdict.checks if check.message and check.fraction < 1
    ]
    lessons = [misconceptions.get((verdict.criterion, name), "") for name in verdict.misconceptions]
    # A grader may have said it already, after what it received.
    said += [lesson for lesson in lessons if not any(lesson in text for text in said)]
    return tuple(dict.fromkeys(printable(text) for text in said if text))


def misconception_frequencies(
    results: Sequence[tuple[str, CriterionResult]], misconceptions: Misconceptions
) -> tuple[Frequency, ...]:
    """Return the misconceptions that were shown, the most frequent first.

    Parameters
    ----------
    results : sequence of (str, CriterionResult)
        Candidate, and what became of one criterion.
    misconceptions : Misconceptions
    """
    judged: dict[str, int] = {}
    shown: dict[tuple[str, str], list[str]] = {}
    for candidate, result in results:
        if result.evidence is None:
            continue
        verdict = result.evidence.scored.verdict
        if not verdict.checks:
            continue  # no answer was looked at
        judged[verdict.criterion] = judged.get(verdict.criterion, 0) + 1
        for name in dict.fromkeys(verdict.misconceptions):
            shown.setdefault((verdict.criterion, name), []).append(candidate)
    frequencies = [
        Frequency(
            criterion=criterion,
            misconception=name,
            message=misconceptions.get((criterion, name), ""),
            candidates=tuple(candidates),
            judged=judged[criterion],
        )
        for (criterion, name), candidates in shown.items()
    ]
    return tuple(sorted(frequencies, key=lambda item: (-len(item.candidates), item.criterion, item.misconception)))
