"""Values on their way out of a notebook: one encoding, checked the same way on both sides.

Scalars, text and tables travel as JSON; arrays as base64 of little-endian float64 with their shape. Nothing
that arrives is ever executed or names a class: a value is rebuilt from plain JSON, within bounds.
"""

import base64
import binascii
import inspect
import lzma
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .declarations import AnswerDeclaration, AnswerType, Column, ColumnType
from .errors import AnswerError

ANSWER_MIME = "application/vnd.atelier.answer+json"
PROBE_MIME = "application/vnd.atelier.probe+json"
MAXIMUM_ARRAY_VALUES = 200_000
MAXIMUM_CELL_CHARACTERS = 2_000
LARGEST_EXACT_INTEGER = 2**53
# All that leaves of a function: it is probed where it lives.
FUNCTION_WIRE = {"callable": True}

Wire: TypeAlias = Any
Row: TypeAlias = Mapping[str, float | int | str]
Value: TypeAlias = float | int | bool | str | NDArray[np.float64] | tuple[Row, ...] | None


def packed(text: str) -> str:
    """Return a text in few characters: a kernel needs a second to take in a cell of a million.

    Examples
    --------
    >>> unpacked(packed("[[1.5]]"))
    '[[1.5]]'
    """
    # The least effort: what differs in a few lines becomes small all the same.
    return base64.b64encode(lzma.compress(text.encode(), preset=0)).decode()


def unpacked(text: str) -> str:
    """Return the text that ``packed`` made small."""
    return lzma.decompress(base64.b64decode(text)).decode()


def encode_array(array: NDArray[Any]) -> dict[str, Any]:
    """Return the JSON form of an array of real numbers.

    Parameters
    ----------
    array : ndarray, any shape, real
        Converted to little-endian float64.

    Returns
    -------
    dict
        ``dtype``, ``shape`` and ``base64``.

    Examples
    --------
    >>> encode_array(np.array([1.0]))
    {'dtype': '<f8', 'shape': [1], 'base64': 'AAAAAAAA8D8='}
    """
    data = np.ascontiguousarray(array, dtype="<f8")
    return {"dtype": "<f8", "shape": list(data.shape), "base64": base64.b64encode(data.tobytes()).decode("ascii")}


def decode_array(wire: Wire, *, maximum_values: int = MAXIMUM_ARRAY_VALUES) -> NDArray[np.float64]:
    """Return the array that ``encode_array`` described.

    Parameters
    ----------
    wire : object
        What arrived; anything at all.
    maximum_values : int
        Bound on the product of the shape.

    Raises
    ------
    AnswerError
        If the description is not exactly that of a float64 array within the bound.

    Examples
    --------
    >>> decode_array(encode_array(np.array([[1.0, 2.5]])))
    array([[1. , 2.5]])
    """
    if not isinstance(wire, dict) or set(wire) != {"dtype", "shape", "base64"}:
        raise AnswerError("tableau de nombres attendu (dtype, shape, base64)")
    shape, text = wire["shape"], wire["base64"]
    if wire["dtype"] != "<f8":
        raise AnswerError("type de nombres reçu inconnu, « <f8 » attendu")
    if not isinstance(shape, list) or len(shape) > 3 or not all(type(n) is int and n >= 0 for n in shape):
        raise AnswerError("dimensions de tableau mal formées")
    count = math.prod(shape)
    if count > maximum_values:
        raise AnswerError(f"tableau de {count} valeurs reçu, {maximum_values} au plus attendues")
    if not isinstance(text, str) or len(text) != 4 * math.ceil(8 * count / 3):
        raise AnswerError("contenu du tableau sans rapport avec ses dimensions")
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise AnswerError("contenu du tableau illisible") from None
    if len(data) != 8 * count:
        raise AnswerError("contenu du tableau sans rapport avec ses dimensions")
    return np.frombuffer(data, dtype="<f8").astype(np.float64).reshape(shape)


