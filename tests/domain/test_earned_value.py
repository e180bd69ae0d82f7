"""Earned value: printed examples, hand calculations, and the identities between the three sums."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograders.domain.earned_value import (
    Alert,
    Entry,
    Forecast,
    Measure,
    alert,
    by_package,
    by_period,
    earned_schedule,
    estimate_at_completion_eur,
    estimate_to_complete_eur,
    estimated_duration,
    to_complete_performance_index,
    total,
    worst_first,
)
from autograders.domain.errors import DomainError

AT_BUDGET, AT_COST_INDEX, AT_BOTH_INDICES = Forecast


def measure(planned, earned, actual):
    return Measure(planned_eur=planned, earned_eur=earned, actual_eur=actual)


# Half of a project of 100 000 is done; 55 000 were planned and 45 000 spent: an example of a lecture (University of
# Texas at Dallas, on Lipke's introduction to earned schedule).
def test_the_lecture_s_example():
    half = measure(55_000, 50_000, 45_000)
    assert (half.schedule_variance_eur, half.cost_variance_eur) == (-5_000, 5_000)
    assert round(half.schedule_performance_index, 2) == 0.91
    assert round(half.cost_performance_index, 2) == 1.11
    assert estimate_at_completion_eur(half, 100_000, AT_COST_INDEX) == pytest.approx(90_000)


def test_all_figures_of_one_project_by_hand():
    # 220/260, 220/250; 260 + 280; 500·260/220; 260 + 280·260·250/220²; 280/240.
    given_measure = measure(250, 220, 260)
    assert given_measure.cost_performance_index == pytest.approx(11 / 13)
    assert given_measure.schedule_performance_index == pytest.approx(22 / 25)
    forecasts = [estimate_at_completion_eur(given_measure, 500, forecast) for forecast in Forecast]
    assert forecasts == pytest.approx([540, 6500 / 11, 260 + 280 * 260 * 250 / 220**2])
    assert to_complete_performance_index(given_measure, 500) == pytest.approx(7 / 6)


AMOUNTS = st.integers(1, 10**6)


@settings(max_examples=50)
@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_is_spent_beyond_the_plan_is_more_work_or_dearer_work(planned, earned, actual):
    held = measure(planned, earned, actual)
    assert held.spending_gap_eur == held.schedule_variance_eur - held.cost_variance_eur


@settings(max_examples=50)
@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_identities_of_forecasts(planned, earned, actual, further):
    held, budget = measure(planned, earned, actual), earned + further
    cost_index = Fraction(earned, actual)
    schedule_index = Fraction(earned, planned)
    left = {forecast: estimate_to_complete_eur(held, budget, forecast) for forecast in Forecast}
    # What is left at budget, divided by the pace that is supposed.
    assert left[AT_BUDGET] == pytest.approx(further)
    assert left[AT_COST_INDEX] == pytest.approx(float(further / cost_index), rel=1e-6, abs=1e-6)
    assert left[AT_BOTH_INDICES] == pytest.approx(float(further / cost_index / schedule_index), rel=1e-6, abs=1e-6)


@settings(max_examples=50)
@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_rest_done_at_the_index_to_complete_ends_at_the_target(planned, earned, actual, further):
    held, budget = measure(planned, earned, actual), earned + further
    estimate = estimate_at_completion_eur(held, budget, AT_COST_INDEX)
    assume(estimate - actual > 1e-3)
    # To end where the pace so far leads, the pace so far is enough.
    assert to_complete_performance_index(held, budget, estimate) == pytest.approx(earned / actual, rel=1e-4)


def test_earned_schedule_as_its_author_draws_it():
    # Lipke's figure: at the end of July (7 months) all of May is earned and a part of June: ES = 5 + part. Here the
    # plan earns 40 in June, of which 10 are done.
    plan = [10, 30, 60, 100, 150, 190, 220, 240, 255, 265, 270]
    months = earned_schedule(plan, 160)
    assert months == pytest.approx(5.25)
    # Planned 11 months: at this pace 11·7/5.25.
    assert estimated_duration(11, 7, months) == pytest.approx(44 / 3)


INCREMENTS = st.lists(st.integers(1, 1000), min_size=1, max_size=10)


@settings(max_examples=50)
@given(INCREMENTS, st.floats(0, 1))
def test_the_plan_at_the_earned_time_is_what_is_earned(increments, share):
    plan = [sum(increments[: rank + 1]) for rank in range(len(increments))]
    earned = share * plan[-1]
    time = earned_schedule(plan, earned)
    whole = min(int(time), len(plan) - 1)
    curve = [0, *plan]
    assert curve[whole] + (time - whole) * (curve[whole + 1] - curve[whole]) == pytest.approx(earned, abs=1e-6)


@settings(max_examples=50)
@given(INCREMENTS, st.floats(0, 1), st.floats(0, 1))
def test_who_earns_more_is_not_earlier_in_the_plan(increments, one, other):
    plan = [sum(increments[: rank + 1]) for rank in range(len(increments))]
    less, more = sorted(earned_schedule(plan, share * plan[-1]) for share in (one, other))
    assert less == earned_schedule(plan, min(one, other) * plan[-1])
    assert 0 <= less <= more <= len(plan)


def test_all_is_earned_where_the_plan_first_reaches_its_budget_and_pauses_are_earned_with_what_precedes_them():
    assert earned_schedule([100, 200, 200], 200) == earned_schedule([100, 200, 200], 500) == 2
    assert earned_schedule([100, 100, 200], 100) == 2
    assert earned_schedule([100, 200], 0) == 0
    assert earned_schedule([0, 100], 0) == 1


def entry(package, period, *amounts):
    return Entry(package=package, period=period, measure=measure(*amounts))


ENTRIES = [
    entry("fondations", 1, 100, 100, 90),
    entry("fondations", 2, 50, 20, 80),
    entry("réseaux", 1, 40, 40, 40),
    entry("réseaux", 2, 60, 30, 35),
]


def test_a_deviation_is_located_by_package_and_by_period():
    packages, periods = by_package(ENTRIES), by_period(ENTRIES)
    assert {name: each.cost_variance_eur for name, each in packages.items()} == {"fondations": -50, "réseaux": -5}
    assert {name: each.cost_variance_eur for name, each in periods.items()} == {1: 10, 2: -65}
    assert by_package(ENTRIES, until=1)["fondations"] == measure(100, 100, 90)
    assert worst_first(packages) == ["fondations", "réseaux"]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4), AMOUNTS, AMOUNTS, AMOUNTS), min_size=1))
def test_packages_and_periods_add_up_to_the_same_whole(rows):
    entries = [entry(*row) for row in rows]
    whole = total(each.measure for each in entries)
    assert total(by_package(entries).values()) == total(by_period(entries).values()) == whole
    assert whole.cost_variance_eur == math.fsum(each.cost_variance_eur for each in by_package(entries).values())


def test_alerts_by_hand():
    thresholds = {"watch_below": 1.0, "act_below": 0.85}
    # A threshold that is met is respected.
    assert [alert(index, **thresholds) for index in (1.0, 0.99, 0.85, 0.849)] == [
        Alert.NONE,
        Alert.WATCH,
        Alert.WATCH,
        Alert.ACT,
    ]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: measure(1, 1, 0).cost_performance_index,
        lambda: measure(0, 1, 1).schedule_performance_index,
        lambda: estimate_at_completion_eur(measure(1, 0, 1), 10, AT_COST_INDEX),
        lambda: to_complete_performance_index(measure(5, 4, 10), 10),
        lambda: earned_schedule([2, 1], 1),
        lambda: earned_schedule([], 1),
        lambda: earned_schedule([0, 0], 0),
        lambda: earned_schedule([1, 2], -1),
        lambda: earned_schedule([1, float("nan")], 1),
        lambda: estimated_duration(10, 2, 0),
        lambda: alert(0.9, watch_below=0.8, act_below=0.9),
        lambda: alert(float("nan")),
    ],
)
def test_figures_that_say_nothing_are_refused(refused):
    with pytest.raises(DomainError, match="attendu"):
        refused()
