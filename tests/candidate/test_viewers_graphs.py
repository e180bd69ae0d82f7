"""Views of graphs: what is written, what is drawn, and that no box covers another."""

import re
from itertools import combinations
from xml.etree import ElementTree

import networkx as nx
import pytest

from autograders.candidate.viewers import Table, ViewError, view_graph

SVG = "{http://www.w3.org/2000/svg}"


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def boxes(view):
    """Return left, top, right and bottom of each box by its text, from the picture itself."""
    picture = ElementTree.fromstring(view.still["image/svg+xml"])
    found = {}
    for rectangle, text in zip(picture.iter(f"{SVG}rect"), picture.iter(f"{SVG}text"), strict=False):
        x, y, width, height = (float(rectangle.get(name)) for name in ("x", "y", "width", "height"))
        found[text.text] = (x, y, x + width, y + height)
    return found


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


BILL = nx.DiGraph()
BILL.add_weighted_edges_from(
    [("façade", "panneau", 6), ("façade", "équerre", 24), ("panneau", "vis", 8), ("équerre", "vis", 4)], "quantité"
)


def test_a_bill_of_materials_is_read_from_left_to_right():
    view = view_graph(BILL)
    assert plain(view.summary) == "Graphe orienté sans cycle, 4 nœuds, 4 liens, 3 niveaux."
    drawn = boxes(view)
    assert drawn["façade"][2] < drawn["panneau"][0]
    assert drawn["panneau"][2] < drawn["vis"][0]


def test_the_table_holds_every_edge_with_its_attributes():
    graph = nx.MultiGraph()
    graph.add_edge("Lyon", "Metz", débit_mbps=100, secours=False)
    graph.add_edge("Lyon", "Metz", débit_mbps=20.5)
    assert view_graph(graph).table().columns == ("Entre", "Et", "débit_mbps", "secours")
    assert view_graph(graph).table().rows == (("Lyon", "Metz", "100", "non"), ("Lyon", "Metz", "20,5", "—"))


def test_quantities_are_written_on_the_edges():
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", view_graph(BILL, edge_text="quantité").still["image/svg+xml"])
    assert sorted(texts) == sorted(["façade", "panneau", "équerre", "vis", "6", "24", "8", "4"])


def test_a_process_that_comes_back_names_its_cycle_and_is_drawn_in_order_all_the_same():
    view = view_graph(nx.DiGraph([("saisie", "contrôle"), ("contrôle", "saisie"), ("contrôle", "diffusion")]))
    assert "avec cycle (saisie → contrôle → saisie)" in view.summary
    drawn = boxes(view)
    assert drawn["saisie"][2] < drawn["contrôle"][0] < drawn["diffusion"][0]


def test_parts_that_hang_apart_and_nodes_without_edges_are_said():
    graph = nx.Graph([("a", "b"), ("c", "d")])
    graph.add_node("seul")
    assert plain(view_graph(graph).summary) == (
        "Graphe non orienté, 5 nœuds, 2 liens, 3 parties séparées. Sans lien : seul."
    )


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(59),
        nx.gnm_random_graph(60, 120, seed=3),
        nx.path_graph(60),
        nx.empty_graph(5),
        nx.balanced_tree(2, 4, create_using=nx.DiGraph),
        nx.gnp_random_graph(60, 0.1, seed=2, directed=True),
        nx.complete_graph(3, create_using=nx.MultiDiGraph),
    ],
    ids=["star", "network", "path", "nodes", "tree", "tangle", "multiple"],
)
def test_no_box_covers_another_and_all_lie_within_the_picture(graph):
    named = nx.relabel_nodes(graph, {node: f"élément {node:03d}" for node in graph})
    view = view_graph(named)
    drawn = boxes(view)
    assert len(drawn) == len(graph)
    assert [pair for pair in combinations(drawn, 2) if overlap(drawn[pair[0]], drawn[pair[1]])] == []
    left, top, width, height = map(float, re.search(r'viewBox="([^"]*)"', view.still["image/svg+xml"])[1].split())
    for box in drawn.values():
        assert (left <= box[0], top <= box[1], box[2] <= left + width, box[3] <= top + height) == (True,) * 4


def test_of_a_large_graph_sixty_nodes_are_drawn_and_the_rest_is_counted():
    # A root, four children, and a hundred below each child: sixty are the root, its children and 55 grandchildren.
    graph = nx.DiGraph([("r", f"c{child}") for child in range(4)])
    graph.add_edges_from((f"c{child}", f"p{child}-{part}") for child in range(4) for part in range(100))
    view = view_graph(graph)
    assert "60 nœuds sont dessinés" in plain(view.summary)
    drawn = list(boxes(view))
    assert len(drawn) == 60
    assert {"r", "c0 (+45)", "c1 (+100)", "c2 (+100)", "c3 (+100)"} <= set(drawn)
    assert len(view.table()) == 404


def test_names_are_text_and_never_markup():
    view = view_graph(nx.Graph([("<script>x()</script>", "b")]), title="<b>")
    assert "<script>" not in view.still["text/html"] + view.still["image/svg+xml"] + view._repr_html_()


def test_the_same_graph_is_drawn_alike_each_time():
    graph = nx.gnm_random_graph(30, 60, seed=3)
    assert view_graph(graph).still == view_graph(graph).still


def test_what_is_no_graph_or_empty_is_refused():
    with pytest.raises(ViewError, match="list reçu, graphe de networkx attendu"):
        view_graph([("a", "b")])
    with pytest.raises(ViewError, match="sans nœud"):
        view_graph(nx.Graph())


def test_a_long_table_is_cut_on_the_page_and_says_so():
    table = Table(caption="Liens", columns=("De",), rows=tuple((str(number),) for number in range(1000)))
    html = table._repr_html_()
    assert html.count("<tr>") == 301
    assert "300 lignes sur 1000" in html
