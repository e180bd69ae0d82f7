"""Levels of interoperability: cases argued by hand, all routes tried one by one, the laws of an ordinal scale."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.errors import DomainError
from autograders.domain.interoperability import (
    GATES,
    LEVEL_NAMES,
    Exchange,
    Level,
    assess,
    best_routes,
    chain_level,
    shares_by_level,
)

FLAWLESS = {requirement.key: 1.0 for requirement in GATES}
SYSTEMS = "ABCDE"


def exchange(code, ends, level):
    return Exchange(code=code, source=ends[0], target=ends[1], level=Level(level))


evidences = st.fixed_dictionaries({key: st.sampled_from([0.0, 0.5, 0.94, 0.95, 1.0]) for key in FLAWLESS})
pairs = [one + other for one in SYSTEMS for other in SYSTEMS if one != other]
exchanges = st.lists(st.tuples(st.sampled_from(pairs), st.integers(0, 4)), min_size=1, max_size=12).map(
    lambda drawn: [exchange(f"E{rank}", ends, level) for rank, (ends, level) in enumerate(drawn)]
)


def test_there_are_five_levels_each_with_its_name_and_gate():
    # Tolk and Muguira, 2003: system specific, documented, aligned static, aligned dynamic, harmonised.
    assert [level.value for level in Level] == [0, 1, 2, 3, 4]
    assert set(LEVEL_NAMES) == set(Level)
    assert {requirement.level for requirement in GATES} == set(Level) - {0}


@pytest.mark.parametrize(
    ("shown", "level"),
    [
        ({}, 4),
        # All works, and nobody wrote down how.
        ({"interface_documented": 0.0}, 0),
        # One test file in a hundred is refused.
        ({"read": 0.99}, 0),
        # An interface described in a machine's language, with fields of private meaning.
        ({"properties": 0.2, "classification": 0.0}, 1),
        ({"typed": 0.95, "identifiers": 0.95, "properties": 0.95, "conceptual_model": 0.0}, 3),
        ({"typed": 0.949}, 1),
        # All data survive, but deletions do not arrive.
        ({"deletions": 0.0}, 2),
        # The highest gate is of no use where the third does not hold.
        ({"versions": 0.9}, 2),
        ({"no_contradiction": 0.0}, 3),
    ],
)
def test_cases_argued_by_hand(shown, level):
    found = assess({**FLAWLESS, **shown})
    assert found.level == level
    assert {each.requirement.key: each.found for each in found.shortfalls}.items() <= shown.items()
    assert bool(found.blocking) == (level < 4)


@given(evidences, st.sampled_from(sorted(FLAWLESS)))
def test_better_evidence_never_lowers_a_level(evidence, key):
    assert assess({**evidence, key: 1.0}).level >= assess(evidence).level


@given(evidences)
def test_a_level_holds_with_all_gates_below_it_and_fails_at_the_next(evidence):
    found = assess(evidence)
    met = {level: all(evidence[r.key] >= r.least for r in GATES if r.level == level) for level in range(1, 5)}
    assert all(met[level] for level in range(1, found.level + 1))
    assert found.level == 4 or not met[found.level + 1]


def test_no_level_is_reached_for_which_nothing_is_required():
    lower = [requirement for requirement in GATES if requirement.level <= 2]
    assert assess({requirement.key: 1.0 for requirement in lower}, lower).level == 2


def test_all_faults_of_an_evidence_are_told_at_once():
    evidence = {key: value for key, value in FLAWLESS.items() if key != "read"} | {"typed": 1.05, "proxy": 0.1}
    with pytest.raises(FaultsError) as raised:
        assess(evidence)
    assert [fault.key for fault in raised.value.faults] == ["read", "proxy", "typed"]


def test_a_chain_is_worth_its_lowest_exchange():
    held = [exchange("E1", "AB", 4), exchange("E2", "BC", 1), exchange("E3", "CD", 3), exchange("E4", "BC", 2)]
    # The better of the two exchanges from B to C, level 2.
    assert chain_level(held, "ABCD") == 2
    assert chain_level(held, "AB") == 4


@given(exchanges)
def test_the_best_routes_are_those_of_all_routes_tried(held):
    levels = {}
    for size in range(len(SYSTEMS) - 1):
        for between in permutations("BCD", size):
            route = ("A", *between, "E")
            steps = [[each.level for each in held if (each.source, each.target) == pair] for pair in pairwise(route)]
            if all(steps):
                levels[route] = min(max(step) for step in steps)
    if not levels:
        with pytest.raises(DomainError, match="aucune suite"):
            best_routes(held, "A", "E")
        return
    level, routes = best_routes(held, "A", "E")
    assert level == max(levels.values())
    assert set(routes) == {route for route, found in levels.items() if found == level}
    assert all(chain_level(held, route) == level for route in routes)


def test_exchanges_have_a_direction():
    with pytest.raises(DomainError, match="les sens"):
        best_routes([exchange("E1", "BA", 3)], "A", "B")


def test_an_exchange_without_volume_counts_for_nothing():
    held = [exchange("E1", "AB", 3), exchange("E2", "BC", 1), exchange("E3", "CD", 3)]
    shares = shares_by_level(held, {"E1": 20, "E2": 0, "E3": 5})
    assert {level: share for level, share in shares.items() if share} == {3: 1}


@given(exchanges, st.data())
def test_shares_sum_to_one_and_stay_when_levels_are_renumbered(held, data):
    volumes = {each.code: data.draw(st.integers(1, 100)) for each in held}
    shares = shares_by_level(held, volumes)
    assert list(shares) == list(Level)
    assert sum(shares.values()) == pytest.approx(1)
    # An ordinal scale: any renumbering that keeps the order moves the shares along, as no mean would.
    reversed_levels = [exchange(each.code, each.source + each.target, 4 - each.level) for each in held]
    assert list(shares_by_level(reversed_levels, volumes).values()) == list(reversed(shares.values()))


@pytest.mark.parametrize(
    "refused",
    [
        lambda: chain_level([exchange("E1", "AB", 3)], "A"),
        lambda: chain_level([exchange("E1", "AB", 3)], "ABC"),
        lambda: best_routes([exchange("E1", "AB", 3)], "A", "A"),
        lambda: shares_by_level([exchange("E1", "AB", 3)], {}),
        lambda: shares_by_level([exchange("E1", "AB", 3)], {"E1": -1}),
        lambda: shares_by_level([exchange("E1", "AB", 3)], {"E1": 0}),
    ],
)
def test_what_has_no_answer_is_refused(refused):
    with pytest.raises(DomainError, match="attendu|donner"):
        refused()
