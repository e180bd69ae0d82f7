"""What a regrade changed, criterion by criterion, and why: in the words of the checks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from autograders.model.verdict import Check, VerdictStatus
from autograders.records import ScoredVerdict

from .texts import NO_BREAK_SPACE, printable, printed_points

_STATUS = {
    VerdictStatus.JUDGED: "jugé",
    VerdictStatus.NOT_ANSWERED: "sans réponse",
    VerdictStatus.REVIEW: "à examiner par un formateur",
}
_NO_CHECK = Check(label="-", weight=1, fraction=0, message="")


@dataclass(frozen=True, kw_only=True)
class CheckChange:
    """One check that a criterion's two verdicts differ by.

    Parameters
    ----------
    label : str
    before, after : float or None
        Points reached, to four decimals; ``None`` where there is no such check.
    message : str
        What it says now; empty where it is gone.
    """

    label: str
    before: float | None
    after: float | None
    message: str

    def __str__(self) -> str:
        """Return it in French, on one line."""
        name, colon = f"«{NO_BREAK_SPACE}{self.label}{NO_BREAK_SPACE}»", f"{NO_BREAK_SPACE}:"
        said = f"{colon} {self.message}" if self.message else ""
        if self.before is None:
            return f"{name}, nouveau{colon} {_points(self.after)}{said}"
        if self.after is None:
            return f"{name}, retiré{colon} {_points(self.before)} auparavant"
        if self.before == self.after:
            return f"{name}, autrement dit{said or f'{colon} sans commentaire'}"
        return f"{name}{colon} {printed_points(self.before)} → {_points(self.after)}{said}"


@dataclass(frozen=True, kw_only=True)
class CriterionChange:
    """A criterion whose verdict is no longer what it was.

    Parameters
    ----------
    exercise, criterion : str
    before : ScoredVerdict or None
        ``None`` for a criterion that did not exist.
    after : ScoredVerdict
    """

    exercise: str
    criterion: str
    before: ScoredVerdict | None
    after: ScoredVerdict

    @property
    def score_changed(self) -> bool:
        """Whether the points changed, or what they are out of; otherwise the words alone did."""
        return self.before is None or _score(self.before) != _score(self.after)

    @property
    def checks(self) -> tuple[CheckChange, ...]:
        """The checks that differ: by their points or, where none does, by their words; none where none was made."""
        if not self.after.verdict.checks:
            return ()
        differing = tuple(_differing(self.before, self.after))
        return tuple(change for change in differing if change.before != change.after) or differing

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in French: what became of the criterion as a whole, then the checks."""
        whole = printable(self.after.verdict.message)
        reasons = [str(check) for check in self.checks]
        if self.before is None:
            reasons.insert(0, "critère nouveau")
        elif self.before.verdict.status is not self.after.verdict.status:
            said = f"{NO_BREAK_SPACE}: {whole}" if whole else ""
            reasons.insert(0, f"{_STATUS[self.after.verdict.status]}{said}")
        elif self.before.verdict.message != self.after.verdict.message and whole:
            reasons.insert(0, whole)
        if self.before is not None and self.before.maximum != self.after.maximum:
            before, after = printed_points(self.before.maximum), _points(self.after.maximum)
            reasons.insert(0, f"barème{NO_BREAK_SPACE}: {before} → {after}")
        # The checks weigh otherwise, but nothing was reached of any that does.
        return tuple(reasons) or ("autre poids des points examinés",)


def changes_between(
    exercise: str, before: Iterable[ScoredVerdict], after: Iterable[ScoredVerdict]
) -> tuple[CriterionChange, ...]:
    """Return the criteria on which two gradings of a notebook differ.

    Parameters
    ----------
    exercise : str
    before, after : iterable of ScoredVerdict

    Returns
    -------
    tuple of CriterionChange
        In the order of ``after``.
    """
    known = {item.verdict.criterion: item for item in before}
    return tuple(
        CriterionChange(exercise=exercise, criterion=criterion, before=known.get(criterion), after=item)
        for item in after
        if not _same(known.get(criterion := item.verdict.criterion), item)
    )


def _same(before: ScoredVerdict | None, after: ScoredVerdict) -> bool:
    # The digest alone may differ where a function was tried on other inputs with the same outcome.
    return before is not None and replace(before, answers_digest="") == replace(after, answers_digest="")


def _score(item: ScoredVerdict) -> tuple[float | None, float]:
    return item.points, item.maximum


def _differing(before: ScoredVerdict | None, after: ScoredVerdict) -> Iterator[CheckChange]:
    known, current = _by_label(before), _by_label(after)
    for label, (points, check) in current.items():
        former_points, former = known.get(label, (None, _NO_CHECK))
        if former_points != points or former.message != check.message:
            yield CheckChange(label=label, before=former_points, after=points, message=printable(check.message))
    for label, (points, _) in known.items():
        if label not in current:
            yield CheckChange(label=label, before=points, after=None, message="")


def _by_label(item: ScoredVerdict | None) -> dict[str, tuple[float | None, Check]]:
    """Return the checks of a verdict, each with the points it is worth, by label; the second of a label is numbered."""
    if item is None:
        return {}
    checks = item.verdict.checks
    found: dict[str, tuple[float | None, Check]] = {}
    whole = sum(check.weight for check in checks)
    for check in checks:
        label = name = printable(check.label)
        number = 1
        while label in found:
            number += 1
            label = f"{name} ({number})"
        found[label] = (round(item.maximum * check.weight / whole * check.fraction, 4), check)
    return found


def _points(points: float | None) -> str:
    shown = printed_points(points or 0.0)
    return f"{shown} point{'s' if (points or 0.0) >= 2 else ''}"
