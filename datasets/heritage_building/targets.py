"""Control targets on the mill, and what a first campaign observed of them from a few positions."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.domain.building import BuildingMesh
from autograders.domain.deployment import SurveyPoints, line_of_sight, sight
from autograders.domain.registration import check_errors_mm, register, root_mean_square_mm, wrong_target
from autograders.domain.scanner import Mesh, Pose, Scene

from . import dimensions, survey

Floats = NDArray[np.float64]

LONGEST_M, COS_STEEPEST = 25.0, 0.3
# Targets that a position must see to be registered on the control network by itself.
ANCHOR_TARGETS = 5
TIES_WANTED, CHECKS_WANTED = 5, 2
DRAWS = 400
# Between a figure and its limit, so that another rounding or estimator decides alike.
MARGIN = 1.2


@dataclass(frozen=True, eq=False, kw_only=True)
class Targets:
    """The control network.

    Parameters
    ----------
    names : tuple of str
    positions_m : ndarray, shape (n, 3), m
        As the total station gives them.
    check : ndarray of bool, shape (n,)
        Points apart, for checks alone.
    seen : ndarray of bool, shape (positions, n)
        From which permitted positions each can be observed.
    """

    names: tuple[str, ...]
    positions_m: Floats
    check: NDArray[np.bool_]
    seen: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Observation:
    """What one station observed.

    Parameters
    ----------
    position : int
        Index of the permitted position.
    pose : Pose
        The true one.
    targets : ndarray of int, shape (k,)
    scanner_m : ndarray, shape (k, 3), m
        In the scanner's frame.
    """

    position: int
    pose: Pose
    targets: NDArray[np.int64]
    scanner_m: Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class FirstCampaign:
    """Observations of a first campaign, one of whose targets had been moved.

    Parameters
    ----------
    targets : Targets
    observations : tuple of Observation
    wrong : int
        Index of the target that moved after the total station had measured it.
    shift_mm : float, mm
    """

    targets: Targets
    observations: tuple[Observation, ...]
    wrong: int
    shift_mm: float


def place_targets(mill: Any, mesh: BuildingMesh, stations_m: Floats, rng: np.random.Generator) -> Targets:
    """Return the control targets, which all lie on walls, and the positions that see each."""
    faces = np.array([[*centre, *normal] for centre, normal in _spots(mill)])
    faces = faces[rng.permutation(len(faces))]
    centres, normals = faces[:, :3], faces[:, 3:]
    blocking = survey.occluders(mesh)
    scene = Scene([Mesh(name="moulin", vertices_m=blocking.vertices_m, triangles=blocking.triangles)])
    # Half a centimetre thick, so that the wall behind is not in the way.
    as_points = SurveyPoints(
        positions_m=centres + 0.005 * normals, normals=normals, triangle=np.arange(len(centres)), area_m2=0.0
    )
    free = line_of_sight(scene, stations_m, as_points)
    lines = sight(free, stations_m, as_points.positions_m, normals)
    seen = lines.free & (lines.range_m <= LONGEST_M) & (lines.cos_incidence >= COS_STEEPEST)
    names = tuple(f"T{number:02d}" for number in range(1, len(centres) + 1))
    check = np.zeros(len(centres), dtype=bool)
    return Targets(names=names, positions_m=as_points.positions_m.round(4), check=check, seen=seen)


def observe(
    targets: Targets, stations_m: Floats, zones: list[str], *, sigma_mm: float, rng: np.random.Generator
) -> FirstCampaign:
    """Return a first campaign whose wrong target the method finds, and nothing else.

    Check points and noise are drawn again until that holds: at every station that ties itself to the wrong target the
    method names it, at the others it names none.
    """
    chosen = _first_positions(targets, zones)
    for _ in range(DRAWS):
        check = rng.random(len(targets.names)) < 0.3
        drawn = Targets(names=targets.names, positions_m=targets.positions_m, check=check, seen=targets.seen)
        ties = drawn.seen[chosen] & ~check
        enough = (ties.sum(axis=1) >= TIES_WANTED).all() and (
            (drawn.seen[chosen] & check).sum(axis=1) >= CHECKS_WANTED
        ).all()
        candidates = np.flatnonzero(ties.sum(axis=0) >= 1)
        if not enough or not len(candidates):
            continue
        wrong = int(rng.choice(candidates))
        campaign = _observed(drawn, chosen, stations_m, wrong, sigma_mm, rng)
        told = all(_told(campaign, observation) for observation in campaign.observations)
        if told and _limit_fits(campaign):
            return campaign
    raise RuntimeError("no first campaign with enough targets: too few are seen")


def ties(campaign: FirstCampaign, observation: Observation) -> NDArray[np.bool_]:
    """Return which of a station's targets serve its registration."""
    return ~campaign.targets.check[observation.targets]


