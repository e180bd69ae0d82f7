"""The misconceptions that the exercise declares; words and units as candidates write them."""

import re
import unicodedata
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

SYNONYMS = {
    "seconde": "s",
    "secondes": "s",
    "minute": "min",
    "minutes": "min",
    "mb": "mo",
    "gb": "go",
    "tb": "to",
    "tib": "tio",
    "mbit/s": "mb/s",
    "mbps": "mb/s",
    "gbit/s": "gb/s",
    "gbps": "gb/s",
    "eur": "€",
    "euro": "€",
    "euros": "€",
    "keur": "k€",
    "pct": "%",
    "-": "",
    "nombre": "",
}
# What a unit is worth in its kind's own: bytes, bits a second, seconds, euros.
KINDS = (
    {"mo": 1e6, "go": 1e9, "to": 1e12, "gio": 2.0**30, "tio": 2.0**40},
    {"mb/s": 1e6, "gb/s": 1e9, "mo/s": 8e6},
    {"s": 1.0, "min": 60.0, "h": 3600.0},
    {"€": 1.0, "k€": 1e3, "m€": 1e6},
    {"%": 1e-2, "": 1.0},
)


def plain(text: object) -> str:
    """Return words without case, accents or punctuation, one space between them.

    Examples
    --------
    >>> plain(" Environnement de données commun : l’EDC ")
    'environnement de donnees commun l edc'
    """
    decomposed = unicodedata.normalize("NFKD", str(text).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def unit_of(text: object) -> str:
    """Return a unit as this module knows it, or as it was written.

    Examples
    --------
    >>> unit_of(" GO "), unit_of("minutes"), unit_of("Mbit/s")
    ('go', 'min', 'mb/s')
    """
    word = unicodedata.normalize("NFKC", str(text)).strip().casefold()
    return SYNONYMS.get(word, word)


def same_kind(unit: str) -> tuple[str, ...]:
    """Return the units of the same kind, the one itself among them.

    Examples
    --------
    >>> same_kind("min")
    ('s', 'min', 'h')
    """
    return next((tuple(kind) for kind in KINDS if unit in kind), (unit,))


def converted(value: float, unit: str, into: str) -> float:
    """Return a value in another unit of the same kind.

    Examples
    --------
    >>> converted(90.0, "s", "min")
    1.5
    """
    if unit == into:
        return value
    worth = next(kind for kind in KINDS if unit in kind)
    return value * worth[unit] / worth[into]
