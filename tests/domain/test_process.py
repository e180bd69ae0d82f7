"""Processes: the textbook's sound and unsound patterns, a second token game, an engine that runs them, dominators."""

from collections import Counter, deque
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from autograders.candidate.process import (
    Node,
    NodeKind,
    Pool,
    ProcessBuilder,
    ProcessDiagram,
    SequenceFlow,
    process_xml,
)
from autograders.domain.process import (
    Delivery,
    DeliveryFault,
    ProcessProblem,
    SoundnessOutcome,
    beyond_reach,
    delivery_faults,
    explored,
    net_of,
    run_before,
    soundness,
    structural_faults,
)

SOUND, UNSOUND, BEYOND_REACH = SoundnessOutcome
LETTERS = {"(": NodeKind.START, ")": NodeKind.END, "x": NodeKind.EXCLUSIVE, "+": NodeKind.PARALLEL}
POOL = "P"


def drawn(*paths):
    """Return a process from paths such as "( +1 A +2 )": start, gateways, tasks, end; a word is one node."""
    words = list(dict.fromkeys(word for path in paths for word in path.split()))
    pairs = list(dict.fromkeys(pair for path in paths for pair in zip(path.split(), path.split()[1:], strict=False)))
    return diagram({word: LETTERS.get(word[0], NodeKind.TASK) for word in words}, pairs)


def diagram(kinds, pairs):
    return ProcessDiagram(
        name="",
        pools=(Pool(id=POOL, name="Équipe"),),
        nodes=tuple(Node(id=name, name=name, kind=kind, pool=POOL) for name, kind in kinds.items()),
        sequence_flows=tuple(
            SequenceFlow(id=f"f{rank}", source=source, target=target, name="oui")
            for rank, (source, target) in enumerate(pairs)
        ),
    )


# The patterns of the workflow literature (van der Aalst, 1998): splits that their joins answer, and others.
@pytest.mark.parametrize(
    ("paths", "outcome", "faults"),
    [
        (["( A )"], SOUND, {}),
        (["( +1 A +2 )", "+1 B +2"], SOUND, {}),
        (["( x1 A x2 )", "x1 B x2"], SOUND, {}),
        # A rework.
        (["( x1 A x2 )", "x2 x1"], SOUND, {}),
        # A choice, then waiting for both: deadlock.
        (["( x1 A +2 )", "x1 B +2"], UNSOUND, {"stuck": ("+2",), "dead": ("+2", ")")}),
        # All at once, then no waiting: the end is reached twice.
        (["( +1 A x2 )", "+1 B x2"], UNSOUND, {"crowded": ("x2", ")")}),
        # The same, by a task with two ways in, and one with two ways out.
        (["( A B D )", "A C D"], UNSOUND, {"crowded": ("D", ")")}),
        # Two ends, each reached once, are proper; a choice between ends as well.
        (["( +1 A )1", "+1 B )2"], SOUND, {}),
        (["( x1 A )1", "x1 B )2"], SOUND, {}),
        # Round and round, without a way out.
        (["( A x1 B x2 A", "x1 C x2"], UNSOUND, {"endless": ("A", "x1", "B", "x2", "C")}),
        (["( x0 )", "x0 A B A"], UNSOUND, {"endless": ("A", "B")}),
        # Of two branches one goes round for ever, the other one may end.
        (["( +1 A x1 A", "+1 B x2 )", "x2 B"], UNSOUND, {"endless": ("A", "x1")}),
        # Tokens without end in a circle: what is too much is told, not the circle.
        (["( x0 +1 x0", "+1 A x2 A"], UNSOUND, {"crowded": ("+1", "A", "x2")}),
        # A loop that waits for itself.
        (["( +1 A )", "A +1"], UNSOUND, {"stuck": ("+1",), "dead": ("+1", "A", ")")}),
        # Nothing leads there.
        (["( A )", "B A"], UNSOUND, {"dead": ("B",)}),
        (["A )"], UNSOUND, {"dead": ("A", ")")}),
        # Of two starts one occurs.
        (["(1 A x1 )", "(2 B x1"], SOUND, {}),
        (["(1 A +1 )", "(2 B +1"], UNSOUND, {"stuck": ("+1",), "dead": ("+1", ")")}),
        # A token made anew in every round.
        (["( x1 +1 )", "+1 x1"], UNSOUND, {"crowded": ("+1", ")")}),
    ],
)
def test_sound_and_unsound_patterns(paths, outcome, faults):
    found = soundness(drawn(*paths), POOL)
    assert found.outcome is outcome
    for name in ("stuck", "endless", "crowded", "dead"):
        assert set(getattr(found, name)) == set(faults.get(name, ())), name


