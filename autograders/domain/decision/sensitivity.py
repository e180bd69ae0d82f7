"""Sensitivity of the weighted sum's winner to the weight of one criterion."""

import numpy as np
from numpy.typing import ArrayLike

from .weighted_sum import weighted_sums


def stable_weight_interval(scaled: ArrayLike, weights: ArrayLike, criterion: int) -> tuple[float, float]:
    """Return the interval of one weight within which the winner stays, the other weights rescaled in proportion.

    With t the weight of criterion c, the others become wⱼ·(1 − t)/(1 − w_c), so that the lead of the winner over a
    rival is linear in t: t·Δ_c + (1 − t)·Δ_rest, Δ_rest being the lead over the other criteria at weights that sum
    to 1. Each rival bounds t where its lead vanishes.

    Parameters
    ----------
    scaled : array_like, shape (options, criteria)
        On a common scale where more is better.
    weights : array_like, shape (criteria,)
        Not negative, not all zero; scaled to sum to 1.
    criterion : int
        Column of the weight that varies; the others must not all weigh zero.

    Returns
    -------
    low, high : float
        From 0 to 1; the current weight lies between them.

    Raises
    ------
    ValueError
        If the other criteria weigh nothing.

    Examples
    --------
    Two options: the first wins on criterion 0, the second on criterion 1. Equal at t = 0.5.

    >>> stable_weight_interval([[1.0, 0.0], [0.0, 1.0]], [0.7, 0.3], 0)
    (0.5, 1.0)
    """
    options = np.asarray(scaled, dtype=np.float64)
    given = np.asarray(weights, dtype=np.float64)
    rest = np.where(np.arange(len(given)) == criterion, 0.0, given)
    if not rest.sum() > 0:
        raise ValueError("the other criteria weigh nothing: they cannot be rescaled")
    winner = int(np.argmax(weighted_sums(options, given)))
    lead = options[winner, criterion] - options[:, criterion]
    lead_rest = weighted_sums(options[winner] - options, rest / rest.sum())
    low, high = 0.0, 1.0
    for slope, level in zip(lead - lead_rest, lead_rest, strict=True):
        # The lead is level + slope·t: it must not turn negative.
        if slope > 0:
            low = max(low, -level / slope)
        elif slope < 0:
            high = min(high, -level / slope)
    return float(low), float(high)
