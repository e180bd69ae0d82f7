"""The mill's dimensions, drawn for each variant, and its rooms as solids."""

from dataclasses import dataclass

import numpy as np

from autograders.domain.building.solids import Solid, arch, frame, rectangle

PARTITION_M, TIMBER_WALL_M, CROSS_WALL_M = 0.14, 0.16, 0.5
FLOOR_M, ROOF_M, EAVES_M = 0.28, 0.2, 0.3
GOING_M, FLIGHT_WIDTH_M, LANDING_M = 0.21, 1.05, 1.15
RACE_BED_M, RACE_WALL_M, RACE_TOP_M, WHEEL_TOP_M = -1.6, 0.35, 0.1, 2.6


@dataclass(frozen=True, kw_only=True)
class Mill:
    """Everything that differs from one variant's mill to another; lengths in m, x east, y north, z up.

    The stone body of 1786 stands on [0, length] × [0, width]; the wooden hall of 1911 leans on its east wall; the
    race runs along its north wall.
    """

    length_m: float
    width_m: float
    wall_m: float
    ground_floor_m: float
    first_floor_m: float
    knee_m: float
    roof_rise_m: float
    cross_wall_x_m: float
    office_x_m: float
    springing_m: float
    hall_length_m: float
    hall_width_m: float
    hall_eaves_m: float
    hall_rise_m: float
    wheel_x_m: float
    wheel_radius_m: float

    @property
    def attic_m(self) -> float:
        """Level of the attic's floor."""
        return self.ground_floor_m + self.first_floor_m

    @property
    def inner_x_m(self) -> tuple[float, float]:
        """Inner faces of the west and east walls."""
        return self.wall_m, self.length_m - self.wall_m

    @property
    def inner_y_m(self) -> tuple[float, float]:
        """Inner faces of the south and north walls."""
        return self.wall_m, self.width_m - self.wall_m

    @property
    def run_m(self) -> float:
        """Length in plan of a flight of stairs, the longer one."""
        return max(self.risers(self.ground_floor_m), self.risers(self.first_floor_m)) * GOING_M

    @property
    def cage_x_m(self) -> float:
        """West face of the partition around the stair: a landing lies at either end of the flight."""
        return round(self.inner_x_m[1] - self.run_m - 2 * LANDING_M - PARTITION_M, 3)

    @property
    def cage_y_m(self) -> float:
        """South face of the partition around the stair."""
        return round(self.inner_y_m[1] - 2.35 - PARTITION_M, 3)

    @property
    def flight_x_m(self) -> float:
        """Where the flights start."""
        return self.cage_x_m + PARTITION_M + LANDING_M

    @property
    def hall_y_m(self) -> tuple[float, float]:
        """South and north outer faces of the hall."""
        south = round((self.width_m - self.hall_width_m) / 2, 3)
        return south, south + self.hall_width_m

    @property
    def hall_x_m(self) -> tuple[float, float]:
        """West and east outer faces of the hall."""
        return self.length_m, self.length_m + self.hall_length_m

    @property
    def race_x_m(self) -> tuple[float, float]:
        """Ends of the race."""
        return -1.5, round(0.8 * self.length_m, 3)

    @property
    def race_y_m(self) -> tuple[float, float]:
        """Inner faces of the race's walls."""
        return self.width_m + 0.7, self.width_m + 2.2

    @property
    def slope(self) -> float:
        """Rise over run of the body's roof."""
        return self.roof_rise_m / (self.width_m / 2)

    @property
    def vault_rise_m(self) -> float:
        """Rise of the vault, whose crown is 15 cm below the floor above."""
        return self.ground_floor_m - FLOOR_M - 0.15 - self.springing_m

    @staticmethod
    def risers(height_m: float) -> int:
        """Return the number of risers of about 19 cm in a storey."""
        return round(height_m / 0.19)


def draw_mill(rng: np.random.Generator) -> Mill:
    """Return a mill drawn at random, to the centimetre."""

    def between(low: float, high: float) -> float:
        return round(float(rng.uniform(low, high)), 2)

    length, width, wall = between(14.2, 15.8), between(8.8, 9.9), between(0.62, 0.78)
    return Mill(
        length_m=length,
        width_m=width,
        wall_m=wall,
        ground_floor_m=between(3.35, 3.6),
        first_floor_m=between(2.95, 3.2),
        knee_m=between(0.8, 1.1),
        roof_rise_m=between(3.8, 4.4),
        cross_wall_x_m=round(wall + between(3.7, 4.3), 2),
        office_x_m=round(wall + between(3.9, 4.6), 2),
        springing_m=between(2.02, 2.1),
        hall_length_m=between(10.0, 12.5),
        hall_width_m=between(7.2, 8.2),
        hall_eaves_m=between(3.3, 3.6),
        hall_rise_m=between(1.9, 2.3),
        wheel_x_m=between(3.6, 5.2),
        wheel_radius_m=between(1.7, 1.95),
    )


