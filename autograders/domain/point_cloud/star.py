"""The Böhler star: the smallest slot that a scan still separates from its bars."""

import itertools
import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError
from .robust import MAD_TO_SIGMA, Floats, as_points, draw_subsets, trial_points

SECTORS = 48
OUTER_RADIUS_MM = 150.0
DEPTH_MM = 50.0
MINIMUM_COUNT = 12
NEAR_SIGMAS = 3.0
NEAR_FRACTION = 0.90
FACE_FRACTION = 0.25
# Either face holds under half of the points: the search asks for a quarter of them.
FACE_QUANTILE = 0.25
REFINEMENTS = 5
# Where a normal law has ended and only mixed pixels are left.
CORE_SIGMAS = 4.0
RIM_FRACTION = 2 / 3


@dataclass(frozen=True, kw_only=True)
class Annulus:
    """One ring of the star.

    Parameters
    ----------
    inner_mm, outer_mm : float, mm
        Radii of its edges.
    count : int
        Points in the ring.
    near_fraction : float
        Share of them within 3σ of one of the two faces.
    face_fractions : tuple of two float
        Share of them within 3σ of each face, in the order of their heights along the normal.
    resolved : bool
        Both faces are still told apart there.
    """

    inner_mm: float
    outer_mm: float
    count: int
    near_fraction: float
    face_fractions: tuple[float, float]
    resolved: bool

    @property
    def radius_mm(self) -> float:
        """Mean radius of the ring, in mm."""
        return (self.inner_mm + self.outer_mm) / 2


@dataclass(frozen=True, kw_only=True)
class StarResolution:
    """What a scan of the star resolves.

    Parameters
    ----------
    radius_mm : float or None, mm
        Mean radius of the smallest resolved ring; None where even the outer ring is blurred.
    slot_width_mm : float or None, mm
        Width of a slot at that radius.
    separation_mm : float, mm
        Distance between the two faces.
    sigma_mm : float, mm
        Noise of the points about their faces, from the median absolute deviation.
    annuli : tuple of Annulus
        All rings, from the centre outwards.
    """

    radius_mm: float | None
    slot_width_mm: float | None
    separation_mm: float
    sigma_mm: float
    annuli: tuple[Annulus, ...]


def star_slot_width_mm(radius_mm: float, sectors: int = SECTORS) -> float:
    """Return the width of a slot at a radius, w = 2πr/48 (Böhler, Bordas Vicent and Marbs, 2003).

    Parameters
    ----------
    radius_mm : float, mm
    sectors : int
        Slots and bars together.

    Returns
    -------
    float, mm
        Along the arc.

    Examples
    --------
    >>> round(star_slot_width_mm(60), 3), round(5 * 48 / (2 * math.pi), 2)
    (7.854, 38.2)
    """
    return 2 * math.pi * radius_mm / sectors


def smallest_resolved_radius(
    points_m: ArrayLike,
    centre_m: ArrayLike,
    *,
    annulus_width_mm: float = 10.0,
    outer_radius_mm: float = OUTER_RADIUS_MM,
    depth_mm: float = DEPTH_MM,
    sectors: int = SECTORS,
    near_fraction: float = NEAR_FRACTION,
) -> StarResolution:
    """Return the smallest radius at which a scan still shows both faces of the star, ring by ring.

    Convention of ours: a ring is resolved if at least 90 % of its points lie within 3σ of one of the two
    parallel faces and each face holds at least 25 % of them; a ring of fewer than 12 points proves nothing.
    The smallest resolved ring is the last one, from the outside inwards, before the first that is not.

    Parameters
    ----------
    points_m : array_like, shape (n, 3), m
        Scan of the star; points beyond the outer radius are left out.
    centre_m : array_like, shape (3,), m
        Centre of the star, on either face.
    annulus_width_mm : float, mm
    outer_radius_mm : float, mm
        Half the side of the plate.
    depth_mm : float, mm
        Nominal distance between the faces, to a quarter.
    sectors : int
        Slots and bars together.
    near_fraction : float
        Share of a ring's points that must lie near a face; beams that are wide for the slots need a lower one.

    Returns
    -------
    StarResolution

    Raises
    ------
    DomainError
        If there are too few points on the star or they show no two parallel faces.

    Examples
    --------
    >>> turns = [(r, 2 * math.pi * (k + 0.5) / 96) for r in (0.065, 0.1, 0.14) for k in range(96)]
    >>> star = [[r * math.cos(t), r * math.sin(t), -0.05 * (int(t / math.pi * 24) % 2)] for r, t in turns]
    >>> resolution = smallest_resolved_radius(star, [0, 0, 0], annulus_width_mm=50)
    >>> resolution.radius_mm, round(resolution.slot_width_mm, 2), round(resolution.separation_mm, 3)
    (75.0, 9.82, 50.0)
    """
    if not 0 < annulus_width_mm <= outer_radius_mm:
        expected = f"largeur positive d’au plus {outer_radius_mm:g} mm attendue"
        raise DomainError(f"anneaux de {annulus_width_mm:g} mm reçus, {expected}")
    points = as_points(points_m, MINIMUM_COUNT) - np.asarray(centre_m, dtype=np.float64)
    # A ball that holds both faces keeps the search off the surroundings.
    points = points[np.linalg.norm(points, axis=1) <= math.hypot(outer_radius_mm, depth_mm) / 1e3]
    if len(points) < MINIMUM_COUNT:
        raise DomainError(f"{len(points)} points reçus autour de l’étoile, {MINIMUM_COUNT} au moins attendus")
    faces = _parallel_faces(points, depth_mm / 1e3, outer_radius_mm)
    radii_mm = faces.radii_mm(points)
    near = faces.distances_m(points) <= max(NEAR_SIGMAS * faces.sigma_m, 1e-9)
    # Bands that overlap would call any ring resolved.
    near &= faces.distinct
    rings = round(outer_radius_mm / annulus_width_mm)
    edges = outer_radius_mm - annulus_width_mm * np.arange(rings, -1, -1)
    annuli = tuple(
        _annulus(float(inner), float(outer), near[(radii_mm >= inner) & (radii_mm < outer)], near_fraction)
        for inner, outer in itertools.pairwise(edges)
    )
    radius_mm = _smallest_resolved(annuli)
    return StarResolution(
        radius_mm=radius_mm,
        slot_width_mm=None if radius_mm is None else star_slot_width_mm(radius_mm, sectors),
        separation_mm=1e3 * faces.separation_m,
        sigma_mm=1e3 * faces.sigma_m,
        annuli=annuli,
    )


