"""Hidden clouds on which a function that measures the noise of a plane is tried."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..point_cloud import mad_plane_noise_mm, population_plane_noise_mm, robust_plane_noise_mm
from ..point_cloud.plane import find_plane
from .scene import Floats

# Beyond what the accepted estimators give on the very points.
BAND = 0.02
FEW = 12
# Largest accepted figure on few points, relative to least squares.
AGREEMENT = 1.12
# As far as a national grid puts a site: a float32 keeps 0.5 m there.
FAR_ORIGIN_M = (652_000.0, 6_862_000.0, 35.0)


def draw_noise_probes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Return clouds of planes, each with the noise that accepted estimators find on it.

    Clean, with outliers, vertical and oblique (no height is a function of the plan), with few points, far from the
    origin, and noisy. Accepted are least squares with divisors n − 3 and n − 1 on all points of the plane, and
    1.4826 times the median absolute deviation; ``low_mm`` and ``high_mm`` hold all of them, widened by 2 %. Twelve
    points are few enough to tell the divisor n: it lies below the band there.

    Parameters
    ----------
    rng : numpy.random.Generator

    Returns
    -------
    list of dict
        ``kind``, ``points_m`` of shape (n, 3), ``sigma_mm`` (planted), ``reference_mm`` (n − 3), ``low_mm``,
        ``high_mm``.

    Examples
    --------
    >>> [probe["kind"] for probe in draw_noise_probes(np.random.default_rng(1))]
    ['clean', 'outliers', 'tilted', 'few', 'far', 'noisy']
    """
    level, wall, oblique = (0.0, 0.0, 1.0), (1.0, 0.4, 0.0), tuple(rng.uniform(0.3, 1, 3))
    low, high = rng.uniform(0.6, 1.2), rng.uniform(3.0, 5.0)
    few = _few(wall, float(rng.uniform(1.0, 2.0)), rng)
    return [
        _probe("clean", _plane(level, 900, 1.5 * low, rng), 1.5 * low),
        _probe("outliers", _with_outliers(_plane(oblique, 700, 2 * low, rng), 0.07, rng), 2 * low),
        _probe("tilted", _plane(wall, 600, 1.2 * low, rng), 1.2 * low),
        few,
        _probe("far", _plane(oblique, 800, 1.8 * low, rng) + FAR_ORIGIN_M, 1.8 * low),
        _probe("noisy", _with_outliers(_plane(wall, 800, high, rng), 0.03, rng), high),
    ]


def _plane(normal: ArrayLike, count: int, sigma_mm: float, rng: np.random.Generator) -> Floats:
    direction = np.asarray(normal, dtype=np.float64) / np.linalg.norm(normal)
    first = np.cross(direction, np.eye(3)[np.argmin(np.abs(direction))])
    first /= np.linalg.norm(first)
    second = np.cross(direction, first)
    flat = rng.uniform(-0.25, 0.25, (count, 2))
    across = 1e-3 * sigma_mm * rng.standard_normal(count)
    centre = rng.uniform(-10, 10, 3)
    points: Floats = centre + flat[:, :1] * first + flat[:, 1:] * second + across[:, None] * direction
    return points.round(5)


def _with_outliers(points_m: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Move some points towards one side, as the mixed pixels of an edge are."""
    normal = find_plane(points_m).normal
    moved = rng.choice(len(points_m), round(share * len(points_m)), replace=False)
    result = points_m.copy()
    result[moved] += rng.uniform(0.04, 0.4, (len(moved), 1)) * normal
    return result.round(5)


def _few(normal: ArrayLike, sigma_mm: float, rng: np.random.Generator) -> dict[str, Any]:
    while True:
        probe = _probe("few", _plane(normal, FEW, sigma_mm, rng), sigma_mm)
        population_mm = population_plane_noise_mm(probe["points_m"])
        # Drawn again until the median absolute deviation is an honest estimate and the divisor n is told apart.
        if probe["high_mm"] <= AGREEMENT * probe["reference_mm"] and probe["low_mm"] > 1.01 * population_mm:
            return probe


def _probe(kind: str, points_m: Floats, sigma_mm: float) -> dict[str, Any]:
    reference_mm = robust_plane_noise_mm(points_m)
    plane_points = points_m[find_plane(points_m).inliers]
    accepted = [
        reference_mm,
        reference_mm * math.sqrt((len(plane_points) - 3) / (len(plane_points) - 1)),
        mad_plane_noise_mm(points_m),
        mad_plane_noise_mm(plane_points),
    ]
    return {
        "kind": kind,
        "points_m": points_m,
        "sigma_mm": sigma_mm,
        "reference_mm": reference_mm,
        "low_mm": min(accepted) * (1 - BAND),
        "high_mm": max(accepted) * (1 + BAND),
    }
