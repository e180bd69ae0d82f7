"""Judges of what survives the exchanges, by what is lost: shares that are all 1 earn nothing where something lacks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, own_cell, own_rows

# The columns of the answer, and the names of the same measures in the truth.
MEASURES = {
    "identifiers": "identifiers",
    "classes": "typed",
    "properties": "properties",
    "relations": "relations",
    "quantities": "quantities",
    "volumes": "geometry",
    "codes": "classification",
}
GROUPS = (
    ("Identifiants, classes et codes conservés", 1.0, ("identifiers", "classes", "codes")),
    ("Propriétés et relations retrouvées", 1.5, ("properties", "relations")),
    ("Quantités et volumes retrouvés", 1.5, ("quantities", "volumes")),
)
TOLERANCE = 0.006
Cell: TypeAlias = tuple[str, str]


def judge_survival(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what survives, in three groups of measures."""
    return [group_check(answers, case, label, weight, columns) for label, weight, columns in GROUPS]


def true_shares(case: JudgedCase) -> dict[Cell, float]:
    """Return the shares by exchange and column."""
    return {
        (code, column): float(exchange["gates"]["G2"]["measures"][name])
        for code, exchange in case.truth["tolk"]["exchanges"].items()
        for column, name in MEASURES.items()
    }


def own_shares(answers: Answers, case: JudgedCase) -> dict[Cell, float]:
    """Return the candidate's shares, those between 0 and 1."""
    rows = own_rows(answers, "survival", "exchange")
    return {
        (code, column): value
        for code, column in true_shares(case)
        if (value := own_cell(rows.get(code.casefold()), column)) is not None and 0 <= value <= 1
    }


def found_share(own: Mapping[Cell, float], true: Mapping[Cell, float]) -> float:
    """Return how much of what is lost is found, what is invented or missing taken off; 1 where all is right.

    Examples
    --------
    >>> true = {("E1", "classes"): 0.5, ("E1", "codes"): 1.0}
    >>> found_share({("E1", "classes"): 1.0, ("E1", "codes"): 1.0}, true), found_share(true, true)
    (0.0, 1.0)
    """
    faulty = {cell for cell, value in true.items() if cell not in own or abs(own[cell] - value) > TOLERANCE}
    lost = {cell for cell, value in true.items() if value < 1}
    return 1.0 if not faulty else len(lost - faulty) / len(lost | faulty)


def group_check(answers: Answers, case: JudgedCase, label: str, weight: float, columns: Sequence[str]) -> Check:
    """Judge some of the measures, over all exchanges."""
    if (missing := absent(answers["survival"], label=label, weight=weight)) is not None:
        return missing
    true = {cell: value for cell, value in true_shares(case).items() if cell[1] in columns}
    own = {cell: value for cell, value in own_shares(answers, case).items() if cell in true}
    faulty = [cell for cell, value in true.items() if cell not in own or abs(own[cell] - value) > TOLERANCE]
    if not faulty:
        return right(label, weight, f"{len(true)} parts admises.")
    listed = ", ".join(f"{column} de {code}" for code, column in faulty[:8])
    betrayed = next((slip for slip, betrays in SLIPS.items() if betrays(case, own, true, faulty)), "")
    return wrong(
        label,
        weight,
        f"{len(true) - len(faulty)} parts admises sur {len(true)}. À revoir : {listed}.",
        misconception=MISTAKES.get(betrayed),
        advice="Rapprochez les éléments par leur repère et relisez les définitions de la section 5.",
        fraction=found_share(own, true),
    )


Own: TypeAlias = Mapping[Cell, float]


def _all_faulty(test: Callable[[Mapping[str, Any], float, float], bool], case: JudgedCase, own: Own, true: Own) -> bool:
    """Return whether all wrong shares that are given pass a test of exchange, own share and true share."""
    exchanges = case.truth["tolk"]["exchanges"]
    tried = [
        test(exchanges[code], own[code, column], value)
        for (code, column), value in true.items()
        if (code, column) in own and abs(own[code, column] - value) > TOLERANCE
    ]
    return bool(tried) and all(tried)


def nothing_lost(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether all is said to survive."""
    return len(own) == len(true) and all(value == 1 for value in own.values())


def in_percent(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether nearly nothing lies between 0 and 1: shares given in percent."""
    return not own


def set_ignored(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether properties that moved to another set are counted as kept."""
    return {column for _, column in faulty} == {"properties"} and _all_faulty(
        lambda exchange, mine, value: "moved_properties" in exchange["losses"] and mine > value, case, own, true
    )


def declared_unit_corrected(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether what is a thousand times too small by the declared unit is counted as kept."""
    return _all_faulty(lambda exchange, mine, value: "units" in exchange["losses"] and mine > value, case, own, true)


def unit_ignored(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether lengths that were rightly converted are counted as lost, or those that were not as kept."""
    return _all_faulty(
        lambda exchange, mine, value: (
            exchange["unit_after"] == "mm" and (mine < value or "units" in exchange["losses"])
        ),
        case,
        own,
        true,
    )


def matched_by_identifier(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether everything but the proxies looks worse or void where identifiers were given anew."""
    return _all_faulty(lambda exchange, mine, value: "identifiers" in exchange["losses"], case, own, true)


def group_forgotten(case: JudgedCase, own: Own, true: Own, faulty: Sequence[Cell]) -> bool:
    """Return whether relations alone are wrong, where some are lost."""
    return {column for _, column in faulty} == {"relations"} and _all_faulty(
        lambda exchange, mine, value: "relations" in exchange["losses"], case, own, true
    )


SLIPS = {
    "nothing-is-lost": nothing_lost,
    "shares-in-percent": in_percent,
    "set-ignored": set_ignored,
    "declared-unit-corrected": declared_unit_corrected,
    "unit-ignored": unit_ignored,
    "group-forgotten": group_forgotten,
    "matched-by-identifier": matched_by_identifier,
}
