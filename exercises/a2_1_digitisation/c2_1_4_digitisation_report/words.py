"""The misconceptions that the exercise declares; dates and units as candidates write them."""

import math
import re
from datetime import date
from pathlib import Path

from autograders.criteria import Units, declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

MEASURES = Units(
    # In metres, seconds, bytes, radians.
    kinds=(
        {"m": 1.0, "cm": 1e-2, "mm": 1e-3, "μm": 1e-6},
        {"s": 1.0, "min": 60.0, "h": 3600.0},
        {"mo": 1e6, "go": 1e9, "to": 1e12},
        {"%": 1e-2, "": 1.0},
        {"°": math.pi / 180, "mrad": 1e-3, "rad": 1.0},
    ),
    synonyms={
        "minute": "min",
        "minutes": "min",
        "heure": "h",
        "heures": "h",
        "gb": "go",
        "tb": "to",
        "deg": "°",
        "degre": "°",
        "degres": "°",
        "pct": "%",
        "pourcent": "%",
        "-": "",
        "cible": "",
        "cibles": "",
        "station": "",
        "stations": "",
    },
)


def day_of(text: object) -> date | None:
    """Return the day that a text names, year first or French order.

    Examples
    --------
    >>> day_of("2026-03-09") == day_of(" 9/3/2026 "), day_of("hier")
    (True, None)
    """
    numbers = re.fullmatch(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\s*", str(text), re.ASCII)
    if numbers is None:
        return None
    first, month, last = (int(number) for number in numbers.groups())
    year, day = (first, last) if len(numbers[1]) == 4 else (last, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
