"""Judge of tables whose rows are named by two columns, such as a partner and a code."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, right, wrong
from autograders.criteria.rows import commonest
from autograders.model.answers import Answers
from autograders.model.verdict import Check

Key: TypeAlias = tuple[str, str]
SHOWN = 6


def rows_by_pair(rows: Sequence[Row] | None, columns: Key) -> Mapping[Key, list[Row]]:
    """Return the different rows of each pair, blanks around the words left out."""
    found: dict[Key, list[Row]] = {}
    for row in rows or ():
        same = found.setdefault((str(row[columns[0]]).strip(), str(row[columns[1]]).strip()), [])
        if row not in same:
            same.append(row)
    return found


def pairs_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    columns: Key,
    expected: Collection[Key],
    rule: Callable[[Key, Row], Slip | None],
    judged: Callable[[Key], bool] = lambda key: True,
    lacking_as: Callable[[Key], str] | None = None,
    advice: str = "",
) -> Check:
    """Judge a table row by row: the fraction is the share of right rows among those expected and those in excess.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    label : str
    weight, advice
        As for ``rows_check``.
    columns : tuple of str
        That name the row.
    expected : collection of tuple of str
        At least one.
    rule : callable (key, row) -> Slip or None
    judged : callable (key) -> bool
        Rows that are neither expected nor in excess where it is false.
    lacking_as : callable (key) -> str, optional
        How to call a row that is not there, where its key would tell the answer.
    """
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    given = rows_by_pair(answers.rows(name), columns)
    slips: dict[Key, Slip] = {}
    for key in expected:
        same = given.get(key, [])
        if len(same) > 1:
            slips[key] = Slip("donné plusieurs fois, différemment")
        elif same and (slip := rule(key, same[0])) is not None:
            slips[key] = slip
    lacking = [key for key in expected if key not in given]
    excess = [key for key in given if key not in expected and judged(key)]
    admitted = len(expected) - len(lacking) - len(slips)
    received = f"{admitted} lignes justes sur {len(expected)}."
    if admitted == len(expected) and not excess:
        return right(label, weight, received)
    parts = [received]
    parts += [f"Lignes absentes : {_listed(map(lacking_as or _told, lacking))}."] if lacking else []
    parts += [f"Lignes inattendues : {_listed(map(_told, excess))}."] if excess else []
    parts += [f"{_told(key)} : {slip.message}." for key, slip in list(slips.items())[:SHOWN]]
    fraction = admitted / (len(expected) + len(excess))
    mistake = commonest(slips.values())
    return wrong(label, weight, " ".join(parts), misconception=mistake, advice=advice, fraction=fraction)


def _told(key: Key) -> str:
    return f"{key[0][:40]}, {key[1][:40]}"


def _listed(names: Iterable[str]) -> str:
    counts = [name if count == 1 else f"{name} ({count})" for name, count in Counter(names).items()]
    more = f" et {len(counts) - SHOWN} autres" if len(counts) > SHOWN else ""
    return " ; ".join(counts[:SHOWN]) + more
