"""Subjects for the SWOT: inside, by what the audit and the sizing found; outside, by what the watch tells."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .interviews import HINDRANCE, STRENGTH, THEMES, Interview

QUADRANTS = {
    (True, True): "force",
    (True, False): "faiblesse",
    (False, True): "opportunite",
    (False, False): "menace",
}
THEMES_KEPT = 4


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
        ``best_route_level``, ``chain_level``, ``weak_points``, ``overloaded``, ``blocking_today`` and
        ``blocking_limit`` (by software and as a share), ``conversion``.
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
    blocked = max(figures["blocking_today"].values())
    rows += [
        (
            "Meilleure route du modeleur à l’EDC (force à partir du niveau 2)",
            figures["best_route_level"] >= 2,
            "tolk_route",
            figures["best_route_level"],
        ),
        (
            "Chaîne du modeleur à la maintenance (force à partir du niveau 2)",
            figures["chain_level"] >= 2,
            "tolk_chaine",
            figures["chain_level"],
        ),
        (
            "Tenue du réseau à une panne simple (force sans aucun point unique)",
            not figures["weak_points"],
            "reseau_points_uniques",
            len(figures["weak_points"]),
        ),
        (
            "Attribution des jetons, dans le logiciel le plus demandé",
            blocked <= figures["blocking_limit"],
            "jetons_refus",
            blocked,
        ),
    ]
    return {
        f"S{rank}": {"subject": subject, "quadrant": QUADRANTS[True, good], "finding": finding, "value": value}
        for rank, (subject, good, finding, value) in enumerate(rows, start=1)
    }
