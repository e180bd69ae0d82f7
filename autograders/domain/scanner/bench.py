"""A test bench for scanners: a hall with flat targets, a star, sphere bars, a colour chart, and three stations.

From the main station everything is seen as the bench was made for. A second one has the right distance to the star,
but a pillar hides a target from it; a third sees everything, but the star from too far away.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError
from .acquisition import AngularWindow
from .scene import Floats, Mesh, Scene
from .targets import STAR_DEPTH_M, STAR_SIDE_M, Frame, box, chart, plate, sphere, star

HEIGHT_M = 1.7
HALL_M = ((-8.0, -9.0, 0.0), (38.0, 9.0, 6.0))
# Of the angular size of a target, left free around it in its window.
WINDOW_MARGIN = 0.12
# A panel stands in front of a darker board; between them lie the mixed pixels of its edges.
BOARD_GAP_M = 0.25
BOARD_SCALE = 1.5
BOARD_COLOUR = (0.05, 0.10, 0.22)
PANEL_SIZE_RAD = 0.030
# Name, range in m, azimuth in degrees, angle to the line of sight in degrees.
PANELS = (
    ("P05", 5.0, -25.0, 0.0),
    ("P10", 10.0, -14.0, 0.0),
    ("P15", 15.0, -6.0, 0.0),
    ("P20", 20.0, 1.0, 0.0),
    ("P30", 30.0, 7.0, 0.0),
    ("T30", 12.0, 15.0, 30.0),
    ("T60", 12.0, 24.0, 60.0),
)
TILTED_PANEL_M = (0.5, 0.36)
STAR_RANGE_M, STAR_AZIMUTH_DEG = 5.5, -43.0
CHART_RANGE_M, CHART_AZIMUTH_DEG = 4.0, -58.0
CHART_PITCH_M, CHART_GAP_M = 0.05, 0.008
SPHERE_RADIUS_M = 0.0725
# Name, range in m, azimuth in degrees, reflectance: the ends of a bar differ, those of A-B more than those of C-D.
SPHERES = (("A", 6.3, 36.0, 0.85), ("B", 7.8, 43.0, 0.25), ("C", 6.0, 52.0, 0.65), ("D", 7.4, 61.0, 0.35))
PILLAR_SIDE_M = 0.36
SIGHT_TOLERANCE_M = 0.02
LAYOUT_TRIALS = 400


@dataclass(frozen=True, eq=False, kw_only=True)
class Panel:
    """A flat target.

    Parameters
    ----------
    name : str
    frame : Frame
    width_m, height_m : float, m
    """

    name: str
    frame: Frame
    width_m: float
    height_m: float

    def samples(self, scale: float = 1.0) -> Floats:
        """Return 25 points spread over the panel, or over a larger or smaller one, shape (25, 3), m."""
        steps = scale * np.linspace(-0.5, 0.5, 5)
        right, up = np.meshgrid(steps * self.width_m, steps * self.height_m)
        return self.frame.place(np.column_stack([right.ravel(), up.ravel()]))

    def holds(self, points_m: ArrayLike, *, scale: float = 0.9, reach_m: float = 0.06) -> NDArray[np.bool_]:
        """Return which points lie on the panel, its edges left out, shape (n,)."""
        right, up, front = self.frame.local(points_m).T
        inside = (np.abs(right) <= scale * self.width_m / 2) & (np.abs(up) <= scale * self.height_m / 2)
        return np.asarray(inside & (np.abs(front) <= reach_m))


@dataclass(frozen=True, eq=False, kw_only=True)
class Bench:
    """A laid-out bench, in metres, z up.

    Parameters
    ----------
    panels : tuple of Panel
    star, chart : Panel
        The star's front plate and the chart's outline.
    spheres : mapping of str to ndarray, shape (3,), m
        Centres by name.
    patches : ndarray, shape (rows, columns, 3)
        Linear colours of the chart.
    pillar_m : ndarray, shape (2,), m
        Where the pillar stands.
    stations : mapping of str to ndarray, shape (3,), m
    main, hidden, far : str
        Names of the three stations by what they are good for.
    """

    panels: tuple[Panel, ...]
    star: Panel
    chart: Panel
    spheres: Mapping[str, Floats]
    patches: Floats
    pillar_m: Floats
    stations: Mapping[str, Floats]
    main: str
    hidden: str
    far: str

    def scene(self) -> Scene:
        """Return everything that the scanner can hit."""
        balls = [sphere(name, self.spheres[name], SPHERE_RADIUS_M, white) for name, _, _, white in SPHERES]
        return Scene([*self._obstacles(), *balls])

    def sights(self) -> Scene:
        """Return what can hide a flat target: everything but the spheres, whose many facets cost time."""
        return Scene(self._obstacles())

    def _obstacles(self) -> list[Mesh]:
        half = np.array([PILLAR_SIDE_M / 2, PILLAR_SIDE_M / 2])
        meshes: list[Mesh] = [
            box("hall", *HALL_M, reflectance=0.35, albedo=(0.55, 0.50, 0.42)),
            box(
                "pillar",
                [*(self.pillar_m - half), HALL_M[0][2]],
                [*(self.pillar_m + half), HALL_M[1][2]],
                reflectance=0.3,
                albedo=(0.35, 0.32, 0.28),
            ),
            *star(self.star.name, self.star.frame),
            chart(self.chart.name, self.chart.frame, self.patches, pitch_m=CHART_PITCH_M, gap_m=CHART_GAP_M),
        ]
        for panel in self.panels:
            board = panel.frame.moved(back_m=BOARD_GAP_M)
            width_m, height_m = BOARD_SCALE * panel.width_m, BOARD_SCALE * panel.height_m
            meshes += [
                plate(panel.name, panel.frame, panel.width_m, panel.height_m),
                plate(f"{panel.name}, fond", board, width_m, height_m, 0.2, BOARD_COLOUR),
            ]
        return meshes

    def windows(self, station: str) -> dict[str, AngularWindow]:
        """Return the angular window around each target, seen from a station, by the target's name."""
        eye = self.stations[station]
        scale = 1 + WINDOW_MARGIN
        flat = (*self.panels, self.star, self.chart)
        windows = {target.name: AngularWindow.around(target.samples(scale) - eye) for target in flat}
        corners = SPHERE_RADIUS_M * scale * np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
        return windows | {name: AngularWindow.around(centre + corners - eye) for name, centre in self.spheres.items()}

    def hidden_shares(self, sights: Scene, station: str) -> dict[str, float]:
        """Return, by name of flat target, the share of 25 points of it that something hides from a station."""
        eye = self.stations[station]
        targets = (*self.panels, self.star, self.chart)
        rays = np.vstack([target.samples(0.95) for target in targets]) - eye
        hits = sights.cast(np.broadcast_to(eye, rays.shape), rays)
        # What lies in the slots of the star is behind it, and hides nothing.
        before_m = (1 - hits.distance) * np.linalg.norm(rays, axis=1)
        shares = (before_m > SIGHT_TOLERANCE_M).reshape(len(targets), -1).mean(axis=1)
        return {target.name: float(share) for target, share in zip(targets, shares, strict=True)}

    def tilt_deg(self, station: str, panel: Panel) -> float:
        """Return the angle between a panel's normal and the line of sight to its centre."""
        sight = self.stations[station] - panel.frame.centre_m
        return math.degrees(math.acos(float(sight @ panel.frame.normal) / float(np.linalg.norm(sight))))

    def range_m(self, station: str, panel: Panel) -> float:
        """Return the distance from a station to a panel's centre, in m."""
        return float(np.linalg.norm(panel.frame.centre_m - self.stations[station]))


