"""Engineering and manufacturing structures: a case by hand, and what restructuring must not change."""

import math
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.bom import (
    Article,
    Finding,
    Role,
    accountability_by_unit,
    accountable_totals,
    accounted_share,
    reconciled,
    structure_from_columns,
)


def structure_of(articles, lines):
    parents, children, quantities = zip(*lines, strict=True)
    return structure_from_columns(articles, parents=parents, children=children, quantities=quantities)


# A facade module as designed: two frames, each of 6 m of section and 8 screws, and a pane with 4 m of seal.
DESIGNED = structure_of(
    [
        *(Article(number=number) for number in ("MODULE", "CADRE", "VITRAGE")),
        Article(number="PROFIL", unit="m"),
        Article(number="VIS"),
        Article(number="VERRE", unit="m2"),
        Article(number="JOINT", unit="m"),
        Article(number="POIGNEE"),
    ],
    [
        *(("MODULE", "CADRE", 2), ("MODULE", "VITRAGE", 1), ("CADRE", "PROFIL", 6), ("CADRE", "VIS", 8)),
        *(("VITRAGE", "VERRE", 1.5), ("VITRAGE", "JOINT", 4), ("MODULE", "POIGNEE", 1)),
    ],
)
# As made: a phantom sub-assembly, screws in a kit of 14, the seal in millimetres, glue, a label more, no handle.
MADE = structure_of(
    [
        *(Article(number=number) for number in ("MODULE", "KIT-VIS", "VIS", "ETIQUETTE", "ENDUCTION")),
        Article(number="F-OSSATURE", role=Role.PHANTOM),
        Article(number="PROFIL", unit="m"),
        Article(number="VERRE", unit="m2"),
        Article(number="JOINT", unit="mm"),
        Article(number="COLLE", unit="g", role=Role.CONSUMABLE),
        Article(number="DURCISSEUR", unit="g"),
        Article(number="F-VIDE", role=Role.PHANTOM),
    ],
    [
        *(("MODULE", "F-OSSATURE", 1), ("F-OSSATURE", "PROFIL", 12), ("F-OSSATURE", "KIT-VIS", 1)),
        *(("KIT-VIS", "VIS", 14), ("MODULE", "VERRE", 1.5), ("MODULE", "JOINT", 4000), ("MODULE", "ETIQUETTE", 1)),
        *(
            ("MODULE", "ENDUCTION", 1),
            ("ENDUCTION", "COLLE", 30),
            ("COLLE", "DURCISSEUR", 0.1),
            ("MODULE", "F-VIDE", 1),
        ),
    ],
)


def test_the_case_by_hand():
    found = {each.number: each for each in reconciled(DESIGNED, MADE, "MODULE", "MODULE")}
    assert {number: each.finding for number, each in found.items()} == {
        "PROFIL": Finding.MATCHED,
        "VIS": Finding.QUANTITY,
        "VERRE": Finding.MATCHED,
        "JOINT": Finding.MATCHED,
        "POIGNEE": Finding.MISSING,
        "ETIQUETTE": Finding.EXTRA,
    }
    assert found["VIS"].delta == -2
    assert (found["JOINT"].unit, found["JOINT"].manufacturing) == ("m", pytest.approx(4))
    # Three of the five articles designed; 14 of 17 pieces, all metres and square metres.
    assert accounted_share(list(found.values())) == pytest.approx(3 / 5)
    assert accountability_by_unit(list(found.values())) == pytest.approx({"m": 1.0, "pce": 14 / 17, "m2": 1.0})


def test_consumables_and_what_holds_nothing_else_are_not_accounted_for():
    assert accountable_totals(MADE, "MODULE").keys() == {"PROFIL", "VIS", "VERRE", "JOINT", "ETIQUETTE"}


