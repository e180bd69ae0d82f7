"""Whether an item tells strong candidates from weak ones: by groups, and by correlation with the other items."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .difficulty import NORMAL_QUANTILE, known_shares

# T. L. Kelley, "The selection of upper and lower groups for the validation of test items", Journal of Educational
# Psychology 30 (1939): 27 % at each end, for normal scores.
KELLEY_SHARE = 0.27
# R. L. Ebel, "Measuring Educational Achievement" (1965): an item below is poor, to be rejected or rewritten.
EBEL_POOR = 0.20


@dataclass(frozen=True, kw_only=True)
class Discrimination:
    """What one item tells apart.

    Parameters
    ----------
    candidates : int
        Whose score on the item and on the others is established.
    upper_lower : float or None
        Difference of the groups' mean shares, -1 to 1.
    item_rest : float or None
        Corrected point-biserial correlation, -1 to 1.
    """

    candidates: int
    upper_lower: float | None
    item_rest: float | None


def discrimination(scores: NDArray[np.float64], maxima: NDArray[np.float64], item: int) -> Discrimination:
    """Return both figures of one item.

    Parameters
    ----------
    scores : ndarray of shape (candidates, items)
    maxima : ndarray of shape (items,)
    item : int
        Its column.

    Examples
    --------
    >>> scores = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    >>> found = discrimination(scores, np.ones(3), 0)
    >>> found.upper_lower, round(found.item_rest, 3)
    (1.0, 0.707)
    """
    own = scores[:, item]
    totals = known_shares(scores, maxima)
    rest = known_shares(np.delete(scores, item, axis=1), np.delete(maxima, item))
    return Discrimination(
        candidates=int((np.isfinite(own) & np.isfinite(rest)).sum()),
        upper_lower=upper_lower_difference(own / maxima[item], totals),
        item_rest=item_rest_correlation(own, rest),
    )


def upper_lower_difference(
    shares: NDArray[np.float64], totals: NDArray[np.float64], group_share: float = KELLEY_SHARE
) -> float | None:
    r"""Return by how much those best in the whole do better on an item than those worst in the whole.

    .. math:: D = p_u - p_l

    with the mean shares of the upper and the lower group, 27 % of the candidates each (Kelley, 1939), one at least.
    Whoever is tied at a group's border belongs to it in the share of its places that are left, so that the figure does
    not hang on the order of the candidates; this is a convention of ours.

    Parameters
    ----------
    shares : ndarray of shape (candidates,)
        Of the item's points.
    totals : ndarray of shape (candidates,)
        In the whole test.
    group_share : float

    Returns
    -------
    float or None
        ``None`` with fewer than two candidates, or where all have the same total.

    Examples
    --------
    >>> upper_lower_difference(np.array([1.0, 1.0, 0.5, 0.0]), np.array([0.9, 0.8, 0.4, 0.1]))
    1.0
    """
    known = np.isfinite(shares) & np.isfinite(totals)
    own, whole = shares[known], np.round(totals[known], 9)
    if own.size < 2 or np.ptp(whole) == 0:
        return None
    places = max(1, round(group_share * own.size))
    return _mean_of_the_highest(own, whole, places) - _mean_of_the_highest(own, -whole, places)


def _mean_of_the_highest(shares: NDArray[np.float64], totals: NDArray[np.float64], places: int) -> float:
    border = np.sort(totals)[-places]
    above, tied = totals > border, totals == border
    left = places - int(above.sum())
    return float((shares[above].sum() + left * shares[tied].mean()) / places)


def item_rest_correlation(item: NDArray[np.float64], rest: NDArray[np.float64]) -> float | None:
    r"""Return the correlation of an item with the other items: the corrected point-biserial one.

    .. math:: r = \frac{\sum (x - \bar x)(y - \bar y)}{\sqrt{\sum (x - \bar x)^2 \sum (y - \bar y)^2}}

    where the rest :math:`y` leaves the item out, which would otherwise be correlated with itself: Crocker and Algina
    (1986), chapter 14. For an item that is right or wrong, Pearson's correlation is the point-biserial one.

    Parameters
    ----------
    item, rest : ndarray of shape (candidates,)

    Returns
    -------
    float or None
        ``None`` with fewer than three candidates, or where all have the same score.

    Examples
    --------
    >>> item_rest_correlation(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.1, 0.2, 0.8, 0.9]))
    0.9899...
    """
    known = np.isfinite(item) & np.isfinite(rest)
    x, y = item[known], rest[known]
    # Sums of shares that are the same but for rounding.
    if x.size < 3 or np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
        return None
    x, y = x - x.mean(), y - y.mean()
    return min(1.0, max(-1.0, float(x @ y) / math.sqrt(float(x @ x) * float(y @ y))))


def correlation_interval(correlation: float, candidates: int) -> tuple[float, float] | None:
    r"""Return between which bounds a correlation may lie that was found with so many candidates, with 95 % confidence.

    .. math:: \tanh\!\left(\operatorname{artanh} r \pm z / \sqrt{n - 3}\right)

    R. A. Fisher (1921), see ``probability_below``; approximate for scores that are not normal.

    Parameters
    ----------
    correlation : float
    candidates : int

    Returns
    -------
    tuple of (float, float) or None
        ``None`` with fewer than four candidates.

    Examples
    --------
    >>> [round(bound, 2) for bound in correlation_interval(0.3, 20)]
    [-0.16, 0.66]
    """
    if candidates < 4:
        return None
    middle, reach = math.atanh(_bounded(correlation)), NORMAL_QUANTILE / math.sqrt(candidates - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)


def _bounded(correlation: float) -> float:
    # A perfect correlation would be infinitely far away.
    return min(1 - 1e-12, max(-1 + 1e-12, correlation))


def probability_below(correlation: float, candidates: int, benchmark: float = EBEL_POOR) -> float:
    r"""Return how probable so small a correlation is by chance, if the true one is the benchmark.

    .. math:: P = \Phi\!\left(\sqrt{n - 3}\,(\operatorname{artanh} r - \operatorname{artanh} \rho_0)\right)

    R. A. Fisher, "On the probable error of a coefficient of correlation", Metron 1 (1921); approximate for scores that
    are not normal.

    Parameters
    ----------
    correlation : float
    candidates : int
    benchmark : float
        Ebel's bound of poor items by default.

    Returns
    -------
    float
        1 with fewer than four candidates.

    Examples
    --------
    >>> round(probability_below(-0.3, 30), 4), round(probability_below(0.2, 30), 4)
    (0.0039, 0.5)
    """
    if candidates < 4:
        return 1.0
    deviation = math.sqrt(candidates - 3) * (math.atanh(_bounded(correlation)) - math.atanh(benchmark))
    return 0.5 * math.erfc(-deviation / math.sqrt(2))
