"""Judge of tables whose rows are named by two columns, such as an interview and a theme."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, right, wrong
from autograders.criteria.rows import commonest
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
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
    rule: Callable[[Key, Row], Slip | None] = lambda key, row: None,
    judged: Callable[[Key], bool] = lambda key: True,
    betrayed: Callable[[Collection[Key], Collection[Key]], Misconception | None] = lambda lacking, excess: None,
    lacking_as: Callable[[Key], str],
    advice: str,
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
    betrayed : callable (keys that lack, keys in excess) -> Misconception or None
        Told where no row betrays one.
    lacking_as : callable (key) -> str
        How to call a row that is not there, as its key would tell the answer.
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
    parts += [f"Lignes absentes : {_listed(map(lacking_as, lacking))}."] if lacking else []
    parts += [f"Lignes inattendues : {_listed(map(_told, excess))}."] if excess else []
    parts += [f"{_told(key)} : {slip.message}." for key, slip in list(slips.items())[:SHOWN]]
    fraction = admitted / (len(expected) + len(excess))
    mistake = commonest(slips.values()) or betrayed(lacking, excess)
    return wrong(label, weight, " ".join(parts), misconception=mistake, advice=advice, fraction=fraction)


def with_mistake(check: Check, mistake: Misconception | None) -> Check:
    """Return a check that tells a misconception, where it lost points and tells none."""
    if mistake is None or check.fraction == 1.0 or check.misconception:
        return check
    return replace(check, message=f"{check.message} {mistake.message}", misconception=mistake.id)


def _told(key: Key) -> str:
    return f"{key[0][:40]}, {key[1][:40]}"


def _listed(names: Iterable[str]) -> str:
    counts = [name if count == 1 else f"{name} ({count})" for name, count in Counter(names).items()]
    more = f" et {len(counts) - SHOWN} autres" if len(counts) > SHOWN else ""
    return " ; ".join(counts[:SHOWN]) + more
