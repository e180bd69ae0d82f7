"""Judges of tables, row by row."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import lies_in
from .suspicions import Cells, TableSuspicion, suspected_in_most
from .wording import absent, sentence, unreadable


class _WrongCell(NamedTuple):
    row_key: str
    column: str
    value: float


class _Comparison(NamedTuple):
    """What a table holds beside what was expected of it."""

    right: int
    wrong: tuple[_WrongCell, ...]
    lacking: tuple[str, ...]
    ambiguous: tuple[str, ...]
    unexpected: tuple[str, ...]


def table_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    key: str,
    accepted: Cells,
    expected: str,
    advice: str = "",
    ignored: Collection[str] = (),
    suspicions: Sequence[TableSuspicion] = (),
) -> Check:
    """Judge the numbers of a table by the key of their row; the fraction is the share of right cells.

    Keys are compared without regard to case or surrounding blanks. A row that is missing, or given twice with
    different figures, counts as wrong; a row that is neither expected nor ignored is charged as a wrong one.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    label, weight, expected, advice
        As for ``number_check``.
    key : str
        Column that names the row.
    accepted : mapping of mapping of bands
        By row key, then by column: what the legitimate methods give; at least one cell.
    ignored : collection of str
        Keys of rows that may be given and are not judged.
    suspicions : sequence of TableSuspicion
        Told where more than half of the wrong cells show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if rows is None:
        return unreadable(label, weight, f"{expected} : {answer.declaration.kind()} est attendu.")
    compared = _compare(rows, key, accepted, ignored)
    cells = sum(len(columns) for columns in accepted.values())
    # An unexpected row costs what an expected one is worth.
    fraction = compared.right / (cells + len(compared.unexpected) * cells / len(accepted))
    received = f"{compared.right} valeurs admises sur {cells} pour {expected}"
    if fraction == 1.0:
        return Check(label=label, weight=weight, fraction=1.0, message=f"{received}.")
    by_id = {item.misconception.id: item for item in suspicions}
    recognised = suspected_in_most(
        [
            (cell.value, {id_: item.cells.get(cell.row_key, {}).get(cell.column) for id_, item in by_id.items()})
            for cell in compared.wrong
        ]
    )
    message = sentence(
        f"{received}.",
        _listed("Lignes absentes", compared.lacking),
        _listed("Lignes en double, de valeurs différentes", compared.ambiguous),
        _listed("Lignes inattendues", compared.unexpected),
        _listed("À revoir", [f"{cell.column} de {cell.row_key}" for cell in compared.wrong]),
        by_id[recognised].misconception.message if recognised else advice,
    )
    return Check(label=label, weight=weight, fraction=fraction, message=message, misconception=recognised)


def _compare(rows: Sequence[Row], key: str, accepted: Cells, ignored: Collection[str]) -> _Comparison:
    given = _distinct_rows(rows, key)
    known = {_folded(row_key): row_key for row_key in accepted}
    optional = {_folded(row_key) for row_key in ignored}
    right = 0
    wrong: list[_WrongCell] = []
    for folded, row_key in known.items():
        if len(given.get(folded, ())) != 1:
            continue
        for column, band in accepted[row_key].items():
            value = _number(given[folded][0], column)
            if value is not None and lies_in(value, band):
                right += 1
            elif value is not None:
                wrong.append(_WrongCell(row_key, column, value))
    return _Comparison(
        right,
        tuple(wrong),
        lacking=tuple(row_key for folded, row_key in known.items() if folded not in given),
        ambiguous=tuple(row_key for folded, row_key in known.items() if len(given.get(folded, ())) > 1),
        unexpected=tuple(folded for folded in given if folded not in known and folded not in optional),
    )


def _distinct_rows(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        same = found.setdefault(_folded(str(row.get(key, ""))), [])
        if row not in same:
            same.append(row)
    return found


def _folded(text: str) -> str:
    return text.strip().casefold()


def _number(row: Row, column: str) -> float | None:
    value = row.get(column)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _listed(title: str, items: Sequence[str]) -> str:
    return f"{title} : {', '.join(item[:60] for item in items[:12])}." if items else ""
