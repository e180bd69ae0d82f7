"""Reads the large project's public files as a candidate does, and schedules it by days in a list.

Nothing here comes from the generator's modules or from the domain: dates are found by bisection in lists of days.
"""

import csv
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEK = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]


def table(public, path):
    """Return the rows of a table."""
    with (public / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text):
    """Return a number as a French spreadsheet writes it."""
    return float(text.replace(",", "."))


def day(text):
    """Return a day as it is usually written."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def working_days(public, years):
    """Return the days worked by calendar, in order."""
    off = {
        (row["calendrier"], day(row["du"]) + timedelta(days=count))
        for row in table(public, "jours_chomes.csv")
        for count in range((day(row["au"]) - day(row["du"])).days + 1)
    }
    every = [date(years[0], 1, 1) + timedelta(days=count) for count in range(366 * (years[1] - years[0]))]
    return {
        row["calendrier"]: [
            each
            for each in every
            if WEEK[each.weekday()] in row["jours_ouvres"].split() and (row["calendrier"], each) not in off
        ]
        for row in table(public, "calendriers.csv")
    }


@dataclass
class Task:
    """A task as the export tells it."""

    code: str
    lot: str
    days: int
    calendar: str
    links: list
    not_before: date
    demands: dict
    budget_eur: float


def tasks(public, start):
    """Return the tasks of the export by code, each after all that precede it."""
    found = {}
    for row in table(public, "planning.csv"):
        if row["niveau"] == "2":
            imposed = row["debut_au_plus_tot"]
            found[row["code"]] = Task(
                code=row["code"],
                lot=row["lot"],
                days=int(row["duree"].removesuffix(" j")),
                calendar=row["calendrier"],
                links=[re.fullmatch(r"([A-Z]+\d+)(..)?(?:([+-]\d+)j)?", cell).groups() for cell in cells(row)],
                not_before=datetime.strptime(imposed[4:], "%d/%m/%y").date() if imposed else start,
                demands={
                    name: int(units) for name, units in map(str.split, filter(None, row["ressources"].split(", ")))
                },
                budget_eur=float(row["budget_eur"]),
            )
    ordered = {}
    while len(ordered) < len(found):
        ready = [
            each
            for code, each in found.items()
            if code not in ordered and all(link[0] in ordered for link in each.links)
        ]
        ordered |= {each.code: each for each in ready}
    return ordered


def cells(row):
    """Return the predecessors of a row."""
    return list(filter(None, row["predecesseurs"].split(", ")))


def early_dates(found, calendars, pushed=None):
    """Return first and last day of each task at the earliest; some may be pushed to a day."""
    dates = {}
    for code, task in found.items():
        days = calendars[task.calendar]
        places = [bisect_left(days, max(task.not_before, (pushed or {}).get(code, task.not_before)))]
        for predecessor, kind, lag in task.links:
            first, last = dates[predecessor]
            if kind == "DD":
                place = bisect_left(days, first)
            elif kind == "FF" or not task.days:
                place = bisect_left(days, last) - max(task.days - 1, 0)
            else:
                place = bisect_left(days, last + timedelta(days=1))
            places.append(place + int(lag or 0))
        place = max(places)
        dates[code] = days[place], days[place + max(task.days - 1, 0)]
    return dates
