"""The misconceptions that the exercise declares; words, dates and units as candidates write them."""

import math
import re
import unicodedata
from datetime import date
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

SYNONYMS = {
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
}
# What a unit is worth in its kind's own: metres, seconds, bytes, radians.
WORTH = {
    "m": 1.0,
    "cm": 1e-2,
    "mm": 1e-3,
    "μm": 1e-6,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "mo": 1e6,
    "go": 1e9,
    "to": 1e12,
    "%": 1e-2,
    "": 1.0,
    "°": math.pi / 180,
    "mrad": 1e-3,
    "rad": 1.0,
}
KINDS = (("m", "cm", "mm", "μm"), ("s", "min", "h"), ("mo", "go", "to"), ("%", ""), ("°", "mrad", "rad"))


def plain(text: object) -> str:
    """Return words without case, accents or punctuation, one space between them.

    Examples
    --------
    >>> plain(" Matériel & étalonnage : l’appareil ")
    'materiel etalonnage l appareil'
    """
    decomposed = unicodedata.normalize("NFKD", str(text).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def unit_of(text: object) -> str:
    """Return a unit as this module knows it, or as it was written.

    Examples
    --------
    >>> unit_of(" GO "), unit_of("minutes"), unit_of("µm") == unit_of("μm")
    ('go', 'min', True)
    """
    word = unicodedata.normalize("NFKC", str(text)).strip().casefold().replace("é", "e")
    return SYNONYMS.get(word, word)


def same_kind(unit: str) -> tuple[str, ...]:
    """Return the units of the same kind, the one itself among them.

    Examples
    --------
    >>> same_kind("h")
    ('s', 'min', 'h')
    """
    return next((kind for kind in KINDS if unit in kind), (unit,))


def converted(value: float, unit: str, into: str) -> float:
    """Return a value in another unit of the same kind.

    Examples
    --------
    >>> converted(90.0, "min", "h")
    1.5
    """
    return value * (WORTH[unit] / WORTH[into])


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
