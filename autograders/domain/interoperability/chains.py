"""Levels beyond one exchange: of a chain, of the best route between two systems, of all that is exchanged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from ..errors import DomainError
from .levels import Level


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What one system sends to another, and the level at which it does.

    Parameters
    ----------
    code, source, target : str
    level : Level
    """

    code: str
    source: str
    target: str
    level: Level


def chain_level(exchanges: Iterable[Exchange], systems: Sequence[str]) -> Level:
    """Return the level of a chain of systems: that of its lowest exchange.

    Where two systems exchange in several ways, the best of these counts.

    Parameters
    ----------
    exchanges : iterable of Exchange
    systems : sequence of str
        From the first to the last, two at least.

    Raises
    ------
    DomainError
        If there are fewer than two, or one sends nothing to the next.

    Examples
    --------
    >>> held = [
    ...     Exchange(code="E1", source="A", target="B", level=Level(3)),
    ...     Exchange(code="E2", source="B", target="C", level=Level(1)),
    ... ]
    >>> chain_level(held, ["A", "B", "C"])
    <Level.DOCUMENTED_DATA: 1>
    """
    best = _best_between(exchanges)
    if len(systems) < 2:
        raise DomainError(f"chaîne de {len(systems)} système reçue ; deux au moins attendus")
    if broken := [f"{one} → {other}" for one, other in pairwise(systems) if (one, other) not in best]:
        raise DomainError(f"aucun échange {', '.join(broken)} ; donner une chaîne dont chaque maillon existe")
    return min(best[pair] for pair in pairwise(systems))


def best_routes(exchanges: Iterable[Exchange], source: str, target: str) -> tuple[Level, list[tuple[str, ...]]]:
    """Return the highest level of a route from one system to another, and all the routes that reach it.

    The level of a route is that of its lowest exchange; the best is the widest path of graphs (Hu, 1961). A longer
    route may be better than the direct exchange.

    Parameters
    ----------
    exchanges : iterable of Exchange
    source, target : str
        Two systems.

    Returns
    -------
    Level
    list of tuple of str
        The systems along each route, none of them twice; the shortest first, then by name.

    Raises
    ------
    DomainError
        If no route joins them, or both are the same.

    Examples
    --------
    >>> held = [
    ...     Exchange(code="E1", source="A", target="C", level=Level(1)),
    ...     Exchange(code="E2", source="A", target="B", level=Level(3)),
    ...     Exchange(code="E3", source="B", target="C", level=Level(2)),
    ... ]
    >>> best_routes(held, "A", "C")
    (<Level.ALIGNED_STATIC_DATA: 2>, [('A', 'B', 'C')])
    """
    if source == target:
        raise DomainError(f"deux fois le système « {source} » reçu ; deux systèmes distincts attendus")
    best = _best_between(exchanges)
    for level in sorted(set(best.values()), reverse=True):
        graph = nx.DiGraph(pair for pair, held in best.items() if held >= level)
        if source in graph and target in graph and nx.has_path(graph, source, target):
            routes = map(tuple, nx.all_simple_paths(graph, source, target))
            return level, sorted(routes, key=lambda route: (len(route), route))
    raise DomainError(f"aucune suite d’échanges de « {source} » à « {target} » ; vérifier les noms et les sens")


def shares_by_level(exchanges: Iterable[Exchange], volumes: Mapping[str, float]) -> dict[Level, float]:
    """Return which share of the exchanged volume goes through each level: a distribution, never a mean.

    Parameters
    ----------
    exchanges : iterable of Exchange
    volumes : mapping of float by code
        In one unit, not negative.

    Returns
    -------
    dict of float by Level
        For all five levels; they sum to 1.

    Raises
    ------
    DomainError
        If an exchange has no volume, one is negative, or they sum to nothing.

    Examples
    --------
    >>> held = [
    ...     Exchange(code="E1", source="A", target="B", level=Level(3)),
    ...     Exchange(code="E2", source="B", target="C", level=Level(1)),
    ... ]
    >>> {int(level): share for level, share in shares_by_level(held, {"E1": 30, "E2": 10}).items() if share}
    {1: 0.25, 3: 0.75}
    """
    given = list(exchanges)
    if missing := [each.code for each in given if not volumes.get(each.code, -1) >= 0]:
        raise DomainError(f"volume absent ou négatif pour {', '.join(missing)} ; nombres positifs ou nuls attendus")
    total = sum(volumes[each.code] for each in given)
    if not total > 0:
        raise DomainError("aucun volume échangé reçu ; un au moins, positif, attendu")
    return {level: sum(volumes[each.code] for each in given if each.level == level) / total for level in Level}


def _best_between(exchanges: Iterable[Exchange]) -> dict[tuple[str, str], Level]:
    best: dict[tuple[str, str], Level] = {}
    for each in exchanges:
        pair = (each.source, each.target)
        best[pair] = max(best.get(pair, each.level), each.level)
    return best
