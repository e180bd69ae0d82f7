"""Choosing among options by several criteria: weighted sum, AHP, TOPSIS, dominance, sensitivity to a weight, budgets.

Options are rows, criteria are columns; a direction says whether more is better (``MAXIMISE``) or less (``MINIMISE``).
"""

from .ahp import (
    RANDOM_INDICES,
    consistency_index,
    consistency_ratio,
    geometric_mean_weights,
    is_reciprocal,
    normalised_column_weights,
    principal_eigenvalue,
    principal_weights,
)
from .dominance import dominated_by
from .portfolio import Selection, Worth, affordable, best_selections
from .scales import Direction, min_max_scaled, vector_scaled
from .sensitivity import stable_weight_interval
from .topsis import topsis_closeness
from .weighted_sum import ranks, weighted_sums

__all__ = [
    "RANDOM_INDICES",
    "Direction",
    "Selection",
    "Worth",
    "affordable",
    "best_selections",
    "consistency_index",
    "consistency_ratio",
    "dominated_by",
    "geometric_mean_weights",
    "is_reciprocal",
    "min_max_scaled",
    "normalised_column_weights",
    "principal_eigenvalue",
    "principal_weights",
    "ranks",
    "stable_weight_interval",
    "topsis_closeness",
    "vector_scaled",
    "weighted_sums",
]
