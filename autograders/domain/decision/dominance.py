"""Dominance: an option that another one beats everywhere must never come first."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .scales import Direction, signs


def dominated_by(values: ArrayLike, directions: Sequence[Direction]) -> dict[int, list[int]]:
    """Return, for each dominated option, the options at least as good on all criteria and better on one.

    Parameters
    ----------
    values : array_like, shape (options, criteria)
    directions : sequence of Direction

    Examples
    --------
    >>> dominated_by([[2, 100], [3, 100], [5, 40]], [Direction.MINIMISE, Direction.MINIMISE])
    {1: [0]}
    """
    oriented = np.asarray(values, dtype=np.float64) * signs(directions)
    found = {
        index: [other for other, rival in enumerate(oriented) if np.all(rival >= option) and np.any(rival > option)]
        for index, option in enumerate(oriented)
    }
    return {index: others for index, others in found.items() if others}
