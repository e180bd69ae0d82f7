"""What each submission of the bank must get, against what it got."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograders.assignments import BankSubmission, Expectation
from autograders.assignments.bank import STUB_KINDS
from autograders.candidate.errors import Fault
from autograders.model.exercise import Exercise, Grading
from autograders.model.verdict import VerdictStatus

from .reports import CriterionOutcome, Outcome

TOLERANCE = 1e-6
FULL_MARKS = Expectation(low=1.0, high=1.0)
NO_MARKS = Expectation(low=0.0, high=0.0)
_SHOWN_CHARACTERS = 400
_SHOWN_VARIANTS = 5
_SHOWN_SUBMISSIONS = 3


@dataclass(frozen=True)
class _Problem:
    """One kind of thing that is wrong: on which variants, what, the first variant's details, the repair."""

    variants: Sequence[int]
    message: str
    details: str
    repair: str


def automatic_criteria(exercise: Exercise) -> tuple[str, ...]:
    """Return the criteria of which the grader decides some points."""
    return tuple(criterion.id for criterion in exercise.criteria if criterion.how is not Grading.RUBRIC)


def expectations_of(submission: BankSubmission, exercise: Exercise) -> dict[str, Expectation]:
    """Return what a submission must get for each automatic criterion, named by it or not.

    What crashes or forges earns nothing where it does not say otherwise; any other earns everything.
    """
    default = NO_MARKS if submission.kind in STUB_KINDS else FULL_MARKS
    return {criterion: submission.expected.get(criterion, default) for criterion in automatic_criteria(exercise)}


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
    for problem in _failures(outcomes):
        yield _fault(where, "", problem, len(outcomes))
    graded = {variant: outcome for variant, outcome in outcomes.items() if not outcome.failure}
    for criterion, expectation in expected.items():
        got = {variant: outcome.criteria[criterion] for variant, outcome in graded.items()}
        endings = {variant: outcome.ending for variant, outcome in graded.items()}
        for problem in _problems(expectation, got, endings):
            yield _fault(where, criterion, problem, len(outcomes))


def grader_faults(outcomes: Mapping[str, Sequence[Outcome]]) -> Iterator[Fault]:
    """Yield what went wrong in the graders themselves, each thing once with the submissions on which it happened.

    Parameters
    ----------
    outcomes : mapping
        By submission.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for where, series in outcomes.items():
        found = {(criterion, got.fault) for item in series for criterion, got in item.criteria.items() if got.fault}
        for thing in sorted(found):
            places.setdefault(thing, []).append(where)
    for (criterion, fault), submissions in places.items():
        listed = ", ".join(submissions[:_SHOWN_SUBMISSIONS])
        more = f" and {len(submissions) - _SHOWN_SUBMISSIONS} more" if len(submissions) > _SHOWN_SUBMISSIONS else ""
        yield Fault("grading.py", criterion, f"fails on {listed}{more}: {fault}.", "Mend the judge.")


def misconception_faults(exercise: Exercise, outcomes: Sequence[Outcome]) -> Iterator[Fault]:
    """Yield the declared misconceptions that no submission of the bank provokes."""
    provoked = provoked_by(outcomes)
    for index, criterion in enumerate(exercise.criteria):
        for position, misconception in enumerate(criterion.misconceptions):
            if (criterion.id, misconception.id) not in provoked:
                yield Fault(
                    "exercise.toml",
                    f"criteria[{index}].misconceptions[{position}]",
                    f"no submission of the bank provokes '{misconception.id}' on {criterion.id}.",
                    "Add a wrong submission that does, or remove the misconception.",
                )


def provoked_by(outcomes: Iterable[Outcome]) -> set[tuple[str, str]]:
    """Return the misconceptions that outcomes bear, each after its criterion."""
    return {
        (criterion, misconception)
        for outcome in outcomes
        for criterion, got in outcome.criteria.items()
        for misconception in got.misconceptions
    }


def _failures(outcomes: Mapping[int, Outcome]) -> Iterator[_Problem]:
    failed = [variant for variant, outcome in outcomes.items() if outcome.failure]
    if failed:
        repair = "A submission must never break the run: mend the runner or the grading."
        yield _Problem(failed, "not graded", outcomes[failed[0]].failure, repair)


def _problems(
    expectation: Expectation, got: Mapping[int, CriterionOutcome], endings: Mapping[int, str]
) -> Iterator[_Problem]:
    # Reported by ``grader_faults``.
    got = {variant: item for variant, item in got.items() if not item.fault}
    yield from _undecided(expectation, got)
    yield from _fractions(expectation, got, endings)
    yield from _misconceptions(expectation, got)
    yield from _messages(expectation, got)


def _undecided(expectation: Expectation, got: Mapping[int, CriterionOutcome]) -> Iterator[_Problem]:
    undecided = [variant for variant, item in got.items() if item.status is VerdictStatus.REVIEW]
    if undecided and expectation.low >= 1.0:
        details = "; ".join(got[undecided[0]].messages)
        repair = "Widen what the grader accepts, or correct the submission."
        yield _Problem(undecided, "full marks expected, sent to review", details, repair)


def _fractions(
    expectation: Expectation, got: Mapping[int, CriterionOutcome], endings: Mapping[int, str]
) -> Iterator[_Problem]:
    low, high = expectation.low, expectation.high
    expected = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    above = [variant for variant, item in got.items() if item.fraction > high + TOLERANCE]
    if above:
        message = f"fraction {expected} expected, {got[above[0]].fraction:g} given"
        yield _Problem(above, message, "", "The grader is too generous, or the expectation too low.")
    below = [variant for variant, item in got.items() if item.fraction < low - TOLERANCE]
    if below:
        first = got[below[0]]
        message = f"fraction {expected} expected, {first.fraction:g} given"
        details = "; ".join(text for text in (endings[below[0]], *(first.lost or first.messages)) if text)
        yield _Problem(below, message, details, "The grader is too harsh, or the submission not as good as stated.")


def _misconceptions(expectation: Expectation, got: Mapping[int, CriterionOutcome]) -> Iterator[_Problem]:
    wanted = expectation.misconception
    missed = [variant for variant, item in got.items() if wanted and wanted not in item.misconceptions]
    if missed:
        recognised = ", ".join(got[missed[0]].misconceptions) or "none"
        message = f"misconception '{wanted}' expected, {recognised} recognised"
        yield _Problem(missed, message, "", "Teach the grader to recognise it, or correct the expectation.")


def _messages(expectation: Expectation, got: Mapping[int, CriterionOutcome]) -> Iterator[_Problem]:
    wanted = expectation.message
    silent = [variant for variant, item in got.items() if not any(wanted in text for text in item.messages)]
    if wanted and silent:
        details = "; ".join(got[silent[0]].messages) or "nothing is said"
        message = f"a message with '{wanted}' expected"
        yield _Problem(silent, message, details, "Say it in the grader's message, or correct the expectation.")


def _fault(where: str, key: str, problem: _Problem, count: int) -> Fault:
    listed = ", ".join(str(variant) for variant in problem.variants[:_SHOWN_VARIANTS])
    more = ", …" if len(problem.variants) > _SHOWN_VARIANTS else ""
    message = f"{problem.message} on {len(problem.variants)} of {count} variants ({listed}{more})"
    if problem.details:
        message += f": {problem.details}"
    message = " ".join(message.split())
    if len(message) > _SHOWN_CHARACTERS:
        message = message[: _SHOWN_CHARACTERS - 1] + "…"
    return Fault(where, key, message.rstrip(".") + ".", problem.repair)
