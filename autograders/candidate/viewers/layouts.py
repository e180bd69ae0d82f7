"""Where the boxes of a graph stand, so that none covers another."""

from collections.abc import Hashable, Mapping
from itertools import combinations
from typing import Any

Places = dict[Hashable, tuple[float, float]]
Sizes = Mapping[Hashable, tuple[float, float]]

# Between boxes, in pixels.
COLUMN_GAP, ROW_GAP = 70.0, 14.0
# Odd: the last one goes from left to right, which leaves no crossing in a tree.
_SWEEPS = 5
_LARGEST = 2_400.0


def layered(graph: Any, sizes: Sizes) -> Places:
    """Return places in columns from left to right: each node right of all that lead to it.

    Where edges form a cycle, the one that closes it is left out of account. In a column nodes stand by the mean
    place of their neighbours in the column before, which keeps edges from crossing (Sugiyama et al., 1981).

    Parameters
    ----------
    graph : networkx.DiGraph
    sizes : mapping
        Width and height of each node's box.

    Examples
    --------
    >>> import networkx as nx
    >>> places = layered(nx.DiGraph([("a", "b"), ("a", "c")]), dict.fromkeys("abc", (30.0, 20.0)))
    >>> [place[0] for place in places.values()]
    [15.0, 115.0, 115.0]
    """
    import networkx as nx

    acyclic = without_cycles(graph)
    columns = [sorted(column, key=list(graph).index) for column in nx.topological_generations(acyclic)]
    rank = {node: float(at) for column in columns for at, node in enumerate(column)}
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column in columns[1:] if forward else columns[-2::-1]:
            beside = acyclic.pred if forward else acyclic.succ
            means = {
                node: sum(rank[other] for other in beside[node]) / len(beside[node]) if beside[node] else rank[node]
                for node in column
            }
            column.sort(key=means.__getitem__)
            rank |= {node: float(at) for at, node in enumerate(column)}
    heights = [sum(sizes[node][1] + ROW_GAP for node in column) for column in columns]
    places: Places = {}
    left = 0.0
    for column, height in zip(columns, heights, strict=True):
        width = max(sizes[node][0] for node in column)
        top = (max(heights) - height) / 2
        for node in column:
            places[node] = (left + width / 2, top + sizes[node][1] / 2)
            top += sizes[node][1] + ROW_GAP
        left += width + COLUMN_GAP
    return places


def without_cycles(graph: Any) -> Any:
    """Return a copy of a directed graph without the edges that close a cycle, the first found first.

    Examples
    --------
    >>> import networkx as nx
    >>> sorted(without_cycles(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])).edges)
    [('a', 'b'), ('b', 'c')]
    """
    import networkx as nx

    acyclic = nx.DiGraph()
    acyclic.add_nodes_from(graph)
    acyclic.add_edges_from((source, target) for source, target in graph.edges() if source != target)
    while True:
        try:
            cycle = nx.find_cycle(acyclic)
        except nx.NetworkXNoCycle:
            return acyclic
        acyclic.remove_edge(*cycle[-1])


def spread(graph: Any, sizes: Sizes) -> Places:
    """Return places whose distances follow those in the graph, scaled up until no box covers another.

    Stress is least as Kamada and Kawai (1989) have it; connected parts stand one below the other.

    Parameters
    ----------
    graph : networkx.Graph
    sizes : mapping
        Width and height of each node's box.
    """
    import networkx as nx

    places: Places = {}
    top = 0.0
    for part in sorted(nx.connected_components(graph), key=len, reverse=True):
        ordered = [node for node in graph if node in part]
        connected = nx.Graph()
        connected.add_nodes_from(ordered)
        connected.add_edges_from((one, other) for one, other in graph.edges(ordered) if one != other)
        own = _scaled(nx.kamada_kawai_layout(connected, weight=None), sizes)
        if max(abs(value) for place in own.values() for value in place) > _LARGEST / 2:
            own = _scaled(nx.circular_layout(connected), sizes)
        left = min(x - sizes[node][0] / 2 for node, (x, _) in own.items())
        upper = min(y - sizes[node][1] / 2 for node, (_, y) in own.items())
        places |= {node: (x - left, y - upper + top) for node, (x, y) in own.items()}
        top += max(y + sizes[node][1] / 2 for node, (_, y) in own.items()) - upper + COLUMN_GAP / 2
    return places


def _scaled(unit: Mapping[Hashable, Any], sizes: Sizes) -> Places:
    """Return places times the least factor at which boxes keep their gaps; across and down alike."""
    factor = 1.0
    for one, other in combinations(unit, 2):
        across, down = abs(unit[one] - unit[other]).tolist()
        width = (sizes[one][0] + sizes[other][0]) / 2 + ROW_GAP
        height = (sizes[one][1] + sizes[other][1]) / 2 + ROW_GAP
        factor = max(factor, min(width / max(across, 1e-6), height / max(down, 1e-6)))
    return {node: (float(x) * factor, float(y) * factor) for node, (x, y) in unit.items()}
