"""Judges of plans under scarcity: what is chosen has a cost, and the budget is short."""

from collections.abc import Callable

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .wording import absent, printed, sentence, unreadable


def plan_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    cost: Callable[[Row], float | None],
    budget: float,
    unit: str,
    expected: str,
    over_budget: Misconception | None = None,
) -> Check:
    """Judge whether a plan holds only what exists and costs no more than the budget: all or nothing.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    label, weight, expected
        As for ``number_check``.
    cost : callable (row) -> float or None
        Cost of a row in the budget's unit; ``None`` where there is no such thing to choose.
    budget : float
        Public.
    unit : str
    over_budget : Misconception, optional
        Told where the plan costs too much.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if not rows:
        return unreadable(label, weight, f"{expected} : au moins une ligne est attendue.")
    costs = [cost(row) for row in rows]
    unknown = [str(index) for index, value in enumerate(costs, start=1) if value is None]
    if unknown:
        lines = ", ".join(unknown[:10])
        message = f"{expected} : rien de tel n’est au choix (lignes {lines}). Reprenez les mots du catalogue."
        return Check(label=label, weight=weight, fraction=0.0, message=message)
    total = sum(value for value in costs if value is not None)
    stated = f"{printed(total, unit)} pour un budget de {printed(budget, unit)}"
    if total <= budget:
        return Check(label=label, weight=weight, fraction=1.0, message=f"{expected} : {stated}.")
    message = sentence(f"{expected} : {stated}.", over_budget.message if over_budget else "")
    return Check(
        label=label, weight=weight, fraction=0.0, message=message, misconception=over_budget.id if over_budget else ""
    )
