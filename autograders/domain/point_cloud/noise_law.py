"""The law of a scanner's range noise."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..errors import DomainError


class NoiseLaw(NamedTuple):
    """σ(R) = a + b·R.

    Parameters
    ----------
    a_mm : float, mm
    b_mm_per_m : float, mm/m
    """

    a_mm: float
    b_mm_per_m: float

    def sigma_mm(self, range_m: float) -> float:
        """Return σ at a range in m, in mm."""
        return self.a_mm + self.b_mm_per_m * range_m


def fit_noise_law(ranges_m: ArrayLike, sigmas_mm: ArrayLike) -> NoiseLaw:
    """Adjust σ(R) = a + b·R by ordinary least squares.

    Parameters
    ----------
    ranges_m : array_like, shape (n,), m
        At least two different ranges.
    sigmas_mm : array_like, shape (n,), mm
        Noise measured at those ranges.

    Returns
    -------
    NoiseLaw

    Raises
    ------
    DomainError
        If the lengths differ or all ranges are the same.

    Examples
    --------
    >>> law = fit_noise_law([5, 10, 20], [1.25, 1.5, 2.0])
    >>> round(law.a_mm, 6), round(law.b_mm_per_m, 6), round(law.sigma_mm(30), 6)
    (1.0, 0.05, 2.5)
    """
    ranges, sigmas = np.asarray(ranges_m, dtype=np.float64), np.asarray(sigmas_mm, dtype=np.float64)
    if ranges.ndim != 1 or ranges.shape != sigmas.shape:
        raise DomainError(f"distances {ranges.shape} et écarts-types {sigmas.shape} reçus, même longueur attendue")
    if len(np.unique(ranges)) < 2:
        raise DomainError("une seule distance reçue, deux distances différentes au moins attendues")
    design = np.column_stack([np.ones_like(ranges), ranges])
    (a_mm, b_mm_per_m), *_ = np.linalg.lstsq(design, sigmas, rcond=None)
    return NoiseLaw(float(a_mm), float(b_mm_per_m))
