"""The network of tasks as a grader holds it, and what a task's dates are when those of its predecessors are known."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from autograders.candidate.wire import Row
from autograders.criteria import folded
from autograders.domain.scheduling import (
    EVERY_DAY,
    WEEKDAYS,
    Calendar,
    LinkType,
    Precedence,
    Span,
    greatest_start,
    least_start,
)
from autograders.model.case import JudgedCase

from .own import day_of

Dates: TypeAlias = tuple[date, date]
# Of a plan that a person could mean: what is beyond is not computed with.
_YEARS = 40


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task of the network."""

    code: str
    days: int
    calendar: Calendar
    links: tuple[Precedence, ...]
    demands: Mapping[str, float]
    not_before: date | None

    @property
    def is_milestone(self) -> bool:
        """Whether it has no duration."""
        return self.days == 0


class Network:
    """Tasks, capacities and the dates of the truth."""

    def __init__(self, case: JudgedCase) -> None:
        held = case.truth["schedule"]
        network = held["network"]
        calendars = {code: _calendar(each) for code, each in network["calendars"].items()}
        self.start = date.fromisoformat(network["start"])
        self.capacities: Mapping[str, float] = network["capacities"]
        self.tasks = {code: _task(code, each, calendars[each["calendar"]]) for code, each in network["tasks"].items()}
        self.early: Mapping[str, Dates] = {
            code: (date.fromisoformat(each["early_start"]), date.fromisoformat(each["early_finish"]))
            for code, each in held["activities"].items()
        }
        self.late_starts = {code: date.fromisoformat(each["late_start"]) for code, each in held["activities"].items()}
        self.floats: Mapping[str, Mapping[str, int]] = held["activities"]
        self.finish = date.fromisoformat(held["finish"])
        self.path: Sequence[str] = held["critical_paths"][0]

    @property
    def milestones(self) -> list[str]:
        """Codes of the milestones, in order."""
        return [code for code, task in self.tasks.items() if task.is_milestone]

    @cached_property
    def following(self) -> Mapping[str, list[Precedence]]:
        """The links out of each task."""
        found: defaultdict[str, list[Precedence]] = defaultdict(list)
        for task in self.tasks.values():
            for link in task.links:
                found[link.predecessor].append(link)
        return found

    def known(self, day: date | None) -> bool:
        """Return whether a day is one that a plan of this project could hold."""
        return day is not None and abs(day.year - self.start.year) <= _YEARS

    def own_dates(self, rows: Mapping[str, Row]) -> dict[str, Dates]:
        """Return the candidate's dates of each task; the early ones of the truth where there are none."""
        found = {}
        for code, truth in self.early.items():
            row = rows.get(folded(code), {})
            first, last = day_of(row.get("start")), day_of(row.get("finish"))
            sensible = first is not None and last is not None and self.known(first) and self.known(last)
            found[code] = (first, last) if sensible and first and last and first <= last else truth
        return found

    def span(self, code: str, dates: Dates) -> Span:
        """Return a task between two days, in days of the week, so that any days will do."""
        first, last = dates
        closing = self.tasks[code].is_milestone
        days = 0 if closing else (last - first).days + 1
        start = EVERY_DAY.count_before(first.toordinal()) + closing
        return Span(calendar=EVERY_DAY, start=start, days=days, closing=closing)

    def placed(self, code: str, first: date) -> Span:
        """Return a task on its own calendar from a day on."""
        task = self.tasks[code]
        start = task.calendar.count_before(first.toordinal()) + task.is_milestone
        return Span(calendar=task.calendar, start=start, days=task.days, closing=task.is_milestone)

    def follows(self, code: str, dates: Mapping[str, Dates], task: Task | None = None) -> Dates:
        """Return the earliest dates of a task after those of its predecessors; of another form of it, if given."""
        held = task or self.tasks[code]
        span = Span(calendar=held.calendar, start=0, days=held.days, closing=held.is_milestone and bool(held.links))
        starts = [held.calendar.count_before(self.start.toordinal())]
        starts += [least_start(link, self.span(link.predecessor, dates[link.predecessor]), span) for link in held.links]
        if held.not_before:
            starts.append(held.calendar.count_before(held.not_before.toordinal()))
        span = replace(span, start=max(starts))
        return span.first_day, span.last_day

    def misread(self, code: str) -> dict[str, Task]:
        """Return the forms of a task that common slips make of it, by misconception."""
        task = self.tasks[code]
        bare = replace(task.calendar, holidays=frozenset())
        weekdays = replace(WEEKDAYS, holidays=task.calendar.holidays)
        return {
            "links-all-finish-start": replace(
                task, links=tuple(replace(link, type=LinkType.FINISH_START) for link in task.links)
            ),
            "lags-forgotten": replace(task, links=tuple(replace(link, lag_days=0) for link in task.links)),
            "holidays-ignored": replace(task, calendar=bare),
            "five-day-week": replace(task, calendar=weekdays),
            "calendar-days": replace(task, calendar=EVERY_DAY),
            "imposed-date-forgotten": replace(task, not_before=None),
        }

    def free_float_days(self, code: str, dates: Mapping[str, Dates]) -> int:
        """Return by how many of its working days a task may be late without moving another one, or the end."""
        span = self.placed(code, dates[code][0])
        last = span.calendar.count_before(max(each[1] for each in dates.values()).toordinal() + 1) - span.days
        limits = [last]
        for link in self.following[code]:
            limits.append(greatest_start(link, span, self.placed(link.successor, dates[link.successor][0])))
        return min(limits) - span.start

    def loads(self, dates: Mapping[str, Dates]) -> dict[str, Counter[date]]:
        """Return the units of each resource asked for on each day."""
        found: dict[str, Counter[date]] = {resource: Counter() for resource in self.capacities}
        for code, (first, last) in dates.items():
            task = self.tasks[code]
            if task.is_milestone or not task.demands or (last - first).days > 10 * task.days + 60:
                continue
            days = [
                date.fromordinal(number)
                for number in range(first.toordinal(), last.toordinal() + 1)
                if task.calendar.is_working(date.fromordinal(number))
            ]
            for resource, units in task.demands.items():
                for day in days:
                    found[resource][day] += int(units)
        return found

    def overload_days(self, loads: Mapping[str, Counter[date]]) -> dict[str, int]:
        """Return on how many days each resource is asked for beyond its capacity."""
        return {
            resource: sum(load > self.capacities[resource] for load in by_day.values())
            for resource, by_day in loads.items()
        }


def _calendar(held: Mapping[str, Any]) -> Calendar:
    return Calendar(
        weekdays=frozenset(held["weekdays"]), holidays=frozenset(date.fromisoformat(day) for day in held["holidays"])
    )


def _task(code: str, held: Mapping[str, Any], calendar: Calendar) -> Task:
    return Task(
        code=code,
        days=int(held["days"]),
        calendar=calendar,
        links=tuple(
            Precedence(predecessor=predecessor, successor=code, type=LinkType(kind), lag_days=lag)
            for predecessor, kind, lag in held["links"]
        ),
        demands=held["demands"],
        not_before=date.fromisoformat(held["not_before"]) if held["not_before"] else None,
    )
