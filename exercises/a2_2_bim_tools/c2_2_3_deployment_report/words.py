"""The misconceptions that the exercise declares; units as candidates write them."""

from pathlib import Path

from autograders.criteria import Units, declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

MEASURES = Units(
    # In bytes, bits a second, seconds, euros.
    kinds=(
        {"mo": 1e6, "go": 1e9, "to": 1e12, "gio": 2.0**30, "tio": 2.0**40},
        {"mb/s": 1e6, "gb/s": 1e9, "mo/s": 8e6},
        {"s": 1.0, "min": 60.0, "h": 3600.0},
        {"€": 1.0, "k€": 1e3, "m€": 1e6},
        {"%": 1e-2, "": 1.0},
    ),
    synonyms={
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
    },
)
