"""Exhaustive: every device sorted for a reason that holds, and the matrix of all that remain, rightly treated."""

from collections.abc import Mapping, Sequence

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, matrix_check, rows_check, wrong
from autograders.criteria.matrices import Place
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .own import (
    CELL_TOLERANCE,
    CELL_TOLERANCE_ABSOLUTE,
    MANDATORY,
    MATRIX_KEYS,
    devices_of,
    kept_devices,
    own_columns,
    slip_behind,
)
from .words import MISTAKES, identifier

TREATMENTS = ("two-sigma-kept", "distance-ignored", "unit-kept", "tax-included", "day-for-mission")


def judge_exhaustive(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the sorting and of the matrix."""
    return [sorting_check(answers, case), filled_matrix_check(answers, case)]


def sorting_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge for each device whether it is kept, or eliminated for a requirement that it truly breaks."""

    def rule(device: str, row: Row) -> Slip | None:
        kept = row["verdict"] == "retenu"
        violations = devices_of(case)[device]["violations"]
        requirement = identifier(row["requirement"])
        if not violations:
            return None if kept else wrongly_eliminated(case, device, requirement)
        if kept:
            hiding = (
                slip_behind(case, device, each, breaking=False) for each in violations if each in case.truth["measured"]
            )
            return Slip("retenu à tort", MISTAKES.get(next(filter(None, hiding), "")))
        if requirement in violations:
            return None
        return Slip("l’exigence citée n’est pas enfreinte", MISTAKES["requirement-not-broken"])

    return rows_check(
        answers,
        "verdicts",
        label="Tri des appareils par les exigences",
        weight=3,
        key="device",
        expected=list(devices_of(case)),
        rule=rule,
        penalty=1.0,
        advice="Traitez chaque fiche selon les conventions, puis comparez aux limites EX-01 à EX-09.",
    )


def wrongly_eliminated(case: JudgedCase, device: str, requirement: str) -> Slip:
    """Return the slip of a device that is eliminated though it breaks nothing."""
    slip = slip_behind(case, device, requirement, breaking=True) if requirement in case.truth["measured"] else ""
    return Slip("éliminé à tort", MISTAKES.get(slip))


def filled_matrix_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge whether the matrix holds all devices that remain, no other, with the values of their cards."""
    columns = own_columns(answers, case)
    if not columns:
        label = answers["matrix"].declaration.label
        return wrong(label, 3, "Pas de matrice à juger : aucun critère connu n’y figure.")
    # A matrix of few criteria cannot be complete.
    columns = tuple(dict.fromkeys((*columns, *MANDATORY)))
    kept = kept_devices(case)
    devices = devices_of(case)
    accepted = {
        (name, column): Band.around(
            devices[name]["values"][column], relative=CELL_TOLERANCE, absolute=CELL_TOLERANCE_ABSOLUTE
        )
        for name in kept
        for column in columns
    }
    return matrix_check(
        answers,
        "matrix",
        weight=3,
        keys=MATRIX_KEYS,
        accepted=accepted,
        excluded=[name for name in devices if name not in kept],
        advice="Reprenez les conventions du cahier des charges, colonne par colonne.",
        suspicions=treatment_suspicions(case, list(accepted)),
        excluded_misconception=MISTAKES["eliminated-in-matrix"],
    )


def treatment_suspicions(case: JudgedCase, places: Sequence[Place]) -> Mapping[Misconception, Mapping[Place, Band]]:
    """Return, for each slip of treatment, what it makes of the cells that it changes."""
    devices = devices_of(case)
    return {
        MISTAKES[slip]: {
            (name, column): Band.around(values[column], relative=0.01)
            for name, column in places
            if column in (values := devices[name]["slips"].get(slip, {}))
        }
        for slip in TREATMENTS
    }
