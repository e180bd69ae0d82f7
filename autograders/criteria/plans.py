"""Judges of plans under scarcity: what is chosen has a cost, and the budget is short."""

from collections.abc import Callable

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .wording import absent, printed, right, wrong


def plan_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    cost: Callable[[Row], float | None],
    budget: float,
    unit: str,
    over_budget: Misconception | None = None,
) -> Check:
    """Judge whether a plan holds only what exists and costs no more than the budget: all or nothing.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    weight : float
        Share in the criterion.
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
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if not rows:
        return wrong(label, weight, "Plan vide : au moins une ligne est attendue.")
    costs = [cost(row) for row in rows]
    unknown = [str(index) for index, value in enumerate(costs, start=1) if value is None]
    if unknown:
        message = f"Rien de tel n’est au choix : lignes {', '.join(unknown[:10])}."
        return wrong(label, weight, message, advice="Reprenez les mots des données fournies.")
    total = sum(value for value in costs if value is not None)
    stated = f"{printed(total, unit)} pour un budget de {printed(budget, unit)}"
    if total <= budget:
        return right(label, weight, f"{stated} : le plan tient.")
    return wrong(label, weight, f"{stated} : le plan ne tient pas.", misconception=over_budget)
