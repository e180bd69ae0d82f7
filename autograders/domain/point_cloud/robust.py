"""Least quantile of squares: the tools that find a shape among outliers before it is adjusted."""

import itertools
import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError

Floats = NDArray[np.float64]

# Fixed, so that the same points always give the same figure.
SEED = 20_212
MAD_TO_SIGMA = 1.4826
TRIALS = 500
TRIAL_POINTS = 1_500


def as_points(points_m: ArrayLike, minimum: int) -> Floats:
    """Return the points as an array, or say why they cannot be used.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
    minimum : int
        Smallest number of points that the computation needs.

    Raises
    ------
    DomainError
        If the shape is not (n, 3), a coordinate is not finite or there are too few points.
    """
    points = np.asarray(points_m, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 3:
        raise DomainError(f"tableau de forme {points.shape} reçu, points de forme (n, 3) attendus")
    if len(points) < minimum:
        raise DomainError(f"{len(points)} points reçus, {minimum} au moins attendus")
    if not np.isfinite(points).all():
        raise DomainError("coordonnée non finie (NaN ou infini) reçue, nombres attendus")
    return points


def trial_points(points: Floats) -> Floats:
    """Return at most ``TRIAL_POINTS`` of the points, drawn with the fixed seed."""
    if len(points) <= TRIAL_POINTS:
        return points
    rng = np.random.default_rng(SEED)
    return points[np.sort(rng.choice(len(points), TRIAL_POINTS, replace=False))]


def draw_subsets(count: int, size: int) -> NDArray[np.intp]:
    """Return the subsets of indices to try: all where they are few, else ``TRIALS`` random ones.

    Parameters
    ----------
    count : int
        Number of points.
    size : int
        Points in a subset, such as 3 for a plane.

    Returns
    -------
    ndarray of int, shape (m, size)

    Examples
    --------
    >>> draw_subsets(4, 3).tolist()
    [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]]
    """
    if math.comb(count, size) <= TRIALS:
        return np.array(list(itertools.combinations(range(count), size)), dtype=np.intp)
    rng = np.random.default_rng(SEED)
    return rng.random((TRIALS, count)).argpartition(size, axis=1)[:, :size]


def quantile_rank(count: int, parameters: int) -> int:
    """Return h, the order statistic that a least-quantile estimator minimises.

    h = ⌊(n + p + 1)/2⌋ gives the highest breakdown point (Rousseeuw and Leroy, 1987, chapter 3).

    Examples
    --------
    >>> quantile_rank(4, 3), quantile_rank(100, 3)
    (4, 52)
    """
    return min(count, (count + parameters + 1) // 2)


def quantile_scale(residuals: Floats, parameters: int) -> float:
    """Return the standard deviation that the h-th smallest absolute residual stands for in a normal law.

    σ = (1 + 5/(n − p)) · |r|_(h) / Φ⁻¹((1 + h/n)/2), the preliminary scale of Rousseeuw and Leroy (1987) with
    its correction for small samples, written for any rank h. Half the residuals may be outliers.

    Parameters
    ----------
    residuals : ndarray, shape (n,)
    parameters : int
        Number p of parameters of the adjusted shape; n > p.

    Returns
    -------
    float, unit of the residuals
    """
    from scipy.stats import norm

    count = len(residuals)
    rank = quantile_rank(count, parameters)
    magnitude = np.partition(np.abs(residuals), rank - 1)[rank - 1]
    # At rank n the share is 1, whose normal quantile is infinite: n/(n + 1) stands for it.
    share = min(rank / count, count / (count + 1))
    return float((1 + 5 / (count - parameters)) * magnitude / norm.ppf((1 + share) / 2))


def spread(residuals: Floats, parameters: int) -> float:
    """Return 1.4826 times the median absolute residual, widened for few points by 1 + 5/(n − p).

    Parameters
    ----------
    residuals : ndarray, shape (n,)
        Of points already selected.
    parameters : int
        Number p of parameters of the adjusted shape; at n = p the spread is infinite.

    Returns
    -------
    float, unit of the residuals

    Examples
    --------
    >>> round(spread(np.array([-1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0]), 3), 4)
    2.9652
    """
    freedom = len(residuals) - parameters
    if freedom < 1:
        return math.inf
    return MAD_TO_SIGMA * (1 + 5 / freedom) * float(np.median(np.abs(residuals)))
