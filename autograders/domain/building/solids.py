"""Extruded solids: the only shape that our buildings are made of, so that every quantity is known in closed form."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError

Floats = NDArray[np.float64]

IDENTITY = np.eye(4)
IDENTITY.flags.writeable = False
# An opening's solid sticks out of its wall or slab, so that no skin of zero thickness remains.
CUT_MARGIN_M = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class Solid:
    """A polygon of the local xy plane, extruded along the local z axis.

    Parameters
    ----------
    outline_m : ndarray, shape (n, 2), m
        Simple polygon, not closed, counter-clockwise.
    depth_m : float, m
        Above 0.
    hole_m : ndarray, shape (k, 2), m, optional
        A polygon left out of the outline.
    frame : ndarray, shape (4, 4)
        From the solid's axes to those of its element.
    """

    outline_m: Floats
    depth_m: float
    hole_m: Floats | None = None
    frame: Floats = field(default_factory=lambda: IDENTITY)

    @property
    def area_m2(self) -> float:
        """Area of the polygon, without the hole."""
        hole_m2 = 0.0 if self.hole_m is None else polygon_area_m2(self.hole_m)
        return polygon_area_m2(self.outline_m) - hole_m2

    @property
    def volume_m3(self) -> float:
        """Area of the polygon times the depth."""
        return self.area_m2 * self.depth_m

    def contains(self, points_m: ArrayLike) -> NDArray[np.bool_]:
        """Return which points lie inside; what becomes of a point on the surface is not said.

        Parameters
        ----------
        points_m : array_like, shape (n, 3), m
            In the axes that the frame leads to.

        Examples
        --------
        >>> cube = Solid(outline_m=rectangle((0, 1), (0, 1)), depth_m=1)
        >>> cube.contains([[0.5, 0.5, 0.5], [0.5, 0.5, 1.5]]).tolist()
        [True, False]
        """
        local = (np.asarray(points_m, dtype=np.float64) - self.frame[:3, 3]) @ self.frame[:3, :3]
        inside = inside_polygon(self.outline_m, local[:, :2]) & (local[:, 2] > 0) & (local[:, 2] < self.depth_m)
        if self.hole_m is not None:
            inside &= ~inside_polygon(self.hole_m, local[:, :2])
        return inside


def inside_polygon(outline_m: ArrayLike, points_m: ArrayLike) -> NDArray[np.bool_]:
    """Return which points of a plane lie inside a simple polygon: a ray to the right crosses it an odd number of times.

    Parameters
    ----------
    outline_m : array_like, shape (n, 2), m
    points_m : array_like, shape (k, 2), m

    Examples
    --------
    >>> inside_polygon([[0, 0], [2, 0], [2, 2], [1, 1], [0, 2]], [[1, 0.5], [1, 1.5]]).tolist()
    [True, False]
    """
    corners = np.asarray(outline_m, dtype=np.float64)
    (x, y), points = corners.T, np.asarray(points_m, dtype=np.float64)
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    level = points[:, 1:2]
    straddles = (y > level) != (next_y > level)
    # A horizontal side straddles nothing; its division by 0 is put off by a 1.
    share = (level - y) / np.where(next_y == y, 1.0, next_y - y)
    crossings = straddles & (points[:, :1] < x + share * (next_x - x))
    return np.asarray(crossings.sum(axis=1) % 2 == 1)


def polygon_area_m2(outline_m: ArrayLike) -> float:
    """Return the area of a simple polygon, ½·|Σ(xᵢ·yᵢ₊₁ − xᵢ₊₁·yᵢ)| (Gauss, the shoelace formula).

    Parameters
    ----------
    outline_m : array_like, shape (n, 2), m

    Examples
    --------
    >>> polygon_area_m2([[0, 0], [4, 0], [4, 3]])
    6.0
    """
    x, y = np.asarray(outline_m, dtype=np.float64).T
    return float(abs(x @ np.roll(y, -1) - np.roll(x, -1) @ y) / 2)


def polygon_perimeter_m(outline_m: ArrayLike) -> float:
    """Return the length of the outline of a polygon.

    Parameters
    ----------
    outline_m : array_like, shape (n, 2), m

    Examples
    --------
    >>> polygon_perimeter_m([[0, 0], [4, 0], [4, 3]])
    12.0
    """
    corners = np.asarray(outline_m, dtype=np.float64)
    return float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).sum())


def rectangle(x_m: tuple[float, float], y_m: tuple[float, float]) -> Floats:
    """Return the outline of a rectangle between two abscissae and two ordinates.

    Examples
    --------
    >>> rectangle((0, 2), (1, 4)).tolist()
    [[0.0, 1.0], [2.0, 1.0], [2.0, 4.0], [0.0, 4.0]]
    """
    (west, east), (south, north) = x_m, y_m
    return np.array([[west, south], [east, south], [east, north], [west, north]], dtype=np.float64)


def frame(origin_m: ArrayLike, x: ArrayLike = (1, 0, 0), z: ArrayLike = (0, 0, 1)) -> Floats:
    """Return the right-handed frame at an origin with given x and z axes, as a 4 × 4 matrix.

    Parameters
    ----------
    origin_m : array_like, shape (3,), m
    x, z : array_like, shape (3,)
        Of any length, perpendicular.

    Raises
    ------
    DomainError
        If the axes are not perpendicular.

    Examples
    --------
    >>> frame([1, 2, 3], x=[0, 1, 0]) @ [1, 0, 0, 1]
    array([1., 3., 3., 1.])
    """
    first, third = (np.asarray(axis, dtype=np.float64) / np.linalg.norm(axis) for axis in (x, z))
    if abs(first @ third) > 1e-9:
        raise DomainError("axes x et z non perpendiculaires reçus, deux axes perpendiculaires attendus")
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = first, np.cross(third, first), third
    matrix[:3, 3] = origin_m
    return matrix


def arch(span_m: float, springing_m: float, rise_m: float, *, segments: int = 16) -> Floats:
    """Return the points of a segmental arch over a span, from the springing at 0 to the one at the other end.

    The arch is an arc of a circle of radius r = (s²/4 + f²)/(2f) for a span s and a rise f, cut into chords.

    Parameters
    ----------
    span_m, springing_m, rise_m : float, m
        Span; height of both springings; height of the crown above them, at most half the span.
    segments : int
        Number of chords.

    Returns
    -------
    ndarray, shape (segments + 1, 2), m

    Raises
    ------
    DomainError
        If the rise is not positive or exceeds half the span.

    Examples
    --------
    >>> arch(4, 1, 2, segments=2).round(9).tolist()
    [[0.0, 1.0], [2.0, 3.0], [4.0, 1.0]]
    """
    if not 0 < rise_m <= span_m / 2:
        raise DomainError(
            f"flèche de {rise_m:g} m reçue pour une portée de {span_m:g} m, entre 0 et la moitié attendue"
        )
    radius_m = (span_m**2 / 4 + rise_m**2) / (2 * rise_m)
    half_rad = np.arcsin(min(span_m / 2 / radius_m, 1.0))
    angles_rad = np.linspace(-half_rad, half_rad, segments + 1)
    across_m = span_m / 2 + radius_m * np.sin(angles_rad)
    return np.column_stack([across_m, springing_m + rise_m - radius_m * (1 - np.cos(angles_rad))])


def upright(outline_m: Floats, depth_m: float) -> Solid:
    """Return a polygon of the xz plane, extruded along y from 0 to a depth.

    Examples
    --------
    >>> upright(rectangle((0, 2), (0, 3)), 0.5).contains([[1, 0.4, 2], [1, 0.6, 2]]).tolist()
    [True, False]
    """
    return Solid(outline_m=outline_m, depth_m=depth_m, frame=frame([0, depth_m, 0], z=[0, -1, 0]))
