"""What a process diagram holds: the part of BPMN 2.0 (OMG, 2011; ISO/IEC 19510:2013) that steering processes need."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..errors import AtelierError


class ProcessError(AtelierError):
    """A diagram cannot be built, or a text is no BPMN 2.0 file that can be read."""


class NodeKind(StrEnum):
    """What a node of the flow is, by the name of its element where there is one for it."""

    START = "startEvent"
    END = "endEvent"
    CATCH = "intermediateCatchEvent"
    THROW = "intermediateThrowEvent"
    TASK = "task"
    EXCLUSIVE = "exclusiveGateway"
    PARALLEL = "parallelGateway"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A row of a pool: who does what stands in it.

    Parameters
    ----------
    id, name : str
    """

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A participant and its process; one without nodes is a black box.

    Parameters
    ----------
    id, name : str
    lanes : tuple of Lane
    """

    id: str
    name: str
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Node:
    """An event, a task or a gateway.

    Parameters
    ----------
    id, name : str
    kind : NodeKind
    pool : str
        Id of the pool whose process it belongs to.
    lane : str
        Id of its lane; empty where it stands in none.
    construct : str
        Name of the element where the kind is ``OTHER``, or of what else goes beyond the kind, such as a timer or a
        loop; empty for what is fully understood.
    """

    id: str
    name: str
    kind: NodeKind
    pool: str
    lane: str = ""
    construct: str = ""


@dataclass(frozen=True, kw_only=True)
class SequenceFlow:
    """The order of two nodes of one process.

    Parameters
    ----------
    id : str
    source, target : str
        Ids of nodes.
    name : str
        Such as the answer under which a decision takes it.
    conditional : bool
        Whether it has a condition.
    default : bool
        Whether its source takes it when no condition holds.
    """

    id: str
    source: str
    target: str
    name: str = ""
    conditional: bool = False
    default: bool = False


@dataclass(frozen=True, kw_only=True)
class MessageFlow:
    """What goes from one participant to another.

    Parameters
    ----------
    id : str
    source, target : str
        Ids of nodes or pools.
    name : str
    """

    id: str
    source: str
    target: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class DataObject:
    """Information that a process writes and reads, such as an information container.

    Parameters
    ----------
    id, name : str
    pool : str
        Id of the pool in which it stands.
    """

    id: str
    name: str
    pool: str


@dataclass(frozen=True, kw_only=True)
class Association:
    """That a node reads or writes a data object.

    Parameters
    ----------
    id : str
    node, data : str
        Ids.
    written : bool
        Whether the node writes it; else it reads it.
    """

    id: str
    node: str
    data: str
    written: bool


@dataclass(frozen=True, kw_only=True)
class ProcessDiagram:
    """A collaboration of one or several processes.

    Parameters
    ----------
    name : str
    pools : tuple of Pool
    nodes : tuple of Node
    sequence_flows : tuple of SequenceFlow
    message_flows : tuple of MessageFlow
    data_objects : tuple of DataObject
    associations : tuple of Association
    """

    name: str
    pools: tuple[Pool, ...] = ()
    nodes: tuple[Node, ...] = ()
    sequence_flows: tuple[SequenceFlow, ...] = ()
    message_flows: tuple[MessageFlow, ...] = ()
    data_objects: tuple[DataObject, ...] = ()
    associations: tuple[Association, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def outgoing(self) -> dict[str, list[SequenceFlow]]:
        """Sequence flows by the id of the node that they leave; every node has an entry."""
        found: dict[str, list[SequenceFlow]] = {node.id: [] for node in self.nodes}
        for flow in self.sequence_flows:
            found[flow.source].append(flow)
        return found

    @cached_property
    def incoming(self) -> dict[str, list[SequenceFlow]]:
        """Sequence flows by the id of the node that they enter; every node has an entry."""
        found: dict[str, list[SequenceFlow]] = {node.id: [] for node in self.nodes}
        for flow in self.sequence_flows:
            found[flow.target].append(flow)
        return found
