"""The targets of a test bench as meshes: plates, Böhler star, spheres, colour chart, boxes."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scene import MID_GREY, Floats, Mesh

STAR_SECTORS = 48
STAR_SIDE_M = 0.30
STAR_DEPTH_M = 0.05
STAR_FRONT, STAR_BACK = (0.75, 0.75, 0.72), (0.12, 0.13, 0.15)
SPHERE_SUBDIVISIONS = 4
GOLDEN_RATIO = (1 + math.sqrt(5)) / 2


@dataclass(frozen=True, eq=False)
class Frame:
    """Where a flat target is fixed: its centre and three unit vectors.

    Parameters
    ----------
    centre_m : ndarray, shape (3,), m
    right, up, normal : ndarray, shape (3,)
        Seen from the front; the normal points to the viewer.
    """

    centre_m: Floats
    right: Floats
    up: Floats
    normal: Floats

    @classmethod
    def facing(cls, centre_m: ArrayLike, viewer_m: ArrayLike, turn_rad: float = 0.0) -> "Frame":
        """Return the upright frame at a centre that faces a viewer, turned about the vertical by an angle.

        Parameters
        ----------
        centre_m, viewer_m : array_like, shape (3,), m
            The viewer's height is ignored.
        turn_rad : float, rad
            Angle between normal and line of sight.

        Examples
        --------
        >>> frame = Frame.facing([10, 0, 0], [0, 0, 0], math.radians(60))
        >>> frame.normal.round(3).tolist(), frame.up.tolist()
        ([-0.5, -0.866, 0.0], [0.0, 0.0, 1.0])
        """
        centre = np.asarray(centre_m, dtype=np.float64)
        x, y, _ = np.asarray(viewer_m, dtype=np.float64) - centre
        angle = math.atan2(y, x) + turn_rad
        normal = np.array([math.cos(angle), math.sin(angle), 0.0])
        up = np.array([0.0, 0.0, 1.0])
        return cls(centre, np.cross(up, normal), up, normal)

    def moved(self, *, right_m: float = 0.0, up_m: float = 0.0, back_m: float = 0.0) -> "Frame":
        """Return the same frame moved along its own axes, in m."""
        centre = self.centre_m + right_m * self.right + up_m * self.up - back_m * self.normal
        return Frame(centre, self.right, self.up, self.normal)

    def place(self, flat_m: ArrayLike) -> Floats:
        """Return points given by their coordinates to the right and up, shape (n, 2), in space."""
        flat = np.asarray(flat_m, dtype=np.float64)
        points: Floats = self.centre_m + flat[:, :1] * self.right + flat[:, 1:] * self.up
        return points

    def local(self, points_m: ArrayLike) -> Floats:
        """Return the coordinates of points to the right, up and to the front, shape (n, 3), m.

        Examples
        --------
        >>> Frame.facing([10, 0, 0], [0, 0, 0]).local([[9.9, 0.3, 0.2]]).round(9).tolist()
        [[-0.3, 0.2, 0.1]]
        """
        axes = np.array([self.right, self.up, self.normal])
        coordinates: Floats = (np.asarray(points_m, dtype=np.float64) - self.centre_m) @ axes.T
        return coordinates


def plate(
    name: str,
    frame: Frame,
    width_m: float,
    height_m: float,
    reflectance: float = 0.5,
    albedo: tuple[float, float, float] = MID_GREY,
) -> Mesh:
    """Return a flat rectangular target.

    Parameters
    ----------
    name : str
    frame : Frame
    width_m, height_m : float, m
    reflectance : float
    albedo : tuple of three float

    Examples
    --------
    >>> plate("P", Frame.facing([10, 0, 0], [0, 0, 0]), 0.4, 0.2).vertices_m[0].round(9).tolist()
    [10.0, 0.2, -0.1]
    """
    half = np.array([width_m, height_m]) / 2
    corners = half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    triangles = np.array([[0, 1, 2], [0, 2, 3]])
    return Mesh(name=name, vertices_m=frame.place(corners), triangles=triangles, reflectance=reflectance, albedo=albedo)


def star(name: str, frame: Frame, reflectance: float = 0.5) -> tuple[Mesh, Mesh]:
    """Return the front and the back of a Böhler star, light and dark to the eye, the same to the laser.

    The front is a square of 30 cm cut into 24 bars that alternate with 24 equal slots, all pointing to the
    centre; the back is a parallel plate 5 cm behind (Böhler, Bordas Vicent and Marbs, 2003).

    Parameters
    ----------
    name : str
    frame : Frame
        Of the front.
    reflectance : float

    Examples
    --------
    >>> front, back = star("star", Frame.facing([5, 0, 0], [0, 0, 0]))
    >>> len(front.triangles), back.vertices_m[:, 0].round(9).tolist()
    (24, [5.05, 5.05, 5.05, 5.05])
    """
    angles = 2 * math.pi * np.arange(STAR_SECTORS) / STAR_SECTORS
    rays = np.column_stack([np.cos(angles), np.sin(angles)])
    # To the edge of the square; its corners lie on edges of sectors.
    rim = rays * (STAR_SIDE_M / 2 / np.abs(rays).max(axis=1, keepdims=True))
    bars = np.arange(0, STAR_SECTORS, 2)
    triangles = np.column_stack([np.zeros_like(bars), bars + 1, bars + 2])
    front = Mesh(
        name=name,
        vertices_m=frame.place(np.vstack([[0.0, 0.0], rim])),
        triangles=triangles,
        reflectance=reflectance,
        albedo=STAR_FRONT,
    )
    side_m = STAR_SIDE_M + STAR_DEPTH_M
    return front, plate(f"{name}, fond", frame.moved(back_m=STAR_DEPTH_M), side_m, side_m, reflectance, STAR_BACK)


def sphere(name: str, centre_m: ArrayLike, radius_m: float, reflectance: float = 0.5) -> Mesh:
    """Return a sphere of 5120 facets whose mean radius is the one given.

    Facets of a mesh with its vertices on the sphere lie inside it. The vertices are moved outwards so that the
    radius averages to the right one; for 72.5 mm the facets then stay within 0.06 mm of the sphere.

    Parameters
    ----------
    name : str
    centre_m : array_like, shape (3,), m
    radius_m : float, m
    reflectance : float

    Examples
    --------
    >>> ball = sphere("A", [1, 2, 3], 0.0725)
    >>> len(ball.triangles), bool(abs(np.linalg.norm(ball.vertices_m - [1, 2, 3], axis=1) - 0.0725).max() < 6e-5)
    (5120, True)
    """
    vertices, triangles = _icosahedron()
    for _ in range(SPHERE_SUBDIVISIONS):
        vertices, triangles = _subdivided(vertices, triangles)
    # Over a flat triangle the mean of ‖p‖² is its mean over the middles of the edges, exactly.
    corners = vertices[triangles]
    middles = (corners + np.roll(corners, 1, axis=1)) / 2
    mean_square = float(np.sum(middles**2, axis=2).mean())
    points = np.asarray(centre_m, dtype=np.float64) + radius_m / math.sqrt(mean_square) * vertices
    return Mesh(name=name, vertices_m=points, triangles=triangles, reflectance=reflectance)


def chart(name: str, frame: Frame, patches: Floats, *, pitch_m: float, gap_m: float, border: float = 0.03) -> Mesh:
    """Return a colour chart: square patches in rows and columns on a dark support.

    Parameters
    ----------
    name : str
    frame : Frame
        Its centre is the middle of the chart.
    patches : ndarray, shape (rows, columns, 3)
        Linear red, green and blue, the first row at the top.
    pitch_m : float, m
        Distance between the middles of neighbouring patches.
    gap_m : float, m
        Width of the support between them.
    border : float
        Linear grey of the support.

    Examples
    --------
    >>> mesh = chart("chart", Frame.facing([4, 0, 0], [0, 0, 0]), np.ones((4, 6, 3)), pitch_m=0.05, gap_m=0.01)
    >>> len(mesh.triangles), int((mesh.albedo == 1).all(axis=1).sum())
    (234, 48)
    """
    rows, columns, _ = patches.shape
    right, up = (_patch_edges(count, pitch_m, gap_m) for count in (columns, rows))
    cells = np.full((len(up) - 1, len(right) - 1, 3), border)
    # Rows are counted from the top, heights from the bottom.
    cells[1::2, 1::2] = patches[::-1]
    grid_right, grid_up = np.meshgrid(right, up)
    across = len(right)
    first = (np.arange(len(up) - 1)[:, None] * across + np.arange(across - 1)).ravel()
    triangles = np.vstack(
        [
            np.column_stack([first, first + 1, first + across + 1]),
            np.column_stack([first, first + across + 1, first + across]),
        ]
    )
    vertices = frame.place(np.column_stack([grid_right.ravel(), grid_up.ravel()]))
    colours = cells.reshape(-1, 3)
    return Mesh(name=name, vertices_m=vertices, triangles=triangles, albedo=np.vstack([colours, colours]))


def box(
    name: str,
    lowest_m: ArrayLike,
    highest_m: ArrayLike,
    reflectance: float = 0.5,
    albedo: tuple[float, float, float] = MID_GREY,
) -> Mesh:
    """Return a box with its sides along the axes; seen from inside it is a room.

    Parameters
    ----------
    name : str
    lowest_m, highest_m : array_like, shape (3,), m
    reflectance : float
    albedo : tuple of three float

    Examples
    --------
    >>> len(box("room", [0, 0, 0], [40, 16, 6]).triangles)
    12
    """
    corner = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    vertices = np.where(corner == 0, np.asarray(lowest_m, dtype=np.float64), np.asarray(highest_m, dtype=np.float64))
    quads = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])
    triangles = np.vstack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return Mesh(name=name, vertices_m=vertices, triangles=triangles, reflectance=reflectance, albedo=albedo)


def _patch_edges(count: int, pitch_m: float, gap_m: float) -> Floats:
    starts = pitch_m * (np.arange(count) - count / 2) + gap_m / 2
    inner = np.column_stack([starts, starts + pitch_m - gap_m]).ravel()
    half_m = pitch_m * count / 2 + gap_m / 2
    return np.concatenate([[-half_m], inner, [half_m]])


def _icosahedron() -> tuple[Floats, NDArray[np.int64]]:
    vertices = np.array([(0, a, b * GOLDEN_RATIO) for a in (-1, 1) for b in (-1, 1)])
    vertices = np.vstack([np.roll(vertices, turn, axis=1) for turn in range(3)])
    vertices /= np.linalg.norm(vertices, axis=1, keepdims=True)
    triples = np.array(list(itertools.combinations(range(12), 3)))
    corners = vertices[triples]
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    return vertices, triples[sides.max(axis=1) < 1.1]  # edges 1.05, the next distances 1.70


def _subdivided(vertices: Floats, triangles: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Cut each triangle into four, the new vertices being pushed out to the unit sphere."""
    edges = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    unique, inverse = np.unique(edges, axis=0, return_inverse=True)
    middles = vertices[unique].mean(axis=1)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    first, second, third = (inverse.reshape(-1, 3) + len(vertices)).T
    a, b, c = triangles.T
    children = np.vstack(
        [
            np.column_stack(corners)
            for corners in ((a, first, third), (first, b, second), (third, second, c), (first, second, third))
        ]
    )
    return np.vstack([vertices, middles]), children
