"""Lengths measured and judged: trueness, precision, uncertainty, conformity, classes of accuracy.

Words follow ISO 5725: precision (fidélité) is how repeats agree, trueness (justesse) how their mean agrees with
the reference, accuracy (exactitude) both.
"""

import math
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import DomainError

# Two-sided 95 % of a normal law.
NORMAL_95 = 1.96
# Upper bounds of the classes, in mm at 95 % (USIBD Level of Accuracy); that the bound itself belongs to the
# better class is a convention of ours.
LOA_BOUNDS_MM = (("LOA50", 1.0), ("LOA40", 5.0), ("LOA30", 15.0), ("LOA20", 50.0), ("LOA10", 150.0))


class Repeatability(NamedTuple):
    """What repeated measurements of one length tell.

    Parameters
    ----------
    bias_mm : float, mm
        Mean minus reference.
    s_mm : float, mm
        Standard deviation of the repeats, divisor n − 1.
    rmse_mm : float, mm
        Root mean square of the errors: RMSE² = b² + s²·(n − 1)/n.
    """

    bias_mm: float
    s_mm: float
    rmse_mm: float


class LengthLaw(NamedTuple):
    """Error of a length against the length, e(L) = c + m·L.

    Parameters
    ----------
    offset_mm : float, mm
        Zero error c.
    scale_ppm : float, ppm
        Scale error m, in mm/km.
    scale_standard_error_ppm : float, ppm
        Standard error of m; NaN where there are only two observations.
    """

    offset_mm: float
    scale_ppm: float
    scale_standard_error_ppm: float


class Conformity(StrEnum):
    """Outcome of the comparison of an error with its limit."""

    CONFORM = "conform"
    NON_CONFORM = "non_conform"
    INCONCLUSIVE = "inconclusive"


def repeatability(lengths_mm: ArrayLike, reference_mm: float) -> Repeatability:
    """Return bias, standard deviation and root mean square error of repeats of one length.

    Parameters
    ----------
    lengths_mm : array_like, shape (n,), mm
        At least two repeats.
    reference_mm : float, mm

    Returns
    -------
    Repeatability

    Raises
    ------
    DomainError
        If there are fewer than two repeats.

    Examples
    --------
    >>> result = repeatability([10000.8, 10001.4, 10000.9, 10001.2, 10001.2], 10000)
    >>> round(result.bias_mm, 3), round(result.s_mm, 4), round(result.rmse_mm, 4)
    (1.1, 0.2449, 1.1216)
    """
    errors = _vector(lengths_mm, 2) - reference_mm
    return Repeatability(float(errors.mean()), float(errors.std(ddof=1)), float(np.sqrt(np.mean(errors**2))))


def fit_length_errors(references_mm: ArrayLike, measured_mm: ArrayLike) -> LengthLaw:
    """Adjust zero offset and scale of a distance meter by ordinary least squares on the errors.

    Parameters
    ----------
    references_mm : array_like, shape (n,), mm
        At least two different lengths.
    measured_mm : array_like, shape (n,), mm

    Returns
    -------
    LengthLaw

    Raises
    ------
    DomainError
        If the numbers of lengths differ or all references are the same.

    Examples
    --------
    >>> law = fit_length_errors([10_000, 20_000, 30_000], [10_002.5, 20_003.0, 30_003.5])
    >>> round(law.offset_mm, 6), round(law.scale_ppm, 6)
    (2.0, 50.0)
    """
    references, measured = _vector(references_mm, 2), _vector(measured_mm, 2)
    if references.shape != measured.shape:
        raise DomainError(f"{len(references)} références et {len(measured)} mesures reçues, nombres égaux attendus")
    centred = references - references.mean()
    spread = float(centred @ centred)
    if not spread > 0:
        raise DomainError("une seule longueur reçue, deux longueurs différentes au moins attendues")
    errors = measured - references
    scale = float(centred @ errors) / spread
    offset_mm = float(errors.mean() - scale * references.mean())
    residuals = errors - offset_mm - scale * references
    freedom = len(errors) - 2
    standard_error = math.sqrt(float(residuals @ residuals) / freedom / spread) if freedom else math.nan
    return LengthLaw(offset_mm, 1e6 * scale, 1e6 * standard_error)


def expanded_uncertainty_mm(*components_mm: float, coverage_factor: float = 2.0) -> float:
    """Return U = k·√Σuᵢ², uncorrelated standard uncertainties with coverage factor k (GUM, clauses 5.1 and 6.2).

    Parameters
    ----------
    components_mm : float, mm
        Standard uncertainties; an expanded one from a certificate is divided by its own k first, the standard
        deviation of n repeats by √n where their mean is what is judged.
    coverage_factor : float
        k; 2 for about 95 %.

    Returns
    -------
    float, mm

    Examples
    --------
    >>> expanded_uncertainty_mm(0.3, 0.4)
    1.0
    """
    return coverage_factor * math.hypot(*components_mm)


