"""Answers that no grader hopes for: what each declared answer might be instead of right.

Two kinds: values that the protocol refuses (the grader then sees a refused answer), and values that are well
formed and absurd. A grader must give a clear verdict on each, alone and together.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograders.candidate.declarations import AnswerDeclaration, AnswerType, Column, ColumnType
from autograders.candidate.errors import AnswerError
from autograders.candidate.inspections import inspection_result
from autograders.candidate.wire import Value, encode_array, from_wire
from autograders.model.answers import Answer, AnswerState, ProbeResult

HUGE = 1e300
SCALED_UP, SCALED_DOWN = 1000.0, 0.001
_NESTED: list[object] = []
for _ in range(200):
    _NESTED = [_NESTED]

_ANYTHING: tuple[tuple[str, object], ...] = (
    ("None", None),
    ("NaN", math.nan),
    ("infinity", math.inf),
    ("minus infinity", -math.inf),
    ("a huge number", HUGE),
    ("an integer beyond floating point", 10**400),
    ("a negative number", -1.0),
    ("zero", 0),
    ("True", True),
    ("an empty text", ""),
    ("a text", "abc"),
    ("a control character", "\x00"),
    ("a long text", "x" * 100_000),
    ("an empty list", []),
    ("a nested list", _NESTED),
    ("an empty dictionary", {}),
    ("a list of empty dictionaries", [{}, {}]),
    ("an empty array", encode_array(np.empty(0))),
    ("an array of one number", encode_array(np.array([1.0]))),
    ("an array of zeros", encode_array(np.zeros(7))),
    ("an array of NaN", encode_array(np.full(5, math.nan))),
    ("an array of huge numbers", encode_array(np.full(50, HUGE))),
    ("a two-dimensional array", encode_array(np.ones((3, 3)))),
    ("an array whose shape lies", {"dtype": "<f8", "shape": [10**9], "base64": ""}),
    ("a function", {"callable": True}),
)


@dataclass(frozen=True)
class Junk:
    """A bad answer and what to call it in a report.

    Parameters
    ----------
    label : str
        In English, such as ``noise_a_mm = NaN``.
    answer : Answer
    """

    label: str
    answer: Answer


def junk_answers(reference: Answer) -> Iterator[Junk]:
    """Yield bad answers in place of a right one.

    Parameters
    ----------
    reference : Answer
        The right answer; its value tells the unit, its probes tell how many calls a function was given.
    """
    declaration = reference.declaration
    yield Junk(f"{declaration.name} missing", Answer(declaration=declaration, state=AnswerState.MISSING))
    other = Answer(declaration=declaration, state=AnswerState.OTHER_VARIANT, message="autre variante")
    yield Junk(f"{declaration.name} of another variant", other)
    for label, wire in (*_ANYTHING, *_typed(declaration)):
        if declaration.type is not AnswerType.FUNCTION or wire != {"callable": True}:
            yield Junk(f"{declaration.name} = {label}", received(declaration, wire))
    if declaration.is_tried:
        result = inspection_result(declaration) if declaration.inspection else declaration.result()
        for label, probes in _probe_results(result, len(reference.probes)):
            yield Junk(f"{declaration.name} that returns {label}", _tried(reference, probes))
    yield from scaled(reference, SCALED_UP)
    yield from scaled(reference, SCALED_DOWN)


def scaled(reference: Answer, scale: float) -> Iterator[Junk]:
    """Yield the right answer in a wrong unit, where it is one number, several, or a function.

    Parameters
    ----------
    reference : Answer
    scale : float
        Factor between the units.
    """
    declaration, value = reference.declaration, reference.value
    label = f"{declaration.name} × {scale:g}"
    match value:
        case int() | float() if value and not isinstance(value, bool):
            yield Junk(label, received(declaration, value * scale))
        case np.ndarray() if value.any():
            yield Junk(label, received(declaration, encode_array(value * scale)))
    if declaration.type is AnswerType.FUNCTION and reference.probes:
        results = tuple(_scaled_result(probe, scale) for probe in reference.probes)
        # A table of texts has no unit to get wrong.
        if results != reference.probes:
            yield Junk(label, _tried(reference, results))


def received(declaration: AnswerDeclaration, wire: object) -> Answer:
    """Return the answer that the trusted process holds after this arrived: given or refused."""
    try:
        value: Value = from_wire(declaration, wire)
    except AnswerError as error:
        return Answer(declaration=declaration, state=AnswerState.REFUSED, message=str(error))
    return Answer(declaration=declaration, state=AnswerState.GIVEN, value=value, wire=wire)


def _typed(declaration: AnswerDeclaration) -> Iterator[tuple[str, object]]:
    for name, bound in (("minimum", declaration.minimum), ("maximum", declaration.maximum)):
        if bound is not None:
            value: object = int(bound) if declaration.type is AnswerType.INTEGER else bound
            yield f"its public {name}", value
    for choice in declaration.choices:
        yield f"'{choice}'", choice
    if declaration.type is AnswerType.BOOLEAN:
        yield "False", False
    if declaration.type is AnswerType.TABLE:
        yield from _tables(declaration)
    if declaration.length is not None:
        yield "zeros of the right count", encode_array(np.zeros(declaration.length))
        yield "huge numbers of the right count", encode_array(np.full(declaration.length, HUGE))


def _tables(declaration: AnswerDeclaration) -> Iterator[tuple[str, list[dict[str, float | int | str]]]]:
    for label, cells in (("empty or zero", ("", 0)), ("absurd", ("no such thing", HUGE)), ("negative", ("-", -1))):
        row = {column.name: _cell(column, *cells) for column in declaration.columns}
        yield f"one row, {label}", [row]
        yield f"as many rows as permitted, {label}", [row] * declaration.maximum_rows


def _cell(column: Column, text: str, number: float) -> float | int | str:
    if column.type is ColumnType.TEXT:
        return text
    if column.type is ColumnType.CHOICE:
        # No other word gets this far.
        return column.choices[0]
    if column.type is ColumnType.DATE:
        # The first day that there is, an ordinary one, the last.
        return "0001-01-01" if number < 0 else "9999-12-31" if number else "2000-02-29"
    if column.type is ColumnType.INTEGER:
        return int(max(-(2**53), min(2**53, number)))
    return float(number)


def _probe_results(declared: AnswerDeclaration, count: int) -> Iterator[tuple[str, Sequence[ProbeResult]]]:
    if declared.type is AnswerType.TABLE:
        results = [("no row", ProbeResult(None, rows=()))]
        results += [(label, ProbeResult(None, rows=tuple(rows))) for label, rows in _tables(declared)]
    else:
        values = {"zero": 0.0, "a negative number": -1.0, "a huge number": HUGE, "NaN": math.nan, "infinity": math.inf}
        results = [(label, ProbeResult(value)) for label, value in values.items()]
    for label, result in results:
        yield label, [result] * count
    yield "nothing", [ProbeResult(None, "TypeError : rien")] * count
    yield "fewer results than calls", [results[0][1]] * (count // 2)
    yield "no result at all", []


def _scaled_result(probe: ProbeResult, scale: float) -> ProbeResult:
    def cell(value: float | int | str) -> float | int | str:
        return value if isinstance(value, str) else type(value)(value * scale)

    return ProbeResult(
        None if probe.value is None else probe.value * scale,
        probe.error,
        None if probe.rows is None else tuple({key: cell(value) for key, value in row.items()} for row in probe.rows),
    )


def _tried(reference: Answer, probes: Sequence[ProbeResult]) -> Answer:
    return replace(reference, state=AnswerState.GIVEN, probes=tuple(probes))
