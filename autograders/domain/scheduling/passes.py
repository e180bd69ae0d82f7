"""The forward and the backward pass: early and late dates, total and free float (Kelley and Walker, 1959)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from .network import Activity, Precedence, Project, ordered_activities
from .spans import Span, greatest_start, least_start


@dataclass(frozen=True, kw_only=True)
class ScheduledActivity:
    """What the two passes say of an activity.

    Parameters
    ----------
    early, late : Span
        Where it stands at the earliest, and at the latest.
    total_float_days : int
        « Marge totale »: working days of its calendar by which it may be late without delaying the project, or
        breaking an imposed date; negative where an imposed date is already broken.
    free_float_days : int
        « Marge libre »: by which it may be late without moving anything else from its early dates.
    """

    early: Span
    late: Span
    total_float_days: int
    free_float_days: int


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A project with its dates.

    Parameters
    ----------
    project : Project
    activities : mapping of ScheduledActivity by code
        In an order in which each comes after all that precede it.
    """

    project: Project
    activities: Mapping[str, ScheduledActivity]

    @property
    def finish(self) -> date:
        """Last day of the project at the earliest."""
        return max(each.early.last_day for each in self.activities.values())

    @property
    def broken_dates(self) -> tuple[str, ...]:
        """Codes of the activities whose imposed last day the early dates pass already."""
        return tuple(
            activity.code
            for activity in self.project.activities
            if activity.not_after and self.activities[activity.code].early.last_day > activity.not_after
        )


def schedule(project: Project) -> Schedule:
    """Return early and late dates and floats of all activities.

    Early: ES = max over the links of what they allow, the project's start and the imposed first day; EF = ES + d.
    Late: LF = min over the links, the project's finish and the imposed last day; LS = LF − d. Total float LS − ES; free
    float, the least over the links of what the early dates of the successors leave. On one calendar this is whole
    numbers; on several, an instant is carried from one calendar to the other.

    Parameters
    ----------
    project : Project

    Raises
    ------
    FaultsError
        With all that ``project_faults`` finds.

    Examples
    --------
    >>> from autograders.domain.scheduling import Activity, Precedence, Project
    >>> durations = {"A": 3, "B": 4, "C": 2, "D": 1}
    >>> project = Project(
    ...     start=date(2026, 1, 5),
    ...     activities=tuple(Activity(code=code, duration_days=days) for code, days in durations.items()),
    ...     precedences=tuple(Precedence(predecessor=one, successor=other) for one, other in ["AB", "AC", "BD", "CD"]),
    ... )
    >>> found = schedule(project)
    >>> found.finish.isoformat(), found.activities["C"].total_float_days, found.activities["C"].free_float_days
    ('2026-01-14', 2, 2)
    """
    order = ordered_activities(project)
    early = forward_pass(project, order)
    outgoing = _by(project.precedences, lambda link: link.predecessor)
    finish = max(span.ends for span in early.values())
    late: dict[str, Span] = {}
    free: dict[str, int] = {}
    for activity in reversed(order):
        span = early[activity.code]
        # Nothing may end after the project does, whatever its links leave open.
        last = span.calendar.count_before(finish) - span.days
        links = outgoing[activity.code]
        free[activity.code] = (
            min([last, *(greatest_start(link, span, early[link.successor]) for link in links)]) - span.start
        )
        latest = min([last, *(greatest_start(link, span, late[link.successor]) for link in links)])
        late[activity.code] = replace(span, start=min(latest, _imposed_latest(activity, span, latest)))
    return Schedule(
        project=project,
        activities={
            code: ScheduledActivity(
                early=span,
                late=late[code],
                total_float_days=late[code].start - span.start,
                free_float_days=free[code],
            )
            for code, span in early.items()
        },
    )


def forward_pass(
    project: Project, order: Iterable[Activity], place: Callable[[Activity, Span], Span] = lambda _, span: span
) -> dict[str, Span]:
    """Return where each activity stands when each in turn is put as early as its predecessors let it.

    Parameters
    ----------
    project : Project
    order : iterable of Activity
        Each after all that precede it.
    place : callable
        From an activity and its earliest span to the span that it gets; the same one by default.

    Examples
    --------
    >>> from autograders.domain.scheduling import Activity, Project
    >>> activity = Activity(code="A", duration_days=2)
    >>> project = Project(start=date(2026, 1, 2), activities=(activity,))
    >>> forward_pass(project, [activity])["A"].last_day.isoformat()
    '2026-01-05'
    """
    incoming = _by(project.precedences, lambda link: link.successor)
    spans: dict[str, Span] = {}
    for activity in order:
        calendar = project.calendar_of(activity)
        links = incoming[activity.code]
        closing = activity.duration_days == 0 and bool(links)
        span = Span(calendar=calendar, start=0, days=activity.duration_days, closing=closing)
        starts = [calendar.count_before(project.start.toordinal())]
        starts += [least_start(link, spans[link.predecessor], span) for link in links]
        if activity.not_before:
            starts.append(calendar.count_before(activity.not_before.toordinal()) + closing)
        spans[activity.code] = place(activity, replace(span, start=max(starts)))
    return spans


def _imposed_latest(activity: Activity, span: Span, otherwise: int) -> int:
    if activity.not_after is None:
        return otherwise
    opening = not span.days and not span.closing
    return span.calendar.count_before(activity.not_after.toordinal() + 1) - span.days - opening


def _by(links: Iterable[Precedence], end: Callable[[Precedence], str]) -> defaultdict[str, list[Precedence]]:
    grouped: defaultdict[str, list[Precedence]] = defaultdict(list)
    for link in links:
        grouped[end(link)].append(link)
    return grouped
