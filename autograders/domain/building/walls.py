"""Walls with their openings, doors and windows, property sets and base quantities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..errors import DomainError
from .ifc_writing import Entity, IfcDraft
from .solids import CUT_MARGIN_M, Floats, Solid, frame, rectangle, upright

LEAF_THICKNESS_M = 0.06


@dataclass(frozen=True, kw_only=True)
class WallOpening:
    """A hole in a wall, and what fills it.

    Parameters
    ----------
    name : str
    kind : {"door", "window", "passage"}
        A passage is not filled.
    along_m : float, m
        From the start of the wall to the opening.
    width_m, height_m : float, m
    sill_m : float, m
        Above the foot of the wall.
    """

    name: str
    kind: Literal["door", "window", "passage"]
    along_m: float
    width_m: float
    height_m: float
    sill_m: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class WallShape:
    """Where a wall stands.

    Parameters
    ----------
    start_m, end_m : tuple of two float, m
        Ends of its right-hand face; the wall's body lies to the left of the way from one to the other.
    foot_m : float, m
        Level of its foot in the project.
    thickness_m : float, m
    height_m : float, m
        Where the outline is a rectangle.
    gable_m : ndarray, shape (n, 2), m, optional
        Another outline, counter-clockwise: along the wall and above its foot.
    """

    start_m: tuple[float, float]
    end_m: tuple[float, float]
    foot_m: float
    thickness_m: float
    height_m: float
    gable_m: Floats | None = None

    @property
    def length_m(self) -> float:
        """Distance between both ends."""
        return float(np.hypot(*np.subtract(self.end_m, self.start_m)))

    @property
    def placement(self) -> Floats:
        """Axes of the wall: along it, through it to the left, and up."""
        along = np.subtract(self.end_m, self.start_m)
        return frame([*self.start_m, self.foot_m], x=[*along, 0.0])

    @property
    def solid(self) -> Solid:
        """The wall without its openings."""
        outline = rectangle((0, self.length_m), (0, self.height_m)) if self.gable_m is None else self.gable_m
        return upright(outline, self.thickness_m)


def add_wall(
    draft: IfcDraft,
    container: Entity,
    name: str,
    shape: WallShape,
    *,
    material: str,
    external: bool,
    openings: Sequence[WallOpening] = (),
) -> Entity:
    """Add a wall with its openings, doors and windows.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    name : str
    shape : WallShape
    material : str
    external : bool
    openings : sequence of WallOpening

    Returns
    -------
    entity

    Raises
    ------
    DomainError
        If an opening reaches beyond the wall's ends.
    """
    solid = shape.solid
    wall = draft.element(
        container,
        "IfcWall",
        name,
        [solid],
        placement=shape.placement,
        predefined_type="SOLIDWALL",
        material=material,
    )
    for opening in openings:
        if opening.along_m < 0 or opening.along_m + opening.width_m > shape.length_m:
            raise DomainError(f"{name} : l’ouverture {opening.name} dépasse des bouts du mur ({shape.length_m:g} m)")
        _add_opening(draft, container, wall, shape, opening, external=external)
    net_m2 = solid.area_m2 - sum(opening.width_m * opening.height_m for opening in openings)
    draft.properties(wall, "Pset_WallCommon", {"Reference": name, "IsExternal": external, "LoadBearing": True})
    draft.quantities(
        wall,
        "Qto_WallBaseQuantities",
        {
            "Length": shape.length_m,
            "Width": shape.thickness_m,
            "Height": float(np.ptp(solid.outline_m[:, 1])),
            "GrossSideArea": solid.area_m2,
            "NetSideArea": net_m2,
            "GrossVolume": solid.volume_m3,
            "NetVolume": net_m2 * shape.thickness_m,
        },
    )
    return wall


def _add_opening(
    draft: IfcDraft, container: Entity, wall: Entity, shape: WallShape, opening: WallOpening, *, external: bool
) -> None:
    outline = rectangle((0, opening.width_m), (0, opening.height_m))
    corner = shape.placement @ frame([opening.along_m, -CUT_MARGIN_M, opening.sill_m])
    hole = draft.opening(wall, opening.name, upright(outline, shape.thickness_m + 2 * CUT_MARGIN_M), corner)
    if opening.kind == "passage":
        return
    kind = opening.kind.capitalize()
    middle = shape.placement @ frame([opening.along_m, (shape.thickness_m - LEAF_THICKNESS_M) / 2, opening.sill_m])
    leaf = draft.element(
        container,
        f"Ifc{kind}",
        opening.name,
        [upright(outline, LEAF_THICKNESS_M)],
        placement=middle,
        predefined_type=kind.upper(),
    )
    leaf.OverallWidth, leaf.OverallHeight = opening.width_m, opening.height_m
    draft.fill(hole, leaf)
    draft.properties(leaf, f"Pset_{kind}Common", {"Reference": opening.name, "IsExternal": external})
    draft.quantities(
        leaf,
        f"Qto_{kind}BaseQuantities",
        {"Width": opening.width_m, "Height": opening.height_m, "Area": opening.width_m * opening.height_m},
    )
