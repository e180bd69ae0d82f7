"""Records of one system, and patches as the notebook's own ``apply_patch`` applies them."""

from collections.abc import Collection, Mapping, Sequence
from math import isclose, isfinite
from typing import TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import folded

IN_FORCE, OBSOLETE = "en vigueur", "obsolète"
CREATE, UPDATE, RETIRE = "créer", "modifier", "retirer"

# By article number, folded.
Records: TypeAlias = Mapping[str, Mapping[str, str]]


class PatchError(Exception):
    """A patch cannot be applied: it changes what is not there or obsolete, or has no meaning."""


def records(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Return records by article number."""
    return {folded(row["article"]): {key: str(value) for key, value in row.items()} for row in rows}


def apply_patch(target: Records, patch: Sequence[Row], known: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the records as a patch leaves them.

    Parameters
    ----------
    target : Records
        Not changed.
    patch : sequence of Row
    known : collection of str
        Fields that may be written.

    Raises
    ------
    PatchError
    """
    after = {key: dict(record) for key, record in target.items()}
    for row in patch:
        action, key, field = str(row["action"]), folded(row["article"]), str(row["field"]).strip()
        record = after.get(key)
        if action == CREATE and record is None:
            record = after[key] = {"article": str(row["article"]).strip(), **dict.fromkeys((*known, "motif"), "")}
        if record is None:
            raise PatchError
        if action == RETIRE:
            record |= {"etat": OBSOLETE, "motif": str(row["reason"])}
            continue
        if field not in known:
            raise PatchError
        if action == CREATE:
            record["etat"] = IN_FORCE
        elif record["etat"] == OBSOLETE:
            raise PatchError
        record[field] = str(row["after"])
    return after


def in_force(side: Records) -> dict[str, Mapping[str, str]]:
    """Return the records that are not obsolete."""
    return {key: record for key, record in side.items() if folded(record["etat"]) != OBSOLETE}


def same_text(one: str, other: str) -> bool:
    """Return whether two cells say the same: numbers as numbers, texts without the blanks around them.

    Examples
    --------
    >>> same_text("6", "6,0"), same_text("A ", "A"), same_text("A", "B")
    (True, True, False)
    """
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return isclose(first, second, rel_tol=1e-9)
    return one.strip() == other.strip()


def agrees(source: Records, target: Records, fields: Collection[str]) -> bool:
    """Return whether a target says what a source says, in the fields of which it is master."""
    said, held = in_force(source), in_force(target)
    return said.keys() == held.keys() and all(
        same_text(said[key][field], held[key][field]) for key in said for field in fields
    )


def smallest(source: Records, target: Records, fields: Collection[str]) -> int:
    """Return how many rows a patch takes at least."""
    said, held = in_force(source), in_force(target)
    created = [key for key in said if key not in held]
    changed = [
        (key, field)
        for key in said
        if key in held
        for field in fields
        if not same_text(said[key][field], held[key][field])
    ]
    return len(fields) * len(created) + len(changed) + sum(key not in said for key in held)


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None
