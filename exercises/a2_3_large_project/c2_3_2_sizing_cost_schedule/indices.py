"""Judges of variances, indices, alerts and estimates, from the candidate's own values."""

from collections.abc import Callable, Collection, Mapping, Sequence

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, choice_check, lies_in, number_check, pairs_check, wrong
from autograders.domain.earned_value import (
    Alert,
    Forecast,
    Measure,
    alert,
    estimate_at_completion_eur,
    to_complete_performance_index,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, own_cell, own_or
from .values import TOLERANCE_EUR, Ledger, in_any, own_lots, own_wholes, right_lots

INDEX_TOLERANCE = 0.0011
COST, SCHEDULE = "coût", "délai"
# Indices may be rounded before they are used.
ESTIMATE_SHARE = 0.0015


def close(value: float) -> Band:
    """Return what an index may be reported as."""
    return Band.around(value, absolute=INDEX_TOLERANCE)


def sums_of(values: Sequence[float]) -> list[Band]:
    """Return what sums of amounts may be reported as, each to the nearest thousand euros."""
    return [Band.around(value, absolute=4 * TOLERANCE_EUR) for value in values]


def judge_indices(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of variances, indices, alerts and estimates."""
    ledger = Ledger(case)
    wholes = own_wholes(answers, ledger)
    return [
        *variance_checks(answers, wholes),
        *index_checks(answers, wholes),
        alerts_check(answers, case, ledger),
        *estimate_checks(answers, case, wholes),
    ]


def variance_checks(answers: Answers, wholes: Sequence[Measure]) -> list[Check]:
    """Judge the variances of the project."""
    cost, schedule = ([getattr(each, f"{kind}_variance_eur") for each in wholes] for kind in ("cost", "schedule"))

    def reversed_or_gap(values: Sequence[float]) -> dict[str, Sequence[float]]:
        return {
            "sign-reversed": [-value for value in values],
            "spending-gap": [sign * each.spending_gap_eur for each in wholes for sign in (1, -1)],
        }

    return [
        number_check(
            answers,
            name,
            weight=0.25,
            accepted=sums_of(values),
            advice=advice,
            suspicions={MISTAKES[slip]: sums_of(wrong) for slip, wrong in reversed_or_gap(values).items()},
        )
        for name, values, advice in (
            ("cost_variance_eur", cost, "Valeur acquise moins coût réel, sommes de vos lots."),
            ("schedule_variance_eur", schedule, "Valeur acquise moins valeur planifiée, sommes de vos lots."),
        )
    ]


def index_checks(answers: Answers, wholes: Sequence[Measure]) -> list[Check]:
    """Judge the indices of the project."""

    def check(name: str, index: Callable[[Measure], float | None], advice: str) -> Check:
        values = [value for each in wholes if (value := index(each))]
        return number_check(
            answers,
            name,
            weight=0.25,
            accepted=[close(value) for value in values],
            advice=advice,
            suspicions={MISTAKES["index-inverted"]: [close(1 / value) for value in values]},
        )

    return [
        check("cost_index", lambda each: _index(each, COST), "Valeur acquise / coût réel."),
        check("schedule_index", lambda each: _index(each, SCHEDULE), "Valeur acquise / valeur planifiée."),
    ]


def _index(measure: Measure, kind: str) -> float | None:
    if kind == COST:
        return measure.cost_performance_index if measure.actual_eur else None
    return measure.schedule_performance_index if measure.planned_eur else None


def alerts_check(answers: Answers, case: JudgedCase, ledger: Ledger) -> Check:
    """Judge indices of the lots, from the own values, and what the own index calls for."""
    own, right = own_lots(answers, ledger), right_lots(ledger)
    watch, act = case.specification.number("watch_below"), case.specification.number("act_below")
    expected = [(lot, kind) for lot in right for kind in (COST, SCHEDULE) if _index(right[lot], kind) is not None]

    def level(index: float) -> str:
        return alert(index, watch_below=watch, act_below=act).value

    def rule(key: tuple[str, str], row: Row) -> Slip | None:
        lot, kind = key
        value = own_cell(row, "index")
        values = [each for measures in (own, right) if (each := _index(measures[lot], kind)) is not None]
        if value is None or not lies_in(value, [close(each) for each in values]):
            inverted = value is not None and lies_in(value, [close(1 / each) for each in values if each])
            return Slip("indice hors de la plage admise", MISTAKES["index-inverted"] if inverted else None)
        # A rounded index may stand on a threshold.
        if row["alert"] in {level(value), *(level(each) for each in values if value in close(each))}:
            return None
        swapped = {Alert.ACT.value: Alert.WATCH.value, Alert.WATCH.value: Alert.ACT.value}
        betrays = swapped.get(level(value)) == row["alert"]
        return Slip("niveau autre que celui de cet indice", MISTAKES["thresholds-swapped"] if betrays else None)

    return pairs_check(
        answers,
        "alerts",
        label=answers["alerts"].declaration.label,
        weight=1.25,
        columns=("lot", "kind"),
        expected=expected,
        rule=rule,
        advice="Un indice par lot commencé et par sorte, depuis vos valeurs ; les seuils sont au cahier des charges.",
    )


def own_budgets(answers: Answers, case: JudgedCase) -> list[float]:
    """Return the candidate's budget at completion where it is plausible, then the reference."""
    reference = float(case.truth["progress"]["budget_eur"])
    return [own_or(reference, answers.number("budget_eur"), factor=2.0), reference]


def estimates_eur(budget_eur: float, measure: Measure) -> Mapping[Forecast, float]:
    """Return the estimates at completion by each variant; none where an index is not defined."""
    cost, schedule = _index(measure, COST), _index(measure, SCHEDULE)
    if not cost or not schedule:
        return {}
    return {forecast: estimate_at_completion_eur(measure, budget_eur, forecast) for forecast in Forecast}


def forecast_check(answers: Answers, asked: Forecast, *, supported: bool) -> Check:
    """Judge the variant, which counts only with an estimate by it."""
    name, weight = "forecast", 0.25
    check = choice_check(
        answers, name, weight=weight, accepted=[asked.value], advice="La variante est au cahier des charges, section 4."
    )
    if check.fraction < 1 or supported:
        return check
    advice = "Donnez dans estimate_eur l’estimation par cette variante."
    return wrong(check.label, weight, "Variante énoncée sans l’estimation qui en découle.", advice=advice)


def estimate_checks(answers: Answers, case: JudgedCase, wholes: Sequence[Measure]) -> list[Check]:
    """Judge the budget, the variant, the estimate by it, and the index to be held."""
    asked, budgets = Forecast(str(case.specification["forecast"])), own_budgets(answers, case)
    found = [estimates_eur(budget, measure) for budget in budgets for measure in wholes]
    to_hold = [
        to_complete_performance_index(measure, budget)
        for budget in budgets
        for measure in wholes
        if budget > measure.actual_eur
    ]

    def bands(forecasts: Collection[Forecast]) -> list[Band]:
        return [
            Band.around(value, relative=ESTIMATE_SHARE)
            for each in found
            for forecast, value in each.items()
            if forecast in forecasts
        ]

    return [
        number_check(
            answers,
            "budget_eur",
            weight=0.25,
            accepted=Band.around(budgets[-1], absolute=TOLERANCE_EUR),
            advice="Somme des budgets des tâches, tous lots et toutes dates compris.",
        ),
        forecast_check(answers, asked, supported=in_any(answers.number("estimate_eur"), bands([asked]))),
        number_check(
            answers,
            "estimate_eur",
            weight=0.75,
            accepted=bands([asked]),
            advice="Coût réel plus reste à faire, au rythme que la variante suppose ; budget de tous les lots.",
            suspicions={MISTAKES["other-forecast"]: bands(set(Forecast) - {asked})},
        ),
        number_check(
            answers,
            "to_complete_index",
            weight=0.5,
            accepted=[close(value) for value in to_hold],
            advice="Reste à faire / (budget − coût réel).",
            suspicions={MISTAKES["index-inverted"]: [close(1 / value) for value in to_hold if value]},
        ),
    ]
