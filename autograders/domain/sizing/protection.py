"""Protection of what is stored: snapshots, backups, and the rule of three copies."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy of the data; production itself is one.

    Parameters
    ----------
    system : str
        The equipment that it dies with: a snapshot, or a mirrored disk, is on the same one as what it protects.
    medium : str
        Kind of carrier, such as disks or tapes.
    site : str
    """

    system: str
    medium: str
    site: str


class BackupFault(StrEnum):
    """What the rule of 3-2-1 misses."""

    COPIES = "moins de trois copies sur des équipements distincts"
    MEDIA = "un seul type de support"
    SITES = "aucune copie hors du site"


def backup_faults(copies: Iterable[Copy]) -> tuple[BackupFault, ...]:
    """Return what is missing of three copies, on two kinds of media, one of them on another site (Krogh, 2005).

    Copies on one system count once: redundant disks and snapshots are no backup.

    Parameters
    ----------
    copies : iterable of Copy
        Production and backups.

    Examples
    --------
    >>> production = Copy(system="baie A", medium="disques", site="siège")
    >>> nightly = Copy(system="robot", medium="bandes", site="siège")
    >>> [fault.value for fault in backup_faults([production, production, nightly])]
    ['moins de trois copies sur des équipements distincts', 'aucune copie hors du site']
    """
    kept = list(copies)
    missing = {
        BackupFault.COPIES: len({copy.system for copy in kept}) < 3,
        BackupFault.MEDIA: len({copy.medium for copy in kept}) < 2,
        BackupFault.SITES: len({copy.site for copy in kept}) < 2,
    }
    return tuple(fault for fault, holds in missing.items() if holds)


def snapshots_tb(protected_tb: float, daily_change: float, days_kept: int) -> float:
    """Return what snapshots take beside the data, V·c·d.

    Convention of ours: one a day, which holds the blocks changed that day, no block changed twice.

    Parameters
    ----------
    protected_tb : float, TB
    daily_change : float
        Share of the volume that changes in a day.
    days_kept : int

    Returns
    -------
    float, TB

    Examples
    --------
    >>> round(snapshots_tb(20, 0.02, 14), 3)
    5.6
    """
    return protected_tb * daily_change * days_kept


def backups_tb(
    protected_tb: float, *, full_backups: int, increments: int, daily_change: float, reduction: float = 1.0
) -> float:
    """Return what one chain of backups takes, V·(F + I·c)/R.

    Parameters
    ----------
    protected_tb : float, TB
        V.
    full_backups, increments : int
        F and I, as the retention keeps them.
    daily_change : float
        c, share of the volume that an increment holds.
    reduction : float
        R, volume before compression and deduplication over that after; 1 without.

    Returns
    -------
    float, TB

    Examples
    --------
    >>> backups_tb(20, full_backups=4, increments=30, daily_change=0.02, reduction=2)
    46.0
    """
    return protected_tb * (full_backups + increments * daily_change) / reduction
