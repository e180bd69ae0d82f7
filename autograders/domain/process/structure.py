"""Rules of BPMN 2.0 that the schema cannot tell, and those of a drawing that people read the same way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograders.candidate.process import Node, NodeKind, ProcessDiagram, SequenceFlow

_GATEWAYS = {NodeKind.EXCLUSIVE, NodeKind.PARALLEL}
_INFINITIVES = ("er", "ir", "re")


class ProcessProblem(StrEnum):
    """What is wrong with a part of a diagram."""

    NO_START = "aucun événement de début"
    NO_END = "aucun événement de fin"
    START_ENTERED = "un flux entre dans un début"
    END_LEFT = "un flux sort d’une fin"
    NOT_REACHED = "aucun chemin n’y mène depuis un début"
    NO_WAY_TO_END = "aucun chemin n’en mène à une fin"
    BETWEEN_POOLS = "un flux de séquence passe d’un participant à l’autre"
    WITHIN_POOL = "un message reste chez un même participant"
    NO_LANE = "hors de tout couloir"
    NO_NAME = "sans nom"
    NO_CONDITION = "une sortie de décision sans condition ni défaut"
    SPLIT_AND_JOIN = "une passerelle qui réunit et sépare à la fois"
    IDLE_GATEWAY = "une passerelle qui ne réunit ni ne sépare"


@dataclass(frozen=True, kw_only=True)
class ProcessFault:
    """A part of a diagram that breaks a rule.

    Parameters
    ----------
    problem : ProcessProblem
    element : str
        Id of the pool, node or flow.
    """

    problem: ProcessProblem
    element: str


def structural_faults(diagram: ProcessDiagram) -> list[ProcessFault]:
    """Return the rules that a diagram breaks, pool by pool.

    The rules of BPMN 2.0 (OMG, 2011, chapters 9 and 10) on flows between and within participants, starts and ends;
    those of good modelling that every node lies on a way from a start to an end, gateways either split or join, ways
    out of a decision are labelled or the default one, and what is done has a name and, where there are lanes, a lane.
    A participant without nodes is a black box and breaks no rule.

    Parameters
    ----------
    diagram : ProcessDiagram

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.task("Modéliser", team))
    >>> [(fault.problem.value, fault.element) for fault in structural_faults(process.build())][0]
    ('aucun événement de fin', 'pool_1')
    """
    return [
        *(fault for pool in diagram.pools for fault in _pool_faults(diagram, pool.id, bool(pool.lanes))),
        *_flow_faults(diagram),
    ]


def without_action(diagram: ProcessDiagram) -> tuple[str, ...]:
    """Return the ids of the tasks whose names are not a verb in the infinitive with an object: a remark, not a fault.

    Told by the ending of the first word, which is a rule of thumb.

    Parameters
    ----------
    diagram : ProcessDiagram

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> tasks = [process.task(name, team) for name in ("Contrôler la maquette", "Contrôle", "S’assurer du visa")]
    >>> without_action(process.build()) == (tasks[1],)
    True
    """
    return tuple(node.id for node in diagram.nodes if node.kind is NodeKind.TASK and not _is_action(node.name))


def _is_action(name: str) -> bool:
    words = name.replace("'", "’").casefold().removeprefix("se ").removeprefix("s’").split()
    return len(words) > 1 and words[0].endswith(_INFINITIVES)


def _pool_faults(diagram: ProcessDiagram, pool: str, laned: bool) -> Iterator[ProcessFault]:
    members = [node for node in diagram.nodes if node.pool == pool]
    starts = [node.id for node in members if node.kind is NodeKind.START]
    ends = [node.id for node in members if node.kind is NodeKind.END]
    if members and not starts:
        yield ProcessFault(problem=ProcessProblem.NO_START, element=pool)
    if members and not ends:
        yield ProcessFault(problem=ProcessProblem.NO_END, element=pool)
    reached = _following(starts, {name: [flow.target for flow in flows] for name, flows in diagram.outgoing.items()})
    leading = _following(ends, {name: [flow.source for flow in flows] for name, flows in diagram.incoming.items()})
    for node in members:
        problems = {
            ProcessProblem.START_ENTERED: node.kind is NodeKind.START and diagram.incoming[node.id],
            ProcessProblem.END_LEFT: node.kind is NodeKind.END and diagram.outgoing[node.id],
            ProcessProblem.NOT_REACHED: node.id not in reached,
            ProcessProblem.NO_WAY_TO_END: node.id not in leading,
            ProcessProblem.NO_LANE: laned and not node.lane,
            ProcessProblem.NO_NAME: node.kind not in _GATEWAYS and not node.name,
        } | _gateway_problems(node, len(diagram.incoming[node.id]), diagram.outgoing[node.id])
        yield from (ProcessFault(problem=problem, element=node.id) for problem, holds in problems.items() if holds)


def _gateway_problems(node: Node, entries: int, exits: list[SequenceFlow]) -> dict[ProcessProblem, bool]:
    if node.kind not in _GATEWAYS:
        return {}
    untold = [flow for flow in exits if not (flow.conditional or flow.default or flow.name)]
    return {
        ProcessProblem.NO_CONDITION: node.kind is NodeKind.EXCLUSIVE and len(exits) > 1 and bool(untold),
        ProcessProblem.SPLIT_AND_JOIN: entries > 1 and len(exits) > 1,
        ProcessProblem.IDLE_GATEWAY: entries <= 1 and len(exits) <= 1,
    }


def _flow_faults(diagram: ProcessDiagram) -> Iterator[ProcessFault]:
    owner = {node.id: node.pool for node in diagram.nodes} | {pool.id: pool.id for pool in diagram.pools}
    for flow in diagram.sequence_flows:
        if owner[flow.source] != owner[flow.target]:
            yield ProcessFault(problem=ProcessProblem.BETWEEN_POOLS, element=flow.id)
    for message in diagram.message_flows:
        if owner[message.source] == owner[message.target]:
            yield ProcessFault(problem=ProcessProblem.WITHIN_POOL, element=message.id)


def _following(names: Iterable[str], neighbours: Mapping[str, list[str]]) -> set[str]:
    reached = set(names)
    waiting = list(reached)
    while waiting:
        new = set(neighbours[waiting.pop()]) - reached
        reached |= new
        waiting.extend(new)
    return reached
