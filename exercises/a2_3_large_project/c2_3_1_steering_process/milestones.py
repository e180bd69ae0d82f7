"""What the process hands over before which gate, and who does what in it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from autograders.candidate.process import ProcessDiagram
from autograders.criteria import plain, right, wrong
from autograders.domain.process import Delivery, DeliveryFault, carriers, delivery_faults, named
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .drawing import MULTIPLIED, drawn, is_unsound, reviewed, titles
from .matrix import doers, told
from .words import MISTAKES

_SHOWN = 4
_IDEAS = {
    DeliveryFault.NOT_CARRIED: "information-not-carried",
    DeliveryFault.NO_GATE: "gate-not-drawn",
    DeliveryFault.BYPASSED: "gate-bypassed",
}


def deliveries(case: JudgedCase) -> list[Mapping[str, Any]]:
    """Return the exchange requirements: code, information, gate, giver."""
    asked: list[Mapping[str, Any]] = case.truth["deliveries"]["deliveries"]
    return asked


def gates(case: JudgedCase) -> list[str]:
    """Return the names of the gates, the one that closes the project last."""
    return list(case.truth["deliveries"]["gates"])


def judge_deliveries(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that no gate is passed without what is due before it, nor the last one without the others."""
    label, weight = "Livraisons d’information avant leur jalon, jalons avant le dernier", 4.0
    if isinstance(diagram := drawn(answers, label=label, weight=weight), Check):
        return diagram
    *others, last = gates(case)
    asked = [Delivery(information=each["information"], gate=each["gate"]) for each in deliveries(case)]
    problems = delivery_faults(diagram, [*asked, *(Delivery(information=gate, gate=last) for gate in others)])
    total = len(asked) + len(others)
    received = f"{total - len(problems)} livraisons et jalons assurés sur {total}."
    if not problems:
        return right(label, weight, received)
    parts = [
        f"« {problem.delivery.information} » avant « {problem.delivery.gate} » : "
        f"{problem.fault.value}{_run(diagram, problem.run)}."
        for problem in problems[:_SHOWN]
    ]
    message, fraction = " ".join([received, *parts]), 1 - len(problems) / total
    kinds = [problem.fault for problem in problems]
    if DeliveryFault.UNREAD in kinds:
        if not is_unsound(diagram):
            return reviewed(label, weight, message, fraction)
        return wrong(label, weight, f"{received} {MULTIPLIED}", fraction=fraction)
    mistake = MISTAKES[_IDEAS[max(_IDEAS, key=kinds.count)]]
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def judge_roles(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of who hands over what, and of who does the activities, by the candidate's own matrix."""
    label, weight = "Activités et livraisons dans le couloir de qui les fait", 3.0
    if isinstance(diagram := drawn(answers, label=label, weight=weight), Check):
        return diagram
    names, doing = told(case)["activity_names"], doers(answers, case)
    handed = {each["information"]: _givers(diagram, each["information"], case) for each in deliveries(case)}
    carried = {name: roles for name, roles in handed.items() if roles is not None}
    idle = [name for code, name in names.items() if not _is_done(diagram, name, doing[code], case)]
    givers = {each["information"]: each["giver"] for each in deliveries(case)}
    # What is not carried has cost its points already, unless hardly anything is.
    looked_at = carried if 2 * len(carried) >= len(handed) else handed
    misplaced = [name for name in looked_at if givers[name] not in (handed[name] or ())]
    total, faulty = len(names) + len(looked_at), len(idle) + len(misplaced)
    received = f"{total - faulty} activités et livraisons à leur place sur {total}."
    if not faulty:
        return right(label, weight, received)
    parts = [f"Activités absentes, ou hors du couloir de qui les réalise : {_listed(idle)}."] if idle else []
    parts += (
        [f"Livraisons introuvables, ou hors du couloir de leur émetteur : {_listed(misplaced)}."] if misplaced else []
    )
    astray = sum(name in carried for name in misplaced)
    mistake = "delivered-by-another" if astray > len(idle) else "activity-without-doer" if idle else ""
    return wrong(
        label,
        weight,
        " ".join([received, *parts]),
        misconception=MISTAKES.get(mistake),
        advice="Ce qui n’est pas porté n’est remis par personne.",
        fraction=1 - faulty / total,
    )


def _is_done(diagram: ProcessDiagram, name: str, doing: Collection[str], case: JudgedCase) -> bool:
    """Return whether an activity is there, with who does it; that nobody does has cost its points in the matrix."""
    nodes = named(diagram, name)
    return bool(nodes) and (not doing or any(_roles(diagram, node, case) & set(doing) for node in nodes))


def _givers(diagram: ProcessDiagram, information: str, case: JudgedCase) -> set[str] | None:
    """Return the roles whose nodes carry an information; None where no node does."""
    nodes = [node for pool in diagram.pools for node in carriers(diagram, information, pool.id)]
    return {role for node in nodes for role in _roles(diagram, node, case)} if nodes else None


def _roles(diagram: ProcessDiagram, node: str, case: JudgedCase) -> set[str]:
    """Return the role in whose lane, or pool, a node stands: called by its code, its name or both."""
    known, found = told(case)["role_names"], diagram.by_id[node]
    places = [pool.name for pool in diagram.pools if pool.id == found.pool]
    places += [lane.name for pool in diagram.pools for lane in pool.lanes if lane.id == found.lane]
    words = {plain(place) for place in places}
    return {
        role
        for role, name in known.items()
        if words & {plain(role), plain(name), plain(f"{role} {name}"), plain(f"{name} {role}")}
    }


def _run(diagram: ProcessDiagram, run: tuple[str, ...]) -> str:
    return f" (par {titles(diagram, run[-4:])})" if run else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"« {name[:60]} »" for name in names[:_SHOWN])
