"""What the means leave undone: the backlog of each month, the verdict, and the capacity that would do."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from autograders.criteria import Band, conclusion_check, number_check, table_check, unfounded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES
from .workload import NAME, TOLERANCE_H, admitted_hours, bands, monthly, own_column, supported_hours

# A capacity is stated to a tenth of an hour, or rounded up to the hour.
CAPACITY_TOLERANCE_H = 0.051
UNFOUNDED = "Chiffre que ne fonde aucune charge calculée : remplissez d’abord les heures de chaque mois."


def left_over(hours: Sequence[float], capacity_h: float) -> list[float]:
    """Return what is left to do at the end of each month (Lindley's recursion).

    Examples
    --------
    >>> left_over([10.0, 70.0, 20.0], 40.0)
    [0.0, 30.0, 10.0]
    """
    return list(accumulate(hours, lambda left, value: max(0.0, left + value - capacity_h), initial=0.0))[1:]


def unused(hours: Sequence[float], capacity_h: float) -> list[float]:
    """Return the hours of capacity that are lost in each month.

    Examples
    --------
    >>> unused([10.0, 70.0, 20.0], 40.0)
    [30.0, 0.0, 0.0]
    """
    before = [0.0, *left_over(hours, capacity_h)[:-1]]
    return [max(0.0, capacity_h - left - value) for left, value in zip(before, hours, strict=True)]


def needed_capacity_h(hours: Sequence[float]) -> float:
    """Return the least capacity with which nothing is left at the end: the greatest mean of the last months.

    Examples
    --------
    >>> needed_capacity_h([100.0, 0.0, 60.0, 50.0])
    55.0
    """
    return max(sum(hours[start:]) / (len(hours) - start) for start in range(len(hours)))


def judge_backlog(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what is left and lost, of the verdict, and of the least capacity."""
    capacity_h = case.specification.number("capacity_h_per_month")
    own = supported_hours(answers, case)
    by_rule = [monthly(case, hours) for hours in admitted_hours(answers, case)]
    series = [*([own] if own is not None else []), *by_rule]
    checks = [
        _judge_left(answers, case, series, capacity_h),
        _judge_unused(answers, case, series, capacity_h),
        _judge_remaining(answers, case, series, capacity_h),
        _judge_verdict(answers, case, series, capacity_h),
        _judge_needed(answers, series),
    ]
    # The same everywhere, from hours that are made up or not there: a guess, even where it is right.
    if own is None and len(set(own_column(answers, case, "left_h") or ())) <= 1:
        return unfounded(checks, UNFOUNDED)
    return checks


def _judge_left(answers: Answers, case: JudgedCase, series: Sequence[list[float]], capacity_h: float) -> Check:
    slips = _slips(series[0], capacity_h)
    check = table_check(
        answers,
        NAME,
        weight=1.5,
        key="month",
        accepted=bands(case, "left_h", *(left_over(hours, capacity_h) for hours in series)),
        advice="Reste = max(0, reste du mois d’avant + charge − capacité), d’après vos heures.",
        suspicions={MISTAKES[mistake]: bands(case, "left_h", values) for mistake, values in slips.items()},
    )
    return replace(check, label="Heures qui restent à la fin de chaque mois")


def _judge_unused(answers: Answers, case: JudgedCase, series: Sequence[list[float]], capacity_h: float) -> Check:
    check = table_check(
        answers,
        NAME,
        weight=1,
        key="month",
        accepted=bands(case, "unused_h", *(unused(hours, capacity_h) for hours in series)),
        advice="Perdu = max(0, capacité − reste du mois d’avant − charge) : le reste passe avant d’être perdu.",
        suspicions={
            MISTAKES["left-not-carried"]: bands(case, "unused_h", [max(0.0, capacity_h - value) for value in series[0]])
        },
    )
    return replace(check, label="Heures de capacité perdues dans chaque mois")


def _judge_remaining(answers: Answers, case: JudgedCase, series: Sequence[list[float]], capacity_h: float) -> Check:
    return number_check(
        answers,
        "remaining_h",
        weight=0.5,
        accepted=[Band.around(end, absolute=TOLERANCE_H) for end in _ends(answers, case, series, capacity_h)],
        advice="C’est ce qui reste à la fin du dernier mois de votre tableau.",
    )


def _judge_verdict(answers: Answers, case: JudgedCase, series: Sequence[list[float]], capacity_h: float) -> Check:
    ends = _ends(answers, case, series, capacity_h)
    return conclusion_check(
        answers,
        "feasible",
        weight=1,
        figures={"remaining_h": [Band.around(end, absolute=TOLERANCE_H) for end in ends]},
        rule=lambda figures: figures["remaining_h"] <= TOLERANCE_H,
        advice="Réalisable si rien ne reste à la fin du dernier mois ; un taux d’occupation n’en dit rien.",
    )


def _judge_needed(answers: Answers, series: Sequence[list[float]]) -> Check:
    least, mean = [needed_capacity_h(hours) for hours in series], sum(series[0]) / len(series[0])
    return number_check(
        answers,
        "needed_capacity_h_per_month",
        weight=1.5,
        accepted=[Band(value - CAPACITY_TOLERANCE_H, value + 1) for value in least],
        advice="Essayez une heure de moins : s’il ne reste toujours rien, votre capacité n’est pas la plus petite.",
        suspicions={
            # Rounded down, or with a margin.
            MISTAKES["mean-load"]: Band(mean - 1, mean + 1),
            MISTAKES["peak-load"]: Band(max(series[0]) - 1, max(series[0]) + 2),
        },
    )


def _slips(hours: Sequence[float], capacity_h: float) -> dict[str, list[float]]:
    """Return what is left at the end of each month by known slips."""
    return {
        "unused-carried-over": [max(0.0, value) for value in _balance(hours, capacity_h)],
        "left-not-carried": [max(0.0, value - capacity_h) for value in hours],
    }


def _ends(answers: Answers, case: JudgedCase, series: Sequence[list[float]], capacity_h: float) -> list[float]:
    """Return what may be left at the end of the last month: by the hours, or by a slip that has cost its points."""
    own = own_column(answers, case, "left_h")
    known = [values for hours in series for values in _slips(hours, capacity_h).values()]
    slipped = [values[-1] for values in known if own is not None and _same(own, values)]
    return [*(left_over(hours, capacity_h)[-1] for hours in series), *slipped]


def _same(own: Sequence[float], values: Sequence[float]) -> bool:
    return all(abs(one - other) <= TOLERANCE_H for one, other in zip(own, values, strict=True))


def _balance(hours: Sequence[float], capacity_h: float) -> list[float]:
    """Return the hours less the capacity since the start, as if what is not used could be kept."""
    return list(accumulate(value - capacity_h for value in hours))
