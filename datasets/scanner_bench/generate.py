"""Makes one variant of the scanner's test bench: captures, repeated scans, observations, chart, specification."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from autograders.domain.colour import (
    D50_WHITE,
    D65_WHITE,
    bradford_matrix,
    colour_differences,
    grey_snr_db,
    patch_lab,
    srgb_to_lab,
)
from autograders.domain.metrology import Conformity, decide_conformity, expanded_uncertainty_mm, fit_length_errors
from autograders.domain.metrology import repeatability as judge_repeats
from autograders.domain.point_cloud import Sphere, find_sphere, fit_sphere, spot_diameter_mm, theoretical_spacing_mm
from autograders.domain.scan_files import Scan as StationScan
from autograders.domain.scan_files import write_e57, write_las, write_ply
from autograders.domain.scanner import Camera, Instrument, Scan, Scene, light, measure
from autograders.domain.scanner.bench import CHART_GAP_M, CHART_PITCH_M, SPHERE_RADIUS_M, Bench, lay_out_bench
from autograders.domain.scanner.observations import (
    LengthObservations,
    PosedScan,
    observe_lengths,
    patch_points,
    repeat_sphere_scans,
    scan_chart,
)
from autograders.domain.scanner.probes import draw_noise_probes
from autograders.domain.scanner.qualification import Band, PanelQuality, noise_at_reference, panel_quality, star_slot
from autograders.domain.thresholds import clear_limit, clear_mpe_mm
from autograders.model.case import GeneratedCase, PublicFile, SpecificationValue

Floats = NDArray[np.float64]
Cells = Sequence[str | float]
HERE = Path(__file__).parent

STEPS_MRAD = {"grossiere": 2.0, "moyenne": 1.0, "fine": 0.6}
AVERAGINGS = {"rapide": 1, "standard": 4, "soignee": 16}
FIELD_OF_VIEW_RAD = math.radians(300)
# What a careful candidate spends on a first look from each station.
FIRST_LOOKS = 3
SPACING_PANEL = "T60"
BARS = {"A-B": ("A", "B"), "C-D": ("C", "D")}
ENCODER_URAD = 28.0
PATCH_INSET_M = 0.004
GREY_PATCHES = ("D2", "D3", "D4")
COVERAGE_FACTOR = 2
# Our own chart: building materials, hues, greys; L*, a*, b* under D65 for the 2° observer.
CHART_LAB = np.array(
    [
        [(44, 20, 16), (58, 26, 32), (68, 8, 26), (76, 3, 16), (50, 4, 10), (36, -4, -10)],
        [(47, 48, 24), (60, 38, 50), (74, 12, 62), (70, -16, 56), (56, -40, 34), (58, -38, 4)],
        [(55, -20, -22), (50, -6, -38), (38, 16, -44), (40, 34, -34), (48, 46, -16), (66, 28, -4)],
        [(92, 0, 1), (79, 0, 0), (64, 0, 0), (49, 0, 0), (35, 0, 0), (23, 0, 0)],
    ],
    dtype=np.float64,
)
PATCHES = tuple(f"{row}{column}" for row in "ABCD" for column in range(1, 7))


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One row of the table of settings."""

    resolution: str
    quality: str
    station: str
    step_mrad: float
    averaging: int
    duration_min: float

    @property
    def stem(self) -> str:
        """Name of the capture."""
        return f"{self.resolution}_{self.quality}_{self.station}"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the client asks of the acquisition before anything is measured."""

    settings: tuple[Setting, ...]
    aim: tuple[str, str]
    budget_min: float
    spacing_limit_mm: float
    star_distance_m: float
    star_tolerance_m: float
    reference_m: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Capture:
    """What one setting gives, in the frame of the bench, and what references find on it."""

    points_m: Floats
    scan: Scan
    panels: Mapping[str, PanelQuality]
    noise: Band | None
    slot: Band | None


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the bench and return its specification and its truth.

    Parameters
    ----------
    seed : int
        Decides everything; not negative.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(10)]
    lab = CHART_LAB + streams[0].uniform(-0.6, 0.6, CHART_LAB.shape).round(1)
    bench = lay_out_bench(_linear(lab), streams[1])
    scene = bench.scene()
    instrument, camera = _draw_instrument(streams[2]), _draw_camera(streams[2])
    request = _draw_request(bench, streams[3])
    captures = _acquire(scene, bench, instrument, camera, request, seed)
    acquisition_terms, acquisition_truth = _judge_captures(bench, instrument, request, captures, streams[4])
    scans = repeat_sphere_scans(
        scene,
        bench,
        instrument,
        camera,
        repeats=int(streams[5].integers(6, 11)),
        step_rad=0.9e-3,
        averaging=4,
        encoder_urad=ENCODER_URAD,
        rng=streams[5],
    )
    precision_terms, precision_truth, lengths = _judge_lengths(bench, instrument, scans, streams[6])
    chart_m, rgb = scan_chart(scene, bench, instrument, camera, step_rad=0.8e-3, rng=streams[7])
    colour_terms, colour_truth = _judge_colour(chart_m, rgb, lab, streams[8])
    terms = (
        acquisition_terms
        | precision_terms
        | colour_terms
        | {
            "time_budget_min": request.budget_min,
            "star_distance_m": request.star_distance_m,
            "star_distance_tolerance_m": request.star_tolerance_m,
            "noise_reference_distance_m": request.reference_m,
            "spacing_panel": SPACING_PANEL,
            "spacing_limit_mm": request.spacing_limit_mm,
            "beam_diameter_mm": instrument.beam_diameter_mm,
            "beam_divergence_mrad": instrument.beam_divergence_mrad,
            "coverage_factor": COVERAGE_FACTOR,
        }
    )
    specification = tuple(
        SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in SPECIFICATION
    )
    files = (
        *_write_captures(public, captures),
        *_write_scans(public, scans),
        *_write_chart(public, chart_m, rgb, lab),
        *_write_tables(public, bench, request, captures, precision_truth["repeatability"], lengths),
        _write_specification(public, specification),
    )
    truth = {
        "scanner": asdict(instrument) | {"encoder_urad": ENCODER_URAD},
        "camera": asdict(camera),
        "captures": acquisition_truth,
        "colour": colour_truth,
        "probes": draw_noise_probes(streams[9]),
    }
    return GeneratedCase(specification=specification, files=files, truth=truth | precision_truth)


def _draw_instrument(rng: np.random.Generator) -> Instrument:
    def signed(low: float, high: float) -> float:
        return float(rng.choice([-1, 1]) * rng.uniform(low, high))

    return Instrument(
        noise_a_mm=float(rng.uniform(0.9, 1.7)),
        noise_b_mm_per_m=float(rng.uniform(0.04, 0.09)),
        range_bias_mm=signed(0.8, 3.0),
        scale_ppm=signed(40, 220),
        reflectance_bias_mm=signed(2.5, 5.0),
        # Public: rounded as a data sheet gives them.
        beam_diameter_mm=round(float(rng.uniform(0.7, 1.0)), 2),
        beam_divergence_mrad=round(float(rng.uniform(0.08, 0.13)), 3),
        angular_noise_urad=float(rng.uniform(10, 16)),
        dropout_rate=float(rng.uniform(0.008, 0.02)),
        outlier_rate=float(rng.uniform(0.002, 0.004)),
    )


def _draw_camera(rng: np.random.Generator) -> Camera:
    red, blue = rng.choice([-1, 1], 2) * rng.uniform(0.03, 0.16, 2)
    return Camera(
        gains=(float(1 + red), 1.0, float(1 + blue)),
        exposure=float(rng.uniform(0.88, 1.06)),
        noise_levels=float(rng.uniform(2.0, 5.0)),
        uncoloured_rate=float(rng.uniform(0.015, 0.03)),
    )


def _draw_request(bench: Bench, rng: np.random.Generator) -> Request:
    """Draw settings, what they cost, and a budget that one of them is meant for."""
    steps = {name: round(step * float(rng.uniform(0.96, 1.04)), 2) for name, step in STEPS_MRAD.items()}
    overhead_min, rate_hz = rng.uniform(0.8, 1.3), rng.uniform(2.2e5, 3.0e5)

    def duration_min(resolution: str, averaging: int) -> float:
        points = math.pi * FIELD_OF_VIEW_RAD / (1e-3 * steps[resolution]) ** 2
        return round(overhead_min + points * averaging / rate_hz / 60, 1)

    settings = tuple(
        Setting(
            resolution=resolution,
            quality=quality,
            station=station,
            step_mrad=step,
            averaging=averaging,
            duration_min=duration_min(resolution, averaging),
        )
        for resolution, step in steps.items()
        for quality, averaging in AVERAGINGS.items()
        for station in bench.stations
    )
    aims = (("fine", "rapide"), ("fine", "standard"), ("moyenne", "standard"), ("moyenne", "soignee"))
    aim = aims[rng.integers(len(aims))]
    looks_min = FIRST_LOOKS * duration_min("grossiere", AVERAGINGS["rapide"])
    budget_min = duration_min(aim[0], AVERAGINGS[aim[1]]) + looks_min + rng.uniform(0.3, 1.0)
    panel = next(panel for panel in bench.panels if panel.name == SPACING_PANEL)
    tilt = math.radians(bench.tilt_deg(bench.main, panel))
    coarser = "moyenne" if aim[0] == "fine" else "grossiere"
    finer_mm, coarser_mm = (
        theoretical_spacing_mm(bench.range_m(bench.main, panel), 1e-3 * steps[name], tilt) for name in (aim[0], coarser)
    )
    return Request(
        settings=settings,
        aim=aim,
        budget_min=math.ceil(2 * budget_min) / 2,
        spacing_limit_mm=float(round(math.sqrt(finer_mm * coarser_mm) * rng.uniform(0.95, 1.05))),
        star_distance_m=round(20 * bench.range_m(bench.main, bench.star)) / 20,
        star_tolerance_m=float(rng.choice([0.15, 0.20, 0.25])),
        reference_m=float(rng.choice([10, 15, 20, 25])),
    )


def _acquire(
    scene: Scene, bench: Bench, instrument: Instrument, camera: Camera, request: Request, seed: int
) -> dict[str, Capture]:
    """Scan from each station with each setting that fits in the budget."""
    captures = {}
    for index, (resolution, station) in enumerate((r, s) for r in STEPS_MRAD for s in bench.stations):
        settings = [s for s in request.settings if (s.resolution, s.station) == (resolution, station)]
        affordable = [setting for setting in settings if setting.duration_min <= request.budget_min]
        if not affordable:
            continue
        rng = np.random.default_rng([seed, index])
        phase = tuple(rng.uniform(0, 1, 2).tolist())
        windows = {name: window for name, window in bench.windows(station).items() if name != bench.chart.name}
        beams = np.vstack([window.beams(1e-3 * affordable[0].step_mrad, phase) for window in windows.values()])
        echoes = light(scene, instrument, bench.stations[station], beams, rng)
        for setting in affordable:
            scan = measure(echoes, instrument, camera, averaging=setting.averaging, rng=rng)
            captures[setting.stem] = _qualified(bench, instrument, request, setting, scan)
    return captures


def _qualified(bench: Bench, instrument: Instrument, request: Request, setting: Setting, scan: Scan) -> Capture:
    # References see what the files hold, rounded to their scale.
    points_m = (scan.points_m + bench.stations[setting.station]).round(4)
    found = {
        panel.name: panel_quality(
            points_m,
            bench,
            setting.station,
            panel,
            instrument=instrument,
            averaging=setting.averaging,
            step_rad=1e-3 * setting.step_mrad,
            spacing_panel=SPACING_PANEL,
        )
        for panel in bench.panels
    }
    panels = {name: quality for name, quality in found.items() if quality is not None}
    planted_mm = instrument.plane_noise_mm(request.reference_m, 1.0, setting.averaging)
    return Capture(
        points_m=points_m,
        scan=scan,
        panels=panels,
        noise=noise_at_reference(panels, request.reference_m, planted_mm),
        slot=star_slot(points_m, bench.star),
    )


def _judge_captures(
    bench: Bench,
    instrument: Instrument,
    request: Request,
    captures: Mapping[str, Capture],
    rng: np.random.Generator,
) -> tuple[dict[str, float], dict[str, Any]]:
    """Draw the limits of noise and slot, and say of each capture whether it serves and what is true on it."""
    eligible = [s for s in request.settings if s.stem in captures and not _misfits(bench, request, s)]
    terms = {
        "noise_limit_mm": _draw_noise_limit(request, eligible, captures, rng),
        "slot_limit_mm": _draw_slot_limit([captures[s.stem].slot for s in eligible], rng),
    }
    quiet = {s.stem for s in eligible if _at_most(captures[s.stem].noise, terms["noise_limit_mm"])}
    truth = {}
    for setting in request.settings:
        reasons = _misfits(bench, request, setting)
        if quiet and not reasons and setting.stem not in quiet:
            reasons = ["noise"]
        entry = {
            "resolution": setting.resolution,
            "quality": setting.quality,
            "station": setting.station,
            "duration_min": setting.duration_min,
            "angular_step_mrad": setting.step_mrad,
            "averaging": setting.averaging,
            "within_budget": setting.duration_min <= request.budget_min,
            "suitable": not reasons,
            "reasons": reasons,
            "star_distance_m": bench.range_m(setting.station, bench.star),
            "spot_diameter_mm": spot_diameter_mm(
                bench.range_m(setting.station, bench.star),
                instrument.beam_diameter_mm,
                instrument.beam_divergence_mrad,
            ),
            "law": {
                "a_mm": instrument.noise_a_mm / math.sqrt(setting.averaging),
                "b_mm_per_m": instrument.noise_b_mm_per_m / math.sqrt(setting.averaging),
            },
        }
        truth[setting.stem] = entry | _found(captures.get(setting.stem), request, terms)
    return terms, truth


def _misfits(bench: Bench, request: Request, setting: Setting) -> list[str]:
    """Return the reasons, known before scanning, why a setting does not serve."""
    panel = next(panel for panel in bench.panels if panel.name == SPACING_PANEL)
    tilt = math.radians(bench.tilt_deg(setting.station, panel))
    spacing_mm = theoretical_spacing_mm(bench.range_m(setting.station, panel), 1e-3 * setting.step_mrad, tilt)
    distance_m = bench.range_m(setting.station, bench.star)
    checks = {
        "over-budget": setting.duration_min > request.budget_min,
        "star-distance": abs(distance_m - request.star_distance_m) > request.star_tolerance_m,
        "hidden-panel": setting.station == bench.hidden,
        "spacing": spacing_mm > request.spacing_limit_mm,
    }
    return [reason for reason, fails in checks.items() if fails]


def _draw_noise_limit(
    request: Request, eligible: Sequence[Setting], captures: Mapping[str, Capture], rng: np.random.Generator
) -> float:
    """Draw a limit that the budget's aim respects and lesser averaging does not, or one out of reach."""
    bands = {s: captures[s.stem].noise for s in eligible}
    if rng.random() < 0.62:
        aimed = next(band for s, band in bands.items() if (s.resolution, s.quality) == request.aim)
        return clear_limit(aimed.low, aimed.high, respected=True, margins=(0.06, 0.3), step=0.01, rng=rng)
    lowest, highest = min(band.low for band in bands.values()), max(band.high for band in bands.values())
    return clear_limit(lowest, highest, respected=False, margins=(0.12, 0.3), step=0.01, rng=rng)


