"""Levers put in order by what they treat for their cost, and the programme that the means pay for."""

from collections.abc import Collection, Mapping
from itertools import chain, combinations
from typing import Any

from autograders.criteria import Band, absent, printed, right, table_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .rates import Rates, own_rates
from .words import MISTAKES

# A programme loses so many times what it treats less than the best, in share.
LOSS = 5
NEGLIGIBLE = 1e-6


def levers(case: JudgedCase) -> Mapping[str, Any]:
    """Return what each lever treats and costs, in euros and weeks."""
    told: Mapping[str, Any] = case.truth["levers"]["levers"]
    return told


def treated(case: JudgedCase, chosen: Collection[str], rates: Rates) -> float:
    """Return seriousness times rate over the findings that levers treat together, each finding once."""
    serious = case.truth["levers"]["seriousness"]
    return float(
        sum(
            serious[code] * rates[code]
            for code in sorted({code for each in chosen for code in levers(case)[each]["treats"]})
        )
    )


def priorities(case: JudgedCase, rates: Rates) -> dict[str, float]:
    """Return what each lever treats by thousand euros."""
    return {code: treated(case, [code], rates) / (item["cost_eur"] / 1000) for code, item in levers(case).items()}


def is_affordable(case: JudgedCase, chosen: Collection[str]) -> bool:
    """Return whether money and weeks suffice."""
    return not _lacks_money(case, chosen) and not _lacks_time(case, chosen)


def judge_priorities(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the priorities, from the candidate's own rates."""
    found = [priorities(case, rates) for rates in own_rates(answers, case)]
    first = own_rates(answers, case)[0]
    told = levers(case)
    ideas = {
        "cost-in-euros": {code: value / 1000 for code, value in found[0].items()},
        "not-by-cost": {code: treated(case, [code], first) for code in told},
        "without-seriousness": {
            code: sum(first[each] for each in item["treats"]) / (item["cost_eur"] / 1000) for code, item in told.items()
        },
    }
    return table_check(
        answers,
        "lever_priorities",
        weight=1.5,
        key="lever",
        accepted={code: {"priority": [_around(values[code]) for values in found]} for code in told},
        suspicions={
            MISTAKES[name]: {code: {"priority": _around(value)} for code, value in values.items()}
            for name, values in ideas.items()
        },
        advice="Somme des gravité × taux des constats que le levier traite, divisée par son coût en milliers d’euros.",
    )


def judge_programme(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the programme, from the candidate's own rates."""
    name, weight = "programme", 2.0
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    chosen = sorted({str(row["lever"]) for row in answers.rows(name) or ()})
    if not chosen:
        return wrong(label, weight, "Programme vide : un levier au moins est attendu.")
    # Thousands apart, as printed in French.
    cost = f"{_sum(case, chosen, 'cost_eur'):,}".replace(",", "\u202f")
    spent = f"{cost}\u00a0€ et {_sum(case, chosen, 'weeks')} semaines"
    if _lacks_money(case, chosen):
        return wrong(label, weight, f"{spent} : le budget ne suffit pas.", misconception=MISTAKES["too-dear"])
    if _lacks_time(case, chosen):
        return wrong(label, weight, f"{spent} : les semaines ne suffisent pas.", misconception=MISTAKES["too-long"])
    reached = max(
        ((treated(case, chosen, rates) / _best(case, rates), rates) for rates in own_rates(answers, case)),
        key=lambda pair: pair[0],
    )
    share, rates = reached
    received = f"{spent} : {printed(100 * share, '%')} de ce que le meilleur programme traite"
    if share >= 1 - NEGLIGIBLE:
        return right(label, weight, f"{received}.")
    mistake = MISTAKES["greedy-by-priority"] if chosen == _greedy(case, rates) else None
    advice = (
        "Comparez tous les ensembles de leviers que les moyens permettent, un constat que deux leviers traitent ne "
        "comptant qu’une fois : il y en a moins de 1 024."
    )
    fraction = max(0.0, 1 - LOSS * (1 - share))
    return wrong(label, weight, f"{received}.", misconception=mistake, advice=advice, fraction=fraction)


def _around(value: float) -> Band:
    return Band.around(value, relative=0.01, absolute=0.0006)


def _sum(case: JudgedCase, chosen: Collection[str], key: str) -> int:
    return sum(int(levers(case)[each][key]) for each in chosen)


def _lacks_money(case: JudgedCase, chosen: Collection[str]) -> bool:
    return _sum(case, chosen, "cost_eur") > float(case.specification["lever_budget_eur"])


def _lacks_time(case: JudgedCase, chosen: Collection[str]) -> bool:
    return _sum(case, chosen, "weeks") > float(case.specification["lever_weeks"])


def _affordable(case: JudgedCase) -> list[tuple[str, ...]]:
    codes = sorted(levers(case))
    subsets = chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))
    return [chosen for chosen in subsets if is_affordable(case, chosen)]


def _best(case: JudgedCase, rates: Rates) -> float:
    return max(treated(case, chosen, rates) for chosen in _affordable(case))


def _greedy(case: JudgedCase, rates: Rates) -> list[str]:
    """Return the levers that are taken in order of priority as long as the means suffice."""
    ranked, chosen = priorities(case, rates), []
    for code in sorted(ranked, key=lambda code: -ranked[code]):
        if is_affordable(case, [*chosen, code]):
            chosen.append(code)
    return sorted(chosen)
