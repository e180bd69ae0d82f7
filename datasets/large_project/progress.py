"""What was planned, earned and spent month by month: one lot costs too much from a month on, another one is late."""

import calendar
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any

import numpy as np

from autograders.domain.earned_value import (
    Entry,
    Forecast,
    Measure,
    alert,
    by_package,
    by_period,
    earned_schedule,
    estimate_at_completion_eur,
    to_complete_performance_index,
    total,
    worst_first,
)
from autograders.domain.scheduling import Schedule, Span, schedule

from .works import Plan, project_of

# Months that a planted deviation has behind it, and before it, so that it can be told from chance.
MONTHS_BEFORE, MONTHS_AFTER = 4, 5
# By which the late lot, if what it has left goes on as slowly, holds back the end of the project at least.
LEAST_THREAT_DAYS = 20
# Of months in which a lot is neither dear nor late.
ORDINARY_NOISE = 0.03
Shares = Mapping[str, Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """What was planted in a lot.

    Parameters
    ----------
    lot : str
    since : int
        First month of it, from 1.
    factor : float
        Cost of what is earned, or duration of what is left, over what was planned.
    """

    lot: str
    since: int
    factor: float


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The months up to the date of the report.

    Parameters
    ----------
    months : tuple of date
        First day of each month of the plan, to its end.
    status : int
        Months that have gone by.
    dear, late : Deviation
    planned_eur : mapping of list by lot
        In each month of the plan; not accumulated.
    percents : mapping of list by task
        Done at the end of each month that has gone by, accumulated.
    actual_eur : mapping of list by lot
        In each month that has gone by, in whole cents.
    """

    months: tuple[date, ...]
    status: int
    dear: Deviation
    late: Deviation
    planned_eur: Mapping[str, list[int]]
    percents: Mapping[str, list[int]]
    actual_eur: Mapping[str, list[float]]

    @property
    def status_date(self) -> date:
        """Last day of the last month that has gone by."""
        return month_end(self.months[self.status - 1])


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def draw_progress(plan: Plan, rng: np.random.Generator) -> Progress:
    """Return the months of a plan with the two deviations.

    Parameters
    ----------
    plan : Plan
    rng : numpy Generator
    """
    months = _months(plan.start, plan.schedule.finish)
    early = {code: each.early for code, each in plan.schedule.activities.items()}
    planned_shares = {task.code: _shares(early[task.code], months) for task in plan.tasks if task.days}
    planned = _planned(plan, planned_shares, len(months))
    status, dear, late, percents = _draw_deviations(plan, planned_shares, months, rng)
    earned = _earned(plan, percents, status)
    factor = {lot: 1 + ORDINARY_NOISE * rng.uniform(-1, 1, status) for lot in earned}
    factor[dear.lot][dear.since - 1 :] *= dear.factor
    actual = {lot: [round(float(value), 2) for value in earned[lot] * factor[lot]] for lot in earned}
    return Progress(
        months=months,
        status=status,
        dear=dear,
        late=late,
        planned_eur=planned,
        percents=percents,
        actual_eur=actual,
    )


def progress_truth(plan: Plan, progress: Progress, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return measures, indices, forecasts and alerts, of the project, of its lots and of its months."""
    entries = _entries(plan, progress)
    budget = sum(task.budget_eur for task in plan.tasks)
    whole = total(entry.measure for entry in entries)
    lots = by_package(entries)
    curve = np.cumsum([sum(progress.planned_eur[lot][month] for lot in lots) for month in range(len(progress.months))])
    watch, act = terms["watch_below"], terms["act_below"]
    accumulated = [by_package(entries, until=period) for period in range(1, progress.status + 1)]
    return {
        "status_month": progress.status,
        "status_date": progress.status_date.isoformat(),
        "budget_eur": budget,
        "planned_curve_eur": [int(value) for value in curve],
        "budget_by_lot_eur": {
            lot: sum(task.budget_eur for task in plan.tasks if task.lot == lot) for lot in progress.planned_eur
        },
        "project": _figures(whole, watch, act)
        | {
            "estimates_eur": {
                forecast.name.lower(): estimate_at_completion_eur(whole, budget, forecast) for forecast in Forecast
            },
            "to_complete_index": to_complete_performance_index(whole, budget),
            "earned_months": earned_schedule([float(value) for value in curve], whole.earned_eur),
        },
        "lots": {
            lot: _figures(measure, watch, act) | _since([each[lot] for each in accumulated], act)
            for lot, measure in lots.items()
        },
        "months": {
            str(period): {"planned_eur": each.planned_eur, "earned_eur": each.earned_eur, "actual_eur": each.actual_eur}
            for period, each in by_period(entries).items()
        },
        "lot_months": {
            lot: {
                "planned_eur": [entry.measure.planned_eur for entry in entries if entry.package == lot],
                "earned_eur": [round(entry.measure.earned_eur, 2) for entry in entries if entry.package == lot],
                "actual_eur": [entry.measure.actual_eur for entry in entries if entry.package == lot],
            }
            for lot in lots
        },
        "earned_slips_eur": earned_slips(plan, progress),
        "worst_first": worst_first(lots),
        "dear": {"lot": progress.dear.lot, "since": progress.dear.since, "factor": progress.dear.factor},
        "late": {"lot": progress.late.lot, "since": progress.late.since, "factor": progress.late.factor},
    }


def earned_slips(plan: Plan, progress: Progress) -> dict[str, dict[str, float]]:
    """Return the earned value of each lot by two slips that the export of progress invites.

    ``last-lines``: a task counts where it has a line of the last month alone. ``unweighted``: the mean of the percents,
    times the budget of the lot.
    """
    lots = {
        lot: [task for task in plan.tasks if task.lot == lot and task.days]
        for lot in dict.fromkeys(task.lot for task in plan.tasks if task.days)
    }

    def last_line(code: str) -> int:
        percents = [0, *progress.percents[code]]
        return percents[-1] if percents[-1] > percents[-2] else 0

    return {
        "last-lines": {
            lot: math.fsum(task.budget_eur * last_line(task.code) / 100 for task in tasks)
            for lot, tasks in lots.items()
        },
        "unweighted": {
            lot: math.fsum(progress.percents[task.code][-1] for task in tasks)
            / (100 * len(tasks))
            * sum(task.budget_eur for task in tasks)
            for lot, tasks in lots.items()
        },
    }


def _figures(measure: Measure, watch: float, act: float) -> dict[str, Any]:
    found: dict[str, Any] = {
        "planned_eur": measure.planned_eur,
        "earned_eur": measure.earned_eur,
        "actual_eur": measure.actual_eur,
        "cost_variance_eur": measure.cost_variance_eur,
        "schedule_variance_eur": measure.schedule_variance_eur,
    }
    if measure.actual_eur:
        index = measure.cost_performance_index
        found |= {"cost_index": index, "cost_alert": alert(index, watch_below=watch, act_below=act).value}
    if measure.planned_eur:
        index = measure.schedule_performance_index
        found |= {"schedule_index": index, "schedule_alert": alert(index, watch_below=watch, act_below=act).value}
    return found


def _since(measures: Sequence[Measure], act: float) -> dict[str, int | None]:
    """Return the first month from which each index, accumulated, calls for action without a break."""
    dear = [each.actual_eur > 0 and each.cost_performance_index < act for each in measures]
    late = [each.planned_eur > 0 and each.schedule_performance_index < act for each in measures]
    return {"cost_alert_since": _last_run(dear), "schedule_alert_since": _last_run(late)}


def _last_run(flags: Sequence[bool]) -> int | None:
    run = len(list(takewhile(bool, reversed(flags))))
    return len(flags) - run + 1 if run else None


def _entries(plan: Plan, progress: Progress) -> list[Entry]:
    earned = _earned(plan, progress.percents, progress.status)
    return [
        Entry(
            package=lot,
            period=month + 1,
            measure=Measure(
                planned_eur=progress.planned_eur[lot][month],
                earned_eur=float(earned[lot][month]),
                actual_eur=progress.actual_eur[lot][month],
            ),
        )
        for lot in progress.planned_eur
        for month in range(progress.status)
    ]


def _months(first: date, last: date) -> tuple[date, ...]:
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    return tuple(
        date(first.year + (first.month - 1 + number) // 12, (first.month - 1 + number) % 12 + 1, 1)
        for number in range(count)
    )


def _shares(span: Span, months: Sequence[date]) -> list[float]:
    """Return which share of a task's working days has gone by at the end of each month."""
    count = span.calendar.count_before
    return [
        min(max(count(month_end(month).toordinal() + 1) - span.start, 0), span.days) / span.days for month in months
    ]


def _planned(plan: Plan, shares: Shares, months: int) -> dict[str, list[int]]:
    """Return what each lot plans in each month, rounded as it accumulates so that the sum is its budget."""
    curves: defaultdict[str, Any] = defaultdict(lambda: np.zeros(months))
    for task in plan.tasks:
        if task.days:
            curves[task.lot] += task.budget_eur * np.array(shares[task.code])
    return {lot: [int(each) for each in np.diff(np.rint(curve), prepend=0)] for lot, curve in curves.items()}


def _earned(plan: Plan, percents: Mapping[str, Sequence[int]], status: int) -> dict[str, Any]:
    """Return what each lot earned in each month that has gone by, Σ of budget times progress."""
    curves: defaultdict[str, Any] = defaultdict(lambda: np.zeros(status))
    for task in plan.tasks:
        if task.days:
            curves[task.lot] += task.budget_eur * np.array(percents[task.code]) / 100
    return {lot: np.diff(curve, prepend=0) for lot, curve in curves.items()}


def _draw_deviations(
    plan: Plan, shares: Shares, months: Sequence[date], rng: np.random.Generator
) -> tuple[int, Deviation, Deviation, dict[str, list[int]]]:
    """Return the months gone by, both deviations, and what is done; the late lot has the lowest schedule index.

    As late as it is, it threatens the end of the project.
    """
    for _ in range(40):
        status = int(rng.integers(round(0.42 * len(months)), round(0.62 * len(months))))
        running = _running(plan, shares, status)
        if len(running) < 2:
            continue
        first, second = (list(running)[index] for index in rng.permutation(len(running))[:2].tolist())
        dear, late = (_draw_deviation(lot, running[lot], status, rng) for lot in (first, second))
        late = replace(late, factor=round(late.factor + 0.45, 2))
        slowed = _slowed(plan, late, months)
        percents = _percents(plan, slowed, months, status)
        threat_days = (slowed.finish - plan.schedule.finish).days
        if threat_days >= LEAST_THREAT_DAYS and _tells(plan, percents, shares, dear, late, status):
            return status, dear, late, percents
    raise RuntimeError("no two lots that can deviate: mend the tasks")


def _running(plan: Plan, shares: Shares, status: int) -> dict[str, int]:
    """Return the lots under way without a break up to the status date, with the month in which each began."""
    found = {}
    for lot in {task.lot: None for task in plan.tasks}:
        done = sum(
            task.budget_eur * np.array([0.0, *shares[task.code][:status]])
            for task in plan.tasks
            if task.lot == lot and task.days
        )
        active = np.diff(done) > 0
        if active.any():
            began = int(np.argmax(active))
            if active[began:].all() and status - began >= MONTHS_BEFORE + MONTHS_AFTER:
                found[lot] = began
    return found


def _draw_deviation(lot: str, began: int, status: int, rng: np.random.Generator) -> Deviation:
    since = int(rng.integers(began + MONTHS_BEFORE, status - MONTHS_AFTER + 1)) + 1
    return Deviation(lot=lot, since=since, factor=round(float(rng.uniform(1.18, 1.38)), 2))


def _slowed(plan: Plan, late: Deviation, months: Sequence[date]) -> Schedule:
    """Return the schedule when what a lot has left takes longer from a day on.

    The plan is computed again with the longer durations, so that whatever follows is late as its links have it.
    """
    since = months[late.since - 1].toordinal()

    def days(code: str, planned: int, lot: str) -> int:
        span = plan.schedule.activities[code].early
        left = planned - min(max(span.calendar.count_before(since) - span.start, 0), planned)
        return planned - left + round(left * late.factor) if lot == late.lot else planned

    slowed = [replace(task, days=days(task.code, task.days, task.lot)) for task in plan.tasks]
    return schedule(project_of(slowed, plan.start, plan.calendars, plan.not_before))


def _percents(plan: Plan, real: Schedule, months: Sequence[date], status: int) -> dict[str, list[int]]:
    """Return how much of each task is done at the end of each month that has gone by, in whole percents."""
    return {
        task.code: [int(100 * share) for share in _shares(real.activities[task.code].early, months[:status])]
        for task in plan.tasks
        if task.days
    }


def _tells(
    plan: Plan, percents: Mapping[str, list[int]], shares: Shares, dear: Deviation, late: Deviation, status: int
) -> bool:
    """Return whether the late lot is the one most behind, and the dear one earns something every month."""
    planned = {
        lot: sum(
            task.budget_eur * shares[task.code][status - 1] for task in plan.tasks if task.lot == lot and task.days
        )
        for lot in {task.lot for task in plan.tasks}
    }
    earned = _earned(plan, percents, status)
    indices = {lot: float(sum(earned[lot])) / planned[lot] for lot in planned if planned[lot] > 0}
    others = min(index for lot, index in indices.items() if lot != late.lot)
    return indices[late.lot] < min(0.9, others - 0.02) and bool(
        (earned[dear.lot][dear.since - 1 - MONTHS_BEFORE :] > 0).all()
    )
