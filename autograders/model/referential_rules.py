"""What the entries of a referential owe each other, checked on the raw TOML content.

The rules read the content before it becomes types, so that one reading of the file reports all that is wrong with
it. They pass over what is not of the expected type: the types report that.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

BLOC_CODE = r"^B[1-9]$"
ACTIVITY_CODE = r"^A[1-9]\.[1-9]$"
COMPETENCY_CODE = r"^C[1-9]\.[1-9]\.[1-9]$"
CRITERION_ID = r"^(C[1-9]\.[1-9]\.[1-9]|A[1-9]\.[1-9]\.oral|THESIS)\.[a-z][a-z-]*$"

THESIS = "THESIS"


class Epreuve(StrEnum):
    """The parts of an assessment (*épreuves*) in which criteria are judged."""

    WRITTEN = "ecrit"
    ORAL = "oral"
    PRACTICAL = "pratique"
    REPORT = "rapport"


Content: TypeAlias = Mapping[str, Any]
# Key path, what is wrong, repair.
BrokenRule: TypeAlias = tuple[str, str, str]


def broken_rules(content: Content) -> Iterator[BrokenRule]:
    """Yield every rule that a referential's content breaks, as key path, message and repair."""
    yield from _codes_used_twice(content)
    yield from _references_to_nothing(content)
    yield from _codes_of_another_parent(content)
    yield from _weights_that_do_not_add_up(content)
    yield from _parents_without_children(content)
    yield from _epreuves_out_of_place(content)
    yield from _contradictions(content)


def _rows(content: Content, table: str) -> list[tuple[str, Content]]:
    """Return the entries of an array of tables, each with its key path."""
    rows = content.get(table)
    if not isinstance(rows, list):
        return []
    return [(f"{table}[{index}]", row) for index, row in enumerate(rows) if isinstance(row, dict)]


