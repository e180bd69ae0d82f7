"""Classical item analysis: how hard an item is, what it tells apart, how well items hold together, variants compared.

Scores are arrays of shape (candidates, items), ``NaN`` where nothing is established; maxima say what can be had of
each item. No figure depends on the order of the candidates. An item may give a part of its points.
"""

from .difficulty import difficulty, difficulty_interval, known_shares
from .discrimination import (
    Discrimination,
    correlation_interval,
    discrimination,
    item_rest_correlation,
    probability_below,
    upper_lower_difference,
)
from .multiplicity import holm
from .reliability import Alpha, alpha_without, cronbach_alpha
from .variants import VariantComparison, VariantDifference, ability_adjusted, compare_variants

__all__ = [
    "Alpha",
    "Discrimination",
    "VariantComparison",
    "VariantDifference",
    "ability_adjusted",
    "alpha_without",
    "compare_variants",
    "correlation_interval",
    "cronbach_alpha",
    "difficulty",
    "difficulty_interval",
    "discrimination",
    "holm",
    "item_rest_correlation",
    "known_shares",
    "probability_below",
    "upper_lower_difference",
]
