"""A building's surfaces as triangles, each with the element that it belongs to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import DomainError
from ..scanner import Mesh
from .solids import Floats

Integers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Element:
    """What an element of the model is.

    Parameters
    ----------
    global_id, ifc_class, name : str
    object_type : str
        Its predefined type, or its own where that is ``USERDEFINED``.
    material : str
        Empty where it has none.
    """

    global_id: str
    ifc_class: str
    name: str
    object_type: str
    material: str


@dataclass(frozen=True, eq=False, kw_only=True)
class BuildingMesh:
    """All the elements' surfaces, in metres and in the project's frame.

    Parameters
    ----------
    vertices_m : ndarray, shape (n, 3), m
    triangles : ndarray of int, shape (m, 3)
        Normals by the right-hand rule point out of the element.
    element : ndarray of int, shape (m,)
        Index of each triangle's element.
    elements : tuple of Element
    """

    vertices_m: Floats
    triangles: Integers
    element: Integers
    elements: tuple[Element, ...]

    def without(self, ifc_classes: Collection[str]) -> "BuildingMesh":
        """Return the mesh without the triangles of some classes; the elements keep their indices."""
        kept = np.array([item.ifc_class not in ifc_classes for item in self.elements])[self.element]
        return BuildingMesh(
            vertices_m=self.vertices_m,
            triangles=self.triangles[kept],
            element=self.element[kept],
            elements=self.elements,
        )

    def for_the_scanner(self, reflectance: Mapping[str, float]) -> list[Mesh]:
        """Return one mesh an element, with the reflectance of its material where that is known."""
        meshes = []
        for index, item in enumerate(self.elements):
            triangles = self.triangles[self.element == index]
            if len(triangles):
                used, renumbered = np.unique(triangles, return_inverse=True)
                meshes.append(
                    Mesh(
                        name=item.global_id,
                        vertices_m=self.vertices_m[used],
                        triangles=renumbered.reshape(-1, 3),
                        reflectance=reflectance.get(item.material, 0.5),
                    )
                )
        return meshes


def read_mesh(model: Any) -> BuildingMesh:
    """Return the surfaces of a model's elements, openings cut out, by ``ifcopenshell.geom``.

    Spaces and openings are left out. The lengths are metres whatever unit the file declares.

    Parameters
    ----------
    model : ifcopenshell.file

    Returns
    -------
    BuildingMesh
        Elements in the order of the file.

    Raises
    ------
    DomainError
        If no element has a shape.
    """
    import ifcopenshell.geom
    import ifcopenshell.util.element

    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    settings.set("weld-vertices", True)
    wanted = sorted((item for item in model.by_type("IfcElement") if _is_surface(item)), key=lambda item: item.id())
    vertices, triangles, owner = [], [], []
    elements: list[Element] = []
    start = 0
    for item in wanted:
        shape = ifcopenshell.geom.create_shape(settings, item).geometry
        corners = np.array(shape.verts, dtype=np.float64).reshape(-1, 3)
        faces = np.array(shape.faces, dtype=np.int64).reshape(-1, 3)
        vertices.append(corners)
        triangles.append(faces + start)
        owner.append(np.full(len(faces), len(elements)))
        start += len(corners)
        material = ifcopenshell.util.element.get_material(item)
        elements.append(
            Element(
                global_id=item.GlobalId,
                ifc_class=item.is_a(),
                name=item.Name or "",
                object_type=ifcopenshell.util.element.get_predefined_type(item) or "",
                material=getattr(material, "Name", None) or "",
            )
        )
    if not elements:
        raise DomainError("aucun élément avec géométrie dans la maquette reçue, un au moins attendu")
    return BuildingMesh(
        vertices_m=np.vstack(vertices),
        triangles=np.vstack(triangles),
        element=np.concatenate(owner),
        elements=tuple(elements),
    )


def _is_surface(item: Any) -> bool:
    return item.Representation is not None and not item.is_a("IfcFeatureElement")
