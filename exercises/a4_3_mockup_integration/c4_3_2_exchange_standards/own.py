"""What the candidate has set out with: indicators, notes, totals; later figures are judged from these."""

import numpy as np
from numpy.typing import NDArray

from autograders.criteria import Band, lies_in
from autograders.domain.decision import Direction, min_max_scaled, weighted_sums
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase

from .measures import single_rows
from .reference import STANDARDS, coverage_bands, file_bands, share_bands

Floats = NDArray[np.float64]
INDICATORS = ("size", "properties", "relations", "identifiers", "tools")
TOOLS = INDICATORS.index("tools")
DIRECTIONS = [Direction.MINIMISE, *[Direction.MAXIMISE] * 4]
# The answer and the column in which each indicator is handed in.
PLACES = {
    "size": ("file_measures", "bytes"),
    "properties": ("kept_shares", "properties"),
    "relations": ("kept_shares", "relations"),
    "identifiers": ("kept_shares", "identifiers"),
    "tools": ("tool_coverage", "coverage"),
}
LARGEST = 1e12


def own_cell(answers: Answers, name: str, standard: str, column: str) -> float | None:
    """Return a number of a table, or ``None`` where there is no single plausible one."""
    row = single_rows(answers.rows(name) or ()).get(standard)
    value = None if row is None else row.get(column)
    return float(value) if isinstance(value, int | float) and abs(value) < LARGEST else None


def indicator_bands(case: JudgedCase, standard: str, indicator: str) -> Band:
    """Return what is admitted of an indicator."""
    name, column = PLACES[indicator]
    bands = {"file_measures": file_bands, "kept_shares": share_bands, "tool_coverage": coverage_bands}[name](case)
    return bands[standard][column]


def own_indicators(answers: Answers, case: JudgedCase) -> Floats | None:
    """Return the candidate's indicators, standards in rows; ``None`` where less than half of them come from the files.

    Where one is absent, the right one stands in its place.
    """
    values = np.zeros((len(STANDARDS), len(INDICATORS)))
    admitted = 0
    for i, standard in enumerate(STANDARDS):
        for j, indicator in enumerate(INDICATORS):
            band = indicator_bands(case, standard, indicator)
            own = own_cell(answers, *placed(indicator, standard))
            admitted += own is not None and lies_in(own, band)
            values[i, j] = (band.low + band.high) / 2 if own is None else own
    return values if 2 * admitted >= values.size else None


def placed(indicator: str, standard: str) -> tuple[str, str, str]:
    """Return where an indicator of a standard is handed in."""
    name, column = PLACES[indicator]
    return name, standard, column


def own_notes(answers: Answers, indicators: Floats) -> Floats:
    """Return the candidate's notes, those that follow from the indicators where none are stated."""
    notes = min_max_scaled(indicators, DIRECTIONS)
    for i, standard in enumerate(STANDARDS):
        for j, indicator in enumerate(INDICATORS):
            own = own_cell(answers, "notes", standard, indicator)
            notes[i, j] = notes[i, j] if own is None else own
    return notes


def stated_weights(case: JudgedCase) -> Floats:
    """Return the client's weights, which sum to 1."""
    return np.array([case.specification.number(f"weight_{each}_percent") / 100 for each in INDICATORS])


def own_totals(answers: Answers, case: JudgedCase, notes: Floats) -> Floats:
    """Return the candidate's totals, those that follow from the notes where none are stated."""
    totals = weighted_sums(notes, stated_weights(case))
    own = [own_cell(answers, "ranking", standard, "total") for standard in STANDARDS]
    return np.array([total if each is None else each for total, each in zip(totals, own, strict=True)])
