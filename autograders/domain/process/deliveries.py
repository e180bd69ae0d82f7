"""Information that is to be handed over before a stage is closed: information delivery milestones (ISO 19650-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from autograders.candidate.process import NodeKind, ProcessDiagram

from .net import StateSpace, beyond_reach, explored, net_of, run_before

_SENDING = {NodeKind.THROW, NodeKind.END}


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """That an information is handed over before a gate is passed.

    Parameters
    ----------
    information : str
        Name of an event or task that hands it over, or of the data object that carries it.
    gate : str
        Name of the node that closes the stage.
    """

    information: str
    gate: str


class DeliveryFault(StrEnum):
    """Why a delivery is not assured."""

    NOT_CARRIED = "aucun événement ni aucune donnée ne porte cette information"
    NO_GATE = "le jalon n’est pas dans le processus, ou n’est jamais atteint"
    BYPASSED = "le jalon peut être franchi sans cette information"
    UNREAD = "à examiner : le processus contient des constructions qui ne sont pas interprétées"


@dataclass(frozen=True, kw_only=True)
class DeliveryProblem:
    """A delivery that is not assured.

    Parameters
    ----------
    delivery : Delivery
    fault : DeliveryFault
    run : tuple of str
        Ids of the nodes of a shortest run that passes the gate without the information; empty for other faults.
    """

    delivery: Delivery
    fault: DeliveryFault
    run: tuple[str, ...] = ()


def named(diagram: ProcessDiagram, name: str) -> tuple[str, ...]:
    """Return the ids of the nodes of a name, whatever its case, spaces and apostrophes.

    Parameters
    ----------
    diagram : ProcessDiagram
    name : str

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> gate = process.milestone("Revue  de fin d’APS", process.pool("Équipe"))
    >>> named(process.build(), "revue de fin d'aps") == (gate,)
    True
    """
    wanted = _same(name)
    return tuple(node.id for node in diagram.nodes if _same(node.name) == wanted)


def carriers(diagram: ProcessDiagram, information: str, pool: str) -> tuple[str, ...]:
    """Return the ids of the nodes of a pool by which an information is there.

    Nodes of its name; nodes that write a data object of its name, or hand it over (an event that reads it); where they
    belong to another participant, the nodes of the pool that they send a message to. A convention of ours.

    Parameters
    ----------
    diagram : ProcessDiagram
    information : str
        A name.
    pool : str
        Id.

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team, owner = process.pool("Équipe"), process.pool("Maîtrise d’ouvrage")
    >>> send, check = process.milestone("Maquette livrée", team), process.task("Contrôler la maquette", owner)
    >>> process.message(send, check)
    >>> carriers(process.build(), "maquette livrée", "pool_2") == (check,)
    True
    """
    wanted = _same(information)
    data = {each.id for each in diagram.data_objects if _same(each.name) == wanted}
    giving = set(named(diagram, information)) | {
        link.node
        for link in diagram.associations
        if link.data in data and (link.written or diagram.by_id[link.node].kind in _SENDING)
    }
    answering = {message.target for message in diagram.message_flows if message.source in giving}
    return tuple(node.id for node in diagram.nodes if node.pool == pool and node.id in giving | answering)


def delivery_faults(diagram: ProcessDiagram, deliveries: Iterable[Delivery]) -> list[DeliveryProblem]:
    """Return the deliveries that a process does not assure: runs of tokens that pass the gate without them.

    Parameters
    ----------
    diagram : ProcessDiagram
    deliveries : iterable of Delivery

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Équipe")
    >>> choice, deliver = process.exclusive("Prêt ?", team), process.milestone("Maquette livrée", team)
    >>> gate = process.milestone("Revue d’APS", team)
    >>> process.sequence(process.start("Début", team), choice, deliver, gate, process.end("Fin", team))
    >>> process.flow(choice, gate, "non")
    >>> [problem] = delivery_faults(process.build(), [Delivery(information="Maquette livrée", gate="Revue d’APS")])
    >>> problem.fault.value, len(problem.run)
    ('le jalon peut être franchi sans cette information', 3)
    """
    spaces: dict[str, StateSpace] = {}
    found = (_problem(diagram, delivery, spaces) for delivery in deliveries)
    return [problem for problem in found if problem is not None]


def _problem(diagram: ProcessDiagram, delivery: Delivery, spaces: dict[str, StateSpace]) -> DeliveryProblem | None:
    gates = named(diagram, delivery.gate)
    if not gates:
        return DeliveryProblem(delivery=delivery, fault=DeliveryFault.NO_GATE)
    for gate in gates:
        pool = diagram.by_id[gate].pool
        by = carriers(diagram, delivery.information, pool)
        if not by:
            return DeliveryProblem(delivery=delivery, fault=DeliveryFault.NOT_CARRIED)
        if pool not in spaces and not beyond_reach(diagram, pool):
            spaces[pool] = explored(net_of(diagram, pool))
        if pool not in spaces or not spaces[pool].complete:
            return DeliveryProblem(delivery=delivery, fault=DeliveryFault.UNREAD)
        # What hands the information over and closes the stage at once hands it over in time.
        if gate in by:
            continue
        if run_before(spaces[pool], gate, ()) is None:
            return DeliveryProblem(delivery=delivery, fault=DeliveryFault.NO_GATE)
        if (run := run_before(spaces[pool], gate, by)) is not None:
            return DeliveryProblem(delivery=delivery, fault=DeliveryFault.BYPASSED, run=run)
    return None


def _same(name: str) -> str:
    return " ".join(name.casefold().replace("'", "’").split())
