"""The nested export of the products, which is older than the lines: what it says differently is known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .catalogue import Catalogue
from .structure import Usage, lines_of

ISSUED = "2025-01-15"


def older_usages(catalogue: Catalogue, rng: np.random.Generator) -> tuple[list[Usage], list[dict[str, Any]]]:
    """Return the lines as they stood when the nested form was exported, and what has changed since.

    One panel had a facing more, another two labels, one module no sensor.

    Returns
    -------
    list of Usage
    list of dict
        ``parent``, ``article``, ``older`` and ``current`` quantity.
    """
    panels = rng.permutation([product.number for product in catalogue.products if product.is_panel]).tolist()
    modules = [product.number for product in catalogue.products if not product.is_panel]
    lines = lines_of(catalogue.usages)
    facing = next(usage for usage in lines[panels[0]] if catalogue.articles[usage.child].ifc_class == "IfcPlate")
    label = _line(lines[panels[1]], catalogue.number_of("Étiquette d’identification RFID"))
    sensor = _line(lines[str(rng.choice(modules))], catalogue.number_of("Sonde de température"))
    older = {id(facing): facing.quantity + 1, id(label): 2.0, id(sensor): 0.0}
    usages = [replace(usage, quantity=older.get(id(usage), usage.quantity)) for usage in catalogue.usages]
    changed = [
        {"parent": usage.parent, "article": usage.child, "older": older[id(usage)], "current": usage.quantity}
        for usage in (facing, label, sensor)
    ]
    return [usage for usage in usages if usage.quantity > 0], changed


def nested_export(catalogue: Catalogue, usages: Sequence[Usage]) -> dict[str, Any]:
    """Return the products with their components inside each other, in the articles' own units."""
    lines = lines_of(list(usages))

    def components(number: str) -> list[dict[str, Any]]:
        return [
            {
                "repere": usage.find,
                "article": usage.child,
                "designation": catalogue.articles[usage.child].label,
                "quantite": usage.quantity,
                "unite": catalogue.articles[usage.child].unit,
                "composants": components(usage.child),
            }
            for usage in lines.get(number, ())
        ]

    products = [
        {
            "article": product.number,
            "designation": catalogue.articles[product.number].label,
            "composants": components(product.number),
        }
        for product in catalogue.products
    ]
    return {"exporte_le": ISSUED, "produits": products}


def _line(lines: Sequence[Usage], child: str) -> Usage:
    return next(usage for usage in lines if usage.child == child)
