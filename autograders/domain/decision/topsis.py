"""TOPSIS: how close each option comes to the ideal one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .scales import Direction, Floats, signs, vector_scaled


def topsis_closeness(values: ArrayLike, weights: ArrayLike, directions: Sequence[Direction]) -> Floats:
    """Return C = d⁻/(d⁺ + d⁻) for each option (Hwang and Yoon, 1981): 1 is the ideal, 0 the anti-ideal.

    Criteria are divided by their Euclidean norm and multiplied by their weights; d⁺ and d⁻ are Euclidean distances
    to the best and to the worst of each criterion. Options that are all alike are as close as one another: 0.

    Parameters
    ----------
    values : array_like, shape (options, criteria)
        In their own units.
    weights : array_like, shape (criteria,)
        Not negative.
    directions : sequence of Direction

    Returns
    -------
    ndarray, shape (options,)

    Examples
    --------
    >>> topsis_closeness([[3, 4], [4, 3], [4, 4]], [0.5, 0.5], [Direction.MAXIMISE, Direction.MAXIMISE])
    array([0.5, 0.5, 1. ])
    """
    weighted = vector_scaled(values) * np.asarray(weights, dtype=np.float64) * signs(directions)
    to_best = np.linalg.norm(weighted - weighted.max(axis=0), axis=1)
    to_worst = np.linalg.norm(weighted - weighted.min(axis=0), axis=1)
    total = to_best + to_worst
    return np.asarray(to_worst / np.where(total > 0, total, 1.0), dtype=np.float64)
