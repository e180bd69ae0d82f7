"""Judges of the assembly: the target that moved, the registrations without it, what the check targets say."""

from collections.abc import Collection, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from autograders.candidate.wire import Row
from autograders.criteria import (
    Band,
    Slip,
    absent,
    choice_check,
    folded,
    lies_in,
    number_check,
    printed,
    rows_by_key,
    rows_check,
    table_check,
    wrong,
)
from autograders.domain.registration import check_errors_mm, register, root_mean_square_mm
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .mistakes import MISTAKES, plausible

METRES = 0.001
# Where a target has moved, registering without it divides the error by more than that.
TELLING_RATIO = 1.3


class Fit(NamedTuple):
    """What one registration leaves at the targets of a station, in mm."""

    tie_mm: float
    sigma_mm: float
    check_mm: float
    worst_tie: str


def assembly_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the first campaign: the target that moved, figures by station, the worst, verdicts."""
    network = case.truth["network"]
    moved = str(case.truth["registration"]["wrong_target"])
    whole = {station: fit(network, station) for station in network["observations"]}
    sound = {station: fit(network, station, left_out=[moved]) for station in whole}
    named = named_tie(answers, network)
    # Whoever takes another target out is judged, further on, without that one.
    own = {station: fit(network, station, left_out=[named]) for station in whole} if named else sound
    return [
        wrong_target_check(answers, case, whole, sound),
        figures_check(answers, network, moved, whole, sound, own),
        worst_check_check(answers, whole, sound, own),
        verdicts_check(answers, case, sound),
    ]


def fit(network: Mapping[str, Any], station: str, *, left_out: Collection[str] = (), with_checks: bool = False) -> Fit:
    """Return what the registration of a station on its tie targets leaves, some of them or none left out."""
    seen, known = network["observations"][station], network["targets"]
    checks = [name for name in seen if known[name]["check"]]
    used = [name for name in seen if name not in left_out and (with_checks or name not in checks)]

    def places(names: Sequence[str]) -> tuple[Any, Any]:
        return [seen[name] for name in names], [known[name]["position_m"] for name in names]

    found = register(*places(used))
    lengths = np.linalg.norm(found.residuals_mm, axis=1)
    return Fit(
        tie_mm=found.rmse_mm,
        sigma_mm=found.sigma_mm,
        check_mm=root_mean_square_mm(check_errors_mm(found.pose, *places(checks))),
        worst_tie=used[int(np.argmax(lengths))],
    )


def named_tie(answers: Answers, network: Mapping[str, Any]) -> str | None:
    """Return the tie target that the candidate takes for the one that moved, if it is one."""
    ties = {folded(name): name for name, target in network["targets"].items() if not target["check"]}
    return ties.get(folded(answers.text("wrong_target") or ""))


def own_rows(answers: Answers, stations: Collection[str]) -> dict[str, Row]:
    """Return the candidate's figures by station, those given twice differently left out."""
    given = rows_by_key(answers.rows("registration") or (), "station")
    return {name: given[folded(name)][0] for name in stations if len(given.get(folded(name), ())) == 1}


def wrong_target_check(answers: Answers, case: JudgedCase, whole: Mapping[str, Fit], sound: Mapping[str, Fit]) -> Check:
    """Judge the target that is said to have moved, and whether the figures with it and without it show it."""
    name, weight = "wrong_target", 1
    moved = str(case.truth["registration"]["wrong_target"])
    targets = case.truth["network"]["targets"]
    accused = {target: MISTAKES["check-target-accused"] for target in targets if targets[target]["check"]}
    accused |= {each.worst_tie: MISTAKES["largest-residual"] for each in whole.values() if each.worst_tie != moved}
    check = choice_check(
        answers,
        name,
        weight=weight,
        accepted=[moved],
        advice="Recalez chaque station en écartant une cible de calage à la fois, et regardez ce que devient l’erreur.",
        suspicions=accused,
    )
    if check.fraction < 1.0:
        return check
    touched = [station for station in whole if whole[station] != sound[station]]
    rows = own_rows(answers, touched).values()
    if any(row["rmse_all_mm"] > TELLING_RATIO * row["rmse_tie_mm"] > 0 for row in rows):
        return check
    return wrong(
        check.label,
        weight,
        "Cible désignée sans les chiffres qui la trahissent.",
        advice="Donnez dans registration l’erreur avec elle et sans elle, là où elle a été observée.",
    )


