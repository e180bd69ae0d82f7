"""Values of answers: how much they tell, how they are shown, and what lies beside them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograders.candidate.declarations import AnswerType
from autograders.candidate.wire import Value
from autograders.grading.texts import on_one_line
from autograders.model.answers import Answer, AnswerState

SHOWN_CHARACTERS = 160
# Ours: how far a value is moved to see whether it matters to a grader; beyond the tolerances of the exercises.
MOVES = (0.9, 1.1)
# Ours: as many characters of a text tell as much as a digit.
CHARACTERS_PER_DIGIT = 4
_SIGNIFICANT = re.compile(r"[1-9]\d*")


def digits_of(answer: Answer) -> int:
    """Return how many significant digits an answer has, all its numbers and texts together.

    A word out of a list, or a yes or no, counts for one digit within a table and for none alone: two persons give the
    same by chance. Trailing zeros do not count.

    Examples
    --------
    >>> from autograders.candidate.declarations import AnswerDeclaration
    >>> declaration = AnswerDeclaration(name="mean_mm", type="number", label="moyenne")
    >>> [digits_of(Answer(declaration=declaration, state="given", value=value)) for value in (1000.0, 0.0125, 998.417)]
    [1, 3, 6]
    """
    match answer.declaration.type:
        case AnswerType.BOOLEAN | AnswerType.CHOICE | AnswerType.FUNCTION:
            return 0
        case AnswerType.TEXT:
            return len("".join(str(answer.value or "").split())) // CHARACTERS_PER_DIGIT
        case AnswerType.TABLE:
            cells = [cell for row in _rows(answer.value) for cell in row.values()]
            return sum(1 if isinstance(cell, str) else _digits(cell) for cell in cells)
        case _:
            return sum(_digits(number) for number in np.atleast_1d(np.asarray(answer.value)).tolist() if number)


def shown_value(answer: Answer) -> str:
    """Return an answer on one line, cut where it is long."""
    if answer.declaration.type is AnswerType.FUNCTION:
        return "fonction"
    return on_one_line(json.dumps(_plain(answer.value), ensure_ascii=False, default=str), SHOWN_CHARACTERS)


def moved(answer: Answer) -> Iterator[Answer]:
    """Yield an answer with other values in its place: numbers a tenth smaller and larger; nothing for a text.

    Examples
    --------
    >>> from autograders.candidate.declarations import AnswerDeclaration
    >>> declaration = AnswerDeclaration(name="mean_mm", type="number", label="moyenne")
    >>> [other.value for other in moved(Answer(declaration=declaration, state="given", value=1000.0))]
    [900.0, 1100.0]
    """
    for factor in MOVES:
        value = _moved(answer.value, factor)
        absent = value is None
        yield replace(answer, value=value, state=AnswerState.MISSING if absent else AnswerState.GIVEN)


def _moved(value: Value, factor: float) -> Value:
    match value:
        case bool() | str() | None:
            return None
        case int():
            return round(value * factor) + (1 if factor > 1 else -1)
        case float():
            return value * factor if value else factor - 1
        case np.ndarray():
            return value * factor
        case _:
            rows = [{key: _moved_cell(cell, factor) for key, cell in row.items()} for row in _rows(value)]
            numbers = any(not isinstance(cell, str) for row in rows for cell in row.values())
            return tuple(rows) if numbers else None


def _moved_cell(cell: float | int | str, factor: float) -> float | int | str:
    if isinstance(cell, str):
        return cell
    return round(cell * factor) + (1 if factor > 1 else -1) if isinstance(cell, int) else cell * factor


def _digits(number: Any) -> int:
    mantissa = repr(float(number)).partition("e")[0].replace(".", "").replace("-", "")
    found = _SIGNIFICANT.search(mantissa)
    return len(found[0].rstrip("0")) if found else 0


def _rows(value: Value) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value
