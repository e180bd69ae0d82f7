"""The public tables of a site: positions, settings, rooms, points to be surveyed and free lines of sight."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..cases import Case
from ..errors import CaseError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_DAMAGED = "Fichier « {} » endommagé. Téléchargez de nouveau l’étude de cas."
_AXES = ("x_m", "y_m", "z_m")


@dataclass(frozen=True, eq=False, kw_only=True)
class Position:
    """A place where the scanner may stand.

    Parameters
    ----------
    index : int
        Column of the lines of sight.
    centre_m : ndarray, shape (3,), m
    setup_min : float, min
    visible_targets : int
    """

    index: int
    centre_m: Floats
    setup_min: float
    visible_targets: int


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A resolution of the scanner.

    Parameters
    ----------
    step_rad : float, rad
    scan_min : float, min
    """

    step_rad: float
    scan_min: float


@dataclass(frozen=True, kw_only=True)
class Room:
    """What is asked of a room.

    Parameters
    ----------
    name : str
    spacing_mm : float, mm
        Largest distance of neighbouring points.
    demanded_percent : float, %
    """

    name: str
    spacing_mm: float
    demanded_percent: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Site:
    """A site as its public tables describe it.

    Parameters
    ----------
    positions, settings, rooms : mapping
        By name or code, in the order of their files.
    points_m, normals : ndarray, shape (n, 3)
    point_rooms : ndarray of str, shape (n,)
    free : ndarray of bool, shape (positions, n)
        Whether nothing stands between position and point.
    """

    positions: Mapping[str, Position]
    settings: Mapping[str, Setting]
    rooms: Mapping[str, Room]
    points_m: Floats
    normals: Floats
    point_rooms: NDArray[np.str_]
    free: Flags

    @cached_property
    def spacing_mm(self) -> Floats:
        """Largest spacing permitted at each point, shape (n,), in mm."""
        return np.array([self.rooms[code].spacing_mm for code in self.point_rooms.tolist()])


def read_site(case: Case) -> Site:
    """Return the site that the files of a case describe.

    Raises
    ------
    CaseError
        If a table is missing or damaged.
    """
    positions, settings, rooms, points = (
        _read(case, name) for name in ("positions.csv", "reglages.csv", "pieces.csv", "points_a_relever.csv")
    )
    try:
        site = Site(
            positions={
                row["position"]: Position(
                    index=index,
                    centre_m=_numbers([row], _AXES)[0],
                    setup_min=float(row["mise_en_station_min"]),
                    visible_targets=int(row["cibles_visibles"]),
                )
                for index, row in enumerate(positions)
            },
            settings={
                row["resolution"]: Setting(step_rad=1e-3 * float(row["pas_mrad"]), scan_min=float(row["duree_min"]))
                for row in settings
            },
            rooms={
                row["piece"]: Room(
                    name=row["nom"],
                    spacing_mm=float(row["espacement_max_mm"]),
                    demanded_percent=float(row["couverture_min_pct"]),
                )
                for row in rooms
            },
            points_m=_numbers(points, _AXES),
            normals=_numbers(points, ("nx", "ny", "nz")),
            point_rooms=np.array([row["piece"] for row in points]),
            free=_read_free(case, len(points), [row["position"] for row in positions]),
        )
    except (KeyError, TypeError, ValueError):
        damaged = "positions.csv, reglages.csv, pieces.csv ou points_a_relever.csv"
        raise CaseError(_DAMAGED.format(damaged)) from None
    if unknown := sorted(set(site.point_rooms.tolist()) - set(site.rooms)):
        raise CaseError(f"Pièces absentes de pieces.csv : {', '.join(unknown[:5])}. Téléchargez de nouveau l’étude.")
    return site


def surveyed_points(site: Site, position: Position, setting: Setting, specification: Mapping[str, float]) -> Flags:
    """Return which points one station surveys: the five conditions of the specification, section 3.

    Parameters
    ----------
    site : Site
    position : Position
    setting : Setting
    specification : mapping
        Limits of range (m), incidence (°) and elevation (°).

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    lines = site.points_m - position.centre_m
    range_m = np.sqrt((lines**2).sum(axis=1))
    cos_incidence = -(lines * site.normals).sum(axis=1) / range_m
    within = (range_m >= specification["range_minimum_m"]) & (range_m <= specification["range_maximum_m"])
    frontal = cos_incidence >= math.cos(math.radians(specification["incidence_limit_deg"]))
    above = np.degrees(np.arcsin(np.clip(lines[:, 2] / range_m, -1, 1))) >= specification["lowest_elevation_deg"]
    sharp = 1e3 * range_m * math.tan(setting.step_rad) <= site.spacing_mm * cos_incidence
    return np.asarray(site.free[position.index] & within & frontal & above & sharp)


def _read(case: Case, name: str) -> list[dict[str, str]]:
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(rows: list[dict[str, str]], names: tuple[str, ...]) -> Floats:
    return np.array([[float(row[name]) for name in names] for row in rows])


def _read_free(case: Case, points: int, positions: list[str]) -> Flags:
    path = case.path("visibilite.csv")
    with path.open(encoding="utf-8") as file:
        header = file.readline().strip().split(",")
    try:
        columns = [header.index(name) for name in positions]
        free = np.loadtxt(path, dtype=np.uint8, delimiter=",", skiprows=1, usecols=columns, ndmin=2)
    except ValueError:
        raise CaseError(_DAMAGED.format("visibilite.csv")) from None
    if free.shape != (points, len(positions)):
        raise CaseError(_DAMAGED.format("visibilite.csv"))
    return np.ascontiguousarray(free.T == 1)