def _text(row: Content, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _values(content: Content, table: str, key: str) -> set[str]:
    return {_text(row, key) for _, row in _rows(content, table)} - {""}


def _codes_used_twice(content: Content) -> Iterator[BrokenRule]:
    for table, key in (("blocs", "code"), ("activities", "code"), ("competencies", "code"), ("criteria", "id")):
        first: dict[str, str] = {}
        for path, row in _rows(content, table):
            code = _text(row, key)
            if code and first.setdefault(code, path) != path:
                yield f"{path}.{key}", f"{code!r} is already that of {first[code]}.", "Give it its own, or remove it."


def _references_to_nothing(content: Content) -> Iterator[BrokenRule]:
    for table, key, target in (
        ("activities", "bloc", "blocs"),
        ("competencies", "activity", "activities"),
        ("criteria", "competency", "competencies"),
        ("criteria", "activity", "activities"),
        ("criteria", "printed_as", "competencies"),
    ):
        known = _values(content, target, "code")
        for path, row in _rows(content, table):
            code = _text(row, key)
            if code and code not in known:
                yield f"{path}.{key}", f"{code!r} is not a code of {target}.", f"Correct it, or add it to {target}."


def _codes_of_another_parent(content: Content) -> Iterator[BrokenRule]:
    blocs, activities, competencies = (
        _values(content, table, "code") for table in ("blocs", "activities", "competencies")
    )
    for path, row in _rows(content, "activities"):
        if _text(row, "bloc") in blocs:
            yield from _wrong_beginning(f"{path}.code", _text(row, "code"), ACTIVITY_CODE, f"A{row['bloc'][1:]}.")
    for path, row in _rows(content, "competencies"):
        if _text(row, "activity") in activities:
            yield from _wrong_beginning(f"{path}.code", _text(row, "code"), COMPETENCY_CODE, f"C{row['activity'][1:]}.")
    for path, row in _rows(content, "criteria"):
        competency, activity = _text(row, "competency"), _text(row, "activity")
        if competency in competencies:
            yield from _wrong_beginning(f"{path}.id", _text(row, "id"), CRITERION_ID, f"{competency}.")
        elif activity in activities:
            yield from _wrong_beginning(f"{path}.id", _text(row, "id"), CRITERION_ID, f"{activity}.oral.")
        elif not competency and not activity:
            yield from _wrong_beginning(f"{path}.id", _text(row, "id"), CRITERION_ID, f"{THESIS}.")


def _wrong_beginning(key: str, code: str, pattern: str, beginning: str) -> Iterator[BrokenRule]:
    if re.fullmatch(pattern, code) and not code.startswith(beginning):
        message = f"{code!r} does not begin with {beginning!r}, as what it belongs to asks."
        yield key, message, "Correct the code, or what it belongs to."


def _weights_that_do_not_add_up(content: Content) -> Iterator[BrokenRule]:
    for path, bloc in _rows(content, "blocs"):
        code = _text(bloc, "code")
        shares = [row for _, row in _rows(content, "activities") if code and _text(row, "bloc") == code]
        yield from _wrong_sum(f"{path}.code", f"the weights of the activities of {code}", shares)
    for path, activity in _rows(content, "activities"):
        yield from _wrong_sum(
            f"{path}.parts", f"the weights of the parts of {_text(activity, 'code')}", _parts(activity)
        )


def _parts(activity: Content) -> list[Content]:
    return [row for _, row in _rows(activity, "parts")]


def _wrong_sum(key: str, what: str, shares: list[Content]) -> Iterator[BrokenRule]:
    weights = [share.get("weight_percent") for share in shares]
    numbers = [weight for weight in weights if type(weight) is int]
    # Without one of the weights, whose absence or type is reported, the sum says nothing.
    if numbers and len(numbers) == len(weights) and sum(numbers) != 100:
        added = " + ".join(map(str, numbers))
        yield key, f"{what} add up to {sum(numbers)} ({added}), expected 100.", "Correct them."


def _parents_without_children(content: Content) -> Iterator[BrokenRule]:
    for table, children, key, child in (
        ("blocs", "activities", "bloc", "activity"),
        ("activities", "competencies", "activity", "competency"),
        ("competencies", "criteria", "competency", "criterion"),
    ):
        parents_with_children = _values(content, children, key)
        for path, row in _rows(content, table):
            code = _text(row, "code")
            if code and code not in parents_with_children:
                yield f"{path}.code", f"{code!r} has no {child}.", f"Add one to {children}, or remove {code}."


def _epreuves_out_of_place(content: Content) -> Iterator[BrokenRule]:
    offered = {_text(row, "code"): _epreuves(row) for _, row in _rows(content, "activities")}
    thesis = content.get("thesis")
    if isinstance(thesis, dict) and isinstance(thesis.get("epreuves"), list):
        offered[THESIS] = [epreuve for epreuve in thesis["epreuves"] if isinstance(epreuve, str)]
    activity_of = {_text(row, "code"): _text(row, "activity") for _, row in _rows(content, "competencies")}
    judged: set[tuple[str, str]] = set()
    for path, row in _rows(content, "criteria"):
        competency, epreuve = _text(row, "competency"), _text(row, "epreuve")
        place = activity_of.get(competency, "") if competency else _text(row, "activity") or THESIS
        judged.add((place, epreuve))
        if place in offered and epreuve in set(Epreuve) and epreuve not in offered[place]:
            has = ", ".join(map(repr, offered[place]))
            message = f"{epreuve!r} is not an épreuve of {place}, which has {has}."
            yield f"{path}.epreuve", message, f"Correct it, or add that épreuve to {place}."
    for path, row in _rows(content, "activities"):
        for epreuve in _epreuves(row):
            if (_text(row, "code"), epreuve) not in judged:
                yield f"{path}.parts", f"no criterion is judged in {epreuve!r}.", "Add one, or remove that épreuve."


def _epreuves(activity: Content) -> list[str]:
    return [_text(part, "epreuve") for part in _parts(activity) if _text(part, "epreuve") in set(Epreuve)]


def _contradictions(content: Content) -> Iterator[BrokenRule]:
    for path, row in _rows(content, "criteria"):
        competency = _text(row, "competency")
        if competency and _text(row, "activity"):
            message = "the criterion has a competency too."
            yield f"{path}.activity", message, "Keep it for a criterion of an oral as a whole; else remove it."
        if _text(row, "printed_as") == competency != "":
            yield f"{path}.printed_as", f"{competency!r} is the competency meant, so nothing is wrong.", "Remove it."
        if row.get("justification") is True and _text(row, "how") == "auto":
            message = "'auto', but the criterion asks for reasons, which a person reads."
            yield f"{path}.how", message, "Say 'mixed' or 'rubric'."
