"""Costs over several years, brought back to their value of today."""

import math
from collections.abc import Sequence

from .errors import DomainError


def present_value_eur(payments_eur: Sequence[float], discount_rate: float) -> float:
    """Return the value of today of payments, Σ pₖ/(1 + i)ᵏ.

    Parameters
    ----------
    payments_eur : sequence of float, €
        The first one today, each other one a year later than the one before.
    discount_rate : float
        i, a year, above −1; 0.04 for 4 %.

    Returns
    -------
    float, €

    Raises
    ------
    DomainError
        If the rate is −1 or below.

    Examples
    --------
    >>> round(present_value_eur([0, 100, 100], 0.1), 2)
    173.55
    """
    if not discount_rate > -1:
        raise DomainError(f"taux d’actualisation de {discount_rate:g} reçu ; supérieur à − 1 attendu")
    return math.fsum(payment / (1 + discount_rate) ** year for year, payment in enumerate(payments_eur))


def total_cost_eur(purchase_eur: float, yearly_eur: float, *, years: int, discount_rate: float = 0.0) -> float:
    """Return the total cost of ownership: the purchase, and running costs paid at the end of each year.

    Parameters
    ----------
    purchase_eur, yearly_eur : float, €
    years : int
    discount_rate : float
        0 for a sum that is not discounted.

    Returns
    -------
    float, €

    Examples
    --------
    >>> round(total_cost_eur(80_000, 12_000, years=5, discount_rate=0.04))
    133422
    """
    return present_value_eur([purchase_eur, *[yearly_eur] * years], discount_rate)