def lay_out_bench(patches: Floats, rng: np.random.Generator) -> Bench:
    """Draw a bench: everything moved a little, mirrored or not, the stations under names at random.

    Parameters
    ----------
    patches : ndarray, shape (rows, columns, 3)
        Linear colours of the chart.
    rng : numpy.random.Generator

    Returns
    -------
    Bench

    Raises
    ------
    DomainError
        If no place is found for pillar and stations.

    Examples
    --------
    >>> bench = lay_out_bench(np.ones((4, 6, 3)), np.random.default_rng(0))
    >>> sights = bench.sights()
    >>> [max(bench.hidden_shares(sights, station).values()) for station in (bench.main, bench.hidden, bench.far)]
    [0.0, 1.0, 0.0]
    """
    side = float(rng.choice([-1.0, 1.0]))
    eye = np.array([*rng.uniform(-0.3, 0.3, 2).round(3), HEIGHT_M])

    def place(range_m: float, azimuth_deg: float) -> Floats:
        distance_m = range_m * rng.uniform(0.97, 1.03)
        azimuth = math.radians(side * (azimuth_deg + rng.uniform(-1.0, 1.0)))
        height_m = range_m * rng.uniform(-0.012, 0.012)
        offset_m = np.array([distance_m * math.cos(azimuth), distance_m * math.sin(azimuth), height_m])
        return np.asarray((eye + offset_m).round(3))

    panels = tuple(
        _panel(name, Frame.facing(place(range_m, azimuth), eye, math.radians(side * tilt)), range_m, tilt)
        for name, range_m, azimuth, tilt in PANELS
    )
    rows, columns, _ = patches.shape
    star_panel = Panel(
        name="ETOILE",
        frame=Frame.facing(place(STAR_RANGE_M, STAR_AZIMUTH_DEG), eye),
        width_m=STAR_SIDE_M,
        height_m=STAR_SIDE_M,
    )
    chart_panel = Panel(
        name="CHARTE",
        frame=Frame.facing(place(CHART_RANGE_M, CHART_AZIMUTH_DEG), eye),
        width_m=columns * CHART_PITCH_M + CHART_GAP_M,
        height_m=rows * CHART_PITCH_M + CHART_GAP_M,
    )
    spheres = {name: place(range_m, azimuth) for name, range_m, azimuth, _ in SPHERES}
    main, hidden, far = (f"S{number}" for number in 1 + rng.permutation(3))
    for _ in range(LAYOUT_TRIALS):
        stations = {main: eye, hidden: _beside(eye, star_panel, side, rng), far: _behind(eye, rng)}
        bench = Bench(
            panels=panels,
            star=star_panel,
            chart=chart_panel,
            spheres=spheres,
            patches=patches,
            pillar_m=_pillar(stations[hidden], panels, rng),
            stations=dict(sorted(stations.items())),
            main=main,
            hidden=hidden,
            far=far,
        )
        if _serves(bench):
            return bench
    raise DomainError(f"aucune disposition du banc trouvée en {LAYOUT_TRIALS} essais")


