"""The files that a candidate receives: specification, catalogue, one card a device."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile, SpecificationValue
from autograders.domain.decision import RANDOM_INDICES

SPECIFICATION = (
    ("reference_distance_m", "Distance à laquelle l’exactitude est comparée", "m"),
    ("accuracy_limit_mm", "EX-01 : exactitude à 1 σ, au plus", "mm"),
    ("range_limit_m", "EX-02 : portée, au moins", "m"),
    ("rental_days", "Durée de la location", "jours"),
    ("vat_percent", "Taux de TVA", "%"),
    ("cost_limit_eur", "EX-03 : location de la mission hors taxes, au plus", "€"),
    ("mass_limit_kg", "EX-04 : masse en service, au plus", "kg"),
    ("autonomy_limit_h", "EX-05 : autonomie, au moins", "h"),
    ("illuminance_low_lx", "EX-07 : éclairement des combles", "lx"),
    ("illuminance_high_lx", "EX-07 : éclairement des façades au soleil", "lx"),
    ("passage_m", "EX-08 : longueur du plus long passage", "m"),
    ("drift_limit_mm", "EX-08 : dérive au bout de ce passage, au plus", "mm"),
    ("minimum_criteria", "Nombre minimal de critères", ""),
    ("accuracy_to_cost", "EX-10 : poids de la justesse sur celui du prix, au moins", ""),
    ("environment_low", "EX-12 : poids total de l’environnement, au moins", ""),
    ("environment_high", "EX-12 : poids total de l’environnement, au plus", ""),
    ("social_low", "EX-13 : poids total du social, au moins", ""),
    ("single_high", "EX-15 : poids d’un seul critère, au plus", ""),
    ("consistency_limit", "Rapport de cohérence admis, au plus", ""),
    ("varied", "Critère dont on étudie la sensibilité du poids", ""),
)
CATALOGUE = ("appareil", "nom", "principe", "annee", "location_jour", "taxe", "achat", "fiche")
PERCENTAGES = ("environment_low", "environment_high", "social_low", "single_high")
HANDLING = ("excellente", "bonne", "correcte", "délicate")
SUPPORT = ("réactive", "en semaine", "sur rendez-vous")


def specification(terms: Mapping[str, float | str]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(
        SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in SPECIFICATION
    )


def write_specification(
    public: Path, template: Path, values: Sequence[SpecificationValue], quantities: ModuleType
) -> PublicFile:
    """Write the specification as the client hands it over."""
    printed = {item.key: _printed(item.key, item.value) for item in values}
    printed["quantities"] = "\n".join(
        f"| `{key}` | {quantity.label} | {quantity.unit} |" for key, quantity in quantities.QUANTITIES.items()
    )
    printed["counts"] = " | ".join(str(count) for count in RANDOM_INDICES)
    printed["rule"] = "|".join(["---"] * (len(RANDOM_INDICES) + 1))
    printed["indices"] = " | ".join(f"{value:.2f}".replace(".", ",") for value in RANDOM_INDICES.values())
    path = "cahier_des_charges.md"
    (public / path).write_text(Template(template.read_text(encoding="utf-8")).substitute(printed), encoding="utf-8")
    return PublicFile(path=path, label="Cahier des charges de la variante")


def write_catalogue(
    public: Path,
    devices: Sequence[Any],
    cards: Sequence[Any],
    principles: Mapping[str, Sequence[str]],
    rng: np.random.Generator,
) -> PublicFile:
    """Write the hire firms' catalogue: semicolons, decimal commas, prices with and without tax."""
    path = "catalogue.csv"
    with (public / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(CATALOGUE)
        for device, card in zip(devices, cards, strict=True):
            writer.writerow(
                [
                    device.identifier,
                    device.name,
                    rng.choice(principles[device.family]),
                    device.year,
                    f"{card.day_price:.2f}".replace(".", ","),
                    "TTC" if card.taxed else "HT",
                    # Nobody buys for one mission; some take the price of purchase all the same.
                    f"{round(device.values['jour'] * float(rng.uniform(70, 110)), -2):.0f}",
                    f"fiches/{device.identifier}.json",
                ]
            )
    return PublicFile(path=path, label="Catalogue des loueurs : prix, principe, année")


def write_cards(
    public: Path, devices: Sequence[Any], cards: Sequence[Any], rng: np.random.Generator
) -> Iterator[PublicFile]:
    """Write one card a device."""
    (public / "fiches").mkdir()
    for device, card in zip(devices, cards, strict=True):
        optical = device.family in ("photogrammetrie", "lumiere_structuree")
        content = {
            "appareil": device.identifier,
            "nom": device.name,
            "annee": device.year,
            "caracteristiques": {
                **card.features,
                "eclairement": {
                    "minimum": int(device.values["lux_minimum"]),
                    "maximum": int(1000 * device.values["lux_maximum"]),
                    "unite": "lx",
                },
                "classe_laser": "sans laser" if optical and device.laser_class == "1" else device.laser_class,
                "formats": list(device.formats),
                "operateurs": 1,
                "indice_protection": str(rng.choice(["IP43", "IP54", "IP65"])),
                "temperature": {
                    "minimum": -int(rng.integers(0, 15)),
                    "maximum": int(rng.integers(35, 51)),
                    "unite": "°C",
                },
                "maniabilite": str(rng.choice(HANDLING)),
                "assistance": str(rng.choice(SUPPORT)),
            },
        }
        path = f"fiches/{device.identifier}.json"
        (public / path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        yield PublicFile(path=path, label=f"Fiche de l’appareil {device.identifier}, {device.name}")


def _printed(key: str, value: float | str) -> str:
    if isinstance(value, str):
        return value
    if key in PERCENTAGES:
        return f"{100 * value:g}\u00a0%"
    return f"{value:g}".replace(".", ",")
