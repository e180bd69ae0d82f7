"""Stakeholders: textbook apportionments and tests, the laws of quotas, matrices and plans judged by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from autograders.domain.errors import DomainError
from autograders.domain.stakeholders import (
    Action,
    Attitude,
    ChangeFault,
    RaciFault,
    RaciRules,
    Resistance,
    attitude,
    change_problems,
    quotas,
    raci_problems,
    representativity,
    total_variation,
)


# The Alabama paradox as textbooks of apportionment print it: states of 6, 6 and 2 with 10 and 11 seats.
@pytest.mark.parametrize(("seats", "apportioned"), [(10, [4, 4, 2]), (11, [5, 5, 1])])
def test_largest_remainders_show_the_alabama_paradox(seats, apportioned):
    # 10·6/14 = 4.286 twice and 1.429; 11·6/14 = 4.714 twice and 1.571.
    assert list(quotas({"A": 6, "B": 6, "C": 2}, seats, minimum=0).values()) == apportioned


def test_a_minimum_in_each_stratum_is_taken_from_the_others():
    # In proportion 8.5, 1, 0.4 and 0.1 of 10: two strata get the minimum, the rest is 8·85/95 = 7.16 and 0.84.
    assert quotas({"a": 850, "b": 100, "c": 40, "d": 10}, 10) == {"a": 7, "b": 1, "c": 1, "d": 1}
    # A stratum of one cannot give two.
    assert quotas({"a": 50, "b": 1}, 10, minimum=2) == {"a": 9, "b": 1}


STRATA = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60), min_size=1)


@settings(max_examples=50)
@given(STRATA, st.data(), st.integers(0, 3))
def test_quotas_add_up_and_stay_within_the_strata(strata, data, minimum):
    least = {name: min(minimum, members) for name, members in strata.items()}
    size = data.draw(st.integers(sum(least.values()), sum(strata.values())))
    found = quotas(strata, size, minimum=minimum)
    assert sum(found.values()) == size
    assert all(least[name] <= found[name] <= strata[name] for name in strata)


@settings(max_examples=50)
@given(STRATA, st.data())
def test_without_a_minimum_every_quota_is_within_one_of_its_share_and_in_the_order_of_sizes(strata, data):
    total = sum(strata.values())
    size = data.draw(st.integers(0, total))
    found = quotas(strata, size, minimum=0)
    assert all(abs(found[name] - size * strata[name] / total) < 1 for name in strata)
    assert all(found[one] >= found[other] for one in strata for other in strata if strata[one] > strata[other])


@settings(max_examples=50)
@given(STRATA)
def test_a_census_is_representative(strata):
    found = representativity(quotas(strata, sum(strata.values())), strata)
    assert (found.total_variation, found.chi_square, found.missing) == (0, 0, ())
    assert found.p_value == 1


@settings(max_examples=50)
@given(STRATA, STRATA)
def test_total_variation_is_a_distance(one, other):
    assert 0 <= total_variation(one, other) == total_variation(other, one) <= 1
    assert total_variation(one, {name: 3 * count for name, count in one.items()}) == 0


def test_total_variation_of_strangers_is_one():
    assert total_variation({"a": 3}, {"b": 7}) == 1


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 200)), min_size=2, max_size=6))
def test_chi_square_is_that_of_an_independent_library(counts):
    if not sum(met for met, _ in counts):
        return
    sample = {str(rank): met for rank, (met, _) in enumerate(counts)}
    register = {str(rank): members for rank, (_, members) in enumerate(counts)}
    scale = sum(sample.values()) / sum(register.values())
    theirs = chisquare(list(sample.values()), [members * scale for members in register.values()])
    found = representativity(sample, register)
    assert found.chi_square == pytest.approx(theirs.statistic)
    assert found.p_value == pytest.approx(theirs.pvalue)


# A textbook's die, thrown 60 times: 5, 8, 9, 8, 10 and 20; chi-square 13.4 with 5 degrees of freedom, p = 0.0199.
def test_the_loaded_die_of_textbooks():
    found = representativity(dict(zip("123456", [5, 8, 9, 8, 10, 20], strict=True)), dict.fromkeys("123456", 1))
    assert found.chi_square == pytest.approx(13.4)
    assert found.degrees_of_freedom == 5
    assert found.p_value == pytest.approx(0.0199, abs=1e-4)
    assert found.reliable


def test_a_small_sample_is_not_judged_by_chi_square():
    # 12 met of whom 12·6/60 = 1.2 would be neighbours.
    found = representativity({"entreprises": 12}, {"entreprises": 54, "riverains": 6})
    assert not found.reliable
    assert found.missing == ("riverains",)
    assert found.total_variation == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("power", "interest", "expected"),
    [
        (3, 3, Attitude.MANAGE_CLOSELY),
        (3, 2.9, Attitude.KEEP_SATISFIED),
        (2.9, 3, Attitude.KEEP_INFORMED),
        (1, 1, Attitude.MONITOR),
    ],
)
def test_a_score_at_the_threshold_is_high(power, interest, expected):
    assert attitude(power, interest) is expected


RULES = RaciRules(
    activities=("rédiger", "publier"),
    roles=("MOA", "BIM manager", "projeteur"),
    authority={"MOA": 3, "BIM manager": 2},
    needed_authority={"publier": 3},
)
SOUND = {
    ("rédiger", "BIM manager"): "A/R",
    ("rédiger", "projeteur"): "C",
    ("publier", "MOA"): "a",
    ("publier", "BIM manager"): "R",
    ("publier", "projeteur"): "I",
}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, []),
        ({("publier", "MOA"): ""}, [(RaciFault.NO_ACCOUNTABLE, "publier", ""), (RaciFault.IDLE_ROLE, "", "MOA")]),
        ({("rédiger", "MOA"): "A"}, [(RaciFault.SEVERAL_ACCOUNTABLE, "rédiger", "")]),
        ({("publier", "BIM manager"): "C"}, [(RaciFault.NO_RESPONSIBLE, "publier", "")]),
        (
            {("publier", "MOA"): "I", ("publier", "BIM manager"): "AR"},
            [(RaciFault.NO_AUTHORITY, "publier", "BIM manager")],
        ),
        ({("rédiger", "BIM manager"): "ARI"}, [(RaciFault.TOLD_WHAT_IT_DOES, "rédiger", "BIM manager")]),
        ({("rédiger", "projeteur"): "X"}, [(RaciFault.UNKNOWN_LETTER, "rédiger", "projeteur")]),
        (
            {("chanter", "BIM manager"): "R", ("rédiger", "pape"): "I"},
            [(RaciFault.UNKNOWN_ACTIVITY, "chanter", "BIM manager"), (RaciFault.UNKNOWN_ROLE, "rédiger", "pape")],
        ),
    ],
)
def test_matrices_judged_by_hand(changes, problems):
    found = raci_problems({**SOUND, **changes}, RULES)
    assert [(problem.fault, problem.activity, problem.role) for problem in found] == problems


def test_an_empty_matrix_lacks_everything():
    found = [problem.fault for problem in raci_problems({}, RULES)]
    assert found == [RaciFault.NO_ACCOUNTABLE, RaciFault.NO_RESPONSIBLE] * 2 + [RaciFault.IDLE_ROLE] * 3


RESISTANCES = [Resistance(code="F1", group="projeteurs"), Resistance(code="F2", group="entreprises")]


def action(code, resistances, groups=("projeteurs", "entreprises"), node="former"):
    return Action(code=code, resistances=resistances, groups=groups, node=node)


@pytest.mark.parametrize(
    ("actions", "problems"),
    [
        ([action("A1", ("F1", "F2"))], []),
        ([action("A1", ("F1",)), action("A2", ("F2",), groups=("entreprises",))], []),
        ([action("A1", ("F1",))], [("F2", ChangeFault.NOT_MET)]),
        # Training the firms does not reach the draughtsmen whom F1 holds back.
        ([action("A1", ("F1", "F2"), groups=("entreprises",))], [("F1", ChangeFault.NOT_REACHED)]),
        ([action("A1", ("F1", "F2", "F9"))], [("A1", ChangeFault.UNKNOWN_RESISTANCE)]),
        ([action("A1", ("F1", "F2")), action("A2", ())], [("A2", ChangeFault.WITHOUT_RESISTANCE)]),
        ([action("A1", ("F1", "F2"), node="ailleurs")], [("A1", ChangeFault.OUTSIDE_PROCESS)]),
    ],
)
def test_plans_of_action_judged_by_hand(actions, problems):
    found = change_problems(RESISTANCES, actions, {"former", "publier"})
    assert [(problem.code, problem.fault) for problem in found] == problems


@pytest.mark.parametrize(
    "refused",
    [
        lambda: quotas({}, 0),
        lambda: quotas({"a": 0}, 0),
        lambda: quotas({"a": 5, "b": 5}, 1),
        lambda: quotas({"a": 5}, 6),
        lambda: total_variation({}, {"a": 1}),
        lambda: total_variation({"a": 1}, {"a": 2, "b": -1}),
        lambda: representativity({"x": 1}, {"a": 1}),
        lambda: attitude(6, 1),
        lambda: attitude(1, float("nan")),
        lambda: attitude(1, 1, threshold=9),
    ],
)
def test_figures_out_of_range_are_refused(refused):
    with pytest.raises(DomainError, match="attendu|reprendre"):
        refused()