def second_opinion(process):
    """Return whether a process of one start and one end is sound, by its definition and with bags of tokens."""
    steps = []
    for node in process.nodes:
        entries = [flow.id for flow in process.sequence_flows if flow.target == node.id]
        exits = [flow.id for flow in process.sequence_flows if flow.source == node.id]
        entries += ["i"] if node.kind is NodeKind.START else []
        exits += ["o"] if node.kind is NodeKind.END else []
        takes = [entries] if node.kind is NodeKind.PARALLEL else [[entry] for entry in entries]
        gives = [[way] for way in exits] if node.kind is NodeKind.EXCLUSIVE else [exits]
        steps += [(node.id, Counter(take), Counter(give)) for take in takes if take for give in gives]
    first, last = frozenset({("i", 1)}), frozenset({("o", 1)})
    after, fired, waiting = {first: []}, set(), deque([first])
    while waiting:
        marking = waiting.popleft()
        bag = Counter(dict(marking))
        for name, take, give in steps:
            if all(bag[place] >= count for place, count in take.items()):
                reached = frozenset((bag - take + give).items())
                fired.add(name)
                # More than four on a place: it grows without end.
                if max(count for _, count in reached) > 4 or len(after) > 3000:
                    return False
                after[marking].append(reached)
                if reached not in after:
                    after[reached] = []
                    waiting.append(reached)
    graph = nx.DiGraph([(one, other) for one, others in after.items() for other in others])
    able = {last} | (nx.ancestors(graph, last) if last in graph else set())
    # Option to complete, proper completion, no dead step.
    proper = all(marking == last for marking in after if ("o", 1) in marking or ("o", 2) in marking)
    return able >= set(after) and proper and fired == {node.id for node in process.nodes}


@st.composite
def any_process(draw):
    """Draw any graph of tasks and gateways between a start and an end, sound or not."""
    inner = draw(st.lists(st.sampled_from("xx++A"), min_size=1, max_size=5))
    names = ["(", *(f"{letter}{rank}" for rank, letter in enumerate(inner)), ")"]
    sources, targets = names[:-1], names[1:]
    pairs = [
        *((source, draw(st.sampled_from(targets))) for source in sources),
        *((draw(st.sampled_from(sources[1:])), target) for target in targets),
        *draw(st.lists(st.tuples(st.sampled_from(sources[1:]), st.sampled_from(targets)), max_size=2)),
    ]
    return diagram({name: LETTERS.get(name[0], NodeKind.TASK) for name in names}, list(dict.fromkeys(pairs)))


@given(any_process())
def test_soundness_agrees_with_its_definition_on_any_process(process):
    assert (soundness(process, POOL).outcome is SOUND) == second_opinion(process)


def blocks(depth):
    """Draw a block-structured process, as nested lists."""
    if depth == 0:
        return st.just("task")
    inner = blocks(depth - 1)
    return st.one_of(
        st.just("task"),
        st.tuples(st.sampled_from(["then", "x", "+", "again"]), inner, inner),
    )


def built(block):
    """Return a process of a block, and the pairs of gateways that open and close a part of it."""
    process = ProcessBuilder("Essai")
    team = process.pool("Équipe")
    pairs = []

    def add(part, before):
        match part:
            case "task":
                task = process.task("Faire", team)
                process.flow(before, task)
                return task
            case ("then", one, other):
                return add(other, add(one, before))
            case ("again", one, other):
                back = process.exclusive("", team)
                process.flow(before, back)
                choice = process.exclusive("Refaire ?", team)
                process.flow(add(one, back), choice)
                process.flow(add(other, choice), back)
                return choice
            case (kind, one, other):
                gateway = process.exclusive if kind == "x" else process.parallel
                split, join = gateway("", team), gateway("", team)
                process.flow(before, split)
                for branch in (one, other):
                    process.flow(add(branch, split), join)
                pairs.append((split, join))
                return join

    process.flow(add(block, process.start("Début", team)), process.end("Fin", team))
    return process.build(), pairs


@settings(max_examples=50)
@given(blocks(3))
def test_blocks_that_are_closed_as_they_are_opened_are_sound(block):
    process, _ = built(block)
    assert soundness(process, "pool_1").outcome is SOUND


@settings(max_examples=50)
@given(blocks(2).filter(lambda block: "x" in str(block) or "+" in str(block)), st.data())
def test_a_block_that_is_closed_otherwise_is_not_sound(block, data):
    process, pairs = built(block)
    _, join = data.draw(st.sampled_from(pairs))
    swap = {NodeKind.EXCLUSIVE: NodeKind.PARALLEL, NodeKind.PARALLEL: NodeKind.EXCLUSIVE}
    nodes = tuple(replace(node, kind=swap[node.kind]) if node.id == join else node for node in process.nodes)
    assert soundness(replace(process, nodes=nodes), "pool_1").outcome is UNSOUND


