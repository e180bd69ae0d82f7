"""Soundness of a process (van der Aalst, 1997): it can always end, ends properly, and does all that it says it may."""

from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from autograders.candidate.process import ProcessDiagram

from .net import StateSpace, beyond_reach, explored, net_of


class SoundnessOutcome(StrEnum):
    """What can be said of a process."""

    SOUND = "correct"
    UNSOUND = "incorrect"
    BEYOND_REACH = "à examiner"


@dataclass(frozen=True, kw_only=True)
class Soundness:
    """What is wrong with the runs of a process.

    Parameters
    ----------
    outcome : SoundnessOutcome
    stuck : tuple of str
        Nodes before which tokens wait for ever (a deadlock), ids.
    endless : tuple of str
        Nodes that run again and again without a way to an end (a livelock), ids.
    crowded : tuple of str
        Nodes that would put a second token where one is (a lack of synchronisation: what follows would be done twice),
        ids.
    dead : tuple of str
        Nodes that no run passes by, ids.
    unread : tuple of str
        Ids of what is beyond the reach of this check.
    """

    outcome: SoundnessOutcome
    stuck: tuple[str, ...] = ()
    endless: tuple[str, ...] = ()
    crowded: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def soundness(diagram: ProcessDiagram, pool: str) -> Soundness:
    """Return whether the process of a pool is sound.

    Option to complete: from every marking that is reached, one is reached in which all tokens have come to an end.
    Proper completion: no place ever holds two tokens, no end is reached twice. For nets of exclusive and parallel
    gateways, which are free-choice, the former is no further demand: a sound one is safe (van der Aalst, 1998). Several
    ends that are each reached once are proper, as BPMN has it: a process ends with its last token. No dead node.
    Of a process with too many markings, those that were reached tell what is wrong, if anything is.

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
    >>> choice, join = process.exclusive("Urgent ?", team), process.parallel("", team)
    >>> end = process.end("Maquette publiée", team)
    >>> process.sequence(process.start("Maquette déposée", team), choice)
    >>> for name in ("Contrôler vite", "Contrôler tout"):
    ...     process.sequence(choice, process.task(name, team), join)
    >>> process.sequence(join, end)
    >>> found = soundness(process.build(), "pool_1")
    >>> found.outcome.value, found.stuck == (join,), found.dead == (join, end)
    ('incorrect', True, True)
    """
    if unread := beyond_reach(diagram, pool):
        return Soundness(outcome=SoundnessOutcome.BEYOND_REACH, unread=unread)
    members = [node.id for node in diagram.nodes if node.pool == pool]
    net = net_of(diagram, pool)
    space = explored(net)
    ended = {marking for marking in space.moves if marking <= net.final}
    # Where a second token would have come, what follows was not explored.
    halted = {marking for marking, moves in space.moves.items() if not moves} - ended - space.crowded.keys()
    stuck = {flow.target for marking in halted for flow in diagram.sequence_flows if flow.id in marking}
    crowded = set(space.crowded.values())
    if not space.complete and not stuck and not crowded:
        return Soundness(outcome=SoundnessOutcome.BEYOND_REACH, unread=(pool,))
    run, endless = set(members), set[str]()
    if space.complete:
        run = {transition.node for moves in space.moves.values() for transition, _ in moves} | crowded
        endless = _endless(space)
    faulty = bool(stuck or endless or crowded or set(members) - run)
    return Soundness(
        outcome=SoundnessOutcome.UNSOUND if faulty else SoundnessOutcome.SOUND,
        stuck=tuple(node for node in members if node in stuck),
        endless=tuple(node for node in members if node in endless),
        crowded=tuple(node for node in members if node in crowded),
        dead=tuple(node for node in members if node not in run),
    )


def _endless(space: StateSpace) -> set[str]:
    """Return the nodes that run among markings which lead to none but each other."""
    graph = nx.DiGraph([(marking, reached) for marking, moves in space.moves.items() for _, reached in moves])
    return {
        transition.node
        for group in nx.attracting_components(graph)
        # Beyond a second token nothing was explored: what happens there is told as crowded.
        if group.isdisjoint(space.crowded)
        for marking in group
        for transition, _ in space.moves[marking]
    }
