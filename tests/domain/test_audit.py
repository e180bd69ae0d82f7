"""Audits: textbook tables of agreement, all permutations of a coding, logs and processes argued by hand."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.audit import (
    CONTAINER_WORKFLOW,
    Claim,
    Coded,
    Container,
    ContainerFault,
    ContainerRules,
    ContainerState,
    Finding,
    Lever,
    Passage,
    Statement,
    cohen_kappa,
    container_faults,
    contradictions,
    kappa_by_code,
    lever_faults,
    lever_priorities,
    reported_flows,
    retrieval,
    retrieval_by_code,
    steering_workflow,
    treated_weight,
)
from autograders.domain.bom import dead_ends, unreachable_states
from autograders.domain.decision import best_selections
from autograders.domain.errors import DomainError
from autograders.domain.ifc import naming_rule


def coders(table):
    """Return the codes of two coders from how often each pair of codes comes."""
    pairs = [pair for pair, times in table.items() for _ in range(times)]
    return [one for one, _ in pairs], [other for _, other in pairs]


# Two readers who say yes or no: the tables that textbooks of inter-rater agreement print with these figures.
@pytest.mark.parametrize(
    ("table", "kappa"),
    [((20, 5, 10, 15), 0.4000), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)],
)
def test_the_printed_tables_of_cohen_s_kappa(table, kappa):
    pairs = [("oui", "oui"), ("oui", "non"), ("non", "oui"), ("non", "non")]
    assert cohen_kappa(*coders(dict(zip(pairs, table, strict=True)))) == pytest.approx(kappa, abs=5e-5)


def test_kappa_of_three_codes_by_hand():
    # 10 units, 6 agreed; first a 5, b 3, c 2; second a 4, b 4, c 2: chance (20 + 12 + 4)/100; (0.6 − 0.36)/0.64.
    first, second = "aaaaabbbcc", "aaabcbbacb"
    assert sum(one == other for one, other in zip(first, second, strict=True)) == 6
    assert cohen_kappa(first, second) == pytest.approx(0.24 / 0.64)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("abc")), min_size=2, max_size=6))
def test_chance_is_the_mean_agreement_of_all_orders_of_a_coding(pairs):
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    orders = [list(zip(first, order, strict=True)) for order in permutations(second)]
    agreed = sum(one == other for order in orders for one, other in order)
    chance = Fraction(agreed, len(orders) * len(pairs))
    if chance == 1:
        with pytest.raises(DomainError, match="pas défini"):
            cohen_kappa(first, second)
        return
    observed = Fraction(sum(one == other for one, other in pairs), len(pairs))
    assert cohen_kappa(first, second) == pytest.approx(float((observed - chance) / (1 - chance)))


@given(st.lists(st.sampled_from("abc"), min_size=2).filter(lambda codes: len(set(codes)) > 1))
def test_coders_who_agree_everywhere_have_a_kappa_of_one(codes):
    assert cohen_kappa(codes, codes) == pytest.approx(1)


coded = st.sets(st.tuples(st.sampled_from(["T1", "T2", "T3"]), st.sampled_from("ab")).map(lambda each: Coded(*each)))


@given(coded, coded)
def test_retrieval_changes_sides_with_the_sets(reference, found):
    there, back = retrieval(reference, found), retrieval(found, reference)
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.f1 == back.f1
    if there.precision + there.recall:
        assert there.f1 == pytest.approx(2 * there.precision * there.recall / (there.precision + there.recall))


@given(coded, coded)
def test_what_is_retrieved_is_the_sum_over_the_codes(reference, found):
    whole, parts = retrieval(reference, found), retrieval_by_code(reference, found).values()
    for name in ("agreed", "missing", "added"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)


def test_retrieval_by_hand():
    # 3 of 4 found, 2 more that are none: precision 3/5, recall 3/4, F1 6/9.
    agreement = retrieval(set("abcd"), set("bcdef"))
    assert (agreement.precision, agreement.recall) == (0.6, 0.75)
    assert agreement.f1 == pytest.approx(2 / 3)


def test_nothing_is_retrieved_from_nothing():
    agreement = retrieval(set(), set())
    assert (agreement.precision, agreement.recall, agreement.f1) == (1, 1, 1)
    assert retrieval({"a"}, set()).recall == retrieval(set(), {"a"}).precision == 0


def test_a_code_of_one_coder_alone_agrees_as_by_chance():
    # Observed 3/4; expected (0·1 + 4·3)/16 = 3/4.
    assert kappa_by_code(set(), {Coded("T1", "outils")}, ["T1", "T2", "T3", "T4"]) == {"outils": 0}


def test_kappa_by_code_counts_units_without_a_code():
    # Four turns; outils: both say T1, the reference alone T2: 3/4 agreed, chance (2·1 + 2·3)/16 = 1/2, κ = 1/2.
    # droits is everywhere in both, so that nothing is told of chance.
    units = ["T1", "T2", "T3", "T4"]
    everywhere = {Coded(unit, "droits") for unit in units}
    reference = {Coded("T1", "outils"), Coded("T2", "outils"), *everywhere}
    assert kappa_by_code(reference, {Coded("T1", "outils"), *everywhere}, units) == {"outils": pytest.approx(0.5)}


@pytest.mark.parametrize(
    "refused",
    [
        lambda: cohen_kappa(["a"], ["a", "b"]),
        lambda: cohen_kappa([], []),
        lambda: cohen_kappa(["a", "a"], ["a", "a"]),
        lambda: kappa_by_code({Coded("T9", "outils")}, set(), ["T1"]),
    ],
)
def test_codings_that_cannot_be_compared_are_refused(refused):
    with pytest.raises(DomainError, match="attendu|reprendre"):
        refused()


def said(interview, flow):
    return Statement(interview=interview, source=flow[0], target=flow[1])


def test_a_passage_is_told_by_those_who_report_it():
    statements = [said("E1", "MC"), said("E2", "MC"), said("E2", "MC"), said("E3", "CM")]
    assert reported_flows(statements) == {("M", "C"): {"E1", "E2"}, ("C", "M"): {"E3"}}


def test_contradictions_are_subjects_of_which_several_values_are_told():
    told = [
        ("E1", "contrôle", "fait"),
        ("E2", "contrôle", "sauté"),
        ("E3", "contrôle", "fait"),
        # E4 contradicts itself, E5 and E6 agree.
        ("E4", "visa", "avant la publication"),
        ("E4", "visa", "après la publication"),
        ("E5", "archivage", "fait"),
        ("E6", "archivage", "fait"),
    ]
    claims = [Claim(interview=interview, subject=subject, value=value) for interview, subject, value in told]
    assert contradictions(claims) == {
        "contrôle": {"fait": {"E1", "E3"}, "sauté": {"E2"}},
        "visa": {"avant la publication": {"E4"}, "après la publication": {"E4"}},
    }


def test_a_process_holds_what_enough_interviews_report():
    statements = [
        said("E1", "MC"),
        said("E2", "MC"),
        said("E1", "CD"),
        said("E2", "CD"),
        said("E3", "CA"),
        said("E3", "XC"),
    ]
    agreed = steering_workflow(statements, "M", least_interviews=2)
    assert agreed.states == {"M", "C", "D"}
    whole = steering_workflow(statements, "M")
    assert whole.permits("C", "A") and not whole.permits("A", "C")
    assert unreachable_states(whole) == {"X"}
    # A loop without a way out.
    assert dead_ends(steering_workflow([*statements, said("E3", "AZ"), said("E3", "ZA")], "M")) == {"A", "Z"}


WORK, SHARED, PUBLISHED, ARCHIVED = ContainerState
ACTS = {SHARED: "vérification", PUBLISHED: "autorisation", ARCHIVED: "acceptation"}
RULES = ContainerRules(
    naming=naming_rule("P[0-9]{3}-(M3|PL)-[0-9]{4}"),
    acts=ACTS,
    revisions={SHARED: naming_rule("P[0-9]{2}"), PUBLISHED: naming_rule("C[0-9]{2}")},
)


def passages(*states, person="H. Estève"):
    return tuple(
        Passage(source=source, target=target, act=ACTS.get(target, "retour"), person=person)
        for source, target in pairwise(states)
    )


SOUND = Container(
    name="P214-M3-0001",
    author="C. Doumas",
    state=PUBLISHED,
    revision="C01",
    passages=passages(WORK, SHARED, WORK, SHARED, PUBLISHED),
)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({"passages": (), "state": WORK, "revision": "P01.03"}, []),
        ({"name": "P214_M3_0001"}, [ContainerFault.NAME]),
        ({"name": "P214-M3-0001-final"}, [ContainerFault.NAME]),
        ({"passages": passages(WORK, PUBLISHED)}, [ContainerFault.MOVE]),
        # Published information does not go back to work: another revision is made.
        ({"passages": passages(WORK, SHARED, PUBLISHED, WORK, SHARED, PUBLISHED)}, [ContainerFault.MOVE]),
        # The log lost a passage.
        (
            {"passages": passages(WORK, SHARED) + passages(PUBLISHED, ARCHIVED), "state": ARCHIVED},
            [ContainerFault.MOVE],
        ),
        ({"revision": "P02"}, [ContainerFault.REVISION]),
        ({"state": ARCHIVED}, [ContainerFault.STATE]),
        ({"state": SHARED}, [ContainerFault.REVISION, ContainerFault.STATE]),
        ({"author": "H. Estève"}, [ContainerFault.OWN_CHECK]),
        # The author may hand over what another one checked.
        (
            {"passages": passages(WORK, SHARED) + passages(SHARED, PUBLISHED, person="C. Doumas")},
            [],
        ),
        (
            {"passages": tuple(replace(each, act="vérification") for each in passages(WORK, SHARED, PUBLISHED))},
            [ContainerFault.ACT],
        ),
    ],
)
def test_containers_judged_by_hand(changes, faults):
    assert list(container_faults(replace(SOUND, **changes), RULES)) == faults


def test_every_state_can_be_reached_and_left_for_the_archive():
    assert CONTAINER_WORKFLOW.states == set(ContainerState)
    assert unreachable_states(CONTAINER_WORKFLOW) == dead_ends(CONTAINER_WORKFLOW) == frozenset()


FINDINGS = [Finding(code="C1", severity=4, frequency=3), Finding(code="C2", severity=2, frequency=1)]
LEVERS = [Lever(code="L1", findings=("C1", "C2"), effort=20), Lever(code="L2", findings=("C1",), effort=10)]


def test_levers_by_hand():
    # C1 weighs 12, C2 2: L1 mends 14 for 20, 0.7; L2 12 for 10, 1.2.
    found = lever_priorities(LEVERS, FINDINGS)
    assert [(each.lever, each.weight, each.rank) for each in found] == [("L2", 12, 1), ("L1", 14, 2)]
    assert [each.ratio for each in found] == pytest.approx([1.2, 0.7])


def test_what_was_not_found_weighs_nothing():
    findings = [*FINDINGS, Finding(code="C3", severity=3, frequency=0)]
    found = lever_priorities([*LEVERS, Lever(code="L3", findings=("C3",), effort=1)], findings)
    assert [(each.lever, each.weight) for each in found] == [("L2", 12), ("L1", 14), ("L3", 0)]


def test_levers_that_treat_the_same_finding_are_not_bought_twice():
    # 30 days pay for L1 and L2, whose findings weigh 14 together as L1's alone; L1 and L3 mend 15 in the same time.
    findings = [*FINDINGS, Finding(code="C3", severity=1, frequency=1)]
    levers = {each.code: each for each in [*LEVERS, Lever(code="L3", findings=("C3",), effort=10)]}
    weights = {finding.code: finding.weight for finding in findings}
    best = best_selections(
        {code: lever.effort for code, lever in levers.items()},
        30,
        lambda chosen: treated_weight([levers[code] for code in chosen], weights),
    )
    assert [(set(each.options), each.worth) for each in best] == [({"L1", "L3"}, 15)]


@given(st.permutations(range(5)), st.integers(2, 9))
def test_priorities_do_not_depend_on_the_order_nor_on_the_scale(order, scale):
    findings = [Finding(code=f"C{rank}", severity=1 + rank % 4, frequency=1 + rank % 3) for rank in range(5)]
    levers = [Lever(code=f"L{rank}", findings=(f"C{rank}",), effort=3 + 2 * rank) for rank in range(5)]
    ranks = {each.lever: each.rank for each in lever_priorities(levers, findings)}
    scaled = [replace(levers[rank], effort=levers[rank].effort * scale) for rank in order]
    assert {each.lever: each.rank for each in lever_priorities(scaled, findings)} == ranks


def test_all_faults_of_levers_are_told_at_once():
    levers = [
        Lever(code="L1", findings=("C9",), effort=1),
        Lever(code="L1", findings=(), effort=0),
        Lever(code="C1", findings=("C1",), effort=float("nan")),
    ]
    findings = [Finding(code="C1", severity=-1, frequency=-2)]
    # Doubled L1 and C1, the signs of C1, L1's unknown finding, L1 without any and its effort, C1's effort.
    assert [fault.key for fault in lever_faults(levers, findings)] == ["L1", "C1", "C1", "L1", "L1", "L1", "C1"]
    with pytest.raises(FaultsError, match="constat"):
        lever_priorities(levers, findings)
