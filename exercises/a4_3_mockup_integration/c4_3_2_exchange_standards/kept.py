"""Shares of the model that each standard keeps, and what becomes of properties and classes in IFC2X3."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, absent, folded, lies_in, right, rows_check, table_check, wrong
from autograders.criteria.suspicions import suspected
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .measures import single_rows
from .reference import SHARE_TOLERANCE, share_bands, share_values, standards_of
from .words import MISTAKES

WEIGHTS = {"identifiers": 1.0, "classes": 0.5, "properties": 2.0, "relations": 2.0}
LABELS = {
    "identifiers": "GlobalId conservés en IFC2X3",
    "classes": "Classes conservées en IFC2X3",
    "properties": "Propriétés retrouvées en IFC2X3",
    "relations": "Relations conservées en IFC2X3",
}


def exported_share_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Judge each share that the IFC2X3 export keeps."""
    return [exported_share_check(answers, case, name) for name in WEIGHTS]


def exported_share_check(answers: Answers, case: JudgedCase, name: str) -> Check:
    """Judge one share of the IFC2X3 export, with the wrong reading that a wrong one betrays."""
    label, weight = LABELS[name], WEIGHTS[name]
    if (missing := absent(answers["kept_shares"], label=label, weight=weight)) is not None:
        return missing
    row = single_rows(answers.rows("kept_shares") or ()).get("IFC2X3")
    value = None if row is None else row[name]
    if not isinstance(value, int | float):
        return wrong(label, weight, "Une ligne « IFC2X3 », et une seule, est attendue.")
    if lies_in(value, share_bands(case)["IFC2X3"][name]):
        return right(label, weight, "Part admise.")
    mistake = suspected(value, share_suspicions(case, name))
    advice = "Part de ce que porte l’IFC4, éléments rapprochés par leur repère, absents comptés comme perdus."
    return wrong(label, weight, "Part hors de la plage admise.", misconception=mistake, advice=advice)


def share_suspicions(case: JudgedCase, name: str) -> Mapping[Misconception, Sequence[Band]]:
    """Return the shares that wrong readings give."""
    slips, right_share = standards_of(case)["slips"], share_values(case)["IFC2X3"][name]
    of_survivors = slips["properties_of_survivors"] if name == "properties" else right_share / slips["survivors"]
    measures = case.truth["measures"]
    found: dict[str, list[float]] = {"survivors-alone": [of_survivors]}
    match name:
        case "classes":
            found["matched-by-identifier"] = [slips["classes_by_identifier"]]
        case "properties":
            found["same-set-demanded"] = [slips["properties_in_same_set"]]
            found["matched-by-identifier"] = [slips["properties_by_identifier"]]
            found["types-forgotten"] = [slips["properties_of_occurrences"]]
        case "relations":
            found["matched-by-identifier"] = [slips["relations_by_identifier"]]
            found["relation-entities"] = [measures["ifc2x3"]["relations"] / measures["ifc4"]["relations"]]
    return {
        MISTAKES[each]: [Band.around(share, absolute=SHARE_TOLERANCE) for share in shares]
        for each, shares in found.items()
    } | {MISTAKES["shares-in-percent"]: [Band.around(100 * right_share, absolute=100 * SHARE_TOLERANCE)]}


def other_shares_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge what the original, the archive and the glTF keep."""
    bands = share_bands(case)
    richer = {name: Band(0.01, 1.0) for name in ("classes", "properties", "relations")}
    check = table_check(
        answers,
        "kept_shares",
        weight=1,
        key="standard",
        accepted={standard: cells for standard, cells in bands.items() if standard != "IFC2X3"},
        ignored=["IFC2X3"],
        advice="Relisez l’archive et le glTF : que porte vraiment le fichier ?",
        suspicions={
            MISTAKES["archive-thought-poorer"]: {
                each: dict.fromkeys(WEIGHTS, Band(0.0, 0.998)) for each in ("IFC4", "IFC-ZIP")
            },
            MISTAKES["gltf-thought-richer"]: {"glTF": {**richer, "identifiers": Band.around(1.0, absolute=0.001)}},
            MISTAKES["shares-in-percent"]: {
                each: {name: band.times(100) for name, band in cells.items()} for each, cells in bands.items()
            },
        },
    )
    return replace(check, label="Parts gardées par les trois autres standards")


def property_fates_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge what becomes of each property in IFC2X3."""
    fates = standards_of(case)["properties"]

    def rule(path: str, row: Row) -> Slip | None:
        told = fates[path]
        pset = path.partition(".")[0]
        fate = "perdue" if not told["found"] else "retrouvée" if told["found_in"] == pset else "jeu renommé"
        if row["fate"] != fate:
            return Slip("sort à revoir", fate_mistake(fate, str(row["fate"])))
        if (row["carried"], row["found"]) != (told["carried"], told["found"]):
            return Slip("nombres d’éléments à revoir")
        if folded(row["found_in"]) != folded(told["found_in"]):
            return Slip("jeu à revoir")
        return None

    return rows_check(
        answers,
        "property_fates",
        label="Sort de chaque propriété",
        weight=2,
        key="property",
        expected=list(fates),
        rule=rule,
        advice="Une ligne par jeu et nom de l’IFC4, type compris ; cherchez nom et valeur dans tous les jeux en face.",
    )


def fate_mistake(fate: str, given: str) -> Misconception | None:
    """Return the misconception behind a wrong fate."""
    if fate == "perdue" and given == "propriété renommée":
        return MISTAKES["equal-values-taken-for-renaming"]
    return MISTAKES["renamed-set-taken-for-loss"] if fate == "jeu renommé" and given == "perdue" else None


def class_fates_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge which classes lose elements, and which turn into another."""
    fates = standards_of(case)["classes"]

    def rule(name: str, row: Row) -> Slip | None:
        told = fates[name]
        if (row["lost"], row["recast"]) != (told["lost"], told["recast"]):
            return Slip("nombres d’éléments à revoir")
        return None if folded(row["class_ifc2x3"]) == folded(told["class_after"]) else Slip("classe à revoir")

    return rows_check(
        answers,
        "class_fates",
        label="Sort des classes d’éléments",
        weight=1,
        key="class_ifc4",
        expected=list(fates),
        rule=rule,
        advice="Classes exactes (is_a()) : les absents d’un côté, ceux d’une autre classe au même repère de l’autre.",
    )
