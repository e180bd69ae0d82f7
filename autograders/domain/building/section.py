"""Level sections through a building: what a plan of a storey draws."""

from typing import NamedTuple

import numpy as np

from .mesh import BuildingMesh, Integers
from .solids import Floats


class Section(NamedTuple):
    """Segments where a level plane cuts a building.

    Parameters
    ----------
    segments_m : ndarray, shape (n, 2, 2), m
        Both ends of each in plan.
    element : ndarray of int, shape (n,)
        Index of each segment's element.
    """

    segments_m: Floats
    element: Integers


def level_section(mesh: BuildingMesh, level_m: float) -> Section:
    """Return the section of a building by a level plane.

    Triangles that touch the plane with a corner or lie in it give nothing; choose a level off the floors.

    Parameters
    ----------
    mesh : BuildingMesh
    level_m : float, m

    Returns
    -------
    Section
        In the order of the triangles.
    """
    corners = mesh.vertices_m[mesh.triangles]
    above = corners[..., 2] > level_m
    cut = above.any(axis=1) & ~above.all(axis=1)
    corners, above = corners[cut], above[cut]
    following = np.roll(corners, -1, axis=1)
    crosses = above != np.roll(above, -1, axis=1)
    # Of the three sides exactly two cross the plane.
    starts, ends = corners[crosses], following[crosses]
    share = (level_m - starts[:, 2:]) / (ends[:, 2:] - starts[:, 2:])
    return Section((starts + share * (ends - starts))[:, :2].reshape(-1, 2, 2), mesh.element[cut])
