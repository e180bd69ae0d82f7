"""Rows as the extracts of the PLM hold them, all of it text, for the trials of the functions."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from autograders.candidate.wire import Row

FIRST_DAY = date(2025, 3, 3)
# Text that the extracts write a unit as, and how many of it make one of the article's own.
SPELLINGS = {
    "pce": (("pce", 1), ("PCE", 1), ("u", 1), ("pièce", 1)),
    "m": (("M", 1), ("mm", 1000), ("m", 1)),
    "m2": (("m²", 1), ("M2", 1), ("m2", 1)),
    "kg": (("g", 1000), ("kg", 1)),
    "l": (("L", 1), ("l", 1)),
}


def article(
    number: str,
    nature: str = "piece",
    unit: str = "pce",
    *,
    mass: str = "0",
    mass_unit: str = "kg",
    cost: str = "0",
    lot: str = "1",
    phantom: bool = False,
) -> Row:
    """Return a row of the register."""
    return {
        "article": number,
        "designation": f"Article {number}",
        "nature": nature,
        "unite": unit,
        "masse": mass,
        "unite_masse": mass_unit,
        "cout_eur": cost,
        "lot_cout": lot,
        "etat": "en vigueur",
        "revision": "A",
        "fantome": "oui" if phantom else "non",
        "modelise": "non",
        "interchangeable": "non",
        "fournisseur": "",
        "remplace_par": "",
    }


def line(parent: str, child: str, quantity: str = "1", unit: str = "pce", *, day: str = "03/03/2025") -> Row:
    """Return a usage line."""
    return {
        "parent": parent,
        "repere": "10",
        "composant": child,
        "quantite": quantity,
        "unite": unit,
        "cree_le": day,
    }


def register(*numbers: str) -> list[Row]:
    """Return the rows of plain pieces."""
    return [article(number) for number in numbers]


def whole_register(structure: Mapping[str, Any]) -> list[Row]:
    """Return the register of a structure of the truth."""
    return [
        article(
            number, facts["nature"], facts["unit"], mass=decimal(facts["mass_kg"]), cost=decimal(facts["cost_eur"]),
            phantom=facts["phantom"],
        )
        for number, facts in structure["articles"].items()
    ]  # fmt: skip


def whole_lines(structure: Mapping[str, Any], order: str, times: int, without: tuple[str, ...] = ()) -> list[Row]:
    """Return the lines of a structure of the truth, with so many times each product in the order.

    Units and spellings of the numbers come in turn, each piece entered on two lines where it can be.
    """
    units = {number: cycle(SPELLINGS[facts["unit"]]) for number, facts in structure["articles"].items()}
    spelled = cycle((str, str.lower, str, lambda number: f"{number} ", lambda number: f" {number.lower()}"))
    rows = []
    for rank, (parent, _, child, quantity) in enumerate(structure["lines"]):
        if (parent, child) == without:
            continue
        total = quantity * (times if parent == order else 1)
        parts = (1.0, total - 1) if total > 2 else (total,)
        for part in parts:
            unit, factor = next(units[child])
            day = FIRST_DAY + timedelta(days=rank % 200)
            text = decimal(part * factor)
            rows.append(line(next(spelled)(parent), next(spelled)(child), text, unit, day=day.strftime("%d/%m/%Y")))
    return rows


def decimal(value: float) -> str:
    """Return a number with a decimal comma.

    Examples
    --------
    >>> decimal(2.5), decimal(12.0)
    ('2,5', '12')
    """
    return f"{value:.9f}".rstrip("0").rstrip(".").replace(".", ",")