def _panel(name: str, frame: Frame, range_m: float, tilt_deg: float) -> Panel:
    side_m = PANEL_SIZE_RAD * range_m
    width_m, height_m = TILTED_PANEL_M if tilt_deg else (side_m, side_m)
    return Panel(name=name, frame=frame, width_m=width_m, height_m=height_m)


def _beside(eye: Floats, target: Panel, side: float, rng: np.random.Generator) -> Floats:
    """Return a place as far from the star as the main station, some way round it."""
    x, y, _ = eye - target.frame.centre_m
    angle = side * rng.choice([-1, 1]) * math.radians(rng.uniform(16, 28))
    turned = np.array([x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle), 0.0])
    place: Floats = target.frame.centre_m + turned
    place[2] = eye[2]
    return place.round(3)


def _behind(eye: Floats, rng: np.random.Generator) -> Floats:
    place: Floats = (eye - [rng.uniform(1.8, 3.0), rng.uniform(-0.8, 0.8), 0.0]).round(3)
    return place


def _pillar(eye: Floats, panels: tuple[Panel, ...], rng: np.random.Generator) -> Floats:
    """Return a place on the way to one of the panels."""
    panel = panels[rng.integers(1, len(panels))]
    sight = panel.frame.centre_m - eye
    place: Floats = (eye + rng.uniform(0.25, 0.8) * sight)[:2].round(2)
    return place


def _serves(bench: Bench) -> bool:
    """Return whether each station is good for what it is meant for, and only for that."""
    sights = bench.sights()
    if any(share > 0 for station in (bench.main, bench.far) for share in bench.hidden_shares(sights, station).values()):
        return False
    shares = bench.hidden_shares(sights, bench.hidden)
    of_panels = [shares[panel.name] for panel in bench.panels]
    return shares[bench.star.name] == 0 and of_panels.count(1.0) == 1 and of_panels.count(0.0) == len(of_panels) - 1


__all__ = ["BOARD_GAP_M", "STAR_DEPTH_M", "Bench", "Panel", "lay_out_bench"]
