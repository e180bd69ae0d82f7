"""Makes one variant of the catalogue of devices; the other modules of this folder make its parts."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from autograders.model.case import GeneratedCase

from . import cards, devices, documents, quantities, reference

HERE = Path(__file__).parent
DRAWS_AT_MOST = 4000
DIRECTIONS = {key: quantity.direction for key, quantity in quantities.QUANTITIES.items()}
DRIFT_LIMIT_MM_PER_M = 0.4


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the catalogue and return its specification and its truth.

    Limits are drawn first, then devices dealt their fates and cards their units, until the choice is worth making:
    the weights and the units must matter, and one device that remains must be beaten everywhere by another.

    Parameters
    ----------
    seed : int
        Decides everything; not negative.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    rng = np.random.default_rng(seed)
    terms = _draw_terms(rng)
    drawn, printed, truth = _draw_choice(terms, rng)
    specification = documents.specification(terms)
    files = (
        documents.write_specification(public, HERE / "cahier_des_charges.in", specification, quantities),
        documents.write_catalogue(public, drawn, printed, quantities.FAMILIES, rng),
        *documents.write_cards(public, drawn, printed, rng),
    )
    return GeneratedCase(specification=specification, files=files, truth=truth)


def _draw_terms(rng: np.random.Generator) -> dict[str, Any]:
    days, passage_m = int(rng.integers(3, 6)), int(rng.choice([25, 30, 40]))
    return {
        "reference_distance_m": int(rng.choice([8, 10, 12])),
        "accuracy_limit_mm": int(rng.choice([10, 11, 12])),
        "range_limit_m": int(rng.choice([15, 18, 20])),
        "rental_days": days,
        "vat_percent": 20,
        "cost_limit_eur": days * int(rng.choice([420, 450, 480])),
        "mass_limit_kg": int(rng.choice([11, 12, 13])),
        "autonomy_limit_h": float(rng.choice([1.5, 2.0])),
        "illuminance_low_lx": int(rng.choice([2, 5])),
        "illuminance_high_lx": int(rng.choice([20, 30, 40])) * 1000,
        "passage_m": passage_m,
        "drift_limit_mm": round(DRIFT_LIMIT_MM_PER_M * passage_m),
        "minimum_criteria": 6,
        "accuracy_to_cost": float(rng.choice([2.0, 2.5, 3.0])),
        "environment_low": float(rng.choice([0.08, 0.10])),
        "environment_high": float(rng.choice([0.20, 0.22, 0.25])),
        "social_low": float(rng.choice([0.05, 0.08])),
        "single_high": float(rng.choice([0.40, 0.45])),
        "consistency_limit": 0.10,
        "varied": str(rng.choice(["cout", "exactitude", "cadence"])),
    }


def _draw_choice(terms: Mapping[str, Any], rng: np.random.Generator) -> tuple[list[Any], list[Any], dict[str, Any]]:
    limits = {**terms, "day_limit_eur": terms["cost_limit_eur"] / terms["rental_days"]}
    for _ in range(DRAWS_AT_MOST):
        drawn = devices.draw_devices(limits, rng)
        printed = [cards.print_card(each.values, each.family, terms, rng) for each in drawn]
        truth = _truth(drawn, printed, limits)
        if truth is not None:
            return drawn, printed, truth
    raise RuntimeError(f"no instructive choice in {DRAWS_AT_MOST} draws: mend the ranges of devices.py")


def _truth(drawn: list[Any], printed: list[Any], limits: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what graders need, or ``None`` where the draw is not worth handing out."""
    records = {
        device.identifier: {
            "name": device.name,
            "family": device.family,
            "year": device.year,
            "values": dict(card.values),
            "slips": {slip: dict(values) for slip, values in card.slips.items()},
            "violations": reference.violations(card.values, _facts(device), limits),
        }
        for device, card in zip(drawn, printed, strict=True)
    }
    kept = {name: record["values"] for name, record in records.items() if not record["violations"]}
    # Each slip must show on a device that remains, and not on all: a factor common to all changes no score.
    for slip, key in (("two-sigma-kept", "exactitude"), ("distance-ignored", "exactitude"), ("tax-included", "cout")):
        if not any(key in records[name]["slips"].get(slip, {}) for name in kept):
            return None
    if not any("masse" in records[name]["slips"].get("unit-kept", {}) for name in kept):
        return None
    dominated = reference.dominated(kept, DIRECTIONS)
    if len(dominated) != 1:
        return None
    raw = {device.identifier: cards.raw_values(card) for device, card in zip(drawn, printed, strict=True)}
    choice = reference.choose(kept, raw, DIRECTIONS, limits["varied"])
    if not reference.is_instructive(choice) or choice.winner in dominated:
        return None
    return {
        "devices": records,
        "dominated": dominated,
        "reference": asdict(choice),
        "quantities": {key: asdict(quantity) for key, quantity in quantities.QUANTITIES.items()},
        "qualitative": list(quantities.QUALITATIVE),
        "measured": dict(quantities.MEASURED),
        "families": list(quantities.FAMILIES),
    }


def _facts(device: Any) -> dict[str, Any]:
    return {
        "laser_class": device.laser_class,
        "formats": device.formats,
        "lux_minimum": device.values["lux_minimum"],
        "lux_maximum": 1000 * device.values["lux_maximum"],
    }
