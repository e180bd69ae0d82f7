"""Judges of what is bought for the years of the peaks, from the candidate's own years."""

from collections.abc import Callable, Mapping
from math import ceil
from statistics import fmean

from autograders.criteria import Band, absent, number_check, printed, right, wrong
from autograders.domain.sizing import Redundancy, disks_needed
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .needs import NAME, Years, own_accesses, own_servers, own_volumes
from .own import MISTAKES, near, near_all, own_cell, own_or, own_rows

# Of the years that a peak is read from, those that must be there.
SHOWN = 0.8
# Of three significant digits.
ROUNDING = 0.005


def judge_purchases(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the peaks and of what is bought for them."""
    years = Years(case)
    volumes = own_volumes(answers, years)
    return [
        peak_check(answers, years, "peak_access_year", "concurrent", own_accesses(answers, years)),
        servers_check(answers, years),
        peak_check(answers, years, "peak_stored_year", "stored_tb", volumes),
        provisioned_check(answers, case, volumes),
        disks_check(answers, case, volumes),
    ]


def highest(values: Mapping[str, float]) -> set[int]:
    """Return the years whose value is the highest, or as good as it once rounded.

    Examples
    --------
    >>> sorted(highest({"2030": 80.0, "2031": 213.4, "2032": 213.2}))
    [2031, 2032]
    """
    return {int(year) for year, value in values.items() if value >= (1 - ROUNDING) * max(values.values())}


def peak_check(answers: Answers, years: Years, name: str, column: str, values: Mapping[str, float]) -> Check:
    """Judge the year of a peak, which counts only with the rows that show it."""
    label, weight = answers[name].declaration.label, 0.25
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    rows = own_rows(answers, NAME, "year")
    received = f"Année {printed(answers.number(name) or 0)} reçue"
    if sum(own_cell(rows.get(year), column) is not None for year in values) < SHOWN * len(values):
        return wrong(label, weight, f"{received} sans les lignes qui la montrent.", advice=f"Donnez {NAME}.")
    reference = {year: float(each[column]) for year, each in years.rows.items()}
    if answers.number(name) in highest(values) | highest(reference):
        return right(label, weight, f"{received} : la plus haute de vos lignes.")
    last = answers.number(name) == int(max(values))
    mistake = MISTAKES["last-year-sized"] if last else None
    advice = "Prenez l’année où votre colonne est la plus haute."
    return wrong(label, weight, f"{received} : une autre est plus haute.", misconception=mistake, advice=advice)


def servers_check(answers: Answers, years: Years) -> Check:
    """Judge the servers that are enough in every year."""
    values = own_servers(answers, years)
    reference = max(float(each["servers"]) for each in years.rows.values())
    mean = fmean(values.values())
    return number_check(
        answers,
        "servers_to_provide",
        weight=0.5,
        accepted=[Band.around(max(values.values())), Band.around(reference)],
        advice="Le plus grand nombre de serveurs de vos années.",
        suspicions={
            MISTAKES["last-year-sized"]: Band.around(values[max(values)]),
            MISTAKES["mean-year-sized"]: [Band.around(round(mean)), Band.around(ceil(mean))],
        },
    )


def most_stored_tb(case: JudgedCase, volumes: Mapping[str, float]) -> list[float]:
    """Return the most that the candidate keeps, then the reference."""
    return [max(volumes.values()), float(case.truth["sizing"]["peak_stored_tb"])]


def provisioned_check(answers: Answers, case: JudgedCase, volumes: Mapping[str, float]) -> Check:
    """Judge the volume to be provisioned, from the own years."""
    fill = case.specification.number("maximum_fill_percent") / 100
    stored = most_stored_tb(case, volumes)
    return number_check(
        answers,
        "provisioned_tb",
        weight=0.5,
        accepted=near_all([each / fill for each in stored]),
        advice="Le plus grand volume conservé de vos années, divisé par le remplissage maximal.",
        suspicions={
            MISTAKES["fill-multiplied"]: near_all([each * fill for each in stored]),
            MISTAKES["fill-forgotten"]: near_all(stored),
            MISTAKES["last-year-sized"]: near(volumes[max(volumes)] / fill),
        },
    )


def disks_check(answers: Answers, case: JudgedCase, volumes: Mapping[str, float]) -> Check:
    """Judge the disks, from the own volume to be provisioned, rounded or not."""
    terms = case.specification
    disk_tb, fill = terms.number("disk_tb"), terms.number("maximum_fill_percent") / 100
    reference = most_stored_tb(case, volumes)
    own = own_or(reference[0] / fill, answers.number("provisioned_tb"))
    provisioned = [*(own * factor for factor in (0.995, 1.0, 1.005)), *(each / fill for each in reference)]

    def counts(count: Callable[[float], int]) -> list[Band]:
        return [Band.around(count(each)) for each in provisioned]

    return number_check(
        answers,
        "disks",
        weight=0.75,
        accepted=counts(lambda each: disks_needed(each, disk_tb, Redundancy.RAID6, maximum_fill=1.0)),
        advice="Volume à provisionner / capacité, arrondi au-dessus, plus deux disques de parité ; quatre au moins.",
        suspicions={MISTAKES["parity-forgotten"]: counts(lambda each: ceil(each / disk_tb - 1e-9))},
    )
