"""The judges of one exercise against junk: alone, without any notebook."""

import math
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from autograders.assignments import ExercisePackage, Judge
from autograders.candidate.declarations import AnswerType
from autograders.candidate.errors import Fault
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.case import JudgedCase
from autograders.model.exercise import ExerciseCriterion, Grading
from autograders.model.verdict import Check, verdict_of

from .junk import SCALED_UP, Junk, junk_answers, received, scaled

_SHOWN = 3
_FULL = 1.0 - 1e-6


def junk_faults(package: ExercisePackage, right: Answers, case: JudgedCase) -> Iterator[Fault]:
    """Yield what the judges do wrongly with junk.

    Each answer in turn is replaced by junk while the others stay right, then all together. A judge must return
    checks with a message for a person, never raise; an answer that is declared for a criterion must count; a
    conclusion without any figure must earn nothing.

    Parameters
    ----------
    package : ExercisePackage
    right : Answers
        Those of the reference solution on this case.
    case : JudgedCase
    """
    for criterion in package.exercise.criteria:
        if criterion.how is Grading.RUBRIC:
            continue
        trial = _Trial(criterion, package.judges[criterion.id], case)
        for name in criterion.answers:
            for junk in _told_apart(junk_answers(right[name])):
                trial.judge(junk.label, _replaced(right, [junk.answer]))
        for label, answers in _all_together(right):
            trial.judge(label, answers)
        for label, answers in _conclusions_alone(right):
            if trial.judge(label, answers) > 0.0:
                trial.generous.append(label)
        yield from trial.faults()
    yield from _idle_answers(package, right, case)


def _all_together(right: Answers) -> Iterator[tuple[str, Answers]]:
    series = [list(junk_answers(answer)) for answer in right.values()]
    longest = max(len(items) for items in series)
    for items in zip(*[(items * longest)[:longest] for items in series], strict=True):
        yield " and ".join(junk.label for junk in items[:_SHOWN]) + " …", _replaced(right, [j.answer for j in items])


def _conclusions_alone(right: Answers) -> Iterator[tuple[str, Answers]]:
    words: dict[str, list[tuple[str, object]]] = {}
    for name, answer in right.items():
        if answer.declaration.type is AnswerType.BOOLEAN:
            words[name] = [("True", True), ("False", False)]
        elif answer.declaration.type is AnswerType.CHOICE:
            words[name] = [(f"'{choice}'", choice) for choice in answer.declaration.choices]
    nothing = [Answer(declaration=answer.declaration, state=AnswerState.MISSING) for answer in right.values()]
    for index in range(max((len(values) for values in words.values()), default=0)):
        chosen = {name: values[index % len(values)] for name, values in words.items()}
        answers = [received(right[name].declaration, value) for name, (_, value) in chosen.items()]
        label = ", ".join(f"{name} = {word}" for name, (word, _) in chosen.items())
        yield f"{label} alone", _replaced(Answers(nothing), answers)


def _told_apart(series: Iterable[Junk]) -> Iterator[Junk]:
    """Yield the junk that a judge can tell apart: all that is refused reaches it alike, without a value."""
    refused = False
    for junk in series:
        if junk.answer.state is not AnswerState.REFUSED:
            yield junk
        elif not refused:
            refused = True
            yield junk


class _Trial:
    """One criterion's judge, and what it did wrongly so far, by kind."""

    def __init__(self, criterion: ExerciseCriterion, judge: Judge, case: JudgedCase) -> None:
        self._criterion = criterion
        self._judge = judge
        self._case = case
        self._problems: dict[str, list[str]] = {}
        self.generous: list[str] = []

    def judge(self, label: str, answers: Answers) -> float:
        """Return the fraction that the judge gives; note what is wrong with its verdict."""
        try:
            checks = self._judge(answers, self._case)
            verdict = verdict_of(self._criterion.id, checks)
        # A judge is an author's code under trial: whatever it raises is the finding.
        except Exception as error:  # noqa: BLE001
            self._problems.setdefault(_described(error), []).append(label)
            return 0.0
        for problem in _unclear(checks, verdict.fraction):
            self._problems.setdefault(problem, []).append(label)
        return verdict.fraction

    def faults(self) -> Iterator[Fault]:
        """Yield one fault per kind of problem, with the first junk that led to it."""
        for problem, labels in self._problems.items():
            yield Fault("grading.py", self._criterion.id, f"{problem} for {_listed(labels)}.", "Mend the judge.")
        if self.generous:
            yield Fault(
                "grading.py",
                self._criterion.id,
                f"a conclusion without any figure earns points: {_listed(self.generous)}.",
                "Give points for a conclusion only with a figure that supports it.",
            )


def _idle_answers(package: ExercisePackage, right: Answers, case: JudgedCase) -> Iterator[Fault]:
    readers: dict[str, list[str]] = {}
    for criterion in package.exercise.criteria:
        for name in criterion.answers:
            readers.setdefault(name, []).append(criterion.id)
    for name, criteria in readers.items():
        missing = Junk("missing", Answer(declaration=right[name].declaration, state=AnswerState.MISSING))
        # Only scaled up: scaled down, a small deviation may well lie within an absolute tolerance.
        for junk in (missing, *scaled(right[name], SCALED_UP)):
            answers = _replaced(right, [junk.answer])
            fractions = [_fraction(package.judges[criterion], answers, case) for criterion in criteria]
            if all(fraction is not None and fraction >= _FULL for fraction in fractions):
                yield Fault(
                    "grading.py",
                    ", ".join(criteria),
                    f"full marks although {name} is {'missing' if junk is missing else 'wrong (' + junk.label + ')'}.",
                    f"Judge {name}, or take it out of the criterion's answers.",
                )


def _fraction(judge: Judge, answers: Answers, case: JudgedCase) -> float | None:
    try:
        return verdict_of("", judge(answers, case)).fraction
    # Reported by the trial above.
    except Exception:  # noqa: BLE001
        return None


def _unclear(checks: Sequence[Check], fraction: float) -> Iterator[str]:
    if not checks:
        yield "no check at all"
    if not math.isfinite(fraction):
        yield f"fraction {fraction}"
    for check in checks:
        if not check.label.strip():
            yield "a check without a label"
        if check.fraction < 1.0 and not check.message.strip():
            yield f"points lost without a message ('{check.label}')"


def _described(error: Exception) -> str:
    places = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(file.name, line) for file, line in places if (file.parent / "exercise.toml").is_file()]
    place = f" ({own[-1][0]}, line {own[-1][1]})" if own else ""
    return f"the judge raises {type(error).__name__}{place}: {' '.join(str(error).split())[:120]}"


def _listed(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return "; ".join(labels[:_SHOWN]) + more


def _replaced(right: Answers, others: Sequence[Answer]) -> Answers:
    replaced: Mapping[str, Answer] = {answer.declaration.name: answer for answer in others}
    return Answers([replaced.get(name, answer) for name, answer in right.items()])
