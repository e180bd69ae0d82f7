"""What every part of the mill is made of: materials, posts, machines, discs, doors and windows."""

import math
from typing import Any

import numpy as np

from autograders.domain.building import IfcDraft, Solid, WallOpening, add_bar

STONE, TIMBER, TILES, BOARDS = "Moellon calcaire enduit à la chaux", "Chêne", "Tuile plate", "Bardage de sapin"
RIM_SIDES = 20


def post(
    draft: IfcDraft, storey: Any, name: str, at_m: tuple[float, float], z_m: tuple[float, float], side_m: float
) -> None:
    """Add an upright timber of square section between two levels."""
    add_bar(
        draft,
        storey,
        "IfcColumn",
        name,
        [*at_m, z_m[0]],
        [*at_m, z_m[1]],
        section_m=(side_m, side_m),
        material=TIMBER,
    )


def machine(draft: IfcDraft, container: Any, name: str, solids: list[Solid], placement: np.ndarray) -> None:
    """Add a machine: the schema has no class for it, so it is a proxy whose object type says so."""
    element = draft.element(
        container,
        "IfcBuildingElementProxy",
        name,
        solids,
        placement=placement,
        predefined_type="MACHINE",
        material=TIMBER,
    )
    volume_m3 = sum(solid.volume_m3 for solid in solids)
    draft.quantities(element, "Qto_BuildingElementProxyQuantities", {"NetVolume": volume_m3})


def disc(radius_m: float, sides: int = RIM_SIDES) -> np.ndarray:
    """Return the outline of a disc, as a regular polygon about the origin."""
    angles = 2 * math.pi * np.arange(sides) / sides
    return radius_m * np.column_stack([np.cos(angles), np.sin(angles)])


def door(name: str, along_m: float, width_m: float, height_m: float) -> WallOpening:
    """Return a door that stands on the foot of its wall."""
    return WallOpening(name=name, kind="door", along_m=along_m, width_m=width_m, height_m=height_m)


def window(name: str, along_m: float, width_m: float, height_m: float, sill_m: float) -> WallOpening:
    """Return a window above its sill."""
    return WallOpening(name=name, kind="window", along_m=along_m, width_m=width_m, height_m=height_m, sill_m=sill_m)
