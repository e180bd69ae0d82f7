"""The firm's network: sites, equipment and links, what each site needs, and what links that are bought are worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, pairwise

import networkx as nx

from .firm import Firm

NODES = {
    "SIE": "siège de Sarvigny",
    "AG1": "agence de Lestrade",
    "AG2": "agence de Port-Armel",
    "RTR": "routeur du siège",
    "OP1": "point d’accès de l’opérateur historique",
    "OP2": "point d’accès du second opérateur",
    "INT": "accès internet",
    "PAR": "partenaires",
    "HEB": "hébergeur, où se trouve l’EDC",
}
HOST = "HEB"
SITES = ("SIE", "AG1", "AG2", "PAR")
# What must reach each other; partners come over the public internet and are not counted.
TERMINALS = ("SIE", "AG1", "AG2", HOST)
MONTHS = 36


@dataclass(frozen=True, kw_only=True)
class Line:
    """A link, the same in both directions.

    Parameters
    ----------
    name : str
    ends : pair of str
    capacity_mbps, latency_ms : float
        Latency of one way.
    setup_eur, monthly_eur : int, €
    """

    name: str
    ends: tuple[str, str]
    capacity_mbps: int
    latency_ms: float
    setup_eur: int
    monthly_eur: int

    @property
    def cost_eur(self) -> int:
        """Over the length of the contract."""
        return self.setup_eur + MONTHS * self.monthly_eur


@dataclass(frozen=True, kw_only=True)
class Option:
    """A link that can be bought: it replaces the one of the same name, or is added.

    Parameters
    ----------
    code : str
    line : Line
    """

    code: str
    line: Line


@dataclass(frozen=True, kw_only=True)
class Network:
    """Links, options and the budget.

    Parameters
    ----------
    lines : tuple of Line
    options : tuple of Option
    budget_eur : int
    """

    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    budget_eur: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A set of options and what it leaves.

    Parameters
    ----------
    options : tuple of Option
    strains : tuple of float
        Of each link that carries something, its load over its rate.
    weak_points : int
    cost_eur : int
    """

    options: tuple[Option, ...]
    strains: tuple[float, ...]
    weak_points: int
    cost_eur: int

    def rank(self, factor: float = 1.0) -> tuple[int, int, int]:
        """Return overloaded links, weak points and cost were all loads so many times as high; less is better."""
        return sum(factor * strain > 1 for strain in self.strains), self.weak_points, self.cost_eur


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a network is worth: less is better, the first figure first.

    Parameters
    ----------
    overloaded : tuple of str
        Links that carry more than they can.
    weak_points : tuple of str
        Nodes and links that alone separate the terminals.
    """

    overloaded: tuple[str, ...]
    weak_points: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """For comparison."""
        return len(self.overloaded), len(self.weak_points)


def required_mbps(firm: Firm, busy_gb: Mapping[str, float], terms: Mapping[str, float]) -> dict[str, float]:
    """Return what each site needs towards the host, [8·V/(3600·η) + n·d]·(1 + g)ʰ.

    Parameters
    ----------
    firm : Firm
    busy_gb : mapping of float by site, GB
        Over the line in the busy hour.
    terms : mapping
        Efficiency, rate of a session, growth and horizon.
    """
    growth = (1 + terms["traffic_growth_percent"] / 100) ** terms["network_horizon_years"]
    efficiency = terms["link_efficiency_percent"] / 100
    return {
        site: (8000 * busy_gb[site] / (3600 * efficiency) + firm.concurrent(site) * terms["session_mbps"]) * growth
        for site in SITES
    }


def upgraded(lines: Iterable[Line], options: Iterable[Option]) -> tuple[Line, ...]:
    """Return links with those of some options in place of theirs or beside them."""
    return tuple(({line.name: line for line in lines} | {each.line.name: each.line for each in options}).values())


def best_options(network: Network, required: Mapping[str, float]) -> list[tuple[Option, ...]]:
    """Return the affordable sets of options of the best worth and, among these, of the lowest cost."""
    affordable = [
        each for each in choices(network.lines, network.options, required) if each.cost_eur <= network.budget_eur
    ]
    best = min(each.rank() for each in affordable)
    return [each.options for each in affordable if each.rank() == best]


def choices(lines: Sequence[Line], options: Sequence[Option], required: Mapping[str, float]) -> tuple[Choice, ...]:
    """Return all sets of options, the empty one first, with what each leaves."""
    return tuple(
        Choice(
            options=chosen,
            strains=strains(upgraded(lines, chosen), required),
            weak_points=len(weak_points(upgraded(lines, chosen))),
            cost_eur=sum(option.line.cost_eur for option in chosen),
        )
        for chosen in chain.from_iterable(combinations(options, count) for count in range(len(options) + 1))
    )


def strains(lines: Sequence[Line], required: Mapping[str, float]) -> tuple[float, ...]:
    """Return the load over the rate of each link that carries something."""
    loads = loads_mbps(lines, required)
    return tuple(loads[line.name] / line.capacity_mbps for line in lines if loads[line.name])


def worth(lines: Sequence[Line], required: Mapping[str, float]) -> Worth:
    """Return what a network is worth."""
    loads = loads_mbps(lines, required)
    return Worth(
        overloaded=tuple(line.name for line in lines if loads[line.name] > line.capacity_mbps),
        weak_points=weak_points(lines),
    )


def loads_mbps(lines: Sequence[Line], required: Mapping[str, float]) -> dict[str, float]:
    """Return what each link carries when each site takes the way of the lowest latency."""
    loads = dict.fromkeys((line.name for line in lines), 0.0)
    for site, rate in required.items():
        for name in fastest_way(lines, site):
            loads[name] += rate
    return loads


def fastest_way(lines: Iterable[Line], site: str) -> list[str]:
    """Return the links of the way of the lowest latency from a site to the host."""
    return list(_fastest_way(tuple((line.name, line.ends, line.latency_ms) for line in lines), site))


# Of a thousand sets of options, most change no more than rates.
@lru_cache(maxsize=4096)
def _fastest_way(links: tuple[tuple[str, tuple[str, str], float], ...], site: str) -> tuple[str, ...]:
    graph = nx.Graph()
    for name, ends, latency_ms in sorted(links, key=lambda each: -each[2]):
        graph.add_edge(*ends, name=name, weight=latency_ms)
    nodes = nx.dijkstra_path(graph, site, HOST)
    return tuple(graph.edges[pair]["name"] for pair in pairwise(nodes))


def weak_points(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the nodes, then the links, that alone separate the terminals; a terminal separates itself from none."""
    return _weak_points(tuple((line.name, line.ends) for line in lines))


