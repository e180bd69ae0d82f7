"""Planes: orthogonal least squares, a robust search, and the noise of a scan on a flat target."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError
from .robust import MAD_TO_SIGMA, Floats, as_points, draw_subsets, quantile_rank, quantile_scale, spread, trial_points

PLANE_PARAMETERS = 3
# Wide enough to leave the normal noise whole: a cut at 1σ would halve its standard deviation.
INLIER_SIGMAS = 6.0
MAXIMUM_REFINEMENTS = 20


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane adjusted to points.

    Parameters
    ----------
    centre_m : ndarray, shape (3,), m
        Centroid of the points that the plane was adjusted to.
    normal : ndarray, shape (3,)
        Unit normal; its largest component is positive.
    residuals_m : ndarray, shape (n,), m
        Signed orthogonal distance of every point given, outliers included.
    inliers : ndarray of bool, shape (n,)
        The points that the plane was adjusted to.
    """

    centre_m: Floats
    normal: Floats
    residuals_m: Floats
    inliers: NDArray[np.bool_]

    def distances_m(self, points_m: ArrayLike) -> Floats:
        """Return the signed orthogonal distances of other points to the plane, in m."""
        distances: Floats = (np.asarray(points_m, dtype=np.float64) - self.centre_m) @ self.normal
        return distances

    def coordinates_m(self, points_m: ArrayLike) -> Floats:
        """Return points projected on the plane, in two orthogonal axes of its own, shape (n, 2), m."""
        points = np.asarray(points_m, dtype=np.float64) - self.centre_m
        return points @ self.axes.T

    @property
    def axes(self) -> Floats:
        """Two orthogonal unit vectors in the plane, shape (2, 3)."""
        first = np.cross(self.normal, np.eye(3)[np.argmin(np.abs(self.normal))])
        first /= np.linalg.norm(first)
        return np.array([first, np.cross(self.normal, first)])


def fit_plane(points_m: ArrayLike) -> Plane:
    """Adjust a plane by orthogonal least squares to all the points.

    The plane passes through the centroid; its normal is the right singular vector of the centred coordinates
    with the smallest singular value (Shakarji, 1998, J. Res. NIST 103(6)).

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least three points that do not lie on one line.

    Returns
    -------
    Plane

    Raises
    ------
    DomainError
        If there are too few points or they lie on a line.

    Examples
    --------
    >>> plane = fit_plane([[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]])
    >>> plane.centre_m.tolist(), plane.normal.round(12).tolist()
    ([0.5, 0.5, 1.0], [0.0, 0.0, 1.0])
    """
    points = as_points(points_m, PLANE_PARAMETERS)
    return _adjusted(points, np.ones(len(points), dtype=np.bool_))


def find_plane(points_m: ArrayLike) -> Plane:
    """Find the plane that most points lie on, then adjust it to all the points within 6σ of it.

    Least median of squares over triplets (Rousseeuw, 1984), with a fixed seed; then least squares on the points
    within 6σ, σ being taken again from the median of their residuals until the selection is stable. The width
    of 6σ is a convention of ours: it leaves normal noise untouched, where a narrow inlier threshold truncates it.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points, fewer than half of them outliers.

    Returns
    -------
    Plane

    Raises
    ------
    DomainError
        If there are fewer than 4 points or no three of them span a plane.

    Examples
    --------
    >>> grid = [[x, y, 0.001 * ((x + y) % 2)] for x in range(5) for y in range(5)]
    >>> plane = find_plane([*grid, [2.0, 2.0, 0.5]])
    >>> int(plane.inliers.sum()), round(float(plane.residuals_m[-1]), 3)
    (25, 0.5)
    """
    points = as_points(points_m, PLANE_PARAMETERS + 1)
    residuals = _least_median_residuals(points)
    # Exactly flat data have no scale: what rounding leaves of them is kept.
    floor_m = 1e-12 * float(np.ptp(points, axis=0).max())
    inliers = np.abs(residuals) <= max(INLIER_SIGMAS * quantile_scale(residuals, PLANE_PARAMETERS), floor_m)
    plane = _adjusted(points, inliers)
    for _ in range(MAXIMUM_REFINEMENTS):
        sigma_m = spread(plane.residuals_m[plane.inliers], PLANE_PARAMETERS)
        inliers = np.abs(plane.residuals_m) <= max(INLIER_SIGMAS * sigma_m, floor_m)
        if np.array_equal(inliers, plane.inliers):
            break
        plane = _adjusted(points, inliers)
    return plane


