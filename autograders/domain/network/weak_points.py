"""What must not fail: single points of failure, and the smallest sets of failures that separate two nodes."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from ..errors import DomainError
from .topology import require_nodes, without

MAXIMUM_SETS = 200_000


@dataclass(frozen=True, kw_only=True)
class WeakPoints:
    """Equipment and links whose failure alone separates what has to work together.

    Parameters
    ----------
    nodes, links : frozenset of str
    """

    nodes: frozenset[str]
    links: frozenset[str]


def single_points_of_failure(network: nx.MultiGraph, terminals: Collection[str] | None = None) -> WeakPoints:
    """Return the nodes and links of which one alone, when it fails, separates terminals that were connected.

    Between all nodes, these are the articulation points and the bridges of the graph (Tarjan, 1972). Between a few
    terminals, what serves none of them does not count: neither the switch of a meeting room, nor its cable.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    terminals : collection of str, optional
        Nodes that have to reach each other; all by default. One that fails itself separates itself from none.

    Raises
    ------
    DomainError
        If a terminal is no node.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> def link(name, *ends):
    ...     return Link(name=name, ends=ends, capacity_mbps=100, latency_ms=5)
    >>> doubled = [link("L1", "A", "B"), link("L2", "A", "B"), link("L3", "B", "C")]
    >>> weak = single_points_of_failure(network_from_links(["A", "B", "C"], doubled))
    >>> sorted(weak.nodes), sorted(weak.links)
    (['B'], ['L3'])
    """
    if terminals is not None:
        require_nodes(network, *terminals)
    ends = set(network if terminals is None else terminals)
    together = [group & ends for group in nx.connected_components(network)]
    return WeakPoints(
        nodes=frozenset(node for node in network if _separates(network, node, together)),
        links=frozenset(name for _, _, name in network.edges(keys=True) if _separates(network, name, together)),
    )


def minimal_cut_sets(
    network: nx.MultiGraph,
    source: str,
    target: str,
    *,
    maximum_order: int = 2,
    may_fail: Collection[str] | None = None,
) -> list[frozenset[str]]:
    """Return the sets of failures that separate two nodes and of which none can be left out.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    source, target : str
        Two nodes, which do not fail.
    maximum_order : int
        Size of the largest sets that are looked for.
    may_fail : collection of str, optional
        Names of links and nodes; by default all links and all other nodes.

    Returns
    -------
    list of frozenset of str
        The smallest first, those of one size by name; the empty one alone if the two are not connected.

    Raises
    ------
    DomainError
        If a node is unknown, both are the same, or there would be too many sets to try.

    Examples
    --------
    >>> from autograders.domain.network import Link, network_from_links
    >>> def link(name, *ends):
    ...     return Link(name=name, ends=ends, capacity_mbps=100, latency_ms=5)
    >>> doubled = [link("L1", "A", "B"), link("L2", "A", "B"), link("L3", "B", "C")]
    >>> network = network_from_links(["A", "B", "C"], doubled)
    >>> [sorted(each) for each in minimal_cut_sets(network, "A", "C")]
    [['B'], ['L3'], ['L1', 'L2']]
    """
    require_nodes(network, source, target)
    if source == target:
        raise DomainError(f"deux fois le nœud « {source} » reçu ; deux nœuds distincts attendus")
    everything = {*network, *(name for _, _, name in network.edges(keys=True))} - {source, target}
    parts = sorted(everything if may_fail is None else everything & set(may_fail))
    if sum(math.comb(len(parts), order) for order in range(maximum_order + 1)) > MAXIMUM_SETS:
        raise DomainError(
            f"trop d’ensembles à examiner : {len(parts)} éléments jusqu’à l’ordre {maximum_order} ; "
            "baisser l’ordre ou restreindre les éléments"
        )
    found: list[frozenset[str]] = []
    for failed in _sets(parts, maximum_order):
        if not any(smaller <= failed for smaller in found):
            left = without(network, failed)
            if not nx.has_path(left, source, target):
                found.append(failed)
    return found


def _separates(network: nx.MultiGraph, failed: str, together: list[set[str]]) -> bool:
    left = without(network, [failed])
    groups = list(nx.connected_components(left))
    return any(sum(bool(group & ends) for group in groups) > 1 for ends in together)


def _sets(parts: list[str], maximum_order: int) -> Iterator[frozenset[str]]:
    for order in range(maximum_order + 1):
        yield from map(frozenset, combinations(parts, order))