def _annulus(inner_mm: float, outer_mm: float, near: NDArray[np.bool_], required_fraction: float) -> Annulus:
    count = len(near)
    shares = near.mean(axis=0) if count else np.zeros(2)
    near_fraction = float(near.any(axis=1).mean()) if count else 0.0
    return Annulus(
        inner_mm=inner_mm,
        outer_mm=outer_mm,
        count=count,
        near_fraction=near_fraction,
        face_fractions=(float(shares[0]), float(shares[1])),
        resolved=count >= MINIMUM_COUNT
        and near_fraction >= required_fraction
        and bool((shares >= FACE_FRACTION).all()),
    )


def _smallest_resolved(annuli: tuple[Annulus, ...]) -> float | None:
    smallest = None
    for annulus in reversed(annuli):
        if not annulus.resolved:
            break
        smallest = annulus.radius_mm
    return smallest


@dataclass(frozen=True, eq=False)
class _Faces:
    normal: Floats
    heights_m: Floats
    sigma_m: float

    def distances_m(self, points: Floats) -> Floats:
        return np.abs((points @ self.normal)[:, None] - self.heights_m)

    def radii_mm(self, points: Floats) -> Floats:
        radii: Floats = 1e3 * np.linalg.norm(points - np.outer(points @ self.normal, self.normal), axis=1)
        return radii

    @property
    def separation_m(self) -> float:
        return float(self.heights_m[1] - self.heights_m[0])

    @property
    def distinct(self) -> bool:
        """Whether the bands of 3σ about the faces stay apart."""
        return self.separation_m > 2 * NEAR_SIGMAS * self.sigma_m


def _parallel_faces(points: Floats, depth_m: float, outer_radius_mm: float) -> _Faces:
    normal, height = _fullest_plane(points)
    counts = [np.sum(np.abs(points @ normal - height - step) <= depth_m / 4) for step in (-depth_m, depth_m)]
    if max(counts) < MINIMUM_COUNT:
        raise DomainError("une seule face reçue, les deux faces parallèles d’une étoile de Böhler attendues")
    other = height + depth_m * (1 if counts[1] >= counts[0] else -1)
    faces = _Faces(normal, np.sort([height, other]), depth_m / 4 / CORE_SIGMAS)
    for _ in range(REFINEMENTS):
        # The slots are widest near the rim: fewest mixed pixels there.
        rim = points[faces.radii_mm(points) >= RIM_FRACTION * outer_radius_mm]
        nearest_m = faces.distances_m(rim)
        members = [rim[distances <= CORE_SIGMAS * max(faces.sigma_m, 1e-9)] for distances in nearest_m.T]
        if min(len(member) for member in members) < 3:
            raise DomainError("une seule face reçue, les deux faces parallèles d’une étoile de Böhler attendues")
        # The faces are parallel: each centred on its own middle, they share one normal.
        stacked = np.vstack([member - member.mean(axis=0) for member in members])
        direction = np.linalg.svd(stacked, full_matrices=False)[2][2]
        normal = direction * (1 if direction @ faces.normal > 0 else -1)
        moved = _Faces(normal, np.array([np.median(member @ normal) for member in members]), faces.sigma_m)
        faces = replace(moved, sigma_m=_core_sigma(moved.distances_m(rim).min(axis=1), depth_m / 4))
    return faces


def _core_sigma(distances_m: Floats, reach_m: float) -> float:
    """Return the noise of the points on a face, leaving out the mixed pixels that lie between the faces."""
    for _ in range(REFINEMENTS):
        sigma_m = MAD_TO_SIGMA * float(np.median(distances_m[distances_m <= reach_m]))
        reach_m = min(reach_m, max(CORE_SIGMAS * sigma_m, 1e-9))
    return sigma_m


def _fullest_plane(points: Floats) -> tuple[Floats, float]:
    """Return the plane, among those through three points, that a quarter of the points are nearest to."""
    trial = trial_points(points)
    corners = trial[draw_subsets(len(trial), 3)]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(normals, axis=1)
    spans = areas > 1e-9 * np.ptp(trial, axis=0).max() ** 2
    if not spans.any():
        raise DomainError("points alignés ou confondus reçus, scan d’une étoile de Böhler attendu")
    normals, origins = normals[spans] / areas[spans, None], corners[spans, 0]
    heights = np.sum(normals * origins, axis=1)
    rank = round(FACE_QUANTILE * len(trial))
    distances = np.abs(normals @ trial.T - heights[:, None])
    best = int(np.argmin(np.partition(distances, rank, axis=1)[:, rank]))
    return normals[best], float(heights[best])
