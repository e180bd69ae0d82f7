"""How well the items of a test hold together: Cronbach's alpha, its interval, and what it is without an item."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True)
class Alpha:
    """A reliability.

    Parameters
    ----------
    value : float or None
        At most 1; ``None`` with fewer than two items or candidates, or where all have the same total.
    lower, upper : float or None
        Bounds of its 95 % interval.
    candidates, items : int
        Those that it is computed from: candidates with every score established.
    """

    value: float | None
    lower: float | None
    upper: float | None
    candidates: int
    items: int


def cronbach_alpha(scores: NDArray[np.float64]) -> Alpha:
    r"""Return Cronbach's alpha of the candidates who have every score.

    .. math:: \alpha = \frac{k}{k - 1}\left(1 - \frac{\sum_i s_i^2}{s_X^2}\right)

    L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951). The interval is
    that of L. S. Feldt, "The approximate sampling distribution of Kuder-Richardson reliability coefficient twenty",
    Psychometrika 30 (1965): :math:`(1 - \alpha) / (1 - \hat\alpha)` is the inverse of an F with :math:`n - 1` and
    :math:`(n - 1)(k - 1)` degrees of freedom.

    Parameters
    ----------
    scores : ndarray of shape (candidates, items)

    Examples
    --------
    >>> found = cronbach_alpha(np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [np.nan, 1.0]]))
    >>> round(found.value, 3), found.candidates
    (0.667, 3)
    """
    complete = scores[np.isfinite(scores).all(axis=1)] if scores.shape[1] else scores[:0]
    candidates, items = complete.shape
    total = complete.sum(axis=1)
    if items < 2 or candidates < 2 or np.ptp(total) < 1e-9:
        return Alpha(value=None, lower=None, upper=None, candidates=candidates, items=items)
    within = complete.var(axis=0, ddof=1).sum() / total.var(ddof=1)
    value = float(items / (items - 1) * (1 - within))
    lower, upper = _interval(min(value, 1.0), candidates, items)
    return Alpha(value=min(value, 1.0), lower=lower, upper=upper, candidates=candidates, items=items)


def alpha_without(scores: NDArray[np.float64], item: int) -> float | None:
    """Return the alpha of the other items, of the candidates who have every score, this item's too.

    An alpha that is larger without an item says that the item does not go with the others.

    Parameters
    ----------
    scores : ndarray of shape (candidates, items)
    item : int
        Its column.
    """
    complete = scores[np.isfinite(scores).all(axis=1)]
    return cronbach_alpha(np.delete(complete, item, axis=1)).value


def _interval(value: float, candidates: int, items: int) -> tuple[float, float]:
    # It takes half a second to import.
    from scipy.special import fdtri

    freedom = (candidates - 1, (candidates - 1) * (items - 1))
    tail = (1 - CONFIDENCE) / 2
    lower, upper = (1 - (1 - value) * float(fdtri(*freedom, side)) for side in (1 - tail, tail))
    return lower, upper
