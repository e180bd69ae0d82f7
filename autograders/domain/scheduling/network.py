"""Activities and the precedences that bind them: the precedence diagram method (Fondahl, 1961; Roy, 1959)."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from autograders.candidate.errors import Fault, FaultsError

from .calendars import WEEKDAYS, Calendar

# Twenty years of working days.
MAXIMUM_DAYS = 5_000
_WHERE = "planning"


class LinkType(StrEnum):
    """What of the predecessor holds back what of the successor (in French: FD, DD, FF, DF)."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Work that is done without interruption, or a milestone.

    Parameters
    ----------
    code : str
    duration_days : int
        Working days of its calendar; 0 for a milestone.
    calendar : Calendar or None
        The project's by default.
    not_before, not_after : date or None
        Imposed: the first day on which it may start, the last one on which it may still be going on.
    demands : mapping of float by resource
        Units that it takes on each of its working days.
    """

    code: str
    duration_days: int
    calendar: Calendar | None = None
    not_before: date | None = None
    not_after: date | None = None
    demands: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Precedence:
    """A link: the successor's end of it comes a lag after the predecessor's, or later.

    Parameters
    ----------
    predecessor, successor : str
        Codes of activities.
    type : LinkType
    lag_days : int
        Working days of the successor's calendar, a convention of ours; negative for a lead.
    """

    predecessor: str
    successor: str
    type: LinkType = LinkType.FINISH_START
    lag_days: int = 0


@dataclass(frozen=True, kw_only=True)
class Project:
    """What is to be scheduled.

    Parameters
    ----------
    start : date
        Nothing starts before it.
    activities : tuple of Activity
    precedences : tuple of Precedence
    calendar : Calendar
        Of the activities that have none of their own; Monday to Friday by default.
    """

    start: date
    activities: tuple[Activity, ...]
    precedences: tuple[Precedence, ...] = ()
    calendar: Calendar = WEEKDAYS

    def calendar_of(self, activity: Activity) -> Calendar:
        """Return the calendar on which an activity is worked."""
        return activity.calendar or self.calendar


def project_faults(project: Project) -> list[Fault]:
    """Return what keeps a project from being scheduled: doubled or unknown codes, figures out of range, a cycle.

    Parameters
    ----------
    project : Project

    Examples
    --------
    >>> project = Project(
    ...     start=date(2026, 1, 5),
    ...     activities=(Activity(code="A", duration_days=2), Activity(code="B", duration_days=1)),
    ...     precedences=(Precedence(predecessor="A", successor="B"), Precedence(predecessor="B", successor="A")),
    ... )
    >>> [fault.key for fault in project_faults(project)]
    ['A → B → A']
    """
    found = [*_activity_faults(project), *_precedence_faults(project)]
    if not found:
        try:
            _ordered(project)
        except CycleError as error:
            repair = "Retirer ou retourner un de ces liens."
            found.append(Fault(_WHERE, " → ".join(error.args[1]), "les liens bouclent.", repair))
    return found


def ordered_activities(project: Project) -> tuple[Activity, ...]:
    """Return the activities in an order in which each comes after all that precede it.

    Parameters
    ----------
    project : Project

    Raises
    ------
    FaultsError
        With all that ``project_faults`` finds.

    Examples
    --------
    >>> activities = tuple(Activity(code=code, duration_days=1) for code in "BA")
    >>> link = Precedence(predecessor="A", successor="B")
    >>> project = Project(start=date(2026, 1, 5), activities=activities, precedences=(link,))
    >>> [activity.code for activity in ordered_activities(project)]
    ['A', 'B']
    """
    if faults := project_faults(project):
        raise FaultsError(faults)
    activities = {activity.code: activity for activity in project.activities}
    return tuple(activities[code] for code in _ordered(project))


def _ordered(project: Project) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter({activity.code: () for activity in project.activities})
    for link in project.precedences:
        sorter.add(link.successor, link.predecessor)
    return tuple(sorter.static_order())


def _activity_faults(project: Project) -> Iterator[Fault]:
    if not project.activities:
        yield Fault(_WHERE, "", "aucune activité reçue.", "En donner une au moins.")
    for code, times in Counter(activity.code for activity in project.activities).items():
        if times > 1:
            yield Fault(_WHERE, code, f"code donné {times} fois.", "Donner à chaque activité le sien.")
    for activity in project.activities:
        if not 0 <= activity.duration_days <= MAXIMUM_DAYS:
            message = f"durée de {activity.duration_days} jours."
            yield Fault(_WHERE, activity.code, message, f"Donner un nombre entier de 0 (jalon) à {MAXIMUM_DAYS}.")
        for resource, units in activity.demands.items():
            if not 0 <= units < math.inf:
                message = f"{units:g} unités de « {resource} »."
                yield Fault(_WHERE, activity.code, message, "Donner un nombre positif ou nul.")


def _precedence_faults(project: Project) -> Iterator[Fault]:
    known = {activity.code for activity in project.activities}
    for link in project.precedences:
        key = f"{link.predecessor} → {link.successor}"
        for code in (link.predecessor, link.successor):
            if code not in known:
                yield Fault(_WHERE, key, f"activité « {code} » inconnue.", "L’ajouter ou corriger son code.")
        if not abs(link.lag_days) <= MAXIMUM_DAYS:
            message = f"délai de {link.lag_days} jours."
            yield Fault(_WHERE, key, message, f"Donner un nombre entier de −{MAXIMUM_DAYS} à {MAXIMUM_DAYS}.")
