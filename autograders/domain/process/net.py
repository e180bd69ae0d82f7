"""The process of a pool as a Petri net, and the markings that its tokens reach.

Translation after Dijkman, Dumas and Ouyang (2008): a place for each sequence flow; a transition for each way in which a
node passes tokens on. Convention of ours: messages are left aside, so that each pool is judged as if it were answered.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from autograders.candidate.process import NodeKind, ProcessDiagram

MAXIMUM_MARKINGS = 10_000
MAXIMUM_MOVES = 100_000
_INITIAL = "start"

# The places that hold a token.
Marking: TypeAlias = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A way in which a node passes tokens on.

    Parameters
    ----------
    node : str
        Its id.
    consumed, produced : frozenset of str
        Places: ids of sequence flows, the place of all starts, one for each end.
    """

    node: str
    consumed: frozenset[str]
    produced: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Net:
    """A net in which every place holds a token or none.

    Parameters
    ----------
    initial : frozenset of str
        Places that hold a token at first.
    final : frozenset of str
        Places in which tokens have come to an end.
    transitions : tuple of Transition
    """

    initial: frozenset[str]
    final: frozenset[str]
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, kw_only=True)
class StateSpace:
    """What a net reaches.

    Parameters
    ----------
    moves : dict of tuples of Transition and marking, by marking
        The initial one first.
    crowded : dict of str by marking
        Markings in which a transition would put a second token on a place, with its node; not explored beyond it.
    complete : bool
        Whether all that can be reached was, within the bound.
    """

    moves: dict[Marking, tuple[tuple[Transition, Marking], ...]]
    crowded: dict[Marking, str]
    complete: bool


def beyond_reach(diagram: ProcessDiagram, pool: str) -> tuple[str, ...]:
    """Return the ids of what a pool holds that no net of ours stands for: it is judged by a person, not as wrong.

    Constructs that the reader names without understanding them, and conditions on flows that leave anything else than
    an exclusive gateway (an implicit inclusive choice).

    Parameters
    ----------
    diagram : ProcessDiagram
    pool : str
        Id.

    Examples
    --------
    >>> from autograders.candidate.process import Node, Pool
    >>> pool = Pool(id="P", name="Équipe")
    >>> timed = Node(id="N", name="", kind=NodeKind.OTHER, pool="P", construct="boundaryEvent")
    >>> beyond_reach(ProcessDiagram(name="", pools=(pool,), nodes=(timed,)), "P")
    ('N',)
    """
    nodes = [node for node in diagram.nodes if node.pool == pool]
    return tuple(
        [node.id for node in nodes if node.construct]
        + [
            flow.id
            for node in nodes
            if node.kind is not NodeKind.EXCLUSIVE
            for flow in diagram.outgoing[node.id]
            if flow.conditional
        ]
    )


def net_of(diagram: ProcessDiagram, pool: str) -> Net:
    """Return the net of a pool.

    A start event takes the one initial token, so that of several starts one occurs. A task, an event or an exclusive
    gateway is run by a token on any of its ways in; a parallel gateway waits for all. A task or an event sends a token
    on all of its ways out, as a parallel gateway does; an exclusive one on one of them. Where nothing leads out, the
    token ends, in a place of the node's own.

    Parameters
    ----------
    diagram : ProcessDiagram
    pool : str
        Id.

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.end("Fin", team))
    >>> [(sorted(each.consumed), sorted(each.produced)) for each in net_of(process.build(), "pool_1").transitions]
    [(['start'], ['flow_1']), (['flow_1'], ['end of node_2'])]
    """
    transitions: list[Transition] = []
    final: set[str] = set()
    for node in diagram.nodes:
        if node.pool != pool:
            continue
        entries = [flow.id for flow in diagram.incoming[node.id]]
        exits = [flow.id for flow in diagram.outgoing[node.id]]
        if not exits:
            exits = [f"end of {node.id}"]
            final.update(exits)
        if node.kind is NodeKind.START:
            entries.append(_INITIAL)
        waits = node.kind is NodeKind.PARALLEL and bool(entries)
        taken = [frozenset(entries)] if waits else [frozenset([entry]) for entry in entries]
        given = [frozenset([way]) for way in exits] if node.kind is NodeKind.EXCLUSIVE else [frozenset(exits)]
        transitions += [
            Transition(node=node.id, consumed=consumed, produced=produced)
            for consumed, produced in product(taken, given)
        ]
    return Net(initial=frozenset([_INITIAL]), final=frozenset(final), transitions=tuple(transitions))


def explored(net: Net) -> StateSpace:
    """Return the markings that a net reaches, the nearest first: 10 000 of them, or 100 000 moves, at most.

    Parameters
    ----------
    net : Net

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.end("Fin", team))
    >>> [sorted(marking) for marking in explored(net_of(process.build(), "pool_1")).moves]
    [['start'], ['flow_1'], ['end of node_2']]
    """
    takers: dict[str, list[Transition]] = {}
    for transition in net.transitions:
        for place in transition.consumed:
            takers.setdefault(place, []).append(transition)
    moves: dict[Marking, tuple[tuple[Transition, Marking], ...]] = {}
    crowded: dict[Marking, str] = {}
    # Each marking is kept once, however many moves lead to it.
    waiting, seen, steps_left = deque([net.initial]), {net.initial: net.initial}, MAXIMUM_MOVES
    while waiting and len(seen) <= MAXIMUM_MARKINGS and steps_left > 0:
        marking = waiting.popleft()
        steps: list[tuple[Transition, Marking]] = []
        candidates = dict.fromkeys(each for place in sorted(marking) for each in takers.get(place, ()))
        for transition in candidates:
            if not transition.consumed <= marking:
                continue
            rest = marking - transition.consumed
            if rest & transition.produced:
                crowded.setdefault(marking, transition.node)
                continue
            reached = rest | transition.produced
            if reached not in seen:
                seen[reached] = reached
                waiting.append(reached)
            steps.append((transition, seen[reached]))
        moves[marking] = tuple(steps)
        steps_left -= len(candidates)
    return StateSpace(moves=moves, crowded=crowded, complete=not waiting)


def run_before(space: StateSpace, gate: str, avoided: Collection[str]) -> tuple[str, ...] | None:
    """Return a shortest run to a node that passes by none of some others: ids of nodes, the gate last.

    Unlike dominators of the diagram (Lengauer and Tarjan, 1979), the runs of tokens know that a parallel join waits for
    all of its branches.

    Parameters
    ----------
    space : StateSpace
    gate : str
        Id of a node.
    avoided : collection of str
        Ids of nodes.

    Returns
    -------
    tuple of str or None
        None where every run to the gate passes by one of them.

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> nodes = process.start("Début", team), process.task("Livrer", team), process.end("Fin", team)
    >>> process.sequence(*nodes)
    >>> space = explored(net_of(process.build(), "pool_1"))
    >>> run_before(space, nodes[2], [nodes[1]]), run_before(space, nodes[2], [])
    (None, ('node_1', 'node_2', 'node_3'))
    """
    initial = next(iter(space.moves))
    runs: dict[Marking, tuple[str, ...]] = {initial: ()}
    waiting = deque([initial])
    while waiting:
        marking = waiting.popleft()
        for transition, reached in space.moves.get(marking, ()):
            if transition.node == gate:
                return (*runs[marking], gate)
            if transition.node not in avoided and reached not in runs:
                runs[reached] = (*runs[marking], transition.node)
                waiting.append(reached)
    return None