def to_wire(declaration: AnswerDeclaration, value: object) -> Wire:
    """Return the JSON form of a candidate's value, converting what the field's libraries return.

    numpy scalars, zero-dimensional arrays, lists, tuples, arrays and data frames are accepted, and a day as Python,
    numpy, pandas or ISO 8601 has it; the form that leaves is then checked by ``from_wire``.

    Parameters
    ----------
    declaration : AnswerDeclaration
    value : object
        The candidate's own value.

    Raises
    ------
    AnswerError
        If the value cannot be turned into the declared kind.

    Examples
    --------
    >>> sigma = AnswerDeclaration(name="sigma_mm", type="number", label="écart-type", unit="mm")
    >>> to_wire(sigma, np.float64(2.5))
    2.5
    """
    value = _unwrapped(value)
    match declaration.type:
        case AnswerType.NUMBERS:
            return encode_array(_as_floats(declaration, value))
        case AnswerType.TABLE:
            return _rows(declaration, value)
        case AnswerType.FUNCTION:
            if not callable(value):
                raise AnswerError(_mismatch(declaration, value))
            if not _takes(value, len(declaration.parameters)):
                received = f"reçu une fonction de paramètres {str(inspect.signature(value))[:80]}"
                raise AnswerError(f"« {declaration.name} » : {received}, attendu {declaration.kind()}")
            return dict(FUNCTION_WIRE)
        case AnswerType.INTEGER:
            return _whole(value)
        case AnswerType.CHOICE if isinstance(value, str):
            return _word(declaration.choices, value)
        case _:
            return value


def from_wire(declaration: AnswerDeclaration, wire: Wire) -> Value:
    """Return the value that arrived, if it is exactly of the declared kind, shape and bounds.

    Parameters
    ----------
    declaration : AnswerDeclaration
    wire : object
        Decoded JSON, from anybody.

    Returns
    -------
    float, int, bool, str, ndarray of shape (n,), tuple of rows, or None for a function

    Raises
    ------
    AnswerError
        With a sentence in French that says what was received and what is expected.

    Examples
    --------
    >>> sigma = AnswerDeclaration(name="sigma_mm", type="number", label="écart-type", unit="mm", minimum=0)
    >>> from_wire(sigma, 2.5)
    2.5
    >>> from_wire(sigma, -1)
    Traceback (most recent call last):
    ...
    autograders.candidate.errors.AnswerError: « sigma_mm » : reçu -1, attendu au moins 0 (mm)
    """
    match declaration.type:
        case AnswerType.NUMBER if type(wire) in (int, float) and _is_finite(wire):
            return _within_bounds(declaration, float(wire))
        case AnswerType.INTEGER if type(wire) is int and abs(wire) <= LARGEST_EXACT_INTEGER:
            return int(_within_bounds(declaration, wire))
        case AnswerType.BOOLEAN if type(wire) is bool:
            return wire
        case AnswerType.TEXT if isinstance(wire, str) and len(wire) <= declaration.maximum_characters:
            return wire
        case AnswerType.CHOICE if isinstance(wire, str) and wire in declaration.choices:
            return wire
        case AnswerType.NUMBERS:
            return _numbers(declaration, wire)
        case AnswerType.TABLE if isinstance(wire, list) and len(wire) <= declaration.maximum_rows:
            return tuple(_row(declaration, index, row) for index, row in enumerate(wire, start=1))
        case AnswerType.FUNCTION if wire == FUNCTION_WIRE:
            return None
    raise AnswerError(_mismatch(declaration, wire))


def described(value: object) -> str:
    """Return a short description of any value, in French, without calling its own code.

    Examples
    --------
    >>> described(float("nan")), described([1, 2]), described("abc")
    ('nan', 'une liste de 2 éléments', '« abc »')
    """
    if value is None:
        return "rien (None)"
    if type(value) in (bool, int, float):
        return repr(value) if type(value) is not int or abs(value) < 10**20 else "un entier démesuré"
    if type(value) is str:
        return f"« {value[:60]}{'…' if len(value) > 60 else ''} »"
    if type(value) in (list, tuple):
        count = len(value)  # type: ignore[arg-type]
        return f"une liste de {count} élément{'s' if count > 1 else ''}"
    if isinstance(value, dict):
        return "un dictionnaire"
    if isinstance(value, np.ndarray):
        return f"un tableau numpy de forme {value.shape}"
    return f"un objet de type {type(value).__name__[:60]}"


