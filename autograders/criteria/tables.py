"""Judges of tables, row by row."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import lies_in
from .rows import folded, rows_by_key
from .suspicions import Cells, TableSuspicions, suspected_in_most
from .wording import absent, right, sentence, unreadable, wrong


class _Cell(NamedTuple):
    row_key: str
    column: str
    value: float


class _Comparison(NamedTuple):
    """What a table holds beside what was expected of it."""

    admitted: int
    faulty: tuple[_Cell, ...]
    lacking: tuple[str, ...]
    ambiguous: tuple[str, ...]
    unexpected: tuple[str, ...]


def table_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    key: str,
    accepted: Cells,
    advice: str = "",
    ignored: Collection[str] = (),
    suspicions: TableSuspicions | None = None,
) -> Check:
    """Judge the numbers of a table by the key of their row; the fraction is the share of right cells.

    Keys are compared without regard to case or surrounding blanks. A row that is missing, or given twice with
    different figures, counts as wrong; a row that is neither expected nor ignored is charged as a wrong one.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    weight, advice
        As for ``number_check``.
    key : str
        Column that names the row.
    accepted : mapping of mapping of bands
        By row key, then by column: what the legitimate methods give; at least one cell.
    ignored : collection of str
        Keys of rows that may be given and are not judged.
    suspicions : mapping of cells by Misconception
        Told where more than half of the wrong cells show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if rows is None:
        return unreadable(answer, label, weight)
    compared = _compare(rows, key, accepted, ignored)
    cells = sum(len(columns) for columns in accepted.values())
    # An unexpected row costs what an expected one is worth.
    fraction = compared.admitted / (cells + len(compared.unexpected) * cells / len(accepted))
    received = f"{compared.admitted} valeurs admises sur {cells}."
    if fraction == 1.0:
        return right(label, weight, received)
    message = sentence(
        received,
        _listed("Lignes absentes", compared.lacking),
        _listed("Lignes en double, de valeurs différentes", compared.ambiguous),
        _listed("Lignes inattendues", compared.unexpected),
        _listed("À revoir", [f"{cell.column} de {cell.row_key}" for cell in compared.faulty]),
    )
    misconception = suspected_in_most(
        [
            (
                cell.value,
                {
                    item: bands[cell.row_key][cell.column]
                    for item, bands in (suspicions or {}).items()
                    if cell.column in bands.get(cell.row_key, {})
                },
            )
            for cell in compared.faulty
        ]
    )
    return wrong(label, weight, message, misconception=misconception, advice=advice, fraction=fraction)


def _compare(rows: Sequence[Row], key: str, accepted: Cells, ignored: Collection[str]) -> _Comparison:
    given = rows_by_key(rows, key)
    known = {folded(row_key): row_key for row_key in accepted}
    optional = {folded(row_key) for row_key in ignored}
    admitted = 0
    faulty: list[_Cell] = []
    for word, row_key in known.items():
        if len(given.get(word, ())) != 1:
            continue
        for column, band in accepted[row_key].items():
            value = _number(given[word][0], column)
            if value is not None and lies_in(value, band):
                admitted += 1
            elif value is not None:
                faulty.append(_Cell(row_key, column, value))
    return _Comparison(
        admitted,
        tuple(faulty),
        lacking=tuple(row_key for word, row_key in known.items() if word not in given),
        ambiguous=tuple(row_key for word, row_key in known.items() if len(given.get(word, ())) > 1),
        unexpected=tuple(word for word in given if word not in known and word not in optional),
    )


def _number(row: Row, column: str) -> float | None:
    value = row.get(column)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _listed(title: str, items: Sequence[str]) -> str:
    return f"{title} : {', '.join(item[:60] for item in items[:12])}." if items else ""