def decide_conformity(error_mm: float, mpe_mm: float, expanded_uncertainty_mm: float) -> Conformity:
    """Compare an error with its limit, the uncertainty counting against whoever has to prove (ISO 14253-1).

    Conform if |e| ≤ MPE − U, not conform if |e| > MPE + U, otherwise inconclusive.

    Parameters
    ----------
    error_mm : float, mm
    mpe_mm : float, mm
        Maximum permissible error.
    expanded_uncertainty_mm : float, mm
        U of the error, k = 2.

    Returns
    -------
    Conformity

    Raises
    ------
    DomainError
        If a figure is not finite, or the limit or the uncertainty is negative.

    Examples
    --------
    >>> error = math.dist((0, 0, 0), (300.03, 400.02, 0)) - 500
    >>> round(error, 4), decide_conformity(error, 0.05, 0.02).value
    (0.034, 'inconclusive')
    """
    if not all(math.isfinite(figure) for figure in (error_mm, mpe_mm, expanded_uncertainty_mm)):
        raise DomainError("écart, limite ou incertitude non finis reçus, nombres attendus")
    if mpe_mm < 0 or expanded_uncertainty_mm < 0:
        raise DomainError("limite ou incertitude négative reçue, grandeurs positives ou nulles attendues")
    if abs(error_mm) <= mpe_mm - expanded_uncertainty_mm:
        return Conformity.CONFORM
    if abs(error_mm) > mpe_mm + expanded_uncertainty_mm:
        return Conformity.NON_CONFORM
    return Conformity.INCONCLUSIVE


def m3c2_lod95_mm(
    sigma_1_mm: float, count_1: int, sigma_2_mm: float, count_2: int, registration_mm: float = 0.0
) -> float:
    """Return the distance below which two clouds do not differ significantly, at 95 %.

    LOD95 = 1.96·(√(σ₁²/n₁ + σ₂²/n₂) + reg): the registration error stands outside the root (Lague, Brodu and
    Leroux, 2013, equation 1).

    Parameters
    ----------
    sigma_1_mm, sigma_2_mm : float, mm
        Standard deviation of the points of each cylinder along the normal.
    count_1, count_2 : int
        Points of each cylinder, at least 5 (1.96 holds from about 30).
    registration_mm : float, mm

    Returns
    -------
    float, mm

    Raises
    ------
    DomainError
        If a cylinder holds fewer than 5 points.

    Examples
    --------
    >>> round(m3c2_lod95_mm(1.41, 100, 1.41, 100), 3), round(m3c2_lod95_mm(1.41, 100, 1.41, 100, 1.0), 3)
    (0.391, 2.351)
    """
    if min(count_1, count_2) < 5:
        raise DomainError(f"{min(count_1, count_2)} points reçus dans un cylindre, 5 au moins attendus")
    return NORMAL_95 * (math.sqrt(sigma_1_mm**2 / count_1 + sigma_2_mm**2 / count_2) + registration_mm)


def u95_mm(sigma_mm: float, bias_mm: float = 0.0, registration_mm: float = 0.0) -> float:
    """Return 1.96·√(σ² + b² + reg²), the total error at 95 %, bias and registration included.

    Adding the bias in quadrature, as in a root mean square error, is a convention of ours.

    Parameters
    ----------
    sigma_mm, bias_mm, registration_mm : float, mm

    Returns
    -------
    float, mm

    Examples
    --------
    >>> round(u95_mm(3), 2), round(u95_mm(3, 4), 2)
    (5.88, 9.8)
    """
    return NORMAL_95 * math.hypot(sigma_mm, bias_mm, registration_mm)


def loa_class(u95_mm: float) -> str | None:
    """Return the USIBD Level of Accuracy of an error at 95 %, or None beyond LOA10.

    Parameters
    ----------
    u95_mm : float, mm
        At 95 %: one standard deviation would give a class too good.

    Raises
    ------
    DomainError
        If the error is negative or not finite.

    Examples
    --------
    >>> loa_class(u95_mm(3)), loa_class(3.0), loa_class(200)
    ('LOA30', 'LOA40', None)
    """
    if not 0 <= u95_mm < math.inf:
        raise DomainError(f"{u95_mm:g} mm reçu, erreur positive ou nulle attendue")
    return next((name for name, bound_mm in LOA_BOUNDS_MM if u95_mm <= bound_mm), None)


def _vector(values: ArrayLike, minimum: int) -> NDArray[np.float64]:
    vector = np.asarray(values, dtype=np.float64)
    if vector.ndim != 1 or len(vector) < minimum:
        raise DomainError(f"tableau de forme {vector.shape} reçu, {minimum} longueurs au moins attendues")
    if not np.isfinite(vector).all():
        raise DomainError("longueur non finie (NaN ou infini) reçue, nombres attendus")
    return vector
