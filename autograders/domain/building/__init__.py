"""Buildings as IFC4: writing them with quantities in closed form, and reading them back as triangles."""

from .elements import add_bar, add_gable_roof, add_slab, add_stair, add_vault
from .ifc_writing import IfcDraft, global_id
from .mesh import BuildingMesh, Element, read_mesh
from .section import Section, level_section
from .solids import Solid, arch, frame, polygon_area_m2, polygon_perimeter_m, rectangle, upright
from .walls import WallOpening, WallShape, add_wall

__all__ = [
    "BuildingMesh",
    "Element",
    "IfcDraft",
    "Section",
    "Solid",
    "WallOpening",
    "WallShape",
    "add_bar",
    "add_gable_roof",
    "add_slab",
    "add_stair",
    "add_vault",
    "add_wall",
    "arch",
    "frame",
    "global_id",
    "level_section",
    "polygon_area_m2",
    "polygon_perimeter_m",
    "read_mesh",
    "rectangle",
    "upright",
]
