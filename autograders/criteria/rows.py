"""Judges of tables by a rule: each row is right, or has a slip that can be named."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from autograders.candidate.wire import Row
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .wording import absent, right, sentence, unreadable, wrong

_SHOWN = 5
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Slip:
    """What is wrong with one row: said in French, and the misconception that it betrays, if any."""

    message: str
    misconception: Misconception | None = None


def rows_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    key: str,
    expected: Collection[str],
    rule: Callable[[str, Row], Slip | None],
    advice: str = "",
    penalty: float = 0.0,
    chance: int = 0,
) -> Check:
    """Judge a table row by row: the fraction is the share of right rows among those expected and those in excess.

    Keys are compared without regard to case or surrounding blanks. A row given twice with different cells counts as
    wrong.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``table`` answer.
    label : str
        What is looked at, in French: one table may serve several checks.
    weight, advice
        As for ``number_check``.
    key : str
        Column that names the row.
    expected : collection of str
        Keys of the rows that must be there; at least one.
    rule : callable (key as expected, row) -> Slip or None
        What is wrong with a row.
    penalty : float
        Right rows that a wrong one or one in excess takes away, so that guessing gains nothing.
    chance : int
        Right rows that one same word in all rows would have, fewer than are expected: only what is beyond them gains.

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
    given = rows_by_key(rows, key)
    known = {folded(each): each for each in expected}
    slips: dict[str, Slip] = {}
    for word, own_key in known.items():
        same = given.get(word, ())
        if len(same) > 1:
            slips[own_key] = Slip("donné plusieurs fois, différemment")
        elif same and (slip := rule(own_key, same[0])) is not None:
            slips[own_key] = slip
    lacking = [own_key for word, own_key in known.items() if word not in given]
    excess = [word for word in given if word not in known]
    admitted = len(known) - len(lacking) - len(slips)
    gained = admitted - penalty * (len(slips) + len(excess)) - chance
    fraction = max(0.0, gained / (len(known) + len(excess) - chance))
    received = f"{admitted} lignes justes sur {len(known)}."
    if fraction == 1.0:
        return right(label, weight, received)
    message = sentence(
        received,
        _listed("Lignes absentes", lacking),
        _listed("Lignes inattendues", excess),
        " ".join(f"{own_key} : {slip.message}." for own_key, slip in list(slips.items())[:_SHOWN]),
    )
    return wrong(label, weight, message, misconception=commonest(slips.values()), advice=advice, fraction=fraction)


def rows_by_key(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    """Return the different rows of each key, the key folded.

    Examples
    --------
    >>> rows_by_key([{"device": " a01", "value": 1}, {"device": "A01", "value": 1}], "device")
    {'a01': [{'device': ' a01', 'value': 1}]}
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        same = found.setdefault(folded(row.get(key, "")), [])
        if not any(_alike(row, other, key) for other in same):
            same.append(row)
    return found


def folded(text: object) -> str:
    """Return a word without regard to case or surrounding blanks."""
    return str(text).strip().casefold()


def _alike(row: Row, other: Row, key: str) -> bool:
    return all(value == other.get(name) for name, value in row.items() if name != key)


def commonest(slips: Iterable[Slip]) -> Misconception | None:
    """Return the misconception that most slips betray; the first met among equals."""
    found = Counter(slip.misconception for slip in slips if slip.misconception is not None)
    return max(found, key=lambda each: found[each]) if found else None


def _listed(title: str, items: Sequence[str]) -> str:
    return f"{title} : {', '.join(item[:_SHOWN_CHARACTERS] for item in items[:12])}." if items else ""
