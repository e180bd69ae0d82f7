"""Graphs: bills of materials, networks, processes; every edge with its attributes in the table."""

from collections.abc import Hashable
from html import escape
from itertools import islice
from typing import Any

from .drawing import Line, drawn
from .errors import ViewError
from .layouts import layered, spread, without_cycles
from .tables import Table
from .texts import NO_BREAK_SPACE, counted, printed_count, printed_value
from .view import View

MAXIMUM_DRAWN_NODES = 60
MAXIMUM_EDGES = 100_000
_MAXIMUM_COLUMNS = 8
_MAXIMUM_CHARACTERS = 28
# Of a sans-serif of 13 pixels; wide letters take more than this, and few texts hold only those.
_CHARACTER_PIXELS, _PADDING_PIXELS, _BOX_PIXELS = 7.6, 16.0, 28.0


def view_graph(graph: Any, *, node_text: str = "", edge_text: str = "", title: str = "Graphe") -> View:
    """Show a graph with its edges as a table.

    A directed graph is drawn in columns, from left to right, another one so that near nodes stand near. Of more
    than 60 nodes 60 are drawn: in a directed graph those nearest to its sources, in another one those with the most
    neighbours; a box then says how many neighbours it lacks. The table holds every edge.

    Parameters
    ----------
    graph : networkx.Graph, DiGraph, MultiGraph or MultiDiGraph
    node_text : str
        Attribute of nodes that stands in the boxes; by default the node itself.
    edge_text : str
        Attribute of edges that is written on them, such as a quantity; by default none.
    title : str

    Returns
    -------
    View

    Raises
    ------
    ViewError
        If it is no graph, has no node, or has more than 100 000 edges.

    Examples
    --------
    >>> import networkx as nx
    >>> bill = nx.DiGraph([("façade", "panneau", {"quantité": 6}), ("panneau", "vis", {"quantité": 8})])
    >>> view = view_graph(bill, edge_text="quantité")
    >>> print(view.summary.replace("\u00a0", " "))
    Graphe orienté sans cycle, 3 nœuds, 2 liens, 3 niveaux.
    >>> view.table()
    Liens du graphe
    De       Vers     quantité
    façade   panneau  6
    panneau  vis      8
    """
    if not all(hasattr(graph, name) for name in ("nodes", "edges", "is_directed", "is_multigraph")):
        raise ViewError(f"Graphe : {type(graph).__name__} reçu, graphe de networkx attendu (Graph, DiGraph, ...).")
    if not len(graph):
        raise ViewError("Graphe sans nœud reçu, un nœud au moins attendu.")
    if graph.number_of_edges() > MAXIMUM_EDGES:
        edges = counted(graph.number_of_edges(), "lien")
        raise ViewError(f"Graphe : {edges} reçus, {printed_count(MAXIMUM_EDGES)} au plus. Donnez-en un sous-graphe.")
    names = {node: _text_of(node, attributes, node_text) for node, attributes in graph.nodes(data=True)}
    summary = _summary(graph, names)
    return View(
        title=title,
        summary=summary,
        equivalent=_table(graph, names),
        still=_pictures(_svg(graph, names, edge_text, f"{title}. {summary}"), title),
    )


def _pictures(svg: str, title: str) -> dict[str, str]:
    # The first for JupyterLab, in its theme: what is wider than the notebook is scrolled, with the arrow keys too. The
    # second for pages that let no drawing into their HTML.
    opening = f'<div class="atelier-graph" role="group" aria-label="Dessin : {escape(title)}" lang="fr" tabindex="0" '
    return {"text/html": f'{opening}style="overflow-x:auto">{svg}</div>', "image/svg+xml": svg}


def _text_of(node: Hashable, attributes: dict[str, Any], node_text: str) -> str:
    return printed_value(attributes.get(node_text, node) if node_text else node, 120)


def _svg(graph: Any, names: dict[Hashable, str], edge_text: str, description: str) -> str:
    kept = graph.subgraph(_kept(graph))
    texts = {}
    # In the order of the graph, which its subgraph does not keep.
    for node in (node for node in graph if node in kept):
        lacking = len(set(_neighbours(graph, node)) - set(kept))
        text = names[node]
        text = text if len(text) <= _MAXIMUM_CHARACTERS else text[: _MAXIMUM_CHARACTERS - 1] + "…"
        texts[node] = f"{text} (+{lacking})" if lacking else text
    sizes = {node: (len(text) * _CHARACTER_PIXELS + _PADDING_PIXELS, _BOX_PIXELS) for node, text in texts.items()}
    part = type(graph)()
    part.add_nodes_from(texts)
    part.add_edges_from(kept.edges(data=True))
    if not graph.is_directed():
        return drawn(
            texts, spread(part, sizes), sizes, _lines(part, set(), edge_text), arrows=False, description=description
        )
    forward = set(without_cycles(part).edges)
    places = layered(part, sizes)
    columns = sorted({x for x, _ in places.values()})
    column = {node: columns.index(x) for node, (x, _) in places.items()}
    # A straight line past a column could run behind a box, and be taken for two.
    bent = {pair for pair in part.edges() if pair not in forward or column[pair[1]] - column[pair[0]] > 1}
    return drawn(texts, places, sizes, _lines(part, bent, edge_text), arrows=True, description=description)


