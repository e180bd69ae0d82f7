"""A process diagram in words: what a drawing shows, for those who do not see it, step by step."""

from collections import deque

from .diagram import Node, NodeKind, ProcessDiagram

_KINDS = {
    NodeKind.START: "Début",
    NodeKind.END: "Fin",
    NodeKind.CATCH: "Attente",
    NodeKind.THROW: "Événement",
    NodeKind.TASK: "Tâche",
    NodeKind.EXCLUSIVE: "Passerelle exclusive",
    NodeKind.PARALLEL: "Passerelle parallèle",
    NodeKind.OTHER: "Autre construction",
}


def process_steps(diagram: ProcessDiagram) -> tuple[str, ...]:
    """Return a sentence for each node, starts first and then in the order of the flow, in French.

    Parameters
    ----------
    diagram : ProcessDiagram

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement", lanes=["BIM manager"])
    >>> process.sequence(process.start("Dépôt", "BIM manager"), process.end("Visa", "BIM manager"))
    >>> for step in process_steps(process.build()):
    ...     print(step)
    1. Début « Dépôt » (Groupement, BIM manager) ; ensuite : 2.
    2. Fin « Visa » (Groupement, BIM manager).
    """
    ordered = _in_order(diagram)
    ranks = {node.id: rank for rank, node in enumerate(ordered, start=1)}
    return tuple(f"{ranks[node.id]}. {_told(diagram, node, ranks)}" for node in ordered)


def _told(diagram: ProcessDiagram, node: Node, ranks: dict[str, int]) -> str:
    places = {pool.id: pool.name for pool in diagram.pools}
    places |= {lane.id: lane.name for pool in diagram.pools for lane in pool.lanes}
    place = ", ".join(places[each] or "sans nom" for each in (node.pool, node.lane) if each in places)
    parts = [f"{_KINDS[node.kind]} « {node.name or 'sans nom'} » ({place})"]
    ways = [
        f"{ranks[flow.target]}{_condition(flow.name, default=flow.default)}"
        for flow in diagram.outgoing[node.id]
        if flow.target in ranks
    ]
    data = {each.id: each.name or "sans nom" for each in diagram.data_objects}
    links = [link for link in diagram.associations if link.node == node.id]
    names = {name: str(rank) for name, rank in ranks.items()} | {pool.id: pool.name for pool in diagram.pools}
    others = {
        "ensuite": ways,
        "lit": [data[link.data] for link in links if not link.written],
        "écrit": [data[link.data] for link in links if link.written],
        "message à": [names[message.target] for message in diagram.message_flows if message.source == node.id],
    }
    parts += [f"{words} : {', '.join(found)}" for words, found in others.items() if found]
    return f"{' ; '.join(parts)}."


def _condition(name: str, *, default: bool) -> str:
    words = [*([f"« {name} »"] if name else []), *(["par défaut"] if default else [])]
    return f" ({', '.join(words)})" if words else ""


def _in_order(diagram: ProcessDiagram) -> list[Node]:
    """Return the nodes, nearest to a start first; those that no start leads to come last."""
    starts = [node for node in diagram.nodes if node.kind is NodeKind.START]
    found: dict[str, Node] = {}
    for first in (starts, diagram.nodes):
        waiting = deque(first)
        while waiting:
            node = waiting.popleft()
            if node.id not in found:
                found[node.id] = node
                waiting.extend(diagram.by_id[flow.target] for flow in diagram.outgoing[node.id])
    return list(found.values())
