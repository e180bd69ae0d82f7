"""The levels of conceptual interoperability as first published, from 0 to 4.

A. Tolk and J. A. Muguira, The Levels of Conceptual Interoperability Model, Fall Simulation Interoperability Workshop,
2003, paper 03F-SIW-007. The scale of seven levels, 0 to 6 (Turnitsa, 2005), is a later one and its numbers do not
correspond.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType


class Level(IntEnum):
    """Level of an exchange: an ordinal scale, on which levels are compared and never added or averaged."""

    SYSTEM_SPECIFIC_DATA = 0
    DOCUMENTED_DATA = 1
    ALIGNED_STATIC_DATA = 2
    ALIGNED_DYNAMIC_DATA = 3
    HARMONISED_DATA = 4


# French names of ours.
LEVEL_NAMES: Mapping[Level, str] = MappingProxyType(
    {
        Level.SYSTEM_SPECIFIC_DATA: "données propres au système",
        Level.DOCUMENTED_DATA: "données documentées",
        Level.ALIGNED_STATIC_DATA: "données statiques alignées",
        Level.ALIGNED_DYNAMIC_DATA: "données dynamiques alignées",
        Level.HARMONISED_DATA: "données et processus harmonisés",
    }
)
