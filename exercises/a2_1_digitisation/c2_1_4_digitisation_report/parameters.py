"""The parameters of the protocol: all of them, in the units asked for; and as the replay reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .stations import own_stations
from .words import MEASURES, MISTAKES

NAME = "parameters"
STEP = "pas_"
# Parameter, and the figure of the specification that gives it in the same unit.
TERMS = {
    "portee_min": "range_minimum_m",
    "portee_max": "range_maximum_m",
    "incidence_max": "incidence_limit_deg",
    "elevation_min": "lowest_elevation_deg",
    "recouvrement_min": "overlap_percent",
    "cibles_rattachement": "anchor_targets",
}
SURVEYING = ("portee_min", "portee_max", "incidence_max", "elevation_min")
TOLERANCE = 0.005


def judge_parameters(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the table of parameters: those of the specification, and a step for each setting used."""
    right, units = right_parameters(case), demanded_units(case)
    given = rows_by_key(answers.rows(NAME) or (), "key")
    steps = used_steps(answers, case)
    # The step of a setting that no station uses may be told, too.
    expected = [*TERMS, *[key for key in right if key.startswith(STEP) and (key in steps or key in given)]]
    check = rows_check(
        answers,
        NAME,
        label="Tableau des paramètres, complet et dans les unités exigées",
        weight=2,
        key="key",
        expected=expected,
        rule=lambda key, row: parameter_slip(right[key], units[key], row),
        advice="Reprenez le § 3 du cahier des charges et `reglages.csv`, clé par clé.",
    )
    lacking = [key for key in expected if key not in given]
    if lacking and not check.misconception and answers.rows(NAME) is not None:
        mistake = MISTAKES["settings-missing"]
        return replace(check, message=f"{check.message} {mistake.message}", misconception=mistake.id)
    return check


def parameter_slip(right: float, unit: str, row: Row) -> Slip | None:
    """Return what is wrong with a parameter."""
    value, given_unit = float(row["value"]), MEASURES.named(row["unit"])
    if given_unit == unit and _close(value, right):
        return None
    in_given = MEASURES.converted(right, unit, given_unit) if given_unit in MEASURES.same_kind(unit) else None
    if in_given is not None and _close(value, in_given):
        return Slip("juste, dans une autre unité que celle qui est exigée")
    if any(_close(value, MEASURES.converted(right, unit, each)) for each in MEASURES.same_kind(unit)):
        return Slip(
            "la valeur et l’unité ne vont pas ensemble",
            MISTAKES["angle-unit"] if "°" in MEASURES.same_kind(unit) else None,
        )
    return Slip("ce n’est pas le paramètre du cahier des charges")


def used_steps(answers: Answers, case: JudgedCase) -> list[str]:
    """Return the keys of the angular steps of the settings that the protocol uses."""
    settings = case.truth["settings"]
    stations = own_stations(answers, case)
    used = {setting for _, setting in stations.chosen}
    return [f"{STEP}{item['resolution']}" for index, item in enumerate(settings) if index in used]


def right_parameters(case: JudgedCase) -> Mapping[str, float]:
    """Return all parameters in the units asked for."""
    unit = MEASURES.named(case.truth["report"]["step_unit"])
    right = {key: case.specification.number(term) for key, term in TERMS.items()}
    steps = {f"{STEP}{item['resolution']}": float(item["step_mrad"]) for item in case.truth["settings"]}
    return right | {key: MEASURES.converted(step, "mrad", unit) for key, step in steps.items()}


def demanded_units(case: JudgedCase) -> Mapping[str, str]:
    """Return the unit asked for of each parameter."""
    report = case.truth["report"]
    steps = {f"{STEP}{item['resolution']}": MEASURES.named(report["step_unit"]) for item in case.truth["settings"]}
    return {key: MEASURES.named(unit) for key, unit in report["parameters"].items()} | steps


def own_parameters(answers: Answers, case: JudgedCase) -> Mapping[str, float]:
    """Return the parameters that the candidate states, in the units asked for; what cannot be read is left out."""
    units, own = demanded_units(case), {}
    for word, rows in rows_by_key(answers.rows(NAME) or (), "key").items():
        unit = next((unit for key, unit in units.items() if folded(key) == word), None)
        if unit is None or len(rows) > 1:
            continue
        given_unit = MEASURES.named(rows[0]["unit"])
        if given_unit in MEASURES.same_kind(unit):
            own[word] = MEASURES.converted(float(rows[0]["value"]), given_unit, unit)
    return own


def lacking_parameters(own: Mapping[str, float], needed: Sequence[str]) -> list[str]:
    """Return the parameters without which nothing can be replayed."""
    return [key for key in needed if key not in own]


def _close(value: float, right: float) -> bool:
    return abs(value - right) <= TOLERANCE * abs(right)
