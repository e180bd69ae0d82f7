"""Makes one variant of the scanner's test bench; the other modules of this folder make its parts."""

from dataclasses import asdict
from pathlib import Path

import numpy as np

from autograders.domain.scanner import Camera, Instrument
from autograders.domain.scanner.bench import lay_out_bench
from autograders.domain.scanner.observations import repeat_sphere_scans, scan_chart
from autograders.domain.scanner.probes import draw_noise_probes
from autograders.model.case import GeneratedCase

from . import campaign, chart, documents, precision

HERE = Path(__file__).parent

ENCODER_URAD = 28.0
SPHERE_STEP_RAD, CHART_STEP_RAD = 0.9e-3, 0.8e-3
SPHERE_AVERAGING = 4


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the bench and return its specification and its truth.

    Everything measured is simulated first; the limits are then drawn around what reference estimators find, so
    that no legitimate one would come to another verdict.

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
    # One stream a part: a change in one leaves the others as they were.
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(10)]
    lab = chart.draw_reference(streams[0])
    bench = lay_out_bench(chart.linear_srgb(lab), streams[1])
    scene = bench.scene()
    instrument, camera = _draw_instrument(streams[2]), _draw_camera(streams[2])
    request = campaign.draw_request(bench, streams[3])
    captures = campaign.acquire(scene, bench, instrument, camera, request, seed)
    scans = repeat_sphere_scans(
        scene,
        bench,
        instrument,
        camera,
        repeats=int(streams[5].integers(6, 11)),
        step_rad=SPHERE_STEP_RAD,
        averaging=SPHERE_AVERAGING,
        encoder_urad=ENCODER_URAD,
        rng=streams[5],
    )
    chart_m, rgb = scan_chart(scene, bench, instrument, camera, step_rad=CHART_STEP_RAD, rng=streams[7])
    limits, of_captures = campaign.judge_captures(bench, instrument, request, captures, streams[4])
    precision_limits, of_lengths, lengths = precision.judge_precision(bench, instrument, scans, streams[6])
    colour_limits, of_colour = chart.judge_colour(chart_m, rgb, lab, streams[8])
    terms = limits | precision_limits | colour_limits
    terms |= {
        "beam_diameter_mm": instrument.beam_diameter_mm,
        "beam_divergence_mrad": instrument.beam_divergence_mrad,
    }
    specification = documents.specification(terms)
    bars = of_lengths["repeatability"]
    files = (
        documents.write_specification(public, HERE / "cahier_des_charges.in", specification),
        documents.write_targets(public, bench),
        documents.write_stations(public, bench),
        documents.write_settings(public, campaign.rows(request, captures)),
        *documents.write_captures(public, {stem: (each.points_m, each.scan) for stem, each in captures.items()}),
        documents.write_repetitions(public, scans),
        documents.write_certificate(public, precision.certificate(bars)),
        documents.write_lengths(public, lengths),
        documents.write_chart(public, chart_m, rgb),
        documents.write_chart_reference(public, chart.certificate(lab)),
    )
    truth = {
        "scanner": asdict(instrument) | {"encoder_urad": ENCODER_URAD},
        "camera": asdict(camera),
        "captures": of_captures,
        "colour": of_colour,
        "probes": draw_noise_probes(streams[9]),
    }
    return GeneratedCase(specification=specification, files=files, truth=truth | of_lengths)


def _draw_instrument(rng: np.random.Generator) -> Instrument:
    def signed(low: float, high: float) -> float:
        return float(rng.choice([-1, 1]) * rng.uniform(low, high))

    return Instrument(
        noise_a_mm=float(rng.uniform(0.9, 1.7)),
        noise_b_mm_per_m=float(rng.uniform(0.04, 0.09)),
        range_bias_mm=signed(0.8, 3.0),
        scale_ppm=signed(70, 220),
        reflectance_bias_mm=signed(3.5, 5.5),
        # Public: rounded as a data sheet gives them. Narrow, or the best averaging would resolve no slot of the star.
        beam_diameter_mm=round(float(rng.uniform(0.55, 0.85)), 2),
        beam_divergence_mrad=round(float(rng.uniform(0.075, 0.11)), 3),
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
