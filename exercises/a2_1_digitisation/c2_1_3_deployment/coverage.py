"""Judges of coverage: the plan and its figures, then the registrations that put its scans together."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from autograders.criteria import Band, number_check, wrong
from autograders.domain.deployment import covered
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .assembly import assembly_checks
from .limits import plan_limits_check
from .mistakes import MISTAKES, own_or
from .own_plan import OwnPlan, critical_overlap, is_serious, no_plan, overlaps_with, own_plan

# Of the figures that follow from the plan.
WEIGHTS = {
    "coverage_percent": 0.5,
    "minutes": 0.5,
    "critical_overlap_percent": 1,
    "farthest_links": 0.5,
    "chain_error_mm": 0.5,
}
# Figures in per cent, as rounded to the unit.
PERCENT_TOLERANCE = 0.5


def judge_coverage(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of coverage: plan, coverage, time, overlap, chain, registrations."""
    plan = own_plan(answers, case)
    choice = plan_limits_check(answers, case, plan, weight=4)
    if plan is None or not is_serious(plan, case):
        figures = no_plan(answers, WEIGHTS, plan)
    else:
        figures = [
            coverage_check(answers, plan),
            minutes_check(answers, plan),
            critical_overlap_check(answers, plan),
            *chain_checks(answers, case, plan),
        ]
    return [choice, *figures, *assembly_checks(answers, case)]


def coverage_check(answers: Answers, plan: OwnPlan) -> Check:
    """Judge the coverage of all the points by the candidate's own plan."""

    def percent(share: float) -> Band:
        return Band.around(100 * share, absolute=PERCENT_TOLERANCE)

    own = percent(plan.coverage)
    return number_check(
        answers,
        "coverage_percent",
        weight=WEIGHTS["coverage_percent"],
        accepted=own,
        advice="Part des points relevés par une station de votre plan au moins, les cinq conditions réunies.",
        suspicions={
            MISTAKES["coverage-as-share"]: own.times(0.01),
            MISTAKES["coverage-summed"]: percent(float(plan.surveyed.mean(axis=1).sum())),
            MISTAKES["line-of-sight-alone"]: percent(float(covered(plan.visible).mean())),
            MISTAKES["spacing-ignored"]: percent(float(covered(plan.unspaced).mean())),
        },
    )


def minutes_check(answers: Answers, plan: OwnPlan) -> Check:
    """Judge the time that the candidate's own plan takes on site."""
    return number_check(
        answers,
        "minutes",
        weight=WEIGHTS["minutes"],
        accepted=Band.around(plan.minutes, absolute=0.55),
        advice="Ajoutez, station par station, la mise en station et la durée du scan.",
        suspicions={MISTAKES["setup-forgotten"]: Band.around(plan.scan_min, absolute=0.55)},
    )


def critical_overlap_check(answers: Answers, plan: OwnPlan) -> Check:
    """Judge the threshold of overlap up to which the candidate's own plan still hangs together."""
    name = "critical_overlap_percent"
    if len(plan.stations) < 2:
        label = answers[name].declaration.label
        return wrong(label, WEIGHTS[name], "Une station seule n’a rien à quoi s’assembler.")

    def percent(share: float) -> Band:
        return Band.around(100 * share, absolute=0.06)

    shares = overlaps_with(plan.surveyed, "smaller")
    pairs = shares[np.triu_indices(len(shares), 1)]
    linked = pairs[pairs >= plan.minimum_overlap]
    return number_check(
        answers,
        name,
        weight=WEIGHTS[name],
        accepted=Band.around(100 * critical_overlap(shares), absolute=PERCENT_TOLERANCE),
        advice="Reliez les stations par les plus forts recouvrements d’abord, jusqu’à n’avoir plus qu’un groupe.",
        suspicions={
            MISTAKES["overlap-of-union"]: percent(critical_overlap(overlaps_with(plan.surveyed, "union"))),
            MISTAKES["overlap-of-larger"]: percent(critical_overlap(overlaps_with(plan.surveyed, "larger"))),
            MISTAKES["smallest-of-all-pairs"]: [percent(each.min()) for each in (pairs, linked) if len(each)],
        },
    )


def chain_checks(answers: Answers, case: JudgedCase, plan: OwnPlan) -> list[Check]:
    """Judge how far from the control network the plan reaches, and the error that gathers on the way."""
    links = plan.farthest_links
    if links is None:
        message = "Aucune station de votre plan n’est rattachée au canevas : rien ne se mesure à partir de lui."
        return [
            wrong(answers[name].declaration.label, WEIGHTS[name], message)
            for name in ("farthest_links", "chain_error_mm")
        ]
    link_mm = case.specification.number("link_error_mm")
    own = own_or(links, answers.number("farthest_links")) if links else 0.0
    return [
        number_check(
            answers,
            "farthest_links",
            weight=WEIGHTS["farthest_links"],
            accepted=Band.around(links),
            advice="Comptez depuis les stations rattachées au canevas, toujours par le plus court chemin.",
            suspicions={MISTAKES["stations-for-links"]: Band.around(links + 1)},
        ),
        number_check(
            answers,
            "chain_error_mm",
            weight=WEIGHTS["chain_error_mm"],
            accepted=[Band.around(link_mm * sqrt(each), relative=0.01, absolute=0.055) for each in {links, own}],
            advice="σ·√k, k étant le nombre d’assemblages de la station la plus éloignée.",
            suspicions={
                MISTAKES["chain-linear"]: [Band.around(link_mm * each, absolute=0.055) for each in {links, own}]
            },
        ),
    ]