@dataclass(frozen=True, kw_only=True)
class Room:
    """A place that the survey reports on.

    Parameters
    ----------
    code, name : str
        Number and name of the room.
    storey : str
        Name of its storey.
    solid : Solid
        In the project's frame.
    floor_area_m2 : float, m²
    external : bool
    """

    code: str
    name: str
    storey: str
    solid: Solid
    floor_area_m2: float
    external: bool = False


STOREYS = ("RDC", "R+1", "Combles")
FACADES = "E.2"


def rooms(mill: Mill) -> tuple[Room, ...]:
    """Return the rooms of the mill; façades have no solid and are not among them."""
    west, east = mill.inner_x_m
    south, north = mill.inner_y_m
    cage_x, cage_y = mill.cage_x_m, mill.cage_y_m
    inside_cage = rectangle((cage_x + PARTITION_M, east), (cage_y + PARTITION_M, north))

    def around_the_cage(first_x_m: float) -> np.ndarray:
        corners = [
            (first_x_m, south),
            (east, south),
            (east, cage_y),
            (cage_x, cage_y),
            (cage_x, north),
            (first_x_m, north),
        ]
        return np.array(corners)

    ground, upper = 0.0, mill.ground_floor_m
    height_0, height_1 = mill.ground_floor_m - FLOOR_M, mill.first_floor_m - FLOOR_M
    vaulted = np.vstack(
        [
            [[mill.cross_wall_x_m - west, 0.0], [mill.cross_wall_x_m - west, mill.springing_m]],
            arch(mill.cross_wall_x_m - west, mill.springing_m, mill.vault_rise_m)[-2:0:-1],
            [[0.0, mill.springing_m], [0.0, 0.0]],
        ]
    )
    # Section in xz, extruded along y towards the south: its axes are x, z and −y.
    vaulted_solid = Solid(
        outline_m=vaulted, depth_m=north - south, frame=frame([west, north, 0], x=[1, 0, 0], z=[0, -1, 0])
    )
    attic = _gabled((south, north), mill.knee_m + mill.slope * mill.wall_m, mill.knee_m + mill.roof_rise_m)
    attic_solid = Solid(
        outline_m=attic, depth_m=east - west, frame=frame([west, 0, mill.attic_m], x=[0, 1, 0], z=[1, 0, 0])
    )
    hall_y = (mill.hall_y_m[0] + TIMBER_WALL_M, mill.hall_y_m[1] - TIMBER_WALL_M)
    hall_length = mill.hall_length_m - TIMBER_WALL_M
    hall_slope = mill.hall_rise_m / (mill.hall_width_m / 2)
    hall = _gabled(hall_y, mill.hall_eaves_m + hall_slope * TIMBER_WALL_M, mill.hall_eaves_m + mill.hall_rise_m)
    hall_solid = Solid(
        outline_m=hall, depth_m=hall_length, frame=frame([mill.length_m, 0, 0], x=[0, 1, 0], z=[1, 0, 0])
    )
    race = rectangle(mill.race_x_m, mill.race_y_m)
    race_solid = Solid(outline_m=race, depth_m=WHEEL_TOP_M - RACE_BED_M, frame=frame([0, 0, RACE_BED_M]))
    vaulted_m2 = (mill.cross_wall_x_m - west) * (north - south)
    attic_m2 = (east - west) * (north - south)
    hall_m2 = hall_length * (hall_y[1] - hall_y[0])
    return (
        _prism("0.1", "Salle des meules", "RDC", around_the_cage(mill.cross_wall_x_m + CROSS_WALL_M), ground, height_0),
        Room(code="0.2", name="Salle voûtée", storey="RDC", solid=vaulted_solid, floor_area_m2=vaulted_m2),
        _prism("0.3", "Cage d’escalier", "RDC", inside_cage, ground, height_0),
        Room(code="0.4", name="Halle de 1911", storey="RDC", solid=hall_solid, floor_area_m2=hall_m2),
        _prism("1.1", "Salle du blutage", "R+1", around_the_cage(mill.office_x_m + PARTITION_M), upper, height_1),
        _prism("1.2", "Bureau du meunier", "R+1", rectangle((west, mill.office_x_m), (south, north)), upper, height_1),
        _prism("1.3", "Palier d’étage", "R+1", inside_cage, upper, height_1),
        Room(code="2.1", name="Grenier", storey="Combles", solid=attic_solid, floor_area_m2=attic_m2),
        Room(
            code="E.1",
            name="Bief et roue",
            storey="RDC",
            solid=race_solid,
            floor_area_m2=race_solid.area_m2,
            external=True,
        ),
    )


def _prism(code: str, name: str, storey: str, outline_m: np.ndarray, foot_m: float, height_m: float) -> Room:
    solid = Solid(outline_m=outline_m, depth_m=height_m, frame=frame([0, 0, foot_m]))
    return Room(code=code, name=name, storey=storey, solid=solid, floor_area_m2=solid.area_m2)


def _gabled(y_m: tuple[float, float], eaves_m: float, ridge_m: float) -> np.ndarray:
    south, north = y_m
    return np.array(
        [(south, 0), (north, 0), (north, eaves_m), ((south + north) / 2, ridge_m), (south, eaves_m)], dtype=np.float64
    )
