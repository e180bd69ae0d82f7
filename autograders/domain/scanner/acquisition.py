"""A scan in three steps: the directions of the beams, what they light, what the instrument makes of it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError
from .instrument import Camera, Instrument
from .scene import Floats, Integers, Scene

SUB_RAYS = 16
GOLDEN_ANGLE_RAD = math.pi * (3 - math.sqrt(5))
# The returned power is halved at this range; a convention of ours.
HALF_POWER_RANGE_M = 15.0
INTENSITY_NOISE = 0.02


@dataclass(frozen=True, kw_only=True)
class AngularWindow:
    """A part of the scanner's field, in its own frame.

    Parameters
    ----------
    azimuth_rad : tuple of two float, rad
        Smallest and largest, from the x axis towards y.
    elevation_rad : tuple of two float, rad
        Smallest and largest, above the horizon.
    """

    azimuth_rad: tuple[float, float]
    elevation_rad: tuple[float, float]

    @classmethod
    def around(cls, points_m: ArrayLike, margin_rad: float = 0.0) -> "AngularWindow":
        """Return the smallest window that shows all the points, widened by a margin.

        Parameters
        ----------
        points_m : array_like, shape (n, 3), m
            In the scanner's frame, within a half turn of each other.
        margin_rad : float, rad

        Examples
        --------
        >>> window = AngularWindow.around([[-1, 0.1, 0], [-1, -0.1, 0]])
        >>> [round(angle, 4) for angle in window.azimuth_rad], window.elevation_rad
        ([3.0419, 3.2413], (0.0, 0.0))
        """
        x, y, z = np.asarray(points_m, dtype=np.float64).T
        # Counted from the first point, so that a window may lie across the half turn.
        first = math.atan2(y[0], x[0])
        azimuth = first + (np.arctan2(y, x) - first + math.pi) % (2 * math.pi) - math.pi
        elevation = np.arctan2(z, np.hypot(x, y))
        return cls(
            azimuth_rad=(float(azimuth.min()) - margin_rad, float(azimuth.max()) + margin_rad),
            elevation_rad=(float(elevation.min()) - margin_rad, float(elevation.max()) + margin_rad),
        )

    def beams(self, step_rad: float, phase: tuple[float, float] = (0.0, 0.0)) -> Floats:
        """Return the unit directions of the angular grid inside the window, column by column.

        Parameters
        ----------
        step_rad : float, rad
            Step Δ of both angles.
        phase : tuple of two float
            Where the grid starts, in steps.

        Returns
        -------
        ndarray, shape (n, 3)

        Raises
        ------
        DomainError
            If the step is not positive.

        Examples
        --------
        >>> window = AngularWindow(azimuth_rad=(0, 0.2), elevation_rad=(0, 0.1))
        >>> window.beams(0.1).shape
        (6, 3)
        """
        if not step_rad > 0:
            raise DomainError(f"pas angulaire de {step_rad:g} rad reçu, angle positif attendu")
        azimuth, elevation = np.meshgrid(
            _grid(self.azimuth_rad, step_rad, phase[0]), _grid(self.elevation_rad, step_rad, phase[1]), indexing="ij"
        )
        return _directions(azimuth.ravel(), elevation.ravel())


@dataclass(frozen=True, eq=False, kw_only=True)
class Echoes:
    """What each beam lights, before any error of the instrument.

    Parameters
    ----------
    directions : ndarray, shape (n, 3)
        Unit directions of the beams in the frame of the scene.
    range_m : ndarray, shape (n,), m
        Mean over the parts of the beam that mix.
    cos_incidence, reflectance : ndarray, shape (n,)
        Means over the same parts.
    albedo : ndarray, shape (n, 3)
        Mean linear colour over the same parts.
    depth_m : ndarray, shape (n,), m
        Extent of the mixed ranges: large on mixed pixels.
    mesh : ndarray of int, shape (n,)
        Index in the scene of the mesh that most parts of the beam light.
    """

    directions: Floats
    range_m: Floats
    cos_incidence: Floats
    reflectance: Floats
    albedo: Floats
    depth_m: Floats
    mesh: Integers


@dataclass(frozen=True, eq=False, kw_only=True)
class Scan:
    """The points of one station, in the order of the beams.

    Parameters
    ----------
    points_m : ndarray, shape (n, 3), m
        Relative to the scanner.
    intensity : ndarray, shape (n,), 0 to 1
        Returned power; 1 for a white target at no distance.
    rgb : ndarray of uint8, shape (n, 3)
    beam : ndarray of int, shape (n,)
        Index of the echo that the point comes from; what is truly there is known by it.
    """

    points_m: Floats
    intensity: Floats
    rgb: NDArray[np.uint8]
    beam: Integers


def light(
    scene: Scene, instrument: Instrument, position_m: ArrayLike, directions: Floats, rng: np.random.Generator
) -> Echoes:
    """Send beams of finite width into a scene.

    Each beam is a bundle of 16 rays of equal power, spread as a Gaussian beam cut at its 1/e² diameter
    d(R) = d₀ + γ·R, the bundle being turned at random about its axis. The range is the mean over the rays within
    the echo gate of the median one: at an edge it lies between the two surfaces (mixed pixel). Beams of which
    half the rays meet nothing are left out.

    Parameters
    ----------
    scene : Scene
    instrument : Instrument
    position_m : array_like, shape (3,), m
        Centre of the scanner in the frame of the scene.
    directions : ndarray, shape (n, 3)
        Unit vectors in the frame of the scene.
    rng : numpy.random.Generator

    Returns
    -------
    Echoes
    """
    first, second = _across(directions)
    along_first, along_second = _bundle(len(directions), rng)
    sideways = along_first[..., None] * first[:, None] + along_second[..., None] * second[:, None]
    origins_m = np.asarray(position_m, dtype=np.float64) + 0.5e-3 * instrument.beam_diameter_mm * sideways
    rays = directions[:, None] + 0.5e-3 * instrument.beam_divergence_mrad * sideways
    hits = scene.cast(origins_m.reshape(-1, 3), rays.reshape(-1, 3))
    distance = hits.distance.reshape(-1, SUB_RAYS)
    middle_m = np.sort(distance, axis=1)[:, SUB_RAYS // 2]
    seen = np.isfinite(middle_m)
    distance, middle_m = distance[seen], middle_m[seen]
    triangle = hits.triangle.reshape(-1, SUB_RAYS)[seen]
    mixing = np.abs(distance - middle_m[:, None]) <= instrument.echo_gate_m
    share = mixing / mixing.sum(axis=1, keepdims=True)
    inside_m = np.where(mixing, distance, middle_m[:, None])
    nearest_middle = np.argmin(np.abs(distance - middle_m[:, None]), axis=1)
    return Echoes(
        directions=directions[seen],
        range_m=np.einsum("ij,ij->i", share, inside_m),
        cos_incidence=np.einsum("ij,ij->i", share, hits.cos_incidence.reshape(-1, SUB_RAYS)[seen]),
        reflectance=np.einsum("ij,ij->i", share, scene.reflectance[triangle]),
        albedo=np.einsum("ij,ijk->ik", share, scene.albedo[triangle]),
        depth_m=np.ptp(inside_m, axis=1),
        mesh=scene.mesh_of_triangle[triangle[np.arange(len(triangle)), nearest_middle]],
    )


def measure(
    echoes: Echoes, instrument: Instrument, camera: Camera, *, averaging: int = 1, rng: np.random.Generator
) -> Scan:
    """Turn what the beams light into measured points, with the errors of instrument and camera.

    Range: R·(1 + m) + bias + noise, see ``Instrument``. Angles: normal noise. Dropouts grow as 1/cos α. A
    spurious point lies anywhere between a third of the range and the range. Intensity follows ρ·cos α/(1 + (R/R₀)²).

    Parameters
    ----------
    echoes : Echoes
    instrument : Instrument
    camera : Camera
    averaging : int
        Shots averaged in each point; divides the range noise by its square root.
    rng : numpy.random.Generator

    Returns
    -------
    Scan
    """
    count = len(echoes.range_m)
    cosines = np.maximum(echoes.cos_incidence, 0.05)
    noise_mm = instrument.range_noise_mm(echoes.range_m, cosines, averaging) * rng.standard_normal(count)
    error_mm = instrument.range_error_mm(echoes.range_m, echoes.reflectance)
    range_m = echoes.range_m + 1e-3 * (error_mm + noise_mm)
    spurious = rng.random(count) < instrument.outlier_rate
    range_m = np.where(spurious, echoes.range_m * rng.uniform(1 / 3, 1, count), range_m)
    first, second = _across(echoes.directions)
    swing = 1e-6 * instrument.angular_noise_urad * rng.standard_normal((2, count, 1))
    directions = echoes.directions + swing[0] * first + swing[1] * second
    power = echoes.reflectance * cosines / (1 + (echoes.range_m / HALF_POWER_RANGE_M) ** 2)
    intensity = power * (1 + INTENSITY_NOISE * rng.standard_normal(count))
    rgb = camera.colours(echoes.albedo, rng)
    kept = rng.random(count) >= instrument.dropout_rate / cosines
    points_m = range_m[:, None] * directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return Scan(
        points_m=points_m[kept],
        intensity=np.clip(intensity[kept], 0, 1),
        rgb=rgb[kept],
        beam=np.flatnonzero(kept),
    )


def _grid(bounds_rad: tuple[float, float], step_rad: float, phase: float) -> Floats:
    # A hair of tolerance, so that a window of whole steps keeps its last line.
    first = math.ceil(bounds_rad[0] / step_rad - phase - 1e-9)
    last = math.floor(bounds_rad[1] / step_rad - phase + 1e-9)
    return np.asarray((np.arange(first, last + 1) + phase) * step_rad)


def _directions(azimuth_rad: Floats, elevation_rad: Floats) -> Floats:
    return np.column_stack(
        [
            np.cos(elevation_rad) * np.cos(azimuth_rad),
            np.cos(elevation_rad) * np.sin(azimuth_rad),
            np.sin(elevation_rad),
        ]
    )


def _across(directions: Floats) -> tuple[Floats, Floats]:
    """Return two unit vectors perpendicular to each direction and to each other."""
    # Any axis that is not nearly parallel to the direction will do.
    axes = np.eye(3)[np.argmin(np.abs(directions), axis=1)]
    first = np.cross(directions, axes)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    return first, np.cross(directions, first)


def _bundle(count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return where the rays of each beam pass, in beam radii, shape (count, SUB_RAYS) for either axis."""
    share = (np.arange(SUB_RAYS) + 0.5) / SUB_RAYS
    # Radius that holds that share of a Gaussian beam's power cut at its 1/e² radius.
    radius = np.sqrt(-0.5 * np.log(1 - share * (1 - math.exp(-2))))
    angle = GOLDEN_ANGLE_RAD * np.arange(SUB_RAYS) + rng.uniform(0, 2 * math.pi, (count, 1))
    return radius * np.cos(angle), radius * np.sin(angle)
