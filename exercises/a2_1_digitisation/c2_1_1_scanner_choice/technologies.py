"""Technologies: each family placed by its latest representative, with the measured reason for its fate on this site."""

from collections.abc import Sequence

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, folded, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import CELL_TOLERANCE, CELL_TOLERANCE_ABSOLUTE, devices_of
from .words import MISTAKES, identifier


def judge_technologies(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the families: who stands for them, and why they are kept or not."""
    families = list(case.truth["families"])
    return [
        rows_check(
            answers,
            "families",
            label="Chaque famille et son représentant",
            weight=2,
            key="family",
            expected=families,
            rule=lambda family, row: representative_slip(case, family, row),
            advice="Classez d’après le principe de mesure ; parmi les appareils admissibles, prenez le plus récent.",
        ),
        rows_check(
            answers,
            "families",
            label="Sort de chaque famille, fondé sur une mesure",
            weight=3,
            key="family",
            expected=families,
            rule=lambda family, row: reason_slip(case, family, row),
            advice="Citez une exigence chiffrée et la valeur de ce représentant, en unités de la matrice.",
        ),
    ]


def representatives(case: JudgedCase, family: str) -> list[str]:
    """Return the devices that may stand for a family, the latest first.

    Those that are kept if there are any, else those that a requirement with a figure eliminates.
    """
    members = {name: device for name, device in devices_of(case).items() if device["family"] == family}
    kept = [name for name, device in members.items() if not device["violations"]]
    measured = set(case.truth["measured"])
    eliminated = [name for name, device in members.items() if measured & set(device["violations"])]
    return sorted(kept or eliminated, key=lambda name: -members[name]["year"])


def representative_slip(case: JudgedCase, family: str, row: Row) -> Slip | None:
    """Return what is wrong with the representative of a family."""
    device = device_named(case, row)
    if device is None:
        return Slip("aucun appareil du catalogue ne porte ce repère")
    if devices_of(case)[device]["family"] != family:
        return Slip(f"{device} n’est pas de cette famille", MISTAKES["family-misclassed"])
    admitted = representatives(case, family)
    if device not in admitted:
        return Slip(f"{device} ne peut pas la représenter", MISTAKES["representative-eliminated"])
    if device != admitted[0]:
        return Slip(f"{device} n’est pas le plus récent", MISTAKES["representative-not-latest"])
    return None


def reason_slip(case: JudgedCase, family: str, row: Row) -> Slip | None:
    """Return what is wrong with the fate of a family and its reason; the device is the candidate's own."""
    device = device_named(case, row)
    requirement, kept = identifier(row["requirement"]), row["status"] == "retenue"
    if device is None or devices_of(case)[device]["family"] != family:
        return Slip("pas de représentant de cette famille dont on puisse juger")
    if requirement not in case.truth["measured"]:
        return Slip("l’exigence citée n’a pas de valeur mesurée", MISTAKES["reason-not-measurable"])
    record = devices_of(case)[device]
    quantity = case.truth["measured"][requirement]
    band = Band.around(record["values"][quantity], relative=CELL_TOLERANCE, absolute=CELL_TOLERANCE_ABSOLUTE)
    if row["value"] not in band:
        slips = [slip for slip, values in record["slips"].items() if close(row["value"], values.get(quantity))]
        return Slip("valeur à revoir", MISTAKES.get(next(iter(slips), "")))
    if kept != any(not each["violations"] for each in devices_of(case).values() if each["family"] == family):
        return Slip("sort à revoir", MISTAKES["family-fate"])
    if kept == (requirement in record["violations"]):
        return Slip("l’exigence citée dit le contraire pour cet appareil", MISTAKES["reason-false"])
    return None


def device_named(case: JudgedCase, row: Row) -> str | None:
    """Return the device that a row names."""
    return next((name for name in devices_of(case) if folded(name) == folded(row["device"])), None)


def close(value: object, slip: float | None) -> bool:
    """Return whether a value is what a slip gives."""
    return slip is not None and isinstance(value, int | float) and value in Band.around(slip, relative=0.01)
