"""Judges of noise: the panels, the law, the noise at the reference distance, the function, the verdict."""

from collections.abc import Mapping, Sequence
from math import inf, sqrt
from typing import Any

import numpy as np

from autograders.criteria import Band, conclusion_check, folded, function_check, number_check, table_check, unfounded
from autograders.domain.point_cloud import population_plane_noise_mm
from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .captures import METRES, MISTAKES, no_capture, of_order, own_capture, own_or

SITUATIONS = {
    "clean": "un plan propre",
    "tilted": "un plan incliné",
    "outliers": "un plan avec des points aberrants",
    "few": "un plan de peu de points",
    "far": "un plan loin de l’origine",
    "noisy": "un plan très bruité",
}


def judge_noise(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of noise: panels, law, noise at the reference distance, function, verdict."""
    capture = own_capture(answers, case)
    function = plane_noise_check(answers, case)
    if capture is None:
        weights = {"noise_panels": 3, "noise_a_mm": 1, "noise_b_mm_per_m": 1, "noise_at_reference_mm": 1}
        return [*no_capture(answers, weights | {"noise_conform": 1.5}), function]
    panels = panels_check(answers, capture)
    law = law_checks(answers, capture, own_counts=panels.fraction > 0 or bool(panels.misconception))
    # One coefficient may be guessed.
    measured = panels.fraction > 0 or all(check.fraction for check in law)
    at_reference, verdict = reference_noise_checks(answers, case, capture["noise_at_reference_mm"], own_law=measured)
    return [panels, *law, at_reference, *([verdict] if measured else unfounded([verdict])), function]


def reference_noise_checks(
    answers: Answers, case: JudgedCase, found: Mapping[str, float], *, own_law: bool
) -> list[Check]:
    """Judge the noise at the reference distance, by the own law where it was measured or by the right one; verdict."""
    name = "noise_at_reference_mm"
    limit_mm = case.specification.number("noise_limit_mm")
    accepted = [Band(found["low"], found["high"])]
    a_mm, b_mm_per_m = answers.number("noise_a_mm"), answers.number("noise_b_mm_per_m")
    if own_law and a_mm is not None and b_mm_per_m is not None:
        predicted_mm = a_mm + b_mm_per_m * case.specification.number("noise_reference_distance_m")
        accepted.append(Band.around(own_or(found["reference"], predicted_mm), relative=0.02, absolute=0.01))
    return [
        number_check(
            answers,
            name,
            weight=1,
            accepted=accepted,
            advice="Évaluez a + b·R à la distance de référence du cahier des charges, en mm.",
            suspicions={
                MISTAKES["noise-in-metres"]: [band.times(METRES) for band in accepted],
                MISTAKES["two-sigma-noise"]: [band.times(2) for band in accepted],
            },
        ),
        conclusion_check(
            answers,
            "noise_conform",
            weight=1.5,
            figures={name: of_order(found["reference"])},
            rule=lambda own: own[name] <= limit_mm,
            advice="Comparez le bruit à la distance de référence avec la limite du cahier des charges.",
            suspicions={MISTAKES["noise-verdict-reversed"]: lambda own: own[name] > limit_mm},
        ),
    ]


def panels_check(answers: Answers, capture: Mapping[str, Any]) -> Check:
    """Judge the noise of the frontal panels that the candidate's capture sees."""
    frontal = frontal_panels(capture)
    accepted = {
        name: {
            "sigma_mm": Band.spanning(
                [panel["sigma_lsq_mm"], panel["sigma_mad_mm"]], relative=selection_tolerance(panel["count"])
            )
        }
        for name, panel in frontal.items()
    }

    def sigmas(share_low: float, share_high: float, reference: str = "sigma_lsq_mm") -> dict[str, dict[str, Band]]:
        return {
            name: {"sigma_mm": Band(share_low * panel[reference], share_high * panel[reference])}
            for name, panel in frontal.items()
        }

    return table_check(
        answers,
        "noise_panels",
        weight=3,
        key="panel",
        accepted=accepted,
        ignored=[name for name in capture["panels"] if name not in frontal],
        advice="Reprenez la sélection des points de ces panneaux, puis l’écart au plan ajusté.",
        suspicions={
            MISTAKES["two-sigma-noise"]: sigmas(1.9, 2.1),
            MISTAKES["ransac-truncation"]: sigmas(0.3, 0.94),
            MISTAKES["noise-in-metres"]: sigmas(0.5 * METRES, 2 * METRES),
            MISTAKES["cloud-to-cloud-noise"]: sigmas(0.25, 1.1, "theoretical_spacing_mm"),
            MISTAKES["outliers-kept"]: sigmas(1.06, inf),
        },
    )


def law_checks(answers: Answers, capture: Mapping[str, Any], *, own_counts: bool) -> list[Check]:
    """Judge the two coefficients of the law from the candidate's own panels, or from the references."""
    frontal = frontal_panels(capture)
    reference = [(panel["range_m"], panel["sigma_lsq_mm"], panel["count"]) for panel in frontal.values()]
    rows = {folded(row["panel"]): row for row in answers.rows("noise_panels") or ()}
    # With the true ranges: a slip in the candidate's ranges shows in the law, and costs there.
    own = [
        (panel["range_m"], float(row["sigma_mm"]), panel["count"])
        for name, panel in frontal.items()
        if (row := rows.get(folded(name))) is not None and 0 < row["sigma_mm"] < 1e3
    ]
    sources = (reference, own) if own_counts and len({sigma for _, sigma, _ in own}) > 1 else (reference,)
    fits = [legitimate_fits(points) for points in sources if len({range_m for range_m, *_ in points}) >= 3]
    mean_m, mean_mm, _ = np.mean(reference, axis=0)
    a_mm = [Band.spanning([a for a, _ in each], absolute=0.05 * mean_mm) for each in fits]
    b_mm_per_m = [Band.spanning([b for _, b in each], absolute=0.05 * mean_mm / mean_m) for each in fits]
    return [
        number_check(
            answers,
            name,
            weight=1,
            accepted=bands,
            advice="Ajustez σ = a + b·R par moindres carrés sur vos panneaux frontaux, σ en mm et R en m.",
            suspicions={MISTAKES["noise-in-metres"]: [band.times(METRES) for band in bands]},
        )
        for name, bands in (("noise_a_mm", a_mm), ("noise_b_mm_per_m", b_mm_per_m))
    ]


def legitimate_fits(points: Sequence[tuple[float, float, int]]) -> list[tuple[float, float]]:
    """Return (a, b) of σ = a + b·R from (R, σ, count): plain and weighted least squares, median of slopes.

    Examples
    --------
    >>> [(round(a, 6), round(b, 6)) for a, b in legitimate_fits([(5, 1.5, 900), (10, 2.0, 400), (20, 3.0, 100)])]
    [(1.0, 0.1), (1.0, 0.1), (1.0, 0.1), (1.0, 0.1)]
    """
    ranges, sigmas, counts = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    fits = [np.polyfit(ranges, sigmas, 1, w=weights) for weights in (None, np.sqrt(counts), np.sqrt(counts) / sigmas)]
    first, second = np.triu_indices(len(ranges), 1)
    apart = ranges[first] != ranges[second]
    slope = np.median((sigmas[second] - sigmas[first])[apart] / (ranges[second] - ranges[first])[apart])
    fits.append(np.array([slope, np.median(sigmas - slope * ranges)]))
    return [(float(a), float(b)) for b, a in fits]


def selection_tolerance(count: int) -> float:
    """Return the relative tolerance on the standard deviation of a panel that everybody crops in their own way.

    The relative standard error of a standard deviation is 1/√(2(n − 1)); selections differ by a good share.

    Examples
    --------
    >>> selection_tolerance(20_001), round(selection_tolerance(451), 4), selection_tolerance(51)
    (0.08, 0.0833, 0.15)
    """
    return min(0.15, max(0.08, 2.5 / sqrt(2 * (count - 1))))


def plane_noise_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the function on the hidden clouds."""
    clouds = case.truth["probes"]
    accepted = [Band(cloud["low_mm"], cloud["high_mm"]) for cloud in clouds]
    points = [np.asarray(cloud["points_m"], dtype=float) for cloud in clouds]
    return function_check(
        answers,
        "plane_noise",
        weight=2.5,
        accepted=accepted,
        situations=[SITUATIONS.get(cloud["kind"], "un plan") for cloud in clouds],
        advice="La fonction doit rester juste sur un plan incliné, avec des points aberrants et sur peu de points.",
        suspicions={
            MISTAKES["noise-in-metres"]: [band.times(METRES) for band in accepted],
            MISTAKES["population-divisor"]: [
                Band.around(population_plane_noise_mm(cloud), relative=0.01) for cloud in points
            ],
            MISTAKES["vertical-residuals"]: [Band.around(vertical_noise_mm(cloud), relative=0.03) for cloud in points],
            MISTAKES["ransac-truncation"]: [Band(0.3 * band.low, band.low) for band in accepted],
            MISTAKES["outliers-kept"]: [Band(band.high, inf) for band in accepted],
        },
    )


def noise_probes(case: JudgedCase) -> list[tuple[Argument, ...]]:
    """Return the calls of the candidate's function: the hidden clouds."""
    return [(np.asarray(cloud["points_m"], dtype=float),) for cloud in case.truth["probes"]]


def vertical_noise_mm(points_m: np.ndarray) -> float:
    """Return the standard deviation along z about the plane z = ax + by + c of all the points, in mm."""
    design = np.column_stack([points_m[:, :2], np.ones(len(points_m))])
    solution, *_ = np.linalg.lstsq(design, points_m[:, 2], rcond=None)
    return 1e3 * float(np.std(points_m[:, 2] - design @ solution, ddof=3))


def frontal_panels(capture: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the panels that face the bench, named P and a distance."""
    return {name: panel for name, panel in capture["panels"].items() if name.startswith("P")}
