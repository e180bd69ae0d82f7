"""Judges of the weights of criteria: one each, a sum of one, and the preferences that a client has stated."""

from collections.abc import Collection, Mapping, Sequence

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .rows import folded, rows_by_key
from .wording import absent, printed, right, unreadable, wrong

SUM_TOLERANCE = 0.005
# Comparisons are made on weights that candidates round to two or three digits.
SHARE_TOLERANCE = 0.006
LARGEST_WEIGHT = 1e6


def read_weights(rows: Sequence[Row], *, key: str, value: str) -> dict[str, float]:
    """Return the weight of each criterion, its key folded; those given twice differently or absurd are left out.

    Examples
    --------
    >>> rows = [{"column": "Masse", "weight": 0.2}, {"column": "cout", "weight": -1}]
    >>> read_weights(rows, key="column", value="weight")
    {'masse': 0.2}
    """
    found: dict[str, float] = {}
    for word, same in rows_by_key(rows, key).items():
        weights = {row.get(value) for row in same}
        weight = next(iter(weights))
        if len(weights) == 1 and isinstance(weight, int | float) and 0 < weight <= LARGEST_WEIGHT:
            found[word] = float(weight)
    return found


def weights_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    key: str,
    value: str,
    criteria: Collection[str],
    percentages: Misconception | None = None,
    unscaled: Misconception | None = None,
) -> Check:
    """Judge whether each criterion has one positive weight and the weights sum to 1: all or nothing.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    weight : float
        Share in the criterion.
    key, value : str
        Columns that hold the criterion and its weight.
    criteria : collection of str
        That must be weighted, and no other.
    percentages, unscaled : Misconception, optional
        Told where the sum is 100, or anything else but 1.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = "Un poids par critère, de somme 1"
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if rows is None:
        return unreadable(answer, label, weight)
    weights = read_weights(rows, key=key, value=value)
    expected = {folded(each): each for each in criteria}
    lacking = [each for word, each in expected.items() if word not in weights]
    excess = [word[:40] for word in rows_by_key(rows, key) if word not in expected]
    if lacking or excess:
        parts = [("sans poids positif unique", lacking), ("qui ne sont pas des critères", excess)]
        message = " ; ".join(f"{title} : {', '.join(items[:12])}" for title, items in parts if items)
        return wrong(label, weight, f"Critères {message}.", advice="Donnez un poids positif à chacun de vos critères.")
    total = sum(weights.values())
    if abs(total - 1) <= SUM_TOLERANCE:
        return right(label, weight, f"{len(weights)} poids, somme {printed(total)}.")
    misconception = percentages if abs(total - 100) <= 100 * SUM_TOLERANCE else unscaled
    message = f"Somme des poids : {printed(total)}, 1 attendu."
    return wrong(label, weight, message, misconception=misconception, advice="Divisez chaque poids par leur somme.")


def share_check(
    weights: Mapping[str, float],
    *,
    label: str,
    weight: float,
    members: Collection[str],
    low: float,
    high: float,
    none: Misconception | None = None,
    outside: Misconception | None = None,
) -> Check:
    """Judge whether some criteria together weigh between two shares of the total.

    Parameters
    ----------
    weights : mapping
        As ``read_weights`` returns them; shares are of their sum, so that a sum that is not 1 costs once.
    label : str
        In French, with the requirement's identifier.
    weight : float
        Share in the criterion.
    members : collection of str
    low, high : float
        Bounds, included.
    none, outside : Misconception, optional
        Told where no member weighs anything, or where the share is out of bounds.
    """
    total = sum(weights.values())
    if not total > 0:
        return wrong(label, weight, "Aucun poids à juger.", advice="Donnez les poids de vos critères.")
    share = sum(weights.get(folded(member), 0.0) for member in members) / total
    received = f"Part de {printed(100 * share, '%')}"
    if low - SHARE_TOLERANCE <= share <= high + SHARE_TOLERANCE:
        return right(label, weight, f"{received} : préférence respectée.")
    misconception = none if share == 0 and none is not None else outside
    return wrong(label, weight, f"{received} : préférence non respectée.", misconception=misconception)


def ratio_check(
    weights: Mapping[str, float],
    *,
    label: str,
    weight: float,
    more: str,
    less: str,
    at_least: float,
    misconception: Misconception | None = None,
) -> Check:
    """Judge whether one criterion weighs at least so many times another; both must be weighted.

    Parameters
    ----------
    weights : mapping
        As ``read_weights`` returns them.
    label, weight, misconception
        As for ``share_check``.
    more, less : str
        The criteria compared.
    at_least : float
    """
    lacking = [each for each in (more, less) if folded(each) not in weights]
    if lacking:
        message = f"Pas de poids pour {' ni '.join(lacking)}."
        return wrong(label, weight, message, advice="Ce critère est demandé par le cahier des charges.")
    ratio = weights[folded(more)] / weights[folded(less)]
    received = f"{more} pèse {printed(ratio)} fois {less}"
    if ratio >= at_least * (1 - SHARE_TOLERANCE):
        return right(label, weight, f"{received} : préférence respectée.")
    return wrong(label, weight, f"{received} : préférence non respectée.", misconception=misconception)
