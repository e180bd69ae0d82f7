"""The process as it was drawn: read without running the submission, its structure, and the runs of its tokens."""

from collections.abc import Sequence

import networkx as nx

from autograders.candidate.process import NodeKind, ProcessDiagram, process_from_rows
from autograders.criteria import absent, plain, right, wrong
from autograders.domain.process import (
    Soundness,
    SoundnessOutcome,
    beyond_reach,
    soundness,
    structural_faults,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES

NAME = "process"
# Each kind of rule that is broken costs so much; a convention that the notebook prints.
COST = 0.25
# From this share of its deliveries, gates and activities on, a process can be judged: an empty one breaks no rule.
ENOUGH_DRAWN = 1 / 3
MULTIPLIED = (
    "Les jetons se multiplient sans fin : corrigez d’abord les passerelles, les déroulements se jugeront ensuite."
)
_SHOWN = 4
_UNREAD = "Le fichier n’a pas pu être lu : sa lecture ne s’est pas terminée dans le temps accordé."


def drawn(answers: Answers, *, label: str, weight: float) -> ProcessDiagram | Check:
    """Return the process that was handed in, or the check of one that cannot be judged."""
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    probes = answers[NAME].probes
    if not probes:
        return wrong(label, weight, _UNREAD)
    rows = probes[0].rows
    # What our own reader returns begins with the diagram itself.
    if rows and rows[0]["record"] == "diagram":
        return process_from_rows([{name: str(value) for name, value in row.items()} for row in rows])
    # Its words about the candidate's own file, without the name of the exception.
    reason = probes[0].error.partition(" : ")[2]
    return wrong(label, weight, reason or _UNREAD, advice="Remettez le texte que rend xml(), ou keep().")


def reviewed(label: str, weight: float, message: str, fraction: float = 0.0) -> Check:
    """Return the check of what a person has to look at."""
    return Check(label=label, weight=weight, fraction=fraction, message=message, review=True)


def titles(diagram: ProcessDiagram, elements: Sequence[str]) -> str:
    """Return elements as the candidate called them, a few."""
    names = {part.id: part.name for part in (*diagram.pools, *diagram.nodes, *diagram.sequence_flows)}
    return ", ".join(f"« {(names.get(element) or element)[:60]} »" for element in elements[:_SHOWN])


def judge_structure(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the rules of BPMN 2.0 and of a readable drawing, and of a way back after a refusal."""
    label, weight = "Structure du processus", 2.0
    if isinstance(diagram := drawn(answers, label=label, weight=weight), Check):
        return diagram
    broken: dict[str, list[str]] = {}
    for fault in structural_faults(diagram):
        broken.setdefault(fault.problem.value, []).append(fault.element)
    returns = _returns(diagram)
    drawn_share, told_share = _share(diagram, case)
    if not broken and returns and drawn_share == 1:
        return right(label, weight, f"{len(diagram.nodes)} nœuds : aucune règle enfreinte.")
    parts = [f"{rule} : {titles(diagram, elements)}" for rule, elements in broken.items()]
    parts += [] if returns else ["aucune décision ne ramène en arrière"]
    fraction = max(0.0, 1 - COST * len(parts)) * drawn_share
    parts += [told_share] if drawn_share < 1 else []
    message = f"{' ; '.join(parts[:_SHOWN])}."
    if any(beyond_reach(diagram, pool.id) for pool in diagram.pools):
        return reviewed(label, weight, f"{message} Constructions hors de portée du correcteur : à examiner.", fraction)
    mistake = None if returns else MISTAKES["no-way-back"]
    return wrong(label, weight, message, misconception=mistake, advice="Reprenez ces éléments.", fraction=fraction)


def judge_soundness(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the runs: each can end, ends properly, and every node is run by some."""
    label, weight = "Correction du processus, par le jeu des jetons", 2.0
    if isinstance(diagram := drawn(answers, label=label, weight=weight), Check):
        return diagram
    inhabited = [pool.id for pool in diagram.pools if _nodes(diagram, pool.id)]
    if not inhabited:
        return wrong(label, weight, "Aucun nœud dans le processus : dessinez-le.")
    found = [soundness(diagram, pool) for pool in inhabited]
    for each in found:
        if each.outcome is SoundnessOutcome.UNSOUND:
            return _unsound(label, weight, diagram, each)
    if any(each.outcome is SoundnessOutcome.BEYOND_REACH for each in found):
        unread = titles(diagram, [name for each in found for name in each.unread])
        return reviewed(label, weight, f"Constructions hors de portée du correcteur, à examiner : {unread}.")
    drawn_share, told_share = _share(diagram, case)
    if drawn_share < 1:
        return wrong(label, weight, f"Aucun déroulement fautif, mais {told_share}.", fraction=drawn_share)
    return right(label, weight, "Tout déroulement peut finir, finit proprement, et aucun nœud n’est mort.")


def is_unsound(diagram: ProcessDiagram) -> bool:
    """Return whether the process of some participant is known to be wrong."""
    return any(
        soundness(diagram, pool.id).outcome is SoundnessOutcome.UNSOUND
        for pool in diagram.pools
        if _nodes(diagram, pool.id)
    )


def _share(diagram: ProcessDiagram, case: JudgedCase) -> tuple[float, str]:
    """Return how much of the project's deliveries, gates and activities is drawn, at most 1, and that in words."""
    names = [each["information"] for each in case.truth["deliveries"]["deliveries"]]
    names += [*case.truth["deliveries"]["gates"], *case.truth["responsibilities"]["activity_names"].values()]
    parts = (*diagram.nodes, *diagram.sequence_flows, *diagram.message_flows, *diagram.data_objects)
    texts = [plain(part.name) for part in parts]
    held = sum(any(plain(name) in text for text in texts) for name in names)
    told = f"{held} seulement des {len(names)} jalons, livraisons et activités du projet y sont dessinés"
    return min(1.0, held / (ENOUGH_DRAWN * len(names))), told


def _nodes(diagram: ProcessDiagram, pool: str) -> list[str]:
    return [node.id for node in diagram.nodes if node.pool == pool]


def _unsound(label: str, weight: float, diagram: ProcessDiagram, found: Soundness) -> Check:
    told = {
        "deadlock": ("des jetons attendent pour toujours devant", found.stuck),
        "livelock": ("on tourne sans pouvoir finir par", found.endless),
        "not-synchronised": ("ce qui suit serait fait deux fois", found.crowded),
    }
    parts = [f"{words} {titles(diagram, nodes)}" for words, nodes in told.values() if nodes]
    parts += [f"aucun déroulement ne passe par {titles(diagram, found.dead)}"] if found.dead else []
    mistake = next((MISTAKES[name] for name, (_, nodes) in told.items() if nodes), None)
    advice = "Suivez un jeton de nœud en nœud."
    return wrong(label, weight, f"{' ; '.join(parts)}.", misconception=mistake, advice=advice)


def _returns(diagram: ProcessDiagram) -> bool:
    """Return whether a decision leads back: an exclusive gateway with several ways out lies on a cycle."""
    graph = nx.DiGraph([(flow.source, flow.target) for flow in diagram.sequence_flows])
    cycles = [group for group in nx.strongly_connected_components(graph) if len(group) > 1]
    decisions = {
        node.id
        for node in diagram.nodes
        if node.kind in (NodeKind.EXCLUSIVE, NodeKind.OTHER) and len(diagram.outgoing[node.id]) > 1
    }
    return any(group & decisions for group in cycles)
