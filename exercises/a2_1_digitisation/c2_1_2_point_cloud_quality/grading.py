"""Grading of C2.1.2: whether the scanner that was rented meets the client's specification.

Measured figures are judged against reference estimators run on the candidate's own capture; figures derived
from them, and the conclusions, are judged from the candidate's own figures, so that one slip costs once.
"""

from collections.abc import Mapping, Sequence
from math import cos, hypot, inf, radians, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from autograders.criteria import (
    Band,
    absent,
    conclusion_check,
    declared_misconceptions,
    function_check,
    lies_in,
    number_check,
    plan_check,
    right,
    table_check,
    wrong,
)
from autograders.domain.point_cloud import population_plane_noise_mm
from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

MISTAKES = declared_misconceptions(Path(__file__).parent)
METRES = 0.001
SETTINGS = ("resolution", "quality", "station")
SITUATIONS = {
    "clean": "un plan propre",
    "tilted": "un plan incliné",
    "outliers": "un plan avec des points aberrants",
    "few": "un plan de peu de points",
    "far": "un plan loin de l’origine",
    "noisy": "un plan très bruité",
}
UNFIT = {
    "over-budget": "Elle dépasse à elle seule le temps disponible.",
    "star-distance": "La station n’est pas à la distance de l’étoile que le cahier des charges demande.",
    "hidden-panel": "Un panneau au moins est masqué depuis cette station : regardez le nuage et le plan du banc.",
    "spacing": "L’espacement sur le panneau incliné y dépasse la limite : la résolution est trop grossière.",
    "slot": "L’étoile n’y est résolue nulle part : aucune fente ne peut être mesurée.",
    "noise": "Un autre réglage, qui tient dans le budget, respecte la limite de bruit : celui-ci non.",
}


