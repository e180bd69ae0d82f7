"""What a scanner sees from where it may stand, and what of it is sharp enough to count."""

import math
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


def look(scene: Scene, stations_m: ArrayLike, points: SurveyPoints) -> Sight:
    """Return the lines from stations to points of a scene, by ray casting.

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
    Sight
        Of shape (k, n).
    """
    stations = np.asarray(stations_m, dtype=np.float64)
    lines = points.positions_m - stations[:, None]
    range_m = np.linalg.norm(lines, axis=2)
    cosines = -np.einsum("kni,ni->kn", lines, points.normals) / range_m
    free = np.zeros(range_m.shape, dtype=bool)
    for station, line, distance_m, cosine, row in zip(stations, lines, range_m, cosines, free, strict=True):
        facing = cosine > 0
        origins = np.broadcast_to(station, (int(facing.sum()), 3))
        if len(origins):
            # Along the whole line the distance is 1; what is hit before is in the way.
            gap_m = (1 - scene.cast(origins, line[facing]).distance) * distance_m[facing]
            row[facing] = gap_m < CONTACT_M
    return Sight(
        free=free,
        range_m=range_m,
        cos_incidence=cosines,
        elevation_rad=np.arcsin(np.clip(lines[..., 2] / range_m, -1, 1)),
    )


def surveyed(sight: Sight, step_rad: float, reach: Reach) -> Flags:
    """Return which points each station surveys with an angular step.

    A point counts if its line is free, its range and incidence are within reach, it lies above the blind cone,
    and the spacing R·tan Δ/cos α does not exceed its limit.

    Parameters
    ----------
    sight : Sight
    step_rad : float, rad
        Angular step Δ.
    reach : Reach

    Returns
    -------
    ndarray of bool, shape (stations, points)

    Examples
    --------
    >>> sight = Sight(
    ...     free=np.array([[True, True, False]]),
    ...     range_m=np.array([[5.0, 20.0, 5.0]]),
    ...     cos_incidence=np.ones((1, 3)),
    ...     elevation_rad=np.zeros((1, 3)),
    ... )
    >>> reach = Reach(spacing_mm=10, incidence_rad=1.0, range_m=(0.5, 50))
    >>> surveyed(sight, 1e-3, reach).tolist()
    [[True, False, False]]
    """
    nearest_m, farthest_m = reach.range_m
    # R·tan Δ ≤ s·cos α rather than R·tan Δ/cos α ≤ s: nothing is divided by 0.
    sharp = 1e3 * sight.range_m * math.tan(step_rad) <= reach.spacing_mm * sight.cos_incidence
    within = (sight.range_m >= nearest_m) & (sight.range_m <= farthest_m)
    frontal = sight.cos_incidence >= math.cos(reach.incidence_rad)
    above = sight.elevation_rad >= reach.lowest_elevation_rad
    return np.asarray(sight.free & sharp & within & frontal & above)
