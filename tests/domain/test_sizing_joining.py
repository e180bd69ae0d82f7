"""Needs year by year of a project that companies join and leave, by hand and by the laws of what gathers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.errors import DomainError
from autograders.domain.sizing import Company, Hosting, accumulated, yearly_needs

CIVIL = Company(name="génie civil", joins_year=1, leaves_year=3, yearly_tb=10, growth=0.5, accounts=40, concurrency=0.5)
FITTING = Company(name="équipements", joins_year=2, yearly_tb=4, accounts=60, concurrency=0.25)
HOSTING = Hosting(sessions_per_server=10, target_load=0.5, spare_servers=1)


def test_needs_by_hand():
    needs = yearly_needs([CIVIL, FITTING], 4, HOSTING)
    # Civil works 10 and 15, then gone; fitting 4 a year from the second one on.
    assert [each.produced_tb for each in needs] == [10, 19, 4, 4]
    assert [each.stored_tb for each in needs] == [10, 29, 33, 37]
    assert [each.accounts for each in needs] == [40, 100, 60, 60]
    # 20, 20 + 15, 15; of servers for five sessions each, one of them spare.
    assert [each.concurrent for each in needs] == [20, 35, 15, 15]
    assert [each.servers for each in needs] == [5, 8, 4, 4]


def test_what_is_deleted_in_time_is_no_longer_stored():
    needs = yearly_needs([CIVIL, FITTING], 4, replace(HOSTING, kept_years=2))
    # Two years kept: 10; 10 + 19; 15 + 4 + 4; 4 + 4.
    assert [each.stored_tb for each in needs] == [10, 29, 23, 8]


@given(st.floats(0.1, 50), st.floats(-0.5, 1), st.integers(1, 8))
def test_a_company_that_is_there_from_the_start_stores_what_gathers(yearly, growth, years):
    company = replace(CIVIL, leaves_year=None, yearly_tb=yearly, growth=growth)
    assert yearly_needs([company], years, HOSTING)[-1].stored_tb == pytest.approx(accumulated(yearly, growth, years))


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 6))
def test_what_is_stored_is_what_was_stored_and_what_is_produced(joins, stays, years):
    company = replace(CIVIL, joins_year=joins, leaves_year=joins + stays)
    needs = yearly_needs([company, FITTING], years, HOSTING)
    stored = 0.0
    for each in needs:
        stored += each.produced_tb
        assert each.stored_tb == pytest.approx(stored)


@given(st.integers(0, 4))
def test_who_joins_later_needs_the_same_later(delay):
    later = replace(CIVIL, joins_year=1 + delay, leaves_year=3 + delay)
    now, then = yearly_needs([CIVIL], 3, HOSTING), yearly_needs([later], 3 + delay, HOSTING)[delay:]
    assert [replace(each, year=0) for each in now] == [replace(each, year=0) for each in then]


def test_all_faults_are_told_at_once():
    flawed = [CIVIL, replace(CIVIL, joins_year=0), replace(FITTING, leaves_year=2), replace(CIVIL, name="c", growth=-1)]
    with pytest.raises(FaultsError) as raised:
        yearly_needs(flawed, 3, HOSTING)
    assert [fault.key for fault in raised.value.faults] == ["génie civil", "génie civil", "équipements", "c"]


def test_servers_without_capacity_are_refused():
    with pytest.raises(DomainError, match="attendus"):
        yearly_needs([CIVIL], 1, Hosting(sessions_per_server=0))