def judge_noise(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of noise: panels, law, noise at the reference distance, function, verdict."""
    capture = own_capture(answers, case)
    function = plane_noise_check(answers, case)
    if capture is None:
        weights = {"noise_panels": 3, "noise_a_mm": 1, "noise_b_mm_per_m": 1, "noise_at_reference_mm": 1}
        return [*no_capture(answers, weights | {"noise_conform": 1.5}), function]
    return [
        panels_check(answers, capture),
        *law_checks(answers, capture),
        *reference_noise_checks(answers, case, capture["noise_at_reference_mm"]),
        function,
    ]


def reference_noise_checks(answers: Answers, case: JudgedCase, found: Mapping[str, float]) -> list[Check]:
    """Judge the noise at the reference distance, by the candidate's own law or the references', and the verdict."""
    name = "noise_at_reference_mm"
    limit_mm = case.specification.number("noise_limit_mm")
    accepted = [Band(found["low"], found["high"])]
    a_mm, b_mm_per_m = answers.number("noise_a_mm"), answers.number("noise_b_mm_per_m")
    if a_mm is not None and b_mm_per_m is not None:
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


def law_checks(answers: Answers, capture: Mapping[str, Any]) -> list[Check]:
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
    fits = [legitimate_fits(points) for points in (reference, own) if len({range_m for range_m, *_ in points}) >= 3]
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


def vertical_noise_mm(points_m: np.ndarray) -> float:
    """Return the standard deviation along z about the plane z = ax + by + c of all the points, in mm."""
    design = np.column_stack([points_m[:, :2], np.ones(len(points_m))])
    solution, *_ = np.linalg.lstsq(design, points_m[:, 2], rcond=None)
    return 1e3 * float(np.std(points_m[:, 2] - design @ solution, ddof=3))


def judge_resolution(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of resolution: plan, capture, spacing, slot, beam, verdict."""
    durations = {settings(each): each["duration_min"] for each in case.truth["captures"].values()}
    plan = plan_check(
        answers,
        "acquisition_plan",
        weight=1,
        cost=lambda row: durations.get(settings(row)),
        budget=case.specification.number("time_budget_min"),
        unit="min",
        over_budget=MISTAKES["over-budget"],
    )
    choice = [plan, capture_check(answers, case)]
    capture = own_capture(answers, case)
    if capture is None:
        measured = ("theoretical_spacing_mm", "measured_spacing_mm", "smallest_slot_mm", "spot_diameter_mm")
        return [*choice, *no_capture(answers, dict.fromkeys((*measured, "resolution_conform"), 1.0))]
    panel = capture["panels"].get(str(case.specification["spacing_panel"]))
    return [
        *choice,
        *spacing_checks(answers, panel),
        slot_check(answers, capture),
        spot_check(answers, case, capture),
        resolution_verdict_check(answers, case, panel, capture["star"]),
    ]


def resolution_verdict_check(
    answers: Answers, case: JudgedCase, panel: Mapping[str, Any] | None, star: Mapping[str, Any]
) -> Check:
    """Judge the verdict on resolution from the candidate's own spacing and slot."""
    limits_mm = {
        "measured_spacing_mm": case.specification.number("spacing_limit_mm"),
        "smallest_slot_mm": case.specification.number("slot_limit_mm"),
    }

    def within(own: Mapping[str, float], name: str) -> bool:
        return own[name] <= limits_mm[name]

    def conform(own: Mapping[str, float]) -> bool:
        return all(within(own, name) for name in limits_mm)

    return conclusion_check(
        answers,
        "resolution_conform",
        weight=1,
        figures={
            "measured_spacing_mm": of_order(panel["spacing_slope_mm"] if panel else limits_mm["measured_spacing_mm"]),
            "smallest_slot_mm": of_order(star["slot_mm"] or limits_mm["smallest_slot_mm"]),
        },
        rule=conform,
        advice="Comparez l’espacement et la plus petite fente, chacun à sa limite.",
        suspicions={
            MISTAKES["resolution-single-limit"]: lambda own: any(within(own, name) for name in limits_mm),
            MISTAKES["resolution-verdict-reversed"]: lambda own: not conform(own),
        },
    )


def capture_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge whether the capture that the figures come from is of the plan and fit for its purpose."""
    answer, weight = answers["qualified_capture"], 1.5
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    stem = capture_stem(answers)
    capture = case.truth["captures"].get(stem)
    if capture is None:
        received = str(answers.text("qualified_capture"))[:60]
        return wrong(label, weight, f"« {received} » reçu : aucune capture ne porte ce nom dans acquisitions.csv.")
    planned = [settings(row) for row in answers.rows("acquisition_plan") or ()]
    if planned and settings(capture) not in planned:
        return wrong(label, weight, f"« {stem} » n’est pas de votre plan : on ne qualifie que ce qu’on a acquis.")
    reasons = [str(reason) for reason in capture["reasons"]]
    if not reasons:
        return right(label, weight, f"« {stem} » : capture adaptée au cahier des charges.")
    # A station that serves, with settings that do not, is half of the choice.
    fraction = 0.5 if set(reasons) <= {"spacing", "slot", "noise"} else 0.0
    advice = " ".join(UNFIT.get(reason, reason) for reason in reasons)
    return wrong(label, weight, f"« {stem} » ne convient pas.", advice=advice, fraction=fraction)


def spacing_checks(answers: Answers, panel: Mapping[str, Any] | None) -> list[Check]:
    """Judge the theoretical and the measured spacing along the tilt of the tilted panel."""
    names = ("theoretical_spacing_mm", "measured_spacing_mm")
    if panel is None:
        message = "Ce panneau n’est pas visible dans la capture que vous avez qualifiée."
        return [wrong(answers[name].declaration.label, 1, message) for name in names]
    theory = Band.around(panel["theoretical_spacing_mm"], relative=0.02)
    degree_mrad = 1e3 * radians(1)
    return [
        number_check(
            answers,
            "theoretical_spacing_mm",
            weight=1,
            accepted=theory,
            advice="Reprenez la distance de votre station au panneau, le pas de votre réglage et l’incidence.",
            suspicions={
                MISTAKES["spacing-without-incidence"]: theory.times(cos(radians(panel["tilt_deg"]))),
                MISTAKES["step-unit"]: [theory.times(each) for each in (degree_mrad, 1 / degree_mrad, METRES)],
            },
        ),
        number_check(
            answers,
            "measured_spacing_mm",
            weight=1,
            accepted=Band.around(panel["spacing_slope_mm"], relative=0.04),
            advice="Projetez les points sur le plan du panneau, puis mesurez entre voisins selon l’inclinaison.",
            suspicions={
                MISTAKES["spacing-unprojected"]: Band.around(panel["spacing_raw_3d_mm"], relative=0.004),
                MISTAKES["spacing-across-slope"]: Band.around(panel["spacing_nearest_mm"], relative=0.06),
            },
        ),
    ]


def slot_check(answers: Answers, capture: Mapping[str, Any]) -> Check:
    """Judge the smallest resolved slot of the star."""
    star = capture["star"]
    if star["slot_mm"] is None:
        message = "L’étoile n’est pas exploitable dans la capture que vous avez qualifiée."
        return wrong(answers["smallest_slot_mm"].declaration.label, 1, message)
    accepted = Band.spanning([star["low_mm"], star["high_mm"]], relative=0.01)
    return number_check(
        answers,
        "smallest_slot_mm",
        weight=1,
        accepted=accepted,
        advice="Appliquez la règle des couronnes du cahier des charges, du bord vers le centre, puis w = 2πr/48.",
        suspicions={MISTAKES["star-diameter"]: accepted.times(2)},
    )


def spot_check(answers: Answers, case: JudgedCase, capture: Mapping[str, Any]) -> Check:
    """Judge the diameter of the beam on the star, at the station's own distance."""
    diameter_mm = case.specification.number("beam_diameter_mm")
    spread_mm = case.specification.number("beam_divergence_mrad") * capture["star_distance_m"]
    return number_check(
        answers,
        "spot_diameter_mm",
        weight=1,
        accepted=Band.around(diameter_mm + spread_mm, relative=0.01, absolute=0.055),
        advice="Forme linéaire du cahier des charges, à la distance de votre station à l’étoile.",
        suspicions={
            MISTAKES["half-divergence"]: Band.around(diameter_mm + spread_mm / 2, absolute=0.055),
            MISTAKES["gaussian-spot"]: Band.around(hypot(diameter_mm, spread_mm), absolute=0.055),
        },
    )


def judge_precision(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of precision: s, b, RMSE, U, scale, decision."""
    bar = case.truth["repeatability"][str(case.specification["bar"])]
    n, s_mm, bias_mm, free = bar["n"], bar["s_mm"], bar["bias_mm"], bar["free_radius"]
    # Outliers may be left out in more ways than one, and it shows on a small deviation.
    s_band = Band.around(s_mm, relative=0.16, absolute=0.025)
    bias_band = Band.around(bias_mm, absolute=max(0.03, 0.25 * s_mm))
    rmse_band = Band.around(bar["rmse_mm"], absolute=max(0.03, 0.25 * s_mm))
    own_s = own_or(s_mm, answers.number("bar_repeatability_mm"))
    own_bias = own_or(bias_mm, answers.number("bar_bias_mm"))
    own_rmse = sqrt(own_bias**2 + own_s**2 * (n - 1) / n)
    return [
        number_check(
            answers,
            "bar_repeatability_mm",
            weight=1,
            accepted=s_band,
            advice="Écart-type (n − 1) des longueurs entre centres de sphères, un scan après l’autre.",
            suspicions={
                MISTAKES["precision-in-metres"]: s_band.times(METRES),
                MISTAKES["bias-repeatability-swapped"]: Band.around(abs(bias_mm), absolute=0.08),
                MISTAKES["free-sphere-radius"]: Band.around(free["s_mm"], relative=0.12),
                MISTAKES["variance-for-deviation"]: Band(s_band.low**2, s_band.high**2),
            },
        ),
        number_check(
            answers,
            "bar_bias_mm",
            weight=1.5,
            accepted=bias_band,
            advice="Moyenne des longueurs mesurées moins la longueur étalonnée de cette barre, signe compris.",
            suspicions={
                MISTAKES["precision-in-metres"]: bias_band.times(METRES),
                MISTAKES["free-sphere-radius"]: Band.around(free["bias_mm"], absolute=0.02),
                MISTAKES["bias-repeatability-swapped"]: s_band,
                MISTAKES["bias-sign"]: bias_band.times(-1),
                MISTAKES["cloud-to-cloud-accuracy"]: Band(bar["c2c_mm"] / 2, 10 * bar["c2c_mm"]),
            },
        ),
        number_check(
            answers,
            "bar_rmse_mm",
            weight=1,
            accepted=[rmse_band, Band.around(own_rmse, relative=0.03, absolute=0.01)],
            advice="Racine de la moyenne des carrés des erreurs, chacune comptée à partir de la longueur étalonnée.",
            suspicions={
                MISTAKES["precision-in-metres"]: rmse_band.times(METRES),
                MISTAKES["rmse-without-bias"]: Band.around(own_s, relative=0.15),
            },
        ),
        uncertainty_check(answers, case, bar, own_s),
        length_repeatability_check(answers, case.truth["lengths"]["repeatability_mm"]),
        scale_check(answers, case.truth["lengths"]),
        decision_check(answers, case, bar),
    ]


def uncertainty_check(answers: Answers, case: JudgedCase, bar: Mapping[str, Any], s_mm: float) -> Check:
    """Judge U = k·√(s²/n + (U_cal/k)²), s being the candidate's own or that of the references."""
    k = case.specification.number("coverage_factor")
    u_cal_mm = case.specification.number("length_calibration_uncertainty_mm") / k
    u_mean_mm = s_mm / sqrt(bar["n"])
    candidates_mm = [k * hypot(u_mean_mm, u_cal_mm), bar["expanded_uncertainty_mm"]]
    slips = {
        "one-sigma-uncertainty": hypot(u_mean_mm, u_cal_mm),
        "certificate-forgotten": k * u_mean_mm,
        "single-measurement-uncertainty": k * hypot(s_mm, u_cal_mm),
        "certificate-not-reduced": k * hypot(u_mean_mm, k * u_cal_mm),
    }
    return number_check(
        answers,
        "bar_expanded_uncertainty_mm",
        weight=1,
        accepted=[Band.around(value, relative=0.03, absolute=0.006) for value in candidates_mm],
        advice="Composez s/√n avec l’incertitude-type du certificat, puis multipliez par k.",
        suspicions={MISTAKES[slip]: Band.around(value, relative=0.03) for slip, value in slips.items()},
    )


def length_repeatability_check(answers: Answers, pooled_mm: float) -> Check:
    """Judge the standard deviation between repeats of the same length."""
    return number_check(
        answers,
        "length_repeatability_mm",
        weight=1,
        accepted=Band.around(pooled_mm, relative=0.01, absolute=0.006),
        advice="Écarts de chaque mesure à la moyenne de sa longueur, somme des carrés divisée par Σ(nᵢ − 1).",
        suspicions={
            # Four repeats of each length.
            MISTAKES["population-deviation"]: Band(0.82 * pooled_mm, 0.9 * pooled_mm),
            MISTAKES["between-lengths-spread"]: Band(1.2 * pooled_mm, inf),
        },
    )


def scale_check(answers: Answers, lengths: Mapping[str, Any]) -> Check:
    """Judge the scale error of the rangefinder."""
    accepted = Band.around(lengths["scale_ppm"], absolute=max(2.0, 0.6 * lengths["scale_standard_error_ppm"]))
    return number_check(
        answers,
        "scale_ppm",
        weight=1,
        accepted=accepted,
        advice="Ajustez par moindres carrés la droite des erreurs (mesure − référence) en fonction de la longueur.",
        suspicions={
            MISTAKES["scale-unit"]: [accepted.times(1e-6), accepted.times(1e-3)],
            MISTAKES["scale-sign"]: accepted.times(-1),
            MISTAKES["scale-with-offset"]: Band.around(lengths["naive_ratio_ppm"], relative=0.05),
            MISTAKES["blunders-kept"]: Band.around(lengths["with_blunders_ppm"], relative=0.05),
        },
    )


def decision_check(answers: Answers, case: JudgedCase, bar: Mapping[str, Any]) -> Check:
    """Judge the decision from the candidate's own bias, uncertainty and scale (ISO 14253-1)."""
    mpe_mm = case.specification.number("length_mpe_mm")
    limit_ppm = case.specification.number("scale_limit_ppm")

    def by_bar(own: Mapping[str, float], uncertainty_mm: float) -> str:
        if abs(own["bar_bias_mm"]) <= mpe_mm - uncertainty_mm:
            return "conforme"
        return "non conforme" if abs(own["bar_bias_mm"]) > mpe_mm + uncertainty_mm else "non concluant"

    def decide(own: Mapping[str, float], uncertainty_mm: float) -> str:
        return "non conforme" if abs(own["scale_ppm"]) > limit_ppm else by_bar(own, uncertainty_mm)

    lengths = case.truth["lengths"]
    slips_ppm = (lengths["naive_ratio_ppm"], lengths["with_blunders_ppm"])
    return conclusion_check(
        answers,
        "precision_decision",
        weight=1.5,
        figures={
            "bar_bias_mm": [*of_order(bar["bias_mm"]), *of_order(bar["c2c_mm"])],
            "bar_expanded_uncertainty_mm": of_order(bar["expanded_uncertainty_mm"]),
            "scale_ppm": [*of_order(lengths["scale_ppm"]), *(Band.around(each, relative=0.1) for each in slips_ppm)],
        },
        rule=lambda own: decide(own, own["bar_expanded_uncertainty_mm"]),
        advice="Règle de l’ISO 14253-1 sur le biais de la barre, jointe à la limite d’échelle.",
        suspicions={
            MISTAKES["decision-without-uncertainty"]: lambda own: decide(own, 0.0),
            MISTAKES["decision-without-scale"]: lambda own: by_bar(own, own["bar_expanded_uncertainty_mm"]),
        },
    )


def judge_colour(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of colour: three differences, signal to noise, verdict."""
    colour = case.truth["colour"]
    snr_db, snr_limit_db = colour["grey_snr_db"], case.specification.number("grey_snr_limit_db")
    statistics = ("mean", "p95", "maximum")
    limits = {f"delta_e_{each}": case.specification.number(f"delta_e_{each}_limit") for each in statistics}
    snr = number_check(
        answers,
        "grey_snr_db",
        weight=1,
        accepted=Band.around(snr_db, absolute=0.4),
        advice="20·log₁₀ de la moyenne sur l’écart-type des niveaux (R + V + B)/3 de la plage du cahier des charges.",
        suspicions={
            MISTAKES["snr-ten-log"]: Band.around(snr_db / 2, absolute=0.3),
            MISTAKES["uncoloured-points"]: Band.around(colour["uncoloured_snr_db"], absolute=0.4),
            MISTAKES["snr-single-channel"]: Band(snr_db - 7, snr_db - 1),
        },
    )

    def conform(own: Mapping[str, float]) -> bool:
        return all(own[name] <= limit for name, limit in limits.items()) and own["grey_snr_db"] >= snr_limit_db

    verdict = conclusion_check(
        answers,
        "colour_conform",
        weight=1.5,
        figures={name: Band(colour[name] / 3, 3 * colour[name]) for name in limits}
        | {"grey_snr_db": Band(snr_db / 3, 2 * snr_db)},
        rule=conform,
        advice="Comparez les trois écarts et le rapport signal sur bruit, chacun à sa limite.",
        suspicions={
            MISTAKES["colour-mean-only"]: lambda own: own["delta_e_mean"] <= limits["delta_e_mean"],
            MISTAKES["colour-verdict-reversed"]: lambda own: not conform(own),
        },
    )
    return [*(difference_check(answers, colour, statistic) for statistic in statistics), snr, verdict]


def difference_check(answers: Answers, colour: Mapping[str, Any], statistic: str) -> Check:
    """Judge one statistic of the colour differences."""
    slips = {
        "d50-reference": colour[f"d50_{statistic}"],
        "delta-e-1976": colour[f"delta_e_76_{statistic}"],
        "uncoloured-points": colour[f"uncoloured_{statistic}"],
    }
    return number_check(
        answers,
        f"delta_e_{statistic}",
        weight=1,
        accepted=Band.spanning(colour["bands"][f"delta_e_{statistic}"], relative=0.012, absolute=0.06),
        advice="Moyenne R, V, B de chaque plage, conversion en L*a*b* sous D65, CIEDE2000 avec la référence D65.",
        suspicions={MISTAKES[slip]: Band.around(each, relative=0.02, absolute=0.04) for slip, each in slips.items()},
    )


def of_order(reference: float) -> list[Band]:
    """Return what is plausible for a figure, of either sign: within a factor of three of its reference.

    Examples
    --------
    >>> of_order(-3.0)
    [Band(low=1.0, high=9.0), Band(low=-9.0, high=-1.0)]
    """
    magnitude = Band(abs(reference) / 3, 3 * abs(reference))
    return [magnitude, magnitude.times(-1)]


def own_or(reference: float, own: float | None) -> float:
    """Return the candidate's own figure, to judge what follows from it by; the reference where it is implausible.

    Examples
    --------
    >>> own_or(3.0, 2.0), own_or(3.0, 0.002), own_or(3.0, None)
    (2.0, 3.0, 3.0)
    """
    return own if own is not None and lies_in(own, of_order(reference)) else reference


def own_capture(answers: Answers, case: JudgedCase) -> Mapping[str, Any] | None:
    """Return the references of the capture that the candidate qualified, or None where there is no such scan."""
    capture = case.truth["captures"].get(capture_stem(answers))
    return capture if capture is not None and capture["noise_at_reference_mm"] is not None else None


def capture_stem(answers: Answers) -> str:
    """Return the name of the qualified capture, without folder, extension or whims of case."""
    text = (answers.text("qualified_capture") or "").strip().replace("\\", "/").rsplit("/", 1)[-1]
    head, _, station = text.split(".", 1)[0].rpartition("_")
    return f"{head.casefold()}_{station.upper()}"


def frontal_panels(capture: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the panels that face the bench, named P and a distance."""
    return {name: panel for name, panel in capture["panels"].items() if name.startswith("P")}


def no_capture(answers: Answers, weights: Mapping[str, float]) -> list[Check]:
    """Return the checks of figures that cannot be judged because their capture is not known."""
    message = "Chiffre sans capture : donnez dans qualified_capture le nom d’un fichier que le budget permet."
    return [wrong(answers[name].declaration.label, weight, message) for name, weight in weights.items()]


def settings(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return resolution, quality and station as they are compared."""
    return tuple(folded(row[key]) for key in SETTINGS)


def folded(text: object) -> str:
    """Return a word without regard to case or surrounding blanks."""
    return str(text).strip().casefold()


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the hidden clouds that the candidate's function is called with."""
    return {"plane_noise": [(np.asarray(cloud["points_m"], dtype=float),) for cloud in case.truth["probes"]]}


JUDGES = {
    "C2.1.2.noise": judge_noise,
    "C2.1.2.resolution": judge_resolution,
    "C2.1.2.precision": judge_precision,
    "C2.1.2.colour": judge_colour,
}