def figures_check(
    answers: Answers,
    network: Mapping[str, Any],
    moved: str,
    whole: Mapping[str, Fit],
    sound: Mapping[str, Fit],
    own: Mapping[str, Fit],
) -> Check:
    """Judge the errors at tie targets, with and without the one that moved, and at check targets."""

    def cells(everything: float, without: float, check: float) -> dict[str, Band]:
        values = {"rmse_all_mm": everything, "rmse_tie_mm": without, "rmse_check_mm": check}
        return {column: rounded(value) for column, value in values.items()}

    accepted = {
        station: {
            "rmse_all_mm": rounded(whole[station].tie_mm),
            "rmse_tie_mm": [rounded(each[station].tie_mm) for each in (sound, own)],
            "rmse_check_mm": [rounded(each[station].check_mm) for each in (sound, own)],
        }
        for station in whole
    }
    mixed = {
        station: [fit(network, station, left_out=out, with_checks=True) for out in ([], [moved])] for station in whole
    }
    return table_check(
        answers,
        "registration",
        weight=1.5,
        key="station",
        accepted=accepted,
        advice="Rotation et translation par moindres carrés sur les cibles de calage, puis √(Σ|r|²/n), en mm.",
        suspicions={
            MISTAKES["registration-in-metres"]: {
                station: {
                    "rmse_all_mm": plausible(whole[station].tie_mm * METRES),
                    "rmse_tie_mm": plausible(sound[station].tie_mm * METRES),
                    "rmse_check_mm": plausible(sound[station].check_mm * METRES),
                }
                for station in whole
            },
            MISTAKES["wrong-target-kept"]: {
                station: cells(whole[station].tie_mm, whole[station].tie_mm, whole[station].check_mm)
                for station in whole
            },
            MISTAKES["per-axis-rmse"]: {
                station: cells(
                    whole[station].tie_mm / sqrt(3),
                    sound[station].tie_mm / sqrt(3),
                    sound[station].check_mm / sqrt(3),
                )
                for station in whole
            },
            MISTAKES["redundancy-divisor"]: {
                station: cells(whole[station].sigma_mm, sound[station].sigma_mm, sound[station].check_mm)
                for station in whole
            },
            MISTAKES["check-targets-used"]: {
                station: cells(every.tie_mm, without.tie_mm, without.check_mm)
                for station, (every, without) in mixed.items()
            },
        },
    )


def worst_check_check(
    answers: Answers, whole: Mapping[str, Fit], sound: Mapping[str, Fit], own: Mapping[str, Fit]
) -> Check:
    """Judge the largest error at check targets over the stations, from the candidate's own figures."""
    reference = max(each.check_mm for each in sound.values())
    accepted = [rounded(reference), rounded(max(each.check_mm for each in own.values()))]
    stated = [float(row["rmse_check_mm"]) for row in own_rows(answers, sound).values()]
    if len(stated) == len(sound) and lies_in(max(stated), plausible(reference)):
        accepted.append(rounded(max(stated)))
    return number_check(
        answers,
        "check_rmse_mm",
        weight=0.5,
        accepted=accepted,
        advice="Le plus grand de vos rmse_check_mm, la cible qui a bougé étant écartée.",
        suspicions={
            MISTAKES["registration-in-metres"]: [band.times(METRES) for band in accepted],
            MISTAKES["wrong-target-kept"]: rounded(max(each.check_mm for each in whole.values())),
        },
    )


def verdicts_check(answers: Answers, case: JudgedCase, sound: Mapping[str, Fit]) -> Check:
    """Judge the verdict on each station from the candidate's own errors at tie and check targets."""
    limits = {
        "rmse_tie_mm": case.specification.number("tie_rmse_limit_mm"),
        "rmse_check_mm": case.specification.number("check_rmse_limit_mm"),
    }

    def rule(station: str, row: Row) -> Slip | None:
        references = {"rmse_tie_mm": sound[station].tie_mm, "rmse_check_mm": sound[station].check_mm}
        figures = {column: float(row[column]) for column in limits}
        if not all(lies_in(figures[column], plausible(references[column])) for column in limits):
            return Slip("verdict fondé sur un chiffre invraisemblable")
        conform = all(figures[column] <= limits[column] for column in limits)
        if folded(row["verdict"]) == ("conforme" if conform else "non conforme"):
            return None
        stated = ", ".join(f"{column} = {printed(value, 'mm')}" for column, value in figures.items())
        return Slip(f"le verdict ne découle pas de {stated}", MISTAKES["station-verdict-reversed"])

    label = "Verdict station par station"
    if (missing := absent(answers["registration"], label=label, weight=0.5)) is not None:
        return missing
    return rows_check(
        answers,
        "registration",
        label=label,
        weight=0.5,
        key="station",
        expected=list(sound),
        rule=rule,
        advice="Comparez à leurs limites l’erreur aux cibles de calage et l’erreur aux cibles de contrôle.",
        penalty=1.0,
    )


def rounded(value: float) -> Band:
    """Return what an error in mm may be reported as: rounded to a tenth, or near it.

    Examples
    --------
    >>> 1.5 in rounded(1.54), 1.6 in rounded(1.51)
    (True, False)
    """
    return Band.around(value, relative=0.01, absolute=0.055)
