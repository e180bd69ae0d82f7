"""Sizing: published and hand-calculated figures, and the laws that any sizing keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.errors import DomainError
from autograders.domain.sizing import (
    Redundancy,
    accumulated,
    campaign_bytes,
    disks_needed,
    processing_hours,
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


def test_an_exact_fit_needs_no_further_disk():
    # 0.8 · 3 · 10 TB.
    assert disks_needed(24.0, 10, Redundancy.RAID6) == 5


@given(st.floats(0.1, 100), st.integers(1, 10))
def test_without_growth_years_only_add(first, years):
    assert accumulated(first, 0.0, years) == pytest.approx(first * years)


@pytest.mark.parametrize("arguments", [(0, 4, 0.8), (10, 0, 0.8), (10, 4, 0), (10, 4, 1.2)])
def test_what_cannot_be_sized_is_refused(arguments):
    stored_tb, disk_tb, fill = arguments
    with pytest.raises(DomainError, match="volumes positifs"):
        disks_needed(stored_tb, disk_tb, Redundancy.RAID6, maximum_fill=fill)
