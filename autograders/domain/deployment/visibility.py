"""What a scanner sees from where it may stand, and what of it is sharp enough to count."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..scanner import Scene
from .survey_points import Floats, SurveyPoints

Flags = NDArray[np.bool_]

# A ray that meets a surface this little before its point has met the point's own surface.
CONTACT_M = 0.005


@dataclass(frozen=True, eq=False, kw_only=True)
class Sight:
    """Lines between stations and points.

    Parameters
    ----------
    free : ndarray of bool, shape (stations, points)
        Whether the station lies in front of the point's surface and nothing stands between them.
    range_m : ndarray, shape (stations, points), m
    cos_incidence : ndarray, shape (stations, points)
        Cosine of the angle between line and normal; negative from behind.
    elevation_rad : ndarray, shape (stations, points), rad
        Of the point above the station's horizon.
    """

    free: Flags
    range_m: Floats
    cos_incidence: Floats
    elevation_rad: Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class Reach:
    """What a line must fulfil for its point to count as surveyed.

    Parameters
    ----------
    spacing_mm : float or ndarray of shape (points,), mm
        Largest distance of neighbouring points on the surface, for all or for each.
    incidence_rad : float, rad
        Largest angle between beam and normal.
    range_m : tuple of two float, m
        Shortest and longest.
    lowest_elevation_rad : float, rad
        Below it, the scanner's own foot is in the way.
    """

    spacing_mm: float | Floats
    incidence_rad: float
    range_m: tuple[float, float]
    lowest_elevation_rad: float = -math.pi / 2


def line_of_sight(scene: Scene, stations_m: ArrayLike, points: SurveyPoints) -> Flags:
    """Return from which stations each point can be seen, by ray casting.

    Parameters
    ----------
    scene : Scene
        Everything that can stand in the way, the surveyed surfaces included.
    stations_m : array_like, shape (k, 3), m
        Centres of the scanner.
    points : SurveyPoints
        Of ``n`` points.

    Returns
    -------
    ndarray of bool, shape (k, n)
        Whether the station lies in front of the point's surface and nothing stands between them.
    """
    stations = np.asarray(stations_m, dtype=np.float64)
    free = np.zeros((len(stations), len(points)), dtype=bool)
    for station, row in zip(stations, free, strict=True):
        lines = points.positions_m - station
        facing = np.einsum("ni,ni->n", lines, points.normals) < 0
        if facing.any():
            origins = np.broadcast_to(station, (int(facing.sum()), 3))
            # Along the whole line the distance is 1; what is hit before is in the way.
            gap = 1 - scene.cast(origins, lines[facing]).distance
            row[facing] = gap * np.linalg.norm(lines[facing], axis=1) < CONTACT_M
    return free


def sight(free: Flags, stations_m: ArrayLike, positions_m: ArrayLike, normals: ArrayLike) -> Sight:
    """Return the lines from stations to points: what ray casting told, and what follows from coordinates.

    Parameters
    ----------
    free : ndarray of bool, shape (k, n)
        As ``line_of_sight`` returns it.
    stations_m : array_like, shape (k, 3), m
    positions_m, normals : array_like, shape (n, 3)
        Of the points; unit normals.

    Returns
    -------
    Sight

    Examples
    --------
    >>> lines = sight(np.array([[True]]), [[0, 0, 1]], [[0, 3, 5]], [[0, 0, -1]])
    >>> lines.range_m.tolist(), lines.cos_incidence.tolist(), lines.elevation_rad.round(3).tolist()
    ([[5.0]], [[0.8]], [[0.927]])
    """
    lines = np.asarray(positions_m, dtype=np.float64) - np.asarray(stations_m, dtype=np.float64)[:, None]
    range_m = np.linalg.norm(lines, axis=2)
    return Sight(
        free=free,
        range_m=range_m,
        cos_incidence=-np.einsum("kni,ni->kn", lines, np.asarray(normals, dtype=np.float64)) / range_m,
        elevation_rad=np.arcsin(np.clip(lines[..., 2] / range_m, -1, 1)),
    )


def surveyed(lines: Sight, step_rad: ArrayLike, reach: Reach) -> Flags:
    """Return which points each station surveys with its angular step.

    A point counts if its line is free, its range and incidence are within reach, it lies above the blind cone,
    and the spacing R·tan Δ/cos α does not exceed its limit.

    Parameters
    ----------
    lines : Sight
    step_rad : float or array_like of shape (stations,), rad
        Angular step Δ of all stations or of each.
    reach : Reach

    Returns
    -------
    ndarray of bool, shape (stations, points)

    Examples
    --------
    >>> lines = Sight(
    ...     free=np.array([[True, True, False]] * 2),
    ...     range_m=np.array([[5.0, 20.0, 5.0]] * 2),
    ...     cos_incidence=np.ones((2, 3)),
    ...     elevation_rad=np.zeros((2, 3)),
    ... )
    >>> reach = Reach(spacing_mm=10, incidence_rad=1.0, range_m=(0.5, 50))
    >>> surveyed(lines, [1e-3, 4e-4], reach).tolist()
    [[True, False, False], [True, True, False]]
    """
    nearest_m, farthest_m = reach.range_m
    # R·tan Δ ≤ s·cos α rather than R·tan Δ/cos α ≤ s: nothing is divided by 0.
    tangent = np.tan(np.asarray(step_rad, dtype=np.float64))[..., None]
    sharp = 1e3 * lines.range_m * tangent <= reach.spacing_mm * lines.cos_incidence
    within = (lines.range_m >= nearest_m) & (lines.range_m <= farthest_m)
    frontal = lines.cos_incidence >= math.cos(reach.incidence_rad)
    above = lines.elevation_rad >= reach.lowest_elevation_rad
    return np.asarray(lines.free & sharp & within & frontal & above)


def pack_flags(flags: Flags) -> list[str]:
    """Return each row as hexadecimal digits, eight flags in two digits, for a compact truth.

    Examples
    --------
    >>> pack_flags(np.array([[True] + [False] * 7 + [True]]))
    ['8080']
    """
    return [row.tobytes().hex() for row in np.packbits(flags, axis=1)]


def unpack_flags(rows: Sequence[str], count: int) -> Flags:
    """Return what ``pack_flags`` was given.

    Parameters
    ----------
    rows : sequence of str
    count : int
        Number of flags in a row.

    Examples
    --------
    >>> unpack_flags(["8080"], 9).nonzero()[1].tolist()
    [0, 8]
    """
    packed = np.array([list(bytes.fromhex(row)) for row in rows], dtype=np.uint8)
    return np.unpackbits(packed, axis=1, count=count).astype(bool)
