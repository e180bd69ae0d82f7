"""What a plan of stations covers, and how its stations hold together."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .survey_points import Floats
from .visibility import Flags


def covered(surveyed: Flags) -> Flags:
    """Return which points at least one station surveys.

    Parameters
    ----------
    surveyed : ndarray of bool, shape (stations, points)
        The rows of the plan's stations.

    Examples
    --------
    >>> covered(np.array([[True, False, False], [True, True, False]])).tolist()
    [True, True, False]
    """
    return np.asarray(surveyed.any(axis=0))


def coverage_by_zone(seen: Flags, zones: NDArray[np.str_]) -> dict[str, float]:
    """Return the share of the points seen in each zone, zones in alphabetical order.

    Parameters
    ----------
    seen : ndarray of bool, shape (points,)
    zones : ndarray of str, shape (points,)
        Room, storey or element of each point.

    Examples
    --------
    >>> coverage_by_zone(np.array([True, False, True]), np.array(["A", "A", "B"]))
    {'A': 0.5, 'B': 1.0}
    """
    names, zone = np.unique(zones, return_inverse=True)
    shares = np.bincount(zone, weights=seen) / np.bincount(zone)
    return {str(name): float(share) for name, share in zip(names, shares, strict=True)}


def overlaps(surveyed: Flags) -> Floats:
    """Return how much each pair of stations has in common: |A ∩ B|/min(|A|, |B|), a convention of ours.

    Parameters
    ----------
    surveyed : ndarray of bool, shape (stations, points)

    Returns
    -------
    ndarray, shape (stations, stations)
        Symmetric, 1 on the diagonal; 0 for a station that surveys nothing.

    Examples
    --------
    >>> overlaps(np.array([[True, True, False], [False, True, True], [False, False, True]])).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 1.0], [0.0, 1.0, 1.0]]
    """
    seen = surveyed.astype(np.float64)
    common = seen @ seen.T
    counts = np.diag(common)
    smaller = np.minimum(counts[:, None], counts)
    return np.divide(common, smaller, out=np.zeros_like(common), where=smaller > 0)


def overlap_graph(surveyed: Flags, names: Sequence[str], minimum: float) -> Any:
    """Return the graph of the stations whose scans can be put together.

    Parameters
    ----------
    surveyed : ndarray of bool, shape (stations, points)
    names : sequence of str
        Of the stations, different from each other.
    minimum : float
        Smallest overlap of an edge.

    Returns
    -------
    networkx.Graph
        Edges carry ``overlap``.

    Examples
    --------
    >>> seen = np.array([[True, True, False], [False, True, True], [False, False, True]])
    >>> sorted(overlap_graph(seen, ["S1", "S2", "S3"], 0.5).edges)
    [('S1', 'S2'), ('S2', 'S3')]
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(names)
    shares = overlaps(surveyed)
    for first in range(len(names)):
        for second in range(first + 1, len(names)):
            if shares[first, second] >= minimum:
                graph.add_edge(names[first], names[second], overlap=float(shares[first, second]))
    return graph


def isolated_groups(surveyed: Flags, names: Sequence[str], minimum: float) -> list[list[str]]:
    """Return the groups of stations that nothing links, the largest first; a single group for a sound plan.

    Parameters
    ----------
    surveyed : ndarray of bool, shape (stations, points)
    names : sequence of str
    minimum : float

    Examples
    --------
    >>> seen = np.array([[True, True, False], [False, True, False], [False, False, True]])
    >>> isolated_groups(seen, ["S1", "S2", "S3"], 0.3)
    [['S1', 'S2'], ['S3']]
    """
    import networkx as nx

    groups = [sorted(group) for group in nx.connected_components(overlap_graph(surveyed, names, minimum))]
    return sorted(groups, key=lambda group: (-len(group), group))


def links_to_anchors(graph: Any, anchors: Iterable[str]) -> dict[str, int | None]:
    """Return how many links part each station from the nearest one that is tied to the control network.

    Parameters
    ----------
    graph : networkx.Graph
        As ``overlap_graph`` returns it.
    anchors : iterable of str
        Stations registered on control points of their own; those that are not in the graph are left out.

    Returns
    -------
    dict
        In the order of the graph; ``None`` for a station that no way leads to.

    Examples
    --------
    >>> seen = np.array([[True, True, False], [False, True, False], [False, False, True]])
    >>> links_to_anchors(overlap_graph(seen, ["S1", "S2", "S3"], 0.3), ["S1"])
    {'S1': 0, 'S2': 1, 'S3': None}
    """
    import networkx as nx

    present = {name for name in anchors if name in graph}
    links = nx.multi_source_dijkstra_path_length(graph, present, weight=None) if present else {}
    return {name: links.get(name) for name in graph}
