"""The triangles and edges of many elements in one figure, of which some are shown and one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .elements import Element

MAXIMUM_TRIANGLES = 300_000
# As for clouds: a float32 keeps a tenth of a millimetre up to here.
_LARGEST_M = 1_000.0
# Okabe and Ito (2008), Color Universal Design: told apart by all; names for whoever reads the legend.
COLOURS = (
    ("bleu", "#0072b2"),
    ("orange", "#e69f00"),
    ("vert", "#009e73"),
    ("bleu ciel", "#56b4e9"),
    ("vermillon", "#d55e00"),
    ("jaune", "#f0e442"),
    ("gris", "#9a9a9a"),
)
_CHOSEN = "#cc79a7"


@dataclass(frozen=True, eq=False, kw_only=True)
class Meshes:
    """The shapes of a model's elements.

    Parameters
    ----------
    vertices_m : ndarray of float32, shape (v, 3), m
        Relative to ``shift_m``.
    triangles : ndarray of uint32, shape (t, 3)
        Ranks of vertices.
    edges : ndarray of uint32, shape (e, 2)
    vertex_element, triangle_element, edge_element : ndarray of uint32
        Rank of the element that each belongs to.
    shift_m : ndarray, shape (3,), m
    undrawn : int
        Elements that have a shape and were left out, as there were triangles enough.
    """

    vertices_m: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    edges: NDArray[np.uint32]
    vertex_element: NDArray[np.uint32]
    triangle_element: NDArray[np.uint32]
    edge_element: NDArray[np.uint32]
    shift_m: NDArray[np.float64]
    undrawn: int

    @property
    def extent_m(self) -> NDArray[np.float32]:
        """Lengths along x, y and z of all that is drawn."""
        return np.ptp(self.vertices_m, axis=0) if len(self.vertices_m) else np.zeros(3, dtype=np.float32)


class _Part(NamedTuple):
    rank: int
    vertices: NDArray[np.float64]
    triangles: NDArray[np.int64]
    edges: NDArray[np.int64]


def meshes_of(model: Any, elements: Sequence[Element]) -> Meshes:
    """Return the shapes of elements in the project's frame, up to so many triangles in all.

    Parameters
    ----------
    model : ifcopenshell.file
    elements : sequence of Element
    """
    from ..bim.geometry import triangulated

    rank_of = {element.entity.id(): rank for rank, element in enumerate(elements)}
    parts: list[_Part] = []
    undrawn = triangles = 0
    for shape in triangulated(model, [element.entity for element in elements], in_project=True):
        geometry = shape.geometry
        triangles += len(geometry.faces) // 3
        if triangles > MAXIMUM_TRIANGLES:
            undrawn += 1
            continue
        parts.append(
            _Part(
                rank_of[shape.id],
                np.array(geometry.verts).reshape(-1, 3),
                np.array(geometry.faces).reshape(-1, 3),
                np.array(geometry.edges).reshape(-1, 2),
            )
        )
    return _joined(parts, undrawn)


def _joined(parts: Sequence[_Part], undrawn: int) -> Meshes:
    starts = np.cumsum([0, *(len(part.vertices) for part in parts)])
    vertices, of_vertex = _together([(part.rank, part.vertices) for part in parts], 3)
    triangles, of_triangle = _together(
        [(part.rank, part.triangles + start) for part, start in zip(parts, starts, strict=False)], 3
    )
    edges, of_edge = _together([(part.rank, part.edges + start) for part, start in zip(parts, starts, strict=False)], 2)
    far = len(vertices) and np.abs(vertices).max() > _LARGEST_M
    shift = np.floor(vertices.min(axis=0)) if far else np.zeros(3)
    return Meshes(
        vertices_m=(vertices - shift).astype(np.float32),
        triangles=triangles.astype(np.uint32),
        edges=edges.astype(np.uint32),
        vertex_element=of_vertex,
        triangle_element=of_triangle,
        edge_element=of_edge,
        shift_m=shift,
        undrawn=undrawn,
    )


def _together(owned: Sequence[tuple[int, NDArray[Any]]], width: int) -> tuple[NDArray[Any], NDArray[np.uint32]]:
    """Return rows one after the other, and the owner of each."""
    owners = [np.full(len(rows), owner, dtype=np.uint32) for owner, rows in owned]
    return (
        np.concatenate([np.zeros((0, width)), *(rows for _, rows in owned)]),
        np.concatenate([np.zeros(0, dtype=np.uint32), *owners]),
    )


def shown_traces(meshes: Meshes, shown: NDArray[np.bool_], colour_ranks: NDArray[np.uint8]) -> list[dict[str, Any]]:
    """Return faces and edges of some elements.

    Parameters
    ----------
    meshes : Meshes
    shown : ndarray of bool, shape (elements,)
    colour_ranks : ndarray of uint8, shape (elements,)
        Rank in ``COLOURS`` for each element.
    """
    last = len(COLOURS) - 1
    faces = _faces(meshes, shown) | {
        # The vertices of all elements, shown or not: the rank of one that is clicked then tells the element.
        "intensity": colour_ranks[meshes.vertex_element],
        "cmin": 0,
        "cmax": last,
        "colorscale": [[rank / last, colour] for rank, (_, colour) in enumerate(COLOURS)],
        "showscale": False,
    }
    return [faces, _lines(meshes, shown, "#333333", 1.5)]


def chosen_traces(meshes: Meshes, chosen: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Return faces and edges of what is chosen: another colour, and thick edges."""
    return [_faces(meshes, chosen) | {"color": _CHOSEN}, _lines(meshes, chosen, _CHOSEN, 9)]


def _faces(meshes: Meshes, shown: NDArray[np.bool_]) -> dict[str, Any]:
    triangles = meshes.triangles[shown[meshes.triangle_element]]
    x, y, z = meshes.vertices_m.T
    i, j, k = triangles.T
    return {
        "type": "mesh3d",
        "x": x,
        "y": y,
        "z": z,
        "i": i,
        "j": j,
        "k": k,
        # Without triangles Plotly would make some of its own.
        "visible": bool(len(triangles)),
        "flatshading": True,
        "hoverinfo": "none",
        "lighting": {"ambient": 0.65, "diffuse": 0.6, "specular": 0.05},
    }


def _lines(meshes: Meshes, shown: NDArray[np.bool_], colour: str, width: float) -> dict[str, Any]:
    edges = meshes.edges[shown[meshes.edge_element]]
    # A place that is no number separates one edge from the next.
    corners = np.full((len(edges), 3, 3), np.nan, dtype=np.float32)
    corners[:, :2] = meshes.vertices_m[edges]
    x, y, z = corners.reshape(-1, 3).T
    return {
        "type": "scatter3d",
        "mode": "lines",
        "x": x,
        "y": y,
        "z": z,
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "showlegend": False,
    }
