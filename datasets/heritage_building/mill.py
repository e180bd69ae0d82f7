"""The mill of Vaubrun as an IFC4 model: stone body of 1786, race and wheel, wooden hall of 1911."""

import math
from pathlib import Path
from typing import Any

import numpy as np

from autograders.assignments.modules import load_module
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

HERE = Path(__file__).parent
dimensions = load_module(HERE / "dimensions.py", f"datasets/{HERE.name}/dimensions.py")

STONE, TIMBER, TILES, BOARDS = "Moellon calcaire enduit à la chaux", "Chêne", "Tuile plate", "Bardage de sapin"
HERITAGE = "Vaubrun_Patrimoine"
STATES = ("bon", "moyen", "dégradé")
PADDLES, RIM_SIDES = 12, 20


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
    _hall(draft, storeys["RDC"], mill)
    _race(draft, mill)
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
            _window("Fenêtre 0.2 S", wall + 1.4, 0.9, 0.9, 0.95),
            _door("Porte principale", cross + 1.5, 1.3, 2.2),
            _window("Fenêtre 0.1 S1", cage + 0.6, 1.0, 1.3, 1.0),
            _window("Fenêtre 0.1 S2", length - wall - 2.2, 1.0, 1.3, 1.0),
        ],
        ("RDC", "est"): [
            WallOpening(name="Baie vers la halle", kind="passage", along_m=1.6, width_m=2.2, height_m=2.6)
        ],
        # Along the north wall one walks from east to west.
        ("RDC", "nord"): [_window("Fenêtre 0.1 N", length - middle - 0.5, 1.0, 1.2, 1.1)],
        ("RDC", "ouest"): [],
        ("R+1", "sud"): [
            _window("Fenêtre 1.2 S", wall + 1.4, 1.0, 1.4, 0.9),
            _window("Fenêtre 1.1 S1", cross + 1.7, 1.0, 1.4, 0.9),
            _window("Fenêtre 1.1 S2", length - wall - 2.4, 1.0, 1.4, 0.9),
        ],
        ("R+1", "est"): [],
        ("R+1", "nord"): [
            _window("Fenêtre 1.1 N", length - middle - 0.5, 1.0, 1.3, 0.9),
            _window("Fenêtre 1.2 N", length - wall - 2.6, 1.0, 1.3, 0.9),
        ],
        ("R+1", "ouest"): [_window("Fenêtre 1.2 O", width / 2 - wall - 0.5, 1.0, 1.3, 0.9)],
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
        add_wall(draft, storeys[storey], name, shape, material=STONE, external=True, openings=holes)
    inside = rectangle(mill.inner_x_m, mill.inner_y_m)
    add_slab(draft, storeys["RDC"], "Sol RDC", inside, top_m=0.0, thickness_m=0.25, material=STONE)
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
        material=STONE,
        external=False,
        openings=[_door("Porte 0.1/0.2", (north - south) / 2 - 0.55, 1.1, 1.95)],
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
        material=TIMBER,
        external=False,
        openings=[_door("Porte 1.1/1.2", 1.2, 1.0, 2.05)],
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
        add_wall(draft, container, f"Cloison cage {storey} sud", along_x, material=TIMBER, external=False)
        door = _door(f"Porte cage {storey}", 0.15, 0.95, 2.05)
        add_wall(
            draft, container, f"Cloison cage {storey} ouest", along_y, material=TIMBER, external=False, openings=[door]
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
        material=STONE,
    )


