"""Judges of precision: repeatability, bias, exactness, uncertainty, scale, decision."""

from collections.abc import Mapping, Sequence
from math import hypot, inf, sqrt
from typing import Any

from autograders.criteria import Band, conclusion_check, founded, number_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .captures import METRES, MISTAKES, of_order, own_or


def judge_precision(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of precision: s, b, RMSE, U, scale, decision."""
    bar = case.truth["repeatability"][str(case.specification["bar"])]
    n, s_mm, bias_mm, free = bar["n"], bar["s_mm"], bar["bias_mm"], bar["free_radius"]
    # Outliers may be left out in more ways than one, and it shows on a small deviation.
    s_band = Band.around(s_mm, relative=0.16, absolute=0.025)
    bias_band = Band.around(bias_mm, absolute=max(0.03, 0.25 * s_mm))
    rmse_band = Band.around(bar["rmse_mm"], absolute=max(0.03, 0.25 * s_mm))
    repeatability = number_check(
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
    )
    bias = number_check(
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
    )
    # What neither was measured nor is a known slip may have been chosen to make the rest easy.
    own_s = own_or(s_mm, answers.number("bar_repeatability_mm") if _is_explained(repeatability) else None)
    own_bias = own_or(bias_mm, answers.number("bar_bias_mm") if _is_explained(bias) else None)
    own_rmse = sqrt(own_bias**2 + own_s**2 * (n - 1) / n)
    figures = [
        repeatability,
        bias,
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
    ]
    return founded(figures, [decision_check(answers, case, bar)])


def _is_explained(check: Check) -> bool:
    return check.fraction == 1.0 or bool(check.misconception)


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
