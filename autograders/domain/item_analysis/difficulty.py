"""How hard an item is: the mean share of its points that is reached."""

import math

import numpy as np
from numpy.typing import NDArray

# Of the normal distribution, for an interval of 95 %.
NORMAL_QUANTILE = 1.959963984540054
# Ours: whoever has less than half of a test established has no score on it.
LEAST_KNOWN_SHARE = 0.5


def difficulty(scores: NDArray[np.float64], maximum: float) -> float | None:
    r"""Return the difficulty of an item, 0 where nobody reaches anything, 1 where everybody reaches everything.

    .. math:: p = \frac{\bar x}{x_{\max}}

    over the candidates whose score is established. For items that are right or wrong it is the share of right ones:
    L. Crocker and J. Algina, "Introduction to Classical and Modern Test Theory" (1986), chapter 14. The name is the
    field's, although a large number means an easy item.

    Parameters
    ----------
    scores : ndarray of shape (candidates,)
    maximum : float
        Positive.

    Returns
    -------
    float or None
        ``None`` where no score is established.

    Examples
    --------
    >>> difficulty(np.array([5.0, 2.5, np.nan, 0.0]), 5.0)
    0.5
    """
    known = scores[np.isfinite(scores)]
    return float(known.mean() / maximum) if known.size else None


def difficulty_interval(value: float, candidates: int) -> tuple[float, float]:
    r"""Return between which bounds a difficulty may lie that was found with so many candidates, with 95 % confidence.

    .. math:: \frac{p + z^2 / 2n \pm z \sqrt{p (1 - p) / n + z^2 / 4n^2}}{1 + z^2 / n}

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927), for items that are right or wrong. Scores between 0 and 1 with the same mean
    scatter less, so that the interval is wide enough for parts of points as well.

    Parameters
    ----------
    value : float
        0 to 1.
    candidates : int
        At least one.

    Examples
    --------
    >>> [round(bound, 2) for bound in difficulty_interval(0.0, 12)]
    [0.0, 0.24]
    """
    square = NORMAL_QUANTILE**2 / candidates
    spread = math.sqrt(square * value * (1 - value) + square**2 / 4)
    lower, upper = ((value + square / 2 + side * spread) / (1 + square) for side in (-1, 1))
    return max(0.0, lower), min(1.0, upper)


def known_shares(scores: NDArray[np.float64], maxima: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each candidate's share of what can be had of the items that are established for them.

    Parameters
    ----------
    scores : ndarray of shape (candidates, items)
    maxima : ndarray of shape (items,)

    Returns
    -------
    ndarray of shape (candidates,)
        Where nothing is missing, proportional to the sum; ``NaN`` where less than half of what can be had is
        established, or there are no items.

    Examples
    --------
    >>> known_shares(np.array([[1.0, 2.0], [0.5, np.nan], [np.nan, 1.0]]), np.array([1.0, 3.0]))
    array([0.75      ,        nan, 0.33333333])
    """
    is_known = np.isfinite(scores)
    possible = is_known @ maxima
    reached = np.where(is_known, scores, 0.0).sum(axis=1)
    enough = (possible > 0) & (possible >= LEAST_KNOWN_SHARE * maxima.sum() - 1e-12)
    return np.where(enough, reached / np.where(enough, possible, 1.0), np.nan)
