"""Resolution: how far apart the points are, how wide the beam is, what detail both let through."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..errors import DomainError
from .plane import find_plane
from .robust import Floats, as_points

# Neighbours looked at in search of one in a given direction; enough for grids stretched four times.
DIRECTIONAL_NEIGHBOURS = 24
DIRECTIONAL_HALF_ANGLE_RAD = math.radians(22.5)


class Spacing(NamedTuple):
    """Distances between neighbouring points of a surface.

    Parameters
    ----------
    median_mm : float, mm
    p95_mm : float, mm
        95th percentile, linear interpolation.
    """

    median_mm: float
    p95_mm: float


def nearest_neighbour_spacing(points_m: ArrayLike) -> Spacing:
    """Return the distance of each point of a flat target to its nearest neighbour, in the target's plane.

    Points are projected on the robustly found plane first, and outliers left out: range noise would lengthen
    the distances in space. On a square grid the result is the pitch; on a target tilted about one axis it is
    the smaller of the two pitches, so ``directional_spacing`` is the one to compare with R·tan Δ/cos α.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points of one flat target.

    Returns
    -------
    Spacing

    Examples
    --------
    >>> grid = [[0.004 * x, 0.004 * y, 0.0] for x in range(10) for y in range(10)]
    >>> spacing = nearest_neighbour_spacing(grid)
    >>> round(spacing.median_mm, 6), round(spacing.p95_mm, 6)
    (4.0, 4.0)
    """
    from scipy.spatial import cKDTree

    points = as_points(points_m, 4)
    plane = find_plane(points)
    flat = plane.coordinates_m(points[plane.inliers])
    distances, _ = cKDTree(flat).query(flat, k=2)
    return _spacing(distances[:, 1])


def directional_spacing(points_m: ArrayLike, direction: ArrayLike) -> Spacing:
    """Return the distance of each point to its nearest neighbour along a direction of the target's plane.

    The neighbour is the nearest of those that lie within 22.5° of the direction, either way (a convention of
    ours). Given the line of sight, the direction is that of the steepest slope: there the pitch of a tilted
    target is R·tan Δ/cos α.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points of one flat target.
    direction : array_like, shape (3,)
        Any vector that is not normal to the plane; it is projected on it.

    Returns
    -------
    Spacing

    Raises
    ------
    DomainError
        If the direction is normal to the plane or no point has a neighbour along it.

    Examples
    --------
    >>> grid = [[0.004 * x, 0.008 * y, 0.0] for x in range(10) for y in range(10)]
    >>> round(directional_spacing(grid, [0, 1, 0.3]).median_mm, 6)
    8.0
    """
    from scipy.spatial import cKDTree

    points = as_points(points_m, 4)
    plane = find_plane(points)
    vector = np.asarray(direction, dtype=np.float64)
    along = plane.axes @ vector
    length = float(np.linalg.norm(along))
    # Below 1e-3 rad of slope the direction in the plane is that of the noise.
    if not length > 1e-3 * float(np.linalg.norm(vector)):
        raise DomainError("direction perpendiculaire au plan reçue, direction couchée sur le plan attendue")
    flat = plane.coordinates_m(points[plane.inliers])
    distances, indices = cKDTree(flat).query(flat, k=min(DIRECTIONAL_NEIGHBOURS + 1, len(flat)))
    progress = np.abs((flat[indices] - flat[:, None]) @ (along / length))
    aligned = (progress >= math.cos(DIRECTIONAL_HALF_ANGLE_RAD) * distances) & (distances > 0)
    nearest = np.where(aligned, distances, np.inf).min(axis=1)
    nearest = nearest[np.isfinite(nearest)]
    if len(nearest) == 0:
        raise DomainError("aucun point voisin dans la direction demandée")
    return _spacing(nearest)


def theoretical_spacing_mm(range_m: float, step_rad: float, incidence_rad: float = 0.0) -> float:
    """Return the distance between neighbouring points on a target, R·tan Δ/cos α.

    Parameters
    ----------
    range_m : float, m
    step_rad : float, rad
        Angular step Δ of the scanner, below π/2.
    incidence_rad : float, rad
        Angle α between the beam and the target's normal; 0 for a target that faces the scanner.

    Returns
    -------
    float, mm

    Raises
    ------
    DomainError
        If the step or the incidence is not an acute angle.

    Examples
    --------
    >>> round(theoretical_spacing_mm(10, math.radians(0.009)), 3)
    1.571
    >>> round(theoretical_spacing_mm(10, math.radians(0.009), math.radians(60)), 3)
    3.142
    """
    if not 0 < step_rad < math.pi / 2 or not abs(incidence_rad) < math.pi / 2:
        raise DomainError("pas angulaire ou incidence hors de ] 0 ; π/2 [ reçus, angles aigus en radians attendus")
    return 1e3 * range_m * math.tan(step_rad) / math.cos(incidence_rad)


def dome_point_count(step_rad: float, elevation_span_rad: float) -> int:
    """Return the number of points of a full dome, π·V/Δ².

    The head turns by half a turn while the mirror sweeps the span V over both sides.

    Parameters
    ----------
    step_rad : float, rad
        Angular step Δ, the same both ways.
    elevation_span_rad : float, rad
        Swept span V, both sides together.

    Examples
    --------
    >>> dome_point_count(math.radians(0.036), math.radians(300))
    41666667
    """
    return round(math.pi * elevation_span_rad / step_rad**2)


def spot_diameter_mm(range_m: float, exit_diameter_mm: float, divergence_mrad: float) -> float:
    """Return the diameter of the laser spot by the linear form of data sheets, d₀ + γ·R.

    Parameters
    ----------
    range_m : float, m
    exit_diameter_mm : float, mm
        Diameter d₀ where the beam leaves the scanner.
    divergence_mrad : float, mrad
        Full divergence γ.

    Returns
    -------
    float, mm

    Examples
    --------
    >>> spot_diameter_mm(25, 6, 0.3)
    13.5
    """
    return exit_diameter_mm + divergence_mrad * range_m


def gaussian_spot_diameter_mm(range_m: float, waist_diameter_mm: float, divergence_mrad: float) -> float:
    """Return the diameter of the laser spot of a Gaussian beam, √(d₀² + (γ·R)²).

    Parameters
    ----------
    range_m : float, m
        Distance from the beam's waist.
    waist_diameter_mm : float, mm
    divergence_mrad : float, mrad
        Full divergence γ far from the waist.

    Returns
    -------
    float, mm

    Examples
    --------
    >>> round(gaussian_spot_diameter_mm(25, 6, 0.3), 2)
    9.6
    """
    return math.hypot(waist_diameter_mm, divergence_mrad * range_m)


def fine_detail_quality(spacing_mm: float, detail_mm: float) -> float:
    """Return Q = 1 − m/s, the confidence that a detail s shows in a cloud of spacing m (English Heritage).

    Parameters
    ----------
    spacing_mm : float, mm
    detail_mm : float, mm
        Smallest detail to be seen, above 0.

    Raises
    ------
    DomainError
        If the detail is not positive.

    Examples
    --------
    >>> round(fine_detail_quality(2, 6), 3), fine_detail_quality(1, 20)
    (0.667, 0.95)
    """
    if not detail_mm > 0:
        raise DomainError(f"détail de {detail_mm:g} mm reçu, longueur positive attendue")
    return 1 - spacing_mm / detail_mm


def _spacing(distances_m: Floats) -> Spacing:
    median, p95 = np.percentile(distances_m, [50, 95])
    return Spacing(1e3 * float(median), 1e3 * float(p95))
