"""Disks put together: what they hold, and how many operations a second they sustain."""

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from ..errors import DomainError


class Redundancy(StrEnum):
    """How disks of one volume are put together."""

    RAID5 = "RAID5"
    RAID6 = "RAID6"
    RAID10 = "RAID10"


# Operations on disks that one write of a host costs: the mirror, or reading and writing data and parities (Patterson,
# Gibson and Katz, 1988, for RAID 5).
WRITE_PENALTY: Mapping[Redundancy, int] = MappingProxyType(
    {Redundancy.RAID5: 4, Redundancy.RAID6: 6, Redundancy.RAID10: 2}
)
_PARITY_DISKS = {Redundancy.RAID5: 1, Redundancy.RAID6: 2}
_LEAST_DISKS = {Redundancy.RAID5: 3, Redundancy.RAID6: 4, Redundancy.RAID10: 4}


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
    if not (0 < stored_tb < math.inf and 0 < disk_tb < math.inf and 0 < maximum_fill <= 1):
        raise DomainError(
            f"volume de {stored_tb:g} To, disque de {disk_tb:g} To, remplissage de {maximum_fill:g} reçus ; "
            "volumes positifs et remplissage dans ] 0 ; 1 ] attendus"
        )
    return _whole_volume(stored_tb / maximum_fill / disk_tb, redundancy)


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
    spare = disks / 2 if redundancy is Redundancy.RAID10 else _PARITY_DISKS[redundancy]
    return (disks - spare) * disk_tb * maximum_fill


def erasure_coded_raw_tb(stored_tb: float, *, data_parts: int, parity_parts: int) -> float:
    """Return the raw volume under erasure coding, V·(k + m)/k, which survives the loss of m parts.

    Parameters
    ----------
    stored_tb : float, TB
        Free space included.
    data_parts, parity_parts : int
        k, at least 1; m, not negative.

    Returns
    -------
    float, TB

    Raises
    ------
    DomainError
        If the parts are out of range.

    Examples
    --------
    >>> round(erasure_coded_raw_tb(95.25, data_parts=8, parity_parts=3), 2)
    130.97
    """
    if data_parts < 1 or parity_parts < 0:
        raise DomainError(f"codage {data_parts} + {parity_parts} reçu ; 1 part de données au moins attendue")
    return stored_tb * (data_parts + parity_parts) / data_parts


def sustained_iops(disks: int, disk_iops: float, read_share: float, redundancy: Redundancy) -> float:
    """Return how many operations a second of hosts a volume sustains, N·i/(r + p·w).

    Each read costs the disks one operation, each write p of them. The form N·i·(r + w/p), which is found as well,
    averages the rates instead of the costs and promises too much.

    Parameters
    ----------
    disks : int
        N.
    disk_iops : float, 1/s
        i, of one disk.
    read_share : float
        r, of the hosts' operations; the rest, w = 1 − r, writes.
    redundancy : Redundancy
        p by ``WRITE_PENALTY``.

    Returns
    -------
    float, 1/s

    Raises
    ------
    DomainError
        If the share is not between 0 and 1.

    Examples
    --------
    >>> [round(sustained_iops(12, 150, 0.7, redundancy), 1) for redundancy in Redundancy]
    [947.4, 720.0, 1384.6]
    """
    return disks * disk_iops / _operations_per_request(read_share, redundancy)


def disks_for_iops(host_iops: float, disk_iops: float, read_share: float, redundancy: Redundancy) -> int:
    """Return how many disks sustain the hosts' operations: ``sustained_iops`` turned round.

    Parameters
    ----------
    host_iops, disk_iops : float, 1/s
    read_share : float
    redundancy : Redundancy

    Raises
    ------
    DomainError
        If a rate is not positive, or the share is not between 0 and 1.

    Examples
    --------
    >>> [disks_for_iops(1200, 150, 0.7, redundancy) for redundancy in Redundancy]
    [16, 20, 12]
    """
    if not (0 < host_iops < math.inf and 0 < disk_iops < math.inf):
        raise DomainError(
            f"{host_iops:g} opérations par seconde demandées, {disk_iops:g} par disque reçues ; "
            "nombres positifs attendus"
        )
    disks = _ceiling(host_iops * _operations_per_request(read_share, redundancy) / disk_iops)
    if redundancy is Redundancy.RAID10:
        disks += disks % 2
    return max(disks, _LEAST_DISKS[redundancy])


def _operations_per_request(read_share: float, redundancy: Redundancy) -> float:
    if not 0 <= read_share <= 1:
        raise DomainError(f"part de lectures de {read_share:g} reçue ; de 0 à 1 attendue")
    return read_share + WRITE_PENALTY[redundancy] * (1 - read_share)


def _whole_volume(usable_disks: float, redundancy: Redundancy) -> int:
    usable = _ceiling(usable_disks)
    disks = 2 * usable if redundancy is Redundancy.RAID10 else usable + _PARITY_DISKS[redundancy]
    return max(disks, _LEAST_DISKS[redundancy])


def _ceiling(quotient: float) -> int:
    # A hair of tolerance, so that an exact fit needs no further disk.
    return math.ceil(quotient - 1e-9)
