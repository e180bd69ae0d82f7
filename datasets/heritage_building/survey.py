"""What is to be surveyed in the mill, how sharp, and what the permitted positions see of it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.domain.building import BuildingMesh
from autograders.domain.deployment import (
    Reach,
    Sight,
    SurveyPoints,
    line_of_sight,
    sight,
    spread_points,
    surveyed,
)
from autograders.domain.point_cloud import dome_point_count
from autograders.domain.scanner import Mesh, Scene

from . import dimensions

Floats = NDArray[np.float64]

POINT_AREA_M2 = 0.4
# In front of its surface by this much, a point is inside its room.
STEP_OUT_M = 0.05
FIELD_OF_VIEW_RAD, LOWEST_ELEVATION_RAD = math.radians(300), math.radians(-60)
STEPS_MRAD = {"rapide": 3.1, "moyenne": 1.6, "fine": 0.8}
AVERAGING = 16
# Spacing asked for in each place, in mm: mouldings and vault fine, façades coarse.
SPACING_MM = {
    "0.1": 12,
    "0.2": 8,
    "0.3": 15,
    "0.4": 20,
    "1.1": 12,
    "1.2": 12,
    "1.3": 15,
    "2.1": 20,
    "E.1": 20,
    "E.2": 25,
}
FACADES_NAME = "Façades"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A resolution of the scanner and what one scan at it costs.

    Parameters
    ----------
    resolution : str
    step_mrad : float, mrad
    points : int
        Of a full dome.
    duration_min : float, min
        Scan and panorama.
    """

    resolution: str
    step_mrad: float
    points: int
    duration_min: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Survey:
    """Surfaces to be surveyed as points, and the lines from the permitted positions to them.

    Parameters
    ----------
    points : SurveyPoints
    zone : ndarray of str, shape (points,)
        Code of the room of each.
    element : ndarray of int, shape (points,)
        Index of the element of each.
    lines : Sight
        Of shape (positions, points).
    """

    points: SurveyPoints
    zone: NDArray[np.str_]
    element: NDArray[np.int64]
    lines: Sight


def occluders(mesh: BuildingMesh) -> BuildingMesh:
    """Return what stands in the way: doors are open while the building is surveyed, windows shut."""
    return mesh.without({"IfcDoor"})


def survey(mesh: BuildingMesh, mill: Any, stations_m: Floats) -> Survey:
    """Return the points to be surveyed and what each position sees of them, by ray casting."""
    surfaces = mesh.without({"IfcDoor", "IfcWindow"})
    everywhere = spread_points(surfaces.vertices_m, surfaces.triangles, area_m2=POINT_AREA_M2)
    element = surfaces.element[everywhere.triangle]
    covering = np.array([item.object_type == "ROOF" for item in mesh.elements])[element]
    zone = _zones(everywhere, covering, mill)
    wanted = zone != ""
    # Rounded as the files print them: whoever reads them computes with the same numbers.
    points = SurveyPoints(
        positions_m=everywhere.positions_m[wanted].round(4),
        normals=everywhere.normals[wanted].round(6),
        triangle=everywhere.triangle[wanted],
        area_m2=POINT_AREA_M2,
    )
    blocking = occluders(mesh)
    scene = Scene([Mesh(name="moulin", vertices_m=blocking.vertices_m, triangles=blocking.triangles)])
    free = line_of_sight(scene, stations_m, points)
    return Survey(
        points=points,
        zone=zone[wanted],
        element=element[wanted],
        lines=sight(free, stations_m, points.positions_m, points.normals),
    )


def draw_settings(rng: np.random.Generator) -> tuple[tuple[Setting, ...], float]:
    """Return the scanner's settings and its rate in points a second."""
    rate = float(rng.integers(44, 62)) * 1e4
    panorama_min = float(rng.integers(8, 15)) / 10
    settings = []
    for name, step_mrad in STEPS_MRAD.items():
        points = dome_point_count(1e-3 * step_mrad, FIELD_OF_VIEW_RAD)
        minutes = round(points * AVERAGING / rate / 60 + panorama_min, 1)
        settings.append(Setting(resolution=name, step_mrad=step_mrad, points=points, duration_min=minutes))
    return tuple(settings), rate


def reach(zone: NDArray[np.str_], incidence_deg: float, range_m: tuple[float, float]) -> Reach:
    """Return what a line must fulfil, the spacing by the zone of its point."""
    return Reach(
        spacing_mm=np.array([SPACING_MM[code] for code in zone], dtype=np.float64),
        incidence_rad=math.radians(incidence_deg),
        range_m=range_m,
        lowest_elevation_rad=LOWEST_ELEVATION_RAD,
    )


def surveyed_by_option(lines: Sight, settings: tuple[Setting, ...], limits: Reach) -> NDArray[np.bool_]:
    """Return which points each position surveys at each setting, positions within settings."""
    return np.vstack([surveyed(lines, 1e-3 * setting.step_mrad, limits) for setting in settings])


def _zones(points: SurveyPoints, covering: NDArray[np.bool_], mill: Any) -> NDArray[np.str_]:
    """Return the code of the place that each point faces; empty for what is no part of the survey."""
    outside = points.positions_m + STEP_OUT_M * points.normals
    zone = np.full(len(points), "", dtype="<U3")
    for room in dimensions.rooms(mill):
        zone[room.solid.contains(outside)] = room.code
    x, y, z = outside.T
    hall_x, hall_y = mill.hall_x_m, mill.hall_y_m
    built = (x > 0) & (x < mill.length_m) & (y > 0) & (y < mill.width_m)
    built |= (x > hall_x[0]) & (x < hall_x[1]) & (y > hall_y[0]) & (y < hall_y[1])
    # Roofs are surveyed from the air by others, and so is what lies beyond the race.
    near = y < mill.race_y_m[0] - dimensions.RACE_WALL_M
    zone[(zone == "") & ~built & ~covering & near & (z > 0)] = dimensions.FACADES
    return zone
