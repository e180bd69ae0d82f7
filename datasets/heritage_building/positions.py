"""Where the scanner may stand in the mill: rooms, doorways, stairs, the outside."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import dimensions

TRIPOD_M, LOW_TRIPOD_M = 1.65, 1.2
JITTER_M = 0.12


@dataclass(frozen=True, kw_only=True)
class Position:
    """A place where the scanner may stand.

    Parameters
    ----------
    name : str
    centre_m : tuple of three float, m
        Of the scanner.
    storey, zone : str
    setup_min : float, min
        Carrying, levelling, targets.
    """

    name: str
    centre_m: tuple[float, float, float]
    storey: str
    zone: str
    setup_min: float


def permitted_positions(mill: Any, rng: np.random.Generator) -> tuple[Position, ...]:
    """Return the permitted positions, named in an order that tells nothing of their use."""
    drafts = [*_ground_floor(mill), *_first_floor(mill), *_attic(mill), *_hall(mill), *_outside(mill)]
    shifts = rng.uniform(-JITTER_M, JITTER_M, (len(drafts), 2))
    order = rng.permutation(len(drafts))
    positions = []
    for number, index in enumerate(order, start=1):
        (x, y, z), storey, zone, setup, fixed = drafts[index]
        east, north = (0.0, 0.0) if fixed else shifts[index]
        centre = (round(float(x + east), 3), round(float(y + north), 3), round(z, 3))
        positions.append(Position(name=f"S{number:02d}", centre_m=centre, storey=storey, zone=zone, setup_min=setup))
    return tuple(positions)


Draft = tuple[tuple[float, float, float], str, str, float, bool]


def _stand(x: float, y: float, floor: float, storey: str, zone: str, setup: float, *, fixed: bool = False) -> Draft:
    return (x, y, floor + TRIPOD_M), storey, zone, setup, fixed


def _ground_floor(mill: Any) -> list[Draft]:
    (west, east), (south, north) = mill.inner_x_m, mill.inner_y_m
    cross = mill.cross_wall_x_m + dimensions.CROSS_WALL_M
    middle = (south + north) / 2
    cage_y = mill.cage_y_m + dimensions.PARTITION_M + 0.6
    aisle = (south + mill.cage_y_m) / 2
    end = mill.flight_x_m + mill.risers(mill.ground_floor_m) * dimensions.GOING_M
    vault_x = (west + mill.cross_wall_x_m) / 2
    return [
        _stand(cross + 1.0, aisle - 0.6, 0, "RDC", "0.1", 6),
        _stand(mill.cage_x_m + 0.2, aisle + 0.2, 0, "RDC", "0.1", 6),
        _stand((mill.cage_x_m + east) / 2 + 0.3, aisle + 0.6, 0, "RDC", "0.1", 6),
        _stand(east - 1.2, aisle - 0.8, 0, "RDC", "0.1", 6),
        _stand(mill.cage_x_m - 0.75, mill.cage_y_m + 1.5, 0, "RDC", "0.1", 6, fixed=True),
        _stand(cross + 0.55, north - 1.0, 0, "RDC", "0.1", 7, fixed=True),
        # On the threshold of the vaulted room, and inside it.
        _stand(cross - dimensions.CROSS_WALL_M / 2, middle, 0, "RDC", "0.2", 7, fixed=True),
        _stand(vault_x, middle, 0, "RDC", "0.2", 6),
        _stand(vault_x, south + 1.5, 0, "RDC", "0.2", 6),
        _stand(vault_x, north - 1.5, 0, "RDC", "0.2", 6),
        # The door of the stair, both ends of the passage, the top of the flight.
        _stand(mill.cage_x_m + 0.07, cage_y, 0, "RDC", "0.3", 7, fixed=True),
        _stand(mill.flight_x_m - 0.5, cage_y + 0.5, 0, "RDC", "0.3", 8, fixed=True),
        _stand((mill.flight_x_m + end) / 2, cage_y, 0, "RDC", "0.3", 8, fixed=True),
        _stand(end + 0.4, cage_y, 0, "RDC", "0.3", 8, fixed=True),
        _on_the_flight(mill, 0.0, mill.ground_floor_m, "RDC", "0.3"),
        _stand(mill.length_m - mill.wall_m / 2, 1.6 + 1.1 + mill.wall_m, 0, "RDC", "0.4", 7, fixed=True),
    ]


def _on_the_flight(mill: Any, foot: float, height: float, storey: str, zone: str) -> Draft:
    risers = mill.risers(height)
    step = round(0.55 * risers)
    y = mill.inner_y_m[1] - dimensions.FLIGHT_WIDTH_M / 2
    x = mill.flight_x_m + (step - 0.5) * dimensions.GOING_M
    # The legs of a low tripod on the steps: slow to set up.
    return (x, y, foot + step * height / risers + LOW_TRIPOD_M), storey, zone, 14, True


def _first_floor(mill: Any) -> list[Draft]:
    (west, east), (south, north) = mill.inner_x_m, mill.inner_y_m
    floor, office = mill.ground_floor_m, mill.office_x_m + dimensions.PARTITION_M
    aisle = (south + mill.cage_y_m) / 2
    cage_y = mill.cage_y_m + dimensions.PARTITION_M + 0.6
    end = mill.flight_x_m + mill.risers(mill.first_floor_m) * dimensions.GOING_M
    return [
        _stand(office + 1.3, south + 1.3, floor, "R+1", "1.1", 7),
        _stand(office + 1.3, north - 1.6, floor, "R+1", "1.1", 7),
        _stand(mill.cage_x_m - 0.2, aisle + 1.5, floor, "R+1", "1.1", 7),
        _stand((mill.cage_x_m + east) / 2 + 0.9, aisle + 1.2, floor, "R+1", "1.1", 7),
        _stand(east - 1.1, south + 1.1, floor, "R+1", "1.1", 7),
        _stand(office - 0.07, south + 1.7, floor, "R+1", "1.2", 8, fixed=True),
        _stand((west + mill.office_x_m) / 2, south + 2.2, floor, "R+1", "1.2", 7),
        _stand((west + mill.office_x_m) / 2, north - 2.2, floor, "R+1", "1.2", 7),
        _stand(mill.cage_x_m + 0.07, cage_y, floor, "R+1", "1.3", 8, fixed=True),
        _stand(mill.flight_x_m - 0.5, cage_y + 0.5, floor, "R+1", "1.3", 8, fixed=True),
        _stand((mill.flight_x_m + end) / 2, cage_y, floor, "R+1", "1.3", 8, fixed=True),
        _stand(east - 0.6, cage_y + 0.5, floor, "R+1", "1.3", 8, fixed=True),
        _on_the_flight(mill, floor, mill.first_floor_m, "R+1", "1.3"),
    ]


def _attic(mill: Any) -> list[Draft]:
    (west, east), floor = mill.inner_x_m, mill.attic_m
    span, middle = east - west, mill.width_m / 2
    end = mill.flight_x_m + mill.risers(mill.first_floor_m) * dimensions.GOING_M
    places = [(0.12, -1.2), (0.12, 1.0), (0.38, -0.4), (0.38, 1.9), (0.62, -1.0), (0.63, 0.9), (0.88, -1.1)]
    return [
        *(_stand(west + share * span, middle + off, floor, "Combles", "2.1", 9) for share, off in places),
        _stand(min(end + 0.6, east - 0.8), middle + 1.2, floor, "Combles", "2.1", 9),
    ]


def _hall(mill: Any) -> list[Draft]:
    (west, east), (south, north) = mill.hall_x_m, mill.hall_y_m
    middle = (south + north) / 2
    span = east - west
    places = [(0.1, 0.3), (0.35, -0.9), (0.35, 2.6), (0.65, 0.4), (0.65, -2.6), (0.9, 0.7)]
    return [
        *(_stand(west + share * span, middle + off, 0, "RDC", "0.4", 5) for share, off in places),
        _stand(east - dimensions.TIMBER_WALL_M / 2, middle, 0, "RDC", "0.4", 6, fixed=True),
    ]


def _outside(mill: Any) -> list[Draft]:
    facades = dimensions.FACADES
    (_, hall_east), (hall_south, hall_north) = mill.hall_x_m, mill.hall_y_m
    door_x = mill.cross_wall_x_m + dimensions.CROSS_WALL_M + 2.15
    race_south, race_north = mill.race_y_m
    bank = race_north + dimensions.RACE_WALL_M + 1.6
    bed = dimensions.RACE_BED_M
    return [
        _stand(door_x, 0.15, 0, "RDC", facades, 7, fixed=True),
        _stand(door_x + 0.4, -5.0, 0, "RDC", facades, 6),
        _stand(mill.length_m / 2 - 3.0, -7.0, 0, "RDC", facades, 6),
        _stand(-4.0, -4.5, 0, "RDC", facades, 6),
        _stand(mill.length_m + 1.5, hall_south - 5.0, 0, "RDC", facades, 6),
        _stand(hall_east + 3.5, hall_south - 3.5, 0, "RDC", facades, 6),
        _stand(hall_east + 5.0, (hall_south + hall_north) / 2, 0, "RDC", facades, 6),
        _stand(hall_east + 3.5, hall_north + 3.5, 0, "RDC", facades, 6),
        _stand((mill.length_m + hall_east) / 2, hall_north + 5.0, 0, "RDC", facades, 8),
        _stand(mill.length_m + 2.0, mill.width_m + 3.5, 0, "RDC", facades, 8),
        _stand(-6.0, 2.5, 0, "RDC", facades, 6),
        _stand(-5.0, mill.width_m + 3.0, 0, "RDC", facades, 8),
        _stand(0.0, bank + 2.5, 0, "RDC", facades, 11),
        _stand(mill.wheel_x_m + 2.5, bank, 0, "RDC", "E.1", 11),
        _stand(mill.wheel_x_m - 3.0, bank - 0.4, 0, "RDC", "E.1", 11),
        _stand(0.75 * mill.length_m, bank + 3.0, 0, "RDC", facades, 11),
        # In the drained race, at both ends, and close to the wheel on either side.
        _stand(mill.race_x_m[0] + 0.8, (race_south + race_north) / 2, bed, "RDC", "E.1", 15, fixed=True),
        _stand(mill.race_x_m[1] - 1.2, (race_south + race_north) / 2, bed, "RDC", "E.1", 15, fixed=True),
        _stand(mill.wheel_x_m - 2.9, (race_south + race_north) / 2, bed, "RDC", "E.1", 15, fixed=True),
        _stand(mill.wheel_x_m + 2.9, (race_south + race_north) / 2, bed, "RDC", "E.1", 15, fixed=True),
    ]
