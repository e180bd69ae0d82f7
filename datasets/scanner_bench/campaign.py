"""The acquisition campaign: settings and their cost, what the client asks, the captures and their judgement."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.domain.point_cloud import spot_diameter_mm, theoretical_spacing_mm
from autograders.domain.scanner import Camera, Instrument, Scan, Scene, light, measure
from autograders.domain.scanner.bench import Bench
from autograders.domain.scanner.qualification import Band, PanelQuality, noise_at_reference, panel_quality, star_slot
from autograders.domain.thresholds import clear_limit

Floats = NDArray[np.float64]

STEPS_MRAD = {"grossiere": 2.0, "moyenne": 1.0, "fine": 0.6}
AVERAGINGS = {"rapide": 1, "standard": 4, "soignee": 16}
FIELD_OF_VIEW_RAD = math.radians(300)
# What a careful candidate spends on a first look from each station.
FIRST_LOOKS = 3
SPACING_PANEL = "T60"


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


def draw_request(bench: Bench, rng: np.random.Generator) -> Request:
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


def acquire(
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


def judge_captures(
    bench: Bench,
    instrument: Instrument,
    request: Request,
    captures: Mapping[str, Capture],
    rng: np.random.Generator,
) -> tuple[dict[str, float | str], dict[str, Any]]:
    """Draw the limits of noise and slot, and say of each capture whether it serves and what is true on it."""
    fitting = [s for s in request.settings if not _misfits(bench, request, s)]
    # A scan that resolves nothing of the star has no figure to be judged by.
    eligible = [s for s in fitting if captures[s.stem].slot is not None]
    terms: dict[str, float | str] = {
        "time_budget_min": request.budget_min,
        "star_distance_m": request.star_distance_m,
        "star_distance_tolerance_m": request.star_tolerance_m,
        "noise_reference_distance_m": request.reference_m,
        "spacing_panel": SPACING_PANEL,
        "spacing_limit_mm": request.spacing_limit_mm,
        "noise_limit_mm": _draw_noise_limit(request, eligible, captures, rng),
        "slot_limit_mm": _draw_slot_limit([captures[s.stem].slot for s in eligible], rng),
    }
    quiet = {s.stem for s in eligible if _at_most(captures[s.stem].noise, terms["noise_limit_mm"])}
    truth = {}
    for setting in request.settings:
        reasons = _misfits(bench, request, setting)
        if not reasons and setting not in eligible:
            reasons = ["slot"]
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


def rows(request: Request, captures: Mapping[str, Capture]) -> list[tuple[str | float, ...]]:
    """Return the public table of settings; those that cannot be made name no file."""
    return [
        (
            setting.resolution,
            setting.quality,
            setting.station,
            setting.step_mrad,
            setting.duration_min,
            f"captures/{setting.stem}.laz" if setting.stem in captures else "",
        )
        for setting in request.settings
    ]
