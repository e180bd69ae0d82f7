"""The weighted sum, and the order that scores put options in."""

import numpy as np
from numpy.typing import ArrayLike

from .scales import Floats


def weighted_sums(scaled: ArrayLike, weights: ArrayLike) -> Floats:
    """Return the weighted sum of each option: Σⱼ wⱼ·rᵢⱼ.

    Parameters
    ----------
    scaled : array_like, shape (options, criteria)
        On a common scale where more is better.
    weights : array_like, shape (criteria,)
        Not negative.

    Examples
    --------
    >>> weighted_sums([[1.0, 0.0], [0.5, 1.0]], [0.6, 0.4])
    array([0.6, 0.7])
    """
    return np.asarray(np.asarray(scaled, dtype=np.float64) @ np.asarray(weights, dtype=np.float64))


def ranks(scores: ArrayLike) -> list[int]:
    """Return the rank of each option, 1 for the best; equal scores share the better rank.

    Examples
    --------
    >>> ranks([0.2, 0.9, 0.2, 0.5])
    [3, 1, 3, 2]
    """
    given = np.asarray(scores, dtype=np.float64)
    return [1 + int(np.sum(given > score)) for score in given]
