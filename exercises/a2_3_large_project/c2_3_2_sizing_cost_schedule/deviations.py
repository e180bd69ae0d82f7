"""Judges of where and since when the project deviates: a lot counts only with the month or the amount that shows it."""

import math
from collections.abc import Sequence

from autograders.criteria import absent, folded, printed, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .indices import sums_of
from .own import MISTAKES, month_of
from .values import Ledger, amount, in_any, own_lots


def judge_deviations(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the dear lot and of the late one."""
    ledger = Ledger(case)
    return [
        dear_lot_check(answers, case, ledger),
        dear_since_check(answers, case, ledger),
        dear_extra_check(answers, case, ledger),
        late_lot_check(answers, case, ledger),
        late_variance_check(answers, case, ledger),
    ]


def same_lot(answers: Answers, name: str, lot: str) -> bool:
    """Return whether an answer names a lot."""
    return folded(answers.text(name) or "") == folded(lot)


def extra_eur(ledger: Ledger, lot: str, since: int, actual_eur: Sequence[float]) -> float:
    """Return what a lot cost beyond what it earned from a month on, counted from 1."""
    return math.fsum(actual_eur[since - 1 :]) - math.fsum(ledger.by_lot[lot]["earned_eur"][since - 1 :])


def own_series(answers: Answers, ledger: Ledger, lot: str) -> list[Sequence[float]]:
    """Return what a lot cost in each month, then the same by a slip that the own total of the lot has paid for."""
    own = own_lots(answers, ledger)[lot].actual_eur
    slips = [series[lot] for series in ledger.actual_by_slip.values() if own in amount(math.fsum(series[lot]))]
    return [ledger.by_lot[lot]["actual_eur"], *slips]


def _since_right(answers: Answers, case: JudgedCase, ledger: Ledger) -> bool:
    since = int(case.truth["progress"]["dear"]["since"])
    return month_of(answers.text("dear_since") or "") == ledger.months[since - 1]


def own_since(answers: Answers, case: JudgedCase, ledger: Ledger) -> int:
    """Return the candidate's month, counted from 1; the right one where it is none of the project's."""
    month = month_of(answers.text("dear_since") or "")
    return ledger.months.index(month) + 1 if month in ledger.months else int(case.truth["progress"]["dear"]["since"])


def extras(answers: Answers, case: JudgedCase, ledger: Ledger) -> list[float]:
    """Return the extra cost of the dear lot since the own month, then since the right one."""
    dear = case.truth["progress"]["dear"]
    lot, months = str(dear["lot"]), (own_since(answers, case, ledger), int(dear["since"]))
    return [extra_eur(ledger, lot, month, series) for series in own_series(answers, ledger, lot) for month in months]


def dear_lot_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge the lot that costs too much."""
    progress = case.truth["progress"]
    supported = _since_right(answers, case, ledger) or in_any(
        answers.number("dear_extra_eur"), sums_of(extras(answers, case, ledger))
    )
    largest = max(ledger.begun, key=lambda lot: ledger.begun[lot]["actual_eur"])
    return _lot_check(
        answers,
        "dear_lot",
        0.25,
        str(progress["dear"]["lot"]),
        supported=supported,
        others=[("late-for-dear", str(progress["late"]["lot"])), ("largest-lot", largest)],
        advice="Cherchez le lot dont l’indice mensuel reste sous le seuil d’alerte jusqu’à la date d’état.",
    )


def _lot_check(
    answers: Answers,
    name: str,
    weight: float,
    lot: str,
    *,
    supported: bool,
    others: Sequence[tuple[str, str]],
    advice: str,
) -> Check:
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    received = f"« {str(answers.text(name)).strip()[:20]} » reçu"
    if same_lot(answers, name, lot):
        if supported:
            return right(label, weight, f"{received} : lot admis.")
        return wrong(label, weight, f"{received} sans le mois ou le montant qui le montre.", advice=advice)
    slip = next((mistake for mistake, other in others if same_lot(answers, name, other)), None)
    return wrong(
        label, weight, f"{received} : un autre est attendu.", misconception=MISTAKES.get(slip or ""), advice=advice
    )


def dear_since_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge the month from which the dear lot deviates."""
    name, weight = "dear_since", 0.5
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    dear = case.truth["progress"]["dear"]
    month = month_of(answers.text(name) or "")
    received = f"« {month[:20]} » reçu"
    if _since_right(answers, case, ledger):
        return right(label, weight, f"{received} : mois admis.")
    accumulated = case.truth["progress"]["lots"][dear["lot"]]["cost_alert_since"]
    cumulated = accumulated is not None and month == ledger.months[accumulated - 1]
    return wrong(
        label,
        weight,
        f"{received} : un autre mois est attendu.",
        misconception=MISTAKES["accumulated-index"] if cumulated else None,
        advice="Remontez depuis la date d’état tant que l’indice du mois reste sous le seuil d’alerte. Forme MM/AAAA.",
    )


def dear_extra_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge the extra cost since the own month."""
    name, weight = "dear_extra_eur", 0.25
    label, value = answers[name].declaration.label, answers.number(name)
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    received = f"{printed(value or 0, '€')} reçus"
    accepted = extras(answers, case, ledger)
    if in_any(value, sums_of(accepted)):
        return right(label, weight, f"{received} : montant admis.")
    lot = str(case.truth["progress"]["dear"]["lot"])
    of_all = [extra_eur(ledger, lot, 1, series) for series in own_series(answers, ledger, lot)]
    slips = [("sign-reversed", [-each for each in accepted]), ("extra-of-all-months", of_all)]
    slip = next((mistake for mistake, values in slips if in_any(value, sums_of(values))), None)
    return wrong(
        label,
        weight,
        f"{received} : hors de la plage admise.",
        misconception=MISTAKES.get(slip or ""),
        advice="Coût réel moins valeur acquise de ce lot, du mois de la dérive à la date d’état.",
    )


def late_variances(answers: Answers, case: JudgedCase, ledger: Ledger) -> list[float]:
    """Return the schedule variance of the late lot by the own values, then by the right ones."""
    lot = str(case.truth["progress"]["late"]["lot"])
    held = ledger.begun[lot]
    return [own_lots(answers, ledger)[lot].schedule_variance_eur, held["earned_eur"] - held["planned_eur"]]


def late_lot_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge the lot that is most behind, which counts only with its variance."""
    supported = in_any(
        answers.number("late_variance_eur"), sums_of([-each for each in late_variances(answers, case, ledger)])
    ) or in_any(answers.number("late_variance_eur"), sums_of(late_variances(answers, case, ledger)))
    return _lot_check(
        answers,
        "late_lot",
        0.25,
        str(case.truth["progress"]["late"]["lot"]),
        supported=supported,
        others=[],
        advice="Le plus petit indice de délai de vos lots, avec son écart de délai.",
    )


def late_variance_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge the schedule variance of the late lot."""
    name, weight = "late_variance_eur", 0.25
    label, value = answers[name].declaration.label, answers.number(name)
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    received = f"{printed(value or 0, '€')} reçus"
    accepted = late_variances(answers, case, ledger)
    if in_any(value, sums_of(accepted)):
        return right(label, weight, f"{received} : montant admis.")
    reversed_sign = in_any(value, sums_of([-each for each in accepted]))
    return wrong(
        label,
        weight,
        f"{received} : hors de la plage admise.",
        misconception=MISTAKES["sign-reversed"] if reversed_sign else None,
        advice="Valeur acquise moins valeur planifiée de ce lot.",
    )
