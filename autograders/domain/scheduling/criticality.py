"""What decides the date on which a project ends: driving links, critical activities, critical paths."""

from collections import defaultdict

from ..errors import DomainError
from .network import Precedence
from .passes import Schedule
from .spans import least_start

MAXIMUM_PATHS = 1_000


def driving_links(schedule: Schedule) -> tuple[Precedence, ...]:
    """Return the links that hold their successor at its early start: those without slack.

    Parameters
    ----------
    schedule : Schedule

    Examples
    --------
    >>> from datetime import date
    >>> from autograders.domain.scheduling import Activity, Precedence, Project, schedule
    >>> durations = {"A": 3, "B": 4, "C": 2, "D": 1}
    >>> project = Project(
    ...     start=date(2026, 1, 5),
    ...     activities=tuple(Activity(code=code, duration_days=days) for code, days in durations.items()),
    ...     precedences=tuple(Precedence(predecessor=one, successor=other) for one, other in ["AB", "AC", "BD", "CD"]),
    ... )
    >>> [link.predecessor + link.successor for link in driving_links(schedule(project))]
    ['AB', 'AC', 'BD']
    """
    early = {code: each.early for code, each in schedule.activities.items()}
    return tuple(
        link
        for link in schedule.project.precedences
        if least_start(link, early[link.predecessor], early[link.successor]) == early[link.successor].start
    )


def critical_links(schedule: Schedule) -> tuple[Precedence, ...]:
    """Return the critical subnetwork: the driving links on a way to an activity that ends with the project.

    On one calendar and without imposed dates they join the activities whose total float is 0. On several calendars a
    float may be a weekend that nobody can use; what drives the end is critical all the same, a convention of ours.

    Parameters
    ----------
    schedule : Schedule

    Examples
    --------
    >>> from datetime import date
    >>> from autograders.domain.scheduling import Activity, Precedence, Project, schedule
    >>> activities = tuple(Activity(code=code, duration_days=days) for code, days in [("A", 1), ("B", 3), ("C", 2)])
    >>> links = tuple(Precedence(predecessor="A", successor=code) for code in "BC")
    >>> project = Project(start=date(2026, 1, 5), activities=activities, precedences=links)
    >>> [link.predecessor + link.successor for link in critical_links(schedule(project))]
    ['AB']
    """
    critical = set(critical_activities(schedule))
    return tuple(link for link in driving_links(schedule) if link.successor in critical)


def critical_activities(schedule: Schedule) -> tuple[str, ...]:
    """Return the codes of the activities that cannot be late without the project being late, in order of precedence.

    Parameters
    ----------
    schedule : Schedule

    Examples
    --------
    >>> from datetime import date
    >>> from autograders.domain.scheduling import Activity, Precedence, Project, schedule
    >>> durations = {"A": 3, "B": 4, "C": 2, "D": 1}
    >>> project = Project(
    ...     start=date(2026, 1, 5),
    ...     activities=tuple(Activity(code=code, duration_days=days) for code, days in durations.items()),
    ...     precedences=tuple(Precedence(predecessor=one, successor=other) for one, other in ["AB", "AC", "BD", "CD"]),
    ... )
    >>> critical_activities(schedule(project))
    ('A', 'B', 'D')
    """
    drivers: defaultdict[str, set[str]] = defaultdict(set)
    for link in driving_links(schedule):
        drivers[link.successor].add(link.predecessor)
    end = max(each.early.ends for each in schedule.activities.values())
    critical: set[str] = set()
    for code in reversed(list(schedule.activities)):
        if schedule.activities[code].early.ends == end:
            critical.add(code)
        if code in critical:
            critical |= drivers[code]
    return tuple(code for code in schedule.activities if code in critical)


def critical_paths(schedule: Schedule) -> list[tuple[str, ...]]:
    """Return all critical paths, each from an activity that no other drives to one that drives no other.

    Parameters
    ----------
    schedule : Schedule

    Raises
    ------
    DomainError
        If there are more than 1 000.

    Examples
    --------
    >>> from datetime import date
    >>> from autograders.domain.scheduling import Activity, Precedence, Project, schedule
    >>> activities = tuple(Activity(code=code, duration_days=2) for code in "ABC")
    >>> links = tuple(Precedence(predecessor="A", successor=code) for code in "BC")
    >>> critical_paths(schedule(Project(start=date(2026, 1, 5), activities=activities, precedences=links)))
    [('A', 'B'), ('A', 'C')]
    """
    following: defaultdict[str, list[str]] = defaultdict(list)
    links = critical_links(schedule)
    for link in links:
        if link.successor not in following[link.predecessor]:
            following[link.predecessor].append(link.successor)
    driven = {link.successor for link in links}

    waiting: list[tuple[str, ...]] = [(code,) for code in reversed(critical_activities(schedule)) if code not in driven]
    found: list[tuple[str, ...]] = []
    while waiting and len(found) <= MAXIMUM_PATHS:
        path = waiting.pop()
        if longer := following[path[-1]]:
            waiting.extend((*path, code) for code in reversed(longer))
        else:
            found.append(path)
    if len(found) > MAXIMUM_PATHS:
        raise DomainError(f"plus de {MAXIMUM_PATHS} chemins critiques ; lire le sous-réseau critique à la place")
    return found
