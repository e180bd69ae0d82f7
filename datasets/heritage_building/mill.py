"""The mill of Vaubrun as an IFC4 model: stone body of 1786, race and wheel, wooden hall of 1911."""

from pathlib import Path
from typing import Any

import numpy as np

from autograders.domain.building import (
    IfcDraft,
    Solid,
    WallOpening,
    WallShape,
    add_bar,
    add_gable_roof,
    add_slab,
    add_stair,
    add_vault,
    add_wall,
    frame,
    rectangle,
)

from . import dimensions, outbuildings, parts

HERITAGE = "Vaubrun_Patrimoine"
STATES = ("bon", "moyen", "dégradé")


def write_mill(mill: Any, key: str, path: Path, rng: np.random.Generator) -> None:
    """Write the model of one mill; the generator draws nothing but the elements' states of repair."""
    draft = IfcDraft(
        project="Moulin de Vaubrun – relevé de l’existant",
        site="Site de Vaubrun",
        building="Moulin de Vaubrun",
        key=key,
    )
    levels = dict(zip(dimensions.STOREYS, (0.0, mill.ground_floor_m, mill.attic_m), strict=True))
    storeys = {name: draft.storey(name, level) for name, level in levels.items()}
    for room in dimensions.rooms(mill):
        draft.space(
            storeys[room.storey],
            name=room.code,
            long_name=room.name,
            solid=room.solid,
            floor_area_m2=room.floor_area_m2,
            external=room.external,
        )
    _stone_body(draft, storeys, mill)
    _attic(draft, storeys["Combles"], mill)
    _stairs(draft, storeys, mill)
    _frame_and_machines(draft, storeys, mill)
    outbuildings.add_hall(draft, storeys["RDC"], mill)
    outbuildings.add_race(draft, mill)
    for element in draft.model.by_type("IfcBuildingElement"):
        if element.is_a("IfcDoor") or element.is_a("IfcWindow"):
            continue
        built = 1911 if element.Name.startswith("Halle") else 1786
        state = str(rng.choice(STATES, p=(0.5, 0.35, 0.15)))
        draft.properties(element, HERITAGE, {"AnneeConstruction": built, "EtatSanitaire": state})
    draft.write(path)


def _stone_body(draft: IfcDraft, storeys: dict[str, Any], mill: Any) -> None:
    length, width, wall = mill.length_m, mill.width_m, mill.wall_m
    cross, cage = mill.cross_wall_x_m + dimensions.CROSS_WALL_M, mill.cage_x_m
    heights = {"RDC": mill.ground_floor_m, "R+1": mill.first_floor_m}
    middle = (cross + cage) / 2
    openings = {
        ("RDC", "sud"): [
            parts.window("Fenêtre 0.2 S", wall + 1.4, 0.9, 0.9, 0.95),
            parts.door("Porte principale", cross + 1.5, 1.3, 2.2),
            parts.window("Fenêtre 0.1 S1", cage + 0.6, 1.0, 1.3, 1.0),
            parts.window("Fenêtre 0.1 S2", length - wall - 2.2, 1.0, 1.3, 1.0),
        ],
        ("RDC", "est"): [
            WallOpening(name="Baie vers la halle", kind="passage", along_m=1.6, width_m=2.2, height_m=2.6)
        ],
        # Along the north wall one walks from east to west.
        ("RDC", "nord"): [parts.window("Fenêtre 0.1 N", length - middle - 0.5, 1.0, 1.2, 1.1)],
        ("RDC", "ouest"): [],
        ("R+1", "sud"): [
            parts.window("Fenêtre 1.2 S", wall + 1.4, 1.0, 1.4, 0.9),
            parts.window("Fenêtre 1.1 S1", cross + 1.7, 1.0, 1.4, 0.9),
            parts.window("Fenêtre 1.1 S2", length - wall - 2.4, 1.0, 1.4, 0.9),
        ],
        ("R+1", "est"): [],
        ("R+1", "nord"): [
            parts.window("Fenêtre 1.1 N", length - middle - 0.5, 1.0, 1.3, 0.9),
            parts.window("Fenêtre 1.2 N", length - wall - 2.6, 1.0, 1.3, 0.9),
        ],
        ("R+1", "ouest"): [parts.window("Fenêtre 1.2 O", width / 2 - wall - 0.5, 1.0, 1.3, 0.9)],
    }
    ends = {
        "sud": ((0, 0), (length, 0)),
        "est": ((length, wall), (length, width - wall)),
        "nord": ((length, width), (0, width)),
        "ouest": ((0, width - wall), (0, wall)),
    }
    for (storey, side), holes in openings.items():
        foot = 0.0 if storey == "RDC" else mill.ground_floor_m
        shape = WallShape(
            start_m=ends[side][0], end_m=ends[side][1], foot_m=foot, thickness_m=wall, height_m=heights[storey]
        )
        name = f"Mur {storey} {side}"
        add_wall(draft, storeys[storey], name, shape, material=parts.STONE, external=True, openings=holes)
    inside = rectangle(mill.inner_x_m, mill.inner_y_m)
    add_slab(draft, storeys["RDC"], "Sol RDC", inside, top_m=0.0, thickness_m=0.25, material=parts.STONE)
    _partitions(draft, storeys, mill)
    _vault(draft, storeys["RDC"], mill)