def _attic(draft: IfcDraft, storey: Any, mill: Any) -> None:
    length, width, wall, foot = mill.length_m, mill.width_m, mill.wall_m, mill.attic_m
    for side, start, end in (("sud", (0, 0), (length, 0)), ("nord", (length, width), (0, width))):
        shape = WallShape(start_m=start, end_m=end, foot_m=foot, thickness_m=wall, height_m=mill.knee_m)
        add_wall(draft, storey, f"Mur Combles {side}", shape, material=STONE, external=True)
    span = width - 2 * wall
    shoulder = mill.knee_m + mill.slope * wall
    gable = np.array([(0, 0), (span, 0), (span, shoulder), (span / 2, mill.knee_m + mill.roof_rise_m), (0, shoulder)])
    for side, start, end in (
        ("est", (length, wall), (length, width - wall)),
        ("ouest", (0, width - wall), (0, wall)),
    ):
        shape = WallShape(start_m=start, end_m=end, foot_m=foot, thickness_m=wall, height_m=gable[3, 1], gable_m=gable)
        window = _window(f"Lucarne pignon {side}", span / 2 - 0.4, 0.8, 1.0, 1.3)
        add_wall(draft, storey, f"Pignon {side}", shape, material=STONE, external=True, openings=[window])
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
        material=TILES,
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
            material=TIMBER,
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
            material=TIMBER,
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
                material=TIMBER,
            )
            add_bar(
                draft,
                storeys[storey],
                "IfcColumn",
                f"Poteau {name}",
                [x, south + 0.55 * (mill.cage_y_m - south), foot],
                [x, south + 0.55 * (mill.cage_y_m - south), top - 2 * half],
                section_m=(0.3, 0.3),
                material=TIMBER,
            )
    _trusses(draft, storeys["Combles"], mill, (west, east))
    cross = mill.cross_wall_x_m + dimensions.CROSS_WALL_M
    middle = (cross + mill.cage_x_m) / 2
    stones = [Solid(outline_m=rectangle((-0.8, 0.8), (-1.3, 1.3)), depth_m=1.1)]
    stones += [Solid(outline_m=_disc(0.62), depth_m=0.55, frame=frame([0, along, 1.1])) for along in (-0.65, 0.65)]
    frame_of_stones = frame([middle, north - 2.6, 0])
    _machine(draft, storeys["RDC"], "Beffroi des meules", stones, frame_of_stones)
    bolter = [Solid(outline_m=rectangle((-1.6, 1.6), (-0.5, 0.5)), depth_m=1.7)]
    _machine(draft, storeys["R+1"], "Bluterie", bolter, frame([mill.cage_x_m + 1.2, south + 1.5, mill.ground_floor_m]))


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
            material=TIMBER,
        )
        middle = mill.width_m / 2
        crown = mill.attic_m + mill.knee_m + mill.roof_rise_m - 0.12
        _post(draft, storey, f"{name} poinçon", (x, middle), (level + 0.12, crown), 0.2)
        for side, y in (("sud", 0.3 * mill.width_m), ("nord", 0.7 * mill.width_m)):
            # The north posts would stand in the stairwell.
            if side == "sud" or x < mill.flight_x_m - 0.3:
                _post(draft, storey, f"{name} jambette {side}", (x, y), (mill.attic_m, level - 0.12), 0.18)


def _post(
    draft: IfcDraft, storey: Any, name: str, at_m: tuple[float, float], z_m: tuple[float, float], side_m: float
) -> None:
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


def _hall(draft: IfcDraft, storey: Any, mill: Any) -> None:
    (west, east), (south, north) = mill.hall_x_m, mill.hall_y_m
    thick = dimensions.TIMBER_WALL_M
    eaves, ridge = mill.hall_eaves_m, mill.hall_eaves_m + mill.hall_rise_m
    slope = mill.hall_rise_m / (mill.hall_width_m / 2)
    span = mill.hall_width_m - 2 * thick
    shoulder = eaves + slope * thick
    gable = np.array([(0, 0), (span, 0), (span, shoulder), (span / 2, ridge), (0, shoulder)])
    long_side = mill.hall_length_m
    windows = [_window(f"Halle fenêtre {side}", long_side / 2 - 0.6, 1.2, 1.0, 1.4) for side in ("sud", "nord")]
    porch = WallOpening(name="Halle portail", kind="passage", along_m=span / 2 - 1.5, width_m=3.0, height_m=3.0)
    walls = (
        ("sud", (west, south), (east, south), None, [windows[0]]),
        ("est", (east, south + thick), (east, north - thick), gable, [porch]),
        ("nord", (east, north), (west, north), None, [windows[1]]),
    )
    for side, start, end, outline, holes in walls:
        shape = WallShape(start_m=start, end_m=end, foot_m=0.0, thickness_m=thick, height_m=eaves, gable_m=outline)
        add_wall(draft, storey, f"Halle mur {side}", shape, material=BOARDS, external=True, openings=holes)
    floor = rectangle((west, east - thick), (south + thick, north - thick))
    add_slab(draft, storey, "Halle sol", floor, top_m=0.0, thickness_m=0.2, material="Terre battue")
    add_gable_roof(
        draft,
        storey,
        "Halle toiture",
        x_m=(west, east + 0.2),
        y_m=(south - dimensions.EAVES_M, north + dimensions.EAVES_M),
        eaves_m=eaves - slope * dimensions.EAVES_M,
        ridge_m=ridge,
        thickness_m=0.14,
        material=TILES,
    )
    for number, share in enumerate((0.2, 0.5, 0.8), start=1):
        x = west + share * (east - west)
        add_bar(
            draft,
            storey,
            "IfcBeam",
            f"Halle entrait {number}",
            [x, south + thick, eaves - 0.12],
            [x, north - thick, eaves - 0.12],
            section_m=(0.18, 0.24),
            material=TIMBER,
        )
        for side, y in (("sud", south + 0.28 * (north - south)), ("nord", south + 0.72 * (north - south))):
            _post(draft, storey, f"Halle poteau {number} {side}", (x, y), (0.0, eaves - 0.24), 0.22)