def _unwrapped(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return value.item()
    return value


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _takes(function: Callable[..., object], count: int) -> bool:
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:
        # Some compiled functions have no signature to look at.
        return True
    return True


def _as_floats(declaration: AnswerDeclaration, value: object) -> NDArray[np.float64]:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise AnswerError(_mismatch(declaration, value)) from None
    return array.ravel() if array.ndim == 2 and 1 in array.shape else array


def _word(choices: Sequence[str], text: str) -> str:
    """Return the permitted word that is meant, whatever its case; the text itself where it is none."""
    return {word.casefold(): word for word in choices}.get(text.strip().casefold(), text)


def _day(value: object) -> object:
    """Return a day as ISO 8601 writes it, without its hour; what is no day stays as it is."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
    return value.isoformat()[:10] if isinstance(value, date) else value


def _rows(declaration: AnswerDeclaration, value: object) -> Wire:
    to_dict = getattr(value, "to_dict", None)
    if callable(to_dict):
        value = to_dict("records")
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    columns = {column.name: column for column in declaration.columns}

    def understood(key: str, cell: object) -> object:
        column = columns.get(key)
        if column and column.type is ColumnType.DATE:
            return _day(cell)
        cell = _unwrapped(cell)
        if column and column.choices and isinstance(cell, str):
            return _word(column.choices, cell)
        return _whole(cell) if column and column.type is ColumnType.INTEGER else cell

    return [
        {str(key): understood(str(key), cell) for key, cell in row.items()} if isinstance(row, Mapping) else row
        for row in value
    ]


def _numbers(declaration: AnswerDeclaration, wire: Wire) -> NDArray[np.float64]:
    try:
        array = decode_array(wire)
    except AnswerError as error:
        raise AnswerError(f"« {declaration.name} » : {error}") from None
    if array.ndim != 1 or (declaration.length is not None and len(array) != declaration.length):
        received = f"un tableau de forme {array.shape}"
        raise AnswerError(f"« {declaration.name} » : reçu {received}, attendu {declaration.kind()}")
    if not np.isfinite(array).all():
        raise AnswerError(f"« {declaration.name} » : valeur non finie (NaN ou infini) reçue, nombres attendus")
    for number in array:
        _within_bounds(declaration, float(number))
    return array


def _row(declaration: AnswerDeclaration, index: int, row: Wire) -> Row:
    place = f"« {declaration.name} », ligne {index}"
    expected = {column.name: column for column in declaration.columns}
    if not isinstance(row, dict):
        raise AnswerError(f"{place} : reçu {described(row)}, attendu un dictionnaire aux clés {', '.join(expected)}")
    if set(row) != set(expected):
        raise AnswerError(f"{place} : {_differing(row, expected)}. Les clés sont {', '.join(expected)}")
    return {name: _cell(place, column, row[name]) for name, column in expected.items()}


def _differing(row: Mapping[str, Wire], expected: Mapping[str, Column]) -> str:
    lacking = [f"clé {name} absente" for name in expected if name not in row]
    surplus = [f"clé {str(name)[:40]} de trop" for name in sorted(row, key=str) if name not in expected]
    return ", ".join((lacking + surplus)[:20])


def _cell(place: str, column: Column, cell: Wire) -> float | int | str:
    match column.type:
        case ColumnType.NUMBER if type(cell) in (int, float) and _is_finite(cell):
            return float(cell)
        case ColumnType.INTEGER if type(cell) is int and abs(cell) <= LARGEST_EXACT_INTEGER:
            return cell
        case ColumnType.TEXT if isinstance(cell, str) and len(cell) <= MAXIMUM_CELL_CHARACTERS:
            return cell
        case ColumnType.CHOICE if isinstance(cell, str) and cell in column.choices:
            return cell
        case ColumnType.DATE if isinstance(cell, str) and _is_day(cell):
            return cell
    raise AnswerError(f"{place}, colonne {column.name} : reçu {described(cell)}, attendu {column.kind()}")


def _is_day(text: str) -> bool:
    # As it leaves a notebook: of all the forms that ISO 8601 permits, the one with hyphens.
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_finite(number: float) -> bool:
    # An integer beyond float's range would overflow inside isfinite.
    return abs(number) <= 1.7e308 if type(number) is int else math.isfinite(number)


def _within_bounds(declaration: AnswerDeclaration, number: float) -> float:
    unit = f" ({declaration.unit})" if declaration.unit else ""
    if declaration.minimum is not None and number < declaration.minimum:
        raise AnswerError(f"« {declaration.name} » : reçu {number:.6g}, attendu au moins {declaration.minimum:g}{unit}")
    if declaration.maximum is not None and number > declaration.maximum:
        raise AnswerError(f"« {declaration.name} » : reçu {number:.6g}, attendu au plus {declaration.maximum:g}{unit}")
    return number


def _mismatch(declaration: AnswerDeclaration, value: object) -> str:
    return f"« {declaration.name} » : reçu {described(value)}, attendu {declaration.kind()}"
