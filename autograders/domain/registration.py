"""Registration of a station on targets: the rigid motion, its residuals, a wrong target, what to expect elsewhere."""

import itertools
import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import DomainError
from .scanner import Pose

Floats = NDArray[np.float64]

POSE_PARAMETERS = 6


@dataclass(frozen=True, eq=False, kw_only=True)
class Registration:
    """A rigid motion fitted to targets.

    Parameters
    ----------
    pose : Pose
        From the scanner's frame to the project's.
    residuals_mm : ndarray, shape (n, 3), mm
        Known minus computed coordinates of the targets.
    """

    pose: Pose
    residuals_mm: Floats

    @property
    def rmse_mm(self) -> float:
        """Root mean square of the residuals' lengths, √(Σ|r|²/n)."""
        return root_mean_square_mm(self.residuals_mm)

    @property
    def sigma_mm(self) -> float:
        """Standard deviation of one coordinate, √(Σ|r|²/(3n − 6)): a motion has six parameters."""
        return math.sqrt(float((self.residuals_mm**2).sum()) / (self.residuals_mm.size - POSE_PARAMETERS))


class LeftOut(NamedTuple):
    """What becomes of a registration without one of its targets.

    Parameters
    ----------
    prediction_error_mm : float, mm
        Distance of the target left out from where the others put it.
    rmse_mm, sigma_mm : float, mm
        Of the others.
    """

    prediction_error_mm: float
    rmse_mm: float
    sigma_mm: float

    @property
    def ratio(self) -> float:
        """Prediction error in units of the others' standard deviation: large where the target is wrong."""
        return self.prediction_error_mm / self.sigma_mm if self.sigma_mm > 0 else math.inf


def register(scanner_m: ArrayLike, project_m: ArrayLike) -> Registration:
    """Return the rigid motion that brings targets from the scanner's frame to the project's, by least squares.

    With both sets centred, H = Σ qᵢ·pᵢᵀ = U·S·Vᵀ gives the rotation R = V·diag(1, 1, det(V·Uᵀ))·Uᵀ, then the
    translation t = p̄ − R·q̄ (Kabsch, 1976; Arun, Huang and Blostein, 1987; Umeyama, 1991, for the determinant; Horn,
    1987, by quaternions). The scale is not free: a scanner's ranges have one.

    Parameters
    ----------
    scanner_m, project_m : array_like, shape (n, 3), m
        The same three targets or more, not in line, in the same order.

    Returns
    -------
    Registration

    Raises
    ------
    DomainError
        If the shapes differ, there are fewer than three targets, or they lie in line.

    Examples
    --------
    >>> targets = np.array([[0.0, 0, 0], [5, 0, 0], [0, 3, 0], [0, 0, 2]])
    >>> found = register(targets, targets + [10, 20, 1])
    >>> found.pose.position_m.round(9).tolist(), round(found.rmse_mm, 6)
    ([10.0, 20.0, 1.0], 0.0)
    """
    scanner, project = (np.asarray(points, dtype=np.float64) for points in (scanner_m, project_m))
    if scanner.shape != project.shape or scanner.ndim != 2 or scanner.shape[1] != 3 or len(scanner) < 3:
        raise DomainError(
            f"cibles de formes {scanner.shape} et {project.shape} reçues, deux fois (n, 3) attendu avec n ≥ 3"
        )
    middle, aim = scanner.mean(axis=0), project.mean(axis=0)
    left, sizes, right = np.linalg.svd((scanner - middle).T @ (project - aim))
    # Targets in line leave the turn about their line free.
    if sizes[1] <= 1e-9 * max(sizes[0], 1e-300):
        raise DomainError("cibles alignées reçues, trois cibles au moins hors d’une même droite attendues")
    mirror = np.diag([1.0, 1.0, np.sign(np.linalg.det(right.T @ left.T))])
    rotation = right.T @ mirror @ left.T
    pose = Pose(rotation, aim - rotation @ middle)
    return Registration(pose=pose, residuals_mm=1e3 * (project - pose.to_project(scanner)))


def root_mean_square_mm(errors_mm: ArrayLike) -> float:
    """Return √(Σ|e|²/n) for error vectors, such as those of check points.

    Parameters
    ----------
    errors_mm : array_like, shape (n, 3), mm

    Examples
    --------
    >>> root_mean_square_mm([[3, 0, 4], [0, 5, 0]])
    5.0
    """
    errors = np.asarray(errors_mm, dtype=np.float64)
    return float(np.sqrt((errors**2).sum(axis=1).mean()))


def check_errors_mm(pose: Pose, scanner_m: ArrayLike, project_m: ArrayLike) -> Floats:
    """Return known minus computed coordinates of points that had no part in the registration.

    Parameters
    ----------
    pose : Pose
    scanner_m, project_m : array_like, shape (n, 3), m

    Returns
    -------
    ndarray, shape (n, 3), mm

    Examples
    --------
    >>> check_errors_mm(Pose.levelled([1, 0, 0]), [[0, 0, 0]], [[1.002, 0, 0]]).round(6).tolist()
    [[2.0, 0.0, 0.0]]
    """
    errors: Floats = 1e3 * (np.asarray(project_m, dtype=np.float64) - pose.to_project(scanner_m))
    return errors