def _draw_slot_limit(bands: Sequence[Band], rng: np.random.Generator) -> float:
    lowest, highest = min(band.low for band in bands), max(band.high for band in bands)
    return clear_limit(lowest, highest, respected=rng.random() < 0.6, margins=(0.03, 0.15), step=0.1, rng=rng)


def _at_most(band: Band | None, limit: float) -> bool | None:
    return None if band is None else band.at_most(limit)


def _found(capture: Capture | None, request: Request, terms: Mapping[str, float]) -> dict[str, Any]:
    """Return what references find on a capture; nothing where it could not be made."""
    if capture is None:
        return {"panels": {}, "visible_panels": [], "noise_at_reference_mm": None, "star": None}
    spacing = capture.panels.get(SPACING_PANEL)
    spacings = [] if spacing is None else [spacing.theoretical_spacing_mm, spacing.spacing_slope_mm]
    within = {value <= request.spacing_limit_mm for value in spacings}
    return {
        "panels": {name: asdict(quality) for name, quality in capture.panels.items()},
        "visible_panels": list(capture.panels),
        "noise_at_reference_mm": asdict(capture.noise) if capture.noise else None,
        "star": {
            "slot_mm": capture.slot.reference if capture.slot else None,
            "low_mm": capture.slot.low if capture.slot else None,
            "high_mm": capture.slot.high if capture.slot else None,
        },
        "noise_conform": _at_most(capture.noise, terms["noise_limit_mm"]),
        "spacing_conform": within.pop() if len(within) == 1 else None,
        "slot_conform": _at_most(capture.slot, terms["slot_limit_mm"]),
    }