def registration_figures(campaign: FirstCampaign, observation: Observation) -> dict[str, Any]:
    """Return what references find at a station, with and without the wrong target."""
    known, seen = campaign.targets.positions_m[observation.targets], observation.scanner_m
    tie = ties(campaign, observation)
    sound = tie & (observation.targets != campaign.wrong)
    figures: dict[str, Any] = {"position": observation.position}
    for name, used in (("all", tie), ("sound", sound)):
        found = register(seen[used], known[used])
        errors_mm = check_errors_mm(found.pose, seen[~tie], known[~tie])
        figures[name] = {
            "targets": [campaign.targets.names[index] for index in observation.targets[used]],
            "rmse_mm": found.rmse_mm,
            "sigma_mm": found.sigma_mm,
            "check_rmse_mm": root_mean_square_mm(errors_mm),
            "position_m": found.pose.position_m,
            "rotation": found.pose.rotation,
        }
    return figures


def _first_positions(targets: Targets, zones: list[str]) -> list[int]:
    """Return a position in the hall, one in the room of the stones, and two outside: those that see most targets."""
    counts = targets.seen.sum(axis=1)
    chosen: list[int] = []
    for zone, wanted in (("0.4", 1), ("0.1", 1), (dimensions.FACADES, 2)):
        inside = [index for index, code in enumerate(zones) if code == zone]
        chosen += sorted(inside, key=lambda index: (-counts[index], index))[:wanted]
    return chosen


def _observed(
    targets: Targets, chosen: list[int], stations_m: Floats, wrong: int, sigma_mm: float, rng: np.random.Generator
) -> FirstCampaign:
    shift = rng.standard_normal(3)
    shift_mm = float(rng.uniform(14, 28))
    actual = targets.positions_m.copy()
    actual[wrong] += 1e-3 * shift_mm * shift / np.linalg.norm(shift)
    observations = []
    for position in chosen:
        # Roughly levelled, any heading.
        levelled = Pose.levelled(stations_m[position], float(rng.uniform(0, 2 * np.pi)))
        pose = levelled.misregistered(0.0, 800.0, rng)
        visible = np.flatnonzero(targets.seen[position])
        noise_m = 1e-3 * sigma_mm * rng.standard_normal((len(visible), 3))
        observations.append(
            Observation(
                position=position,
                pose=pose,
                targets=visible,
                scanner_m=(pose.to_scanner(actual[visible]) + noise_m).round(4),
            )
        )
    return FirstCampaign(targets=targets, observations=tuple(observations), wrong=wrong, shift_mm=shift_mm)


def _told(campaign: FirstCampaign, observation: Observation) -> bool:
    tie = ties(campaign, observation)
    used = observation.targets[tie]
    found = wrong_target(observation.scanner_m[tie], campaign.targets.positions_m[used])
    affected = campaign.wrong in used
    return (found is not None and used[found] == campaign.wrong) if affected else found is None


def tie_limit_mm(campaign: FirstCampaign) -> float:
    """Return a limit of the RMSE at targets that only stations tied to the wrong target exceed."""
    sound, blundered = _rmse_mm(campaign)
    return round(float(np.sqrt(max(sound) * min(blundered))), 1)


def check_limit_mm(campaign: FirstCampaign, rng: np.random.Generator) -> float:
    """Return a limit of the RMSE at check points, clear of every station's, that the worst exceeds now and then."""
    errors = sorted(registration_figures(campaign, item)["sound"]["check_rmse_mm"] for item in campaign.observations)
    if rng.random() < 0.5 and errors[-1] >= MARGIN**2 * errors[-2]:
        return round(float(np.sqrt(errors[-1] * errors[-2])), 1)
    return float(np.ceil(10 * MARGIN * errors[-1]) / 10)


