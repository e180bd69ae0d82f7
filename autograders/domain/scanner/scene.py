"""What a scanner looks at: meshes with a reflectance and a colour, and the rays that hit them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import DomainError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Bounds the memory of one call: a ray takes 24 bytes, its hit some 40.
RAYS_PER_CALL = 1_000_000
MID_GREY = (0.5, 0.5, 0.5)


@dataclass(frozen=True, eq=False, kw_only=True)
class Mesh:
    """A surface of one material.

    Parameters
    ----------
    name : str
        Of the object, such as the ``GlobalId`` of a building element.
    vertices_m : ndarray, shape (n, 3), m
    triangles : ndarray of int, shape (m, 3)
        Indices of the vertices; both sides are seen.
    reflectance : float
        Share of the laser's light that a matt surface sends back, 0 to 1.
    albedo : ndarray, shape (3,) or (m, 3)
        Linear red, green and blue, 0 to 1, of the whole or of each triangle.
    """

    name: str
    vertices_m: Floats
    triangles: Integers
    reflectance: float = 0.5
    albedo: Floats | tuple[float, float, float] = MID_GREY


class Hits(NamedTuple):
    """Where rays meet a scene.

    Parameters
    ----------
    distance : ndarray, shape (n,)
        In units of the direction's length, m for a unit vector; infinite for a ray that meets nothing.
    triangle : ndarray of int, shape (n,)
        Index in the scene; −1 for a ray that meets nothing.
    cos_incidence : ndarray, shape (n,)
        Cosine of the angle between ray and normal, 0 to 1.
    """

    distance: Floats
    triangle: Integers
    cos_incidence: Floats


class Scene:
    """Meshes put together for ray casting.

    Parameters
    ----------
    meshes : sequence of Mesh
        At least one.

    Raises
    ------
    DomainError
        If there is no triangle.

    Examples
    --------
    >>> wall = Mesh(
    ...     name="wall",
    ...     vertices_m=np.array([[4.0, -1, -1], [4, 1, -1], [4, 0, 1]]),
    ...     triangles=np.array([[0, 1, 2]]),
    ... )
    >>> hits = Scene([wall]).cast(np.zeros((2, 3)), np.array([[1.0, 0, 0], [-1, 0, 0]]))
    >>> hits.distance.tolist(), hits.triangle.tolist(), hits.cos_incidence.tolist()
    ([4.0, inf], [0, -1], [1.0, 0.0])
    """

    def __init__(self, meshes: Sequence[Mesh]) -> None:
        if not sum(len(mesh.triangles) for mesh in meshes):
            raise DomainError("aucun triangle reçu, une scène d'au moins un triangle attendue")
        self.names = tuple(mesh.name for mesh in meshes)
        counts = [len(mesh.triangles) for mesh in meshes]
        starts = np.cumsum([0, *(len(mesh.vertices_m) for mesh in meshes)])
        self._vertices_m = np.vstack([np.asarray(mesh.vertices_m, dtype=np.float64) for mesh in meshes])
        self._triangles = np.vstack(
            [np.asarray(mesh.triangles) + start for mesh, start in zip(meshes, starts, strict=False)]
        ).astype(np.int64)
        self.mesh_of_triangle = np.repeat(np.arange(len(meshes)), counts)
        self.reflectance = np.repeat([mesh.reflectance for mesh in meshes], counts)
        self.albedo = np.vstack(
            [np.broadcast_to(mesh.albedo, (count, 3)) for mesh, count in zip(meshes, counts, strict=True)]
        )
        corners = self._vertices_m[self._triangles]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        self._normals = np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
        self._anchors_m = corners[:, 0]
        self._casters: dict[tuple[float, ...], Any] = {}

    def cast(self, origins_m: Floats, directions: Floats) -> Hits:
        """Return the first triangle that each ray meets and the distance to its plane.

        Open3D casts in single precision. It is only asked which triangle is hit, in a frame moved to within a metre
        of the first origin, so that large coordinates do no harm; the distance t = n·(v − o)/(n·d) is then computed
        in double precision from the triangle's own plane. Origins far from each other belong into calls of their own.

        Parameters
        ----------
        origins_m : ndarray, shape (n, 3), m
        directions : ndarray, shape (n, 3)
            Of any length.

        Returns
        -------
        Hits
        """
        import open3d as o3d

        shift = np.rint(origins_m[0])
        caster = self._caster(shift)
        triangle = np.empty(len(directions), dtype=np.int64)
        for start in range(0, len(directions), RAYS_PER_CALL):
            part = slice(start, start + RAYS_PER_CALL)
            rays = np.hstack([origins_m[part] - shift, directions[part]]).astype(np.float32)
            found = caster.cast_rays(o3d.core.Tensor.from_numpy(rays))
            met = np.isfinite(found["t_hit"].numpy())
            triangle[part] = np.where(met, found["primitive_ids"].numpy().astype(np.int64), -1)
        return self._intersected(origins_m, directions, triangle)

    def _caster(self, shift: Floats) -> Any:
        """Return Open3D's caster in a frame moved by whole metres, kept for the next call from there."""
        import open3d as o3d

        key = tuple(shift.tolist())
        if key not in self._casters:
            caster = o3d.t.geometry.RaycastingScene()
            caster.add_triangles(
                o3d.core.Tensor.from_numpy((self._vertices_m - shift).astype(np.float32)),
                o3d.core.Tensor.from_numpy(self._triangles.astype(np.uint32)),
            )
            self._casters[key] = caster
        return self._casters[key]

    def _intersected(self, origins_m: Floats, directions: Floats, triangle: Integers) -> Hits:
        normals = self._normals[triangle]
        approach = np.einsum("ij,ij->i", normals, directions)
        gap_m = np.einsum("ij,ij->i", normals, self._anchors_m[triangle] - origins_m)
        hit = (triangle >= 0) & (approach != 0)
        distance = np.divide(gap_m, approach, out=np.full(len(gap_m), np.inf), where=hit)
        cosines = np.where(hit, np.abs(approach) / np.linalg.norm(directions, axis=1), 0.0)
        return Hits(distance, np.where(hit, triangle, -1), cosines)
