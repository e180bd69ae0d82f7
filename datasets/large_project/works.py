"""The schedule of a variant: durations drawn, one branch made critical, two resources made scarce."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from autograders.domain.scheduling import (
    Activity,
    Calendar,
    Overload,
    Precedence,
    Project,
    Schedule,
    critical_paths,
    levelled,
    overloads,
    resource_profile,
    schedule,
)

from .tasks import RESOURCES, Task

BRANCHES = ("tunnel", "stations", "viaduc", "depot", "poste", "rames")
# Working days by which a branch that is made critical is longer than what was critical before it.
MARGIN_DAYS = 15
# Units by which each of two scarce resources falls short of the peak of the early dates.
SHORT_BY = (1, 2)
# So that variants ask for about as much levelling: tasks that it starts later, and days by which it opens later.
FEWEST_SHIFTED, MOST_SHIFTED = 5, 9
LEAST_SLIP_DAYS, MOST_SLIP_DAYS = 10, 100
# Asked for last, so that short of them the line opens later; and pairs tried with them before durations are drawn anew.
LAST_NEEDED, PAIRS_AT_MOST = ("VOI", "ESS"), 12
# Of whatever is not critical, so that a day counted otherwise does not change the path.
LEAST_FLOAT_DAYS = 3
# From one milestone to the next, so that it is clear which of them closes a stage first.
LEAST_APART_DAYS = 5
DRAWS_AT_MOST = 40
# Beyond the finish, in which a candidate's plan is still judged on its calendars.
YEARS_AFTER = 2
# Starts when its subsidy is there, whatever the works allow.
SUBSIDISED = "L8010"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The schedule of a variant.

    Parameters
    ----------
    tasks : tuple of Task
    branch : str
        That was made critical.
    start : date
    not_before : mapping of date by task
        Imposed.
    calendars : mapping of Calendar by code
    capacities : mapping of int by resource
    schedule : Schedule
    """

    tasks: tuple[Task, ...]
    branch: str
    start: date
    not_before: Mapping[str, date]
    calendars: Mapping[str, Calendar]
    capacities: Mapping[str, int]
    schedule: Schedule


def draw_plan(tasks: Sequence[Task], start: date, calendars: Mapping[str, Calendar], rng: np.random.Generator) -> Plan:
    """Return a schedule on which one branch alone is critical at its end, and two resources are overloaded.

    Parameters
    ----------
    tasks : sequence of Task
        With their usual durations.
    start : date
    calendars : mapping of Calendar by code
    rng : numpy Generator
    """
    branch = str(rng.choice(BRANCHES))
    opening = start + timedelta(days=int(rng.integers(1100, 1300)))
    not_before = {SUBSIDISED: opening - timedelta(days=opening.weekday())}
    for _ in range(DRAWS_AT_MOST):
        drawn = tuple(_drawn(task, rng) for task in tasks)
        found = schedule(project_of(drawn, start, calendars, not_before))
        while short := _days_short(drawn, branch, found):
            drawn = tuple(replace(task, days=task.days + short.get(task.code, 0)) for task in drawn)
            found = schedule(project_of(drawn, start, calendars, not_before))
        if _clear(found) and (capacities := _draw_capacities(found, rng)):
            break
    else:
        raise RuntimeError(f"no plan with one critical path through {branch} and resources to level: mend its tasks")
    return Plan(
        tasks=drawn,
        branch=branch,
        start=start,
        not_before=not_before,
        calendars=calendars,
        capacities=capacities,
        schedule=found,
    )


def project_of(
    tasks: Sequence[Task], start: date, calendars: Mapping[str, Calendar], not_before: Mapping[str, date]
) -> Project:
    """Return what the domain schedules."""
    activities = tuple(
        Activity(
            code=task.code,
            duration_days=task.days,
            calendar=calendars[task.calendar],
            not_before=not_before.get(task.code),
            demands=task.demands,
        )
        for task in tasks
    )
    links: tuple[Precedence, ...] = tuple(link for task in tasks for link in task.links)
    return Project(start=start, activities=activities, precedences=links)


def network_truth(plan: Plan) -> dict[str, Any]:
    """Return what a grader schedules anew from a candidate's own dates: tasks, links, calendars, capacities."""
    horizon = plan.schedule.finish.year + YEARS_AFTER
    return {
        "start": plan.start.isoformat(),
        "capacities": dict(plan.capacities),
        "calendars": {
            code: {
                "weekdays": sorted(each.weekdays),
                "holidays": [
                    day.isoformat()
                    for day in sorted(each.holidays)
                    if day.weekday() in each.weekdays and day.year <= horizon
                ],
            }
            for code, each in plan.calendars.items()
        },
        "tasks": {
            task.code: {
                "days": task.days,
                "calendar": task.calendar,
                "links": [[link.predecessor, link.type.value, link.lag_days] for link in task.links],
                "demands": task.demands,
                "not_before": plan.not_before[task.code].isoformat() if task.code in plan.not_before else None,
            }
            for task in plan.tasks
        },
    }


