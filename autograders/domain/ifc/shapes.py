"""Shapes of elements as a few figures: volume, centre and extent, from the triangles that ifcopenshell.geom makes.

The engine is native code that a malformed file can bring down, and the process with it: a model that someone hands in
is to be looked at in a confined session, never in the grader's own process.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograders.candidate.bim.geometry import triangulated

_FLAT_M3 = 1e-12


@dataclass(frozen=True, eq=False, kw_only=True)
class Shape:
    """A shape in some frame.

    Parameters
    ----------
    volume_m3 : float, m³
        0 for what does not close.
    centroid_m : ndarray, shape (3,), m
        Of the volume; centre of the bounding box for what has none.
    minimum_m, maximum_m : ndarray, shape (3,), m
        Corners of the bounding box.
    """

    volume_m3: float
    centroid_m: NDArray[np.float64]
    minimum_m: NDArray[np.float64]
    maximum_m: NDArray[np.float64]

    @property
    def extent_m(self) -> NDArray[np.float64]:
        """Lengths of the sides of the bounding box, in m."""
        return self.maximum_m - self.minimum_m


def shape_of(vertices_m: ArrayLike, triangles: ArrayLike) -> Shape:
    """Return the figures of a closed surface, by the divergence theorem.

    V = Σ aᵢ·(bᵢ × cᵢ)/6 and C = Σ Vᵢ·(aᵢ + bᵢ + cᵢ)/(4·V), over triangles whose normals point out.

    Parameters
    ----------
    vertices_m : array_like, shape (n, 3), m
    triangles : array_like of int, shape (m, 3)

    Returns
    -------
    Shape

    Examples
    --------
    >>> corners = [[0, 0, 0], [3, 0, 0], [0, 3, 0], [0, 0, 3]]
    >>> shape = shape_of(corners, [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])
    >>> shape.volume_m3, shape.centroid_m.tolist()
    (4.5, [0.75, 0.75, 0.75])
    """
    vertices = np.asarray(vertices_m, dtype=np.float64).reshape(-1, 3)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    middle = (low + high) / 2
    # About the middle: figures far from the origin would lose their last digits.
    corners = (vertices - middle)[np.asarray(triangles, dtype=np.intp).reshape(-1, 3)]
    parts = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    volume = float(parts.sum())
    if abs(volume) <= _FLAT_M3:
        return Shape(volume_m3=0.0, centroid_m=middle, minimum_m=low, maximum_m=high)
    centroid = middle + (parts[:, None] * corners.sum(axis=1)).sum(axis=0) / (4 * volume)
    return Shape(volume_m3=abs(volume), centroid_m=centroid, minimum_m=low, maximum_m=high)


def local_shapes(model: Any, elements: Sequence[Any]) -> dict[str, Shape]:
    """Return the shapes of elements in their own axes and in metres, openings cut out.

    Parameters
    ----------
    model : ifcopenshell.file
    elements : sequence of entities

    Returns
    -------
    dict of Shape by GlobalId
        Without the elements that have no shape, or one that ifcopenshell.geom cannot make.
    """
    # Elements that share a shape are computed once.
    return dict(_shapes(model, elements, {}))


def project_shapes(model: Any, elements: Sequence[Any]) -> dict[str, Shape]:
    """Return the shapes of elements in the project's frame and in metres, openings cut out.

    Parameters
    ----------
    model : ifcopenshell.file
    elements : sequence of entities

    Returns
    -------
    dict of Shape by GlobalId
        As ``local_shapes``.
    """
    return dict(_shapes(model, elements, None))


def _shapes(model: Any, elements: Sequence[Any], shared: dict[str, Shape] | None) -> Iterator[tuple[str, Shape]]:
    for made in triangulated(model, elements, in_project=shared is None):
        geometry = made.geometry
        shape = None if shared is None else shared.get(geometry.id)
        if shape is None:
            shape = shape_of(geometry.verts, geometry.faces)
        if shared is not None:
            shared[geometry.id] = shape
        yield made.guid, shape
