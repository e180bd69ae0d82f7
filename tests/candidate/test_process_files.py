"""BPMN 2.0 files: what is built comes back whole, what other tools write is read, what is hostile is refused."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograders.candidate.inspections import INSPECTIONS
from autograders.candidate.process import (
    NodeKind,
    Pool,
    ProcessBuilder,
    ProcessDiagram,
    ProcessError,
    process_from_rows,
    process_rows,
    process_xml,
    read_process,
)
from autograders.candidate.process.layout import layout

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def file(content, head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<definitions xmlns="{MODEL}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
        f'id="d" targetNamespace="http://bpmn.io/schema/bpmn">{content}</definitions>'
    )


@st.composite
def diagrams(draw):
    """Draw processes of one or two participants with lanes, gateways, loops, messages and data."""
    process = ProcessBuilder(draw(st.sampled_from(["Pilotage", "Revue <A> & « B »"])))
    lanes = ["BIM manager", "Projeteurs"][: draw(st.integers(0, 2))]
    process.pool("Groupement", lanes)
    process.pool("Maîtrise d’ouvrage")
    places = [*(lanes or ["Groupement"]), "Maîtrise d’ouvrage"]
    makers = [process.start, process.end, process.milestone, process.task, process.exclusive, process.parallel]
    nodes = [
        draw(st.sampled_from(makers))(f"Nœud {rank} \"'<", draw(st.sampled_from(places)))
        for rank in range(draw(st.integers(1, 8)))
    ]
    for source, target in draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=10)):
        process.flow(source, target, draw(st.sampled_from(["", "oui", "a < b"])))
    tasks = [node.id for node in process.build().nodes if node.kind is NodeKind.TASK and node.pool == "pool_1"]
    if tasks:
        process.data("PIM & co", written_by=tasks[:1], read_by=tasks[1:])
        process.message(tasks[0], "Maîtrise d’ouvrage", "Maquette")
    return process.build()


@settings(max_examples=60)
@given(diagrams())
def test_what_is_written_is_valid_and_read_back_whole(diagram):
    def ordered(other):
        """Leave the order aside in which a file tells parts that stand in different participants."""
        return {
            name: frozenset(part) if isinstance(part := getattr(other, name), tuple) else part
            for name in ("name", "pools", "nodes", "sequence_flows", "message_flows", "data_objects", "associations")
        }

    text = process_xml(diagram)
    assert ordered(read_process(text)) == ordered(diagram)
    rows = process_rows(text)
    assert {tuple(row) for row in rows} == {tuple(column.name for column in INSPECTIONS["bpmn"].columns)}
    assert ordered(process_from_rows(rows)) == ordered(diagram)


def within(inner, outer):
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def apart(one, other):
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@settings(max_examples=60)
@given(diagrams())
def test_everything_is_drawn_in_its_place_and_nothing_covers_anything(diagram):
    drawing = layout(diagram)
    for node in diagram.nodes:
        assert within(drawing.boxes[node.id], drawing.boxes[node.lane or node.pool])
        assert within(drawing.boxes[node.id], drawing.boxes[node.pool])
    for data in diagram.data_objects:
        assert within(drawing.boxes[data.id], drawing.boxes[data.pool])
    leaves = [*(node.id for node in diagram.nodes), *(data.id for data in diagram.data_objects)]
    assert all(apart(drawing.boxes[one], drawing.boxes[other]) for one, other in combinations(leaves, 2))
    rows = [pool.id for pool in diagram.pools]
    assert all(apart(drawing.boxes[one], drawing.boxes[other]) for one, other in combinations(rows, 2))


# As modelling tools write it: typed tasks, attributes and elements of their own, lanes within lanes, no collaboration.
TOOL_PROCESS = """
<process id="p" name="Revue" isExecutable="true" camunda:historyTimeToLive="180">
  <extensionElements><camunda:properties><camunda:property name="a" value="b"/></camunda:properties></extensionElements>
  <laneSet id="ls"><lane id="outer" name="Groupement"><childLaneSet id="cls">
    <lane id="inner" name="BIM manager"><flowNodeRef>s</flowNodeRef><flowNodeRef>u</flowNodeRef></lane>
  </childLaneSet></lane></laneSet>
  <startEvent id="s" name="Lundi"><timerEventDefinition id="te"/></startEvent>
  <userTask id="u" name="Contrôler&#10;la maquette" camunda:assignee="bm">
    <dataOutputAssociation id="da"><targetRef>store</targetRef></dataOutputAssociation>
  </userTask>
  <exclusiveGateway id="g" default="no"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="u"/>
  <sequenceFlow id="f2" sourceRef="u" targetRef="g"/>
  <sequenceFlow id="yes" sourceRef="g" targetRef="e">
    <conditionExpression xsi:type="tFormalExpression">${ok}</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="no" sourceRef="g" targetRef="u"/>
  <endEvent id="e"/>
  <dataStoreReference id="store" name="Espace partagé"/>
  <textAnnotation id="t"><text>Une note.</text></textAnnotation>
