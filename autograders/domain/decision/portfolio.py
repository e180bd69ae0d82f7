"""Choosing several options under a budget that does not pay for all of them."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..errors import DomainError

MAXIMUM_OPTIONS = 20
# Relative: costs that sum to the budget in another order respect it.
_HAIR = 1e-9

Worth = TypeVar("Worth", float, tuple[float, ...])


@dataclass(frozen=True, kw_only=True)
class Selection(Generic[Worth]):
    """Options that are bought together.

    Parameters
    ----------
    options : frozenset of str
    cost : float
    worth : float or tuple of float
    """

    options: frozenset[str]
    cost: float
    worth: Worth


def affordable(costs: Mapping[str, float], budget: float) -> Iterator[frozenset[str]]:
    """Return all sets of options that a budget pays for, the empty one first.

    Parameters
    ----------
    costs : mapping of float by option
        Not negative.
    budget : float
        In the unit of the costs; reached exactly, it is respected.

    Raises
    ------
    DomainError
        If there are more than 20 options, or a cost is negative.

    Examples
    --------
    >>> [sorted(chosen) for chosen in affordable({"a": 3, "b": 2, "c": 2}, 4)]
    [[], ['a'], ['b'], ['b', 'c'], ['c']]
    """
    if len(costs) > MAXIMUM_OPTIONS:
        raise DomainError(f"{len(costs)} options reçues ; {MAXIMUM_OPTIONS} au plus attendues")
    if wrong := [name for name, cost in costs.items() if not cost >= 0]:
        raise DomainError(f"coût négatif ou absent pour {', '.join(wrong)} ; nombres positifs ou nuls attendus")
    return _affordable(list(costs.items()), budget)


def best_selections(
    costs: Mapping[str, float], budget: float, worth: Callable[[frozenset[str]], Worth]
) -> list[Selection[Worth]]:
    """Return the sets of options of the greatest worth that a budget pays for, and of these the cheapest.

    Every affordable set is tried, so that the worth need not be a sum: options may need or replace each other. What
    takes the options in the order of their worth per euro is not always the best.

    Parameters
    ----------
    costs : mapping of float by option
        Not negative, 20 options at most.
    budget : float
        Not negative.
    worth : callable
        From a set of options to what it is worth: a number, or several of which the first one decides, then the next.
        Options come in any order: ``math.fsum`` gives equal sums for equal sets of figures.

    Returns
    -------
    list of Selection
        More than one where worth and cost are equal.

    Raises
    ------
    DomainError
        If there are more than 20 options, or a cost or the budget is negative.

    Examples
    --------
    >>> worths = {"a": 60, "b": 100, "c": 120}
    >>> best = best_selections({"a": 10, "b": 20, "c": 30}, 50, lambda chosen: sum(worths[name] for name in chosen))
    >>> [(sorted(each.options), each.worth) for each in best]
    [(['b', 'c'], 220)]
    """
    if not budget >= 0:
        raise DomainError(f"budget de {budget:g} reçu ; nombre positif ou nul attendu")
    tried = [
        Selection(options=chosen, cost=math.fsum(costs[name] for name in chosen), worth=worth(chosen))
        for chosen in affordable(costs, budget)
    ]
    greatest = max(each.worth for each in tried)
    best = [each for each in tried if each.worth == greatest]
    least = min(each.cost for each in best)
    return [each for each in best if each.cost == least]


def _affordable(options: list[tuple[str, float]], budget: float) -> Iterator[frozenset[str]]:
    if budget >= 0:
        yield frozenset()
    for rank, (name, cost) in enumerate(options):
        # A hair of tolerance, so that a budget reached exactly is respected.
        if cost <= budget * (1 + _HAIR):
            for others in _affordable(options[rank + 1 :], max(budget - cost, 0.0)):
                yield others | {name}