def leave_one_out(scanner_m: ArrayLike, project_m: ArrayLike) -> list[LeftOut]:
    """Return, target by target, the registration on the others and where it puts the one left out.

    The ratio is an externally studentised residual in the plain form that leaves out the leverage (a convention of
    ours); least squares spread a blunder over all residuals, so that the largest residual need not be its own.

    Parameters
    ----------
    scanner_m, project_m : array_like, shape (n, 3), m
        Four targets at least.

    Returns
    -------
    list of LeftOut

    Raises
    ------
    DomainError
        As for ``register``, on each set of n − 1.
    """
    scanner, project = (np.asarray(points, dtype=np.float64) for points in (scanner_m, project_m))
    results = []
    for index in range(len(scanner)):
        others = np.arange(len(scanner)) != index
        found = register(scanner[others], project[others])
        error = check_errors_mm(found.pose, scanner[~others], project[~others])
        results.append(LeftOut(root_mean_square_mm(error), found.rmse_mm, found.sigma_mm))
    return results


def wrong_target(scanner_m: ArrayLike, project_m: ArrayLike, *, threshold: float = 6.0) -> int | None:
    """Return the one target that does not fit the others, if there is one.

    Parameters
    ----------
    scanner_m, project_m : array_like, shape (n, 3), m
        Five targets at least, so that the others have redundancy to spare.
    threshold : float
        Smallest ratio of a wrong target; a convention of ours.

    Returns
    -------
    int or None
        Index of the target.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> known = rng.uniform(-5, 5, (6, 3))
    >>> seen = known + 1e-3 * rng.standard_normal((6, 3))
    >>> moved = known.copy()
    >>> moved[2, 0] += 0.030
    >>> wrong_target(seen, known), wrong_target(seen, moved)
    (None, 2)
    """
    ratios = [result.ratio for result in leave_one_out(scanner_m, project_m)]
    worst = int(np.argmax(ratios))
    return worst if ratios[worst] >= threshold else None


def swapped_targets(scanner_m: ArrayLike, project_m: ArrayLike, *, gain: float = 5.0) -> tuple[int, int] | None:
    """Return the two targets whose names were exchanged, if exchanging them back mends the registration.

    Parameters
    ----------
    scanner_m, project_m : array_like, shape (n, 3), m
    gain : float
        The exchange must divide the RMSE by this at least; a convention of ours.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> known = rng.uniform(-5, 5, (6, 3))
    >>> seen = known + 1e-3 * rng.standard_normal((6, 3))
    >>> swapped_targets(seen, known), swapped_targets(seen[[0, 4, 2, 3, 1, 5]], known)
    (None, (1, 4))
    """
    scanner, project = (np.asarray(points, dtype=np.float64) for points in (scanner_m, project_m))
    before_mm = register(scanner, project).rmse_mm
    trials = {}
    for pair in itertools.combinations(range(len(scanner)), 2):
        order = np.arange(len(scanner))
        order[list(pair)] = pair[::-1]
        trials[pair] = register(scanner[order], project).rmse_mm
    best = min(trials, key=lambda pair: trials[pair])
    return best if trials[best] * gain <= before_mm else None


def expected_error_mm(targets_m: ArrayLike, point_m: ArrayLike, target_sigma_mm: float) -> float:
    """Return the root mean square error to expect at a point from the noise of the targets.

    TRE² = FLE²/n·(1 + ⅓·Σ dₖ²/fₖ²), with FLE² = 3σ² for isotropic noise, dₖ the distance of the point from the
    targets' k-th principal axis and fₖ the RMS distance of the targets from it (Fitzpatrick, West and Maurer,
    1998). Least amid the targets, and growing with the distance to them.

    Parameters
    ----------
    targets_m : array_like, shape (n, 3), m
    point_m : array_like, shape (3,), m
    target_sigma_mm : float, mm
        Of one coordinate of one target, both sides together.

    Returns
    -------
    float, mm

    Examples
    --------
    >>> corners = [[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    >>> round(expected_error_mm(corners, [0, 0, 0], 2.0), 4), round(expected_error_mm(corners, [6, 0, 0], 2.0), 4)
    (1.2247, 4.4159)
    """
    targets = np.asarray(targets_m, dtype=np.float64)
    middle = targets.mean(axis=0)
    axes = np.linalg.svd(targets - middle)[2]
    of_targets, of_point = (targets - middle) @ axes.T, (np.asarray(point_m, dtype=np.float64) - middle) @ axes.T
    f2 = (of_targets**2).sum(axis=1, keepdims=True) - of_targets**2
    d2 = (of_point**2).sum() - of_point**2
    fle2 = 3 * target_sigma_mm**2
    return float(np.sqrt(fle2 / len(targets) * (1 + (d2 / f2.mean(axis=0)).sum() / 3)))


def chain_error_mm(link_errors_mm: ArrayLike) -> float:
    """Return the error at the end of a chain of independent registrations, √(Σeᵢ²).

    Parameters
    ----------
    link_errors_mm : array_like, shape (n,), mm
        Error that each link adds at the end of the chain.

    Examples
    --------
    >>> chain_error_mm([1.5] * 4)
    3.0
    """
    return float(np.sqrt(np.sum(np.square(np.asarray(link_errors_mm, dtype=np.float64)))))
