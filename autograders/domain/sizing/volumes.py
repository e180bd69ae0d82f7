"""Volumes: of a campaign, of what gathers over the years, in the two families of units."""

import math

BYTES_PER_TB = 1e12
BYTES_PER_TIB = 2**40


def campaign_bytes(points: float, bytes_per_point: float, images: int = 0, bytes_per_image: float = 0.0) -> float:
    """Return the raw volume of a campaign, points and images together.

    Parameters
    ----------
    points : float
    bytes_per_point : float, byte
    images : int
    bytes_per_image : float, byte

    Examples
    --------
    >>> campaign_bytes(400 * 40e6, 34, 400 * 12, 20e6) / BYTES_PER_TB
    0.64
    """
    return points * bytes_per_point + images * bytes_per_image


def accumulated(first_year: float, growth: float, years: int) -> float:
    """Return what has gathered after some years, Σ v·(1 + g)ᵏ for k from 0 to years − 1.

    Parameters
    ----------
    first_year : float
        v, in any unit.
    growth : float
        g, a year; 0.2 for 20 %.
    years : int

    Examples
    --------
    >>> round(accumulated(10, 0.2, 5), 4)
    74.416
    """
    return retained(first_year, growth, years, kept_years=years)


def retained(first_year: float, growth: float, years: int, *, kept_years: int) -> float:
    """Return what is still kept after some years when each year's production is deleted in the end.

    Σ v·(1 + g)ᵏ over the last kept years, k from max(0, years − kept) to years − 1.

    Parameters
    ----------
    first_year : float
        v, in any unit.
    growth : float
        g, a year; 0.2 for 20 %.
    years : int
    kept_years : int
        How long the production of a year is kept, itself included.

    Examples
    --------
    >>> retained(10, 0.5, 3, kept_years=2)
    37.5
    """
    return math.fsum(first_year * (1 + growth) ** year for year in range(max(0, years - kept_years), years))


def tib_from_tb(volume_tb: float) -> float:
    """Return in binary units, as operating systems count, what is given in decimal ones: 10¹²/2⁴⁰ = 0.9095.

    Parameters
    ----------
    volume_tb : float, TB

    Returns
    -------
    float, TiB
        Prefix of IEC 80000-13: 1 TiB = 2⁴⁰ bytes.

    Examples
    --------
    >>> round(tib_from_tb(95.25), 2)
    86.63
    """
    return volume_tb * BYTES_PER_TB / BYTES_PER_TIB
