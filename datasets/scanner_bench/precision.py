"""Precision: the certificate of the sphere bars, repeated scans of them, and a field book of lengths."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from autograders.domain.metrology import (
    Conformity,
    decide_conformity,
    expanded_uncertainty_mm,
    fit_length_errors,
    repeatability,
)
from autograders.domain.point_cloud import Sphere, find_sphere, fit_sphere
from autograders.domain.scanner import Instrument
from autograders.domain.scanner.bench import SPHERE_RADIUS_M, Bench
from autograders.domain.scanner.observations import LengthObservations, PosedScan, observe_lengths
from autograders.domain.thresholds import clear_limit, clear_mpe_mm

Floats = NDArray[np.float64]

BARS = {"A-B": ("A", "B"), "C-D": ("C", "D")}
COVERAGE_FACTOR = 2


def judge_precision(
    bench: Bench, instrument: Instrument, scans: Sequence[PosedScan], rng: np.random.Generator
) -> tuple[dict[str, Any], dict[str, Any], LengthObservations]:
    """Certify the bars, observe lengths, and draw the limits of precision for one of four outcomes."""
    outcome, scale_fails = _draw_outcome(rng)
    calibration_mm = round(float(rng.uniform(0.25, 0.45)), 2)
    bars = {name: _bar(bench, scans, ends, calibration_mm, rng) for name, ends in BARS.items()}
    noise_mm = float(rng.uniform(0.3, 0.5))
    references_m = np.sort(rng.uniform([4.2, 8.5, 13, 18, 24, 30], [5.8, 11, 16, 22, 28, 35])).round(4)
    seen = observe_lengths(instrument, references_m, repeats=4, noise_mm=noise_mm, blunders=2, rng=rng)
    good = ~seen.rejected
    law = fit_length_errors(seen.reference_mm[good], seen.measured_mm[good])
    with_blunders = fit_length_errors(seen.reference_mm, seen.measured_mm)
    # A dark end looks farther away than a bright one: the bar that shows it more can exceed its limit by far.
    bar = "A-B" if outcome is Conformity.NON_CONFORM else str(rng.choice(list(BARS)))
    if abs(bars[bar]["bias_mm"]) < 0.3:
        bar = "A-B"
    judged = bars[bar]
    mpe_mm = clear_mpe_mm(judged["bias_mm"], judged["expanded_uncertainty_mm"], outcome, step_mm=0.05, rng=rng)
    spread_ppm = 3 * law.scale_standard_error_ppm
    scale_limit_ppm = clear_limit(
        abs(law.scale_ppm) - spread_ppm,
        abs(law.scale_ppm) + spread_ppm,
        respected=not scale_fails,
        margins=(0.05, 0.4),
        step=5,
        rng=rng,
    )
    for figures in bars.values():
        figures["decision"] = decide_conformity(figures["bias_mm"], mpe_mm, figures["expanded_uncertainty_mm"]).value
    terms = {
        "bar": bar,
        "length_mpe_mm": mpe_mm,
        "length_calibration_uncertainty_mm": calibration_mm,
        "coverage_factor": COVERAGE_FACTOR,
        "scale_limit_ppm": scale_limit_ppm,
    }
    truth = {
        "repeatability": bars,
        "lengths": {
            "offset_mm": law.offset_mm,
            "scale_ppm": law.scale_ppm,
            "scale_standard_error_ppm": law.scale_standard_error_ppm,
            "with_blunders_ppm": with_blunders.scale_ppm,
            "naive_ratio_ppm": 1e6 * float(np.mean(seen.measured_mm[good] / seen.reference_mm[good] - 1)),
            "scale_conform": not scale_fails,
            "repeatability_mm": _pooled_mm(seen.reference_mm[good], seen.measured_mm[good]),
        },
        "precision_decision": Conformity.NON_CONFORM.value if scale_fails else bars[bar]["decision"],
    }
    return terms, truth, seen


def _pooled_mm(reference_mm: Floats, measured_mm: Floats) -> float:
    """Return the standard deviation of the repeats of a length, all lengths together: √(Σ(x − x̄ᵢ)²/Σ(nᵢ − 1))."""
    groups = [measured_mm[reference_mm == length] for length in np.unique(reference_mm)]
    return math.sqrt(sum(group.var() * len(group) for group in groups) / sum(len(group) - 1 for group in groups))


def _draw_outcome(rng: np.random.Generator) -> tuple[Conformity, bool]:
    """Return what the rule says of the bar, and whether the scale exceeds its limit."""
    cases = (
        (Conformity.NON_CONFORM, False),
        (Conformity.INCONCLUSIVE, False),
        (Conformity.CONFORM, False),
        (Conformity.CONFORM, True),
    )
    return cases[rng.choice(len(cases), p=[0.2, 0.3, 0.36, 0.14])]


def _bar(
    bench: Bench, scans: Sequence[PosedScan], ends: tuple[str, str], calibration_mm: float, rng: np.random.Generator
) -> dict[str, Any]:
    """Return the certificate of a bar and what the repeated scans say of it."""
    # References see what the file holds, rounded to its scale.
    clouds = [posed.pose.to_project(posed.scan.points_m.round(4)) for posed in scans]
    first, second = (bench.spheres[end] for end in ends)
    true_mm = 1e3 * float(np.linalg.norm(second - first))
    # A calibration is right within its uncertainty, k = 2.
    calibrated_mm = round(true_mm + calibration_mm / COVERAGE_FACTOR * float(np.clip(rng.standard_normal(), -2, 2)), 2)
    pairs = [[find_sphere(_near(cloud, centre), SPHERE_RADIUS_M) for centre in (first, second)] for cloud in clouds]
    lengths_mm = [1e3 * float(np.linalg.norm(pair[1].centre_m - pair[0].centre_m)) for pair in pairs]
    free_mm = [_free_length_mm(cloud, (first, second), pair) for cloud, pair in zip(clouds, pairs, strict=True)]
    figures, free = repeatability(lengths_mm, calibrated_mm), repeatability(free_mm, calibrated_mm)
    return {
        "calibrated_mm": calibrated_mm,
        "u_cal_mm": calibration_mm,
        "n": len(scans),
        "true_mm": true_mm,
        "lengths_mm": lengths_mm,
        "bias_mm": figures.bias_mm,
        "s_mm": figures.s_mm,
        "rmse_mm": figures.rmse_mm,
        "expanded_uncertainty_mm": expanded_uncertainty_mm(
            figures.s_mm / math.sqrt(len(scans)), calibration_mm / COVERAGE_FACTOR, coverage_factor=COVERAGE_FACTOR
        ),
        "free_radius": {"bias_mm": free.bias_mm, "s_mm": free.s_mm, "rmse_mm": free.rmse_mm},
        "c2c_mm": _cloud_to_cloud_mm(clouds[0], clouds[1], (first, second)),
    }


def _near(points_m: Floats, centre_m: Floats) -> Floats:
    return points_m[np.linalg.norm(points_m - centre_m, axis=1) <= 1.25 * SPHERE_RADIUS_M]


def _free_length_mm(points_m: Floats, near_m: tuple[Floats, Floats], found: Sequence[Sphere]) -> float:
    """Return the length that spheres of adjusted radius give, from the same points."""
    centres = [
        fit_sphere(_near(points_m, centre)[sphere.inliers]).centre_m
        for centre, sphere in zip(near_m, found, strict=True)
    ]
    return 1e3 * float(np.linalg.norm(centres[1] - centres[0]))


def _cloud_to_cloud_mm(first_m: Floats, second_m: Floats, centres_m: tuple[Floats, Floats]) -> float:
    parts = [cKDTree(_near(second_m, c)).query(_near(first_m, c))[0] for c in centres_m]
    return 1e3 * float(np.concatenate(parts).mean())


def certificate(bars: Mapping[str, Mapping[str, Any]]) -> list[tuple[str | float, ...]]:
    """Return the rows of the bars' certificate."""
    return [
        (name, *BARS[name], f"{bar['calibrated_mm']:.2f}", f"{bar['u_cal_mm']:.2f}", COVERAGE_FACTOR)
        for name, bar in bars.items()
    ]