def _judge_lengths(
    bench: Bench, instrument: Instrument, scans: Sequence[PosedScan], rng: np.random.Generator
) -> tuple[dict[str, Any], dict[str, Any], LengthObservations]:
    """Certify the bars, observe lengths, and draw the limits of precision for one of four outcomes."""
    calibration_mm = round(float(rng.uniform(0.25, 0.45)), 2)
    bars = {name: _bar(bench, scans, ends, calibration_mm, rng) for name, ends in BARS.items()}
    noise_mm = float(rng.uniform(0.3, 0.5))
    references_m = np.sort(rng.uniform([4.2, 8.5, 13, 18, 24, 30], [5.8, 11, 16, 22, 28, 35])).round(4)
    seen = observe_lengths(instrument, references_m, repeats=4, noise_mm=noise_mm, blunders=2, rng=rng)
    good = ~seen.rejected
    law = fit_length_errors(seen.reference_mm[good], seen.measured_mm[good])
    with_blunders = fit_length_errors(seen.reference_mm, seen.measured_mm)
    outcome, scale_fails = _draw_outcome(rng)
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
        },
        "precision_decision": Conformity.NON_CONFORM.value if scale_fails else bars[bar]["decision"],
    }
    return terms, truth, seen


def _draw_outcome(rng: np.random.Generator) -> tuple[Conformity, bool]:
    """Return what the rule says of the bar, and whether the scale exceeds its limit."""
    cases = (
        (Conformity.CONFORM, False),
        (Conformity.INCONCLUSIVE, False),
        (Conformity.NON_CONFORM, False),
        (Conformity.CONFORM, True),
    )
    return cases[rng.choice(4, p=[0.36, 0.28, 0.22, 0.14])]


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
    figures, free = judge_repeats(lengths_mm, calibrated_mm), judge_repeats(free_mm, calibrated_mm)
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


