"""The network of tasks as a grader holds it, and what a task's dates are when those of its predecessors are known."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
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
# Beyond the finish, for which the truth has calendars.
_YEARS_AFTER = 2


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
        self.finish = date.fromisoformat(held["finish"])
        self.levelled_finish = date.fromisoformat(held["levelled_finish"])
        self.capacities: Mapping[str, float] = network["capacities"]
        self.tasks = {code: _task(code, each, calendars[each["calendar"]]) for code, each in network["tasks"].items()}
        self.early: Mapping[str, Dates] = {
            code: (date.fromisoformat(each["early_start"]), date.fromisoformat(each["early_finish"]))
            for code, each in held["activities"].items()
        }
        self.late_starts = {code: date.fromisoformat(each["late_start"]) for code, each in held["activities"].items()}
        self.worked = {
            calendar: _worked(calendar, self.start.year, self.finish.year + _YEARS_AFTER)
            for calendar in calendars.values()
        }
        self.floats: Mapping[str, Mapping[str, int]] = held["activities"]
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

    def follows(self, code: str, dates: Mapping[str, Dates], form: str = "") -> Dates:
        """Return the earliest dates of a task after those of its predecessors; of a misread form of it, if named."""
        before = tuple(dates[link.predecessor] for link in self.tasks[code].links)
        return _follows(self, code, before, form)

    def misread(self, code: str) -> dict[str, Task]:
        """Return the forms that common slips make of a task, by misconception; those that change nothing left out."""
        task = self.tasks[code]
        bare = replace(task.calendar, holidays=frozenset())
        weekdays = replace(WEEKDAYS, holidays=task.calendar.holidays)
        forms = {
            "links-all-finish-start": replace(
                task, links=tuple(replace(link, type=LinkType.FINISH_START) for link in task.links)
            ),
            "lags-forgotten": replace(task, links=tuple(replace(link, lag_days=0) for link in task.links)),
            "holidays-ignored": replace(task, calendar=bare),
            "five-day-week": replace(task, calendar=weekdays),
            "calendar-days": replace(task, calendar=EVERY_DAY),
            "imposed-date-forgotten": replace(task, not_before=None),
        }
        return {name: form for name, form in forms.items() if form != task}

    def free_float_days(self, code: str, dates: Mapping[str, Dates]) -> int:
        """Return by how many of its working days a task may be late without moving another one, or the end."""
        span = self.placed(code, dates[code][0])
        last = span.calendar.count_before(max(each[1] for each in dates.values()).toordinal() + 1) - span.days
        limits = [last]
        for link in self.following[code]:
            limits.append(greatest_start(link, span, self.placed(link.successor, dates[link.successor][0])))
        return min(limits) - span.start

    def last_from(self, code: str, first: date) -> date | None:
        """Return the last day of a task that starts on a day; ``None`` where it is not worked then."""
        task = self.tasks[code]
        days = self.worked[task.calendar]
        rank = bisect_left(days, first)
        last = rank + max(task.days, 1) - 1
        return days[last] if last < len(days) and days[rank] == first else None

    def day_after(self, code: str, day: date) -> date | None:
        """Return the next day on which a task is worked."""
        days = self.worked[self.tasks[code].calendar]
        rank = bisect_right(days, day)
        return days[rank] if rank < len(days) else None

    def loads(self, dates: Mapping[str, Dates]) -> dict[str, Counter[date]]:
        """Return the units of each resource asked for on each day."""
        found: dict[str, Counter[date]] = {resource: Counter() for resource in self.capacities}
        for code, (first, last) in dates.items():
            task = self.tasks[code]
            if task.is_milestone:
                continue
            days = self.worked[task.calendar]
            span = days[bisect_left(days, first) : bisect_right(days, last)]
            for resource, units in task.demands.items():
                load = found[resource]
                for day in span:
                    load[day] += int(units)
        return found

    @cached_property
    def early_loads(self) -> dict[str, Counter[date]]:
        """The units of each resource asked for on each day at the early dates."""
        return self.loads(self.early)

    def overload_days(self, loads: Mapping[str, Counter[date]]) -> dict[str, int]:
        """Return on how many days each resource is asked for beyond its capacity."""
        return {
            resource: sum(load > self.capacities[resource] for load in by_day.values())
            for resource, by_day in loads.items()
        }


@lru_cache(maxsize=4)
def network_of(case: JudgedCase) -> Network:
    """Return the network of a case, made once for all that is judged on it."""
    return Network(case)


@lru_cache(maxsize=8192)
def _follows(network: Network, code: str, before: tuple[Dates, ...], form: str) -> Dates:
    task = network.misread(code)[form] if form else network.tasks[code]
    count_before = task.calendar.count_before
    span = Span(calendar=task.calendar, start=0, days=task.days, closing=task.is_milestone and bool(task.links))
    starts = [count_before(network.start.toordinal())]
    starts += [
        least_start(link, network.span(link.predecessor, dates), span)
        for link, dates in zip(task.links, before, strict=True)
    ]
    if task.not_before:
        starts.append(count_before(task.not_before.toordinal()))
    span = replace(span, start=max(starts))
    return span.first_day, span.last_day


def _worked(calendar: Calendar, first_year: int, last_year: int) -> list[date]:
    days = range(date(first_year, 1, 1).toordinal(), date(last_year + 1, 1, 1).toordinal())
    return [day for day in map(date.fromordinal, days) if calendar.is_working(day)]


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