def plane_noise_mm(points_m: ArrayLike) -> float:
    """Return the unbiased standard deviation of the points about their least-squares plane.

    σ̂ = s₃/√(n − 3), s₃ the smallest singular value of the centred coordinates: a plane has 3 parameters.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points, without outliers.

    Returns
    -------
    float, mm

    Raises
    ------
    DomainError
        If there are fewer than 4 points or they lie on a line.

    Examples
    --------
    A saddle of 1 mm on a 3 × 3 grid of 1 m: the squared residuals sum to 4 mm², so √(4/6).

    >>> saddle = [[x, y, 0.001 * x * y] for x in (-1, 0, 1) for y in (-1, 0, 1)]
    >>> round(plane_noise_mm(saddle), 4)
    0.8165
    """
    plane = fit_plane(as_points(points_m, PLANE_PARAMETERS + 1))
    return _noise_mm(plane.residuals_m)


def population_plane_noise_mm(points_m: ArrayLike) -> float:
    """Return the root mean square of the residuals, s₃/√n: the population form, smaller than the unbiased one.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points, without outliers.

    Returns
    -------
    float, mm

    Examples
    --------
    >>> saddle = [[x, y, 0.001 * x * y] for x in (-1, 0, 1) for y in (-1, 0, 1)]
    >>> round(population_plane_noise_mm(saddle), 4)
    0.6667
    """
    plane = fit_plane(as_points(points_m, PLANE_PARAMETERS + 1))
    return 1e3 * float(np.sqrt(np.mean(plane.residuals_m**2)))


def robust_plane_noise_mm(points_m: ArrayLike) -> float:
    """Return the noise of the points on a plane among outliers: least squares on all the points within 6σ.

    The plane is found by ``find_plane``; σ̂ = √(Σr²/(n − 3)) over its inliers. Where more than half of the points
    lie exactly on one plane, as after coarse rounding, they alone count and the noise is nil.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points, fewer than half of them outliers.

    Returns
    -------
    float, mm

    Raises
    ------
    DomainError
        If there are fewer than 4 points or no three of them span a plane.

    Examples
    --------
    Residuals of ±1 mm at 16 points and one outlier: √(16/13).

    >>> chequered = [[x, y, 0.001 * (-1) ** (x + y)] for x in range(4) for y in range(4)]
    >>> round(robust_plane_noise_mm([*chequered, [1.5, 1.5, 0.7]]), 4)
    1.1094
    """
    plane = find_plane(points_m)
    return _noise_mm(plane.residuals_m[plane.inliers])


def mad_plane_noise_mm(points_m: ArrayLike) -> float:
    """Return 1.4826 times the median absolute deviation of the residuals to the robustly found plane.

    All points count, outliers included: the median bears them (Hampel, 1974).

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        At least 4 points, fewer than half of them outliers.

    Returns
    -------
    float, mm

    Examples
    --------
    Residuals of ±1 mm on a chequered 4 × 4 grid: their median deviation is 1 mm.

    >>> chequered = [[x, y, 0.001 * (-1) ** (x + y)] for x in range(4) for y in range(4)]
    >>> round(mad_plane_noise_mm(chequered), 4)
    1.4826
    """
    residuals = find_plane(points_m).residuals_m
    return 1e3 * MAD_TO_SIGMA * float(np.median(np.abs(residuals - np.median(residuals))))


def _adjusted(points: Floats, inliers: NDArray[np.bool_]) -> Plane:
    selected = points[inliers]
    centre = selected.mean(axis=0)
    # The scatter matrix is 3 × 3 whatever n, but squares the conditioning; the SVD of the points does not.
    _, singular, directions = np.linalg.svd(selected - centre, full_matrices=False)
    if singular[1] <= 1e-9 * singular[0]:
        raise DomainError("points alignés ou confondus reçus, points étalés sur un plan attendus")
    normal = directions[2]
    normal = normal * np.sign(normal[np.argmax(np.abs(normal))])
    return Plane(centre, normal, (points - centre) @ normal, inliers)


def _noise_mm(residuals_m: Floats) -> float:
    freedom = len(residuals_m) - PLANE_PARAMETERS
    if freedom < 1:
        raise DomainError(f"{len(residuals_m)} points sur le plan, {PLANE_PARAMETERS + 1} au moins attendus")
    return 1e3 * float(np.sqrt(np.sum(residuals_m**2) / freedom))


def _least_median_residuals(points: Floats) -> Floats:
    trial = trial_points(points)
    corners = trial[draw_subsets(len(trial), PLANE_PARAMETERS)]
    edges = corners[:, 1:] - corners[:, :1]
    normals = np.cross(edges[:, 0], edges[:, 1])
    areas = np.linalg.norm(normals, axis=1)
    spans = areas > 1e-9 * np.linalg.norm(edges, axis=2).prod(axis=1)
    if not spans.any():
        raise DomainError("points alignés ou confondus reçus, points étalés sur un plan attendus")
    normals, origins = normals[spans] / areas[spans, None], corners[spans, 0]
    distances = np.abs(normals @ trial.T - np.sum(normals * origins, axis=1)[:, None])
    rank = quantile_rank(len(trial), PLANE_PARAMETERS)
    best = np.argmin(np.partition(distances, rank - 1, axis=1)[:, rank - 1])
    residuals: Floats = (points - origins[best]) @ normals[best]
    return residuals
