"""Levers put in order by what they treat for their cost, and the programme that the means pay for."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from autograders.criteria import Band, absent, printed, right, table_check, wrong
from autograders.domain.audit import Finding, Lever, lever_priorities, treated_weight
from autograders.domain.decision import affordable
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .rates import Rates, own_rates
from .words import MISTAKES

# A programme loses so many times what it treats less than the best, in share.
LOSS = 5
NEGLIGIBLE = 1e-6


def offers(case: JudgedCase) -> Mapping[str, Any]:
    """Return what each lever treats and costs, in euros and weeks."""
    told: Mapping[str, Any] = case.truth["levers"]["levers"]
    return told


def levers(case: JudgedCase) -> dict[str, Lever]:
    """Return the levers, their effort in thousands of euros."""
    return {
        code: Lever(code=code, findings=tuple(item["treats"]), effort=item["cost_eur"] / 1000)
        for code, item in offers(case).items()
    }


def findings(case: JudgedCase, rates: Rates) -> list[Finding]:
    """Return the findings with their seriousness and rates."""
    serious = case.truth["levers"]["seriousness"]
    return [Finding(code=code, severity=serious[code], frequency=rate) for code, rate in rates.items()]


def priorities(case: JudgedCase, rates: Rates) -> dict[str, float]:
    """Return what each lever treats by thousand euros, the greatest first."""
    ranked = lever_priorities(list(levers(case).values()), findings(case, rates))
    return {each.lever: each.ratio for each in ranked}


def treated(case: JudgedCase, chosen: Collection[str], rates: Rates) -> float:
    """Return seriousness times rate over the findings that levers treat together, each finding once."""
    known, weights = levers(case), {each.code: each.weight for each in findings(case, rates)}
    return treated_weight([known[code] for code in chosen], weights)


def judge_priorities(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the priorities, from the candidate's own rates."""
    sources = own_rates(answers, case)
    found, told = [priorities(case, rates) for rates in sources], levers(case)
    ideas = {
        "cost-in-euros": {code: value / 1000 for code, value in found[0].items()},
        "not-by-cost": {code: treated(case, [code], sources[0]) for code in told},
        "without-seriousness": {
            code: sum(sources[0][each] for each in lever.findings) / lever.effort for code, lever in told.items()
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
    cost_eur, weeks = _spent(case, chosen, "cost_eur"), _spent(case, chosen, "weeks")
    # Thousands apart, as printed in French.
    spent = f"{cost_eur:,} € et {weeks} semaines".replace(",", "\u202f")
    if cost_eur > _limit(case, "lever_budget_eur"):
        return wrong(label, weight, f"{spent} : le budget ne suffit pas.", misconception=MISTAKES["too-dear"])
    if weeks > _limit(case, "lever_weeks"):
        return wrong(label, weight, f"{spent} : les semaines ne suffisent pas.", misconception=MISTAKES["too-long"])
    shares = [(treated(case, chosen, rates) / _best(case, rates), rates) for rates in own_rates(answers, case)]
    share, rates = max(shares, key=lambda pair: pair[0])
    received = f"{spent} : {printed(100 * share, '%')} de ce que le meilleur programme traite."
    if share >= 1 - NEGLIGIBLE:
        return right(label, weight, received)
    mistake = MISTAKES["greedy-by-priority"] if chosen == _greedy(case, rates) else None
    advice = (
        "Comparez tous les ensembles de leviers que les moyens permettent, un constat que deux leviers traitent ne "
        "comptant qu’une fois : il y en a moins de 1 024."
    )
    fraction = max(0.0, 1 - LOSS * (1 - share))
    return wrong(label, weight, received, misconception=mistake, advice=advice, fraction=fraction)


def _around(value: float) -> Band:
    return Band.around(value, relative=0.01, absolute=0.0006)


def _spent(case: JudgedCase, chosen: Collection[str], key: str) -> int:
    return sum(int(offers(case)[code][key]) for code in chosen)


def _limit(case: JudgedCase, key: str) -> float:
    return float(case.specification[key])


def _programmes(case: JudgedCase) -> Iterator[frozenset[str]]:
    costs = {code: float(item["cost_eur"]) for code, item in offers(case).items()}
    return (
        chosen
        for chosen in affordable(costs, _limit(case, "lever_budget_eur"))
        if _spent(case, chosen, "weeks") <= _limit(case, "lever_weeks")
    )


def _best(case: JudgedCase, rates: Rates) -> float:
    known, weights = levers(case), {each.code: each.weight for each in findings(case, rates)}
    return max(treated_weight([known[code] for code in chosen], weights) for chosen in _programmes(case))


def _greedy(case: JudgedCase, rates: Rates) -> list[str]:
    """Return the levers that are taken in order of priority as long as the means suffice."""
    chosen: list[str] = []
    for code in priorities(case, rates):
        more = [*chosen, code]
        if _spent(case, more, "cost_eur") <= _limit(case, "lever_budget_eur"):
            chosen = more if _spent(case, more, "weeks") <= _limit(case, "lever_weeks") else chosen
    return sorted(chosen)
