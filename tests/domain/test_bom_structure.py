"""Product structures: a worked example, the laws of roll-ups, and plain NetworkX computations as the second opinion."""

import math
from collections import Counter
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.bom import (
    Article,
    cyclic_groups,
    exploded,
    find_cycle,
    is_cycle,
    leaf_totals,
    low_level_codes,
    own_costs_eur,
    own_masses_kg,
    requirements,
    rolled_up,
    structure_from_columns,
    where_used,
)
from autograders.domain.errors import DomainError

QUANTITIES = st.integers(1, 5)


def structure_of(lines, articles=None):
    """Make a structure from (parent, child, quantity) triples."""
    numbers = dict.fromkeys(number for line in lines for number in line[:2])
    return structure_from_columns(
        articles or [Article(number=number) for number in numbers],
        parents=[line[0] for line in lines],
        children=[line[1] for line in lines],
        quantities=[line[2] for line in lines],
    )


def graph_of(structure):
    """Make the graph that a candidate would make."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(article.number for article in structure.articles)
    for parent, child, quantity in zip(structure.parent, structure.child, structure.quantity, strict=True):
        graph.add_edge(structure.articles[parent].number, structure.articles[child].number, qty=quantity)
    return graph


def by_number(structure, values):
    return {article.number: value for article, value in zip(structure.articles, values.tolist(), strict=True)}


@st.composite
def structures(draw, *, cycles=False):
    """Draw up to eight articles in any order, and lines between them, several between two of them as well."""
    numbers = draw(st.permutations([f"A{index}" for index in range(draw(st.integers(1, 8)))]))
    ends = st.integers(0, len(numbers) - 1)
    pairs = draw(st.lists(st.tuples(ends, ends, QUANTITIES), max_size=14))
    lines = pairs if cycles else [(min(a, b), max(a, b), q) for a, b, q in pairs if a != b]
    return structure_from_columns(
        [Article(number=number) for number in sorted(numbers)],
        parents=[numbers[line[0]] for line in lines],
        children=[numbers[line[1]] for line in lines],
        quantities=[line[2] for line in lines],
    )


# A holds 2 B and 1 C, B holds 3 D and 2 E, C holds 2 B and 4 D; a D weighs 0.25 kg and an E 1.2 kg.
WORKED = [("A", "B", 2), ("A", "C", 1), ("B", "D", 3), ("B", "E", 2), ("C", "B", 2), ("C", "D", 4)]
WORKED_ARTICLES = [
    *(Article(number=number) for number in "ABC"),
    Article(number="D", mass_kg=0.25, cost_eur=1.0),
    Article(number="E", mass_kg=1.2),
]


def test_the_worked_example():
    # By hand: B 2 + 1·2 = 4; D 4·3 + 1·4 = 16; E 4·2 = 8; mass 16·0.25 + 8·1.2 = 13.6 kg.
    structure = structure_of(WORKED, WORKED_ARTICLES)
    assert by_number(structure, requirements(structure, {"A": 1})) == {"A": 1, "B": 4, "C": 1, "D": 16, "E": 8}
    assert by_number(structure, rolled_up(structure, own_masses_kg(structure)))["A"] == pytest.approx(13.6)
    assert where_used(structure, "D").all_levels == ("A", "B", "C")
    assert where_used(structure, "D").direct == ("B", "C")
    assert leaf_totals(structure, "A") == {"D": 16, "E": 8}
    assert low_level_codes(structure).tolist() == [0, 2, 1, 3, 3]
    assert find_cycle(structure) == ()


def test_a_line_from_d_back_to_c_closes_a_cycle_that_is_shown():
    structure = structure_of([*WORKED, ("D", "C", 1)], WORKED_ARTICLES)
    assert is_cycle(structure, find_cycle(structure))
    assert cyclic_groups(structure) == [("B", "C", "D")]
    with pytest.raises(DomainError, match=r"la nomenclature boucle\s: \w → \w → .*corriger une de ces lignes"):
        requirements(structure, {"A": 1})


def test_two_lines_of_one_child_both_count():
    # A DiGraph would keep the second alone, and give 3.
    assert leaf_totals(structure_of([("A", "B", 2), ("A", "B", 3)]), "A") == {"B": 5}


@given(structures(), st.data())
def test_a_requirement_is_the_sum_over_paths_of_the_products(structure, data):
    graph = graph_of(structure)
    source = data.draw(st.sampled_from(list(graph)))
    need = by_number(structure, requirements(structure, {source: 1}))
    for target in set(graph) - {source}:
        paths = nx.all_simple_edge_paths(graph, source, target)
        assert need[target] == sum(math.prod(graph.edges[edge]["qty"] for edge in path) for path in paths)


@given(structures(), st.data())
def test_a_roll_up_weighs_what_the_requirements_weigh(structure, data):
    own = data.draw(st.lists(st.integers(0, 9), min_size=len(structure.articles), max_size=len(structure.articles)))
    totals = rolled_up(structure, own)
    for article, total in zip(structure.articles, totals, strict=True):
        assert total == requirements(structure, {article.number: 1}) @ own


@given(structures())
def test_requirements_add_up_and_scale(structure):
    demands = {article.number: index + 1.0 for index, article in enumerate(structure.articles)}
    apart = sum(quantity * requirements(structure, {number: 1}) for number, quantity in demands.items())
    assert np.array_equal(requirements(structure, demands), apart)


@given(structures(cycles=True), st.data())
def test_where_used_is_what_networkx_calls_ancestors(structure, data):
    graph = graph_of(structure)
    number = data.draw(st.sampled_from(list(graph)))
    found = where_used(structure, number)
    ancestors = nx.ancestors(graph, number)
    assert set(found.all_levels) == ancestors
    assert set(found.direct) == set(graph.predecessors(number))
    assert set(found.end_items) == {item for item in ancestors if graph.in_degree(item) == 0}


@given(structures(cycles=True))
def test_a_cycle_is_shown_where_networkx_finds_one_and_only_there(structure):
    graph = graph_of(structure)
    cycle = find_cycle(structure)
    assert bool(cycle) is not nx.is_directed_acyclic_graph(graph)
    if cycle:
        assert is_cycle(structure, cycle)
        assert all(graph.has_edge(*step) for step in pairwise(cycle))


@given(structures(cycles=True))
def test_cyclic_groups_are_the_strong_components_with_a_cycle(structure):
    graph = graph_of(structure)
    components = {
        frozenset(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*(2 * list(group)))
    }
    groups = cyclic_groups(structure)
    assert {frozenset(group) for group in groups} == components
    assert len(groups) == len(components)


@pytest.mark.parametrize(
    "path", [[], ["B"], ["B", "B"], ["B", "C"], ["C", "B", "D", "C"], ["B", "C", "B", "C", "B"], ["X", "X"]], ids=str
)
def test_what_does_not_follow_lines_once_round_is_no_cycle(path):
    assert not is_cycle(structure_of([("A", "B", 1), ("B", "C", 1), ("C", "B", 1), ("C", "D", 1)]), path)


@given(structures())
def test_the_low_level_code_is_the_longest_way_down(structure):
    graph = graph_of(structure)
    for article, code in zip(structure.articles, low_level_codes(structure), strict=True):
        above = graph.subgraph(nx.ancestors(graph, article.number) | {article.number})
        # dag_longest_path_length sums weights, of which each line has one here.
        assert code == nx.dag_longest_path_length(nx.DiGraph(above), weight=None, default_weight=1)


@given(structures(), st.data())
def test_an_explosion_has_a_line_for_each_path_and_its_leaves_add_up(structure, data):
    graph = graph_of(structure)
    number = data.draw(st.sampled_from(list(graph)))
    lines = exploded(structure, number)
    expected = Counter(
        (len(path), path[-1][0], target, math.prod(graph.edges[edge]["qty"] for edge in path))
        for target in set(graph) - {number}
        for path in nx.all_simple_edge_paths(graph, number, target)
    )
    assert Counter((line.level, line.parent, line.child, line.cumulated_quantity) for line in lines) == expected
    totals = Counter()
    for line in lines:
        if graph.out_degree(line.child) == 0:
            totals[line.child] += line.cumulated_quantity
    assert totals == ({} if graph.out_degree(number) == 0 else leaf_totals(structure, number))


@given(structures(), st.data())
def test_each_exploded_line_stands_below_its_parent(structure, data):
    number = data.draw(st.sampled_from([article.number for article in structure.articles]))
    way = {0: number}
    for line in exploded(structure, number):
        assert line.parent == way[line.level - 1]
        way[line.level] = line.child


def test_components_stand_in_the_order_of_their_lines_at_each_level():
    structure = structure_of([("A", "C", 1), ("C", "E", 1), ("A", "B", 1), ("C", "D", 1), ("C", "B", 1)])
    assert [line.child for line in exploded(structure, "A")] == ["C", "E", "D", "B", "B"]
    assert [line.find_number for line in exploded(structure, "A")] == ["10", "20", "40", "50", "30"]


def test_an_explosion_may_have_as_many_lines_as_are_admitted():
    structure = structure_of([("A", "B", 1), ("A", "B", 1), ("B", "C", 1)])
    assert len(exploded(structure, "A", maximum_lines=4)) == 4
    with pytest.raises(DomainError, match="compte 4 lignes, plus que les 3 admises"):
        exploded(structure, "A", maximum_lines=3)


def test_an_explosion_beyond_reach_is_counted_and_refused():
    # Forty levels, each twice in the one above: 2⁴¹ − 2 lines.
    lines = [(f"N{level}", f"N{level + 1}", 1) for level in range(40) for _ in range(2)]
    with pytest.raises(DomainError, match=r"compte 2\.2e\+12 lignes"):
        exploded(structure_of(lines), "N0")
    assert leaf_totals(structure_of(lines), "N0") == {"N40": 2**40}


def test_a_chain_deeper_than_the_interpreter_recurses_is_computed():
    lines = [(f"N{level}", f"N{level + 1}", 1) for level in range(5000)]
    structure = structure_of(lines)
    assert leaf_totals(structure, "N0", 3) == {"N5000": 3}
    assert len(exploded(structure, "N0")) == 5000
    assert len(find_cycle(structure_of([*lines, ("N5000", "N0", 1)]))) == 5002


def test_an_unknown_mass_makes_what_contains_it_unknown_and_nothing_else():
    lines = [("A", "B", 1), ("A", "C", 1), ("B", "D", 2), ("C", "E", 1)]
    articles = [Article(number=number) for number in "ABCE"] + [Article(number="D", mass_kg=0.5)]
    structure = structure_of(lines, articles)
    totals = by_number(structure, rolled_up(structure, own_masses_kg(structure)))
    assert {number for number, total in totals.items() if math.isnan(total)} == {"A", "C", "E"}
    assert totals["B"] == 1.0


def test_an_assembly_adds_its_own_cost_to_that_of_its_components():
    articles = [Article(number="A", cost_eur=10.0), Article(number="B"), Article(number="C", cost_eur=1.5)]
    structure = structure_of([("A", "B", 2), ("B", "C", 4)], articles)
    # 10 € of assembly and 2·4 parts at 1.50 €.
    assert rolled_up(structure, own_costs_eur(structure)).tolist() == [22.0, 6.0, 1.5]


def test_quantities_are_brought_to_the_unit_of_the_article():
    structure = structure_from_columns(
        [Article(number="A"), Article(number="JOINT", unit="m"), Article(number="VIS", unit="cent")],
        parents=["A", "A", "A"],
        children=["JOINT", "JOINT", "VIS"],
        quantities=np.array([1500, 2, 24]),
        units=np.array(["MM", "m", "pce"]),
    )
    assert leaf_totals(structure, "A") == {"JOINT": 3.5, "VIS": pytest.approx(0.24)}


def test_the_faults_of_all_lines_are_told_together():
    with pytest.raises(FaultsError) as caught:
        structure_from_columns(
            [Article(number="A"), Article(number="A"), Article(number="B", unit="kg")],
            parents=["A", "X", "A", "A"],
            children=["B", "B", "B", "Y"],
            quantities=[math.inf, 0, 2, math.nan],
            units=["m", "kg", "kg", "kg"],
        )
    assert [fault.key for fault in caught.value.faults] == [
        *("articles", "parent[1]", "child[3]", "quantity[0]", "quantity[1]", "quantity[3]", "unit[0]")
    ]


def test_of_very_many_faults_the_first_are_told_and_the_others_counted():
    with pytest.raises(FaultsError, match="80 défauts de plus"):
        structure_from_columns([Article(number="A")], parents="A" * 100, children="B" * 100, quantities=np.ones(100))


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(DomainError, match=r"longueurs différentes \(\[1, 2, 1, 1, 1\]\)"):
        structure_from_columns([Article(number="A")], parents=["A"], children=["A", "A"], quantities=[1])


@pytest.mark.parametrize("quantity", ["2,5", [1, 2], object()], ids=["a text", "a list", "an object"])
def test_quantities_that_were_not_read_are_refused(quantity):
    with pytest.raises(DomainError, match="quantités illisibles"):
        structure_from_columns([Article(number="A")], parents=["A"], children=["A"], quantities=[quantity])


@pytest.mark.parametrize("demand", [-1.0, math.nan])
def test_a_demand_that_is_no_quantity_is_refused(demand):
    with pytest.raises(DomainError, match="positive ou nulle"):
        requirements(structure_of(WORKED), {"A": demand})


def test_an_unknown_article_is_named():
    with pytest.raises(DomainError, match="article «\xa0a\xa0» absent"):
        leaf_totals(structure_of(WORKED), "a")


def test_what_no_float_can_hold_is_refused():
    lines = [(f"N{level}", f"N{level + 1}", 1e200) for level in range(3)]
    with pytest.raises(DomainError, match="trop grande pour «\xa0N2\xa0»"):
        requirements(structure_of(lines), {"N0": 1})


def test_own_values_of_another_shape_are_refused():
    with pytest.raises(DomainError, match="une par article"):
        rolled_up(structure_of(WORKED), [1.0, 2.0])