def _judge_colour(
    chart_m: Floats, rgb: NDArray[np.uint8], lab: Floats, rng: np.random.Generator
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Measure the chart by the printed method and by the ones that go wrong, and draw the limits."""
    coloured = rgb.any(axis=1)
    reference = lab.reshape(-1, 3)
    parts = {name: inside & coloured for name, inside in patch_points(chart_m, _patch_bounds_m()).items()}
    found = colour_differences(srgb_to_lab([rgb[part].mean(axis=0) for part in parts.values()]), reference)
    by_point = colour_differences([patch_lab(rgb[part]) for part in parts.values()], reference)
    grey = str(rng.choice(GREY_PATCHES))
    snr_db = grey_snr_db(rgb[parts[grey]])
    terms: dict[str, Any] = {"grey_patch": grey}
    conform = bool(rng.random() < 0.5)
    names = ("mean", "p95", "maximum")
    # At least one limit is exceeded where the verdict is to be « non conforme »: drawn among the four.
    exceeded = np.zeros(4, dtype=bool) if conform else rng.permutation([True, *(rng.random(3) < 0.25)])
    bands = {}
    for index, name in enumerate(names):
        values = (getattr(found, name), getattr(by_point, name))
        bands[f"delta_e_{name}"] = [min(values), max(values)]
        terms[f"delta_e_{name}_limit"] = clear_limit(
            *bands[f"delta_e_{name}"], respected=not exceeded[index], margins=(0.06, 0.25), step=0.1, rng=rng
        )
    terms["grey_snr_limit_db"] = round(snr_db + (1 if exceeded[3] else -1) * float(rng.uniform(0.8, 2.5)), 1)
    all_parts = patch_points(chart_m, _patch_bounds_m())
    uncoloured = colour_differences(srgb_to_lab([rgb[part].mean(axis=0) for part in all_parts.values()]), reference)
    measured_lab = srgb_to_lab([rgb[part].mean(axis=0) for part in parts.values()])
    d50 = colour_differences(measured_lab, _lab_d50(reference))
    euclidean = np.linalg.norm(measured_lab - reference, axis=1)
    truth: dict[str, Any] = {f"delta_e_{name}": getattr(found, name) for name in names}
    truth |= {f"d50_{name}": getattr(d50, name) for name in names}
    truth |= {f"uncoloured_{name}": getattr(uncoloured, name) for name in names}
    truth |= {
        "delta_e_76_mean": float(euclidean.mean()),
        "delta_e_76_p95": float(np.percentile(euclidean, 95)),
        "delta_e_76_maximum": float(euclidean.max()),
        "grey_snr_db": snr_db,
        "uncoloured_snr_db": grey_snr_db(rgb[all_parts[grey]]),
        "bands": bands,
        "conform": conform,
        "exceeded": [name for name, over in zip((*names, "snr"), exceeded, strict=True) if over],
    }
    return terms, truth


def _patch_bounds_m() -> dict[str, tuple[float, float, float, float]]:
    """Return the measuring area of each patch, inside its edges, in the chart's frame."""
    half_m = (CHART_PITCH_M - CHART_GAP_M) / 2 - PATCH_INSET_M
    rows, columns, _ = CHART_LAB.shape
    bounds = {}
    for index, name in enumerate(PATCHES):
        row, column = divmod(index, columns)
        x, y = CHART_PITCH_M * (column - (columns - 1) / 2), CHART_PITCH_M * ((rows - 1) / 2 - row)
        bounds[name] = tuple(round(value, 4) for value in (x - half_m, x + half_m, y - half_m, y + half_m))
    return bounds


def _linear(lab: Floats) -> Floats:
    """Return linear sRGB of Lab values under D65."""
    from skimage.color import lab2rgb

    encoded = lab2rgb(lab, illuminant="D65", observer="2")
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _lab_d50(lab: Floats) -> Floats:
    """Return, under D50, Lab values under D65, by Bradford adaptation."""
    from skimage.color import lab2xyz, xyz2lab

    adapted = lab2xyz(lab, illuminant="D65", observer="2") @ bradford_matrix(D65_WHITE, D50_WHITE).T
    return np.asarray(xyz2lab(adapted, illuminant="D50", observer="2"))


SPECIFICATION = (
    ("time_budget_min", "Temps d’acquisition disponible", "min"),
    ("star_distance_m", "Distance du scanner à l’étoile de Böhler", "m"),
    ("star_distance_tolerance_m", "Tolérance sur cette distance (±)", "m"),
    ("noise_reference_distance_m", "Distance à laquelle le bruit est jugé", "m"),
    ("noise_limit_mm", "Bruit maximal (écart-type, 1 σ)", "mm"),
    ("spacing_panel", "Panneau sur lequel l’espacement est jugé", ""),
    ("spacing_limit_mm", "Espacement maximal des points", "mm"),
    ("slot_limit_mm", "Largeur maximale de la plus petite fente résolue", "mm"),
    ("beam_diameter_mm", "Diamètre du faisceau en sortie (fiche du scanner)", "mm"),
    ("beam_divergence_mrad", "Divergence du faisceau, angle plein (fiche du scanner)", "mrad"),
    ("bar", "Barre à sphères jugée", ""),
    ("length_mpe_mm", "Erreur maximale tolérée (EMT) sur sa longueur", "mm"),
    ("length_calibration_uncertainty_mm", "Incertitude d’étalonnage élargie des barres (k = 2)", "mm"),
    ("coverage_factor", "Facteur d’élargissement k", ""),
    ("scale_limit_ppm", "Erreur d’échelle maximale (valeur absolue)", "ppm"),
    ("delta_e_mean_limit", "Écart de couleur ΔE00 maximal : moyenne", ""),
    ("delta_e_p95_limit", "Écart de couleur ΔE00 maximal : 95e centile", ""),
    ("delta_e_maximum_limit", "Écart de couleur ΔE00 maximal : maximum", ""),
    ("grey_patch", "Plage grise du rapport signal sur bruit", ""),
    ("grey_snr_limit_db", "Rapport signal sur bruit minimal", "dB"),
)


def _write_captures(public: Path, captures: Mapping[str, Capture]) -> Iterable[PublicFile]:
    (public / "captures").mkdir()
    for stem, capture in captures.items():
        path = f"captures/{stem}.laz"
        # As scanners store them: 8-bit intensities in the 16 bits of LAS.
        intensity = np.rint(255 * capture.scan.intensity) / 65_535
        write_las(public / path, capture.points_m, colours=capture.scan.rgb, intensity=intensity)
        resolution, quality, station = stem.split("_")
        label = f"Capture, résolution {resolution}, qualité {quality}, station {station}"
        yield PublicFile(path=path, label=label)


def _write_scans(public: Path, scans: Sequence[PosedScan]) -> Iterable[PublicFile]:
    heading = math.atan2(scans[0].pose.rotation[1, 0], scans[0].pose.rotation[0, 0])
    write_e57(
        public / "repeatability.e57",
        [
            StationScan(
                name=f"repetition_{number:02d}",
                points_m=posed.scan.points_m,
                colours=posed.scan.rgb,
                intensity=posed.scan.intensity,
                position_m=tuple(posed.pose.position_m.tolist()),
                rotation=(math.cos(heading / 2), 0.0, 0.0, math.sin(heading / 2)),
            )
            for number, posed in enumerate(scans, start=1)
        ],
    )
    yield PublicFile(path="repeatability.e57", label="Scans répétés des barres à sphères")


def _write_chart(public: Path, chart_m: Floats, rgb: NDArray[np.uint8], lab: Floats) -> Iterable[PublicFile]:
    write_ply(public / "chart.ply", chart_m.round(4), colours=rgb)
    d50 = _lab_d50(lab).reshape(-1, 3).round(2)
    rows = [
        (name, divmod(index, 6)[0] + 1, divmod(index, 6)[1] + 1, *bounds, *under_d65, *under_d50)
        for index, ((name, bounds), under_d65, under_d50) in enumerate(
            zip(_patch_bounds_m().items(), lab.reshape(-1, 3).round(2).tolist(), d50.tolist(), strict=True)
        )
    ]
    header = "patch row column x_min_m x_max_m y_min_m y_max_m L_D65 a_D65 b_D65 L_D50 a_D50 b_D50"
    _write_csv(public / "chart_reference.csv", header, rows)
    yield PublicFile(path="chart.ply", label="Extrait coloré de la charte")
    yield PublicFile(path="chart_reference.csv", label="Certificat de la charte, sous D65 et sous D50")


def _write_tables(
    public: Path,
    bench: Bench,
    request: Request,
    captures: Mapping[str, Capture],
    bars: Mapping[str, Mapping[str, Any]],
    lengths: LengthObservations,
) -> Iterable[PublicFile]:
    flat = [(panel, "panel") for panel in bench.panels] + [(bench.star, "star"), (bench.chart, "chart")]
    rows: list[Cells] = [
        (
            t.name,
            kind,
            *t.frame.centre_m.round(3),
            *t.frame.normal.round(6),
            round(t.width_m, 3),
            round(t.height_m, 3),
            "",
        )
        for t, kind in flat
    ]
    rows += [(n, "sphere", *c.round(2), "", "", "", "", "", SPHERE_RADIUS_M) for n, c in bench.spheres.items()]
    header = "target kind x_m y_m z_m normal_x normal_y normal_z width_m height_m radius_m"
    _write_csv(public / "targets.csv", header, rows)
    yield PublicFile(path="targets.csv", label="Cibles du banc")
    stations = [(name, *place.round(3)) for name, place in bench.stations.items()]
    _write_csv(public / "stations.csv", "station x_m y_m z_m", stations)
    yield PublicFile(path="stations.csv", label="Positions possibles du scanner")
    settings = [
        (
            s.resolution,
            s.quality,
            s.station,
            s.step_mrad,
            s.duration_min,
            f"captures/{s.stem}.laz" if s.stem in captures else "",
        )
        for s in request.settings
    ]
    _write_csv(public / "acquisitions.csv", "resolution quality station angular_step_mrad duration_min file", settings)
    yield PublicFile(path="acquisitions.csv", label="Réglages du scanner et durées")
    certificates = [
        (name, *BARS[name], f"{bar['calibrated_mm']:.2f}", f"{bar['u_cal_mm']:.2f}", COVERAGE_FACTOR)
        for name, bar in bars.items()
    ]
    header = "bar sphere_1 sphere_2 calibrated_mm expanded_uncertainty_mm coverage_factor"
    _write_csv(public / "sphere_bars.csv", header, certificates)
    yield PublicFile(path="sphere_bars.csv", label="Certificat des barres à sphères")
    _write_lengths(public / "lengths.csv", lengths)
    yield PublicFile(path="lengths.csv", label="Longueurs mesurées et références")


def _write_lengths(path: Path, lengths: LengthObservations) -> None:
    """Write the field book: semicolons and decimal commas, as a French spreadsheet exports it."""
    rows = [
        (series, *(f"{value:.1f}".replace(".", ",") for value in (reference, measured)), "à rejeter" if bad else "")
        for series, reference, measured, bad in zip(
            lengths.series, lengths.reference_mm, lengths.measured_mm, lengths.rejected, strict=True
        )
    ]
    _write_csv(path, "serie reference_mm measured_mm remarque", rows, delimiter=";")


def _write_csv(path: Path, header: str, rows: Iterable[Cells], delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def _write_specification(public: Path, specification: Sequence[SpecificationValue]) -> PublicFile:
    template = Template((HERE / "cahier_des_charges.in").read_text(encoding="utf-8"))
    printed = {
        item.key: item.value if isinstance(item.value, str) else f"{item.value:g}".replace(".", ",")
        for item in specification
    }
    path = "cahier_des_charges.md"
    (public / path).write_text(template.substitute(printed), encoding="utf-8")
    return PublicFile(path=path, label="Cahier des charges de la variante")
