"""Quantities and shapes of both models in one unit."""

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, rows_check, table_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .reference import standards_of
from .words import MISTAKES

# The files write tenths of a millimetre; what the engine rounds is far below.
VOLUME_DEVIATION_PERCENT = Band(0.0, 0.1)
POSITION_DEVIATION_MM = Band(0.0, 0.5)
# No export moves an element that far; another unit or other axes do.
UNLIKELY_MM = Band(50.0, float("inf"))


def totals_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge lengths and areas in SI."""
    told = standards_of(case)["totals"]
    accepted = {
        standard: {
            "member_length_m": Band.around(told[file]["length_m"], relative=0.001),
            "net_area_m2": Band.around(told[file]["net_area_m2"], relative=0.001),
        }
        for standard, file in (("IFC4", "ifc4"), ("IFC2X3", "ifc2x3"))
    }
    exported = accepted["IFC2X3"]
    return table_check(
        answers,
        "si_totals",
        weight=1.5,
        key="standard",
        accepted=accepted,
        advice="Somme des quantités de chaque élément, fois l’échelle de leur grandeur dans ce fichier.",
        suspicions={
            MISTAKES["millimetres-kept"]: {"IFC2X3": {"member_length_m": exported["member_length_m"].times(1000)}},
            MISTAKES["areas-squared"]: {
                "IFC2X3": {"net_area_m2": [exported["net_area_m2"].times(scale) for scale in (1e-6, 1e-3)]}
            },
        },
    )


def deviations_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge how far shapes and places are from those of IFC4; deviations count with the right number of elements."""
    told = standards_of(case)
    counts = {"IFC2X3": told["shaped_in_both"], "glTF": told["shaped"]}

    def rule(standard: str, row: Row) -> Slip | None:
        if row["compared"] != counts[standard]:
            is_by_id = standard == "IFC2X3" and row["compared"] == told["shaped_same_id"]
            mistake = MISTAKES["matched-by-identifier"] if is_by_id else None
            return Slip("nombre d’éléments comparés à revoir", mistake)
        if row["position_mm"] not in POSITION_DEVIATION_MM:
            mistake = MISTAKES["millimetres-kept" if standard == "IFC2X3" else "axes-of-gltf-kept"]
            return Slip("écart de position à revoir", mistake if row["position_mm"] in UNLIKELY_MM else None)
        return None if row["volume_percent"] in VOLUME_DEVIATION_PERCENT else Slip("écart de volume à revoir")

    return rows_check(
        answers,
        "shape_deviations",
        label=answers["shape_deviations"].declaration.label,
        weight=1.5,
        key="standard",
        expected=list(counts),
        rule=rule,
        advice="Comparez, en mètres et dans les axes du projet, les deux formes de chaque élément.",
    )
