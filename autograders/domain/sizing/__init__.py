"""Sizing of what carries the data: volumes, disks, snapshots and backups, durations, needs as companies join.

Units are decimal, as manufacturers print them: 1 GB = 10⁹ bytes, 1 TB = 10¹² bytes, 1 Mb/s = 10⁶ bits a second.
"""

from .disks import (
    WRITE_PENALTY,
    Redundancy,
    disks_for_iops,
    disks_needed,
    erasure_coded_raw_tb,
    sustained_iops,
    usable_tb,
)
from .durations import BITS_PER_BYTE, LINK_EFFICIENCY, SECONDS_PER_HOUR, processing_hours, transfer_hours
from .joining import Company, Hosting, YearlyNeeds, yearly_needs
from .protection import BackupFault, Copy, backup_faults, backups_tb, snapshots_tb
from .volumes import BYTES_PER_TB, BYTES_PER_TIB, accumulated, campaign_bytes, retained, tib_from_tb

__all__ = [
    "BITS_PER_BYTE",
    "BYTES_PER_TB",
    "BYTES_PER_TIB",
    "LINK_EFFICIENCY",
    "SECONDS_PER_HOUR",
    "WRITE_PENALTY",
    "BackupFault",
    "Company",
    "Copy",
    "Hosting",
    "Redundancy",
    "YearlyNeeds",
    "accumulated",
    "backup_faults",
    "backups_tb",
    "campaign_bytes",
    "disks_for_iops",
    "disks_needed",
    "erasure_coded_raw_tb",
    "processing_hours",
    "retained",
    "snapshots_tb",
    "sustained_iops",
    "tib_from_tb",
    "transfer_hours",
    "usable_tb",
    "yearly_needs",
]
