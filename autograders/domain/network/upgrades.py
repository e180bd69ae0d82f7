"""Works on a network that a budget does not all pay for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from ..decision import Selection, Worth, best_selections
from .topology import Link, links_of, network_from_links


@dataclass(frozen=True, kw_only=True)
class Upgrade:
    """A link that can be bought.

    Parameters
    ----------
    link : Link
        It replaces the link of the same name; under a new name it is added.
    cost_eur : float, €
    """

    link: Link
    cost_eur: float


def upgraded(network: nx.MultiGraph, links: Iterable[Link]) -> nx.MultiGraph:
    """Return a network with links replaced or added.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    links : iterable of Link

    Raises
    ------
    FaultsError
        As ``network_from_links``.

    Examples
    --------
    >>> old = network_from_links("AB", [Link(name="L1", ends=("A", "B"), capacity_mbps=100, latency_ms=5)])
    >>> new = upgraded(old, [Link(name="L1", ends=("A", "B"), capacity_mbps=500, latency_ms=5)])
    >>> [link.capacity_mbps for link in links_of(new)]
    [500]
    """
    held = {link.name: link for link in links_of(network)}
    return network_from_links(list(network), (held | {link.name: link for link in links}).values())


def best_upgrades(
    network: nx.MultiGraph, upgrades: Sequence[Upgrade], budget_eur: float, worth: Callable[[nx.MultiGraph], Worth]
) -> list[Selection[Worth]]:
    """Return the sets of upgrades that make the network worth most within a budget, and of these the cheapest.

    Parameters
    ----------
    network : networkx.MultiGraph
        As ``network_from_links`` makes it.
    upgrades : sequence of Upgrade
        20 at most, each of another link.
    budget_eur : float, €
    worth : callable
        From a network to what it is worth, as for ``best_selections``: such as the rate between two nodes, or minus the
        numbers of overloaded links and of weak points.

    Returns
    -------
    list of Selection
        Of names of links; more than one where worth and cost are equal.

    Raises
    ------
    DomainError, FaultsError
        As ``best_selections`` and ``network_from_links``.

    Examples
    --------
    >>> from autograders.domain.network import bottleneck
    >>> def link(name, capacity_mbps, *ends):
    ...     return Link(name=name, ends=ends, capacity_mbps=capacity_mbps, latency_ms=5)
    >>> network = network_from_links("ABC", [link("L1", 100, "A", "B"), link("L2", 80, "B", "C")])
    >>> offers = [
    ...     Upgrade(link=link("L1", 500, "A", "B"), cost_eur=2000),
    ...     Upgrade(link=link("L2", 300, "B", "C"), cost_eur=2500),
    ...     Upgrade(link=link("L3", 150, "A", "C"), cost_eur=4000),
    ... ]
    >>> best = best_upgrades(network, offers, 4500, lambda each: bottleneck(each, "A", "C").rate_mbps)
    >>> [(sorted(each.options), each.worth) for each in best]
    [(['L1', 'L2'], 300)]
    """
    offered = {upgrade.link.name: upgrade for upgrade in upgrades}
    return best_selections(
        {name: upgrade.cost_eur for name, upgrade in offered.items()},
        budget_eur,
        lambda chosen: worth(upgraded(network, [offered[name].link for name in chosen])),
    )
