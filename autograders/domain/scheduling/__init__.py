"""Schedules: working calendars, precedences, early and late dates, floats, critical paths, resources day by day."""

from .calendars import EVERY_DAY, WEEKDAYS, Calendar, french_public_holidays
from .criticality import critical_activities, critical_links, critical_paths, driving_links
from .network import Activity, LinkType, Precedence, Project, ordered_activities, project_faults
from .passes import Schedule, ScheduledActivity, forward_pass, schedule
from .resources import Overload, levelled, overloads, resource_profile
from .spans import Span, greatest_start, least_start

__all__ = [
    "EVERY_DAY",
    "WEEKDAYS",
    "Activity",
    "Calendar",
    "LinkType",
    "Overload",
    "Precedence",
    "Project",
    "Schedule",
    "ScheduledActivity",
    "Span",
    "critical_activities",
    "critical_links",
    "critical_paths",
    "driving_links",
    "forward_pass",
    "french_public_holidays",
    "greatest_start",
    "least_start",
    "levelled",
    "ordered_activities",
    "overloads",
    "project_faults",
    "resource_profile",
    "schedule",
]
