"""Judges of planned value, earned value and actual cost, by lot and by month; the candidate's own ones for the rest."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, folded, lies_in, rows_check
from autograders.domain.earned_value import Measure
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, own_cell, own_rows, shows_work, slip_of

COLUMNS = {
    "planned_eur": ("Valeur planifiée des lots", 1.0, "Somme des mois jusqu’à celui de la date d’état."),
    "earned_eur": ("Valeur acquise des lots", 1.0, "Σ budget × dernier avancement connu de chaque tâche."),
    "actual_eur": (
        "Coût réel des lots",
        1.5,
        "Un numéro compte une fois, les avoirs se déduisent, au mois des travaux.",
    ),
}
TOLERANCE_EUR = 1000.0


class Ledger:
    """What each lot planned, earned and cost in each month, right and by common slips."""

    def __init__(self, case: JudgedCase) -> None:
        progress = case.truth["progress"]
        self.months = months_of(case)
        self.by_lot: Mapping[str, Mapping[str, Sequence[float]]] = progress["lot_months"]
        self.begun = {
            lot: {column: math.fsum(series) for column, series in held.items()}
            for lot, held in self.by_lot.items()
            if any(any(series) for series in held.values())
        }
        self.budgets: Mapping[str, float] = progress["budget_by_lot_eur"]
        self.slips: Mapping[str, Mapping[str, Mapping[str, float]]] = {
            "planned_eur": {
                "planned-of-the-month": {lot: held["planned_eur"][-1] for lot, held in self.by_lot.items()},
                "planned-to-the-end": self.budgets,
            },
            "earned_eur": {
                "last-lines-alone": progress["earned_slips_eur"]["last-lines"],
                "progress-unweighted": progress["earned_slips_eur"]["unweighted"],
            },
            "actual_eur": {
                name: {lot: math.fsum(series) for lot, series in held.items()}
                for name, held in progress["actual_slips_eur"].items()
            },
        }
        self.actual_by_slip: Mapping[str, Mapping[str, Sequence[float]]] = progress["actual_slips_eur"]
        self.actual_by_month = {
            name: [math.fsum(series[rank] for series in held.values()) for rank in range(len(self.months))]
            for name, held in progress["actual_slips_eur"].items()
        }

    def of_month(self, column: str, rank: int) -> float:
        """Return a value of the whole project in a month."""
        return math.fsum(held[column][rank] for held in self.by_lot.values())


def months_of(case: JudgedCase) -> list[str]:
    """Return the months up to the status date, as the files write them."""
    _, month, year = str(case.specification["start_date"]).split("/")
    first = 12 * int(year) + int(month) - 1
    count = int(case.truth["progress"]["status_month"])
    return [f"{number % 12 + 1:02}/{number // 12}" for number in range(first, first + count)]


def amount(value: float, *, digits: float = 0.0) -> Band:
    """Return what an amount may be reported as: to the nearest thousand euros."""
    return Band.around(value, absolute=TOLERANCE_EUR, relative=digits)


def judge_values(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of lots and months."""
    ledger = Ledger(case)
    return [*(lots_check(answers, ledger, column) for column in COLUMNS), months_check(answers, ledger)]


def lots_check(answers: Answers, ledger: Ledger, column: str) -> Check:
    """Judge a column of the lots."""
    label, weight, advice = COLUMNS[column]
    return rows_check(
        answers,
        "lots",
        label=label,
        weight=weight,
        key="lot",
        expected=list(ledger.begun),
        rule=lambda lot, row: amount_slip(ledger, column, lot, row),
        advice=advice,
    )


def amount_slip(ledger: Ledger, column: str, lot: str, row: Row) -> Slip | None:
    """Return what is wrong with an amount of a lot."""
    value = own_cell(row, column)
    if value is not None and value in amount(ledger.begun[lot][column]):
        return None
    wrong = [(name, by_lot[lot]) for name, by_lot in ledger.slips[column].items()]
    slip = slip_of(value, wrong, amount)
    return Slip("montant hors de la plage admise", MISTAKES[slip] if slip else None)


def months_check(answers: Answers, ledger: Ledger) -> Check:
    """Judge the months of the project: all three values of each."""

    def rule(month: str, row: Row) -> Slip | None:
        rank = ledger.months.index(month)
        wrong = [column for column in COLUMNS if not _right(own_cell(row, column), ledger.of_month(column, rank))]
        if not wrong:
            return None
        value = own_cell(row, wrong[0])
        accumulated = math.fsum(ledger.of_month(wrong[0], each) for each in range(rank + 1))
        candidates = [("months-accumulated", accumulated)] if rank else []
        if wrong[0] == "actual_eur":
            candidates += [(name, series[rank]) for name, series in ledger.actual_by_month.items()]
        slip = slip_of(value, candidates, amount)
        return Slip(f"{', '.join(wrong)} hors de la plage admise", MISTAKES[slip] if slip else None)

    return rows_check(
        answers,
        "months",
        label=answers["months"].declaration.label,
        weight=1.0,
        key="month",
        expected=ledger.months,
        rule=rule,
        advice="Chaque mois pour lui-même : prévu, acquis dans le mois, coût des travaux du mois.",
    )


def _right(value: float | None, right: float) -> bool:
    return value is not None and value in amount(right)


def own_lots(answers: Answers, ledger: Ledger) -> dict[str, Measure]:
    """Return the candidate's values of each lot; the reference where there is none, or a column shows no work."""
    rows = own_rows(answers, "lots", "lot")
    worked = {
        column: shows_work(
            {lot: held[column] for lot, held in ledger.begun.items()},
            rows,
            lambda lot, row, column=column: amount_slip(ledger, column, lot, row),
        )
        for column in COLUMNS
    }

    def own(lot: str, column: str) -> float:
        value = own_cell(rows.get(folded(lot)), column) if worked[column] else None
        return ledger.begun[lot][column] if value is None or value < 0 else value

    return {lot: Measure(**{column: own(lot, column) for column in COLUMNS}) for lot in ledger.begun}


def right_lots(ledger: Ledger) -> dict[str, Measure]:
    """Return the right values of each lot."""
    return {lot: Measure(**{column: held[column] for column in COLUMNS}) for lot, held in ledger.begun.items()}


def own_wholes(answers: Answers, ledger: Ledger) -> list[Measure]:
    """Return the project by the candidate's own lots, then by the right ones: what follows from either is right."""
    return [summed(lots) for lots in (own_lots(answers, ledger), right_lots(ledger))]


def summed(lots: Mapping[str, Measure]) -> Measure:
    """Return the project of its lots."""
    held = list(lots.values())
    sums: dict[str, Any] = {column: math.fsum(getattr(each, column) for each in held) for column in COLUMNS}
    return Measure(**sums)


def in_any(value: float | None, bands: Sequence[Band]) -> bool:
    """Return whether a value lies in one of some bands."""
    return value is not None and lies_in(value, bands)
