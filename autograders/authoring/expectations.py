"""What each submission of the bank must get, against what it got."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from autograders.assignments import BankSubmission, Expectation
from autograders.candidate.errors import Fault
from autograders.model.exercise import Exercise, Grading
from autograders.model.verdict import VerdictStatus

from .reports import CriterionOutcome, Outcome

T = TypeVar("T")
TOLERANCE = 1e-6
FULL_MARKS = Expectation(low=1.0, high=1.0)
NO_MARKS = Expectation(low=0.0, high=0.0)
_SHOWN_CHARACTERS = 400
_MAY_BREAK = ("crash", "forged")


def automatic_criteria(exercise: Exercise) -> tuple[str, ...]:
    """Return the criteria of which the grader decides some points."""
    return tuple(criterion.id for criterion in exercise.criteria if criterion.how is not Grading.RUBRIC)


def expectation_of(submission: BankSubmission, criterion: str) -> Expectation:
    """Return what a submission must get for a criterion, named by it or not.

    What crashes or forges earns nothing where it does not say otherwise; any other earns everything.
    """
    default = NO_MARKS if submission.kind in _MAY_BREAK else FULL_MARKS
    return submission.expected.get(criterion, default)


def submission_faults(
    where: str, expected: Mapping[str, Expectation], outcomes: Mapping[int, Outcome]
) -> Iterator[Fault]:
    """Yield what a submission got wrongly, each thing once with the variants on which it happened.

    Parameters
    ----------
    where : str
        The submission's file, or what else to call it.
    expected : mapping
        By criterion; complete.
    outcomes : mapping
        By variant.
    """
    failures = {variant: outcome.failure for variant, outcome in outcomes.items() if outcome.failure}
    if failures:
        message = f"was not graded{_on(failures, outcomes)}: {_first(failures)}"
        yield Fault(
            where, "", _sentence(message), "A submission must never break the run: mend the runner or the grader."
        )
    for criterion, expectation in expected.items():
        got = {
            variant: outcome.criteria[criterion]
            for variant, outcome in outcomes.items()
            if not outcome.failure and criterion in outcome.criteria
        }
        yield from _criterion_faults(where, criterion, expectation, got, outcomes)


def misconception_faults(exercise: Exercise, outcomes: Sequence[Outcome]) -> Iterator[Fault]:
    """Yield the declared misconceptions that no submission of the bank provokes."""
    provoked = {
        (criterion, misconception)
        for outcome in outcomes
        for criterion, got in outcome.criteria.items()
        for misconception in got.misconceptions
    }
    for index, criterion in enumerate(exercise.criteria):
        for position, misconception in enumerate(criterion.misconceptions):
            if (criterion.id, misconception.id) not in provoked:
                yield Fault(
                    "exercise.toml",
                    f"criteria[{index}].misconceptions[{position}]",
                    f"no submission of the bank provokes '{misconception.id}' on {criterion.id}.",
                    "Add a wrong submission that does, or remove the misconception.",
                )


def _criterion_faults(
    where: str,
    criterion: str,
    expectation: Expectation,
    got: Mapping[int, CriterionOutcome],
    outcomes: Mapping[int, Outcome],
) -> Iterator[Fault]:
    broken = {variant: item for variant, item in got.items() if _grader_failed(item)}
    if broken:
        message = f"the grader came to no check{_on(broken, outcomes)}: {'; '.join(_first(broken).messages)}"
        yield Fault(where, criterion, _sentence(message), "Mend the grader in grading.py.")
    got = {variant: item for variant, item in got.items() if variant not in broken}
    undecided = {variant: item for variant, item in got.items() if item.status is VerdictStatus.REVIEW}
    if undecided and expectation.low >= 1.0:
        message = (
            f"sent to review{_on(undecided, outcomes)}, full marks expected: {'; '.join(_first(undecided).messages)}"
        )
        yield Fault(where, criterion, _sentence(message), "Widen what the grader accepts, or correct the submission.")
    outside = {
        variant: item
        for variant, item in got.items()
        if not expectation.low - TOLERANCE <= item.fraction <= expectation.high + TOLERANCE
    }
    if outside:
        yield _fraction_fault(where, criterion, expectation, outside, outcomes)
    if expectation.misconception:
        missed = {v: item for v, item in got.items() if expectation.misconception not in item.misconceptions}
        if missed:
            recognised = ", ".join(_first(missed).misconceptions) or "none"
            message = (
                f"misconception '{expectation.misconception}' expected, {recognised} recognised{_on(missed, outcomes)}"
            )
            yield Fault(
                where, criterion, _sentence(message), "Teach the grader to recognise it, or correct the expectation."
            )
    if expectation.message:
        silent = {v: item for v, item in got.items() if not any(expectation.message in text for text in item.messages)}
        if silent:
            said = "; ".join(_first(silent).messages) or "nothing"
            message = f"a message with '{expectation.message}' expected{_on(silent, outcomes)}, got: {said}"
            yield Fault(
                where, criterion, _sentence(message), "Say it in the grader's message, or correct the expectation."
            )


def _fraction_fault(
    where: str,
    criterion: str,
    expectation: Expectation,
    outside: Mapping[int, CriterionOutcome],
    outcomes: Mapping[int, Outcome],
) -> Fault:
    worst = _first(outside)
    message = f"fraction {_range(expectation)} expected, {worst.fraction:g} given{_on(outside, outcomes)}"
    if worst.fraction > expectation.high:
        return Fault(where, criterion, _sentence(message), "The grader is too generous, or the expectation too low.")
    if worst.lost or worst.messages:
        message += f": {'; '.join(worst.lost or worst.messages)}"
    return Fault(
        where, criterion, _sentence(message), "The grader is too harsh, or the submission not as good as stated."
    )


def _grader_failed(item: CriterionOutcome) -> bool:
    return item.status is VerdictStatus.REVIEW and not item.checked


def _range(expectation: Expectation) -> str:
    if expectation.low == expectation.high:
        return f"{expectation.low:g}"
    return f"{expectation.low:g} to {expectation.high:g}"


def _on(some: Mapping[int, object], outcomes: Mapping[int, Outcome]) -> str:
    numbers = sorted(some)
    listed = ", ".join(str(number) for number in numbers[:5]) + (", …" if len(numbers) > 5 else "")
    return f" on {len(numbers)} of {len(outcomes)} variants ({listed})"


def _first(some: Mapping[int, T]) -> T:
    return some[min(some)]


def _sentence(text: str) -> str:
    flat = " ".join(text.split())
    short = flat if len(flat) <= _SHOWN_CHARACTERS else flat[: _SHOWN_CHARACTERS - 1] + "…"
    return short if short.endswith((".", "…", "!", "?")) else short + "."