@lru_cache(maxsize=1024)
def _weak_points(links: tuple[tuple[str, tuple[str, str]], ...]) -> tuple[str, ...]:
    ends = [pair for _, pair in links]
    nodes = [node for node in NODES if not _joined(ends, set(TERMINALS) - {node}, node)]
    alone = [
        name for place, (name, _) in enumerate(links) if not _joined(ends[:place] + ends[place + 1 :], set(TERMINALS))
    ]
    return (*nodes, *alone)


def cut_pairs(lines: Sequence[Line], source: str) -> list[list[str]]:
    """Return the smallest sets of one or two links whose failure separates a site from the host."""
    found: list[list[str]] = []
    names = [line.name for line in lines]
    for failed in chain(combinations(names, 1), combinations(names, 2)):
        left = [line.ends for line in lines if line.name not in failed]
        if not any(set(each) <= set(failed) for each in found) and not _joined(left, {source, HOST}):
            found.append(list(failed))
    return found


def _joined(links: Iterable[tuple[str, str]], wanted: set[str], failed: str = "") -> bool:
    neighbours: dict[str, set[str]] = {}
    for one, other in links:
        if failed not in (one, other):
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
    reached, frontier = set(), [next(iter(sorted(wanted)))]
    while frontier:
        node = frontier.pop()
        if node not in reached:
            reached.add(node)
            frontier.extend(neighbours.get(node, ()))
    return wanted <= reached
