"""BPMN 2.0 files read with care: bounded, without entities, valid against the schema of the OMG.

What this reader does not understand is kept with its name (``Node.construct``) and never taken for something else.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from .diagram import (
    Association,
    DataObject,
    Lane,
    MessageFlow,
    Node,
    NodeKind,
    Pool,
    ProcessDiagram,
    ProcessError,
    SequenceFlow,
)
from .writing import MODEL

MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_ELEMENTS = 900
_MAXIMUM_NAME = 200
_SHOWN = 5
_KINDS = {kind.value: kind for kind in NodeKind if kind is not NodeKind.OTHER} | dict.fromkeys(
    [
        *("userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask"),
        "callActivity",
    ],
    NodeKind.TASK,
)
# Where something else is awaited or sent, the order of the nodes stays what it is.
_PLAIN_EVENTS = {f"{what}EventDefinition" for what in ("message", "timer", "conditional", "signal")}
_OTHER_NODES = {
    *("inclusiveGateway", "complexGateway", "eventBasedGateway", "boundaryEvent", "event", "implicitThrowEvent"),
    *("subProcess", "transaction", "adHocSubProcess", "callChoreography", "choreographyTask", "subChoreography"),
}


def read_process(text: str) -> ProcessDiagram:
    """Return the diagram that a BPMN 2.0 file holds, if it is valid against the schema of the OMG.

    A process that no participant refers to becomes a pool of its own name.

    Parameters
    ----------
    text : str
        XML.

    Raises
    ------
    ProcessError
        With what is wrong with the file, in French.

    Examples
    --------
    >>> read_process("<a/>")
    Traceback (most recent call last):
    autograders.candidate.process.diagram.ProcessError: Élément racine « a » reçu, ...
    """
    root = _valid_root(text)
    diagram = _diagram(root)
    if not diagram.pools:
        raise ProcessError("BPMN sans aucun processus ni participant reçu ; un processus au moins attendu.")
    elements = sum(
        len(part)
        for part in (
            diagram.nodes,
            diagram.sequence_flows,
            diagram.message_flows,
            diagram.data_objects,
            diagram.associations,
            *(pool.lanes for pool in diagram.pools),
            diagram.pools,
        )
    )
    if elements > MAXIMUM_ELEMENTS:
        raise ProcessError(f"BPMN de {elements} éléments reçu, {MAXIMUM_ELEMENTS} au plus attendus.")
    return diagram


def _valid_root(text: str) -> Any:
    from lxml import etree

    if len(text) > MAXIMUM_CHARACTERS:
        raise ProcessError(f"BPMN de {len(text)} caractères reçu, {MAXIMUM_CHARACTERS} au plus attendus.")
    # Entities could grow without bound, or name other files; no BPMN file needs any.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ProcessError("BPMN avec une déclaration DOCTYPE ou ENTITY reçu : retirez-la, BPMN n’en a pas besoin.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ProcessError(f"Le texte n’est pas du XML bien formé ({error}).") from None
    if root.tag != f"{{{MODEL}}}definitions":
        raise ProcessError(
            f"Élément racine « {root.tag[:80]} » reçu, « definitions » de l’espace de noms {MODEL} attendu."
        )
    schema = _schema()
    if not schema.validate(root):
        faults = [f"ligne {fault.line} : {_plain(fault.message)}" for fault in schema.error_log]
        more = f" … et {len(faults) - _SHOWN} autres." if len(faults) > _SHOWN else ""
        raise ProcessError(f"Non valide au regard du schéma BPMN 2.0. {' '.join(faults[:_SHOWN])}{more}")
    return root


@lru_cache(maxsize=1)
def _schema() -> Any:
    """Return the schema of BPMN 2.0, which the OMG publishes and SpiffWorkflow brings along."""
    from lxml import etree

    with as_file(files("SpiffWorkflow") / "bpmn" / "parser" / "schema") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


def _diagram(root: Any) -> ProcessDiagram:
    processes = {process.get("id", ""): process for process in root.iterfind(_tag("process"))}
    participants = list(root.iterfind(f"{_tag('collaboration')}/{_tag('participant')}"))
    owned = [_local(each.get("processRef")) for each in participants]
    if doubled := sorted({name for name in owned if name and owned.count(name) > 1}):
        raise ProcessError(f"Processus {', '.join(doubled)} donné à plusieurs participants ; un seul attendu.")
    whole = [
        *zip((processes.get(name) if name else None for name in owned), participants, strict=True),
        *((process, process) for name, process in processes.items() if name not in owned),
    ]
    drawn = [_process(process, owner) for process, owner in whole]
    pools, parts = [pool for pool, _ in drawn], [part for _, part in drawn]
    collaboration = root.find(_tag("collaboration"))
    name = root.get("name") or (collaboration.get("name") if collaboration is not None else None) or ""
    diagram = ProcessDiagram(
        name=name[:_MAXIMUM_NAME],
        pools=tuple(pools),
        nodes=tuple(node for part in parts for node in part.nodes),
        sequence_flows=tuple(flow for part in parts for flow in part.sequence_flows),
        message_flows=tuple(
            MessageFlow(
                id=each.get("id"),
                source=_local(each.get("sourceRef")),
                target=_local(each.get("targetRef")),
                name=_name(each),
            )
            for each in root.iterfind(f"{_tag('collaboration')}/{_tag('messageFlow')}")
        ),
        data_objects=tuple(data for part in parts for data in part.data_objects),
        associations=tuple(link for part in parts for link in part.associations),
    )
    _require_ends(diagram)
    return diagram


def _process(process: Any, owner: Any) -> tuple[Pool, ProcessDiagram]:
    """Return a pool, and a diagram of what stands in it."""
    pool_id = owner.get("id") or ""
    if not pool_id:
        raise ProcessError("Participant ou processus sans identifiant reçu ; un attribut id attendu.")
    if process is None:
        return Pool(id=pool_id, name=_name(owner)), ProcessDiagram(name="")
    lanes: list[Lane] = []
    place: dict[str, str] = {}
    for lane in process.iter(_tag("lane")):
        # Of lanes within lanes, the innermost ones are those in which something is done.
        if lane.find(_tag("childLaneSet")) is None:
            lanes.append(Lane(id=_identifier(lane), name=_name(lane)))
            place.update({(node.text or "").strip(): lane.get("id") for node in lane.iterfind(_tag("flowNodeRef"))})
    nodes = [
        _node(element, kind, pool_id, place.get(element.get("id"), ""))
        for element in process
        if (kind := _kind(element)) is not None
    ]
    defaults = {element.get("default") for element in process if element.get("default")}
    references = {
        _identifier(each): _name(each)
        for tag in ("dataObjectReference", "dataStoreReference")
        for each in process.iterfind(_tag(tag))
    }
    pool = Pool(id=pool_id, name=_name(owner) or _name(process), lanes=tuple(lanes))
    return pool, ProcessDiagram(
        name="",
        nodes=tuple(nodes),
        sequence_flows=tuple(
            SequenceFlow(
                id=_identifier(each),
                source=each.get("sourceRef"),
                target=each.get("targetRef"),
                name=_name(each),
                conditional=each.find(_tag("conditionExpression")) is not None,
                default=each.get("id") in defaults,
            )
            for each in process.iterfind(_tag("sequenceFlow"))
        ),
        data_objects=tuple(DataObject(id=name, name=label, pool=pool_id) for name, label in references.items()),
        associations=tuple(_associations(process, {node.id for node in nodes}, references)),
    )


def _kind(element: Any) -> NodeKind | None:
    tag = _bare(element)
    return NodeKind.OTHER if tag in _OTHER_NODES else _KINDS.get(tag)


def _node(element: Any, kind: NodeKind, pool: str, lane: str) -> Node:
    return Node(
        id=_identifier(element),
        name=_name(element),
        kind=kind,
        pool=pool,
        lane=lane,
        construct=_bare(element) if kind is NodeKind.OTHER else _beyond(element),
    )


def _beyond(element: Any) -> str:
    """Return the name of what changes the order of the flow beyond what the kind of a node tells; empty for nothing."""
    for child in element:
        tag = _bare(child)
        if tag.endswith("LoopCharacteristics") or (tag.endswith("EventDefinition") and tag not in _PLAIN_EVENTS):
            return tag
        if tag == "eventDefinitionRef":
            return tag
    for name, plain in (("isForCompensation", "false"), ("startQuantity", "1"), ("completionQuantity", "1")):
        if element.get(name, plain) != plain:
            return name
    return ""


def _associations(process: Any, nodes: set[str], references: dict[str, str]) -> Iterator[Association]:
    for element in process:
        if element.get("id") not in nodes:
            continue
        for tag, end, written in (
            ("dataInputAssociation", "sourceRef", False),
            ("dataOutputAssociation", "targetRef", True),
        ):
            for each in element.iterfind(_tag(tag)):
                for data in each.iterfind(_tag(end)):
                    if (name := (data.text or "").strip()) in references:
                        yield Association(id=_identifier(each), node=element.get("id"), data=name, written=written)


def _require_ends(diagram: ProcessDiagram) -> None:
    pools = {pool.id for pool in diagram.pools}
    for flow in diagram.sequence_flows:
        for end in (flow.source, flow.target):
            if end not in diagram.by_id:
                raise ProcessError(f"Flux « {flow.id} » : extrémité « {end} » qui n’est pas un nœud ; la corriger.")
    for message in diagram.message_flows:
        for end in (message.source, message.target):
            if end not in diagram.by_id and end not in pools:
                raise ProcessError(f"Message « {message.id} » : extrémité « {end} » inconnue ; la corriger.")


def _tag(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _bare(element: Any) -> str:
    """Return the name of an element of the model; empty for any other."""
    tag = element.tag
    return tag.removeprefix(_tag("")) if isinstance(tag, str) and tag.startswith(_tag("")) else ""


def _name(element: Any) -> str:
    return " ".join(element.get("name", "").split())[:_MAXIMUM_NAME]


def _identifier(element: Any) -> str:
    identifier = element.get("id", "")
    if not 0 < len(identifier) <= _MAXIMUM_NAME:
        raise ProcessError(
            f"« {_bare(element)} » avec un identifiant de {len(identifier)} caractères reçu, "
            f"de 1 à {_MAXIMUM_NAME} attendus."
        )
    return str(identifier)


def _local(reference: str | None) -> str:
    """Return a qualified name without its prefix."""
    return (reference or "").rpartition(":")[2]


def _plain(message: str) -> str:
    return " ".join(message.replace(f"{{{MODEL}}}", "").split())[:200]
