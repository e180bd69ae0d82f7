"""Judges of the level of each exchange: it counts only with the gate that is not passed and the measure that shows it.

Shares of what survives are the candidate's own, where enough of them were measured.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, own_cell, own_rows
from .survival import MEASURES, TOLERANCE, found_share, own_shares, true_shares

GATES = ("G1", "G2", "G3", "G4")
# The words of the answer, and the names of the same measures in the truth.
WORDS = {
    "sans ressaisie": "without_rekeying",
    "interface": "interface_documented",
    "format": "format_documented",
    "lecture": "read",
    "identifiants": "identifiers",
    "classes": "typed",
    "propriétés": "properties",
    "relations": "relations",
    "quantités": "quantities",
    "volumes": "geometry",
    "codes": "classification",
    "états": "states",
    "processus": "process_modelled",
    "modifications": "changes",
    "suppressions": "deletions",
    "versions": "versions",
    "modèle conceptuel": "conceptual_model",
    "hypothèses": "assumptions",
    "règles": "rules_checked",
    "contradictions": "no_contradiction",
}
# From that share of the losses on, the candidate's own measures decide the levels.
MEASURED_ENOUGH = 1 / 3
Gates: TypeAlias = dict[str, dict[str, float]]


def judge_levels(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the check of the levels."""
    limit = case.specification.number("share_limit_percent") / 100
    gates, true = own_gates(answers, case), true_gates(case)
    expected = case.truth["tolk"]["levels"]

    all_shifted = levels_are_the_missed_gates(answers)

    def rule(code: str, row: Row) -> Slip | None:
        slip = slip_of(gates[code], row, limit)
        if slip is None or slip_of(true[code], row, limit) is None:
            return None
        # Both slips look alike where one gate beyond the missed one is passed; the table as a whole tells them apart.
        return Slip(slip.message, MISTAKES["level-of-the-missed-gate"]) if all_shifted else slip

    return [
        rows_check(
            answers,
            "levels",
            label="Niveau, porte manquée et mesure qui la montre",
            weight=3.0,
            key="exchange",
            expected=list(expected),
            rule=rule,
            advice="Ouvrez les pièces porte après porte, et arrêtez-vous à la première qui manque.",
        )
    ]


def true_gates(case: JudgedCase) -> dict[str, Gates]:
    """Return by exchange and gate what there is to measure."""
    return {
        code: {gate: {name: float(value) for name, value in _measures(exchange, gate).items()} for gate in GATES}
        for code, exchange in case.truth["tolk"]["exchanges"].items()
    }


def own_gates(answers: Answers, case: JudgedCase) -> dict[str, Gates]:
    """Return by exchange and gate what was measured, by the candidate for what survives, if enough of it was."""
    own, true = own_shares(answers, case), true_shares(case)
    if found_share(own, true) < MEASURED_ENOUGH:
        own = {}
    found = true_gates(case)
    for code, gates in found.items():
        for column, name in MEASURES.items():
            value = own.get((code, column), gates["G2"][name])
            # What was rounded for the answer must not fall on the other side of the limit.
            gates["G2"][name] = gates["G2"][name] if abs(value - gates["G2"][name]) <= TOLERANCE else value
    return found


def _measures(exchange: Any, gate: str) -> Any:
    return exchange["gates"][gate]["measures"]


def failing(gates: Gates, gate: str, limit: float) -> dict[str, float]:
    """Return the measures that keep a gate shut.

    Examples
    --------
    >>> failing({"G1": {"read": 0.95}, "G2": {"typed": 0.95}}, "G1", 0.95)
    {'read': 0.95}
    """
    least = limit if gate == "G2" else 1.0
    return {name: value for name, value in gates[gate].items() if value < least - 1e-9}


def level_of(gates: Gates, limit: float) -> int:
    """Return how many gates are passed before one is not."""
    return next((level for level, gate in enumerate(GATES) if failing(gates, gate, limit)), len(GATES))


def slip_of(gates: Gates, row: Row, limit: float) -> Slip | None:
    """Return what is wrong with the level of an exchange, its gate, its measure or the value of that."""
    level, own_level = level_of(gates, limit), own_cell(row, "level")
    name = WORDS.get(str(row["measure"]), "")
    if own_level != level:
        return Slip("le niveau ne découle pas des pièces", _level_slip(gates, own_level, limit))
    gate = GATES[level] if level < len(GATES) else "aucune"
    if row["gate"] != gate:
        return Slip("la première porte manquée n’est pas celle-là")
    if level == len(GATES):
        lowest = min(gates["G2"].values())
        if gates["G2"].get(name, 2.0) > lowest + TOLERANCE:
            return Slip("la mesure n’est pas la plus basse des parts de G2")
        return _value_slip(row, lowest)
    shut = failing(gates, gate, limit)
    if name not in shut:
        return Slip("cette mesure ne tient pas la porte fermée")
    if name == "no_contradiction":
        return None if own_cell(row, "value") == 1 else Slip("la valeur n’est pas le nombre de contradictions")
    return _value_slip(row, shut[name])


def _value_slip(row: Row, right: float) -> Slip | None:
    value = own_cell(row, "value")
    if value is not None and abs(value - right) <= TOLERANCE:
        return None
    in_percent = value is not None and right > 0 and abs(value - 100 * right) <= 100 * TOLERANCE
    return Slip("la valeur de la mesure ne convient pas", MISTAKES["value-in-percent"] if in_percent else None)


def _level_slip(gates: Gates, own_level: float | None, limit: float) -> Any:
    passed = [not failing(gates, gate, limit) for gate in GATES]
    if own_level == sum(passed) or own_level == max((rank + 1 for rank, held in enumerate(passed) if held), default=0):
        return MISTAKES["gates-not-cumulative"]
    return None


def levels_are_the_missed_gates(answers: Answers) -> bool:
    """Return whether the level of each exchange is the number of the gate that is said to be missed."""
    rows = [row for row in answers.rows("levels") or () if row["gate"] in GATES]
    return bool(rows) and all(row["gate"] == f"G{row['level']}" for row in rows)


def own_levels(answers: Answers, case: JudgedCase) -> dict[str, int]:
    """Return the candidate's levels, the right ones where there is none."""
    rows = own_rows(answers, "levels", "exchange")
    found = {}
    for code, level in case.truth["tolk"]["levels"].items():
        own = own_cell(rows.get(code.casefold()), "level")
        found[code] = int(own) if own is not None and own in range(5) else int(level)
    return found


def any_level_shown(answers: Answers, case: JudgedCase) -> bool:
    """Return whether half of the levels at least are right with what shows them: what follows is then judged."""
    limit, gates = case.specification.number("share_limit_percent") / 100, (own_gates(answers, case), true_gates(case))
    rows = own_rows(answers, "levels", "exchange")
    codes = case.truth["tolk"]["levels"]
    shown = sum(
        (row := rows.get(code.casefold())) is not None
        and any(slip_of(each[code], row, limit) is None for each in gates)
        for code in codes
    )
    return 2 * shown >= len(codes)
