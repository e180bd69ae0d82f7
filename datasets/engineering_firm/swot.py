"""Subjects for the SWOT: inside, by what the audit and the sizing found; outside, by what the watch tells."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .audited import LABELS
from .interviews import HINDRANCE, STRENGTH, THEMES, Interview

QUADRANTS = {
    (True, True): "force",
    (True, False): "faiblesse",
    (False, True): "opportunite",
    (False, False): "menace",
}
THEMES_KEPT = 4
# From which share of satisfied checks a model is a strength.
CONFORMITY_PERCENT = 90


def draw_outside(watch: Path, rng: np.random.Generator) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts of the watch by code, and the quadrant of each; both kinds are there."""
    told: Mapping[str, Mapping[str, str]] = tomllib.loads(watch.read_text(encoding="utf-8"))
    codes = list(told)
    good = {codes[index] for index in rng.permutation(len(codes))[: int(rng.integers(2, len(codes) - 1))].tolist()}
    quadrants = {code: QUADRANTS[False, code in good] for code in codes}
    return {code: told[code][quadrants[code]] for code in codes}, quadrants


def inside(
    interviews: tuple[Interview, ...], figures: Mapping[str, Any], rng: np.random.Generator
) -> dict[str, dict[str, Any]]:
    """Return the subjects from inside by code, each with its quadrant and the finding that decides it.

    Parameters
    ----------
    interviews : tuple of Interview
    figures : mapping
        ``conformity_percent`` by model, ``route_level``, ``chain_level``, ``weak_points``, and of the tokens of
        coordination ``blocking_percent`` and ``blocking_limit_percent``.
    rng : numpy Generator
    """
    balance = {
        theme: sum((item.codes.get(theme) == STRENGTH) - (item.codes.get(theme) == HINDRANCE) for item in interviews)
        for theme in THEMES
    }
    decided = [theme for theme, value in balance.items() if value]
    kept = [decided[index] for index in sorted(rng.permutation(len(decided))[:THEMES_KEPT].tolist())]
    rows = [
        (f"{THEMES[theme].capitalize()}, d’après les entretiens", balance[theme] > 0, f"T-{theme}", balance[theme])
        for theme in kept
    ]
    rows += [
        (
            f"Conformité de la maquette « {LABELS[name].lower()} » à l’IDS (force à partir de {CONFORMITY_PERCENT} %)",
            percent >= CONFORMITY_PERCENT,
            f"maquette_{name}",
            percent,
        )
        for name, percent in figures["conformity_percent"].items()
    ]
    rows += [
        (
            "Meilleure route du modeleur à l’EDC (force à partir du niveau 2)",
            figures["route_level"] >= 2,
            "tolk_route",
            figures["route_level"],
        ),
        (
            "Chaîne du modeleur à la maintenance (force à partir du niveau 2)",
            figures["chain_level"] >= 2,
            "tolk_chaine",
            figures["chain_level"],
        ),
        (
            "Tenue du réseau à une panne simple (force sans aucun point de défaillance unique)",
            not figures["weak_points"],
            "reseau_points_uniques",
            len(figures["weak_points"]),
        ),
        (
            "Jetons de coordination d’aujourd’hui (force si la part refusée respecte la limite)",
            figures["blocking_percent"] <= figures["blocking_limit_percent"],
            "jetons_refus",
            figures["blocking_percent"],
        ),
    ]
    return {
        f"S{rank}": {"subject": subject, "quadrant": QUADRANTS[True, good], "finding": finding, "value": value}
        for rank, (subject, good, finding, value) in enumerate(rows, start=1)
    }
