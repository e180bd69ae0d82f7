"""What the candidate has set out with: criteria, directions, matrix, weights; later figures are judged from these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograders.criteria import folded, read_judgements, read_matrix, read_weights
from autograders.domain.decision import Direction
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase

MATRIX_KEYS = ("device", "column", "value")
JUDGEMENT_KEYS = ("first", "second", "value")
MANDATORY = ("exactitude", "cout", "cadence")
CRITERIA_AT_MOST = 10
# A value that is off by more than that is no slip of unit.
PLAUSIBLE_FACTOR = 1e4
CELL_TOLERANCE, CELL_TOLERANCE_ABSOLUTE = 0.01, 0.006

# The limit of each requirement that has one, and whether it is a greatest value.
LIMITS = {
    "EX-01": ("accuracy_limit_mm", True),
    "EX-02": ("range_limit_m", False),
    "EX-03": ("cost_limit_eur", True),
    "EX-04": ("mass_limit_kg", True),
    "EX-05": ("autonomy_limit_h", False),
    "EX-08": ("drift_limit_mm", True),
}


@dataclass(frozen=True)
class OwnMatrix:
    """The candidate's matrix: devices are rows, the criteria of ``columns`` are columns.

    Where a value is absent or no slip could explain it, the right one stands in its place.
    """

    devices: tuple[str, ...]
    columns: tuple[str, ...]
    directions: tuple[Direction, ...]
    values: NDArray[np.float64]


def devices_of(case: JudgedCase) -> Mapping[str, Mapping[str, Any]]:
    """Return all devices of the catalogue by identifier."""
    return dict(case.truth["devices"])


def kept_devices(case: JudgedCase) -> tuple[str, ...]:
    """Return the devices that break no hard requirement."""
    return tuple(name for name, device in devices_of(case).items() if not device["violations"])


def quantities_of(case: JudgedCase) -> Mapping[str, Mapping[str, Any]]:
    """Return what a device is measured by."""
    return dict(case.truth["quantities"])


def group_of(case: JudgedCase, group: str) -> tuple[str, ...]:
    """Return the quantities of a group, such as ``environnement``."""
    return tuple(key for key, quantity in quantities_of(case).items() if quantity["group"] == group)


def breaks(case: JudgedCase, requirement: str, value: float) -> bool:
    """Return whether a value breaks a requirement that has a limit."""
    key, is_greatest = LIMITS[requirement]
    limit = case.specification.number(key)
    return value > limit if is_greatest else value < limit


def slip_behind(case: JudgedCase, device: str, requirement: str, *, breaking: bool) -> str:
    """Return the slip of treatment by which a device would break a requirement, or would not; empty if none."""
    quantity = case.truth["measured"].get(requirement)
    for slip, values in devices_of(case)[device]["slips"].items():
        if quantity in values and breaks(case, requirement, values[quantity]) == breaking:
            return str(slip)
    return ""


def own_columns(answers: Answers, case: JudgedCase) -> tuple[str, ...]:
    """Return the measurable criteria that the candidate chose, each once, or those of the matrix if none are stated."""
    known = quantities_of(case)
    for name in ("criteria", "matrix"):
        stated = [folded(row.get("column", "")) for row in answers.rows(name) or ()]
        if columns := tuple(dict.fromkeys(column for column in stated if column in known)):
            return columns[:CRITERIA_AT_MOST]
    return ()


def right_direction(case: JudgedCase, column: str) -> Direction:
    """Return the direction in which a quantity is better."""
    return Direction(quantities_of(case)[column]["direction"])


def own_directions(answers: Answers, case: JudgedCase, columns: Sequence[str]) -> tuple[Direction, ...]:
    """Return the direction of each criterion as the candidate states it, the right one where none is stated."""
    stated: dict[str, Direction] = {}
    for row in answers.rows("criteria") or ():
        stated.setdefault(folded(row["column"]), Direction(row["direction"]))
    return tuple(stated.get(column) or right_direction(case, column) for column in columns)


def own_matrix(answers: Answers, case: JudgedCase) -> OwnMatrix | None:
    """Return the candidate's matrix, or ``None`` where less than half of it comes from the cards."""
    columns = own_columns(answers, case)
    given = read_matrix(answers.rows("matrix") or (), MATRIX_KEYS)
    known = devices_of(case)
    present = tuple(name for name in known if any(row == folded(name) for row, _ in given))
    if len(present) < 2 or len(columns) < 2:
        return None
    right = np.array([[known[name]["values"][column] for column in columns] for name in present])
    own = np.array([[given.get((folded(name), column), np.nan) for column in columns] for name in present])
    if 2 * np.sum(np.abs(own - right) <= cell_tolerance(right)) < own.size:
        return None
    with np.errstate(invalid="ignore", over="ignore"):
        plausible = (own >= right / PLAUSIBLE_FACTOR) & (own <= right * PLAUSIBLE_FACTOR)
    directions = own_directions(answers, case, columns)
    return OwnMatrix(present, columns, directions, np.where(plausible, own, right))


def own_weights(answers: Answers, columns: Sequence[str]) -> NDArray[np.float64] | None:
    """Return the candidate's weights of the criteria, or ``None`` where one lacks."""
    weights = read_weights(answers.rows("weights") or (), key="column", value="weight")
    if not columns or any(column not in weights for column in columns):
        return None
    return np.array([weights[column] for column in columns])


def own_judgements(answers: Answers, columns: Sequence[str]) -> NDArray[np.float64] | None:
    """Return the candidate's judgement matrix over the criteria, or ``None`` where it is not complete."""
    rows = answers.rows("judgements")
    return read_judgements(rows, JUDGEMENT_KEYS, columns) if rows and len(columns) > 2 else None


def cell_tolerance(right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far a cell may be from the right value: 1 %, or what two decimals lose."""
    return np.maximum(CELL_TOLERANCE * np.abs(right), CELL_TOLERANCE_ABSOLUTE)