def _race(draft: IfcDraft, mill: Any) -> None:
    (west, east), (south, north) = mill.race_x_m, mill.race_y_m
    thick, bed = dimensions.RACE_WALL_M, dimensions.RACE_BED_M
    height = dimensions.RACE_TOP_M - bed
    for side, start, end in (
        ("sud", (west, south - thick), (east, south - thick)),
        ("nord", (east, north + thick), (west, north + thick)),
    ):
        shape = WallShape(start_m=start, end_m=end, foot_m=bed, thickness_m=thick, height_m=height)
        add_wall(draft, draft.site, f"Bief bajoyer {side}", shape, material=STONE, external=True)
    add_slab(
        draft,
        draft.site,
        "Bief radier",
        rectangle((west, east), (south - thick, north + thick)),
        top_m=bed,
        thickness_m=0.25,
        material=STONE,
        predefined_type="BASESLAB",
    )
    radius, axle = mill.wheel_radius_m, 0.5
    across = 1.1
    # Upright discs: their axes are x, z and −y.
    rims = [
        Solid(
            outline_m=_disc(radius),
            hole_m=_disc(radius - 0.25)[::-1],
            depth_m=0.08,
            frame=frame([0, y, 0], z=[0, -1, 0]),
        )
        for y in (across / 2, -across / 2 + 0.08)
    ]
    shaft = Solid(
        outline_m=_disc(0.16, sides=8), depth_m=across + 0.2, frame=frame([0, across / 2 + 0.1, 0], z=[0, -1, 0])
    )
    paddles = []
    spokes = []
    for number in range(PADDLES):
        angle = 2 * math.pi * (number + 0.5) / PADDLES
        outward = np.array([math.cos(angle), 0, math.sin(angle)])
        paddles.append(
            Solid(
                outline_m=rectangle((radius - 0.5, radius - 0.03), (-0.02, 0.02)),
                depth_m=across - 0.2,
                frame=frame([0, across / 2 - 0.1, 0], x=outward, z=[0, -1, 0]),
            )
        )
        if number % 3 == 0:
            spokes.append(
                Solid(
                    outline_m=rectangle((0.1, radius - 0.25), (-0.05, 0.05)),
                    depth_m=0.1,
                    frame=frame([0, 0.05, 0], x=outward, z=[0, -1, 0]),
                )
            )
    centre = frame([mill.wheel_x_m, (south + north) / 2, axle])
    _machine(draft, draft.site, "Roue à aubes", [*rims, shaft, *spokes, *paddles], centre)


def _machine(draft: IfcDraft, container: Any, name: str, solids: list[Solid], placement: np.ndarray) -> None:
    machine = draft.element(
        container,
        "IfcBuildingElementProxy",
        name,
        solids,
        placement=placement,
        predefined_type="MACHINE",
        material=TIMBER,
    )
    volume_m3 = sum(solid.volume_m3 for solid in solids)
    draft.quantities(machine, "Qto_BuildingElementProxyQuantities", {"NetVolume": volume_m3})


def _disc(radius_m: float, sides: int = RIM_SIDES) -> np.ndarray:
    angles = 2 * math.pi * np.arange(sides) / sides
    return radius_m * np.column_stack([np.cos(angles), np.sin(angles)])


def _door(name: str, along_m: float, width_m: float, height_m: float) -> WallOpening:
    return WallOpening(name=name, kind="door", along_m=along_m, width_m=width_m, height_m=height_m)


def _window(name: str, along_m: float, width_m: float, height_m: float, sill_m: float) -> WallOpening:
    return WallOpening(name=name, kind="window", along_m=along_m, width_m=width_m, height_m=height_m, sill_m=sill_m)
