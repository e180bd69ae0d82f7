"""Where a scanner stands, and where registration believes it stands."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .scene import Floats


@dataclass(frozen=True, eq=False)
class Pose:
    """A rigid motion from the scanner's frame to the project's: p = Q·q + t.

    Parameters
    ----------
    rotation : ndarray, shape (3, 3)
    position_m : ndarray, shape (3,), m
        Centre of the scanner.
    """

    rotation: Floats
    position_m: Floats

    @classmethod
    def levelled(cls, position_m: ArrayLike, heading_rad: float = 0.0) -> "Pose":
        """Return the pose of a levelled scanner whose zero direction points to a heading from the x axis.

        Examples
        --------
        >>> Pose.levelled([1, 2, 0], math.pi / 2).to_project([[3.0, 0, 0]]).round(9).tolist()
        [[1.0, 5.0, 0.0]]
        """
        cosine, sine = math.cos(heading_rad), math.sin(heading_rad)
        rotation = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
        return cls(rotation, np.asarray(position_m, dtype=np.float64))

    def to_project(self, points_m: ArrayLike) -> Floats:
        """Return points of the scanner's frame in the project's, shape (n, 3), m."""
        points: Floats = np.asarray(points_m, dtype=np.float64) @ self.rotation.T + self.position_m
        return points

    def to_scanner(self, points_m: ArrayLike) -> Floats:
        """Return points of the project's frame in the scanner's, shape (n, 3), m."""
        points: Floats = (np.asarray(points_m, dtype=np.float64) - self.position_m) @ self.rotation
        return points

    def misregistered(self, translation_mm: float, rotation_urad: float, rng: np.random.Generator) -> "Pose":
        """Return the pose that registration gives: this one with a random error.

        Parameters
        ----------
        translation_mm : float, mm
            Standard deviation of each coordinate.
        rotation_urad : float, µrad
            Standard deviation of each of three small rotations.
        rng : numpy.random.Generator

        Returns
        -------
        Pose

        Examples
        --------
        >>> pose = Pose.levelled([0, 0, 0]).misregistered(2, 100, np.random.default_rng(1))
        >>> (pose.position_m * 1e3).round(1).tolist()
        [0.7, 1.6, 0.7]
        """
        shift_m = 1e-3 * translation_mm * rng.standard_normal(3)
        vector = 1e-6 * rotation_urad * rng.standard_normal(3)
        return Pose(_rotation(vector) @ self.rotation, self.position_m + shift_m)


def _rotation(vector: Floats) -> Floats:
    """Return the rotation by a vector's length in rad about its direction (Rodrigues)."""
    angle = float(np.linalg.norm(vector))
    if angle == 0:
        return np.eye(3)
    x, y, z = vector / angle
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross)
