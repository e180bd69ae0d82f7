"""The firm's network: sites, equipment and links, what each site needs of it, and links that can be bought."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise

import networkx as nx
import numpy as np

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
RATES_MBPS = (20, 30, 50, 80, 100, 150, 200, 300, 500, 800, 1000, 2000)
MONTHS = 36
DRAWS_AT_MOST = 400


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


def draw_network(required: Mapping[str, float], rng: np.random.Generator) -> Network:
    """Return a network with overloaded links and weak points, and a budget about as high as the cheapest full repair.

    One set of options alone is the best, and it holds several.
    """
    for _ in range(DRAWS_AT_MOST):
        lines = _draw_lines(required, rng)
        options = _draw_options(lines, required, rng)
        before = worth(lines, required)
        if not 1 <= len(before.overloaded) <= 3:
            continue
        everything = sum(option.line.cost_eur for option in options)
        repair = best_options(Network(lines=lines, options=options, budget_eur=everything), required)[0]
        full = sum(option.line.cost_eur for option in repair)
        budget = 100 * math.ceil(full * float(rng.uniform(0.75, 1.06)) / 100)
        network = Network(lines=lines, options=options, budget_eur=budget)
        best = best_options(network, required)
        if len(best) == 1 and len(best[0]) > 1 and worth(upgraded(lines, best[0]), required).rank < before.rank:
            return network
    raise RuntimeError(f"no instructive network in {DRAWS_AT_MOST} draws: mend the ranges of network.py")


def upgraded(lines: Iterable[Line], options: Iterable[Option]) -> tuple[Line, ...]:
    """Return links with those of some options in place of theirs or beside them."""
    return tuple(({line.name: line for line in lines} | {each.line.name: each.line for each in options}).values())


def best_options(network: Network, required: Mapping[str, float]) -> list[tuple[Option, ...]]:
    """Return the affordable sets of options of the best worth and, among these, of the lowest cost."""
    subsets = chain.from_iterable(combinations(network.options, count) for count in range(len(network.options) + 1))
    ranked = [
        ((*worth(upgraded(network.lines, chosen), required).rank, cost), chosen)
        for chosen in subsets
        if (cost := sum(option.line.cost_eur for option in chosen)) <= network.budget_eur
    ]
    best = min(rank for rank, _ in ranked)
    return [chosen for rank, chosen in ranked if rank == best]


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
    graph = nx.Graph()
    for line in sorted(lines, key=lambda each: -each.latency_ms):
        graph.add_edge(*line.ends, name=line.name, weight=line.latency_ms)
    nodes = nx.dijkstra_path(graph, site, HOST)
    return [graph.edges[pair]["name"] for pair in pairwise(nodes)]


def weak_points(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the nodes, then the links, that alone separate the terminals; a terminal separates itself from none."""
    nodes = [node for node in NODES if not _joined(lines, set(TERMINALS) - {node}, node)]
    links = [line.name for line in lines if not _joined([each for each in lines if each != line], set(TERMINALS))]
    return (*nodes, *links)


def cut_pairs(lines: Sequence[Line], source: str) -> list[list[str]]:
    """Return the smallest sets of one or two links whose failure separates a site from the host."""
    found: list[list[str]] = []
    names = [line.name for line in lines]
    for failed in chain(combinations(names, 1), combinations(names, 2)):
        left = [line for line in lines if line.name not in failed]
        if not any(set(each) <= set(failed) for each in found) and not _joined(left, {source, HOST}):
            found.append(list(failed))
    return found


def _joined(lines: Iterable[Line], wanted: set[str], failed: str = "") -> bool:
    neighbours: dict[str, set[str]] = {}
    for line in lines:
        if failed not in line.ends:
            one, other = line.ends
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
    reached, frontier = set(), [next(iter(sorted(wanted)))]
    while frontier:
        node = frontier.pop()
        if node not in reached:
            reached.add(node)
            frontier.extend(neighbours.get(node, ()))
    return wanted <= reached


def _draw_lines(required: Mapping[str, float], rng: np.random.Generator) -> tuple[Line, ...]:
    """Return the present links: the second agency hangs on the head office or on the first agency."""
    hung = "RTR" if rng.random() < 0.6 else "AG1"
    behind = {"SIE": required["SIE"], "AG1": required["AG1"]}
    behind["SIE" if hung == "RTR" else "AG1"] += required["AG2"]
    tight = [_near(load * float(rng.uniform(0.55, 1.9))) for load in (behind["SIE"], behind["AG1"], required["AG2"])]
    ample = _near(3 * sum(required.values()))
    return (
        _line("L01", ("SIE", "RTR"), max(_near(4 * behind["SIE"]), 1000), 0.5, 0, rng),
        _line("L02", ("RTR", "OP1"), tight[0], 4.0, 1, rng),
        _line("L03", ("OP1", HOST), ample, 3.0, 1, rng),
        _line("L04", ("AG1", "OP1"), tight[1], 6.0, 1, rng),
        _line("L05", ("AG2", hung), tight[2], 7.0, 1, rng),
        _line("L06", ("OP1", "INT"), ample, 5.0, 1, rng),
        _line("L07", ("PAR", "INT"), _near(2 * required["PAR"] + 20), 9.0, 1, rng),
        _line("L08", ("INT", HOST), ample, 8.0, 1, rng),
        _line("L09", ("OP2", HOST), ample, 4.0, 1, rng),
    )


def _draw_options(lines: Sequence[Line], required: Mapping[str, float], rng: np.random.Generator) -> tuple[Option, ...]:
    held = {line.name: line for line in lines}
    wider = [
        _line(name, held[name].ends, _near(held[name].capacity_mbps * factor), held[name].latency_ms, 1, rng)
        for name, factor in (("L02", 2.5), ("L04", 3.0), ("L05", 3.0))
    ]
    added = [
        _line("L10", ("SIE", "OP2"), _near(2 * required["SIE"]), 5.0, 1, rng),
        _line("L11", ("AG1", "OP2"), _near(2 * required["AG1"]), 9.0, 1, rng),
        _line("L12", ("AG2", "OP2"), _near(2 * required["AG2"]), 6.0, 1, rng),
        _line("L13", ("AG2", "INT"), _near(0.6 * required["AG2"]), 28.0, 0.4, rng),
        _line("L14", ("RTR", "OP2"), _near(2 * required["SIE"]), 5.0, 0.8, rng),
    ]
    offered = [*wider, *added]
    return tuple(
        Option(code=f"U{rank}", line=replace(offered[index], setup_eur=50 * int(rng.integers(10, 60))))
        for rank, index in enumerate(rng.permutation(len(offered)).tolist(), start=1)
    )


def _line(
    name: str, ends: tuple[str, str], capacity: int, latency: float, price: float, rng: np.random.Generator
) -> Line:
    monthly = 5 * round(price * float(rng.uniform(0.85, 1.15)) * (60 + 9 * capacity**0.6) / 5)
    # Within a building a cable has no rent.
    delay = latency if latency < 1 else round(latency * float(rng.uniform(0.8, 1.3)), 1)
    return Line(name=name, ends=ends, capacity_mbps=capacity, latency_ms=delay, setup_eur=0, monthly_eur=monthly)


def _near(rate_mbps: float) -> int:
    return min(RATES_MBPS, key=lambda each: abs(np.log(each / max(rate_mbps, 1.0))))
