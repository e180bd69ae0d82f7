"""The misconceptions that the exercise declares; units as candidates write them."""

from pathlib import Path

from autograders.criteria import Units, declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

MEASURES = Units(
    # In bytes, euros, parts of one, working days.
    kinds=(
        {"go": 1e9, "to": 1e12, "gio": 2.0**30, "tio": 2.0**40},
        {"€": 1.0, "k€": 1e3, "m€": 1e6},
        {"%": 1e-2, "": 1.0},
        {"jours ouvres": 1.0},
    ),
    synonyms={
        "gb": "go",
        "tb": "to",
        "tib": "tio",
        "teraoctets": "to",
        "gigaoctets": "go",
        "tebioctets": "tio",
        "eur": "€",
        "euros": "€",
        "keur": "k€",
        "milliers d’euros": "k€",
        "milliers d'euros": "k€",
        "meur": "m€",
        "millions d’euros": "m€",
        "millions d'euros": "m€",
        "pct": "%",
        "pour cent": "%",
        "-": "",
        "nombre": "",
        "jour ouvre": "jours ouvres",
        "j": "jours ouvres",
        "jours": "jours ouvres",
    },
)
