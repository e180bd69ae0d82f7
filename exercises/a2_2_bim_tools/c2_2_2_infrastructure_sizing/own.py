"""The candidate's own figures, which later ones are judged from, and the misconceptions that this exercise declares."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, declared_misconceptions, folded, lies_in, rows_by_key
from autograders.model.answers import Answers

MISTAKES = declared_misconceptions(Path(__file__).parent)
_LARGEST = 1e12

Rule: TypeAlias = Callable[[str, Row], Slip | None]


def near(value: float, *, absolute: float = 0.0) -> Band:
    """Return what a figure may be reported as: three significant digits.

    Examples
    --------
    >>> 1.23 in near(1.2345), 1.25 in near(1.2345)
    (True, False)
    """
    return Band.around(value, relative=0.005, absolute=absolute)


def follows(value: float, *, absolute: float = 0.0) -> Band:
    """Return what a figure may be reported as that follows from another one: both may be rounded."""
    return Band.around(value, relative=0.011, absolute=absolute)


def plausible(reference: float) -> Band:
    """Return what is plausible for a figure: within a factor of ten of its reference, so that bits for bytes are.

    Examples
    --------
    >>> plausible(3.0)
    Band(low=0.3, high=30.0)
    """
    return Band(reference / 10, 10 * reference)


def own_number(answers: Answers, name: str, reference: float) -> float:
    """Return the candidate's own figure; the reference where there is none, or an implausible one."""
    return own_or(reference, answers.number(name))


def own_and_reference(answers: Answers, name: str, reference: float) -> list[float]:
    """Return the candidate's own figure, then its reference: what follows from either is right."""
    return [own_number(answers, name, reference), reference]


def own_or(reference: float, own: float | None) -> float:
    """Return a figure, or its reference where it is absent or implausible.

    Examples
    --------
    >>> own_or(3.0, 2.0), own_or(3.0, 0.002), own_or(3.0, None)
    (2.0, 3.0, 3.0)
    """
    return own if own is not None and lies_in(own, plausible(reference)) else reference


def counted_of(count: Callable[[float], int], values: Iterable[float]) -> set[int]:
    """Return the counts that any of some figures leads to, rounded or not."""
    return {each for value in values for each in counted(count, value)}


def own_rows(answers: Answers, name: str, key: str) -> dict[str, Row]:
    """Return the rows of a table by their folded key, those given twice differently left out."""
    given = rows_by_key(answers.rows(name) or (), key)
    return {word: rows[0] for word, rows in given.items() if len(rows) == 1}


def own_cell(row: Row | None, column: str) -> float | None:
    """Return a number of a row, or ``None`` where there is no sensible one."""
    value = None if row is None else row.get(column)
    return float(value) if isinstance(value, int | float) and abs(value) < _LARGEST else None


def own_codes(answers: Answers, name: str, column: str) -> set[str]:
    """Return the codes in a column of a table, folded."""
    return {folded(row.get(column, "")) for row in answers.rows(name) or ()}


def written(codes: Iterable[str]) -> dict[str, str]:
    """Return how codes of the data are written, by their folded form."""
    return {folded(code): code for code in codes}


def counted(count: Callable[[float], int], value: float) -> set[int]:
    """Return the counts that a figure leads to, whether it was rounded for the answer or not.

    Examples
    --------
    >>> from math import ceil
    >>> sorted(counted(ceil, 3.99)), sorted(counted(ceil, 3.5))
    ([4, 5], [4])
    """
    return {count(value * factor) for factor in (0.995, 1.0, 1.005)}
