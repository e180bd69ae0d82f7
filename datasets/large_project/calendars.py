"""The calendars of the project: which days of the week are worked, and the weeks in which sites are closed."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from autograders.domain.scheduling import Calendar, french_public_holidays

YEARS_COVERED = 13
WEEK = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
LABELS = {
    "ETU": ("Études et industrie", "lun. mar. mer. jeu. ven."),
    "TRV": ("Travaux", "lun. mar. mer. jeu. ven."),
    "TUN": ("Génie civil souterrain, voie et essais", "lun. mar. mer. jeu. ven. sam."),
    "TBM": ("Tunnelier et marche à blanc", "lun. mar. mer. jeu. ven. sam. dim."),
    # Without closures, so that a milestone is reached on the evening of what precedes it, whoever is at work next day.
    "JAL": ("Jalons", "lun. mar. mer. jeu. ven. sam. dim."),
}
# Calendar, first day, last day, why.
Closure = tuple[str, date, date, str]


def draw_closures(first_year: int, rng: np.random.Generator) -> tuple[Closure, ...]:
    """Return the closures of each calendar over the years: public holidays, summer, the end of the year."""
    summer_weeks = int(rng.integers(2, 4))
    found: list[Closure] = []
    for year in range(first_year, first_year + YEARS_COVERED):
        for day in sorted(french_public_holidays(year)):
            found += [(code, day, day, "jour férié") for code in ("ETU", "TRV", "TUN")]
        # From the first Monday of August on.
        august = date(year, 8, 1) + timedelta(days=-date(year, 8, 1).weekday() % 7)
        found.append(("TRV", august, august + timedelta(days=7 * summer_weeks - 1), "congés d’été"))
        found += [
            (code, date(year, 12, first), date(year + 1, 1, last), "fin d’année")
            for code, first, last in (("ETU", 26, 1), ("TRV", 22, 3), ("TBM", 24, 2))
        ]
    return tuple(found)


def calendars_of(closures: tuple[Closure, ...]) -> Mapping[str, Calendar]:
    """Return the calendars that closures make."""
    return {
        code: Calendar(
            weekdays=frozenset(WEEK.index(day) for day in days.split()),
            holidays=frozenset(
                first + timedelta(days=number)
                for owner, first, last, _ in closures
                if owner == code
                for number in range((last - first).days + 1)
            ),
        )
        for code, (_, days) in LABELS.items()
    }