def _partitions(draft: IfcDraft, storeys: dict[str, Any], mill: Any) -> None:
    south, north = mill.inner_y_m
    east = mill.inner_x_m[1]
    thin = dimensions.PARTITION_M
    heights = {"RDC": (0.0, mill.ground_floor_m), "R+1": (mill.ground_floor_m, mill.first_floor_m)}
    cross = mill.cross_wall_x_m + dimensions.CROSS_WALL_M
    office = mill.office_x_m + thin
    clear = {name: height - dimensions.FLOOR_M for name, (_, height) in heights.items()}
    add_wall(
        draft,
        storeys["RDC"],
        "Refend 0.1/0.2",
        WallShape(
            start_m=(cross, south),
            end_m=(cross, north),
            foot_m=0.0,
            thickness_m=dimensions.CROSS_WALL_M,
            height_m=clear["RDC"],
        ),
        material=parts.STONE,
        external=False,
        openings=[parts.door("Porte 0.1/0.2", (north - south) / 2 - 0.55, 1.1, 1.95)],
    )
    add_wall(
        draft,
        storeys["R+1"],
        "Cloison 1.1/1.2",
        WallShape(
            start_m=(office, south),
            end_m=(office, north),
            foot_m=mill.ground_floor_m,
            thickness_m=thin,
            height_m=clear["R+1"],
        ),
        material=parts.TIMBER,
        external=False,
        openings=[parts.door("Porte 1.1/1.2", 1.2, 1.0, 2.05)],
    )
    for storey, (foot, _) in heights.items():
        along_x = WallShape(
            start_m=(mill.cage_x_m, mill.cage_y_m),
            end_m=(east, mill.cage_y_m),
            foot_m=foot,
            thickness_m=thin,
            height_m=clear[storey],
        )
        along_y = WallShape(
            start_m=(mill.cage_x_m + thin, mill.cage_y_m + thin),
            end_m=(mill.cage_x_m + thin, north),
            foot_m=foot,
            thickness_m=thin,
            height_m=clear[storey],
        )
        container = storeys[storey]
        add_wall(draft, container, f"Cloison cage {storey} sud", along_x, material=parts.TIMBER, external=False)
        door = parts.door(f"Porte cage {storey}", 0.15, 0.95, 2.05)
        add_wall(
            draft,
            container,
            f"Cloison cage {storey} ouest",
            along_y,
            material=parts.TIMBER,
            external=False,
            openings=[door],
        )


def _vault(draft: IfcDraft, storey: Any, mill: Any) -> None:
    west, (south, north) = mill.inner_x_m[0], mill.inner_y_m
    add_vault(
        draft,
        storey,
        "Voûte 0.2",
        frame([west, south, 0]),
        span_m=mill.cross_wall_x_m - west,
        length_m=north - south,
        springing_m=mill.springing_m,
        rise_m=mill.vault_rise_m,
        top_m=mill.ground_floor_m - dimensions.FLOOR_M,
        material=parts.STONE,
    )


def _attic(draft: IfcDraft, storey: Any, mill: Any) -> None:
    length, width, wall, foot = mill.length_m, mill.width_m, mill.wall_m, mill.attic_m
    for side, start, end in (("sud", (0, 0), (length, 0)), ("nord", (length, width), (0, width))):
        shape = WallShape(start_m=start, end_m=end, foot_m=foot, thickness_m=wall, height_m=mill.knee_m)
        add_wall(draft, storey, f"Mur Combles {side}", shape, material=parts.STONE, external=True)
    span = width - 2 * wall
    shoulder = mill.knee_m + mill.slope * wall
    gable = np.array([(0, 0), (span, 0), (span, shoulder), (span / 2, mill.knee_m + mill.roof_rise_m), (0, shoulder)])
    for side, start, end in (
        ("est", (length, wall), (length, width - wall)),
        ("ouest", (0, width - wall), (0, wall)),
    ):
        shape = WallShape(start_m=start, end_m=end, foot_m=foot, thickness_m=wall, height_m=gable[3, 1], gable_m=gable)
        window = parts.window(f"Lucarne pignon {side}", span / 2 - 0.4, 0.8, 1.0, 1.3)
        add_wall(draft, storey, f"Pignon {side}", shape, material=parts.STONE, external=True, openings=[window])
    eaves = foot + mill.knee_m - mill.slope * dimensions.EAVES_M
    add_gable_roof(
        draft,
        storey,
        "Toiture du corps",
        x_m=(-0.15, length + 0.15),
        y_m=(-dimensions.EAVES_M, width + dimensions.EAVES_M),
        eaves_m=eaves,
        ridge_m=foot + mill.knee_m + mill.roof_rise_m,
        thickness_m=dimensions.ROOF_M,
        material=parts.TILES,
    )


