"""Which formats the partners' software reads and writes, and what the client weighs a standard by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .practices import Practice

FORMATS = ("IFC2X3", "IFC4", "IFC-ZIP", "ifcJSON", "STEP AP242", "glTF")
LEVELS = {"non": 0.0, "lecture": 0.5, "lecture et écriture": 1.0}
TOOLS = (
    ("delorge", "Dormant 3"),
    ("delorge", "Débit Express"),
    ("vertval", "Coupe Laine"),
    ("rochebrune", "Barre Optima"),
    ("astree", "Grue Tablette"),
    ("astree", "Planning Levage"),
    ("lanvaux", "Patrimonia"),
    ("merlaude", "Nomenclia PLM"),
)
# Chances of nothing, of reading, of both, by format: the older schema is the better served.
CHANCES = {
    "IFC2X3": (0.05, 0.25, 0.7),
    "IFC4": (0.2, 0.35, 0.45),
    "IFC-ZIP": (0.35, 0.4, 0.25),
    "ifcJSON": (0.85, 0.1, 0.05),
    "STEP AP242": (0.6, 0.25, 0.15),
    "glTF": (0.4, 0.6, 0.0),
}
WEIGHTS = ("size", "properties", "relations", "identifiers", "tools")


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A partner's software.

    Parameters
    ----------
    partner, name : str
    levels : dict of str to str
        What it does with each format, in French.
    """

    partner: str
    name: str
    levels: dict[str, str]


def draw_tools(practices: Sequence[Practice], rng: np.random.Generator) -> tuple[Tool, ...]:
    """Return the software of the partners and of the maker; more of it is at home with IFC2X3 than with IFC4.

    A partner has software that reads what it says that it exchanges in; the maker hands over IFC4 and reads it.
    """
    exchanged = {practice.partner: practice.file_format for practice in practices} | {"merlaude": "IFC4"}
    while True:
        tools = tuple(Tool(partner=partner, name=name, levels=_draw_levels(rng)) for partner, name in TOOLS)
        shares = coverage(tools)
        served = shares["IFC2X3"] > shares["IFC4"] > max(shares[each] for each in FORMATS[2:])
        if served and all(_reads(tools, *pair) for pair in exchanged.items()):
            return tools


def _draw_levels(rng: np.random.Generator) -> dict[str, str]:
    """Return what a program does with each format; an archive takes who reads what is in it, and no less well."""
    levels = {each: str(rng.choice(list(LEVELS), p=CHANCES[each])) for each in FORMATS}
    return levels | {"IFC-ZIP": min(levels["IFC-ZIP"], levels["IFC4"], key=LEVELS.__getitem__)}


def _reads(tools: Sequence[Tool], partner: str, file_format: str) -> bool:
    """Return whether some software of a partner reads a format; its own native one it always does."""
    levels = [tool.levels for tool in tools if tool.partner == partner]
    return any(LEVELS[each.get(file_format, "lecture")] > 0 for each in levels)


def coverage(tools: tuple[Tool, ...]) -> dict[str, float]:
    """Return the share of the software that each format reaches; reading alone counts for a half."""
    return {each: sum(LEVELS[tool.levels[each]] for tool in tools) / len(tools) for each in FORMATS}


def draw_weights(rng: np.random.Generator) -> dict[str, int]:
    """Return the client's weights in per cent; none below 5, the sum is 100."""
    shares = rng.multinomial(15, [0.1, 0.25, 0.2, 0.2, 0.25]).tolist()
    return {name: 5 * (share + 1) for name, share in zip(WEIGHTS, shares, strict=True)}
