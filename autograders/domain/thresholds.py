"""Limits of a specification drawn so that no legitimate estimate leaves the verdict in doubt."""

import math

import numpy as np

from .errors import DomainError
from .metrology import Conformity


def clear_limit(
    low: float, high: float, *, respected: bool, margins: tuple[float, float], step: float, rng: np.random.Generator
) -> float:
    """Return an upper limit that every value of a band respects, or that every value exceeds.

    Parameters
    ----------
    low, high : float
        Smallest and largest value that a legitimate estimator may give.
    respected : bool
        Whether the limit is to be above the band.
    margins : tuple of two float
        Smallest and largest distance to the band, relative to its nearer end.
    step : float
        The limit is rounded to a multiple of it, away from the band.
    rng : numpy.random.Generator

    Returns
    -------
    float

    Raises
    ------
    DomainError
        If no positive limit lies below the band.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> clear_limit(1.9, 2.1, respected=True, margins=(0.1, 0.1), step=0.05, rng=rng)
    2.35
    >>> clear_limit(1.9, 2.1, respected=False, margins=(0.1, 0.1), step=0.05, rng=rng)
    1.7
    """
    margin = rng.uniform(*margins)
    # A hair of tolerance, so that a whole number of steps is not rounded away by its last bit.
    steps = math.ceil(high * (1 + margin) / step - 1e-9) if respected else math.floor(low * (1 - margin) / step + 1e-9)
    if steps <= 0:
        raise DomainError(f"aucune limite positive, au pas de {step:g}, sous la bande de {low:g} à {high:g}")
    return round(steps * step, 9)


def clear_mpe_mm(
    error_mm: float, expanded_uncertainty_mm: float, outcome: Conformity, *, step_mm: float, rng: np.random.Generator
) -> float:
    """Return a maximum permissible error for which the rule of ISO 14253-1 gives a wanted outcome, with room.

    The room is a third of the uncertainty at least: conform, MPE ≥ |e| + 4U/3; not conform, MPE ≤ |e| − 4U/3;
    inconclusive, |MPE − |e|| ≤ U/2.

    Parameters
    ----------
    error_mm : float, mm
    expanded_uncertainty_mm : float, mm
    outcome : Conformity
    step_mm : float, mm
        The result is rounded to a multiple of it.
    rng : numpy.random.Generator

    Returns
    -------
    float, mm

    Raises
    ------
    DomainError
        If the error is too small to fail, or the result would not be positive.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> [clear_mpe_mm(2.0, 0.6, outcome, step_mm=0.01, rng=rng) for outcome in Conformity]
    [3.01, 1.1, 1.83]
    """
    error, reach = abs(error_mm), expanded_uncertainty_mm
    match outcome:
        case Conformity.CONFORM:
            mpe = math.ceil((error + rng.uniform(4 / 3, 2.0) * reach) / step_mm) * step_mm
        case Conformity.NON_CONFORM:
            mpe = math.floor((error - rng.uniform(4 / 3, 1.5) * reach) / step_mm) * step_mm
        case Conformity.INCONCLUSIVE:
            mpe = round((error + rng.uniform(-0.4, 0.4) * reach) / step_mm) * step_mm
    if not mpe > 0:
        raise DomainError(f"écart de {error:g} mm trop petit devant U = {reach:g} mm pour l’issue « {outcome.value} »")
    return round(mpe, 9)
