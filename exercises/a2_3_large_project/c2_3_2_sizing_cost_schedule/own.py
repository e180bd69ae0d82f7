"""The candidate's own figures, which later ones are judged from, and the misconceptions that this exercise declares."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, declared_misconceptions, folded, lies_in, rows_by_key
from autograders.model.answers import Answers

MISTAKES = declared_misconceptions(Path(__file__).parent)
Rule: TypeAlias = Callable[[str, Row], Slip | None]
# Ours: of the rows of a column, those that must show work for what follows to be judged from it.
WORKED_SHARE = 0.25
_LARGEST = 1e15


def near(value: float, *, absolute: float = 0.0) -> Band:
    """Return what a figure may be reported as: three significant digits.

    Examples
    --------
    >>> 1.23 in near(1.2345), 1.25 in near(1.2345)
    (True, False)
    """
    return Band.around(value, relative=0.005, absolute=absolute)


def near_all(values: Iterable[float], *, absolute: float = 0.0) -> list[Band]:
    """Return what any of some figures may be reported as."""
    return [near(value, absolute=absolute) for value in values]


def own_cell(row: Row | None, column: str) -> float | None:
    """Return a number of a row, or ``None`` where there is no sensible one."""
    value = None if row is None else row.get(column)
    return float(value) if isinstance(value, int | float) and abs(value) < _LARGEST else None


def own_rows(answers: Answers, name: str, key: str) -> dict[str, Row]:
    """Return the rows of a table by their folded key, those given twice differently left out."""
    given = rows_by_key(answers.rows(name) or (), key)
    return {word: rows[0] for word, rows in given.items() if len(rows) == 1}


def own_or(reference: float, own: float | None, *, factor: float = 10.0) -> float:
    """Return a figure, or its reference where it is absent or implausible.

    Examples
    --------
    >>> own_or(3.0, 2.0), own_or(3.0, 0.002), own_or(3.0, None)
    (2.0, 3.0, 3.0)
    """
    low, high = sorted((reference / factor, reference * factor))
    return own if own is not None and low <= own <= high else reference


def shows_work(reference: Mapping[str, float], rows: Mapping[str, Row], rule: Rule) -> bool:
    """Return whether what follows from a column is judged from it; figures that are invented would make it trivial.

    Parameters
    ----------
    reference : mapping of str to float
        Right figures by key; where nothing is right, nothing is shown.
    rows : mapping of str to Row
        The candidate's, by folded key.
    rule : callable
        What is wrong with the column in a row: nothing, or a known misconception, shows work.

    Examples
    --------
    >>> rows = {"a": {"sum": 3.0}, "b": {"sum": 9.0}}
    >>> right = {"a": 3.0, "b": 4.0, "c": 0.0}
    >>> shows_work(right, rows, lambda key, row: None if row["sum"] == right[key] else Slip("autre"))
    True
    """
    slips = [rule(key, row) for key, value in reference.items() if value and (row := rows.get(folded(key)))]
    shown = sum(slip is None or slip.misconception is not None for slip in slips)
    return shown > 0 and shown >= WORKED_SHARE * sum(bool(value) for value in reference.values())


def slip_of(value: float | None, wrong: Sequence[tuple[str, float]], band: Callable[[float], Band]) -> str | None:
    """Return the first misconception whose value a figure is."""
    if value is None:
        return None
    return next((name for name, each in wrong if lies_in(value, band(each))), None)


def day_of(cell: object) -> date | None:
    """Return the day of a cell of dates, or ``None`` where the row lacks.

    Examples
    --------
    >>> day_of("2027-03-05"), day_of(None)
    (datetime.date(2027, 3, 5), None)
    """
    return date.fromisoformat(cell) if isinstance(cell, str) else None


def month_of(text: object) -> str:
    """Return a month in one form, whatever zeros and blanks are written.

    Examples
    --------
    >>> month_of(" 3/2027"), month_of("03/2027"), month_of("mars")
    ('03/2027', '03/2027', 'mars')
    """
    word = str(text).strip().casefold()
    month, slash, year = word.partition("/")
    return f"{month.strip():0>2}/{year.strip()}" if slash else word
