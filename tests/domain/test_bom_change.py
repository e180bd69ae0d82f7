"""Changes: how they are identified, how far they are felt, and the way that each must go."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.bom import (
    CHANGE_WORKFLOW,
    Article,
    ChangeState,
    Identification,
    Move,
    MoveFault,
    Workflow,
    change_impact,
    dead_ends,
    identification,
    illegal_moves,
    structure_from_columns,
    unreachable_states,
    where_used,
)
from autograders.domain.errors import DomainError

NUMBERS = "ABCDEF"
LINES = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=12)


def structure_of(lines):
    return structure_from_columns(
        [Article(number=number) for number in NUMBERS],
        parents=[line[0] for line in lines],
        children=[line[1] for line in lines],
        quantities=[1] * len(lines),
    )


@pytest.mark.parametrize("kept", list(itertools.product([False, True], repeat=3)))
def test_a_revision_keeps_form_fit_and_function(kept):
    form, fit, function = kept
    expected = Identification.NEW_REVISION if sum(kept) == 3 else Identification.NEW_NUMBER
    assert identification(form_kept=form, fit_kept=fit, function_kept=function) is expected


# A holds B and C, B and C hold D, F holds E, E holds D.
USES = [("A", "B"), ("A", "C"), ("B", "D"), ("C", "D"), ("F", "E"), ("E", "D")]


@pytest.mark.parametrize(
    ("interchangeable", "numbers", "revisions"),
    [
        ({"D"}, "", "D"),
        ({"B", "C", "E"}, "D", "BCE"),
        ({"B", "E"}, "ACD", "BE"),
        ({"A", "F"}, "BCDE", "AF"),
        (set(), "ABCDEF", ""),
    ],
    ids=["stops at once", "stops above", "one way stays open", "stops at the top", "never stops"],
)
def test_the_impact_by_hand(interchangeable, numbers, revisions):
    impact = change_impact(structure_of(USES), ["D"], interchangeable)
    assert (impact.new_numbers, impact.new_revisions) == (tuple(numbers), tuple(revisions))


def test_what_does_not_contain_the_change_is_left_alone():
    impact = change_impact(structure_of(USES), ["B"], set())
    assert (impact.new_numbers, impact.new_revisions) == (("A", "B"), ())


@given(LINES, st.sets(st.sampled_from(NUMBERS), min_size=1), st.sets(st.sampled_from(NUMBERS)))
def test_an_article_is_felt_in_if_a_way_up_to_it_meets_nothing_interchangeable_before(lines, changed, interchangeable):
    graph = nx.MultiDiGraph(lines)
    graph.add_nodes_from(NUMBERS)
    open_ways = graph.edge_subgraph([edge for edge in graph.edges(keys=True) if edge[1] not in interchangeable])
    felt = changed.union(*(nx.ancestors(open_ways, number) for number in changed if number in open_ways))
    impact = change_impact(structure_of(lines), changed, interchangeable)
    assert set(impact.new_numbers) == felt - interchangeable
    assert set(impact.new_revisions) == felt & interchangeable


@given(LINES, st.sampled_from(NUMBERS))
def test_where_nothing_is_interchangeable_all_that_contains_it_is_felt_in(lines, changed):
    structure = structure_of(lines)
    impact = change_impact(structure, [changed], ())
    assert {*impact.new_numbers} == {changed, *where_used(structure, changed).all_levels}


def test_an_unknown_article_is_refused():
    with pytest.raises(DomainError, match="absent"):
        change_impact(structure_of(USES), ["Z"], ())


STRAIGHT = [
    *(ChangeState.DRAFTED, ChangeState.SUBMITTED, ChangeState.ANALYSED, ChangeState.APPROVED, ChangeState.ORDERED),
    *(ChangeState.IMPLEMENTED, ChangeState.VERIFIED, ChangeState.RELEASED, ChangeState.CLOSED),
]


def way(*states, change="M1"):
    return [Move(change=change, source=source, target=target) for source, target in itertools.pairwise(states)]


def test_the_straight_way_and_detours_are_legal():
    sent_back = way(*STRAIGHT[:2], *STRAIGHT[:6], ChangeState.ORDERED, *STRAIGHT[5:])
    assert illegal_moves(way(*STRAIGHT)) == illegal_moves(sent_back) == []
    assert illegal_moves(way(*STRAIGHT[:3], ChangeState.REJECTED)) == []


@pytest.mark.parametrize("left_out", STRAIGHT[1:-1], ids=str)
def test_no_state_of_the_straight_way_can_be_left_out(left_out):
    found = illegal_moves(way(*(state for state in STRAIGHT if state is not left_out)))
    assert [(each.entry, each.fault) for each in found] == [(STRAIGHT.index(left_out) - 1, MoveFault.FORBIDDEN)]


def test_nothing_follows_the_end():
    for end in (ChangeState.REJECTED, ChangeState.CLOSED, ChangeState.CANCELLED):
        assert not any(CHANGE_WORKFLOW.permits(end, state) for state in ChangeState)


def test_each_kind_of_fault_by_hand():
    log = [
        Move(change="M1", source=ChangeState.DRAFTED, target=ChangeState.SUBMITTED),
        # M2 starts in the middle.
        Move(change="M2", source=ChangeState.SUBMITTED, target=ChangeState.ANALYSED),
        # M1 jumps to the order, and goes on from there.
        Move(change="M1", source=ChangeState.SUBMITTED, target=ChangeState.ORDERED),
        Move(change="M1", source=ChangeState.ORDERED, target=ChangeState.IMPLEMENTED),
        # An unknown state leaves M2 where it was.
        Move(change="M2", source=ChangeState.ANALYSED, target="en attente"),
        Move(change="M2", source=ChangeState.ANALYSED, target=ChangeState.APPROVED),
    ]
    assert [(each.entry, each.reached, each.fault) for each in illegal_moves(log)] == [
        (1, ChangeState.DRAFTED, MoveFault.DISCONTINUOUS),
        (2, ChangeState.SUBMITTED, MoveFault.FORBIDDEN),
        (4, ChangeState.ANALYSED, MoveFault.UNKNOWN_STATE),
    ]


@given(st.data())
def test_a_walk_along_the_moves_is_legal_and_one_move_off_them_is_found(data):
    states = [CHANGE_WORKFLOW.initial]
    for _ in range(data.draw(st.integers(1, 8))):
        if not (following := CHANGE_WORKFLOW.moves.get(states[-1])):
            break
        states.append(data.draw(st.sampled_from(following)))
    assert illegal_moves(way(*states)) == []
    off = data.draw(st.sampled_from([s for s in ChangeState if not CHANGE_WORKFLOW.permits(states[-1], s)]))
    assert [each.entry for each in illegal_moves(way(*states, off))] == [len(states) - 1]


@given(st.data())
def test_changes_do_not_disturb_each_other(data):
    steps = st.lists(st.sampled_from(list(ChangeState)), min_size=2, max_size=6)
    logs = [way(*data.draw(steps), change=change) for change in ("M1", "M2")]
    mixed = [*logs[0], *logs[1]]
    order = data.draw(st.permutations([0] * len(logs[0]) + [1] * len(logs[1])))
    ways = [iter(log) for log in logs]
    interleaved = [next(ways[which]) for which in order]
    faults = [sorted((each.move.change, each.fault) for each in illegal_moves(log)) for log in (mixed, interleaved)]
    assert faults[0] == faults[1]


def test_the_workflow_leads_to_an_end_from_all_its_states_and_reaches_them_all():
    assert unreachable_states(CHANGE_WORKFLOW) == dead_ends(CHANGE_WORKFLOW) == frozenset()
    assert CHANGE_WORKFLOW.states == frozenset(ChangeState)


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcde"), max_size=3)))
def test_unreachable_states_and_dead_ends_are_what_paths_tell(moves):
    workflow = Workflow(initial="a", moves=moves)
    graph = nx.DiGraph([(source, target) for source, targets in moves.items() for target in targets])
    graph.add_nodes_from(workflow.states)
    final = [state for state in graph if graph.out_degree(state) == 0]
    assert unreachable_states(workflow) == {state for state in graph if not nx.has_path(graph, "a", state)}
    assert dead_ends(workflow) == {state for state in graph if not any(nx.has_path(graph, state, end) for end in final)}
