"""Queues: published tables, the distributions of SciPy, a discrete-event simulation, and the laws of queues."""

import math
import random

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from autograders.candidate.errors import FaultsError
from autograders.domain.errors import DomainError
from autograders.domain.queueing import (
    WaitingLine,
    concurrent_accesses,
    erlang_b,
    erlang_c,
    offered_load_erlang,
    servers_for_blocking,
    servers_for_load,
    servers_for_wait,
)

loads = st.floats(0.01, 200)
sizes = st.integers(1, 250)


# Loads that so many units carry at a refusal of 1 % and of 2 %, as the usual Erlang B tables print them.
@pytest.mark.parametrize(
    ("units", "at_1_percent", "at_2_percent"),
    [(1, 0.0101, 0.0204), (5, 1.361, 1.657), (10, 4.461, 5.084), (15, 8.108, 9.010), (20, 12.03, 13.18)],
)
def test_the_printed_tables_of_erlang_b(units, at_1_percent, at_2_percent):
    assert erlang_b(at_1_percent, units) == pytest.approx(0.01, rel=5e-3)
    assert erlang_b(at_2_percent, units) == pytest.approx(0.02, rel=5e-3)
    assert servers_for_blocking(0.999 * at_1_percent, 0.01) == units
    assert servers_for_blocking(1.001 * at_1_percent, 0.01) == units + 1


@given(loads, sizes)
def test_erlang_b_is_the_poisson_law_cut_at_the_number_of_units(load, units):
    # B = pmf(c; A)/cdf(c; A), computed by SciPy.
    assert erlang_b(load, units) == pytest.approx(poisson.pmf(units, load) / poisson.cdf(units, load), abs=1e-12)


@given(loads, sizes)
def test_erlang_c_is_the_sum_over_the_states_in_which_all_are_busy(load, units):
    # The law of the number present is Poisson's up to c − 1, then geometric; its terms by SciPy.
    if load >= units:
        assert erlang_c(load, units) == 1.0
        return
    busy = poisson.pmf(units, load) / (1 - load / units)
    assert erlang_c(load, units) == pytest.approx(busy / (busy + poisson.cdf(units - 1, load)), abs=1e-12)


@given(loads, sizes)
def test_more_units_refuse_less_and_a_queue_keeps_more_busy_than_refusals(load, units):
    assert erlang_b(load, units + 1) < erlang_b(load, units) or erlang_b(load, units) < 1e-300
    assert 0 <= erlang_b(load, units) <= erlang_c(load, units) <= 1


@given(loads, st.floats(0.001, 0.5))
def test_the_pool_for_a_refusal_rate_is_the_smallest(load, refused):
    units = servers_for_blocking(load, refused)
    assert erlang_b(load, units) <= refused
    assert erlang_b(load, units - 1) > refused


def test_the_worked_example_of_four_servers():
    # 30 requests an hour, 12 an hour and server: C 0.3199, Wq 1.066 min, L 3.033.
    line = WaitingLine(arrivals_per_h=30, services_per_h=12, servers=4)
    assert line.waiting_probability == pytest.approx(0.3199, abs=5e-5)
    assert 60 * line.mean_wait_h == pytest.approx(1.066, abs=5e-4)
    assert line.mean_in_system == pytest.approx(3.033, abs=5e-4)
    # 30/12 = 2.5 busy servers of 4.
    assert (line.load_erlang, line.utilisation) == (2.5, 0.625)


def test_a_refusal_rate_reached_exactly_is_respected():
    # One erlang on one unit: B = 1/(1 + 1).
    assert servers_for_blocking(1, 0.5) == 1


@given(st.floats(0.1, 100), st.floats(0.05, 0.95))
def test_one_server_waits_as_the_formulas_of_one_server_say(services, utilisation):
    # M/M/1: W = 1/(μ − λ), L = ρ/(1 − ρ), P(wait > t) = ρ·exp(−(μ − λ)·t).
    arrivals = utilisation * services
    line = WaitingLine(arrivals_per_h=arrivals, services_per_h=services, servers=1)
    assert line.mean_response_h == pytest.approx(1 / (services - arrivals))
    assert line.mean_in_system == pytest.approx(utilisation / (1 - utilisation))
    assert line.share_waiting_beyond(0.1) == pytest.approx(utilisation * math.exp(-(services - arrivals) * 0.1))


@given(st.floats(0.1, 50), st.floats(0.5, 20), st.floats(1e-3, 2))
def test_the_servers_for_a_wait_are_the_fewest(arrivals, services, limit_h):
    servers = servers_for_wait(arrivals, services, limit_h)
    assert WaitingLine(arrivals_per_h=arrivals, services_per_h=services, servers=servers).mean_wait_h <= limit_h
    fewer = servers - 1
    assert (
        arrivals / services >= fewer
        or WaitingLine(arrivals_per_h=arrivals, services_per_h=services, servers=fewer).mean_wait_h > limit_h
    )


