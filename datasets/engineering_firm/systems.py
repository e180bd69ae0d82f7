"""The software systems of the firm and the exchanges between them, with the level planted in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np

LEVELS = range(5)
DRAWS_AT_MOST = 5000


@dataclass(frozen=True, kw_only=True)
class System:
    """A software system; fictional.

    Parameters
    ----------
    code, name, use : str
    outside : bool
        Whether it belongs to a partner.
    """

    code: str
    name: str
    use: str
    outside: bool = False


@dataclass(frozen=True, kw_only=True)
class Link:
    """An exchange from one system to another.

    Parameters
    ----------
    code, source, target : str
    level : int
        0 to 4, as planted.
    """

    code: str
    source: str
    target: str
    level: int


CORE = (
    System(code="MOD", name="Arkaline", use="modélisation"),
    System(code="STR", name="Portik", use="calcul de structure"),
    System(code="CVC", name="Ventoria", use="calcul des fluides"),
    System(code="COO", name="Croizée", use="coordination des maquettes"),
    System(code="EDC", name="Communis", use="environnement de données commun (EDC)"),
    System(code="GMA", name="Mainta", use="gestion de la maintenance, chez le maître d’ouvrage", outside=True),
)
FURTHER = (
    System(code="MET", name="Métrix", use="métrés et économie"),
    System(code="PLN", name="Jalonix", use="planification des travaux"),
    System(code="GED", name="Archiva", use="gestion documentaire de l’entreprise de travaux", outside=True),
)
ENDS = (
    ("MOD", "STR"),
    ("MOD", "CVC"),
    ("MOD", "COO"),
    ("STR", "COO"),
    ("CVC", "COO"),
    ("MOD", "EDC"),
    ("COO", "EDC"),
    ("EDC", "GMA"),
)
FURTHER_ENDS = {"MET": ("MOD", "MET"), "PLN": ("COO", "PLN"), "GED": ("EDC", "GED")}
CHAIN = ("MOD", "STR", "COO", "EDC", "GMA")
ROUTE = ("MOD", "EDC")


def draw_systems(rng: np.random.Generator) -> tuple[System, ...]:
    """Return six to nine systems."""
    kept = rng.permutation(len(FURTHER))[: int(rng.integers(len(FURTHER) + 1))]
    return (*CORE, *(FURTHER[index] for index in sorted(kept.tolist())))


def draw_links(systems: Sequence[System], rng: np.random.Generator) -> tuple[Link, ...]:
    """Return the exchanges: each level is there, and one way alone from modelling to the EDC is the best.

    The direct exchange is not that way, and the best way is worth at least level 2.
    """
    codes = {system.code for system in systems}
    ends = [*ENDS, *(pair for code, pair in FURTHER_ENDS.items() if code in codes)]
    for _ in range(DRAWS_AT_MOST):
        drawn = [*LEVELS, *rng.integers(1, 4, len(ends) - len(LEVELS)).tolist()]
        links = tuple(
            Link(code=f"E{rank:02d}", source=source, target=target, level=level)
            for rank, ((source, target), level) in enumerate(
                zip(ends, rng.permutation(drawn).tolist(), strict=True), start=1
            )
        )
        best, routes = best_routes(links, *ROUTE)
        if best >= 2 and len(routes) == 1 and len(routes[0]) > 2 and chain_level(links, CHAIN) < best:
            return links
    raise RuntimeError(f"no instructive levels in {DRAWS_AT_MOST} draws: mend the ends of systems.py")


def chain_level(links: Iterable[Link], chain: Sequence[str]) -> int:
    """Return the level of a chain of systems: that of its lowest exchange."""
    level = {(link.source, link.target): link.level for link in links}
    return min(level[pair] for pair in pairwise(chain))


def best_routes(links: Iterable[Link], source: str, target: str) -> tuple[int, list[list[str]]]:
    """Return the highest level of a route between two systems, and the routes that reach it."""
    links = tuple(links)
    graph = nx.DiGraph((link.source, link.target) for link in links)
    levels = [(chain_level(links, route), route) for route in nx.all_simple_paths(graph, source, target)]
    best = max(level for level, _ in levels)
    return best, [route for level, route in levels if level == best]


def shares_by_level(links: Iterable[Link], volumes: Mapping[str, float]) -> dict[str, float]:
    """Return which share of the exchanged volume goes through exchanges of each level.

    Parameters
    ----------
    links : iterable of Link
    volumes : mapping of float by exchange
    """
    links = tuple(links)
    total = sum(volumes[link.code] for link in links)
    return {str(level): sum(volumes[link.code] for link in links if link.level == level) / total for level in LEVELS}


def draw_probes(rng: np.random.Generator, count: int = 6) -> list[dict[str, object]]:
    """Return graphs on which a function that seeks the best route is tried, for the graders alone.

    Each has one best route, and it is not the one with the highest sum or mean of levels in all of them.
    """
    probes: list[dict[str, object]] = []
    while len(probes) < count:
        nodes = [f"S{rank}" for rank in range(1, int(rng.integers(5, 8)))]
        pairs = [(one, other) for one in nodes for other in nodes if one != other]
        chosen = [pairs[index] for index in rng.permutation(len(pairs))[: 2 * len(nodes)].tolist()]
        links = tuple(
            Link(code=f"L{rank:02d}", source=source, target=target, level=int(rng.integers(0, 5)))
            for rank, (source, target) in enumerate(chosen, start=1)
        )
        graph = nx.DiGraph(chosen)
        if not (nodes[0] in graph and nodes[-1] in graph and nx.has_path(graph, nodes[0], nodes[-1])):
            continue
        level, routes = best_routes(links, nodes[0], nodes[-1])
        if len(routes) == 1 and len(routes[0]) > 2:
            edges = [[link.source, link.target, link.level] for link in links]
            probes.append({"edges": edges, "source": nodes[0], "target": nodes[-1], "level": level, "route": routes[0]})
    return probes
