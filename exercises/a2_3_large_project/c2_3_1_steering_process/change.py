"""Change led within the process: each hindrance treated, in the days there are, where nobody can pass it by."""

from collections.abc import Collection, Mapping
from typing import Any

from autograders.candidate.process import NodeKind, ProcessDiagram
from autograders.criteria import Pair, absent, pairs_check, right, wrong
from autograders.domain.process import Delivery, DeliveryFault, delivery_faults, named
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .coding import HINDRANCE, hindrances, interviews, own_codes
from .drawing import drawn, is_unsound, reviewed
from .milestones import gates
from .words import MISTAKES

NAME = "actions"
UNTOLD = "Ces actions ne traitent pas tous les freins, et « treatments » ne dit pas lesquels elles traitent."
_AVOIDABLE = {DeliveryFault.BYPASSED, DeliveryFault.NOT_CARRIED}
_SHOWN = 5
# Any actions that fit the days treat some hindrances; so much of the links must be right for that to be a choice.
LEAST_TOLD = 0.5


def offers(case: JudgedCase) -> Mapping[str, Any]:
    """Return the actions on offer: themes, groups, days."""
    known: Mapping[str, Any] = case.truth["actions"]["offers"]
    return known


def chosen(answers: Answers, case: JudgedCase) -> list[str]:
    """Return the actions that were chosen, each once."""
    return list(dict.fromkeys(str(row["action"]) for row in answers.rows(NAME) or () if row["action"] in offers(case)))


def treats(case: JudgedCase, action: str, hindrance: Pair) -> bool:
    """Return whether an action treats a hindrance: its theme, and the group that it holds back."""
    interview, theme = hindrance
    offer = offers(case)[action]
    return theme in offer["themes"] and interviews(case)[interview]["group"] in offer["groups"]


