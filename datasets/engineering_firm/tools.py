"""Tools of coordination on offer, and what they must and may do; open formats first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

DRAWS_AT_MOST = 3000
YES, NO = "oui", "non"
NAMES = ("Ardéo", "Bastile", "Cormelle", "Dolmenis", "Estrane", "Fuseau", "Galerne", "Hordeum")
# Code, what is asked, column, values that meet it, whether it is imperative.
REQUIREMENTS = (
    ("OX-1", "Lire et écrire l’IFC4 (ISO 16739-1:2018)", "ifc4", ("lecture et écriture",), True),
    ("OX-2", "Échanger les remarques en BCF 2.1 ou 3.0", "bcf", ("2.1", "3.0"), True),
    ("OX-3", "Contrôler une maquette contre un IDS 1.0", "ids", ("1.0",), True),
    ("OX-4", "Conserver les GlobalId à la réécriture", "globalid_conserves", (YES,), True),
    ("OX-5", "Données hébergées dans l’Union européenne", "hebergement", ("UE",), True),
    ("OX-6", "Lire le format natif du modeleur", "natif", (YES,), False),
    ("OX-7", "Interface de programmation documentée (OpenAPI)", "api_documentee", (YES,), False),
    ("OX-8", "Tout exporter en fin de contrat, en formats ouverts", "reversibilite", (YES,), False),
    ("OX-9", "Consultation par un lecteur d’écran (RGAA)", "accessibilite", (YES,), False),
    ("OX-10", "Fonctionner sans connexion sur le chantier", "hors_ligne", (YES,), False),
)
VALUES = {
    "ifc4": (("lecture et écriture", "lecture"), 0.75),
    "bcf": (("3.0", "2.1", "non"), 0.5),
    "ids": (("1.0", "non"), 0.7),
    "globalid_conserves": ((YES, NO), 0.75),
    "hebergement": (("UE", "hors UE"), 0.75),
    "natif": ((YES, NO), 0.5),
    "api_documentee": ((YES, NO), 0.5),
    "reversibilite": ((YES, NO), 0.6),
    "accessibilite": ((YES, NO), 0.4),
    "hors_ligne": ((YES, NO), 0.5),
}


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool on offer.

    Parameters
    ----------
    name : str
    features : mapping of str by column
    seat_eur : int, € a year
    """

    name: str
    features: Mapping[str, str]
    seat_eur: int


def draw_tools(rng: np.random.Generator) -> tuple[tuple[Tool, ...], dict[str, int]]:
    """Return tools on offer and the weights of what is wished, in percent.

    Two at least meet what is imperative, one of them with the most points; another with more points does not.
    """
    wishes = [code for code, *_, imperative in REQUIREMENTS if not imperative]
    for _ in range(DRAWS_AT_MOST):
        cuts = np.sort(rng.choice(np.arange(1, 20), len(wishes) - 1, replace=False))
        shares = 5 * np.diff(np.concatenate([[0], cuts, [20]]))
        weights = dict(zip(wishes, shares.tolist(), strict=True))
        tools = tuple(_draw_tool(name, rng) for name in NAMES)
        points = {tool.name: wish_points(tool, weights) for tool in tools}
        kept = sorted((tool.name for tool in tools if not failed(tool)), key=lambda name: -points[name])
        others = [points[tool.name] for tool in tools if failed(tool)]
        if 2 <= len(kept) <= 4 and points[kept[0]] > points[kept[1]] and max(others) > points[kept[0]]:
            return tools, weights
    raise RuntimeError(f"no instructive tools in {DRAWS_AT_MOST} draws: mend the chances of tools.py")


def failed(tool: Tool) -> list[str]:
    """Return the imperative requirements that a tool does not meet."""
    return [
        code
        for code, _, column, values, imperative in REQUIREMENTS
        if imperative and tool.features[column] not in values
    ]


def wish_points(tool: Tool, weights: Mapping[str, int]) -> int:
    """Return the points of a tool, out of a hundred."""
    return sum(
        weights[code]
        for code, _, column, values, _ in REQUIREMENTS
        if code in weights and tool.features[column] in values
    )


def requirement_rows(weights: Mapping[str, int]) -> list[tuple[Any, ...]]:
    """Return the rows of what is asked."""
    return [
        (code, label, column, " ou ".join(values), "impérative" if imperative else "souhaitée", weights.get(code, ""))
        for code, label, column, values, imperative in REQUIREMENTS
    ]


def tool_truth(tools: Sequence[Tool], weights: Mapping[str, int]) -> dict[str, Any]:
    """Return what graders need of the tools."""
    points = {tool.name: wish_points(tool, weights) for tool in tools}
    kept = [tool.name for tool in tools if not failed(tool)]
    wished = [(code, column, values) for code, _, column, values, imperative in REQUIREMENTS if not imperative]
    return {
        "failed": {tool.name: failed(tool) for tool in tools},
        "unmet": {
            tool.name: [code for code, column, values in wished if tool.features[column] not in values]
            for tool in tools
        },
        "points": points,
        "eligible": kept,
        "best": max(kept, key=lambda name: points[name]),
        "best_regardless": max(points, key=lambda name: points[name]),
    }


def _draw_tool(name: str, rng: np.random.Generator) -> Tool:
    features = {}
    for column, (values, chance) in VALUES.items():
        rest = (1 - chance) / (len(values) - 1)
        features[column] = str(rng.choice(values, p=[chance, *[rest] * (len(values) - 1)]))
    return Tool(name=name, features=features, seat_eur=10 * int(rng.integers(22, 95)))
