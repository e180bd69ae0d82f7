"""Cards as manufacturers and hire firms write them: each in its own units, levels and taxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

TAX = 1.2
LEVELS = {"1 sigma": 1.0, "2 sigma": 2.0, "95 %": 2.0}
LEVEL_DEALS = ("1 sigma", "1 sigma", "2 sigma", "95 %")


@dataclass(frozen=True)
class Card:
    """What is printed of one device.

    Parameters
    ----------
    features : mapping
        The card's figures, as JSON holds them.
    day_price : float
        In the catalogue, in €.
    taxed : bool
        Whether that price includes tax.
    values : mapping
        By quantity, what treating the card rightly gives.
    slips : mapping
        By slip, then by quantity: what treating it wrongly gives, where that differs.
    """

    features: Mapping[str, Any]
    day_price: float
    taxed: bool
    values: Mapping[str, float]
    slips: Mapping[str, Mapping[str, float]]


def print_card(values: Mapping[str, float], family: str, terms: Mapping[str, float], rng: np.random.Generator) -> Card:
    """Return the card of a device, its units and levels drawn at random.

    Parameters
    ----------
    values : mapping
        In the units of ``devices.DIGITS``.
    family : str
    terms : mapping
        ``reference_distance_m``, ``rental_days``, ``passage_m``.
    rng : numpy.random.Generator
    """
    accuracy, treated_mm, slips_mm = _accuracy(
        values["exactitude"], terms["reference_distance_m"], values["portee"], rng
    )
    features: dict[str, Any] = {"exactitude": accuracy}
    treated: dict[str, float] = {"exactitude": treated_mm}
    slips: dict[str, dict[str, float]] = {slip: {"exactitude": value} for slip, value in slips_mm.items()}
    # A small device is quoted in grams and milliwatts more often than a big one.
    small = 0.75 if family in ("flash", "lumiere_structuree") else 0.3
    for key, unit, other, factor, share in (
        ("masse", "kg", "g", 1000, small),
        ("puissance", "W", "mW", 1000, small - 0.2),
        ("autonomie", "h", "min", 60, 0.4),
        ("cadence", "Mpt/s", "kpt/s", 1000, 0.35),
        ("co2e", "kg", "g", 1000, 0.25),
    ):
        treated[key] = values[key]
        features[key] = {"valeur": _tidy(values[key]), "unite": unit}
        if rng.random() < share:
            features[key] = {"valeur": _tidy(values[key] * factor), "unite": other}
            slips.setdefault("unit-kept", {})[key] = values[key] * factor
    features["derive"] = _drift(values["derive"], rng)
    treated["derive"] = values["derive"] * terms["passage_m"]
    if values["derive"]:
        slips.setdefault("unit-kept", {})["derive"] = features["derive"]["valeur"]
    features["portee"] = {
        "minimum": round(float(rng.uniform(0.3, 0.8)), 1),
        "maximum": _tidy(values["portee"]),
        "unite": "m",
    }
    treated["portee"] = values["portee"]
    for key, unit in (
        ("couleur", "Mpx"),
        ("reparabilite", "sur 10"),
        ("duree_de_vie", "ans"),
        ("niveau_sonore", "dB(A)"),
        ("prise_en_main", "h"),
    ):
        features[key] = {"valeur": _tidy(values[key]), "unite": unit}
        treated[key] = values[key]
    day_price, taxed, slips_eur = _price(values["jour"], terms["rental_days"], rng)
    treated["cout"] = values["jour"] * terms["rental_days"]
    for slip, value in slips_eur.items():
        slips.setdefault(slip, {})["cout"] = value
    return Card(features, day_price, taxed, treated, slips)


def raw_values(card: Card) -> dict[str, float]:
    """Return what reading a card without treating anything gives."""
    raw = {key: float(feature["valeur"]) for key, feature in card.features.items() if "valeur" in feature}
    return raw | {"portee": float(card.features["portee"]["maximum"]), "cout": card.day_price}


def _accuracy(
    sigma_mm: float, distance_m: float, reach_m: float, rng: np.random.Generator
) -> tuple[dict[str, Any], float, dict[str, float]]:
    level = LEVEL_DEALS[int(rng.integers(len(LEVEL_DEALS)))]
    factor = LEVELS[level]
    slips: dict[str, float] = {}
    # Where a device does not see, a law of distance means nothing.
    if rng.random() < 0.4 and reach_m >= distance_m:
        per_metre = round(float(rng.uniform(0.25, 0.55)) * sigma_mm * factor / distance_m, 2)
        constant = round(sigma_mm * factor - per_metre * distance_m, 2)
        printed: dict[str, Any] = {"valeur": constant, "par_metre": per_metre, "unite": "mm", "niveau": level}
        slips["distance-ignored"] = constant / factor
    else:
        stated_m = min(distance_m, reach_m)
        printed = {"valeur": _tidy(sigma_mm * factor), "unite": "mm", "niveau": level, "distance_m": _tidy(stated_m)}
    if factor > 1:
        slips["two-sigma-kept"] = sigma_mm * factor
    return printed, sigma_mm, slips


def _drift(rate_mm_per_m: float, rng: np.random.Generator) -> dict[str, Any]:
    if not rate_mm_per_m:
        return {"valeur": 0, "unite": "%", "remarque": "appareil en station : sans objet"}
    if rng.random() < 0.5:
        return {"valeur": _tidy(rate_mm_per_m / 10), "unite": "%", "remarque": "du trajet, sans boucle"}
    return {"valeur": _tidy(rate_mm_per_m), "unite": "mm/m", "remarque": "sans boucle"}


def _price(day_eur: float, days: float, rng: np.random.Generator) -> tuple[float, bool, dict[str, float]]:
    taxed = bool(rng.random() < 0.4)
    printed = round(day_eur * TAX, 2) if taxed else day_eur
    slips = {"day-for-mission": day_eur}
    if taxed:
        slips["tax-included"] = day_eur * TAX * days
    return printed, taxed, slips


def _tidy(value: float) -> float | int:
    """Return a figure as a person writes it: no trail of binary digits, no « .0 »."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
