"""What a function is tried on: inputs, what it must return, and what the known wrong ideas return."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import isclose
from pathlib import Path
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Slip, declared_misconceptions, folded, table_function_check
from autograders.model.answers import Answers, Argument
from autograders.model.verdict import Check

MISTAKES = declared_misconceptions(Path(__file__).parent)
# Three decimals are enough; a change of unit never fits in.
RELATIVE, ABSOLUTE = 1e-4, 6e-4

Cells: TypeAlias = tuple[float | str, ...]
# By the cells of the key columns, folded.
Table: TypeAlias = Mapping[tuple[str, ...], Cells]


@dataclass(frozen=True)
class Trial:
    """One call of a function.

    Parameters
    ----------
    situation : str
        In French, what it tries; told where it fails.
    arguments : tuple of Argument
    expected : Table
    mistakes : mapping of Table by identifier of a misconception
    ignored : frozenset of keys
        Of rows that may be given and are not judged.
    """

    situation: str
    arguments: tuple[Argument, ...]
    expected: Table
    mistakes: Mapping[str, Table] = field(default_factory=dict)
    ignored: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True)
class Layout:
    """Which columns of a returned table are its key and which its values."""

    keys: tuple[str, ...]
    values: tuple[str, ...]


def trials_check(
    answers: Answers, name: str, *, weight: float, layout: Layout, trials: Sequence[Trial], advice: str
) -> Check:
    """Judge a function by the tables that it returned for the trials."""
    return established_check(
        answers,
        name,
        weight=weight,
        situations=[trial.situation for trial in trials],
        rule=table_rule(layout, trials),
        advice=advice,
    )


def established_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    situations: Sequence[str],
    rule: Callable[[int, tuple[Row, ...]], Slip | None],
    advice: str,
) -> Check:
    """Judge a function by its tables; an empty one counts only from a function that returns a right one with rows."""
    probes = answers[name].probes

    @cache
    def slip(index: int) -> Slip | None:
        return rule(index, probes[index].rows or ())

    found = any(probe.rows and slip(index) is None for index, probe in enumerate(probes))

    def established(index: int, rows: tuple[Row, ...]) -> Slip | None:
        return slip(index) if rows or found else Slip("Une table vide n’établit rien quand aucune autre n’est juste")

    return table_function_check(answers, name, weight=weight, situations=situations, rule=established, advice=advice)


def table_rule(layout: Layout, trials: Sequence[Trial]) -> Callable[[int, tuple[Row, ...]], Slip | None]:
    """Return the rule that tells whether the rows of a call are those of its trial."""

    def rule(index: int, rows: tuple[Row, ...]) -> Slip | None:
        trial = trials[index]
        found = read_table(rows, layout, trial.ignored)
        if same_table(found, trial.expected):
            return None
        betrayed = (name for name, table in trial.mistakes.items() if same_table(found, table))
        return Slip("", MISTAKES.get(next(betrayed, "")))

    return rule


def read_table(rows: Sequence[Row], layout: Layout, ignored: frozenset[tuple[str, ...]] = frozenset()) -> Table | None:
    """Return the rows by key, rows that hold nothing but zeros left out; ``None`` where a key comes twice differently.

    Examples
    --------
    >>> layout = Layout(("article",), ("quantity",))
    >>> read_table([{"article": "PR-1 ", "quantity": 2.0}, {"article": "PR-2", "quantity": 0.0}], layout)
    {('pr-1',): (2.0,)}
    """
    found: dict[tuple[str, ...], Cells] = {}
    for row in rows:
        key = tuple(folded(row[name]) for name in layout.keys)
        cells = tuple(folded(cell) if isinstance(cell := row[name], str) else float(cell) for name in layout.values)
        if key in ignored or all(cell == 0 for cell in cells):
            continue
        first = found.setdefault(key, cells)
        if first is not cells and not same_cells(first, cells):
            return None
    return found


def same_table(found: Table | None, expected: Table) -> bool:
    """Return whether two tables have the same keys and, within the tolerances, the same values."""
    return (
        found is not None
        and found.keys() == expected.keys()
        and all(same_cells(cells, expected[key]) for key, cells in found.items())
    )


def same_cells(cells: Cells, others: Cells) -> bool:
    """Return whether texts are the same and numbers are close."""
    return len(cells) == len(others) and all(
        isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
        if isinstance(one, float) and isinstance(other, int | float)
        else one == other
        for one, other in zip(cells, others, strict=True)
    )


def by_article(values: Mapping[str, float | Cells]) -> Table:
    """Return a table whose key is one article number.

    Examples
    --------
    >>> by_article({"PR-00001": 2})
    {('pr-00001',): (2,)}
    """
    return {(folded(number),): cells if isinstance(cells, tuple) else (cells,) for number, cells in values.items()}
