"""Sizing: published and hand-calculated figures, and the laws that any sizing keeps."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.errors import DomainError
from autograders.domain.sizing import (
    BackupFault,
    Copy,
    Redundancy,
    accumulated,
    backup_faults,
    backups_tb,
    campaign_bytes,
    disks_for_iops,
    disks_needed,
    erasure_coded_raw_tb,
    processing_hours,
    retained,
    snapshots_tb,
    sustained_iops,
    tib_from_tb,
    transfer_hours,
    usable_tb,
)

USABLE = {
    Redundancy.RAID5: lambda disks: disks - 1,
    Redundancy.RAID6: lambda disks: disks - 2,
    Redundancy.RAID10: lambda disks: disks / 2,
}


def test_the_worked_example_of_storage():
    # 400 stations of 40 million points of 34 bytes and 12 photographs of 20 MB: 0.64 TB; with 60 % derived data,
    # ten sites a year growing by 20 % for five years: 10.24 · 7.4416 = 76.20 TB.
    site_tb = campaign_bytes(400 * 40e6, 34, 400 * 12, 20e6) / 1e12
    assert site_tb == pytest.approx(0.64)
    stored_tb = accumulated(10 * 1.6 * site_tb, 0.2, 5)
    assert stored_tb == pytest.approx(76.20, abs=0.005)
    assert [disks_needed(stored_tb, 16, kind) for kind in Redundancy] == [7, 8, 12]
    # 80 % full: 95.25 TB, which are 95.25·10¹²/2⁴⁰ = 86.63 TiB; in 8 + 3 parts 95.25 · 11/8 = 130.97 TB.
    assert stored_tb / 0.8 == pytest.approx(95.25, abs=0.005)
    assert tib_from_tb(stored_tb / 0.8) == pytest.approx(86.63, abs=0.005)
    assert erasure_coded_raw_tb(stored_tb / 0.8, data_parts=8, parity_parts=3) == pytest.approx(130.97, abs=0.005)


def test_the_worked_example_of_a_transfer():
    # 3.2 TB at 1 Gb/s, of which 80 % is payload.
    assert transfer_hours(3.2e12, 1000) == pytest.approx(8.889, abs=5e-4)


def test_processing_by_hand():
    # 600 million points at 2.5 million a minute: 240 minutes.
    assert processing_hours(600e6, 2.5) == pytest.approx(4.0)


@given(st.floats(0.1, 500), st.integers(1, 20), st.sampled_from(list(Redundancy)), st.floats(0.5, 1))
def test_the_disks_hold_the_volume_and_fewer_would_not(stored_tb, disk_tb, redundancy, fill):
    disks = disks_needed(stored_tb, disk_tb, redundancy, maximum_fill=fill)
    assert USABLE[redundancy](disks) * disk_tb * fill >= stored_tb * (1 - 1e-8)
    fewer = disks - (2 if redundancy is Redundancy.RAID10 else 1)
    least = {Redundancy.RAID5: 3, Redundancy.RAID6: 4, Redundancy.RAID10: 4}[redundancy]
    assert fewer < least or USABLE[redundancy](fewer) * disk_tb * fill < stored_tb


@given(st.floats(0.1, 500), st.integers(1, 20), st.sampled_from(list(Redundancy)), st.floats(0.5, 1))
def test_what_the_disks_hold_is_the_volume_that_calls_for_them(stored_tb, disk_tb, redundancy, fill):
    disks = disks_needed(stored_tb, disk_tb, redundancy, maximum_fill=fill)
    assert usable_tb(disks, disk_tb, redundancy, maximum_fill=fill) >= stored_tb * (1 - 1e-8)


def test_a_small_volume_needs_the_disks_that_its_redundancy_does():
    assert [disks_needed(1, 10, redundancy) for redundancy in Redundancy] == [3, 4, 4]
    assert [disks_for_iops(1, 150, 0.7, redundancy) for redundancy in Redundancy] == [3, 4, 4]


def test_a_copy_of_one_part_is_the_least_erasure_code():
    assert [erasure_coded_raw_tb(10, data_parts=1, parity_parts=parity) for parity in (0, 1)] == [10, 20]


def test_usable_volumes_by_hand():
    # Eight disks of 10 TB, 80 % full: 7, 6 and 4 of them hold data.
    assert [usable_tb(8, 10, redundancy) for redundancy in Redundancy] == pytest.approx([56, 48, 32])


def test_an_exact_fit_needs_no_further_disk():
    # 0.8 · 3 · 10 TB.
    assert disks_needed(24.0, 10, Redundancy.RAID6) == 5


@given(st.floats(0.1, 100), st.integers(1, 10))
def test_without_growth_years_only_add(first, years):
    assert accumulated(first, 0.0, years) == pytest.approx(first * years)


@pytest.mark.parametrize("arguments", [(0, 4, 0.8), (math.inf, 4, 0.8), (10, 0, 0.8), (10, 4, 0), (10, 4, 1.2)])
def test_what_cannot_be_sized_is_refused(arguments):
    stored_tb, disk_tb, fill = arguments
    with pytest.raises(DomainError, match="volumes positifs"):
        disks_needed(stored_tb, disk_tb, Redundancy.RAID6, maximum_fill=fill)


def test_operations_a_second_of_twelve_disks():
    # 12 · 150 = 1 800; at 70 % reads 0.7 + 4 · 0.3 = 1.9 operations a request in RAID 5, 2.5 in RAID 6, 1.3 in RAID 10.
    found = [sustained_iops(12, 150, 0.7, redundancy) for redundancy in Redundancy]
    assert found == pytest.approx([1800 / 1.9, 1800 / 2.5, 1800 / 1.3])
    assert found == pytest.approx([947.4, 720.0, 1384.6], abs=0.05)


def test_writes_are_paid_before_the_rate_is_shared_out():
    # Five disks of 180 a second, 16 % writes in RAID 5: of 100 requests 84 cost one operation and 16 four, 148 in all,
    # so that 900 operations carry 608 requests. The form N·i·(r + w/p), which pages on RAID print, says 792.
    assert sustained_iops(5, 180, 0.84, Redundancy.RAID5) == pytest.approx(900 * 100 / 148)


@given(st.integers(50, 20_000), st.integers(50, 500), st.floats(0, 1), st.sampled_from(list(Redundancy)))
def test_the_disks_sustain_the_operations_and_fewer_would_not(host_iops, disk_iops, read_share, redundancy):
    disks = disks_for_iops(host_iops, disk_iops, read_share, redundancy)
    assert sustained_iops(disks, disk_iops, read_share, redundancy) >= host_iops * (1 - 1e-6)
    fewer = disks - (2 if redundancy is Redundancy.RAID10 else 1)
    least = {Redundancy.RAID5: 3, Redundancy.RAID6: 4, Redundancy.RAID10: 4}[redundancy]
    assert fewer < least or sustained_iops(fewer, disk_iops, read_share, redundancy) < host_iops


@given(st.integers(1, 40), st.floats(0, 1), st.sampled_from(list(Redundancy)))
def test_a_request_costs_from_one_operation_to_the_penalty_of_a_write(disks, read_share, redundancy):
    penalty = {Redundancy.RAID5: 4, Redundancy.RAID6: 6, Redundancy.RAID10: 2}[redundancy]
    assert disks * 150 / penalty * (1 - 1e-9) <= sustained_iops(disks, 150, read_share, redundancy) <= disks * 150


def test_volumes_that_are_deleted_in_time_by_hand():
    # 10, 15 and 22.5 a year; two years kept: 15 + 22.5.
    assert retained(10, 0.5, 3, kept_years=2) == pytest.approx(37.5)


@given(st.floats(0.1, 100), st.floats(-0.5, 1), st.integers(1, 10), st.integers(1, 15))
def test_what_is_kept_is_what_gathered_less_what_was_deleted(first, growth, years, kept):
    deleted = accumulated(first, growth, max(0, years - kept))
    assert retained(first, growth, years, kept_years=kept) + deleted == pytest.approx(accumulated(first, growth, years))


def test_snapshots_and_backups_by_hand():
    # 20 TB of which 2 % change in a day: 14 days of snapshots 5.6 TB; 4 full backups and 30 increments 80 + 12 TB,
    # half of it after deduplication.
    assert snapshots_tb(20, 0.02, 14) == pytest.approx(5.6)
    assert backups_tb(20, full_backups=4, increments=30, daily_change=0.02, reduction=2) == pytest.approx(46)


PRODUCTION = Copy(system="baie", medium="disques", site="siège")
ROBOT = Copy(system="robot", medium="bandes", site="siège")
REMOTE = Copy(system="hébergeur", medium="objets", site="Lyon")


@pytest.mark.parametrize(
    ("copies", "missing"),
    [
        ([PRODUCTION, ROBOT, REMOTE], []),
        ([PRODUCTION, REMOTE], [BackupFault.COPIES]),
        # A snapshot dies with its array.
        ([PRODUCTION, PRODUCTION, REMOTE], [BackupFault.COPIES]),
        (
            [Copy(system=name, medium="disques", site="siège") for name in ("a", "b", "c")],
            [BackupFault.MEDIA, BackupFault.SITES],
        ),
        ([], [BackupFault.COPIES, BackupFault.MEDIA, BackupFault.SITES]),
    ],
)
def test_the_rule_of_three_copies_two_media_one_elsewhere(copies, missing):
    assert list(backup_faults(copies)) == missing


@pytest.mark.parametrize(
    "refused",
    [
        lambda: sustained_iops(12, 150, 70, Redundancy.RAID5),
        lambda: disks_for_iops(0, 150, 0.7, Redundancy.RAID5),
        lambda: disks_for_iops(100, float("nan"), 0.7, Redundancy.RAID5),
        lambda: erasure_coded_raw_tb(10, data_parts=0, parity_parts=2),
        lambda: erasure_coded_raw_tb(10, data_parts=2, parity_parts=-1),
    ],
)
def test_shares_and_rates_out_of_range_are_refused(refused):
    with pytest.raises(DomainError, match="attendu"):
        refused()