def test_units_that_do_not_convert_are_told_together():
    made = structure_of(
        [Article(number="MODULE"), Article(number="VIS", unit="kg"), Article(number="PROFIL", unit="pce")],
        [("MODULE", "VIS", 0.1), ("MODULE", "PROFIL", 2)],
    )
    with pytest.raises(FaultsError) as caught:
        reconciled(DESIGNED, made, "MODULE", "MODULE")
    assert [fault.key for fault in caught.value.faults] == ["PROFIL", "VIS"]


def test_where_nothing_was_designed_nothing_is_missing():
    assert accounted_share([]) == 1.0
    assert accountability_by_unit([]) == {}


@st.composite
def trees(draw):
    """Draw a product with roles: each article but the first is used in one before it, once or more."""
    roles = st.sampled_from([Role.STANDARD, Role.STANDARD, Role.PHANTOM, Role.CONSUMABLE])
    size = draw(st.integers(2, 8))
    articles = [Article(number=f"A{index}", role=draw(roles) if index else Role.STANDARD) for index in range(size)]
    ends = [draw(st.lists(st.integers(0, index - 1), min_size=1, max_size=3)) for index in range(1, size)]
    lines = [(f"A{above}", f"A{below}", draw(st.integers(1, 4))) for below, up in enumerate(ends, 1) for above in up]
    return articles, lines


@given(trees())
def test_totals_are_the_sum_over_the_paths_without_a_consumable(tree):
    articles, lines = tree
    roles = {article.number: article.role for article in articles}
    graph = nx.MultiDiGraph()
    for parent, child, quantity in lines:
        graph.add_edge(parent, child, qty=quantity)
    expected = {}
    for leaf in (node for node in graph if graph.out_degree(node) == 0 and roles[node] is Role.STANDARD):
        paths = [
            math.prod(graph.edges[edge]["qty"] for edge in path)
            for path in nx.all_simple_edge_paths(graph, "A0", leaf)
            if all(roles[edge[1]] is not Role.CONSUMABLE for edge in path)
        ]
        expected |= {leaf: sum(paths)} if paths else {}
    assert accountable_totals(structure_of(articles, lines), "A0") == expected


@given(trees(), st.data())
def test_a_phantom_put_in_between_and_glue_added_change_nothing(tree, data):
    articles, lines = tree
    chosen = data.draw(st.integers(0, len(lines) - 1))
    parent, child, quantity = lines[chosen]
    holder = data.draw(st.sampled_from([article.number for article in articles if article.number != child]))
    assemblies = {line[0] for line in lines}
    restructured = [
        *(line for index, line in enumerate(lines) if index != chosen),
        *((parent, "F-NEW", quantity), ("F-NEW", child, 1)),
        # Glue on a part would make it an assembly.
        *([(holder, "GLUE", 5)] if holder in assemblies else []),
    ]
    more = [Article(number="F-NEW", role=Role.PHANTOM), Article(number="GLUE", role=Role.CONSUMABLE)]
    found = reconciled(structure_of(articles, lines), structure_of([*articles, *more], restructured), "A0", "A0")
    assert all(each.finding is Finding.MATCHED for each in found)
    assert accounted_share(found) == 1.0


@given(trees())
def test_swapping_the_structures_swaps_missing_and_extra(tree):
    articles, lines = tree
    one, other = structure_of(articles, lines), structure_of(articles, lines[:-1] or lines)
    found = {each.number: each for each in reconciled(one, other, "A0", "A0")}
    swapped = {each.number: each for each in reconciled(other, one, "A0", "A0")}
    mirror = {Finding.MISSING: Finding.EXTRA, Finding.EXTRA: Finding.MISSING}
    assert {number: mirror.get(each.finding, each.finding) for number, each in swapped.items()} == {
        number: each.finding for number, each in found.items()
    }


def test_a_quantity_that_differs_by_rounding_alone_matches():
    found = reconciled(DESIGNED, replace(DESIGNED, quantity=DESIGNED.quantity * (1 + 1e-12)), "MODULE", "MODULE")
    assert all(each.finding is Finding.MATCHED for each in found)