def plan_truth(plan: Plan) -> dict[str, Any]:
    """Return dates, floats, critical paths, overloads and what levelling makes of them."""
    held = plan.schedule.activities
    early = {code: each.early for code, each in held.items()}
    profile = resource_profile(plan.schedule.project.activities, early)
    spans = levelled(plan.schedule, plan.capacities)
    return {
        "branch": plan.branch,
        "network": network_truth(plan),
        "activities": {
            code: {
                "early_start": each.early.first_day.isoformat(),
                "early_finish": each.early.last_day.isoformat(),
                "late_start": each.late.first_day.isoformat(),
                "late_finish": each.late.last_day.isoformat(),
                "total_float_days": each.total_float_days,
                "free_float_days": each.free_float_days,
            }
            for code, each in held.items()
        },
        "finish": plan.schedule.finish.isoformat(),
        "critical_paths": [list(path) for path in critical_paths(plan.schedule)],
        "peaks": {resource: _peak(by_day) for resource, by_day in profile.items()},
        "overloads": _windows(overloads(profile, plan.capacities)),
        "levelled": {
            code: {"start": span.first_day.isoformat(), "finish": span.last_day.isoformat()}
            for code, span in spans.items()
        },
        "levelled_finish": max(span.last_day for span in spans.values()).isoformat(),
    }


def _drawn(task: Task, rng: np.random.Generator) -> Task:
    length, price = rng.uniform(0.9, 1.1), rng.uniform(0.85, 1.15)
    days = 5 * round(task.days * length / 5) if task.days > 30 else task.days
    return replace(task, days=days, budget_eur=50_000 * round(task.budget_eur * price / 50_000))


def _days_short(tasks: Sequence[Task], branch: str, found: Schedule) -> dict[str, int]:
    """Return by how much tasks of a branch must be longer to be critical, with a margin; nothing where they are."""
    own = [task for task in tasks if task.branch == branch and task.days]
    floats = {task.code: found.activities[task.code].total_float_days for task in own}
    least = min(floats.values())
    if least <= 0:
        return {}
    chain = {task.code: task.days for task in own if floats[task.code] == least}
    missing = least + MARGIN_DAYS
    # In proportion to their lengths, in whole weeks.
    return {code: 5 * math.ceil(missing * days / sum(chain.values()) / 5) for code, days in chain.items()}


def _clear(found: Schedule) -> bool:
    """Return whether one path alone is critical, whatever is not on it has some float, and milestones lie apart."""
    paths = critical_paths(found)
    reached = sorted(each.early.ends for each in found.activities.values() if not each.early.days)
    return (
        len(paths) == 1
        and all(
            each.total_float_days >= LEAST_FLOAT_DAYS for code, each in found.activities.items() if code not in paths[0]
        )
        and all(after - before >= LEAST_APART_DAYS for before, after in pairwise(reached))
    )


def _draw_capacities(found: Schedule, rng: np.random.Generator) -> dict[str, int] | None:
    """Return units of each resource, two of them scarce, that ask for as much levelling as any variant does."""
    activities = found.project.activities
    profile = resource_profile(activities, {code: each.early for code, each in found.activities.items()})
    peaks = {resource: int(max(by_day.values())) for resource, by_day in profile.items()}
    largest = {resource: int(max(each.demands.get(resource, 0) for each in activities)) for resource in RESOURCES}
    enough = {resource: peaks[resource] + int(rng.integers(0, 3)) for resource in RESOURCES}
    short = [
        (resource, peaks[resource] - units)
        for resource in RESOURCES
        for units in SHORT_BY
        if peaks[resource] - units >= largest[resource]
    ]
    pairs = [(last, other) for last in short if last[0] in LAST_NEEDED for other in short if other[0] != last[0]]
    for index in rng.permutation(len(pairs))[:PAIRS_AT_MOST].tolist():
        capacities = enough | dict(pairs[index])
        if _asks_alike(found, capacities):
            return capacities
    return None


def _asks_alike(found: Schedule, capacities: Mapping[str, float]) -> bool:
    """Return whether levelling starts a few tasks later, neither none nor most, and opens the line a little later."""
    spans = levelled(found, capacities)
    shifted = sum(span.start > found.activities[code].early.start for code, span in spans.items() if span.days)
    slip_days = (max(span.last_day for span in spans.values()) - found.finish).days
    return FEWEST_SHIFTED <= shifted <= MOST_SHIFTED and LEAST_SLIP_DAYS <= slip_days <= MOST_SLIP_DAYS


def _peak(by_day: Mapping[date, float]) -> dict[str, Any]:
    load = max(by_day.values())
    days = [day for day, units in by_day.items() if units == load]
    return {"load": load, "first_day": days[0].isoformat(), "days": len(days)}


def _windows(found: Sequence[Overload]) -> dict[str, dict[str, Any]]:
    grouped: defaultdict[str, list[Overload]] = defaultdict(list)
    for each in found:
        grouped[each.resource].append(each)
    return {
        resource: {
            "days": [each.day.isoformat() for each in days],
            "peak": max(each.load for each in days),
            "capacity": days[0].capacity,
        }
        for resource, days in grouped.items()
    }
