"""Energy, emissions, costs, availability and licences: figures by hand, closed forms, laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.availability import downtime_h_per_year, in_parallel, in_series
from autograders.domain.cost import present_value_eur, total_cost_eur
from autograders.domain.energy import embodied_kgco2e, energy_kwh, use_kgco2e
from autograders.domain.errors import DomainError
from autograders.domain.licences import LicenceTerms, UserGroup, cheapest_licence_plans, licence_plan
from autograders.domain.queueing import erlang_b

shares = st.lists(st.floats(0, 1), min_size=1, max_size=6)


def test_the_worked_example_of_four_servers_over_a_year():
    # 4 · 450 W · 1.5 · 8 760 h = 23 652 kWh; at 21.7 and at 52 g; 4 · 1 300 kg over 5 years, 1 040 kg a year.
    energy = energy_kwh(4 * 450, pue=1.5)
    assert energy == pytest.approx(23_652)
    assert use_kgco2e(energy, 21.7) == pytest.approx(513.2, abs=0.05)
    assert use_kgco2e(energy, 52) == pytest.approx(1229.9, abs=0.05)
    assert use_kgco2e(energy, 52) + embodied_kgco2e(4 * 1300, 5) == pytest.approx(2269.9, abs=0.05)


def test_the_worked_example_of_a_total_cost():
    # 80 k€, then 12 k€ at the end of each of five years, at 4 %.
    assert total_cost_eur(80_000, 12_000, years=5, discount_rate=0.04) == pytest.approx(133_420, abs=5)
    assert total_cost_eur(80_000, 12_000, years=5) == pytest.approx(140_000)


# Present value of 1 a year at the end of each of n years, as annuity tables print it.
@pytest.mark.parametrize(
    ("rate", "years", "factor"), [(0.04, 5, 4.4518), (0.05, 10, 7.7217), (0.10, 3, 2.4869), (0.08, 20, 9.8181)]
)
def test_the_printed_tables_of_annuities(rate, years, factor):
    assert total_cost_eur(0, 1, years=years, discount_rate=rate) == pytest.approx(factor, abs=5e-5)


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.integers(0, 20), st.floats(0.001, 0.3))
def test_a_total_cost_is_the_purchase_and_an_annuity(purchase, yearly, years, rate):
    # The annuity in closed form: (1 − (1 + i)⁻ⁿ)/i.
    annuity = (1 - (1 + rate) ** -years) / rate
    assert total_cost_eur(purchase, yearly, years=years, discount_rate=rate) == pytest.approx(
        purchase + yearly * annuity
    )


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8), st.floats(0, 0.5))
def test_a_year_s_delay_divides_by_the_rate(payments, rate):
    assert present_value_eur([0, *payments], rate) == pytest.approx(present_value_eur(payments, rate) / (1 + rate))


def test_the_worked_example_of_availability():
    assert in_series([0.99, 0.995, 0.999]) == pytest.approx(0.984065, abs=5e-7)
    assert in_series([in_parallel([0.99, 0.99]), 0.999]) == pytest.approx(0.9989001, abs=5e-8)
    # 99.9 % of 8 760 h.
    assert downtime_h_per_year(0.999) == pytest.approx(8.76)


@given(shares)
def test_a_chain_is_no_better_than_its_weakest_part_and_redundancy_no_worse_than_its_best(availabilities):
    assert in_series(availabilities) <= min(availabilities)
    assert in_parallel(availabilities) >= max(availabilities) - 1e-12
    # De Morgan: redundant parts fail as a chain of failures works.
    assert 1 - in_parallel(availabilities) == pytest.approx(in_series(1 - each for each in availabilities))


def test_licences_by_hand():
    # 6 erlangs at 1 %: the usual Erlang B table gives 5.88 for 12 licences and 6.61 for 13, hence 13 floating ones.
    groups = [
        UserGroup(name="études", users=20, load_erlang=14),
        UserGroup(name="chantier", users=60, load_erlang=6),
    ]
    terms = LicenceTerms(named_eur=900, floating_eur=1800, maximum_blocking=0.01)
    plan = licence_plan(groups, ["études"], terms)
    assert (plan.floating, plan.cost_eur) == (13, 20 * 900 + 13 * 1800)
    all_named = licence_plan(groups, ["études", "chantier"], terms)
    assert (all_named.floating, all_named.cost_eur) == (0, 80 * 900)


@given(
    st.lists(st.tuples(st.integers(1, 60), st.floats(0.05, 0.9)), min_size=1, max_size=4),
    st.integers(100, 1000),
    st.integers(100, 4000),
    st.floats(0.005, 0.1),
)
def test_no_plan_is_cheaper_than_the_cheapest_and_its_pool_refuses_little_enough(users, named, floating, refused):
    groups = [
        UserGroup(name=f"g{rank}", users=count, load_erlang=count * share) for rank, (count, share) in enumerate(users)
    ]
    terms = LicenceTerms(named_eur=named, floating_eur=floating, maximum_blocking=refused)
    best = cheapest_licence_plans(groups, terms)[0]
    for others in ([], [group.name for group in groups], [groups[0].name]):
        assert best.cost_eur <= licence_plan(groups, others, terms).cost_eur
    pooled = sum(group.load_erlang for group in groups if group.name not in best.named_groups)
    assert pooled == 0 or erlang_b(pooled, best.floating) <= refused


@pytest.mark.parametrize(
    "refused",
    [
        lambda: energy_kwh(450, pue=0.9),
        lambda: energy_kwh(450, pue=math.nan),
        lambda: embodied_kgco2e(1300, 0),
        lambda: embodied_kgco2e(1300, 4, years=5),
        lambda: present_value_eur([1, 2], -1),
        lambda: licence_plan([], ["x"], LicenceTerms(named_eur=1, floating_eur=1, maximum_blocking=0.1)),
        lambda: cheapest_licence_plans(
            [UserGroup(name=str(rank), users=1, load_erlang=1) for rank in range(21)],
            LicenceTerms(named_eur=1, floating_eur=1, maximum_blocking=0.1),
        ),
    ],
)
def test_figures_out_of_range_are_refused(refused):
    with pytest.raises(DomainError, match="attendu|donner"):
        refused()
