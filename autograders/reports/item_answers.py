"""Wrong answers that no misconception explains: which checks failed, and which values come up again and again.

No candidate is named, and an answer is shown only where several gave the same.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from autograders.assignments import Course
from autograders.candidate.wire import FUNCTION_WIRE
from autograders.grading.texts import on_one_line
from autograders.model.answers import AnswerState
from autograders.model.exercise import Exercise
from autograders.model.verdict import Verdict, VerdictStatus
from autograders.records import Entry, Records

Key = TypeVar("Key", str, tuple[str, str, str])
# Ours.
SHOWN = 3
LEAST_CANDIDATES = 2
SIGNIFICANT_DIGITS = 4
TEXT_CHARACTERS = 60


@dataclass(frozen=True, kw_only=True)
class JudgedAnswers:
    """A verdict and the answers that it rests on, as texts by name; ``variant`` tells data sets apart."""

    verdict: Verdict
    variant: str
    answers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class RepeatedAnswer:
    """An answer that several candidates gave on the same variant."""

    name: str
    value: str
    variant: str
    candidates: int


@dataclass(frozen=True, kw_only=True)
class Unexplained:
    """What is known of the wrong answers to a criterion that show no known misconception.

    Parameters
    ----------
    criterion : str
    candidates : int
        Who lost points without a known misconception.
    judged : int
    checks : tuple of (str, int)
        The checks that they failed most often.
    answers : tuple of RepeatedAnswer
        The answers that they gave most often and that nobody with full marks gave on that variant.
    """

    criterion: str
    candidates: int
    judged: int
    checks: tuple[tuple[str, int], ...]
    answers: tuple[RepeatedAnswer, ...]


def unexplained_answers(judged: Iterable[JudgedAnswers]) -> tuple[Unexplained, ...]:
    """Return what is known of unexplained wrong answers, criterion by criterion, the most frequent first.

    Parameters
    ----------
    judged : iterable of JudgedAnswers
        Verdicts without a check, where no answer was looked at, do not count.
    """
    by_criterion: dict[str, list[JudgedAnswers]] = {}
    for item in judged:
        if item.verdict.status is VerdictStatus.JUDGED and item.verdict.checks:
            by_criterion.setdefault(item.verdict.criterion, []).append(item)
    found = [_unexplained(criterion, items) for criterion, items in by_criterion.items()]
    return tuple(
        sorted((item for item in found if item.candidates), key=lambda item: (-item.candidates, item.criterion))
    )


def _unexplained(criterion: str, judged: list[JudgedAnswers]) -> Unexplained:
    wrong = [item for item in judged if item.verdict.fraction < 1 and not item.verdict.misconceptions]
    right = {
        (name, value, item.variant)
        for item in judged
        if item.verdict.fraction == 1
        for name, value in item.answers.items()
    }
    checks = Counter(
        label
        for item in wrong
        for label in dict.fromkeys(check.label for check in item.verdict.checks if check.fraction < 1)
    )
    answers = Counter(
        given
        for item in wrong
        for name, value in item.answers.items()
        if (given := (name, value, item.variant)) not in right
    )
    return Unexplained(
        criterion=criterion,
        candidates=len(wrong),
        judged=len(judged),
        checks=tuple(_most_frequent(checks)[:SHOWN]),
        answers=tuple(
            RepeatedAnswer(name=name, value=value, variant=variant, candidates=count)
            for (name, value, variant), count in _most_frequent(answers)[:SHOWN]
            if count >= LEAST_CANDIDATES
        ),
    )


def _most_frequent(counts: Counter[Key]) -> list[tuple[Key, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def read_judged_answers(course: Course, activity: str, exercises: Mapping[str, Exercise]) -> Iterator[JudgedAnswers]:
    """Yield the last verdicts of everybody's notebooks of an activity, with the answers that each criterion reads.

    Parameters
    ----------
    course : Course
    activity : str
        Its code.
    exercises : mapping of str to Exercise
        All of the course.
    """
    read_by = {
        criterion.id: criterion.own_answers for exercise in exercises.values() for criterion in exercise.criteria
    }
    with Records(course.records_url) as records:
        for folder in course.repository.activity_folders():
            if course.repository.activity_code(folder.name) != activity:
                continue
            # One candidate at a time: answers may be large.
            for numbers in records.numbers(folder.name).values():
                for entry in records.entries(numbers):
                    yield from _judged(entry, read_by)


def _judged(entry: Entry, read_by: Mapping[str, tuple[str, ...]]) -> Iterator[JudgedAnswers]:
    given = {
        answer.name: value_text(answer.wire)
        for answer in entry.answers or ()
        if answer.state is AnswerState.GIVEN and answer.wire != FUNCTION_WIRE
    }
    number = entry.grading.variant_number
    for scored in entry.verdicts:
        names = read_by.get(scored.verdict.criterion, ())
        yield JudgedAnswers(
            verdict=scored.verdict,
            variant="" if number is None else str(number),
            answers={name: given[name] for name in names if name in given},
        )


def value_text(wire: Any) -> str:
    """Return an answer as a short text, the same for answers that say the same.

    Examples
    --------
    >>> value_text(1234.567), value_text(True), value_text("scan")
    ('1235', 'vrai', '«\u00a0scan\u00a0»')
    """
    if isinstance(wire, bool):
        return "vrai" if wire else "faux"
    if isinstance(wire, int | float):
        return f"{float(f'{wire:.{SIGNIFICANT_DIGITS}g}'):.12g}".replace(".", ",")
    if isinstance(wire, str):
        return f"«\u00a0{on_one_line(wire, TEXT_CHARACTERS)}\u00a0»"
    digest = hashlib.sha256(json.dumps(wire, sort_keys=True).encode()).hexdigest()[:6]
    if isinstance(wire, list) and not wire:
        return "rien (liste vide)"
    if isinstance(wire, list):
        return f"{len(wire)} lignes ou valeurs (empreinte {digest})"
    return f"tableau de nombres (empreinte {digest})"