def run_by_an_engine(process):
    """Return the ids of what SpiffWorkflow runs of a process, its default ways taken, until nothing is left."""
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    # What is written is a drawing; the engine runs what says that it can be run.
    executable = process_xml(process).replace('isExecutable="false"', 'isExecutable="true"')
    parser.add_bpmn_xml(etree.fromstring(executable.encode()))
    workflow = BpmnWorkflow(parser.get_spec(f"process_{process.pools[0].id}"))
    while ready := workflow.get_tasks(state=TaskState.READY):
        for task in ready:
            task.run()
    assert workflow.is_completed()
    return [task.task_spec.bpmn_id for task in workflow.get_tasks() if task.state == TaskState.COMPLETED]


def test_an_engine_opens_what_is_written_and_runs_it_to_its_end():
    process = ProcessBuilder("Revue")
    process.pool("Groupement", lanes=["BIM manager", "Projeteurs"])
    fork, join = process.parallel("", "BIM manager"), process.parallel("", "BIM manager")
    models = [process.task(f"Modéliser le lot {rank}", "Projeteurs") for rank in (1, 2)]
    choice = process.exclusive("Conforme ?", "BIM manager")
    end = process.end("Maquette publiée", "BIM manager")
    again = process.exclusive("", "BIM manager")
    process.sequence(process.start("Phase lancée", "BIM manager"), again, fork)
    for model in models:
        process.sequence(fork, model, join)
    process.sequence(join, choice)
    process.flow(choice, end, "oui", default=True)
    process.flow(choice, again, "1 == 2")
    assert soundness(process.build(), "pool_1").outcome is SOUND
    run = run_by_an_engine(process.build())
    assert {fork, *models, join, choice, end} <= set(run) and run.count(join) == 1


@given(blocks(2).filter(lambda block: "x" not in str(block) and "again" not in str(block)))
@settings(max_examples=10)
def test_an_engine_runs_every_node_of_a_process_without_choices(block):
    process, _ = built(block)
    assert {node.id for node in process.nodes} <= set(run_by_an_engine(process))


def test_what_is_not_understood_is_left_to_a_person():
    plain = drawn("( A )")
    timed = replace(plain, nodes=tuple(replace(node, construct="x" * (node.id == "A")) for node in plain.nodes))
    assert soundness(timed, POOL).outcome is BEYOND_REACH
    assert soundness(timed, POOL).unread == ("A",)
    conditional = drawn("( A )", "A B )")
    flows = tuple(replace(flow, conditional=flow.source == "A") for flow in conditional.sequence_flows)
    assert beyond_reach(replace(conditional, sequence_flows=flows), POOL) == ("f1", "f2")


def test_a_process_with_too_many_markings_is_left_to_a_person():
    # 14 branches of two tasks at once: 3 to the power of 14 markings.
    paths = [f"( +1 A{rank} B{rank} +2 )" for rank in range(14)]
    assert soundness(drawn(*paths), POOL).outcome is BEYOND_REACH
    # What is found before that is found.
    assert soundness(drawn(*paths, "+1 D )", "+1 C D"), POOL).crowded == ("D",)


@settings(max_examples=50)
@given(any_process(), st.data())
def test_without_parallel_gateways_a_node_comes_before_a_gate_where_it_dominates_it(process, data):
    kinds = {NodeKind.PARALLEL: NodeKind.EXCLUSIVE}
    nodes = tuple(replace(node, kind=kinds.get(node.kind, node.kind)) for node in process.nodes)
    # Tasks with several ways out would run them all.
    plain = replace(
        process,
        nodes=tuple(replace(node, kind=NodeKind.EXCLUSIVE) if node.kind is NodeKind.TASK else node for node in nodes),
    )
    graph = nx.DiGraph([(flow.source, flow.target) for flow in plain.sequence_flows])
    dominators = nx.immediate_dominators(graph, "(")
    gate = data.draw(st.sampled_from(sorted(set(dominators) - {"("})))
    above, node = set(), gate
    while node != "(":
        node = dominators[node]
        above.add(node)
    space = explored(net_of(plain, POOL))
    others = [each.id for each in plain.nodes if each.id != gate]
    assert {each for each in others if run_before(space, gate, [each]) is None} == above


def test_a_branch_that_a_join_waits_for_comes_before_the_gate_though_it_does_not_dominate_it():
    process = drawn("( +1 livrer +2 revue )", "+1 B +2")
    assert delivery_faults(process, [Delivery(information="Livrer", gate="Revue")]) == []
    graph = nx.DiGraph([(flow.source, flow.target) for flow in process.sequence_flows])
    assert nx.immediate_dominators(graph, "(")["revue"] == "+2"


