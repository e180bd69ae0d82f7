"""A network as a graph: equipment and sites are nodes, links have a capacity and a latency.

Several links may join the same two nodes: the graph is a multigraph, in which a second link is not lost and redundancy
shows.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from autograders.candidate.errors import Fault, FaultsError

from ..errors import DomainError

_WHERE = "réseau"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link between two nodes, the same in both directions at once (full duplex).

    Parameters
    ----------
    name : str
    ends : tuple of two str
    capacity_mbps : float, Mb/s
        In each direction; positive.
    latency_ms : float, ms
        One way; not negative.
    """

    name: str
    ends: tuple[str, str]
    capacity_mbps: float
    latency_ms: float


def network_from_links(nodes: Sequence[str], links: Iterable[Link]) -> nx.MultiGraph:
    """Return the graph of a network; its edges have the names of the links as keys.

    Parameters
    ----------
    nodes : sequence of str
    links : iterable of Link

    Returns
    -------
    networkx.MultiGraph
        With ``capacity_mbps`` and ``latency_ms`` on its edges.

    Raises
    ------
    FaultsError
        With all names that come twice, unknown ends, links from a node to itself and figures out of range.

    Examples
    --------
    >>> link = Link(name="L1", ends=("siège", "agence"), capacity_mbps=500, latency_ms=8)
    >>> network_from_links(["siège", "agence"], [link]).number_of_edges()
    1
    """
    given = list(links)
    if faults := list(_faults(nodes, given)):
        raise FaultsError(faults)
    network = nx.MultiGraph()
    network.add_nodes_from(nodes)
    for link in given:
        network.add_edge(*link.ends, key=link.name, capacity_mbps=link.capacity_mbps, latency_ms=link.latency_ms)
    return network


def links_of(network: nx.MultiGraph) -> list[Link]:
    """Return the links of a network.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.

    Examples
    --------
    >>> link = Link(name="L1", ends=("siège", "agence"), capacity_mbps=500, latency_ms=8)
    >>> links_of(network_from_links(["siège", "agence"], [link])) == [link]
    True
    """
    return [
        Link(name=name, ends=(one, other), capacity_mbps=data["capacity_mbps"], latency_ms=data["latency_ms"])
        for one, other, name, data in network.edges(keys=True, data=True)
    ]


def without(network: nx.MultiGraph, failed: Iterable[str]) -> nx.MultiGraph:
    """Return what is left of a network when nodes and links fail; a node takes its links with it.

    Parameters
    ----------
    network : networkx.MultiGraph
    failed : iterable of str
        Names of nodes and links.

    Examples
    --------
    >>> links = [Link(name=f"L{rank}", ends=("A", "B"), capacity_mbps=100, latency_ms=5) for rank in (1, 2)]
    >>> network = network_from_links(["A", "B"], links)
    >>> [link.name for link in links_of(without(network, ["L1"]))], links_of(without(network, ["A"]))
    (['L2'], [])
    """
    gone = set(failed)
    left = nx.MultiGraph()
    left.add_nodes_from(node for node in network if node not in gone)
    left.add_edges_from(
        (one, other, name, data)
        for one, other, name, data in network.edges(keys=True, data=True)
        if not gone & {one, other, name}
    )
    return left


def require_nodes(network: nx.MultiGraph, *nodes: str) -> None:
    """Refuse names that are no nodes of a network."""
    if unknown := [node for node in nodes if node not in network]:
        raise DomainError(f"nœuds inconnus : {', '.join(map(str, unknown))} ; donner des nœuds du réseau")


def _faults(nodes: Sequence[str], links: Sequence[Link]) -> Iterator[Fault]:
    for name, times in Counter([*nodes, *(link.name for link in links)]).items():
        if times > 1:
            yield Fault(_WHERE, name, f"nom donné {times} fois.", "Donner à chaque nœud et à chaque lien son nom.")
    known = set(nodes)
    for link in links:
        for end in link.ends:
            if end not in known:
                yield Fault(_WHERE, link.name, f"extrémité « {end} » inconnue.", "Ajouter le nœud ou corriger le nom.")
        if link.ends[0] == link.ends[1]:
            yield Fault(_WHERE, link.name, "lien d’un nœud à lui-même.", "Donner deux extrémités.")
        if not 0 < link.capacity_mbps < math.inf:
            yield Fault(_WHERE, link.name, f"capacité de {link.capacity_mbps:g} Mb/s.", "Donner un nombre positif.")
        if not 0 <= link.latency_ms < math.inf:
            yield Fault(_WHERE, link.name, f"latence de {link.latency_ms:g} ms.", "Donner un nombre positif ou nul.")
