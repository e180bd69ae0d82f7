"""The extracts of the façade case as a candidate reads them, with the computations of the field by NetworkX."""

import csv
from collections import Counter
from datetime import datetime

import networkx as nx

# How many of an article's own unit one of the written unit is.
SCALE = {"mm": 1e-3, "g": 1e-3, "cent": 100.0}


def written(public):
    return {str(path.relative_to(public)): path for path in public.rglob("*") if path.is_file()}


def table(public, name, encoding="utf-8"):
    with (public / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text):
    return float(text.replace(",", "."))


def key(text):
    return text.strip().upper()


def day(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


def terms_of(case):
    return {value.key: value.value for value in case.specification}


def graph_of(public, name):
    """Return an extract as a candidate builds it: folded keys, units converted, parallel lines kept."""
    graph = nx.MultiDiGraph()
    for row in table(public, name):
        quantity = number(row["quantite"]) * SCALE.get(row["unite"], 1.0)
        graph.add_edge(key(row["parent"]), key(row["composant"]), quantity=quantity, entered=day(row["cree_le"]))
    return graph


def loops_of(graph):
    return list(nx.simple_cycles(nx.DiGraph(graph)))


def without_loop(graph):
    """Take the line that was entered last out of each loop."""
    graph = graph.copy()
    for loop in loops_of(graph):
        pairs = zip(loop, [*loop[1:], loop[0]], strict=True)
        lines = [(data["entered"], u, v, k) for u, v in pairs for k, data in graph[u][v].items()]
        graph.remove_edge(*max(lines)[1:])
    return graph


def needs_of(graph, top):
    need = Counter({top: 1.0})
    for node in nx.topological_sort(graph):
        for _, child, quantity in graph.out_edges(node, data="quantity"):
            need[child] += need[node] * quantity
    return {node: value for node, value in need.items() if value}


def rolled_up(graph, own):
    total = dict(own)
    for node in reversed(list(nx.topological_sort(graph))):
        total[node] = own[node] + sum(q * total[child] for _, child, q in graph.out_edges(node, data="quantity"))
    return total


def articles_of(public):
    return {row["article"]: row for row in table(public, "articles.csv")}