def test_a_gate_that_can_be_passed_without_the_information_is_told_with_a_run():
    process = drawn("( x1 livrer x2 revue )", "x1 B x2")
    (problem,) = delivery_faults(process, [Delivery(information="livrer", gate="revue")])
    assert problem.fault is DeliveryFault.BYPASSED
    assert problem.run == ("(", "x1", "B", "x2", "revue")


@pytest.mark.parametrize(
    ("information", "gate", "fault"),
    [
        ("autre", "revue", DeliveryFault.NOT_CARRIED),
        ("livrer", "autre", DeliveryFault.NO_GATE),
        # Handed over after the gate; and on a gate that no run passes.
        ("revue", "livrer", DeliveryFault.BYPASSED),
        ("livrer", "jamais", DeliveryFault.NO_GATE),
    ],
)
def test_deliveries_that_are_not_in_the_process(information, gate, fault):
    process = drawn("( livrer revue )", "jamais )")
    (problem,) = delivery_faults(process, [Delivery(information=information, gate=gate)])
    assert problem.fault is fault


def test_information_is_carried_by_data_objects_and_across_participants():
    process = ProcessBuilder("Échanges")
    owner, team = process.pool("Maîtrise d’ouvrage"), process.pool("Groupement")
    check, gate = process.task("Contrôler la maquette", owner), process.milestone("Revue d’APS", owner)
    process.sequence(process.start("Début", owner), check, gate, process.end("Fin", owner))
    model, send = process.task("Modéliser", team), process.milestone("Envoi", team)
    process.sequence(process.start("Commande", team), model, send, process.end("Livré", team))
    process.data("PIM", written_by=[model], read_by=[send])
    wanted = [Delivery(information="pim", gate="Revue d'APS")]
    assert [each.fault for each in delivery_faults(process.build(), wanted)] == [DeliveryFault.NOT_CARRIED]
    process.message(send, check, "Maquette")
    assert delivery_faults(process.build(), wanted) == []


def test_deliveries_of_a_process_that_is_not_understood_are_left_to_a_person():
    process = drawn("( livrer revue )")
    unread = replace(process, nodes=(*process.nodes, replace(process.nodes[0], id="s", construct="subProcess")))
    (problem,) = delivery_faults(unread, [Delivery(information="livrer", gate="revue")])
    assert problem.fault is DeliveryFault.UNREAD


P = ProcessProblem


@pytest.mark.parametrize(
    ("paths", "problems"),
    [
        (["( A )"], set()),
        (["( x1 A x2 )", "x1 B x2"], set()),
        (["A )"], {(P.NO_START, POOL), (P.NOT_REACHED, "A"), (P.NOT_REACHED, ")")}),
        (["( A"], {(P.NO_END, POOL), (P.NO_WAY_TO_END, "("), (P.NO_WAY_TO_END, "A")}),
        (["( A )", "A ("], {(P.START_ENTERED, "(")}),
        (["( A ) B )"], {(P.END_LEFT, ")")}),
        (["( A )", "B A"], {(P.NOT_REACHED, "B")}),
        (["( x1 A x1 )"], {(P.SPLIT_AND_JOIN, "x1")}),
        (["( x1 A )"], {(P.IDLE_GATEWAY, "x1")}),
    ],
)
def test_structural_faults_by_hand(paths, problems):
    assert {(fault.problem, fault.element) for fault in structural_faults(drawn(*paths))} == problems


def test_decisions_lanes_names_and_flows_between_participants():
    process = ProcessBuilder("Échanges")
    owner = process.pool("Maîtrise d’ouvrage")
    process.pool("Groupement", lanes=["BIM manager"])
    process.pool("Collectivité")
    choice = process.exclusive("Conforme ?", owner)
    tasks = [process.task(name, owner) for name in ("Contrôler la maquette", "")]
    end = process.end("Fin", owner)
    process.sequence(process.start("Début", owner), choice, tasks[0], end)
    process.flow(choice, tasks[1], default=True)
    process.flow(tasks[1], end)
    other = process.task("Modéliser le lot", "BIM manager")
    process.sequence(process.start("Commande", "BIM manager"), other, process.end("Livré", "BIM manager"))
    process.flow(tasks[0], other)
    process.message(tasks[0], tasks[1])
    process.message(tasks[0], "Collectivité")
    drawing = process.build()
    outside = replace(drawing, nodes=tuple(replace(n, lane="" if n.id == other else n.lane) for n in drawing.nodes))
    assert {(fault.problem, fault.element) for fault in structural_faults(outside)} == {
        # The first way out of the decision has neither a label nor the default mark.
        (P.NO_CONDITION, choice),
        (P.NO_NAME, tasks[1]),
        (P.NO_LANE, other),
        (P.BETWEEN_POOLS, "flow_8"),
        (P.WITHIN_POOL, "message_1"),
    }