def _stairs(draft: IfcDraft, storeys: dict[str, Any], mill: Any) -> None:
    inside = rectangle(mill.inner_x_m, mill.inner_y_m)
    north = mill.inner_y_m[1]
    south = north - dimensions.FLIGHT_WIDTH_M
    for below, above, foot, height in (
        ("RDC", "R+1", 0.0, mill.ground_floor_m),
        ("R+1", "Combles", mill.ground_floor_m, mill.first_floor_m),
    ):
        risers = mill.risers(height)
        end = mill.flight_x_m + risers * dimensions.GOING_M
        well = rectangle((mill.flight_x_m + 0.85, end), (south, north))
        add_slab(
            draft,
            storeys[above],
            f"Plancher {above}",
            inside,
            top_m=foot + height,
            thickness_m=dimensions.FLOOR_M,
            material=parts.TIMBER,
            hole_m=well,
        )
        add_stair(
            draft,
            storeys[below],
            f"Escalier {below}",
            frame([mill.flight_x_m, south, foot]),
            rise_m=height,
            risers=risers,
            going_m=dimensions.GOING_M,
            width_m=dimensions.FLIGHT_WIDTH_M,
            material=parts.TIMBER,
        )


def _frame_and_machines(draft: IfcDraft, storeys: dict[str, Any], mill: Any) -> None:
    south, north = mill.inner_y_m
    west, east = mill.inner_x_m
    under = {
        "RDC": (0.0, mill.ground_floor_m - dimensions.FLOOR_M),
        "R+1": (mill.ground_floor_m, mill.attic_m - dimensions.FLOOR_M),
    }
    lines = {"A": (mill.cage_x_m - 0.35, north), "B": (mill.cage_x_m + 2.9, mill.cage_y_m)}
    for storey, (foot, top) in under.items():
        for line, (x, end) in lines.items():
            name = f"{storey} {line}"
            half = 0.15
            add_bar(
                draft,
                storeys[storey],
                "IfcBeam",
                f"Poutre {name}",
                [x, south, top - half],
                [x, end, top - half],
                section_m=(0.28, 2 * half),
                material=parts.TIMBER,
            )
            add_bar(
                draft,
                storeys[storey],
                "IfcColumn",
                f"Poteau {name}",
                [x, south + 0.55 * (mill.cage_y_m - south), foot],
                [x, south + 0.55 * (mill.cage_y_m - south), top - 2 * half],
                section_m=(0.3, 0.3),
                material=parts.TIMBER,
            )
    _trusses(draft, storeys["Combles"], mill, (west, east))
    cross = mill.cross_wall_x_m + dimensions.CROSS_WALL_M
    middle = (cross + mill.cage_x_m) / 2
    stones = [Solid(outline_m=rectangle((-0.8, 0.8), (-1.3, 1.3)), depth_m=1.1)]
    stones += [Solid(outline_m=parts.disc(0.62), depth_m=0.55, frame=frame([0, along, 1.1])) for along in (-0.65, 0.65)]
    frame_of_stones = frame([middle, north - 2.6, 0])
    parts.machine(draft, storeys["RDC"], "Beffroi des meules", stones, frame_of_stones)
    bolter = [Solid(outline_m=rectangle((-1.6, 1.6), (-0.5, 0.5)), depth_m=1.7)]
    parts.machine(
        draft, storeys["R+1"], "Bluterie", bolter, frame([mill.cage_x_m + 1.2, south + 1.5, mill.ground_floor_m])
    )


def _trusses(draft: IfcDraft, storey: Any, mill: Any, x_m: tuple[float, float]) -> None:
    tie = 2.0
    set_back = (tie + 0.12 - mill.knee_m) / mill.slope
    for number, share in enumerate((0.25, 0.5, 0.75), start=1):
        x = x_m[0] + share * (x_m[1] - x_m[0])
        level = mill.attic_m + tie
        name = f"Ferme {number}"
        add_bar(
            draft,
            storey,
            "IfcBeam",
            f"{name} entrait",
            [x, set_back, level],
            [x, mill.width_m - set_back, level],
            section_m=(0.2, 0.24),
            material=parts.TIMBER,
        )
        middle = mill.width_m / 2
        crown = mill.attic_m + mill.knee_m + mill.roof_rise_m - 0.12
        parts.post(draft, storey, f"{name} poinçon", (x, middle), (level + 0.12, crown), 0.2)
        for side, y in (("sud", 0.3 * mill.width_m), ("nord", 0.7 * mill.width_m)):
            # The north posts would stand in the stairwell.
            if side == "sud" or x < mill.flight_x_m - 0.3:
                parts.post(draft, storey, f"{name} jambette {side}", (x, y), (mill.attic_m, level - 0.12), 0.18)
