"""The candidate's own plan, counted again from the truth: what the judges of both criteria read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from autograders.criteria import folded, wrong
from autograders.domain.deployment import (
    Reach,
    coverage_by_zone,
    covered,
    isolated_groups,
    links_to_anchors,
    overlap_graph,
    overlaps,
    sight,
    surveyed,
    unpack_flags,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

# A point exactly at a limit may fall on either side of it, by another way of counting: half a point of overlap.
OVERLAP_SLACK = 0.005
# A plan that surveys less than that share of what is demanded is no basis for sizing anything.
SERIOUS_SHARE = 1 / 3
UNLIMITED_MM = 1e9


@dataclass(frozen=True, eq=False, kw_only=True)
class OwnPlan:
    """A plan as declared, and what it gives.

    Parameters
    ----------
    stations : tuple of (position, resolution)
        Those that exist, in the order of the plan.
    unknown, repeated : tuple of str
        What does not exist, and positions that are used more than once.
    visible, unspaced, surveyed : ndarray of bool, shape (stations, points)
        Free lines alone; all conditions but the spacing; all conditions.
    zones : ndarray of str, shape (points,)
    setup_min, scan_min : float, min
    scan_points : int
        Of all scans.
    anchors : frozenset of str
        Positions that are tied to the control network.
    minimum_overlap : float
        Share from which two stations can be put together.
    """

    stations: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    visible: Flags
    unspaced: Flags
    surveyed: Flags
    zones: NDArray[np.str_]
    setup_min: float
    scan_min: float
    scan_points: int
    anchors: frozenset[str]
    minimum_overlap: float

    @property
    def minutes(self) -> float:
        """Time on site."""
        return self.setup_min + self.scan_min

    @property
    def coverage(self) -> float:
        """Share of all the points that one station at least surveys."""
        return float(covered(self.surveyed).mean())

    @property
    def coverage_by_room(self) -> dict[str, float]:
        """Share of the points of each room."""
        return coverage_by_zone(covered(self.surveyed), self.zones)

    @property
    def names(self) -> list[str]:
        """Names of the stations, made different where a position is used twice."""
        return [f"{position} #{index}" for index, (position, _) in enumerate(self.stations)]

    @cached_property
    def groups(self) -> list[list[str]]:
        """Positions that hang together, the largest group first."""
        groups = isolated_groups(self.surveyed, self.names, self.minimum_overlap - OVERLAP_SLACK)
        return [[name.split(" ")[0] for name in group] for group in groups]

    @cached_property
    def farthest_links(self) -> int | None:
        """Links of the farthest station that a way leads to; ``None`` where no station is tied."""
        tied = [name for name in self.names if name.split(" ")[0] in self.anchors]
        graph = overlap_graph(self.surveyed, self.names, self.minimum_overlap)
        return max((links for links in links_to_anchors(graph, tied).values() if links is not None), default=None)


def own_plan(answers: Answers, case: JudgedCase) -> OwnPlan | None:
    """Return the declared plan, or ``None`` where it names no station that exists."""
    places = {folded(name): index for index, name in enumerate(case.truth["positions"]["names"])}
    settings = {folded(setting["resolution"]): setting for setting in case.truth["settings"]}
    rows = [(folded(row["position"]), folded(row["resolution"])) for row in answers.rows("station_plan") or ()]
    known = [(places[place], settings[name]) for place, name in rows if place in places and name in settings]
    if not known:
        return None
    return _counted(case, known, [" ".join(row) for row in rows if row[0] not in places or row[1] not in settings])


def no_plan(answers: Answers, weights: Mapping[str, float], plan: OwnPlan | None) -> list[Check]:
    """Return the checks of figures that cannot be judged because there is no plan that they could follow from."""
    message = "Chiffre sans plan de stations : donnez d’abord station_plan."
    if plan is not None:
        message = "Votre plan relève trop peu du moulin pour que ses chiffres soient jugés : complétez-le d’abord."
    return [wrong(answers[name].declaration.label, weight, message) for name, weight in weights.items()]


def is_serious(plan: OwnPlan | None, case: JudgedCase) -> bool:
    """Return whether a plan surveys enough of the mill for figures to be drawn from it."""
    demanded = case.specification.number("coverage_total_percent") / 100
    return plan is not None and plan.coverage >= SERIOUS_SHARE * demanded


def critical_overlap(shares: Floats) -> float:
    """Return the largest threshold at which all stations still hang together: the least edge of the maximum tree.

    Examples
    --------
    >>> critical_overlap(np.array([[1, 0.5, 0.1], [0.5, 1, 0.3], [0.1, 0.3, 1]]))
    0.3
    """
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (first, second, float(shares[first, second])) for first in range(len(shares)) for second in range(first)
    )
    tree = nx.maximum_spanning_tree(graph)
    return min((share for _, _, share in tree.edges(data="weight")), default=1.0)


def overlaps_with(surveyed_points: Flags, kind: str) -> Floats:
    """Return overlaps divided by the smaller count, or by what is taken for it: the larger, or the union.

    Examples
    --------
    >>> flags = np.array([[True, True, True, False], [False, False, True, True]])
    >>> [float(overlaps_with(flags, kind)[0, 1].round(2)) for kind in ("smaller", "larger", "union")]
    [0.5, 0.33, 0.25]
    """
    if kind == "smaller":
        return overlaps(surveyed_points)
    counted = surveyed_points.astype(np.float64)
    common = counted @ counted.T
    counts = common.diagonal()
    whole = np.maximum.outer(counts, counts) if kind == "larger" else np.add.outer(counts, counts) - common
    return np.asarray(common / np.maximum(whole, 1))


def _counted(case: JudgedCase, known: Sequence[tuple[int, Mapping[str, Any]]], unknown: Sequence[str]) -> OwnPlan:
    positions, points, terms = case.truth["positions"], case.truth["points"], case.specification
    where = [place for place, _ in known]
    names = [positions["names"][place] for place in where]
    lines = sight(
        unpack_flags([case.truth["sight"][place] for place in where], len(points["zones"])),
        np.asarray(positions["centre_m"])[where],
        points["positions_m"],
        points["normals"],
    )
    within = {
        "incidence_rad": math.radians(terms.number("incidence_limit_deg")),
        "range_m": (terms.number("range_minimum_m"), terms.number("range_maximum_m")),
        "lowest_elevation_rad": math.radians(terms.number("lowest_elevation_deg")),
    }
    steps_rad = [1e-3 * setting["step_mrad"] for _, setting in known]
    counts = zip(positions["names"], positions["visible_targets"], strict=True)
    return OwnPlan(
        stations=tuple((name, str(setting["resolution"])) for name, (_, setting) in zip(names, known, strict=True)),
        unknown=tuple(unknown),
        repeated=tuple(sorted({name for name in names if names.count(name) > 1})),
        visible=lines.free,
        unspaced=surveyed(lines, 0.0, Reach(spacing_mm=UNLIMITED_MM, **within)),
        surveyed=surveyed(lines, steps_rad, Reach(spacing_mm=np.asarray(points["spacing_mm"]), **within)),
        zones=np.array(points["zones"]),
        setup_min=float(sum(positions["setup_min"][place] for place in where)),
        scan_min=float(sum(setting["duration_min"] for _, setting in known)),
        scan_points=sum(int(setting["points"]) for _, setting in known),
        anchors=frozenset(name for name, count in counts if count >= terms.number("anchor_targets")),
        minimum_overlap=terms.number("overlap_percent") / 100,
    )
