"""Colour: the reference values of the chart, what references measure on it, and its limits."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.domain.colour import (
    D50_WHITE,
    D65_WHITE,
    bradford_matrix,
    colour_differences,
    grey_snr_db,
    patch_lab,
    srgb_to_lab,
)
from autograders.domain.scanner.bench import CHART_GAP_M, CHART_PITCH_M
from autograders.domain.scanner.observations import patch_points
from autograders.domain.thresholds import clear_limit

Floats = NDArray[np.float64]

PATCH_INSET_M = 0.004
GREY_PATCHES = ("D2", "D3", "D4")
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
DIFFERENCES = ("mean", "p95", "maximum")


def draw_reference(rng: np.random.Generator) -> Floats:
    """Return the certified L*, a*, b* of this copy of the chart under D65, to 0.1, shape (rows, columns, 3)."""
    return CHART_LAB + rng.uniform(-0.6, 0.6, CHART_LAB.shape).round(1)


def judge_colour(
    chart_m: Floats, rgb: NDArray[np.uint8], lab: Floats, rng: np.random.Generator
) -> tuple[dict[str, float | str], dict[str, Any]]:
    """Measure the chart by the printed method and by those that go wrong, and draw the limits.

    Returns
    -------
    dict
        The terms of the specification.
    dict
        The truth.
    """
    reference = lab.reshape(-1, 3)
    inside = patch_points(chart_m, patch_bounds_m())
    coloured = {name: part & rgb.any(axis=1) for name, part in inside.items()}
    means_lab = srgb_to_lab([rgb[part].mean(axis=0) for part in coloured.values()])
    found = colour_differences(means_lab, reference)
    by_point = colour_differences([patch_lab(rgb[part]) for part in coloured.values()], reference)
    with_uncoloured = colour_differences(srgb_to_lab([rgb[part].mean(axis=0) for part in inside.values()]), reference)
    under_d50 = colour_differences(means_lab, lab_under_d50(reference))
    euclidean = np.linalg.norm(means_lab - reference, axis=1)
    bands = {
        name: (min(getattr(found, name), getattr(by_point, name)), max(getattr(found, name), getattr(by_point, name)))
        for name in DIFFERENCES
    }
    grey = str(rng.choice(GREY_PATCHES))
    snr_db = grey_snr_db(rgb[coloured[grey]])
    exceeded, limits = _draw_limits(bands, rng)
    terms: dict[str, float | str] = {"grey_patch": grey}
    terms |= {f"delta_e_{name}_limit": limit for name, limit in limits.items()}
    terms["grey_snr_limit_db"] = round(snr_db + (1 if "snr" in exceeded else -1) * float(rng.uniform(0.8, 2.5)), 1)
    truth = {
        **{f"delta_e_{name}": getattr(found, name) for name in DIFFERENCES},
        **{f"uncoloured_{name}": getattr(with_uncoloured, name) for name in DIFFERENCES},
        **{f"d50_{name}": getattr(under_d50, name) for name in DIFFERENCES},
        "delta_e_76_mean": float(euclidean.mean()),
        "delta_e_76_p95": float(np.percentile(euclidean, 95)),
        "delta_e_76_maximum": float(euclidean.max()),
        "grey_snr_db": snr_db,
        "uncoloured_snr_db": grey_snr_db(rgb[inside[grey]]),
        "bands": {f"delta_e_{name}": list(band) for name, band in bands.items()},
        "conform": not exceeded,
        "exceeded": sorted(exceeded),
    }
    return terms, truth


def certificate(lab: Floats) -> list[tuple[str | float, ...]]:
    """Return the rows of the chart's certificate: measuring areas, and values under both illuminants."""
    _, columns, _ = lab.shape
    under_d65, under_d50 = (values.reshape(-1, 3).round(2).tolist() for values in (lab, lab_under_d50(lab)))
    return [
        (name, index // columns + 1, index % columns + 1, *bounds, *under_d65[index], *under_d50[index])
        for index, (name, bounds) in enumerate(patch_bounds_m().items())
    ]


def _draw_limits(
    bands: Mapping[str, tuple[float, float]], rng: np.random.Generator
) -> tuple[set[str], dict[str, float]]:
    """Return which limits are exceeded, and the limits of differences: a maximum above a percentile above a mean."""
    while True:
        exceeded = _draw_exceeded(rng)
        limits = {
            name: clear_limit(*bands[name], respected=name not in exceeded, margins=(0.06, 0.25), step=0.1, rng=rng)
            for name in DIFFERENCES
        }
        if limits["mean"] < limits["p95"] < limits["maximum"]:
            return exceeded, limits


def _draw_exceeded(rng: np.random.Generator) -> set[str]:
    """Return which of the four limits are exceeded: none in half of the variants, else one or a few."""
    conform = rng.random() < 0.5
    names = rng.permutation([*DIFFERENCES, "snr"]).tolist()
    others = rng.random(3) < 0.25
    return set() if conform else {names[0], *(name for name, also in zip(names[1:], others, strict=True) if also)}


def patch_bounds_m() -> dict[str, tuple[float, float, float, float]]:
    """Return the measuring area of each patch, inside its edges, in the chart's frame."""
    half_m = (CHART_PITCH_M - CHART_GAP_M) / 2 - PATCH_INSET_M
    rows, columns, _ = CHART_LAB.shape
    bounds = {}
    for index, name in enumerate(PATCHES):
        row, column = divmod(index, columns)
        x, y = CHART_PITCH_M * (column - (columns - 1) / 2), CHART_PITCH_M * ((rows - 1) / 2 - row)
        bounds[name] = tuple(round(value, 4) for value in (x - half_m, x + half_m, y - half_m, y + half_m))
    return bounds


def linear_srgb(lab: Floats) -> Floats:
    """Return linear sRGB of Lab values under D65."""
    from skimage.color import lab2rgb

    encoded = lab2rgb(lab, illuminant="D65", observer="2")
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab_under_d50(lab: Floats) -> Floats:
    """Return, under D50, Lab values under D65, by Bradford adaptation."""
    from skimage.color import lab2xyz, xyz2lab

    adapted = lab2xyz(lab, illuminant="D65", observer="2") @ bradford_matrix(D65_WHITE, D50_WHITE).T
    return np.asarray(xyz2lab(adapted, illuminant="D50", observer="2"))
