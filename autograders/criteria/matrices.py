"""Judges of matrices handed in as one cell a row: who, by which criterion, how much."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .rows import folded
from .suspicions import suspected_in_most
from .wording import absent, right, sentence, unreadable, wrong

Place: TypeAlias = tuple[str, str]
_SHOWN = 8
_SHOWN_CHARACTERS = 40


def read_matrix(rows: Sequence[Row], keys: tuple[str, str, str]) -> dict[Place, float]:
    """Return the cells by (row, column), both folded; a cell given twice with different values is left out.

    Parameters
    ----------
    rows : sequence of rows
    keys : tuple of str
        Names of the columns that hold the row, the column and the value.

    Examples
    --------
    >>> read_matrix([{"device": "A01", "criterion": "Masse", "value": 6.5}], ("device", "criterion", "value"))
    {('a01', 'masse'): 6.5}
    """
    row_key, column_key, value_key = keys
    cells: dict[Place, set[float]] = {}
    for row in rows:
        value = row.get(value_key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            cells.setdefault((folded(row.get(row_key, "")), folded(row.get(column_key, ""))), set()).add(float(value))
    return {place: next(iter(values)) for place, values in cells.items() if len(values) == 1}


def matrix_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    keys: tuple[str, str, str],
    accepted: Mapping[Place, Accepted],
    excluded: Collection[str] = (),
    advice: str = "",
    suspicions: Mapping[Misconception, Mapping[Place, Accepted]] | None = None,
    excluded_misconception: Misconception | None = None,
) -> Check:
    """Judge a matrix cell by cell; the fraction is the share of right cells among those expected and those in excess.

    A column that holds a wrong value earns nothing: its scale is wrong for all the rows.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    weight, advice
        As for ``number_check``.
    keys : tuple of str
        Names of the columns that hold the row, the column and the value.
    accepted : mapping of bands by (row, column)
        What must be there; at least one cell.
    excluded : collection of str
        Rows that must not be there, to be named in the message.
    suspicions : mapping of bands by Misconception
        Told where more than half of the wrong cells show it.
    excluded_misconception : Misconception, optional
        Told where an excluded row is there and the cells betray nothing.

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
    given = read_matrix(rows, keys)
    known = {(folded(row), folded(column)): (row, column) for row, column in accepted}
    excess = [place for place in given if place not in known]
    faulty = {
        known[word]: value for word, value in given.items() if word in known and _is_off(value, accepted, known[word])
    }
    lacking = [place for word, place in known.items() if word not in given]
    admitted = len(known) - len(lacking) - len(faulty)
    received = f"{admitted} cellules justes sur {len(known)}."
    spoilt = {column for _, column in faulty}
    earning = sum(word in given and column not in spoilt for word, (_, column) in known.items())
    fraction = earning / (len(known) + len(excess))
    if fraction == 1.0:
        return right(label, weight, received)
    intruders = sorted({row for row, _ in excess} & {folded(row) for row in excluded})
    message = sentence(
        received,
        _listed("Cellules absentes ou contradictoires", [f"{column} de {row}" for row, column in lacking]),
        _listed("À revoir", [f"{column} de {row}" for row, column in faulty]),
        _listed("Lignes qui n’ont pas à y être", intruders),
        f"{len(excess)} cellules en trop." if excess else "",
    )
    misconception = suspected_in_most(
        [
            (value, {item: bands[place] for item, bands in (suspicions or {}).items() if place in bands})
            for place, value in faulty.items()
        ]
    )
    if misconception is None and intruders:
        misconception = excluded_misconception
    return wrong(label, weight, message, misconception=misconception, advice=advice, fraction=fraction)


def _is_off(value: float, accepted: Mapping[Place, Accepted], place: Place) -> bool:
    return not lies_in(value, accepted[place])


def _listed(title: str, items: Sequence[str]) -> str:
    more = "…" if len(items) > _SHOWN else ""
    return f"{title} : {', '.join(item[:_SHOWN_CHARACTERS] for item in items[:_SHOWN])}{more}." if items else ""
