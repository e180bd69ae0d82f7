"""Sizing of what carries the data: volume, growth, disks with redundancy, transfer, processing.

Units are decimal, as manufacturers print them: 1 GB = 10⁹ bytes, 1 TB = 10¹² bytes, 1 Mb/s = 10⁶ bits a second.
"""

import math
from enum import StrEnum

from .errors import DomainError

BYTES_PER_TB = 1e12
BITS_PER_BYTE = 8
SECONDS_PER_HOUR = 3600
# Share of a link's rate that payload gets; a convention of ours.
LINK_EFFICIENCY = 0.8


class Redundancy(StrEnum):
    """How disks of one volume are put together."""

    RAID5 = "RAID5"
    RAID6 = "RAID6"
    RAID10 = "RAID10"


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
    return math.fsum(first_year * (1 + growth) ** year for year in range(years))


def disks_needed(stored_tb: float, disk_tb: float, redundancy: Redundancy, *, maximum_fill: float = 0.8) -> int:
    """Return how many disks hold a volume without filling beyond a share.

    Usable disks: N − 1 in RAID5, N − 2 in RAID6, N/2 in RAID10; three disks at least in RAID5, four in the others.

    Parameters
    ----------
    stored_tb, disk_tb : float, TB
    redundancy : Redundancy
    maximum_fill : float
        Share of the usable space, up to 1.

    Raises
    ------
    DomainError
        If a volume is not positive, or the share is not between 0 and 1.

    Examples
    --------
    >>> [disks_needed(76.2, 16, redundancy) for redundancy in Redundancy]
    [7, 8, 12]
    """
    if not (stored_tb > 0 and disk_tb > 0 and 0 < maximum_fill <= 1):
        raise DomainError(
            f"volume de {stored_tb:g} To, disque de {disk_tb:g} To, remplissage de {maximum_fill:g} reçus ; "
            "volumes positifs et remplissage dans ] 0 ; 1 ] attendus"
        )
    # A hair of tolerance, so that an exact fit needs no further disk.
    usable = math.ceil(stored_tb / maximum_fill / disk_tb - 1e-9)
    match redundancy:
        case Redundancy.RAID5:
            return max(usable + 1, 3)
        case Redundancy.RAID6:
            return max(usable + 2, 4)
        case Redundancy.RAID10:
            return max(2 * usable, 4)


def usable_tb(disks: int, disk_tb: float, redundancy: Redundancy, *, maximum_fill: float = 0.8) -> float:
    """Return what a volume of so many disks holds without being filled beyond a share.

    Parameters
    ----------
    disks : int
    disk_tb : float, TB
    redundancy : Redundancy
        Usable disks: N − 1 in RAID5, N − 2 in RAID6, N/2 in RAID10.
    maximum_fill : float
        Share of the usable space, up to 1.

    Returns
    -------
    float, TB

    Examples
    --------
    >>> [usable_tb(8, 10, redundancy) for redundancy in Redundancy]
    [56.0, 48.0, 32.0]
    """
    spare = {Redundancy.RAID5: 1, Redundancy.RAID6: 2, Redundancy.RAID10: disks / 2}[redundancy]
    return (disks - spare) * disk_tb * maximum_fill


def transfer_hours(volume_bytes: float, rate_mbps: float, efficiency: float = LINK_EFFICIENCY) -> float:
    """Return how long a transfer takes, t = 8·V/(rate·efficiency).

    Parameters
    ----------
    volume_bytes : float, byte
    rate_mbps : float, Mb/s
    efficiency : float
        Share of the rate that payload gets.

    Returns
    -------
    float, h

    Examples
    --------
    >>> round(transfer_hours(3.2e12, 1000), 3)
    8.889
    """
    return BITS_PER_BYTE * volume_bytes / (1e6 * rate_mbps * efficiency) / SECONDS_PER_HOUR


def processing_hours(points: float, rate_mpts_per_min: float) -> float:
    """Return how long it takes to put the scans together and clean them.

    Parameters
    ----------
    points : float
    rate_mpts_per_min : float, million points a minute

    Returns
    -------
    float, h

    Examples
    --------
    >>> processing_hours(600e6, 2.5)
    4.0
    """
    return points / (1e6 * rate_mpts_per_min) / 60
