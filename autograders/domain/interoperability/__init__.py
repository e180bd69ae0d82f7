"""Interoperability on the five levels of Tolk and Muguira: of an exchange, of a chain, of an organisation."""

from .chains import Exchange, best_routes, chain_level, shares_by_level
from .gates import GATES, MEASURED_THRESHOLD, Assessment, Requirement, Shortfall, assess
from .levels import LEVEL_NAMES, Level

__all__ = [
    "GATES",
    "LEVEL_NAMES",
    "MEASURED_THRESHOLD",
    "Assessment",
    "Exchange",
    "Level",
    "Requirement",
    "Shortfall",
    "assess",
    "best_routes",
    "chain_level",
    "shares_by_level",
]
