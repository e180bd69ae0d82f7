"""The plan against all its limits at once: full marks only within all of them, a part for what it comes near to."""

from dataclasses import dataclass

from autograders.criteria import absent, printed, right, wrong
from autograders.domain.registration import chain_error_mm
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .mistakes import MISTAKES
from .own_plan import OwnPlan, is_serious

# What a plan that misses a limit may still earn; a convention of ours, printed in the notebook.
PARTIAL = 0.6
# A point exactly at a limit may fall on either side of it, by another way of counting.
SLACK_POINTS = 2
TOLERANCE_MIN = 1e-6


@dataclass(frozen=True)
class Shortfall:
    """A limit that the plan misses: how much of it is reached, said in French, and the misconception behind."""

    share: float
    message: str
    misconception: Misconception


def plan_limits_check(answers: Answers, case: JudgedCase, plan: OwnPlan | None, *, weight: float) -> Check:
    """Judge the plan: 1 within all limits, else 60 % of the product of the shares reached of each limit missed.

    A plan that is no basis for anything earns nothing.
    """
    answer = answers["station_plan"]
    label = "Plan de stations dans toutes les limites"
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    if plan is None:
        message = "Aucune ligne ne nomme une position et une résolution qui existent."
        return wrong(label, weight, message, advice="Reprenez les mots de positions.csv et de reglages.csv.")
    found = shortfalls(plan, case)
    stated = f"Plan de {len(plan.stations)} stations, {printed(plan.minutes, 'min')}."
    if not found:
        return right(label, weight, f"{stated} Toutes les limites sont tenues.")
    fraction = PARTIAL if is_serious(plan, case) else 0.0
    for shortfall in found:
        fraction *= shortfall.share
    message = f"{stated} Ne tient pas : {' ; '.join(shortfall.message for shortfall in found)}."
    return wrong(label, weight, message, misconception=found[0].misconception, fraction=fraction)


def shortfalls(plan: OwnPlan, case: JudgedCase) -> list[Shortfall]:
    """Return the limits that a plan misses: what it is made of first, then what it costs, covers and hangs by."""
    return [*_faulty_rows(plan), *_excesses(plan, case), *_gaps(plan, case), *_assembly(plan, case)]


def _faulty_rows(plan: OwnPlan) -> list[Shortfall]:
    found = []
    for faulty, message, mistake in (
        (plan.repeated, "positions employées plusieurs fois", "position-twice"),
        (plan.unknown, "lignes inconnues", "unknown-station"),
    ):
        if faulty:
            share = len(plan.stations) / (len(plan.stations) + len(faulty))
            found.append(Shortfall(share, f"{message} ({', '.join(faulty[:5])})"[:200], MISTAKES[mistake]))
    return found


def _excesses(plan: OwnPlan, case: JudgedCase) -> list[Shortfall]:
    stations, stations_at_most = len(plan.stations), int(case.specification.number("station_limit"))
    minutes_at_most = case.specification.number("minutes_limit")
    found = []
    if stations > stations_at_most:
        message = f"{stations} stations pour {stations_at_most} au plus"
        found.append(Shortfall(stations_at_most / stations, message, MISTAKES["over-stations"]))
    if plan.minutes > minutes_at_most + TOLERANCE_MIN:
        message = f"{printed(plan.minutes, 'min')} pour {printed(minutes_at_most, 'min')} au plus"
        found.append(Shortfall(minutes_at_most / plan.minutes, message, MISTAKES["over-minutes"]))
    return found


def _gaps(plan: OwnPlan, case: JudgedCase) -> list[Shortfall]:
    demanded = case.specification.number("coverage_total_percent") / 100
    slack = SLACK_POINTS / len(plan.zones)
    found = []
    if plan.coverage < demanded - slack:
        message = "la couverture de l’ensemble est insuffisante"
        found.append(Shortfall(plan.coverage / demanded, message, MISTAKES["coverage-short"]))
    required = {str(room): float(percent) / 100 for room, percent in case.truth["requirement"].items()}
    sizes = {room: int((plan.zones == room).sum()) for room in required}
    reached = plan.coverage_by_room
    short = [room for room, share in required.items() if reached[room] < share - SLACK_POINTS / sizes[room]]
    if short:
        message = f"des pièces sont trop peu relevées ({', '.join(short)})"
        found.append(Shortfall(1 - len(short) / len(required), message, MISTAKES["coverage-short"]))
    return found


def _assembly(plan: OwnPlan, case: JudgedCase) -> list[Shortfall]:
    found = []
    if len(plan.groups) > 1:
        alone = "; ".join(", ".join(group[:4]) for group in plan.groups[1:5])
        message = f"{len(plan.groups)} groupes de stations sans recouvrement suffisant entre eux (à part : {alone})"
        share = len(plan.groups[0]) / len(plan.stations)
        found.append(Shortfall(share, message, MISTAKES["isolated-stations"]))
    limit_mm, link_mm = (case.specification.number(key) for key in ("chain_error_limit_mm", "link_error_mm"))
    links = plan.farthest_links
    if links is None:
        found.append(Shortfall(0.5, "aucune station n’est rattachée au canevas", MISTAKES["chain-too-long"]))
    elif (error_mm := chain_error_mm([link_mm] * links)) > limit_mm:
        message = "une station est trop loin du canevas : l’erreur de sa chaîne dépasse la limite"
        found.append(Shortfall(limit_mm / error_mm, message, MISTAKES["chain-too-long"]))
    return found
