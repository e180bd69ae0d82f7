"""Replaying a protocol on the truth: what its stations survey, how they hold together, how they are registered."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograders.domain.deployment import (
    Reach,
    covered,
    isolated_groups,
    links_to_anchors,
    overlap_graph,
    sight,
    surveyed,
    unpack_flags,
)
from autograders.domain.errors import DomainError
from autograders.domain.registration import check_errors_mm, register, root_mean_square_mm
from autograders.model.case import JudgedCase

from .words import MEASURES

Flags = NDArray[np.bool_]
Chosen = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Registered:
    """Root mean square errors of one station, in mm; ``None`` where there is no check point."""

    ties_mm: float
    checks_mm: float | None


def surveyed_points(case: JudgedCase, chosen: Chosen, parameters: Mapping[str, float]) -> Flags:
    """Return which points each declared station surveys, shape (stations, points).

    Parameters
    ----------
    chosen : sequence of (position, setting)
    parameters : mapping
        In the units asked for.
    """
    truth, unit = case.truth, MEASURES.named(case.truth["report"]["step_unit"])
    points, places = truth["points"], [place for place, _ in chosen]
    free = unpack_flags([truth["sight"][place] for place in places], len(points["positions_m"]))
    lines = sight(free, truth["positions"]["centre_m"][places], points["positions_m"], points["normals"])
    reach = Reach(
        spacing_mm=np.asarray(points["spacing_mm"]),
        incidence_rad=math.radians(parameters["incidence_max"]),
        range_m=(parameters["portee_min"], parameters["portee_max"]),
        lowest_elevation_rad=math.radians(parameters["elevation_min"]),
    )
    names = [truth["settings"][setting]["resolution"] for _, setting in chosen]
    steps_rad = [1e-3 * MEASURES.converted(parameters[f"pas_{name}"], unit, "mrad") for name in names]
    return surveyed(lines, steps_rad, reach)


def coverage_percent(seen: Flags) -> float:
    """Return the share of the points that one station at least surveys, in %."""
    return 100.0 * float(covered(seen).mean())


def minutes(case: JudgedCase, chosen: Chosen, *, with_setup: bool = True) -> float:
    """Return how long the stations take."""
    scans = sum(float(case.truth["settings"][setting]["duration_min"]) for _, setting in chosen)
    setups = sum(float(case.truth["positions"]["setup_min"][place]) for place, _ in chosen)
    return scans + (setups if with_setup else 0.0)


def group_count(seen: Flags, names: Sequence[str], overlap_percent: float) -> int:
    """Return in how many groups the overlaps leave the stations."""
    return len(isolated_groups(seen, names, overlap_percent / 100))


def farthest_links(seen: Flags, names: Sequence[str], anchors: Sequence[str], overlap_percent: float) -> int | None:
    """Return how many links part the farthest station from the control network, of those that are reached."""
    links = links_to_anchors(overlap_graph(seen, names, overlap_percent / 100), anchors)
    reached = [count for count in links.values() if count is not None]
    return max(reached) if reached else None


def out_of_turn(seen: Flags, names: Sequence[str], anchors: Sequence[str], overlap_percent: float) -> list[str]:
    """Return the stations that, at their turn, neither the control network nor a station before holds."""
    graph = overlap_graph(seen, names, overlap_percent / 100)
    return [
        name
        for turn, name in enumerate(names)
        if turn and name not in anchors and not any(graph.has_edge(name, earlier) for earlier in names[:turn])
    ]


def registered(case: JudgedCase, station: str, roles: Mapping[str, str]) -> Registered | None:
    """Return a station registered on exactly the targets that the protocol ties it to; ``None`` if that cannot be.

    Parameters
    ----------
    station : str
    roles : mapping
        By target that was observed there.
    """
    targets, observed = case.truth["network"]["targets"], case.truth["network"]["observations"][station]

    def points(role: str) -> tuple[list[list[float]], list[list[float]]]:
        names = [name for name, own in roles.items() if own == role]
        return [observed[name] for name in names], [targets[name]["position_m"] for name in names]

    checks = points("controle")
    try:
        found = register(*points("calage"))
    except DomainError:
        return None
    checks_mm = root_mean_square_mm(check_errors_mm(found.pose, *checks)) if checks[0] else None
    return Registered(found.rmse_mm, checks_mm)
