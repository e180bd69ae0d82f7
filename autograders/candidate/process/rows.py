"""A process diagram as rows of text: how one that was read in a confined session reaches those who judge it."""

from collections.abc import Iterable, Mapping

from .diagram import Association, DataObject, Lane, MessageFlow, Node, NodeKind, Pool, ProcessDiagram, SequenceFlow
from .reading import read_process

COLUMNS = ("record", "id", "name", "kind", "construct", "source", "target")


def process_rows(text: str) -> list[dict[str, str]]:
    """Return what a BPMN 2.0 file holds as rows, one for each of its parts.

    Parameters
    ----------
    text : str
        XML.

    Returns
    -------
    list of dict
        With ``COLUMNS``; which of them a record uses, and for what, is the concern of ``process_from_rows``.

    Raises
    ------
    ProcessError
        As ``read_process``.

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.end("Fin", team))
    >>> process_from_rows(process_rows(process.xml())) == process.build()
    True
    """
    return _rows(read_process(text))


def process_from_rows(rows: Iterable[Mapping[str, str]]) -> ProcessDiagram:
    """Return the diagram that ``process_rows`` told in rows.

    Parameters
    ----------
    rows : iterable of mapping
        As ``process_rows`` returns them: they come from our own code.
    """
    held: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        held.setdefault(row["record"], []).append(row)
    return ProcessDiagram(
        name=held["diagram"][0]["name"],
        pools=tuple(
            Pool(
                id=pool["id"],
                name=pool["name"],
                lanes=tuple(
                    Lane(id=lane["id"], name=lane["name"])
                    for lane in held.get("lane", [])
                    if lane["source"] == pool["id"]
                ),
            )
            for pool in held.get("pool", [])
        ),
        nodes=tuple(
            Node(
                id=row["id"],
                name=row["name"],
                kind=NodeKind(row["kind"]),
                pool=row["source"],
                lane=row["target"],
                construct=row["construct"],
            )
            for row in held.get("node", [])
        ),
        sequence_flows=tuple(
            SequenceFlow(
                id=row["id"],
                source=row["source"],
                target=row["target"],
                name=row["name"],
                conditional="conditional" in row["kind"],
                default="default" in row["kind"],
            )
            for row in held.get("sequence", [])
        ),
        message_flows=tuple(
            MessageFlow(id=row["id"], source=row["source"], target=row["target"], name=row["name"])
            for row in held.get("message", [])
        ),
        data_objects=tuple(
            DataObject(id=row["id"], name=row["name"], pool=row["source"]) for row in held.get("data", [])
        ),
        associations=tuple(
            Association(id=row["id"], node=row["source"], data=row["target"], written=row["kind"] == "written")
            for row in held.get("association", [])
        ),
    )


def _rows(diagram: ProcessDiagram) -> list[dict[str, str]]:
    return [
        _row("diagram", name=diagram.name),
        *(_row("pool", id=pool.id, name=pool.name) for pool in diagram.pools),
        *(_row("lane", id=lane.id, name=lane.name, source=pool.id) for pool in diagram.pools for lane in pool.lanes),
        *(
            _row(
                "node",
                id=node.id,
                name=node.name,
                kind=node.kind.value,
                construct=node.construct,
                source=node.pool,
                target=node.lane,
            )
            for node in diagram.nodes
        ),
        *(
            _row(
                "sequence",
                id=flow.id,
                name=flow.name,
                kind=" ".join(word for word, holds in _marks(flow) if holds),
                source=flow.source,
                target=flow.target,
            )
            for flow in diagram.sequence_flows
        ),
        *(
            _row("message", id=flow.id, name=flow.name, source=flow.source, target=flow.target)
            for flow in diagram.message_flows
        ),
        *(_row("data", id=data.id, name=data.name, source=data.pool) for data in diagram.data_objects),
        *(
            _row(
                "association",
                id=link.id,
                kind="written" if link.written else "read",
                source=link.node,
                target=link.data,
            )
            for link in diagram.associations
        ),
    ]


def _marks(flow: SequenceFlow) -> list[tuple[str, bool]]:
    return [("conditional", flow.conditional), ("default", flow.default)]


def _row(record: str, **values: str) -> dict[str, str]:
    return {**dict.fromkeys(COLUMNS, ""), "record": record, **values}
