"""The fictional devices: what each is truly worth, and which requirements it breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

Ranges = Mapping[str, tuple[float, float]]

# Honest ranges of a device of the family that is fit for the site.
FIT: Mapping[str, Ranges] = {
    "statique": {
        "exactitude": (1.8, 3.5), "portee": (60, 130), "jour": (260, 390), "masse": (6.2, 8.6), "autonomie": (3.5, 6),
        "cadence": (0.5, 2.0), "derive": (0, 0), "couleur": (60, 170), "co2e": (20, 29), "puissance": (18, 30),
        "reparabilite": (5, 8), "duree_de_vie": (8, 10), "niveau_sonore": (38, 50), "prise_en_main": (12, 22),
        "lux_minimum": (0, 0), "lux_maximum": (90, 120),
    },
    "mobile": {
        "exactitude": (6, 9.4), "portee": (40, 100), "jour": (230, 360), "masse": (3.2, 8), "autonomie": (2.3, 4),
        "cadence": (0.3, 1.3), "derive": (0.15, 0.32), "couleur": (20, 48), "co2e": (14, 20), "puissance": (25, 40),
        "reparabilite": (3.5, 6.5), "duree_de_vie": (6, 8), "niveau_sonore": (30, 44), "prise_en_main": (6, 12),
        "lux_minimum": (0, 0), "lux_maximum": (60, 100),
    },
    "photogrammetrie": {
        "exactitude": (2.0, 5.0), "portee": (25, 60), "jour": (90, 180), "masse": (3, 7), "autonomie": (2.3, 4),
        "cadence": (0.2, 1.0), "derive": (0.05, 0.15), "couleur": (60, 150), "co2e": (12, 22), "puissance": (30, 60),
        "reparabilite": (6, 9), "duree_de_vie": (5, 7), "niveau_sonore": (45, 62), "prise_en_main": (20, 32),
        "lux_minimum": (0, 0), "lux_maximum": (90, 120),
    },
    "lumiere_structuree": {
        "exactitude": (2.2, 3.4), "portee": (0.8, 1.5), "jour": (120, 240), "masse": (1, 2), "autonomie": (2.3, 4),
        "cadence": (0.5, 3), "derive": (0.1, 0.3), "couleur": (1.3, 5), "co2e": (9, 14), "puissance": (15, 60),
        "reparabilite": (4, 7), "duree_de_vie": (6, 8), "niveau_sonore": (30, 44), "prise_en_main": (10, 20),
        "lux_minimum": (0, 0), "lux_maximum": (3, 8),
    },
    "flash": {
        "exactitude": (5.5, 9), "portee": (22, 35), "jour": (80, 160), "masse": (0.9, 2.4), "autonomie": (2.3, 4.5),
        "cadence": (0.2, 0.6), "derive": (0.1, 0.3), "couleur": (8, 13), "co2e": (9, 14), "puissance": (6, 14),
        "reparabilite": (2.5, 5), "duree_de_vie": (4, 5), "niveau_sonore": (20, 28), "prise_en_main": (3, 7),
        "lux_minimum": (0, 0), "lux_maximum": (45, 70),
    },
}  # fmt: skip

# Digits that a data sheet prints; ``jour`` is in € before tax, ``derive`` in mm/m, ``lux_maximum`` in klx.
DIGITS = {
    "exactitude": 1, "portee": 0, "jour": 0, "masse": 1, "autonomie": 1, "cadence": 2, "derive": 2, "couleur": 0,
    "co2e": 1, "puissance": 0, "reparabilite": 1, "duree_de_vie": 0, "niveau_sonore": 0, "prise_en_main": 0,
    "lux_minimum": 0, "lux_maximum": 0,
}  # fmt: skip
# Under 10 these would all look alike without a digit more.
FINE_DIGITS = {"lumiere_structuree": {"portee": 1, "couleur": 1}, "flash": {"puissance": 1}}

# What breaks one requirement and no other: a factor of the limit, or a value of its own.
BREAKS: Mapping[str, tuple[str, tuple[float, float]]] = {
    "EX-01": ("exactitude", (1.4, 2.2)),
    "EX-02": ("portee", (6, 9)),
    "EX-03": ("jour", (1.15, 1.5)),
    "EX-04": ("masse", (1.15, 1.5)),
    "EX-05": ("autonomie", (0.35, 0.5)),
    "EX-07": ("lux_minimum", (120, 300)),
    "EX-08": ("derive", (1.0, 2.0)),
}
OF_THE_LIMIT = {"EX-01": "accuracy_limit_mm", "EX-03": "day_limit_eur", "EX-04": "mass_limit_kg"}

# For each family the fate of its devices: fit, or the one requirement that it breaks.
FATES: Mapping[str, Sequence[str]] = {
    "statique": ("", "", "dominated", "EX-03", "EX-04", "EX-06"),
    "mobile": ("", "EX-08", "EX-09"),
    "photogrammetrie": ("", "EX-05", "EX-07"),
    "lumiere_structuree": ("multiple", "multiple"),
    "flash": ("", "EX-01", "EX-02"),
}

# Devices that would be fit, of which one breaks a requirement in half of the variants, and which ones it may break.
SWINGS = (
    ("statique", 1, ("EX-03", "EX-06", "EX-09")),
    ("mobile", 0, ("EX-03", "EX-05")),
    ("photogrammetrie", 0, ("EX-03", "EX-09")),
    ("flash", 0, ("EX-05", "EX-06", "EX-09")),
)
SWING_SHARE = 0.5

NAMES: Mapping[str, Sequence[str]] = {
    "statique": ("Héron cendré S1", "Héron cendré S2", "Butor T", "Aigrette 9", "Bihoreau P", "Cincle R3"),
    "mobile": ("Loutre dorsale", "Campagnol M", "Musaraigne 4"),
    "photogrammetrie": ("Martin-pêcheur perche", "Hirondelle V", "Bergeronnette 6"),
    "lumiere_structuree": ("Écrevisse L", "Patelle 2"),
    "flash": ("Luciole F", "Lampyre 5", "Noctuelle Z"),
}


@dataclass(frozen=True)
class Device:
    """A device as it is, in the units of ``DIGITS``."""

    identifier: str
    name: str
    family: str
    year: int
    values: Mapping[str, float]
    laser_class: str = "1"
    formats: tuple[str, ...] = ("E57", "LAS")


def draw_devices(limits: Mapping[str, float], rng: np.random.Generator) -> list[Device]:
    """Return the devices of one variant in the order of the catalogue, names and fates dealt at random.

    Parameters
    ----------
    limits : mapping
        The hard limits, with ``day_limit_eur`` for a day's rent.
    rng : numpy.random.Generator
    """
    fates = {family: list(each) for family, each in FATES.items()}
    if rng.random() < SWING_SHARE:
        family, position, breaks = SWINGS[int(rng.integers(len(SWINGS)))]
        fates[family][position] = str(rng.choice(breaks))
    devices = [device for family, each in fates.items() for device in _draw_family(family, each, limits, rng)]
    order = rng.permutation(len(devices))
    return [replace(devices[index], identifier=f"A{position:02d}") for position, index in enumerate(order, start=1)]


def _draw_family(
    family: str, fates: Sequence[str], limits: Mapping[str, float], rng: np.random.Generator
) -> list[Device]:
    names = rng.permutation(NAMES[family])
    # The latest of a family may be fit or not; no two of the same year.
    years = 2025 - rng.permutation(len(fates) + 1)[: len(fates)]
    model: Mapping[str, float] | None = None
    devices = []
    for name, year, fate in zip(names, years, fates, strict=True):
        values = _worsened(model, family, rng) if fate == "dominated" and model else _draw_values(family, rng)
        model = model or values
        devices.append(_with_fate(Device("", str(name), family, int(year), values), fate, limits, rng))
    return devices


def _draw_values(family: str, rng: np.random.Generator) -> dict[str, float]:
    lows, highs = np.array(list(FIT[family].values()), dtype=float).T
    # In one draw: hundreds of catalogues may be dealt before one is worth handing out.
    drawn = rng.uniform(lows, highs).tolist()
    return {key: _rounded(family, key, value) for key, value in zip(FIT[family], drawn, strict=True)}


def _worsened(values: Mapping[str, float], family: str, rng: np.random.Generator) -> dict[str, float]:
    """Return a device that another one beats on every figure."""
    smaller_is_worse = ("portee", "autonomie", "cadence", "couleur", "reparabilite", "duree_de_vie")
    worse = {}
    for key, value in values.items():
        share = float(rng.uniform(0.06, 0.14))
        # At least one unit of the last digit printed.
        step = max(share * value, 10.0 ** -DIGITS[key])
        worse[key] = _rounded(family, key, value - step if key in smaller_is_worse else value + step)
    return worse | {key: values[key] for key in ("derive", "lux_minimum", "lux_maximum")}


def _with_fate(device: Device, fate: str, limits: Mapping[str, float], rng: np.random.Generator) -> Device:
    if fate == "EX-06":
        return replace(device, laser_class="3R")
    if fate == "EX-09":
        return replace(device, formats=("VBX", "LAS"))
    if fate not in BREAKS:
        return device
    key, (low, high) = BREAKS[fate]
    scale = limits[OF_THE_LIMIT[fate]] if fate in OF_THE_LIMIT else 1.0
    # Hours of a drone's battery are printed to the hundredth.
    value = round(float(rng.uniform(low, high)), 2) if key == "autonomie" else float(rng.uniform(low, high)) * scale
    return replace(device, values={**device.values, key: value if key == "autonomie" else _rounded("", key, value)})


def _rounded(family: str, key: str, value: float) -> float:
    digits = FINE_DIGITS.get(family, {}).get(key, DIGITS[key])
    return round(value, digits) if digits else float(round(value))
