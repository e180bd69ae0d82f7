"""Routes through exchanges that have a direction: their level, the best there is, what is wrong with one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import networkx as nx

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded
from autograders.domain.errors import DomainError
from autograders.domain.interoperability import Exchange, Level, best_routes

from .own import MISTAKES

Link = tuple[str, str, int]


def route_of(rows: Iterable[Row]) -> list[str] | None:
    """Return the systems in the order of their steps, folded; ``None`` where the steps are not 1, 2, 3 and so on.

    Examples
    --------
    >>> route_of([{"step": 2, "system": "EDC"}, {"step": 1, "system": "MOD "}])
    ['mod', 'edc']
    """
    ordered = sorted(rows, key=lambda row: int(row["step"]))
    if [int(row["step"]) for row in ordered] != list(range(1, len(ordered) + 1)):
        return None
    return [folded(row["system"]) for row in ordered]


def level_of_route(route: Sequence[str], links: Iterable[Link]) -> int | None:
    """Return the level of a route, or ``None`` where an exchange lacks along it.

    Examples
    --------
    >>> level_of_route(["a", "b"], [("A", "B", 2)]), level_of_route(["b", "a"], [("A", "B", 2)])
    (2, None)
    """
    best: dict[tuple[str, str], int] = {}
    for one, other, level in links:
        pair = (folded(one), folded(other))
        best[pair] = max(best.get(pair, level), level)
    steps = list(pairwise(route))
    return min(best[step] for step in steps) if steps and all(step in best for step in steps) else None


def best_level(links: Iterable[Link], source: str, target: str) -> int | None:
    """Return the level of the best route, or ``None`` where there is none."""
    exchanges = [
        Exchange(code=f"L{rank}", source=one, target=other, level=Level(level))
        for rank, (one, other, level) in enumerate(links)
    ]
    try:
        return int(best_routes(exchanges, source, target)[0])
    except DomainError:
        return None


def route_slip(
    found: Sequence[str] | None, links: Sequence[Link], source: str, target: str, best: int | None
) -> Slip | None:
    """Return what is wrong with a route."""
    if best is None:
        return None if found == [] else Slip("une route est rendue là où il n’y en a pas")
    if not found:
        return Slip("aucune route, ou des rangs qui ne se suivent pas de 1 en 1")
    ends = folded(source), folded(target)
    if (found[0], found[-1]) != ends:
        return Slip("la route ne va pas du départ à l’arrivée")
    level = level_of_route(found, links)
    if level is None:
        against = level_of_route(found, [*links, *((other, one, each) for one, other, each in links)]) is not None
        return Slip(
            "un échange de la route n’existe pas dans ce sens", MISTAKES["direction-ignored"] if against else None
        )
    if level == best:
        return None
    fewest = len(nx.shortest_path(nx.DiGraph((folded(one), folded(other)) for one, other, _ in links), *ends))
    slip = "shortest-route" if len(found) == fewest else "sum-of-levels"
    return Slip("une autre route a son échange le plus bas plus haut", MISTAKES[slip])
