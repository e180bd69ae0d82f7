"""What a network carries: the most between two nodes, and the load that demands put on each link."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from ..errors import DomainError
from .topology import require_nodes


@dataclass(frozen=True, kw_only=True)
class Bottleneck:
    """The most that goes from one node to another, and the links that stop it.

    Parameters
    ----------
    rate_mbps : float, Mb/s
    links : frozenset of str
        A minimum cut: their capacities sum to the rate.
    """

    rate_mbps: float
    links: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Route:
    """A way through the network.

    Parameters
    ----------
    nodes, links : tuple of str
        From the source to the target.
    latency_ms : float, ms
        One way.
    """

    nodes: tuple[str, ...]
    links: tuple[str, ...]
    latency_ms: float


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A rate that has to go from one node to another in the busy hour.

    Parameters
    ----------
    source, target : str
    rate_mbps : float, Mb/s
    """

    source: str
    target: str
    rate_mbps: float


def bottleneck(network: nx.MultiGraph, source: str, target: str) -> Bottleneck:
    """Return the most that goes from one node to another over all ways at once (Ford and Fulkerson, 1956).

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    source, target : str
        Two nodes.

    Raises
    ------
    DomainError
        If a node is unknown, or both are the same.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> def link(name, capacity_mbps, *ends):
    ...     return Link(name=name, ends=ends, capacity_mbps=capacity_mbps, latency_ms=5)
    >>> links = [link("L1", 300, "A", "B"), link("L2", 200, "A", "B"), link("L3", 400, "B", "C")]
    >>> bottleneck(network_from_links(["A", "B", "C"], links), "A", "C")
    Bottleneck(rate_mbps=400, links=frozenset({'L3'}))
    """
    require_nodes(network, source, target)
    if source == target:
        raise DomainError(f"deux fois le nœud « {source} » reçu ; deux nœuds distincts attendus")
    pipes = nx.Graph()
    pipes.add_nodes_from(network)
    for one, other, data in network.edges(data=True):
        held = pipes.get_edge_data(one, other, {"capacity": 0})["capacity"]
        pipes.add_edge(one, other, capacity=held + data["capacity_mbps"])
    rate_mbps, (near, _) = nx.minimum_cut(pipes, source, target)
    return Bottleneck(
        rate_mbps=rate_mbps,
        links=frozenset(name for one, other, name in network.edges(keys=True) if (one in near) != (other in near)),
    )


def fastest_route(network: nx.MultiGraph, source: str, target: str) -> Route:
    """Return the way of the lowest latency (Dijkstra, 1959); latencies of links add.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    source, target : str

    Raises
    ------
    DomainError
        If a node is unknown, or no way joins them.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> def link(name, latency_ms, *ends):
    ...     return Link(name=name, ends=ends, capacity_mbps=100, latency_ms=latency_ms)
    >>> links = [link("L1", 30, "A", "C"), link("L2", 12, "A", "B"), link("L3", 9, "B", "C")]
    >>> fastest_route(network_from_links(["A", "B", "C"], links), "A", "C")
    Route(nodes=('A', 'B', 'C'), links=('L2', 'L3'), latency_ms=21)
    """
    require_nodes(network, source, target)
    try:
        nodes = nx.dijkstra_path(network, source, target, weight="latency_ms")
    except nx.NetworkXNoPath:
        raise DomainError(f"aucun chemin de « {source} » à « {target} » ; ajouter un lien") from None
    hops = [_fastest_link(network, one, other) for one, other in pairwise(nodes)]
    return Route(
        nodes=tuple(nodes), links=tuple(name for name, _ in hops), latency_ms=sum(latency for _, latency in hops)
    )


def link_loads_mbps(network: nx.MultiGraph, demands: Iterable[Demand]) -> dict[str, float]:
    """Return what demands put on each link in the direction that carries more.

    Convention of ours: each demand takes the way of the lowest latency, undivided.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    demands : iterable of Demand

    Returns
    -------
    dict of float by link, Mb/s
        0 for links that carry nothing.

    Raises
    ------
    DomainError
        If a node is unknown, or no way joins two of them.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> links = [Link(name="L1", ends=("A", "B"), capacity_mbps=100, latency_ms=5)]
    >>> demands = [Demand(source="A", target="B", rate_mbps=40), Demand(source="B", target="A", rate_mbps=70)]
    >>> link_loads_mbps(network_from_links(["A", "B"], links), demands)
    {'L1': 70.0}
    """
    carried: defaultdict[tuple[str, str], float] = defaultdict(float)
    for demand in demands:
        route = fastest_route(network, demand.source, demand.target)
        for node, name in zip(route.nodes, route.links, strict=False):
            carried[name, node] += demand.rate_mbps
    return {name: max(carried[name, one], carried[name, other]) for one, other, name in network.edges(keys=True)}


def overloaded_links(network: nx.MultiGraph, demands: Iterable[Demand]) -> dict[str, float]:
    """Return the links on which demands put more than their capacity, with load over capacity.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    demands : iterable of Demand
        Overheads included: the rates of ``required_rate_mbps``.

    Raises
    ------
    DomainError
        If a node is unknown, or no way joins two of them.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> links = [Link(name="L1", ends=("A", "B"), capacity_mbps=100, latency_ms=5)]
    >>> overloaded_links(network_from_links(["A", "B"], links), [Demand(source="A", target="B", rate_mbps=150)])
    {'L1': 1.5}
    """
    loads = link_loads_mbps(network, demands)
    ratios = {name: loads[name] / data["capacity_mbps"] for _, _, name, data in network.edges(keys=True, data=True)}
    return {name: ratio for name, ratio in ratios.items() if ratio > 1}


def _fastest_link(network: nx.MultiGraph, one: str, other: str) -> tuple[str, float]:
    return min(
        ((name, data["latency_ms"]) for name, data in network[one][other].items()), key=lambda link: (link[1], link[0])
    )
