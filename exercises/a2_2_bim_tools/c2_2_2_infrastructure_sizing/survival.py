"""Judges of what survives the exchanges, by what is lost: shares that are all 1 earn nothing where something lacks."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

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
Own: TypeAlias = Mapping[Cell, float]
# What a length or a volume enters into.
MEASURED_IN_UNITS = frozenset({"properties", "quantities", "volumes"})


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


def faulty_cells(own: Own, true: Own) -> list[Cell]:
    """Return the shares that are absent or wrong."""
    return [cell for cell, value in true.items() if cell not in own or abs(own[cell] - value) > TOLERANCE]


def found_share(own: Own, true: Own) -> float:
    """Return how much of what is lost is found, what is invented or missing taken off; 1 where all is right.

    Examples
    --------
    >>> true = {("E1", "classes"): 0.5, ("E1", "codes"): 1.0}
    >>> found_share({("E1", "classes"): 1.0, ("E1", "codes"): 1.0}, true), found_share(true, true)
    (0.0, 1.0)
    """
    faulty = set(faulty_cells(own, true))
    lost = {cell for cell, value in true.items() if value < 1}
    return 1.0 if not faulty else len(lost - faulty) / len(lost | faulty)


def group_check(answers: Answers, case: JudgedCase, label: str, weight: float, columns: Sequence[str]) -> Check:
    """Judge some of the measures, over all exchanges."""
    if (missing := absent(answers["survival"], label=label, weight=weight)) is not None:
        return missing
    own, true = own_shares(answers, case), true_shares(case)
    looked_at = {cell: value for cell, value in true.items() if cell[1] in columns}
    faulty = [cell for cell in faulty_cells(own, true) if cell in looked_at]
    if not faulty:
        return right(label, weight, f"{len(looked_at)} parts admises.")
    listed = ", ".join(f"{column} de {code}" for code, column in faulty[:8])
    return wrong(
        label,
        weight,
        f"{len(looked_at) - len(faulty)} parts admises sur {len(looked_at)}. À revoir : {listed}.",
        misconception=MISTAKES.get(betrayed_slip(case, own, true)),
        advice="Rapprochez par le repère, lisez dans l’unité déclarée, gardez le jeu des propriétés (section 5).",
        fraction=found_share(own, looked_at),
    )


def betrayed_slip(case: JudgedCase, own: Own, true: Own) -> str:
    """Return the misconception that the shares as a whole betray, or nothing."""
    if 2 * len(own) < len(true):
        return "shares-in-percent"
    if len(own) == len(true) and all(value == 1 for value in own.values()):
        return "nothing-is-lost"
    exchanges = case.truth["tolk"]["exchanges"]
    faulty = [cell for cell in faulty_cells(own, true) if cell in own]
    columns = {column for _, column in faulty}
    losses = [exchanges[code]["losses"] for code, _ in faulty]
    more = all(own[cell] > true[cell] for cell in faulty)
    if not faulty:
        return ""
    if columns <= MEASURED_IN_UNITS and more and all("units" in each for each in losses):
        return "declared-unit-corrected"
    if columns == {"relations"}:
        return "group-forgotten"
    if columns <= MEASURED_IN_UNITS and all(exchanges[code]["unit_after"] == "mm" for code, _ in faulty):
        return "unit-ignored"
    return "matched-by-identifier" if all("identifiers" in each for each in losses) else ""
