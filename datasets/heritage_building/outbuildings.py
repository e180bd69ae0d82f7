"""What stands beside the stone body: the wooden hall of 1911, the race and its wheel."""

import math
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
    add_wall,
    frame,
    rectangle,
)

from . import dimensions, parts

PADDLES = 12


def add_hall(draft: IfcDraft, storey: Any, mill: Any) -> None:
    """Add the hall of 1911, which leans on the east wall of the stone body."""
    (west, east), (south, north) = mill.hall_x_m, mill.hall_y_m
    thick = dimensions.TIMBER_WALL_M
    eaves, ridge = mill.hall_eaves_m, mill.hall_eaves_m + mill.hall_rise_m
    slope = mill.hall_rise_m / (mill.hall_width_m / 2)
    span = mill.hall_width_m - 2 * thick
    shoulder = eaves + slope * thick
    gable = np.array([(0, 0), (span, 0), (span, shoulder), (span / 2, ridge), (0, shoulder)])
    long_side = mill.hall_length_m
    windows = [parts.window(f"Halle fenêtre {side}", long_side / 2 - 0.6, 1.2, 1.0, 1.4) for side in ("sud", "nord")]
    porch = WallOpening(name="Halle portail", kind="passage", along_m=span / 2 - 1.5, width_m=3.0, height_m=3.0)
    walls = (
        ("sud", (west, south), (east, south), None, [windows[0]]),
        ("est", (east, south + thick), (east, north - thick), gable, [porch]),
        ("nord", (east, north), (west, north), None, [windows[1]]),
    )
    for side, start, end, outline, holes in walls:
        shape = WallShape(start_m=start, end_m=end, foot_m=0.0, thickness_m=thick, height_m=eaves, gable_m=outline)
        add_wall(draft, storey, f"Halle mur {side}", shape, material=parts.BOARDS, external=True, openings=holes)
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
        material=parts.TILES,
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
            material=parts.TIMBER,
        )
        for side, y in (("sud", south + 0.28 * (north - south)), ("nord", south + 0.72 * (north - south))):
            parts.post(draft, storey, f"Halle poteau {number} {side}", (x, y), (0.0, eaves - 0.24), 0.22)


def add_race(draft: IfcDraft, mill: Any) -> None:
    """Add the race along the north wall, and the wheel in it."""
    (west, east), (south, north) = mill.race_x_m, mill.race_y_m
    thick, bed = dimensions.RACE_WALL_M, dimensions.RACE_BED_M
    height = dimensions.RACE_TOP_M - bed
    for side, start, end in (
        ("sud", (west, south - thick), (east, south - thick)),
        ("nord", (east, north + thick), (west, north + thick)),
    ):
        shape = WallShape(start_m=start, end_m=end, foot_m=bed, thickness_m=thick, height_m=height)
        add_wall(draft, draft.site, f"Bief bajoyer {side}", shape, material=parts.STONE, external=True)
    add_slab(
        draft,
        draft.site,
        "Bief radier",
        rectangle((west, east), (south - thick, north + thick)),
        top_m=bed,
        thickness_m=0.25,
        material=parts.STONE,
        predefined_type="BASESLAB",
    )
    radius, axle = mill.wheel_radius_m, 0.5
    across = 1.1
    # Upright discs: their axes are x, z and −y.
    rims = [
        Solid(
            outline_m=parts.disc(radius),
            hole_m=parts.disc(radius - 0.25)[::-1],
            depth_m=0.08,
            frame=frame([0, y, 0], z=[0, -1, 0]),
        )
        for y in (across / 2, -across / 2 + 0.08)
    ]
    shaft = Solid(
        outline_m=parts.disc(0.16, sides=8), depth_m=across + 0.2, frame=frame([0, across / 2 + 0.1, 0], z=[0, -1, 0])
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
    parts.machine(draft, draft.site, "Roue à aubes", [*rims, shaft, *spokes, *paddles], centre)
