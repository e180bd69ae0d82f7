"""Deployment: points that stand for surfaces, what stations see of them, plans and how they hang together."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograders.domain.deployment import (
    Options,
    Reach,
    Requirement,
    Sight,
    coverage_by_zone,
    covered,
    find_plan,
    is_connected,
    isolated_groups,
    line_of_sight,
    links_to_anchors,
    meets,
    overlap_graph,
    overlaps,
    pack_flags,
    sight,
    spread_points,
    surveyed,
    unpack_flags,
)
from autograders.domain.errors import DomainError
from autograders.domain.point_cloud import theoretical_spacing_mm
from autograders.domain.scanner import Mesh, Scene

FLAGS = arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 20)))


def quad(corner, first, second):
    a, u, v = (np.array(vector, dtype=float) for vector in (corner, first, second))
    return np.array([a, a + u, a + u + v, a + v]), np.array([[0, 1, 2], [0, 2, 3]])


def floor_points(area_m2=0.05):
    return spread_points(*quad([0, 0, 0], [4, 0, 0], [0, 2, 0]), area_m2=area_m2)


def test_points_are_spread_evenly():
    points = floor_points(0.01)
    assert len(points) == 800
    counts, _, _ = np.histogram2d(*points.positions_m[:, :2].T, bins=[4, 2], range=[[0, 4], [0, 2]])
    # A square metre in eight, 100 points each; a random draw would scatter by √(100·7/8) = 9.4 in each of them.
    assert np.abs(counts - 100).max() <= 8
    assert counts.std() < 9.4 / 2


@given(st.lists(st.floats(0.2, 3.0), min_size=2, max_size=6))
def test_each_triangle_gets_its_share_to_within_one(sides):
    corners = np.array([[[0, 0, i], [side, 0, i], [0, side, i]] for i, side in enumerate(sides)], dtype=float)
    triangles = np.arange(3 * len(sides)).reshape(-1, 3)
    points = spread_points(corners.reshape(-1, 3), triangles, area_m2=0.02)
    counts = np.bincount(points.triangle, minlength=len(sides))
    assert np.abs(counts - np.square(sides) / 2 / 0.02).max() <= 1 + 1e-6


def test_a_step_larger_than_the_surface_is_refused():
    with pytest.raises(DomainError, match="aire totale"):
        floor_points(area_m2=9.0)


def test_a_wall_hides_what_lies_in_its_shadow():
    # A wall 1 m high at x = 2, the scanner 2 m above the floor's west end: its shadow reaches to x = 4.
    floor, wall = quad([0, 0, 0], [6, 0, 0], [0, 2, 0]), quad([2, -5, 0], [0, 12, 0], [0, 0, 1])
    scene = Scene([Mesh(name=str(i), vertices_m=v, triangles=t) for i, (v, t) in enumerate((floor, wall))])
    points = spread_points(*floor, area_m2=0.01)
    free = line_of_sight(scene, [[0, 1, 2]], points)[0]
    x = points.positions_m[:, 0]
    assert (free == ((x < 2) | (x > 4)))[(np.abs(x - 2) > 0.02) & (np.abs(x - 4) > 0.02)].all()


def test_a_surface_is_not_seen_from_behind():
    floor = quad([0, 0, 0], [4, 0, 0], [0, 2, 0])
    scene = Scene([Mesh(name="floor", vertices_m=floor[0], triangles=floor[1])])
    free = line_of_sight(scene, [[2, 1, 1], [2, 1, -1]], floor_points())
    assert free.all(axis=1).tolist() == [True, False]
    assert not free[1].any()


def test_range_incidence_and_elevation_follow_from_coordinates():
    lines = sight(np.array([[True]]), [[0, 0, 3]], [[4, 0, 0]], [[0, 0, 1]])
    # A 3-4-5 triangle.
    assert (lines.range_m[0, 0], lines.cos_incidence[0, 0]) == pytest.approx((5.0, 0.6))
    assert lines.elevation_rad[0, 0] == pytest.approx(-math.asin(0.6))


@pytest.mark.parametrize(
    "limits",
    [
        {"spacing_mm": 8.0},
        {"incidence_rad": math.radians(50)},
        {"range_m": (0.5, 4.9)},
        {"range_m": (5.1, 50)},
        {"lowest_elevation_rad": -0.6},
    ],
    ids=str,
)
def test_each_limit_alone_rules_a_point_out(limits):
    lines = sight(np.array([[True]]), [[0, 0, 3]], [[4, 0, 0]], [[0, 0, 1]])
    wide = {"spacing_mm": 8.5, "incidence_rad": math.radians(60), "range_m": (0.5, 50)}
    # 5 m · tan 1 mrad / 0.6 = 8.33 mm; incidence 53.1°; elevation −0.644 rad.
    assert surveyed(lines, 1e-3, Reach(**wide))[0, 0]
    assert not surveyed(lines, 1e-3, Reach(**(wide | limits)))[0, 0]


@given(st.floats(1, 30), st.floats(0, 1.3), st.floats(0.2e-3, 5e-3), st.floats(1, 60))
def test_the_spacing_is_the_theoretical_one(range_m, incidence_rad, step_rad, limit_mm):
    lines = Sight(
        free=np.array([[True]]),
        range_m=np.array([[range_m]]),
        cos_incidence=np.array([[math.cos(incidence_rad)]]),
        elevation_rad=np.zeros((1, 1)),
    )
    reach = Reach(spacing_mm=limit_mm, incidence_rad=1.5, range_m=(0.1, 100))
    spacing = theoretical_spacing_mm(range_m, step_rad, incidence_rad)
    if abs(spacing - limit_mm) > 1e-9 * limit_mm:
        assert surveyed(lines, step_rad, reach)[0, 0] == (spacing < limit_mm)


@given(FLAGS)
def test_coverage_never_falls_when_a_station_is_added(flags):
    zones = np.array([f"Z{index % 3}" for index in range(flags.shape[1])])
    shares = [coverage_by_zone(covered(flags[: count + 1]), zones) for count in range(len(flags))]
    for fewer, more in itertools.pairwise(shares):
        assert all(fewer[zone] <= more[zone] for zone in fewer)


@given(FLAGS)
def test_overlap_is_symmetric_and_a_station_overlaps_wholly_with_one_that_sees_all_it_sees(flags):
    shares = overlaps(np.vstack([flags, flags.any(axis=0)]))
    assert (shares == shares.T).all()
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (shares[-1][:-1] == flags.any(axis=1)).all()


@given(FLAGS, st.floats(0.05, 1))
def test_connection_is_that_of_the_graph(flags, minimum):
    names = [f"S{index}" for index in range(len(flags))]
    graph = overlap_graph(flags, names, minimum)
    linked = overlaps(flags) >= minimum
    assert is_connected(linked) == nx.is_connected(graph)
    assert len(isolated_groups(flags, names, minimum)) == nx.number_connected_components(graph)


def test_links_are_counted_from_the_nearest_anchor():
    graph = nx.path_graph(["S1", "S2", "S3", "S4"])
    graph.add_node("S5")
    assert links_to_anchors(graph, ["S1", "S4", "S9"]) == {"S1": 0, "S2": 1, "S3": 1, "S4": 0, "S5": None}
    assert set(links_to_anchors(graph, []).values()) == {None}


@given(FLAGS)
def test_packed_flags_come_back(flags):
    assert (unpack_flags(pack_flags(flags), flags.shape[1]) == flags).all()


def corridor():
    """Twelve points in a row, stations that see four each, one point apart; two settings, the dear one sees six."""
    near = np.array([[start <= point < start + 4 for point in range(12)] for start in range(9)])
    far = np.array([[start - 1 <= point < start + 5 for point in range(12)] for start in range(9)])
    return Options(
        surveyed=np.vstack([near, far]),
        minutes=np.repeat([10.0, 19.0], 9),
        place=np.tile(np.arange(9), 2),
    )


def requirement(total, overlap):
    return Requirement(total=total, by_zone=np.array([0.5, 0.5]), zone=np.repeat([0, 1], 6), overlap=overlap)


def smallest_by_trying_all(options, wanted):
    for count in range(1, 6):
        plans = [
            plan
            for plan in itertools.combinations(range(len(options.minutes)), count)
            if len({options.place[item] for item in plan}) == count and meets(plan, options, wanted)
        ]
        if plans:
            return count
    raise AssertionError


@pytest.mark.parametrize(("total", "overlap"), [(1.0, 0.25), (0.75, 0.25), (1.0, 0.5), (0.5, 0.25)])
def test_a_plan_is_found_that_meets_the_requirement_with_as_few_stations_as_trying_all_finds(total, overlap):
    options, wanted = corridor(), requirement(total, overlap)
    plan = find_plan(options, wanted, range(0, 18, 2))
    assert meets(plan, options, wanted)
    assert len(plan) == smallest_by_trying_all(options, wanted)


def test_a_plan_that_covers_all_in_two_parts_does_not_meet_the_requirement():
    options = corridor()
    # Points 0 to 3, 4 to 7 and 8 to 11: everything, and nothing in common.
    assert not meets([0, 4, 8], options, requirement(1.0, 0.25))
    assert meets([0, 4, 8], options, requirement(1.0, 0.0))


def test_what_the_positions_do_not_allow_is_refused():
    blind = Options(surveyed=np.array([[True, False]]), minutes=np.ones(1), place=np.zeros(1, dtype=int))
    wanted = Requirement(total=1.0, by_zone=np.array([1.0]), zone=np.zeros(2, dtype=int), overlap=0.1)
    with pytest.raises(DomainError, match="aucun plan"):
        find_plan(blind, wanted, [0])
