"""A process diagram as a BPMN 2.0 file with diagram interchange, as other tools open it."""

from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from .diagram import Association, Node, NodeKind, Pool, ProcessDiagram, ProcessError
from .layout import Layout, layout

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TARGET = "urn:atelier:processus"
_COLLABORATION = "collaboration"


def process_xml(diagram: ProcessDiagram) -> str:
    """Return a diagram as a BPMN 2.0 file.

    Parameters
    ----------
    diagram : ProcessDiagram

    Raises
    ------
    ProcessError
        If it has no pool, or holds constructs that are read but not written.

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder, read_process
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.end("Fin", team))
    >>> read_process(process_xml(process.build())) == process.build()
    True
    """
    if not diagram.pools:
        raise ProcessError("processus sans participant reçu ; un participant au moins attendu.")
    if beyond := [node.name or node.id for node in diagram.nodes if node.construct]:
        raise ProcessError(f"{', '.join(beyond)} : construction lue mais non écrite ; l’enregistrer avec son outil.")
    for prefix, uri in (("bpmn", MODEL), ("bpmndi", _DI), ("dc", _DC), ("di", _DD), ("xsi", _XSI)):
        register_namespace(prefix, uri)
    root = Element(f"{{{MODEL}}}definitions", id="definitions", name=diagram.name, targetNamespace=_TARGET)
    collaboration = _add(root, "collaboration", id=_COLLABORATION, name=diagram.name)
    for pool in diagram.pools:
        _add(collaboration, "participant", id=pool.id, name=pool.name, processRef=f"process_{pool.id}")
    for message in diagram.message_flows:
        _add(
            collaboration,
            "messageFlow",
            id=message.id,
            name=message.name,
            sourceRef=message.source,
            targetRef=message.target,
        )
    for pool in diagram.pools:
        _add_process(root, diagram, pool)
    _add_drawing(root, diagram, layout(diagram))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_process(root: Element, diagram: ProcessDiagram, pool: Pool) -> None:
    process = _add(root, "process", id=f"process_{pool.id}", name=pool.name, isExecutable="false")
    members = [node for node in diagram.nodes if node.pool == pool.id]
    if pool.lanes:
        rows = _add(process, "laneSet", id=f"lanes_{pool.id}")
        for lane in pool.lanes:
            row = _add(rows, "lane", id=lane.id, name=lane.name)
            for node in members:
                if node.lane == lane.id:
                    _add(row, "flowNodeRef").text = node.id
    links: defaultdict[str, list[Association]] = defaultdict(list)
    for link in diagram.associations:
        links[link.node].append(link)
    for node in members:
        _add_node(process, diagram, node, links[node.id])
    for flow in diagram.sequence_flows:
        if diagram.by_id[flow.source].pool == pool.id:
            arrow = _add(
                process, "sequenceFlow", id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target
            )
            if flow.conditional:
                condition = _add(arrow, "conditionExpression")
                condition.set(f"{{{_XSI}}}type", "bpmn:tFormalExpression")
                condition.text = flow.name
    for data in diagram.data_objects:
        if data.pool == pool.id:
            _add(process, "dataObject", id=f"{data.id}_object")
            _add(process, "dataObjectReference", id=data.id, name=data.name, dataObjectRef=f"{data.id}_object")


def _add_node(process: Element, diagram: ProcessDiagram, node: Node, links: list[Association]) -> None:
    default = next((flow.id for flow in diagram.outgoing[node.id] if flow.default), "")
    element = _add(process, node.kind.value, id=node.id, name=node.name, default=default)
    for flow in diagram.incoming[node.id]:
        _add(element, "incoming").text = flow.id
    for flow in diagram.outgoing[node.id]:
        _add(element, "outgoing").text = flow.id
    read = [link for link in links if not link.written]
    # An association ends at a property of its own: the schema wants a target, and the node itself is none.
    for link in read:
        _add(element, "property", id=f"{link.id}_target", name="__targetRef_placeholder")
    for link in read:
        read_in = _add(element, "dataInputAssociation", id=link.id)
        _add(read_in, "sourceRef").text = link.data
        _add(read_in, "targetRef").text = f"{link.id}_target"
    for link in links:
        if link.written:
            _add(_add(element, "dataOutputAssociation", id=link.id), "targetRef").text = link.data


def _add_drawing(root: Element, diagram: ProcessDiagram, drawing: Layout) -> None:
    page = SubElement(root, f"{{{_DI}}}BPMNDiagram", id="drawing")
    plane = SubElement(page, f"{{{_DI}}}BPMNPlane", id="plane", bpmnElement=_COLLABORATION)
    rows = {pool.id for pool in diagram.pools} | {lane.id for pool in diagram.pools for lane in pool.lanes}
    # Pools first, so that what stands in them is drawn above them.
    for name, box in sorted(drawing.boxes.items(), key=lambda each: (each[0] not in rows, -each[1].width)):
        shape = SubElement(plane, f"{{{_DI}}}BPMNShape", id=f"{name}_shape", bpmnElement=name)
        if name in rows:
            shape.set("isHorizontal", "true")
        if name in diagram.by_id and diagram.by_id[name].kind is NodeKind.EXCLUSIVE:
            shape.set("isMarkerVisible", "true")
        corner = {"x": str(box.x), "y": str(box.y), "width": str(box.width), "height": str(box.height)}
        SubElement(shape, f"{{{_DC}}}Bounds", corner)
    for name, points in drawing.lines.items():
        edge = SubElement(plane, f"{{{_DI}}}BPMNEdge", id=f"{name}_edge", bpmnElement=name)
        for x, y in points:
            SubElement(edge, f"{{{_DD}}}waypoint", x=str(x), y=str(y))


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    """Add an element of the model; empty attributes are left out."""
    return SubElement(parent, f"{{{MODEL}}}{tag}", {name: value for name, value in attributes.items() if value})
