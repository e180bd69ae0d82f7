"""Colour of a scan judged on a chart: CIELAB values, CIEDE2000 differences, signal to noise."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import DomainError

Floats = NDArray[np.float64]

# White points of the 2° observer, Y = 1 (ASTM E308 and ICC).
D65_WHITE = (0.95047, 1.0, 1.08883)
D50_WHITE = (0.96422, 1.0, 0.82521)
# Cone responses of the Bradford transform (Lam, 1985; Hunt and Pointer, Measuring Colour, 4th edition).
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
# CIE 15:2018: where the cube root of CIELAB gives way to a straight line.
LAB_EPSILON = 216 / 24389
LAB_KAPPA = 24389 / 27


class ColourDifferences(NamedTuple):
    """Statistics of the differences between a chart's patches and their references.

    Parameters
    ----------
    mean : float
    p95 : float
        95th percentile with linear interpolation between ranks (numpy's default): a convention of ours.
    maximum : float
    """

    mean: float
    p95: float
    maximum: float


def srgb_to_lab(rgb: ArrayLike) -> Floats:
    """Return the CIELAB values, under D65 and for the 2° observer, of 8-bit sRGB colours (IEC 61966-2-1).

    Parameters
    ----------
    rgb : array_like, shape (..., 3), 0 to 255
        Whole numbers or means of them.

    Returns
    -------
    ndarray, shape (..., 3)
        L*, a*, b*.

    Raises
    ------
    DomainError
        If the last axis does not hold three channels or a value is outside 0 to 255.

    Examples
    --------
    >>> srgb_to_lab([115, 82, 68]).round(2).tolist()
    [38.02, 11.8, 13.67]
    """
    from skimage.color import rgb2lab

    channels = _triples(rgb)
    if not ((channels >= 0) & (channels <= 255)).all():
        raise DomainError("composante hors de 0 à 255 reçue, couleurs sRGB sur 8 bits attendues")
    lab: Floats = rgb2lab(channels / 255, illuminant="D65", observer="2")
    return lab


def patch_lab(rgb: ArrayLike) -> Floats:
    """Return the mean CIELAB value of a patch: the mean of its points' L*, a*, b*.

    Parameters
    ----------
    rgb : array_like, shape (n, 3), 0 to 255
        Colours of the points of one patch, at least one.

    Returns
    -------
    ndarray, shape (3,)

    Examples
    --------
    >>> patch_lab([[115, 82, 68], [115, 82, 68]]).round(2).tolist()
    [38.02, 11.8, 13.67]
    """
    channels = _triples(rgb)
    if channels.ndim != 2 or len(channels) == 0:
        raise DomainError(f"couleurs de forme {channels.shape} reçues, (n, 3) attendu, n au moins 1")
    mean: Floats = srgb_to_lab(channels).mean(axis=0)
    return mean


def lab_d50_to_d65(lab: ArrayLike) -> Floats:
    """Return, under D65, CIELAB values certified under D50, by Bradford adaptation.

    Lab → XYZ (D50) → Bradford → XYZ (D65) → Lab.

    Parameters
    ----------
    lab : array_like, shape (..., 3)

    Returns
    -------
    ndarray, shape (..., 3)

    Examples
    --------
    A neutral stays neutral; a blue gains 6 in a*.

    >>> lab_d50_to_d65([29.38, 13.4, -49.65]).round(1).tolist()
    [30.2, 19.7, -48.6]
    """
    adaptation = bradford_matrix(D50_WHITE, D65_WHITE)
    return _xyz_to_lab(_lab_to_xyz(_triples(lab), D50_WHITE) @ adaptation.T, D65_WHITE)


def bradford_matrix(source_white: ArrayLike, target_white: ArrayLike) -> Floats:
    """Return the 3 × 3 matrix that adapts XYZ values from one white to another.

    M⁻¹·diag(M·W₂/M·W₁)·M, M the Bradford cone responses.

    Parameters
    ----------
    source_white, target_white : array_like, shape (3,)
        XYZ of the whites, Y = 1.

    Returns
    -------
    ndarray, shape (3, 3)

    Examples
    --------
    >>> bradford_matrix(D50_WHITE, D65_WHITE).round(4).tolist()
    [[0.9556, -0.023, 0.0632], [-0.0283, 1.0099, 0.021], [0.0123, -0.0205, 1.3299]]
    """
    gains = (BRADFORD @ np.asarray(target_white)) / (BRADFORD @ np.asarray(source_white))
    matrix: Floats = np.linalg.inv(BRADFORD) @ (gains[:, None] * BRADFORD)
    return matrix


def ciede2000(measured_lab: ArrayLike, reference_lab: ArrayLike) -> Floats:
    """Return the CIEDE2000 difference of each pair (CIE 142:2001; Sharma, Wu and Dalal, 2005), kL = kC = kH = 1.

    Parameters
    ----------
    measured_lab, reference_lab : array_like, shape (..., 3)
        Under the same illuminant.

    Returns
    -------
    ndarray, shape (...,)

    Raises
    ------
    DomainError
        If the shapes differ.

    Examples
    --------
    >>> round(float(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])), 4)
    2.0425
    >>> round(float(ciede2000(srgb_to_lab([115, 82, 68]), srgb_to_lab([120, 85, 66]))), 4)
    2.4154
    """
    from skimage.color import deltaE_ciede2000

    measured, reference = _triples(measured_lab), _triples(reference_lab)
    if measured.shape != reference.shape:
        raise DomainError(f"mesures {measured.shape} et références {reference.shape} reçues, formes égales attendues")
    differences: Floats = np.asarray(deltaE_ciede2000(measured, reference), dtype=np.float64)
    return differences


def colour_differences(measured_lab: ArrayLike, reference_lab: ArrayLike) -> ColourDifferences:
    """Return mean, 95th percentile and maximum of the CIEDE2000 differences of a chart's patches.

    Parameters
    ----------
    measured_lab, reference_lab : array_like, shape (n, 3)
        One row a patch, at least one, under the same illuminant.

    Returns
    -------
    ColourDifferences

    Raises
    ------
    DomainError
        If there is no patch or the shapes differ.

    Examples
    --------
    >>> reference = [[50, 2.6772, -79.7751], [50, 0, 0]]
    >>> result = colour_differences([[50, 0, -82.7485], [50, 0, 0]], reference)
    >>> [round(figure, 4) for figure in result]
    [1.0212, 1.9403, 2.0425]
    """
    differences = ciede2000(measured_lab, reference_lab)
    if differences.ndim != 1 or len(differences) == 0:
        raise DomainError("aucune plage reçue, un tableau d’une ligne par plage attendu")
    return ColourDifferences(float(differences.mean()), float(np.percentile(differences, 95)), float(differences.max()))


def grey_snr_db(levels: ArrayLike) -> float:
    """Return the signal to noise ratio of a uniform grey patch, 20·log₁₀(mean/s), divisor n − 1.

    Parameters
    ----------
    levels : array_like, shape (n,) or (n, 3), 0 to 255
        Grey levels of the patch's points, or their colours: the mean of the three channels is then the level
        (a convention of ours).

    Returns
    -------
    float, dB

    Raises
    ------
    DomainError
        If there are fewer than two points, no signal or no variation.

    Examples
    --------
    >>> round(grey_snr_db([180 - 3.6, 180, 180 + 3.6]), 2)
    33.98
    """
    values = np.asarray(levels, dtype=np.float64)
    if values.ndim == 2 and values.shape[1] == 3:
        values = values.mean(axis=1)
    if values.ndim != 1 or len(values) < 2 or not np.isfinite(values).all():
        raise DomainError(f"tableau de forme {values.shape} reçu, deux niveaux de gris finis au moins attendus")
    mean, deviation = float(values.mean()), float(values.std(ddof=1))
    if not mean > 0 or not deviation > 0:
        raise DomainError(f"moyenne {mean:g} et écart-type {deviation:g} reçus, valeurs positives attendues")
    return 20 * math.log10(mean / deviation)


def _triples(values: ArrayLike) -> Floats:
    triples = np.asarray(values, dtype=np.float64)
    if triples.ndim < 1 or triples.shape[-1] != 3 or not np.isfinite(triples).all():
        raise DomainError(f"tableau de forme {triples.shape} reçu, triplets de nombres finis attendus")
    return triples


def _lab_to_xyz(lab: Floats, white: tuple[float, float, float]) -> Floats:
    middle = (lab[..., 0] + 16) / 116
    roots = np.stack([middle + lab[..., 1] / 500, middle, middle - lab[..., 2] / 200], axis=-1)
    ratios = np.where(roots**3 > LAB_EPSILON, roots**3, (116 * roots - 16) / LAB_KAPPA)
    xyz: Floats = ratios * np.asarray(white)
    return xyz


def _xyz_to_lab(xyz: Floats, white: tuple[float, float, float]) -> Floats:
    ratios = xyz / np.asarray(white)
    roots = np.where(ratios > LAB_EPSILON, np.cbrt(ratios), (LAB_KAPPA * ratios + 16) / 116)
    lightness, red_green, yellow_blue = (
        116 * roots[..., 1] - 16,
        500 * (roots[..., 0] - roots[..., 1]),
        200 * (roots[..., 1] - roots[..., 2]),
    )
    return np.stack([lightness, red_green, yellow_blue], axis=-1)
