"""Networks: figures by hand, the textbook's bridge, and other implementations (SciPy, networkx on whole graphs)."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, maximum_flow

from autograders.candidate.errors import FaultsError
from autograders.domain.errors import DomainError
from autograders.domain.network import (
    Demand,
    Link,
    Upgrade,
    bandwidth_delay_bytes,
    best_upgrades,
    bottleneck,
    busy_hour_rate_mbps,
    fastest_route,
    link_loads_mbps,
    links_of,
    minimal_cut_sets,
    network_from_links,
    overloaded_links,
    required_rate_mbps,
    single_points_of_failure,
    transfer_s,
    upgraded,
    window_limited_rate_mbps,
    without,
)
from autograders.domain.sizing import transfer_hours

NODES = "ABCDEF"


def link(name, ends, capacity_mbps=100, latency_ms=5):
    return Link(name=name, ends=tuple(ends), capacity_mbps=capacity_mbps, latency_ms=latency_ms)


pairs = st.sampled_from([one + other for one in NODES for other in NODES if one != other])
networks = st.lists(st.tuples(pairs, st.integers(1, 50), st.integers(1, 40)), min_size=1, max_size=14).map(
    lambda drawn: network_from_links(
        NODES, [link(f"L{rank}", ends, rate, latency) for rank, (ends, rate, latency) in enumerate(drawn)]
    )
)
# A (source) and D (target) joined by two ways of two links, and by the bridge L5 between them.
BRIDGE = network_from_links(
    "ABCD", [link("L1", "AB"), link("L2", "AC"), link("L3", "BD"), link("L4", "CD"), link("L5", "BC")]
)


def table(network, field, combine):
    """Return a matrix of links between nodes, parallel ones combined."""
    held = np.zeros((len(NODES), len(NODES)), dtype=np.int32)
    for each in links_of(network):
        one, other = (NODES.index(end) for end in each.ends)
        value = getattr(each, field)
        held[one, other] = held[other, one] = combine(held[one, other], value) if held[one, other] else value
    return csr_array(held)


def test_the_worked_example_of_a_transfer():
    # 3.2 TB in 8 h at 80 %: 25.6·10¹² bits/(28 800 s · 0.8) = 1 111 Mb/s; 1 Gb/s over 30 ms hold 3.75 MB.
    assert required_rate_mbps(3.2e12, 8) == pytest.approx(1111, abs=0.2)
    assert bandwidth_delay_bytes(1000, 30) == pytest.approx(3.75e6)


def test_a_busy_hour_by_hand():
    # A fifth of 180 GB in an hour: 288·10⁹ bits/3 600 s = 80 Mb/s, 100 Mb/s at 80 %.
    assert busy_hour_rate_mbps(180e9, 0.2) == pytest.approx(100)


def test_small_files_wait_more_than_they_weigh():
    # 50 MB at 100 Mb/s and 80 %: 5 s in one file of one round trip of 30 ms; 200 files wait 6 s more.
    assert transfer_s(50e6, 100, round_trip_ms=30) == pytest.approx(5.03)
    assert transfer_s(50e6, 100, round_trip_ms=30, round_trips=200) == pytest.approx(11)


@given(st.floats(1e3, 1e13), st.floats(1, 1e5), st.floats(0.1, 1))
def test_rate_and_time_of_a_transfer_belong_together(volume, rate, efficiency):
    hours = transfer_hours(volume, rate, efficiency)
    assert required_rate_mbps(volume, hours, efficiency) == pytest.approx(rate)
    assert transfer_s(volume, rate, round_trip_ms=0, efficiency=efficiency) == pytest.approx(3600 * hours)


@given(st.floats(1, 1e5), st.floats(0.1, 500))
def test_a_window_of_the_bandwidth_delay_product_fills_the_link(rate, round_trip):
    window = bandwidth_delay_bytes(rate, round_trip)
    assert window_limited_rate_mbps(window, round_trip) == pytest.approx(rate)


@given(networks)
def test_weak_points_between_all_nodes_are_articulation_points_and_bridges(network):
    weak = single_points_of_failure(network)
    assert weak.nodes == set(nx.articulation_points(nx.Graph(network)))
    bridges = {frozenset(ends) for ends in nx.bridges(network)}
    assert weak.links == {each.name for each in links_of(network) if frozenset(each.ends) in bridges}


@given(networks, st.lists(st.sampled_from(NODES), min_size=2, max_size=2, unique=True))
def test_weak_points_between_two_nodes_are_their_cut_sets_of_one(network, ends):
    assume(nx.has_path(network, *ends))
    weak = single_points_of_failure(network, ends)
    alone = {name for cut in minimal_cut_sets(network, *ends, maximum_order=1) for name in cut}
    assert weak.nodes | weak.links == alone


def test_what_serves_no_terminal_is_no_weak_point():
    # C hangs on B by one link, which matters to nobody but C.
    network = network_from_links("ABC", [link("L1", "AB"), link("L2", "AB"), link("L3", "BC")])
    weak = single_points_of_failure(network, "AB")
    assert (weak.nodes, weak.links) == (set(), set())


def test_the_cut_sets_of_the_bridge_are_those_of_the_textbook():
    # Links alone fail: {1, 2}, {3, 4}, {1, 4, 5}, {2, 3, 5} (Billinton and Allan, Reliability Evaluation, 1992).
    found = minimal_cut_sets(BRIDGE, "A", "D", maximum_order=5, may_fail=["L1", "L2", "L3", "L4", "L5"])
    assert found == [{"L1", "L2"}, {"L3", "L4"}, {"L1", "L4", "L5"}, {"L2", "L3", "L5"}]


@given(networks)
def test_the_smallest_cut_set_is_that_of_menger(network):
    # As many links as there are ways without a common link (networkx, unit capacities).
    if not nx.has_path(network, "A", "F"):
        assert minimal_cut_sets(network, "A", "F") == [frozenset()]
        return
    links = {each.name for each in links_of(network)}
    pipes = nx.Graph()
    for each in links_of(network):
        ways = pipes.get_edge_data(*each.ends, {"capacity": 0})["capacity"]
        pipes.add_edge(*each.ends, capacity=ways + 1)
    smallest = nx.maximum_flow_value(pipes, "A", "F")
    found = minimal_cut_sets(network, "A", "F", maximum_order=3, may_fail=links)
    assert min(map(len, found), default=4) == min(smallest, 4)
    for cut in found:
        assert not nx.has_path(without(network, cut), "A", "F")
        assert all(nx.has_path(without(network, cut - {name}), "A", "F") for name in cut)


@given(networks)
def test_the_most_that_goes_through_is_what_another_library_finds(network):
    found = bottleneck(network, "A", "F")
    assert found.rate_mbps == maximum_flow(table(network, "capacity_mbps", np.add), 0, 5).flow_value
    # The capacities of the cut sum to the flow, and without its links nothing goes through.
    assert sum(each.capacity_mbps for each in links_of(network) if each.name in found.links) == found.rate_mbps
    assert not nx.has_path(without(network, found.links), "A", "F")


@given(networks)
def test_the_fastest_route_is_as_fast_as_another_library_finds(network):
    shortest = dijkstra(table(network, "latency_ms", min), indices=0)[5]
    if np.isinf(shortest):
        with pytest.raises(DomainError, match="aucun chemin"):
            fastest_route(network, "A", "F")
        return
    route = fastest_route(network, "A", "F")
    latencies = {each.name: each.latency_ms for each in links_of(network)}
    assert route.latency_ms == shortest == sum(latencies[name] for name in route.links)


def test_loads_add_in_each_direction():
    # A–B–C: 30 and 40 towards C meet on L2; 50 come back on L1 alone.
    network = network_from_links("ABC", [link("L1", "AB"), link("L2", "BC", 60)])
    demands = [
        Demand(source="A", target="C", rate_mbps=30),
        Demand(source="B", target="C", rate_mbps=40),
        Demand(source="B", target="A", rate_mbps=50),
    ]
    assert link_loads_mbps(network, demands) == {"L1": 50, "L2": 70}
    assert overloaded_links(network, demands) == {"L2": pytest.approx(70 / 60)}


def test_a_full_link_is_not_overloaded():
    network = network_from_links("AB", [link("L1", "AB", 60)])
    assert overloaded_links(network, [Demand(source="A", target="B", rate_mbps=60)]) == {}


def test_of_links_as_fast_as_each_other_the_first_by_name_is_taken():
    network = network_from_links("AB", [link("L2", "AB"), link("L1", "AB"), link("L3", "AB")])
    assert fastest_route(network, "A", "B").links == ("L1",)


def test_a_second_link_between_the_same_nodes_is_kept_and_the_faster_one_taken():
    network = network_from_links("AB", [link("L1", "AB", 100, 20), link("L2", "BA", 50, 8)])
    assert bottleneck(network, "A", "B").rate_mbps == 150
    assert fastest_route(network, "A", "B").links == ("L2",)
    assert single_points_of_failure(network).links == set()


def test_the_best_upgrades_are_not_always_those_of_the_highest_gain_per_euro():
    # A–B 100, B–C 80. Alone, L1 gains nothing and L2 20; together 220 for 4 500 €; L3, 150 for 4 000 €.
    network = network_from_links("ABC", [link("L1", "AB", 100), link("L2", "BC", 80)])
    offers = [
        Upgrade(link=link("L1", "AB", 500), cost_eur=2000),
        Upgrade(link=link("L2", "BC", 300), cost_eur=2500),
        Upgrade(link=link("L3", "AC", 150), cost_eur=4000),
    ]

    def rate(each):
        return bottleneck(each, "A", "C").rate_mbps

    best = {budget: best_upgrades(network, offers, budget, rate)[0] for budget in (1999, 4000, 4500, 8500)}
    assert {budget: (set(each.options), each.worth) for budget, each in best.items()} == {
        1999: (set(), 80),
        4000: ({"L3"}, 230),
        4500: ({"L1", "L2"}, 300),
        8500: ({"L1", "L2", "L3"}, 450),
    }


def test_an_upgraded_link_takes_the_place_of_the_old_one():
    network = upgraded(BRIDGE, [link("L5", "BC", 400), link("L6", "AD", 10)])
    assert {each.name: each.capacity_mbps for each in links_of(network)} == {
        **dict.fromkeys(("L1", "L2", "L3", "L4"), 100),
        "L5": 400,
        "L6": 10,
    }
    assert {each.capacity_mbps for each in links_of(BRIDGE)} == {100}


def test_all_faults_of_a_network_are_told_at_once():
    links = [
        link("L1", "AB"),
        link("L1", "BC"),
        link("A", "AC"),
        link("L2", "AX"),
        link("L3", "BB"),
        link("L4", "AB", 0),
    ]
    with pytest.raises(FaultsError) as raised:
        network_from_links("ABC", [*links, link("L5", "AB", 10, float("nan"))])
    assert [fault.key for fault in raised.value.faults] == ["A", "L1", "L2", "L3", "L4", "L5"]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: required_rate_mbps(1e9, 0),
        lambda: busy_hour_rate_mbps(1e9, 0.2, 0),
        lambda: transfer_s(1e9, float("nan"), round_trip_ms=1),
        lambda: window_limited_rate_mbps(65536, 0),
        lambda: single_points_of_failure(BRIDGE, ["A", "Z"]),
        lambda: minimal_cut_sets(BRIDGE, "A", "A"),
        lambda: bottleneck(BRIDGE, "A", "A"),
        lambda: fastest_route(BRIDGE, "A", "Z"),
        lambda: minimal_cut_sets(
            network_from_links("AB", [link(f"L{rank}", "AB") for rank in range(60)]), "A", "B", maximum_order=5
        ),
    ],
)
def test_what_has_no_answer_is_refused(refused):
    with pytest.raises(DomainError, match="attendu|donner|baisser"):
        refused()
