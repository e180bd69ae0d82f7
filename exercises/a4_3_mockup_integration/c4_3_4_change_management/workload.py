"""Hours that changes bring, month by month, from the candidate's own decisions and impacts."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from autograders.criteria import Band, folded, table_check
from autograders.domain.bom import ChangeState
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .decisions import own_decisions, recorded_decisions
from .impacts import NUMBER, Impacts, Touched, own_impacts
from .words import MISTAKES

NAME = "workload"
TOLERANCE_H = 0.05
LEAST_RIGHT = 2
# Own impacts that are fewer than this share of the right ones are not what the hours follow from.
LEAST_IMPACTS = 0.5
Hours = Mapping[str, float]


def months(case: JudgedCase) -> list[str]:
    """Return the months of the period, in order."""
    return sorted({str(record["submitted"])[:7] for record in case.truth["change_records"].values()})


def hours_by_change(case: JudgedCase, decided: Mapping[str, str], others: Callable[[str], int]) -> Hours:
    """Return the hours of each approved change.

    Parameters
    ----------
    case : JudgedCase
    decided : mapping by change
    others : callable (change) -> int
        How many other articles it is felt in.
    """
    own_h = {True: case.specification.number("new_number_h"), False: case.specification.number("revision_h")}
    impacted_h = case.specification.number("impacted_article_h")
    return {
        change: own_h[decided[change] == NUMBER] + others(change) * impacted_h
        for change in case.truth["workload"]["approved"]
    }


def admitted_hours(answers: Answers, case: JudgedCase) -> list[Hours]:
    """Return the hours by change that follow from the candidate's decisions, by own impacts and by the right ones.

    Own impacts count where they name the change; a slip there has cost its points already.
    """
    rule, own, decided = Impacts(case), own_impacts(answers, case), own_decisions(answers, case)

    def by_rule(change: str) -> int:
        return len(rule.by_rule(change, decided[change])) - 1

    def by_candidate(change: str) -> int:
        return len(set(own[change]) - {folded(rule.changed[change])}) if change in own else by_rule(change)

    def is_of(slip: Callable[[str, str], Touched]) -> bool:
        named = [change for change in approved if change in own]
        return all(
            own[change].keys() | {folded(rule.changed[change])} == slip(change, decided[change]).keys()
            for change in named
        )

    approved = case.truth["workload"]["approved"]
    # Impacts that were hardly looked for, and by no known slip, would leave hardly any hours, and nothing to postpone.
    looked_for = sum(map(by_candidate, approved)) >= LEAST_IMPACTS * sum(map(by_rule, approved))
    looked_for = looked_for or any(map(is_of, rule.by_slip().values()))
    return [hours_by_change(case, decided, others) for others in (by_candidate if looked_for else by_rule, by_rule)]


def monthly(case: JudgedCase, hours: Hours, day: Callable[[Mapping[str, object]], str] | None = None) -> list[float]:
    """Return the hours of each month, by the day of submission unless another one is asked for."""
    total: Counter[str] = Counter()
    for change, value in hours.items():
        record = case.truth["change_records"][change]
        total[str(record["submitted"] if day is None else day(record))[:7]] += value
    return [total[month] for month in months(case)]


def own_column(answers: Answers, case: JudgedCase, column: str) -> list[float] | None:
    """Return a column of the candidate's table in the order of the months, or ``None`` where a month lacks."""
    given = {folded(row["month"]): float(row[column]) for row in answers.rows(NAME) or ()}
    values = [given.get(month) for month in months(case)]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def supported_hours(answers: Answers, case: JudgedCase) -> list[float] | None:
    """Return the candidate's hours by month, if there is ground to judge what follows by them, else ``None``.

    They have cost their points where they are wrong. There is ground where two months are right, where the total is, or
    where a known slip gives most of them: not where they are made up.
    """
    own = own_column(answers, case, "hours")
    if own is None:
        return None
    admitted = [monthly(case, hours) for hours in admitted_hours(answers, case)]
    agreeing = [_agreeing(own, series) for series in admitted]
    slips = [_agreeing(own, series) for series in _slips(answers, case).values()]
    same_total = any(abs(sum(own) - sum(series)) <= TOLERANCE_H for series in admitted)
    return own if same_total or max(agreeing) >= LEAST_RIGHT or 2 * max(slips) > len(own) else None


def _agreeing(own: list[float], series: list[float]) -> int:
    return sum(abs(one - other) <= TOLERANCE_H for one, other in zip(own, series, strict=True))


def bands(case: JudgedCase, column: str, *series: list[float]) -> dict[str, dict[str, list[Band]]]:
    """Return what is admitted of a column, by month: what any of some series has there."""
    return {
        month: {column: [Band.around(values[rank], absolute=TOLERANCE_H) for values in series]}
        for rank, month in enumerate(months(case))
    }


def judge_hours(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the hours that fall on each month."""
    admitted = [monthly(case, hours) for hours in admitted_hours(answers, case)]
    check = table_check(
        answers,
        NAME,
        weight=3,
        key="month",
        accepted=bands(case, "hours", *admitted),
        advice="Au mois de la soumission : les heures de la décision, plus celles des autres articles touchés.",
        suspicions={
            MISTAKES[mistake]: bands(case, "hours", series) for mistake, series in _slips(answers, case).items()
        },
    )
    return replace(check, label="Charge tombée sur chaque mois")


def _slips(answers: Answers, case: JudgedCase) -> Mapping[str, list[float]]:
    """Return the hours of each month by known slips."""
    hours = admitted_hours(answers, case)[1]
    rule, decided, recorded = Impacts(case), own_decisions(answers, case), recorded_decisions(case)
    records = case.truth["change_records"]
    impacted_h = case.specification.number("impacted_article_h")

    def all_hours(decisions: Mapping[str, str]) -> Hours:
        return hours_by_change(case, decisions, lambda change: len(rule.by_rule(change, decisions[change])) - 1)

    approved = case.truth["workload"]["approved"]
    rejected = [change for change in records if change not in approved]
    cost = {
        change: case.specification.number("new_number_h" if decided[change] == NUMBER else "revision_h")
        + impacted_h * (len(rule.by_rule(change, decided[change])) - 1)
        for change in rejected
    }
    return {
        "recorded-decisions": monthly(case, all_hours(recorded)),
        "rejected-counted": monthly(case, {**hours, **cost}),
        "abandoned-left-out": monthly(
            case, {key: value for key, value in hours.items() if ChangeState.CANCELLED not in records[key]["reached"]}
        ),
        "impacts-forgotten": monthly(case, hours_by_change(case, decided, lambda _: 0)),
        "changed-article-twice": monthly(case, {change: value + impacted_h for change, value in hours.items()}),
        "effect-month": monthly(case, hours, lambda record: str(record["effect"])),
    }
