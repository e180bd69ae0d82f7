"""Slabs, bars, vaults, stairs and roofs with property sets and base quantities, each in closed form from its solids."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .ifc_writing import Entity, IfcDraft
from .solids import CUT_MARGIN_M, Floats, Solid, arch, frame, polygon_perimeter_m, rectangle, upright

WAIST_M = 0.25


def add_slab(
    draft: IfcDraft,
    container: Entity,
    name: str,
    outline_m: ArrayLike,
    *,
    top_m: float,
    thickness_m: float,
    material: str,
    predefined_type: str = "FLOOR",
    hole_m: Floats | None = None,
) -> Entity:
    """Add a level slab, with at most one hole, which becomes an opening of its own.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    name : str
    outline_m : array_like, shape (n, 2), m
        Counter-clockwise.
    top_m, thickness_m : float, m
    material : str
    predefined_type : str
    hole_m : ndarray, shape (k, 2), m, optional

    Returns
    -------
    entity
    """
    solid = Solid(outline_m=np.asarray(outline_m, dtype=np.float64), depth_m=thickness_m)
    origin = frame([0, 0, top_m - thickness_m])
    slab = draft.element(
        container, "IfcSlab", name, [solid], placement=origin, predefined_type=predefined_type, material=material
    )
    hole_m2 = 0.0
    if hole_m is not None:
        cut = Solid(outline_m=hole_m, depth_m=thickness_m + 2 * CUT_MARGIN_M)
        draft.opening(slab, f"{name} trémie", cut, frame([0, 0, top_m - thickness_m - CUT_MARGIN_M]))
        hole_m2 = cut.area_m2
    draft.properties(slab, "Pset_SlabCommon", {"Reference": name, "LoadBearing": True})
    draft.quantities(
        slab,
        "Qto_SlabBaseQuantities",
        {
            "Width": thickness_m,
            "Perimeter": polygon_perimeter_m(solid.outline_m),
            "GrossArea": solid.area_m2,
            "NetArea": solid.area_m2 - hole_m2,
            "GrossVolume": solid.volume_m3,
            "NetVolume": (solid.area_m2 - hole_m2) * thickness_m,
        },
    )
    return slab


def add_bar(
    draft: IfcDraft,
    container: Entity,
    ifc_class: Literal["IfcColumn", "IfcBeam"],
    name: str,
    start_m: ArrayLike,
    end_m: ArrayLike,
    *,
    section_m: tuple[float, float],
    material: str,
) -> Entity:
    """Add a straight column or beam of rectangular section.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    ifc_class, name : str
    start_m, end_m : array_like, shape (3,), m
        Ends of its axis.
    section_m : tuple of two float, m
        For a column along x and y; for a beam its width, which is level, and its height.
    material : str

    Returns
    -------
    entity
    """
    start, end = np.asarray(start_m, dtype=np.float64), np.asarray(end_m, dtype=np.float64)
    length_m = float(np.linalg.norm(end - start))
    axis = (end - start) / length_m
    level = np.array([1.0, 0, 0]) if ifc_class == "IfcColumn" else np.cross([0, 0, 1], axis)
    width_m, height_m = section_m
    solid = Solid(outline_m=rectangle((-width_m / 2, width_m / 2), (-height_m / 2, height_m / 2)), depth_m=length_m)
    kind = ifc_class.removeprefix("Ifc")
    bar = draft.element(
        container,
        ifc_class,
        name,
        [solid],
        placement=frame(start, x=level, z=axis),
        predefined_type=kind.upper(),
        material=material,
    )
    draft.properties(bar, f"Pset_{kind}Common", {"Reference": name, "LoadBearing": True})
    draft.quantities(
        bar,
        f"Qto_{kind}BaseQuantities",
        {
            "Length": length_m,
            "CrossSectionArea": solid.area_m2,
            "GrossVolume": solid.volume_m3,
            "NetVolume": solid.volume_m3,
        },
    )
    return bar


def add_vault(
    draft: IfcDraft,
    container: Entity,
    name: str,
    placement: Floats,
    *,
    span_m: float,
    length_m: float,
    springing_m: float,
    rise_m: float,
    top_m: float,
    material: str,
) -> Entity:
    """Add a barrel vault and the fill above it, between two walls.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    name : str
    placement : ndarray, shape (4, 4)
        At the foot of one wall: x across the span, z up; the vault runs along y.
    span_m, length_m, springing_m, rise_m, top_m : float, m
        Levels above the placement.
    material : str

    Returns
    -------
    entity
        An ``IfcSlab`` whose object type says what it is: the schema has no vault.
    """
    outline = np.vstack([arch(span_m, springing_m, rise_m), [[span_m, top_m], [0, top_m]]])
    solid = upright(outline, length_m)
    vault = draft.element(
        container, "IfcSlab", name, [solid], placement=placement, predefined_type="VOUTE_BERCEAU", material=material
    )
    draft.properties(vault, "Pset_SlabCommon", {"Reference": name, "LoadBearing": True})
    draft.quantities(vault, "Qto_SlabBaseQuantities", {"GrossVolume": solid.volume_m3, "NetVolume": solid.volume_m3})
    return vault


def add_stair(
    draft: IfcDraft,
    container: Entity,
    name: str,
    placement: Floats,
    *,
    rise_m: float,
    risers: int,
    going_m: float,
    width_m: float,
    material: str,
) -> Entity:
    """Add a stair of one straight flight with a sloping soffit.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    name : str
    placement : ndarray, shape (4, 4)
        At the foot of the first riser: x up the flight, y across it, z up.
    rise_m : float, m
        From floor to floor.
    risers : int
    going_m, width_m : float, m
    material : str

    Returns
    -------
    entity
        ``IfcStair`` that the flight is part of.
    """
    riser_m, run_m = rise_m / risers, risers * going_m
    steps = [
        corner
        for step in range(risers, 0, -1)
        for corner in ((step * going_m, step * riser_m), ((step - 1) * going_m, step * riser_m))
    ]
    outline = np.array([(0, 0), (going_m, 0), (run_m, rise_m - WAIST_M), *steps])
    solid = upright(outline, width_m)
    flight = draft.element(
        container,
        "IfcStairFlight",
        f"{name} volée",
        [solid],
        placement=placement,
        predefined_type="STRAIGHT",
        material=material,
    )
    draft.properties(
        flight,
        "Pset_StairFlightCommon",
        {"Reference": name, "NumberOfRiser": risers, "RiserHeight": riser_m, "TreadLength": going_m},
    )
    draft.quantities(
        flight,
        "Qto_StairFlightBaseQuantities",
        {"Length": float(np.hypot(run_m, rise_m)), "GrossVolume": solid.volume_m3, "NetVolume": solid.volume_m3},
    )
    return draft.assemble("IfcStair", name, [flight], "STRAIGHT_RUN_STAIR")


def add_gable_roof(
    draft: IfcDraft,
    container: Entity,
    name: str,
    *,
    x_m: tuple[float, float],
    y_m: tuple[float, float],
    eaves_m: float,
    ridge_m: float,
    thickness_m: float,
    material: str,
) -> Entity:
    """Add a roof of two slopes whose ridge runs along x.

    Parameters
    ----------
    draft : IfcDraft
    container : entity
        Storey.
    name : str
    x_m, y_m : tuple of two float, m
        Extent in plan.
    eaves_m, ridge_m : float, m
        Levels of the underside at the eaves and at the ridge.
    thickness_m : float, m
        Measured upright.
    material : str

    Returns
    -------
    entity
        ``IfcRoof`` that both slopes are part of.
    """
    middle_m = sum(y_m) / 2
    slopes = []
    for side, (low, high) in (("sud", (y_m[0], middle_m)), ("nord", (middle_m, y_m[1]))):
        feet = (eaves_m, ridge_m) if side == "sud" else (ridge_m, eaves_m)
        outline = np.array(
            [(low, feet[0]), (high, feet[1]), (high, feet[1] + thickness_m), (low, feet[0] + thickness_m)]
        )
        solid = Solid(outline_m=outline, depth_m=x_m[1] - x_m[0])
        # Axes of the section: y of the project to the right, z up, extruded along x.
        slope = draft.element(
            container,
            "IfcSlab",
            f"{name} versant {side}",
            [solid],
            placement=frame([x_m[0], 0, 0], x=[0, 1, 0], z=[1, 0, 0]),
            predefined_type="ROOF",
            material=material,
        )
        sloping_m = float(np.hypot(high - low, ridge_m - eaves_m))
        draft.properties(slope, "Pset_SlabCommon", {"Reference": name, "IsExternal": True, "LoadBearing": False})
        draft.quantities(
            slope,
            "Qto_SlabBaseQuantities",
            {
                "GrossArea": sloping_m * solid.depth_m,
                "NetArea": sloping_m * solid.depth_m,
                "GrossVolume": solid.volume_m3,
                "NetVolume": solid.volume_m3,
            },
        )
        slopes.append(slope)
    return draft.assemble("IfcRoof", name, slopes, "GABLE_ROOF")
