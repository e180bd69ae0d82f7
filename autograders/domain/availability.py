"""Availability of what is put together from parts that fail independently of each other."""

import math
from collections.abc import Iterable

from .energy import HOURS_PER_YEAR


def in_series(availabilities: Iterable[float]) -> float:
    """Return the availability of what needs all of its parts, Π aᵢ.

    Parameters
    ----------
    availabilities : iterable of float
        From 0 to 1.

    Examples
    --------
    >>> round(in_series([0.99, 0.995, 0.999]), 6)
    0.984065
    """
    return math.prod(availabilities)


def in_parallel(availabilities: Iterable[float]) -> float:
    """Return the availability of what needs one of its parts, 1 − Π (1 − aᵢ).

    Parameters
    ----------
    availabilities : iterable of float
        From 0 to 1.

    Examples
    --------
    >>> round(in_series([in_parallel([0.99, 0.99]), 0.999]), 7)
    0.9989001
    """
    return 1 - math.prod(1 - availability for availability in availabilities)


def downtime_h_per_year(availability: float) -> float:
    """Return for how long something is out in a year of 8 760 hours.

    Parameters
    ----------
    availability : float
        From 0 to 1.

    Returns
    -------
    float, h

    Examples
    --------
    >>> round(downtime_h_per_year(0.999), 2)
    8.76
    """
    return (1 - availability) * HOURS_PER_YEAR
