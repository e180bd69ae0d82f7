"""The reference plan of stations, and the requirements that it meets with a little room."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.domain.deployment import (
    Options,
    Requirement,
    coverage_by_zone,
    covered,
    find_plan,
    links_to_anchors,
    meets,
    overlap_graph,
)

STARTS = 4
# Room that the limits leave above the reference plan.
STATION_ROOM, MINUTE_ROOM = 1.15, 1.15


@dataclass(frozen=True, eq=False, kw_only=True)
class Deployment:
    """What is asked of the plan, and a plan that meets it.

    Parameters
    ----------
    options : Options
        Positions within settings.
    requirement : Requirement
    zones : tuple of str
        Codes in the order of the requirement.
    minimum_percent : tuple of int, %
        Of each zone.
    total_percent : int, %
    reference : list of int
        Options of the reference plan.
    station_limit : int
    minutes_limit : int
    """

    options: Options
    requirement: Requirement
    zones: tuple[str, ...]
    minimum_percent: tuple[int, ...]
    total_percent: int
    reference: list[int]
    station_limit: int
    minutes_limit: int


def draw_deployment(
    surveyed_points: NDArray[np.bool_],
    zone: NDArray[np.str_],
    setup_min: NDArray[np.float64],
    scan_min: list[float],
    *,
    overlap: float,
    rng: np.random.Generator,
) -> Deployment:
    """Return requirements drawn below what all positions together reach, and a reference plan for them."""
    place = np.tile(np.arange(len(setup_min)), len(scan_min))
    minutes = np.concatenate([setup_min + scan for scan in scan_min])
    options = Options(surveyed=surveyed_points, minutes=minutes, place=place)
    best = coverage_by_zone(covered(surveyed_points), zone)
    percents = tuple(math.floor(100 * share * rng.uniform(0.79, 0.84)) for share in best.values())
    total = math.floor(100 * covered(surveyed_points).mean() * rng.uniform(0.85, 0.87))
    requirement = Requirement(
        total=total / 100,
        by_zone=np.array(percents) / 100,
        zone=np.searchsorted(list(best), zone),
        overlap=overlap,
    )
    starts = rng.choice(np.flatnonzero(surveyed_points.any(axis=1)), STARTS, replace=False)
    reference = find_plan(options, requirement, starts.tolist())
    spent = float(minutes[reference].sum())
    return Deployment(
        options=options,
        requirement=requirement,
        zones=tuple(best),
        minimum_percent=percents,
        total_percent=total,
        reference=reference,
        station_limit=math.ceil(STATION_ROOM * len(reference)),
        minutes_limit=5 * math.ceil(MINUTE_ROOM * spent / 5),
    )


def farthest_links(deployment: Deployment, names: list[str], anchors: list[str]) -> int | None:
    """Return how many links part the reference plan's farthest station from the control network."""
    places = deployment.options.place[deployment.reference]
    graph = overlap_graph(
        deployment.options.surveyed[deployment.reference],
        [names[place] for place in places],
        deployment.requirement.overlap,
    )
    links = list(links_to_anchors(graph, anchors).values())
    return None if None in links else max(link for link in links if link is not None)


def naive_plan(deployment: Deployment, zones: list[str], resolution: int) -> list[int]:
    """Return as many stations as the limit allows, dealt to the rooms in turn, all at one resolution.

    This is what comes of spreading stations evenly instead of looking at what they see.
    """
    queues = {code: [index for index, zone in enumerate(zones) if zone == code] for code in deployment.zones}
    dealt: list[int] = []
    while len(dealt) < deployment.station_limit:
        for code in deployment.zones:
            if queues[code] and len(dealt) < deployment.station_limit:
                dealt.append(queues[code].pop(0))
    return sorted(resolution * len(zones) + place for place in dealt)


def shortfall(deployment: Deployment, plan: list[int]) -> dict[str, Any]:
    """Return what a plan reaches and costs, and whether it meets everything."""
    seen = covered(deployment.options.surveyed[plan])
    minutes = float(deployment.options.minutes[plan].sum())
    sound = meets(plan, deployment.options, deployment.requirement)
    within = len(plan) <= deployment.station_limit and minutes <= deployment.minutes_limit
    return {"coverage": float(seen.mean()), "minutes": minutes, "stations": len(plan), "accepted": sound and within}
