"""Judge of tables whose rows are named by two columns, such as an interview and a theme."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .rows import Slip, commonest
from .wording import absent, right, unreadable, wrong

Pair: TypeAlias = tuple[str, str]
_SHOWN = 6


def rows_by_pair(rows: Sequence[Row] | None, columns: Pair) -> Mapping[Pair, list[Row]]:
    """Return the different rows of each pair, blanks around the words left out.

    Examples
    --------
    >>> rows_by_pair([{"of": " depot", "to": "visa", "n": 1}, {"of": "depot", "to": "visa ", "n": 2}], ("of", "to"))
    {('depot', 'visa'): [{'of': ' depot', 'to': 'visa', 'n': 1}, {'of': 'depot', 'to': 'visa ', 'n': 2}]}
    """
    found: dict[Pair, list[Row]] = {}
    for row in rows or ():
        first, second = (str(row.get(column, "")).strip() for column in columns)
        same = found.setdefault((first, second), [])
        if row not in same:
            same.append(row)
    return found


def pairs_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    columns: Pair,
    expected: Collection[Pair],
    rule: Callable[[Pair, Row], Slip | None] = lambda key, row: None,
    judged: Callable[[Pair], bool] = lambda key: True,
    betrayed: Callable[[Collection[Pair], Collection[Pair]], Misconception | None] = lambda lacking, excess: None,
    lacking_as: Callable[[Pair], str] | None = None,
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
        What is wrong with a row; by default a row that is expected is right.
    judged : callable (key) -> bool
        Rows that are neither expected nor in excess where it is false.
    betrayed : callable (keys that lack, keys in excess) -> Misconception or None
        Told where no row betrays one.
    lacking_as : callable (key) -> str, optional
        How to call a row that is not there, where its key would tell the answer.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    rows = answers.rows(name)
    if rows is None:
        return unreadable(answer, label, weight)
    given = rows_by_pair(rows, columns)
    slips: dict[Pair, Slip] = {}
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
    parts += [f"{_told(key)} : {slip.message}." for key, slip in list(slips.items())[:_SHOWN]]
    fraction = admitted / (len(expected) + len(excess))
    mistake = commonest(slips.values()) or betrayed(lacking, excess)
    return wrong(label, weight, " ".join(parts), misconception=mistake, advice=advice, fraction=fraction)


def _told(key: Pair) -> str:
    return f"{key[0][:40]}, {key[1][:40]}"


def _listed(names: Iterable[str]) -> str:
    counts = [name if count == 1 else f"{name} ({count})" for name, count in Counter(names).items()]
    more = f" et {len(counts) - _SHOWN} autres" if len(counts) > _SHOWN else ""
    return " ; ".join(counts[:_SHOWN]) + more