def _limit_fits(campaign: FirstCampaign) -> bool:
    sound, blundered = _rmse_mm(campaign)
    return min(blundered) >= MARGIN**2 * max(sound)


def _rmse_mm(campaign: FirstCampaign) -> tuple[list[float], list[float]]:
    """Return the RMSE of all stations without the wrong target, and of those tied to it with it."""
    figures = [registration_figures(campaign, item) for item in campaign.observations]
    wrong = campaign.targets.names[campaign.wrong]
    sound = [item["sound"]["rmse_mm"] for item in figures]
    return sound, [item["all"]["rmse_mm"] for item in figures if wrong in item["all"]["targets"]]


def _spots(mill: Any) -> list[tuple[tuple[float, float, float], tuple[int, int, int]]]:
    east, south = mill.inner_x_m[1], mill.inner_y_m[0]
    length, width = mill.length_m, mill.width_m
    (hall_west, hall_east), (hall_south, hall_north) = mill.hall_x_m, mill.hall_y_m
    cross, thick = mill.cross_wall_x_m + dimensions.CROSS_WALL_M, dimensions.TIMBER_WALL_M
    to_south, to_north, to_east, to_west = (0, -1, 0), (0, 1, 0), (1, 0, 0), (-1, 0, 0)
    return [
        ((0.6, 0, 1.6), to_south),
        ((0.33 * length, 0, 3.4), to_south),
        ((cross + 0.7, 0, 1.8), to_south),
        ((0.66 * length, 0, 3.1), to_south),
        ((length - 0.5, 0, 1.5), to_south),
        ((0.2 * length, 0, 2.6), to_south),
        ((0.82 * length, 0, 4.2), to_south),
        ((hall_west + 0.75 * mill.hall_length_m, hall_south, 3.0), to_south),
        ((0, 1.0, 2.0), to_west),
        ((0, width - 1.0, 3.8), to_west),
        ((0, 0.62 * width, 1.5), to_west),
        ((1.0, width, 1.8), to_north),
        ((0.3 * length, width, 3.9), to_north),
        ((0.56 * length, width, 2.0), to_north),
        ((length - 1.0, width, 3.2), to_north),
        ((hall_west + 1.5, hall_south, 2.2), to_south),
        ((hall_east - 0.8, hall_south, 1.6), to_south),
        ((hall_east, hall_south + 0.8, 2.4), to_east),
        ((hall_east, hall_north - 0.8, 1.6), to_east),
        ((hall_east, hall_north - 1.4, 3.4), to_east),
        ((hall_west + 1.5, hall_north, 1.6), to_north),
        ((hall_east - 1.0, hall_north, 2.3), to_north),
        ((length, hall_south + 0.6, 2.2), to_east),
        ((length, hall_north - 0.7, 1.5), to_east),
        ((length, hall_north - 1.6, 2.9), to_east),
        ((hall_east - thick, hall_south + 1.0, 1.8), to_west),
        ((hall_east - thick, hall_north - 1.0, 2.5), to_west),
        ((hall_west + 0.7 * mill.hall_length_m, hall_south + thick, 1.4), to_north),
        ((hall_west + 0.25 * mill.hall_length_m, hall_south + thick, 2.3), to_north),
        ((hall_west + 0.3 * mill.hall_length_m, hall_north - thick, 2.0), to_south),
        ((cross + 0.6, south, 1.9), to_north),
        ((east - 0.45, south, 1.5), to_north),
        ((mill.cage_x_m + 0.2, south, 2.5), to_north),
        ((mill.cage_x_m + 1.4, mill.cage_y_m, 1.5), to_south),
        ((east - 1.2, mill.cage_y_m, 2.2), to_south),
        ((0.5 * (cross + east), south, 2.8), to_north),
        ((mill.cage_x_m + 2.6, mill.cage_y_m, 2.6), to_south),
        ((cross, south + 1.0, 1.4), to_east),
        ((cross, mill.cage_y_m + 0.5, 2.3), to_east),
        ((east, south + 0.45, 2.4), to_west),
    ]
