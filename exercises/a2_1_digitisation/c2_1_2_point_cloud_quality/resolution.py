"""Judges of resolution: the plan, the capture, the spacing, the slot of the star, the beam, the verdict."""

from collections.abc import Mapping, Sequence
from math import cos, hypot, radians
from typing import Any

from autograders.criteria import Band, absent, conclusion_check, folded, founded, number_check, plan_check, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .captures import METRES, MISTAKES, capture_stem, no_capture, of_order, own_capture

SETTINGS = ("resolution", "quality", "station")
UNFIT = {
    "over-budget": "Elle dépasse à elle seule le temps disponible.",
    "star-distance": "La station n’est pas à la distance de l’étoile que le cahier des charges demande.",
    "hidden-panel": "Un panneau au moins est masqué depuis cette station : regardez le nuage et le plan du banc.",
    "spacing": "L’espacement sur le panneau incliné y dépasse la limite : la résolution est trop grossière.",
    "slot": "L’étoile n’y est résolue nulle part : aucune fente ne peut être mesurée.",
    "noise": "Un autre réglage, qui tient dans le budget, respecte la limite de bruit : celui-ci non.",
}


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
    figures = [*spacing_checks(answers, panel), slot_check(answers, capture), spot_check(answers, case, capture)]
    return [*choice, *founded(figures, [resolution_verdict_check(answers, case, panel, capture["star"])])]


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


def settings(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return resolution, quality and station as they are compared."""
    return tuple(folded(row[key]) for key in SETTINGS)