def _lines(part: Any, bent: set[Any], edge_text: str) -> list[Line]:
    """Return one line for each pair of nodes; parallel edges write their texts side by side."""
    texts: dict[Any, list[str]] = {}
    for source, target, attributes in part.edges(data=True):
        text = printed_value(attributes[edge_text], 16) if edge_text in attributes else ""
        texts.setdefault((source, target), []).append(text)
    return [
        Line(source=source, target=target, text=", ".join(filter(None, own))[:32], bent=(source, target) in bent)
        for (source, target), own in texts.items()
    ]


def _kept(graph: Any) -> list[Hashable]:
    if len(graph) <= MAXIMUM_DRAWN_NODES:
        return list(graph)
    if graph.is_directed():
        level = _levels(graph)
        return sorted(graph, key=level.__getitem__)[:MAXIMUM_DRAWN_NODES]
    return sorted(graph, key=lambda node: -len(graph.adj[node]))[:MAXIMUM_DRAWN_NODES]


def _levels(graph: Any) -> dict[Hashable, int]:
    """Return the column of each node of a directed graph; nodes of a cycle share theirs."""
    import networkx as nx

    condensed = nx.condensation(nx.DiGraph(graph))
    return {
        node: level
        for level, parts in enumerate(nx.topological_generations(condensed))
        for part in parts
        for node in condensed.nodes[part]["members"]
    }


def _neighbours(graph: Any, node: Hashable) -> list[Hashable]:
    return [*graph.succ[node], *graph.pred[node]] if graph.is_directed() else list(graph.adj[node])


def _summary(graph: Any, names: dict[Hashable, str]) -> str:
    import networkx as nx

    sizes = f"{counted(len(graph), 'nœud')}, {counted(graph.number_of_edges(), 'lien')}"
    if graph.is_directed():
        cycle = _cycle(graph, names)
        kind = f"Graphe orienté avec cycle ({cycle})" if cycle else "Graphe orienté sans cycle"
        sizes += "" if cycle else f", {counted(max(_levels(graph).values()) + 1, 'niveau', 'niveaux')}"
    else:
        kind = "Graphe non orienté"
        parts = nx.number_connected_components(graph)
        sizes += f", {'d’un seul tenant' if parts == 1 else counted(parts, 'partie', 'parties séparées')}"
    lonely = [names[node] for node in nx.isolates(graph)]
    alone = f" Sans lien{NO_BREAK_SPACE}: {', '.join(islice(lonely, 10))}{', …' if len(lonely) > 10 else ''}."
    cut = f" {printed_count(MAXIMUM_DRAWN_NODES)} nœuds sont dessinés ; (+n) dit combien de voisins manquent."
    return f"{kind}, {sizes}.{alone if lonely else ''}{cut if len(graph) > MAXIMUM_DRAWN_NODES else ''}"


def _cycle(graph: Any, names: dict[Hashable, str]) -> str:
    """Return the nodes of a cycle, in its direction; empty where there is none."""
    import networkx as nx

    try:
        around = [names[edge[0]] for edge in nx.find_cycle(graph)]
    except nx.NetworkXNoCycle:
        return ""
    return " → ".join([*around[:8], "…"] if len(around) > 8 else [*around, around[0]])


def _table(graph: Any, names: dict[Hashable, str]) -> Table:
    attributes = list(dict.fromkeys(str(key) for *_, own in graph.edges(data=True) for key in own))[:_MAXIMUM_COLUMNS]
    ends = ("De", "Vers") if graph.is_directed() else ("Entre", "Et")
    rows = []
    for source, target, own in graph.edges(data=True):
        texts = {str(key): printed_value(value, 80) for key, value in own.items()}
        rows.append((names[source], names[target], *(texts.get(name, "—") for name in attributes)))
    return Table(caption="Liens du graphe", columns=(*ends, *attributes), rows=tuple(rows))