@given(st.floats(0.1, 50), st.floats(0.5, 20), st.integers(1, 4))
def test_what_waits_and_what_is_served_make_up_the_system(arrivals, services, more):
    line = WaitingLine(arrivals_per_h=arrivals, services_per_h=services, servers=math.floor(arrivals / services) + more)
    assert line.mean_in_system == pytest.approx(line.mean_waiting + line.load_erlang)


def simulated(arrivals_per_h, services_per_h, servers, *, queue, hours, seed):
    """Return, over the requests that come: the share that finds all busy, and the mean wait in hours."""
    rng, environment = random.Random(seed), simpy.Environment()
    pool = simpy.Resource(environment, capacity=servers)
    waits, busy = [], []

    def request():
        busy.append(pool.count == servers)
        if busy[-1] and not queue:
            return
        came = environment.now
        with pool.request() as turn:
            yield turn
            waits.append(environment.now - came)
            yield environment.timeout(rng.expovariate(services_per_h))

    def arrivals():
        while True:
            yield environment.timeout(rng.expovariate(arrivals_per_h))
            environment.process(request())

    environment.process(arrivals())
    environment.run(until=hours)
    return sum(busy) / len(busy), sum(waits) / len(waits)


def interval(values):
    """Return the 99 % interval of the mean of ten independent runs (Student, 9 degrees of freedom)."""
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return mean, 3.25 * spread / math.sqrt(len(values))


def test_a_simulated_queue_waits_as_computed():
    runs = [simulated(30, 12, 4, queue=True, hours=200, seed=seed) for seed in range(10)]
    line = WaitingLine(arrivals_per_h=30, services_per_h=12, servers=4)
    for computed, found in zip((line.waiting_probability, line.mean_wait_h), zip(*runs, strict=True), strict=True):
        mean, half_width = interval(found)
        assert half_width < 0.25 * mean
        assert abs(computed - mean) < half_width


def test_a_simulated_pool_of_licences_refuses_as_computed():
    runs = [simulated(30, 4, 10, queue=False, hours=200, seed=seed) for seed in range(10)]
    mean, half_width = interval([refused for refused, _ in runs])
    assert half_width < 0.25 * mean
    assert abs(erlang_b(offered_load_erlang(30, 0.25), 10) - mean) < half_width


def test_accesses_and_servers_by_hand():
    # 120 · 0.4 + 60 · 0.1 = 54 sessions; 25 a server at 70 % are 17.5: 3.09, hence 4.
    sessions = concurrent_accesses({"études": 120, "partenaires": 60}, {"études": 0.4, "partenaires": 0.1})
    assert sessions == pytest.approx(54)
    assert servers_for_load(sessions, 25) == 4


def test_nothing_asked_needs_nothing_and_all_may_be_asked():
    assert servers_for_load(0, 25, 1.0) == 0
    assert servers_for_blocking(0, 0.01) == 0
    assert concurrent_accesses({"a": 0, "b": 12}, {"a": 1, "b": 0}) == 0


def test_an_exact_fit_needs_no_further_server():
    # 0.7 · 30 = 21 sessions a server, 84 sessions.
    assert servers_for_load(84, 30, 0.7) == 4


def test_all_faulty_groups_are_told_at_once():
    with pytest.raises(FaultsError) as raised:
        concurrent_accesses({"a": -1, "b": 3, "c": float("nan")}, {"a": 0.2, "c": 0.1, "d": 1.5})
    assert [fault.key for fault in raised.value.faults] == ["b", "d", "a", "c", "d"]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: erlang_b(-1, 3),
        lambda: erlang_b(float("nan"), 3),
        lambda: erlang_b(1e9, 3),
        lambda: erlang_c(1, 0),
        lambda: servers_for_blocking(3, 0),
        lambda: servers_for_blocking(3, 1),
        lambda: servers_for_wait(3, 0, 1),
        lambda: servers_for_wait(3, 1e-300, 1),
        lambda: servers_for_wait(3, 1, 0),
        lambda: servers_for_load(3, 0),
        lambda: servers_for_load(-1, 25),
        lambda: servers_for_load(3, 25, 0),
        lambda: servers_for_load(3, 10, 1.2),
        lambda: WaitingLine(arrivals_per_h=24, services_per_h=12, servers=2),
    ],
)
def test_what_has_no_answer_is_refused(refused):
    with pytest.raises(DomainError, match="attendu|ajouter des serveurs"):
        refused()