def judge_covered(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the hindrances that are treated within the days there are."""
    label, weight = "Freins traités, dans les jours disponibles", 2.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    retained = chosen(answers, case)
    if not retained:
        return wrong(label, weight, "Aucune action retenue : une ligne au moins est attendue.")
    days, available = sum(offers(case)[code]["days"] for code in retained), case.truth["actions"]["days"]
    if days > available:
        message = f"{days} jours pour {available} disponibles."
        return wrong(label, weight, message, misconception=MISTAKES["over-days"])
    # A hindrance too many or too few in the coding has cost its points there.
    found = [(_treated(case, retained, wanted), wanted) for wanted in hindrances(answers, case)]
    done, wanted = max(found, key=lambda pair: len(pair[0]) / len(pair[1]))
    received = f"{len(done)} freins traités sur {len(wanted)}, en {days} jours sur {available}."
    if len(done) == len(wanted):
        return right(label, weight, received)
    if not _is_chosen(answers, case, retained):
        return wrong(label, weight, f"{received} {UNTOLD}")
    left = sorted(wanted - done)
    named_only = sum(any(theme in offers(case)[code]["themes"] for code in retained) for _, theme in left)
    # What the candidate did not hear is not told here.
    heard = [key for key in left if own_codes(answers, case)[key] == HINDRANCE]
    message = f"{received} Reste : {', '.join('-'.join(key) for key in heard[:_SHOWN])}." if heard else received
    mistake = MISTAKES["group-not-reached"] if 2 * named_only > len(left) else None
    advice = "Cherchez l’ensemble d’actions le moins long qui traite tous vos freins."
    return wrong(label, weight, message, misconception=mistake, advice=advice, fraction=len(done) / len(wanted))


def judge_links(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of which action treats which hindrance, among those chosen."""
    label, weight = "Frein par frein, ce que traite chaque action retenue", 1.5
    retained = chosen(answers, case)
    # From the coding that is nearest to what was written.
    claimed, choices = _claimed(answers), _links(answers, case, retained)
    expected = min(choices, key=lambda pairs: len(pairs ^ claimed))
    if not expected:
        return wrong(label, weight, "Aucune action retenue ne traite un frein : choisissez d’abord des actions.")

    def betrayed(lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
        by_theme = [
            pair
            for pair in excess
            if pair[0] in offers(case) and pair[1].partition("-")[2] in offers(case)[pair[0]]["themes"]
        ]
        if 2 * len(by_theme) > len(lacking) + len(excess):
            return MISTAKES["theme-without-group"]
        return MISTAKES["one-hindrance-each"] if lacking and not excess else None

    return pairs_check(
        answers,
        "treatments",
        label=label,
        weight=weight,
        columns=("action", "resistance"),
        expected=sorted(expected),
        betrayed=betrayed,
        lacking_as=lambda pair: pair[0],
        advice="Une action traite un frein si elle a son thème et atteint le groupe qu’il retient.",
    )


def judge_places(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that each action has a step of the process that no run passes by before the last gate."""
    label, weight = "Place de chaque action dans le processus", 1.5
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    if isinstance(diagram := drawn(answers, label=label, weight=weight), Check):
        return diagram
    retained = chosen(answers, case)
    if not retained:
        return wrong(label, weight, "Aucune action retenue : une ligne au moins est attendue.")
    steps = {str(row["action"]): _step(diagram, str(row["step"]).strip()) for row in answers.rows(NAME) or ()}
    outside = [code for code in retained if not steps[code]]
    asked = [
        Delivery(information=steps[code], gate=gate)
        for code in retained
        if steps[code]
        for gate in _gates(diagram, steps[code], gates(case)[-1])
    ]
    faults = {problem.delivery.information: problem.fault for problem in delivery_faults(diagram, asked)}
    avoidable = [code for code in retained if faults.get(steps[code]) in _AVOIDABLE]
    # Nor can what a process with too many runs does be told; that it is unsound has cost its points already.
    unread = [code for code in retained if faults.get(steps[code]) is DeliveryFault.UNREAD and not is_unsound(diagram)]
    placed = len(retained) - len(outside) - len(avoidable) - len(unread)
    received = f"{placed} actions à leur place sur {len(retained)}."
    if not _is_chosen(answers, case, retained):
        return wrong(label, weight, f"{received} {UNTOLD}")
    if placed == len(retained):
        return right(label, weight, received)
    parts = [f"Sans étape dans le processus : {', '.join(outside)}."] if outside else []
    parts += [f"Que l’on peut éviter : {', '.join(avoidable)}."] if avoidable else []
    message, fraction = " ".join([received, *parts]), placed / len(retained)
    if unread:
        return reviewed(label, weight, f"{message} À examiner : {', '.join(unread)}.", fraction)
    mistake = MISTAKES["outside-process" if len(outside) >= len(avoidable) else "step-avoidable"]
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def _claimed(answers: Answers) -> set[Pair]:
    return {(str(row["action"]), str(row["resistance"]).strip()) for row in answers.rows("treatments") or ()}


def _links(answers: Answers, case: JudgedCase, retained: Collection[str]) -> list[set[Pair]]:
    """Return which action treats which hindrance, by each coding that may be judged by."""
    return [
        {(code, "-".join(key)) for code in retained for key in wanted if treats(case, code, key)}
        for wanted in hindrances(answers, case)
    ]


def _is_chosen(answers: Answers, case: JudgedCase, retained: Collection[str]) -> bool:
    """Return whether actions were chosen for what they treat: that is all hindrances, or the links say what."""
    if any(_treated(case, retained, wanted) == wanted for wanted in hindrances(answers, case)):
        return True
    claimed = _claimed(answers)
    return any(len(claimed & each) >= LEAST_TOLD * len(claimed | each) > 0 for each in _links(answers, case, retained))


def _gates(diagram: ProcessDiagram, step: str, last: str) -> list[str]:
    """Return what must not be reached without a step: the last gate, or the ends of a participant who does not pass it.

    A last gate that is not drawn has cost its points already.
    """
    pools = {diagram.by_id[node].pool for node in named(diagram, step)}
    drawn_in = {diagram.by_id[node].pool for node in named(diagram, last)}
    if not drawn_in or pools & drawn_in:
        return [last] if drawn_in else []
    return [node.name for node in diagram.nodes if node.kind is NodeKind.END and node.pool in pools]


def _step(diagram: ProcessDiagram, step: str) -> str:
    """Return the name of the step that was meant, by its name or id; empty where no task or sub-process has it."""
    nodes = [diagram.by_id[step]] if step in diagram.by_id else [diagram.by_id[node] for node in named(diagram, step)]
    return next((node.name for node in nodes if node.kind in (NodeKind.TASK, NodeKind.OTHER)), "")


def _treated(case: JudgedCase, retained: Collection[str], wanted: Collection[Pair]) -> set[Pair]:
    return {key for key in wanted if any(treats(case, code, key) for code in retained)}