</process>"""


def test_a_file_of_another_tool_is_read():
    found = read_process(file(TOOL_PROCESS))
    assert [(pool.id, pool.name, [lane.name for lane in pool.lanes]) for pool in found.pools] == [
        ("p", "Revue", ["BIM manager"])
    ]
    assert [(node.id, node.name, node.kind, node.lane) for node in found.nodes] == [
        ("s", "Lundi", NodeKind.START, "inner"),
        ("u", "Contrôler la maquette", NodeKind.TASK, "inner"),
        ("g", "", NodeKind.EXCLUSIVE, ""),
        ("e", "", NodeKind.END, ""),
    ]
    assert not any(node.construct for node in found.nodes)
    assert [(flow.id, flow.conditional, flow.default) for flow in found.sequence_flows] == [
        ("f1", False, False),
        ("f2", False, False),
        ("yes", True, False),
        ("no", False, True),
    ]
    assert [
        (data.name, link.node, link.written) for data, link in zip(found.data_objects, found.associations, strict=True)
    ] == [("Espace partagé", "u", True)]


@pytest.mark.parametrize(
    ("element", "construct"),
    [
        ('<inclusiveGateway id="n"/>', "inclusiveGateway"),
        ('<eventBasedGateway id="n"/>', "eventBasedGateway"),
        ('<subProcess id="n"><task id="inside"/></subProcess>', "subProcess"),
        ('<boundaryEvent id="n" attachedToRef="a"><timerEventDefinition/></boundaryEvent>', "boundaryEvent"),
        ('<endEvent id="n"><terminateEventDefinition/></endEvent>', "terminateEventDefinition"),
        ('<task id="n"><multiInstanceLoopCharacteristics/></task>', "multiInstanceLoopCharacteristics"),
        ('<task id="n" isForCompensation="true"/>', "isForCompensation"),
    ],
)
def test_what_is_not_understood_keeps_its_name(element, construct):
    found = read_process(file(f'<process id="p"><task id="a" name="A"/>{element}</process>'))
    assert {node.id: node.construct for node in found.nodes} == {"a": "", "n": construct}
    with pytest.raises(ProcessError, match="non écrite"):
        process_xml(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "bien formé"),
        ("<definitions>", "bien formé"),
        ("\x00", "bien formé"),
        ("<html/>", "Élément racine"),
        (file("", '<!DOCTYPE a [<!ENTITY b "c">]>'), "DOCTYPE"),
        (file('<process id="p"><task id="a">&b;</task></process>'), "bien formé"),
        (file('<process id="p"><sequenceFlow id="f"/></process>'), "schéma BPMN 2.0. ligne 1"),
        (file('<process id="p"><task id="a"/><task id="a"/></process>'), "schéma BPMN"),
        (file('<process id="p"><gateway2 id="a"/></process>'), "schéma BPMN"),
        (file('<process id="p"><task name="sans identifiant"/></process>'), "identifiant"),
        (file(f'<process id="p"><task id="{"a" * 300}"/></process>'), "identifiant"),
        (file("<process/>"), "identifiant"),
        (file(""), "aucun processus"),
        # A flow from a lane, which is no node.
        (
            file(
                '<process id="p"><laneSet id="l"><lane id="n"/></laneSet><task id="a"/>'
                '<sequenceFlow id="f" sourceRef="n" targetRef="a"/></process>'
            ),
            "pas un nœud",
        ),
        (
            file(
                '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y" processRef="p"/>'
                '</collaboration><process id="p"/>'
            ),
            "plusieurs participants",
        ),
        (
            file(
                '<collaboration id="c"><participant id="x"/><messageFlow id="m" sourceRef="x" targetRef="z"/>'
                "</collaboration>"
            ),
            "inconnue",
        ),
        (file('<process id="p">' + "".join(f'<task id="t{n}"/>' for n in range(1000)) + "</process>"), "900"),
        (" " * 1_000_001, "caractères"),
        ("<a>" * 100_000, "bien formé"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(text, message):
    with pytest.raises(ProcessError, match=message) as raised:
        read_process(text)
    assert len(str(raised.value)) < 1500


def test_a_declared_encoding_does_not_change_the_text():
    text = file('<process id="p"><task id="a" name="Été"/></process>').replace("UTF-8", "ISO-8859-1")
    assert read_process(text).nodes[0].name == "Été"


def mistaken(mistake):
    process = ProcessBuilder("Revue")
    process.pool("Groupement", lanes=["BIM manager"])
    process.pool("Maîtrise d’ouvrage")
    mistake(process)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda process: process.task("Modéliser", "Inconnu"),
        # A pool with lanes: the task belongs to one of them.
        lambda process: process.task("Modéliser", "Groupement"),
        lambda process: process.pool("BIM manager"),
        lambda process: process.pool("Autre", lanes=["A", "A"]),
        lambda process: process.task("x" * 201, "BIM manager"),
        lambda process: process.task("a\x00b", "BIM manager"),
        lambda process: process.task(None, "BIM manager"),
        lambda process: process.sequence("node_1", "node_2"),
        lambda process: process.message("BIM manager", "Maîtrise d’ouvrage"),
        lambda process: process.data("PIM"),
        lambda process: process.data("PIM", written_by=[process.end("Fin", "BIM manager")]),
        lambda process: process.data("PIM", read_by=[process.exclusive("", "BIM manager")]),
        lambda process: process.data(
            "PIM", written_by=[process.task("A", "BIM manager"), process.task("B", "Maîtrise d’ouvrage")]
        ),
    ],
)
def test_a_mistake_in_building_is_told_at_once(mistake):
    with pytest.raises(ProcessError, match="reçu|attendu|inconnu|impossible"):
        mistaken(mistake)


def test_one_node_may_write_a_datum_without_a_list():
    process = ProcessBuilder("Un")
    process.pool("Équipe")
    task = process.task("Rédiger", "Équipe")
    process.data("Note", written_by=task)
    assert [each.node for each in process.build().associations] == [task]


def test_a_diagram_needs_a_participant():
    with pytest.raises(ProcessError, match="participant"):
        process_xml(ProcessDiagram(name=""))
    black_box = ProcessDiagram(name="Seul", pools=(Pool(id="b", name="Collectivité"),))
    assert read_process(process_xml(black_box)) == black_box
