"""Spheres: geometric least squares, and a robust search for targets with mixed pixels at their edge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError
from .robust import Floats, as_points, draw_subsets, quantile_rank, quantile_scale, spread, trial_points

SPHERE_PARAMETERS = 4
# Mixed pixels trail close behind a sphere's edge: a wider gate would let them pull the centre.
INLIER_SIGMAS = 3.0
MAXIMUM_REFINEMENTS = 20


@dataclass(frozen=True, eq=False)
class Sphere:
    """A sphere adjusted to points.

    Parameters
    ----------
    centre_m : ndarray, shape (3,), m
    radius_m : float, m
    residuals_m : ndarray, shape (n,), m
        Distance to the centre minus the radius for every point given, outliers included.
    inliers : ndarray of bool, shape (n,)
        The points that the sphere was adjusted to.
    """

    centre_m: Floats
    radius_m: float
    residuals_m: Floats
    inliers: NDArray[np.bool_]


def fit_sphere(points_m: ArrayLike, radius_m: float | None = None) -> Sphere:
    """Adjust a sphere to all the points by geometric least squares: Σ(‖p − c‖ − r)² is smallest.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points that do not lie on one plane.
    radius_m : float, optional, m
        The calibrated radius, kept fixed; adjusted with the centre where absent.

    Returns
    -------
    Sphere

    Raises
    ------
    DomainError
        If there are too few points, they lie on a plane, or the radius is not positive.

    Examples
    --------
    >>> sphere = fit_sphere([[2, 2, 3], [0, 2, 3], [1, 3, 3], [1, 1, 3], [1, 2, 4]])
    >>> sphere.centre_m.round(9).tolist(), round(sphere.radius_m, 9)
    ([1.0, 2.0, 3.0], 1.0)
    """
    points = as_points(points_m, SPHERE_PARAMETERS)
    _check_radius(radius_m)
    return _adjusted(points, np.ones(len(points), dtype=np.bool_), radius_m)


def find_sphere(points_m: ArrayLike, radius_m: float | None = None) -> Sphere:
    """Find the sphere that most points lie on, then adjust it to all the points within 3σ of it.

    Least median of squares over quadruplets with a fixed seed (Rousseeuw, 1984), then geometric least squares
    on the points within 3σ, until the selection is stable. The width of 3σ is a convention of ours.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 5 points, fewer than half of them outliers.
    radius_m : float, optional, m
        The calibrated radius, kept fixed; adjusted with the centre where absent.

    Returns
    -------
    Sphere

    Raises
    ------
    DomainError
        If there are too few points, they lie on a plane, or the radius is not positive.

    Examples
    --------
    >>> octahedron = [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]
    >>> corners = [[x / 3**0.5, y / 3**0.5, z / 3**0.5] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    >>> sphere = find_sphere([*octahedron, *corners, [0, 0, 1.4]])
    >>> round(sphere.radius_m, 9), bool(sphere.inliers[-1])
    (1.0, False)
    """
    points = as_points(points_m, SPHERE_PARAMETERS + 1)
    _check_radius(radius_m)
    residuals = _least_median_residuals(points, radius_m)
    floor_m = 1e-9 * float(np.ptp(points, axis=0).max())
    # Wide at first: the surface through four noisy points is only near the right one.
    inliers = np.abs(residuals) <= max(2 * INLIER_SIGMAS * quantile_scale(residuals, SPHERE_PARAMETERS), floor_m)
    sphere = _adjusted(points, inliers, radius_m)
    for _ in range(MAXIMUM_REFINEMENTS):
        sigma_m = spread(sphere.residuals_m[sphere.inliers], SPHERE_PARAMETERS)
        inliers = np.abs(sphere.residuals_m) <= max(INLIER_SIGMAS * sigma_m, floor_m)
        if np.array_equal(inliers, sphere.inliers):
            break
        sphere = _adjusted(points, inliers, radius_m)
    return sphere


def _check_radius(radius_m: float | None) -> None:
    if radius_m is not None and not radius_m > 0:
        raise DomainError(f"rayon de {radius_m:g} m reçu, longueur positive attendue")


def _adjusted(points: Floats, inliers: NDArray[np.bool_], radius_m: float | None) -> Sphere:
    from scipy.optimize import least_squares

    # Centred, so that large coordinates do not drown the radius.
    shift = points[inliers].mean(axis=0)
    selected = points[inliers] - shift
    centre, radius = _algebraic(selected)
    if radius_m is None:
        adjusted = least_squares(
            lambda unknowns: np.linalg.norm(selected - unknowns[:3], axis=1) - unknowns[3],
            [*centre, radius],
            method="lm",
            xtol=1e-14,
            ftol=1e-14,
        ).x
        centre, radius = adjusted[:3], abs(float(adjusted[3]))
    else:
        centre = least_squares(
            lambda unknowns: np.linalg.norm(selected - unknowns, axis=1) - radius_m,
            centre,
            method="lm",
            xtol=1e-14,
            ftol=1e-14,
        ).x
        radius = radius_m
    residuals = np.linalg.norm(points - shift - centre, axis=1) - radius
    return Sphere(centre + shift, radius, residuals, inliers)


def _algebraic(points: Floats) -> tuple[Floats, float]:
    # ‖p‖² = 2 c·p + (r² − ‖c‖²) is linear in the unknowns: a start, biased towards small radii on a cap.
    design = np.column_stack([2 * points, np.ones(len(points))])
    solution, _, rank, _ = np.linalg.lstsq(design, np.sum(points**2, axis=1), rcond=1e-9)
    if rank < SPHERE_PARAMETERS:
        raise DomainError("points d’un même plan reçus, points répartis sur une sphère attendus")
    centre = solution[:3]
    return centre, float(np.sqrt(max(solution[3] + centre @ centre, 0.0)))


def _least_median_residuals(points: Floats, radius_m: float | None) -> Floats:
    shift = points.mean(axis=0)
    trial = trial_points(points) - shift
    corners = trial[draw_subsets(len(trial), SPHERE_PARAMETERS)]
    edges = corners[:, 1:] - corners[:, :1]
    volumes = np.abs(np.linalg.det(edges))
    spans = volumes > 1e-9 * np.linalg.norm(edges, axis=2).prod(axis=1)
    if not spans.any():
        raise DomainError("points d’un même plan reçus, points répartis sur une sphère attendus")
    corners, edges = corners[spans], edges[spans]
    # Equidistant from the first corner and each other one: 2 e·(c − p₀) = ‖e‖².
    offsets = np.linalg.solve(2 * edges, np.sum(edges**2, axis=2)[..., None])[..., 0]
    centres = corners[:, 0] + offsets
    radii = np.linalg.norm(offsets, axis=1) if radius_m is None else np.full(len(offsets), radius_m)
    distances = np.linalg.norm(trial[None] - centres[:, None], axis=2) - radii[:, None]
    rank = quantile_rank(len(trial), SPHERE_PARAMETERS)
    best = np.argmin(np.partition(np.abs(distances), rank - 1, axis=1)[:, rank - 1])
    residuals: Floats = np.linalg.norm(points - shift - centres[best], axis=1) - radii[best]
    return residuals
