"""The files that a candidate receives: tables as exported, specification, notes on the extracts."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

from autograders.candidate.cases import PublicFile, SpecificationValue

Cells = Sequence[str | int | float]

ARTICLES = (
    "article designation nature unite masse unite_masse cout_eur lot_cout etat revision fantome modelise "
    "interchangeable fournisseur remplace_par"
)
LINES = "parent repere composant quantite unite cree_le"

SPECIFICATION = (
    ("order_number", "Article de l’affaire dans le PLM", ""),
    ("delivery_phase", "Phase à laquelle la maquette est remise", ""),
    ("majority", "Partenaires sur cinq dont le besoin fait une exigence", ""),
    ("fire_ratings", "Résistances au feu admises pour un panneau", ""),
    ("panel_u_limit", "Transmission thermique maximale d’un panneau", "W/(m²·K)"),
    ("window_u_limit", "Transmission thermique maximale d’une fenêtre", "W/(m²·K)"),
    ("wall_fire_ratings", "Résistances au feu admises pour un voile", ""),
    ("weight_size_percent", "Poids de la taille du fichier dans le choix du standard", "%"),
    ("weight_properties_percent", "Poids des propriétés retrouvées", "%"),
    ("weight_relations_percent", "Poids des relations conservées", "%"),
    ("weight_identifiers_percent", "Poids des GlobalId conservés", "%"),
    ("weight_tools_percent", "Poids de la couverture des logiciels", "%"),
    ("minimum_identifiers_percent", "ES-1 : GlobalId conservés, au moins", "%"),
    ("minimum_partners", "ES-2 : partenaires, Ateliers compris, dont un logiciel au moins lit le format, au moins", ""),
    ("horizon_start", "Début de l’horizon d’effectivité, inclus", ""),
    ("horizon_end", "Fin de l’horizon d’effectivité, incluse", ""),
    ("months", "Mois couverts par le journal des modifications", ""),
    ("capacity_h_per_month", "Capacité du bureau d’études pour les modifications", "h/mois"),
    ("fallback_capacity_h_per_month", "Capacité qui reste quand un dessinateur manque", "h/mois"),
    ("revision_h", "Charge d’une modification qui donne une nouvelle révision", "h"),
    ("new_number_h", "Charge d’une modification qui donne une nouvelle référence", "h"),
    ("impacted_article_h", "Charge de chaque autre article touché", "h"),
    ("placement_tolerance_mm", "Écart de position en deçà duquel un élément n’a pas bougé", "mm"),
)


def specification(terms: Mapping[str, float | int | str]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(
        SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in SPECIFICATION
    )


def write_text(public: Path, path: str, label: str, text: str) -> PublicFile:
    """Write a text in UTF-8."""
    (public / path).write_text(text, encoding="utf-8", newline="\n")
    return PublicFile(path=path, label=label)


def write_document(public: Path, template: Path, path: str, label: str, terms: Mapping[str, Any]) -> PublicFile:
    """Write a document whose template names the figures; numbers get a decimal comma."""
    printed = {
        key: f"{value:.10g}".replace(".", ",") if isinstance(value, int | float) else value
        for key, value in terms.items()
    }
    return write_text(public, path, label, Template(template.read_text(encoding="utf-8")).substitute(printed))


def write_table(
    public: Path, path: str, label: str, header: str, rows: Iterable[Cells], *, encoding: str = "utf-8"
) -> PublicFile:
    """Write a table as an export of the PLM has it: semicolons, and an encoding that depends on the tool."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header.split())
    writer.writerows(rows)
    (public / path).write_bytes(text.getvalue().encode(encoding))
    return PublicFile(path=path, label=label)


def write_json(public: Path, path: str, label: str, value: Any) -> PublicFile:
    """Write a nested export."""
    return write_text(public, path, label, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def line_rows(lines: Iterable[Any]) -> Iterable[Cells]:
    """Return the rows of a structure as exported."""
    return ((line.parent, line.find, line.child, line.quantity, line.unit, french_day(line.day)) for line in lines)


def french_day(day: date) -> str:
    """Return a date as the extracts write it.

    Examples
    --------
    >>> french_day(date(2026, 3, 2))
    '02/03/2026'
    """
    return f"{day:%d/%m/%Y}"


def yes_no(flag: bool) -> str:
    """Return how the register writes a flag."""
    return "oui" if flag else "non"


def enumerated(words: Sequence[str], conjunction: str) -> str:
    """Return words as a list in a sentence.

    Examples
    --------
    >>> enumerated(["EI 30", "EI 60"], "ou")
    'EI 30 ou EI 60'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
