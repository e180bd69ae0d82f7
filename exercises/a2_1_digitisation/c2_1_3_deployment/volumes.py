"""Judges of volumes: what the plan's scans and photographs weigh, and what has gathered at the end of the period."""

from math import fsum

from autograders.criteria import Band, number_check
from autograders.domain.deployment import covered
from autograders.domain.sizing import BYTES_PER_TB, accumulated, campaign_bytes
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .mistakes import MISTAKES, own_or
from .own_plan import OwnPlan

BYTES_PER_GB = 1e9
BINARY_GB, BINARY_TB = BYTES_PER_GB / 2**30, BYTES_PER_TB / 2**40


def volume_gb(case: JudgedCase, stations: int, points: float) -> float:
    """Return the raw volume in GB of some scans: their points and the photographs of their stations."""
    terms = case.specification
    images = stations * int(terms.number("images_per_station"))
    size = 1e6 * terms.number("megabytes_per_image")
    return campaign_bytes(points, terms.number("bytes_per_point"), images, size) / BYTES_PER_GB


def raw_gb_of(case: JudgedCase, plan: OwnPlan) -> float:
    """Return the raw volume in GB of the candidate's own plan."""
    return volume_gb(case, len(plan.stations), plan.scan_points)


def first_year_tb(case: JudgedCase, raw_gb: float) -> float:
    """Return what the sites of the first year leave behind, raw and derived, in TB."""
    derived = case.specification.number("derived_percent") / 100
    return raw_gb * (1 + derived) * case.specification.number("sites_per_year") * BYTES_PER_GB / BYTES_PER_TB


def storage_tb_of(case: JudgedCase, raw_gb: float) -> float:
    """Return what is to be stored at the end of the period, in TB."""
    growth, years = case.specification.number("growth_percent") / 100, int(case.specification.number("years"))
    return accumulated(first_year_tb(case, raw_gb), growth, years)


def raw_volume_check(answers: Answers, case: JudgedCase, plan: OwnPlan, *, weight: float) -> Check:
    """Judge the raw volume of the candidate's own plan."""
    stations, points = len(plan.stations), plan.scan_points

    def volume(images_of: int, counted: float) -> Band:
        return Band.around(volume_gb(case, images_of, counted), relative=0.005, absolute=0.055)

    right = volume(stations, points)
    counted_once, counted_often = int(covered(plan.surveyed).sum()), int(plan.surveyed.sum())
    return number_check(
        answers,
        "raw_volume_gb",
        weight=weight,
        accepted=right,
        advice="Points de tous les scans du plan (reglages.csv) et photographies de toutes ses stations, en Go.",
        suspicions={
            MISTAKES["surveyed-points"]: [volume(stations, counted) for counted in (counted_once, counted_often)],
            MISTAKES["images-forgotten"]: [volume(0, points), volume(1, points)],
            MISTAKES["binary-units"]: right.times(BINARY_GB),
        },
    )


def storage_check(answers: Answers, case: JudgedCase, plan: OwnPlan, *, weight: float) -> Check:
    """Judge what is to be stored at the end of the period, from the candidate's own raw volume."""
    terms = case.specification
    growth, years = terms.number("growth_percent") / 100, int(terms.number("years"))
    reference = raw_gb_of(case, plan)
    raw_gb = own_or(reference, answers.number("raw_volume_gb"))
    year_tb, stored_tb = first_year_tb(case, raw_gb), storage_tb_of(case, raw_gb)

    def near(value: float) -> Band:
        return Band.around(value, relative=0.004, absolute=0.055)

    return number_check(
        answers,
        "storage_tb",
        weight=weight,
        accepted=[near(stored_tb), near(storage_tb_of(case, reference))],
        advice="Brut et dérivé des chantiers de chaque année, additionnés sur toute la période, en To.",
        suspicions={
            MISTAKES["growth-forgotten"]: near(years * year_tb),
            MISTAKES["simple-interest"]: near(fsum(year_tb * (1 + growth * year) for year in range(years))),
            MISTAKES["single-year"]: [near(year_tb * (1 + growth) ** year) for year in (0, years - 1, years)],
            MISTAKES["derived-forgotten"]: near(stored_tb / (1 + terms.number("derived_percent") / 100)),
            MISTAKES["fill-in-volume"]: near(stored_tb / (terms.number("maximum_fill_percent") / 100)),
            MISTAKES["binary-units"]: near(stored_tb * BINARY_TB),
        },
    )
