"""What a schedule asks of its resources day by day, and a levelling that respects what there is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import heapify, heappop, heappush

from ..errors import DomainError
from .network import Activity
from .passes import Schedule, forward_pass
from .spans import Span

# Units, so that parts that sum to the capacity in another order respect it.
_HAIR = 1e-9


@dataclass(frozen=True, kw_only=True)
class Overload:
    """A day on which more of a resource is asked for than there is.

    Parameters
    ----------
    resource : str
    day : date
    load, capacity : float
        Units.
    """

    resource: str
    day: date
    load: float
    capacity: float


Profile = Mapping[str, Mapping[date, float]]


def resource_profile(activities: Iterable[Activity], spans: Mapping[str, Span]) -> dict[str, dict[date, float]]:
    """Return how much of each resource is asked for on each day, Σ of the demands of the activities under way.

    Parameters
    ----------
    activities : iterable of Activity
    spans : mapping of Span by code
        Where each stands: such as all early, or all late.

    Returns
    -------
    dict of dict of float
        By day in order, by resource; days on which none is asked for are left out.

    Examples
    --------
    >>> from autograders.domain.scheduling import Project
    >>> activities = [
    ...     Activity(code="A", duration_days=2, demands={"modeleur": 2}),
    ...     Activity(code="B", duration_days=1, demands={"modeleur": 1}),
    ... ]
    >>> spans = forward_pass(Project(start=date(2026, 1, 5), activities=tuple(activities)), activities)
    >>> {day.day: units for day, units in resource_profile(activities, spans)["modeleur"].items()}
    {5: 3.0, 6: 2.0}
    """
    loads: defaultdict[str, defaultdict[date, float]] = defaultdict(lambda: defaultdict(float))
    for activity in activities:
        for resource, units in activity.demands.items():
            for day in spans[activity.code].ordinals():
                loads[resource][date.fromordinal(day)] += units
    return {resource: dict(sorted(by_day.items())) for resource, by_day in loads.items()}


def overloads(profile: Profile, capacities: Mapping[str, float]) -> list[Overload]:
    """Return the days on which a profile goes beyond the capacity, resources and days in order.

    Parameters
    ----------
    profile : mapping of mapping of float
        As ``resource_profile`` returns it.
    capacities : mapping of float by resource
        Units; a resource that is not named has no limit.

    Examples
    --------
    >>> monday, tuesday = date(2026, 1, 5), date(2026, 1, 6)
    >>> [each.day.day for each in overloads({"modeleur": {monday: 3, tuesday: 2}}, {"modeleur": 2})]
    [5]
    """
    return [
        Overload(resource=resource, day=day, load=load, capacity=capacities[resource])
        for resource, by_day in sorted(profile.items())
        if resource in capacities
        for day, load in sorted(by_day.items())
        if load > capacities[resource] + _HAIR
    ]


def levelled(schedule: Schedule, capacities: Mapping[str, float]) -> dict[str, Span]:
    """Return where each activity stands once no day asks for more than there is: a plan that can be carried out.

    Serial schedule generation (Kelley, 1963): activities in order of their late starts, each as early as links and
    what is left of the resources let it. A rule of thumb: the plan is not always the shortest. An imposed last day is
    not looked at.

    Parameters
    ----------
    schedule : Schedule
    capacities : mapping of float by resource
        Units on each day; a resource that is not named has no limit.

    Returns
    -------
    dict of Span by code

    Raises
    ------
    DomainError
        If an activity asks for more than there is by itself.

    Examples
    --------
    >>> from autograders.domain.scheduling import Project, schedule
    >>> activities = tuple(Activity(code=code, duration_days=2, demands={"modeleur": 1}) for code in "AB")
    >>> found = schedule(Project(start=date(2026, 1, 5), activities=activities))
    >>> [span.first_day.day for span in levelled(found, {"modeleur": 1}).values()]
    [5, 7]
    """
    for activity in schedule.project.activities:
        for resource, units in activity.demands.items():
            if units > capacities.get(resource, units) + _HAIR:
                raise DomainError(
                    f"« {activity.code} » demande {units:g} unités de « {resource} », {capacities[resource]:g} sont "
                    "disponibles ; allonger l’activité ou augmenter la capacité"
                )
    taken: defaultdict[tuple[str, int], float] = defaultdict(float)

    def first_full(activity: Activity, span: Span) -> int | None:
        limited = {resource: units for resource, units in activity.demands.items() if resource in capacities}
        full = (
            day
            for day in span.ordinals()
            if any(taken[resource, day] + units > capacities[resource] + _HAIR for resource, units in limited.items())
        )
        return next(full, None)

    def first_fit(activity: Activity, span: Span) -> Span:
        while (full := first_full(activity, span)) is not None:
            # It cannot be worked over: the activity starts after it, at the earliest.
            span = replace(span, start=span.calendar.count_before(full) + 1)
        for day in span.ordinals():
            for resource, units in activity.demands.items():
                taken[resource, day] += units
        return span

    return forward_pass(schedule.project, _by_late_start(schedule), first_fit)


def _by_late_start(schedule: Schedule) -> list[Activity]:
    """Return the activities, each after all that precede it, and of those that may follow the most urgent first."""
    positions = {activity.code: rank for rank, activity in enumerate(schedule.project.activities)}
    following: defaultdict[str, list[str]] = defaultdict(list)
    waiting = dict.fromkeys(positions, 0)
    for link in schedule.project.precedences:
        following[link.predecessor].append(link.successor)
        waiting[link.successor] += 1

    def urgency(code: str) -> tuple[date, int]:
        return schedule.activities[code].late.first_day, positions[code]

    ready = [urgency(code) for code, links in waiting.items() if not links]
    heapify(ready)
    ordered: list[Activity] = []
    while ready:
        _, rank = heappop(ready)
        activity = schedule.project.activities[rank]
        ordered.append(activity)
        for code in following[activity.code]:
            waiting[code] -= 1
            if not waiting[code]:
                heappush(ready, urgency(code))
    return ordered
