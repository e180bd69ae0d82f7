"""What else is measured on the bench: repeated scans of sphere bars, repeated lengths, the colour chart."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .acquisition import Scan, light, measure
from .bench import Bench
from .instrument import Camera, Instrument
from .pose import Pose
from .scene import Floats, Scene


@dataclass(frozen=True, eq=False, kw_only=True)
class PosedScan:
    """A scan with its points in the scanner's own frame, and the pose that carries them to the bench's.

    Parameters
    ----------
    pose : Pose
    scan : Scan
    """

    pose: Pose
    scan: Scan


@dataclass(frozen=True, eq=False, kw_only=True)
class LengthObservations:
    """Repeated measurements of known distances, in the order they were taken.

    Parameters
    ----------
    series : ndarray of int, shape (n,)
        Number of the repetition, from 1.
    reference_mm, measured_mm : ndarray, shape (n,), mm
    rejected : ndarray of bool, shape (n,)
        Blunders that the operator saw and noted.
    """

    series: NDArray[np.int64]
    reference_mm: Floats
    measured_mm: Floats
    rejected: NDArray[np.bool_]


def repeat_sphere_scans(
    scene: Scene,
    bench: Bench,
    instrument: Instrument,
    camera: Camera,
    *,
    repeats: int,
    step_rad: float,
    averaging: int,
    encoder_urad: float,
    rng: np.random.Generator,
) -> tuple[PosedScan, ...]:
    """Scan the spheres several times from the main station, without moving the scanner.

    From one scan to the next, and from one sphere to the next, the horizontal direction wanders: the encoder's
    error that does not average out within a window. It is what the repeatability of a length is made of.

    Parameters
    ----------
    scene : Scene
    bench : Bench
    instrument : Instrument
    camera : Camera
    repeats : int
    step_rad : float, rad
    averaging : int
    encoder_urad : float, µrad
        Standard deviation of the direction of a window.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of PosedScan
    """
    eye = bench.stations[bench.main]
    # The zero direction of a levelled scanner is anywhere.
    pose = Pose.levelled(eye, rng.uniform(-math.pi, math.pi))
    windows = [window for name, window in bench.windows(bench.main).items() if name in bench.spheres]
    scans = []
    for _ in range(repeats):
        parts = []
        for window in windows:
            echoes = light(scene, instrument, eye, window.beams(step_rad, _phase(rng)), rng)
            part = measure(echoes, instrument, camera, averaging=averaging, rng=rng)
            wander = Pose.levelled(eye, 1e-6 * encoder_urad * rng.standard_normal())
            parts.append((pose.to_scanner(wander.to_project(part.points_m)), part))
        scans.append(
            Scan(
                points_m=np.vstack([points for points, _ in parts]),
                intensity=np.concatenate([part.intensity for _, part in parts]),
                rgb=np.vstack([part.rgb for _, part in parts]),
                beam=np.concatenate([part.beam for _, part in parts]),
            )
        )
    return tuple(PosedScan(pose=pose, scan=scan) for scan in scans)


def observe_lengths(
    instrument: Instrument,
    references_m: Sequence[float],
    *,
    repeats: int,
    noise_mm: float,
    blunders: int,
    rng: np.random.Generator,
) -> LengthObservations:
    """Measure known distances from scanner to target several times: L·(1 + m) + bias + noise, some blunders.

    Blunders fall on repetitions that were then taken again: every length keeps its full number of good ones.

    Parameters
    ----------
    instrument : Instrument
    references_m : sequence of float, m
    repeats : int
        Good measurements of each length.
    noise_mm : float, mm
    blunders : int
        Rejected measurements, in addition.
    rng : numpy.random.Generator

    Returns
    -------
    LengthObservations

    Examples
    --------
    >>> scanner = Instrument(noise_a_mm=1, noise_b_mm_per_m=0, range_bias_mm=2, scale_ppm=100)
    >>> seen = observe_lengths(scanner, [10, 20], repeats=2, noise_mm=0, blunders=0, rng=np.random.default_rng(1))
    >>> seen.series.tolist(), seen.measured_mm.tolist()
    ([1, 1, 2, 2], [10003.0, 20004.0, 10003.0, 20004.0])
    """
    good = [(series, length, False) for series in range(1, repeats + 1) for length in range(len(references_m))]
    failed = {int(row) for row in rng.choice(len(good), blunders, replace=False)}
    rows = list(
        itertools.chain.from_iterable(
            ([(*row[:2], True), row] if index in failed else [row]) for index, row in enumerate(good)
        )
    )
    series, length, rejected = (np.array(column) for column in zip(*rows, strict=True))
    reference_mm = 1e3 * np.asarray(references_m, dtype=np.float64)[length]
    error_mm = instrument.range_error_mm(reference_mm / 1e3) + noise_mm * rng.standard_normal(len(rows))
    slip_mm = rng.choice([-1, 1], len(rows)) * rng.uniform(80, 900, len(rows))
    # As the instrument displays them.
    measured_mm = (reference_mm + error_mm + np.where(rejected, slip_mm, 0)).round(1)
    return LengthObservations(series=series, reference_mm=reference_mm, measured_mm=measured_mm, rejected=rejected)


def scan_chart(
    scene: Scene, bench: Bench, instrument: Instrument, camera: Camera, *, step_rad: float, rng: np.random.Generator
) -> tuple[Floats, NDArray[np.uint8]]:
    """Scan the colour chart from the main station.

    Parameters
    ----------
    scene : Scene
    bench : Bench
    instrument : Instrument
    camera : Camera
    step_rad : float, rad
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (n, 3), m
        In the chart's own frame: to the right, up and to the front of its centre.
    ndarray of uint8, shape (n, 3)
    """
    eye = bench.stations[bench.main]
    window = bench.windows(bench.main)[bench.chart.name]
    echoes = light(scene, instrument, eye, window.beams(step_rad, _phase(rng)), rng)
    scan = measure(echoes, instrument, camera, averaging=4, rng=rng)
    # To a tenth of a millimetre, as files hold them: a point on a bound is on the same side everywhere.
    local_m = bench.chart.frame.local(scan.points_m + eye).round(4)
    half = np.array([bench.chart.width_m, bench.chart.height_m]) / 2
    inside = (np.abs(local_m[:, :2]) <= half).all(axis=1) & (np.abs(local_m[:, 2]) <= 0.05)
    return local_m[inside], scan.rgb[inside]


def patch_points(
    local_m: Floats, bounds_m: Mapping[str, tuple[float, float, float, float]]
) -> dict[str, NDArray[np.bool_]]:
    """Return, by patch, which points of a chart lie within its bounds.

    Parameters
    ----------
    local_m : ndarray, shape (n, 3), m
        In the chart's frame.
    bounds_m : mapping of str to tuple of four float, m
        Smallest and largest coordinate to the right, then up.

    Examples
    --------
    >>> found = patch_points(np.array([[0.1, 0.1, 0], [0.3, 0.1, 0]]), {"A1": (0, 0.2, 0, 0.2)})
    >>> found["A1"].tolist()
    [True, False]
    """
    right, up = local_m[:, 0], local_m[:, 1]
    return {
        name: (right >= low_x) & (right <= high_x) & (up >= low_y) & (up <= high_y)
        for name, (low_x, high_x, low_y, high_y) in bounds_m.items()
    }


def _phase(rng: np.random.Generator) -> tuple[float, float]:
    first, second = rng.uniform(0, 1, 2)
    return float(first), float(second)
