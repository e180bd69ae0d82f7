"""Judges of the resources at the early dates, of the plan that respects their capacities, and of its milestones."""

from collections import Counter
from datetime import date
from itertools import pairwise

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, right, rows_check, wrong
from autograders.domain.scheduling import WEEKDAYS
from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .dates import row_dates
from .network import Dates, Network
from .own import MISTAKES, day_of, own_cell, own_rows

NAME = "gantt"
# Beyond what placing the most urgent task first leads to, which the brief describes: capacities alone may cost months.
DELAY_AT_MOST_DAYS = 60
# Of the rows of a plan, those that must hold together before its resources and its end are looked at.
SOUND = 0.9
# Days off in a row that an overload is thought to go on over: a long weekend.
LONGEST_PAUSE_DAYS = 4


def judge_resources(answers: Answers, network: Network) -> list[Check]:
    """Return the checks of peaks and overloads, from the own early dates or the right ones."""
    own = network.own_dates(own_rows(answers, "dates", "task"))
    found = [network.early_loads if own == network.early else network.loads(own), network.early_loads]

    def peak_rule(resource: str, row: Row) -> Slip | None:
        value, day = own_cell(row, "peak"), day_of(row.get("first_peak_day"))
        if any((value, day) == _peak(loads[resource]) for loads in found):
            return None
        demands = [task.demands.get(resource, 0) for task in network.tasks.values()]
        slips = {"demand-of-all-tasks": sum(demands), "largest-task-demand": max(demands)}
        slip = next((name for name, wrong_value in slips.items() if value == wrong_value), None)
        return Slip("pointe ou premier jour inexacts", MISTAKES[slip] if slip else None)

    def overload_rule(resource: str, row: Row) -> Slip | None:
        value = own_cell(row, "overload_days")
        if any(value == network.overload_days(loads)[resource] for loads in found):
            return None
        elapsed = value is not None and any(value == _elapsed(network, loads[resource], resource) for loads in found)
        return Slip("jours de surcharge inexacts", MISTAKES["overloads-in-elapsed-days"] if elapsed else None)

    return [
        rows_check(
            answers,
            "resources",
            label=label,
            weight=0.75,
            key="resource",
            expected=list(network.capacities),
            rule=rule,
            advice=advice,
        )
        for label, rule, advice in (
            ("Pointes des ressources", peak_rule, "Σ des unités des tâches du même jour ouvré, et le premier jour."),
            ("Jours de surcharge", overload_rule, "Le nombre de jours où la somme dépasse la capacité."),
        )
    ]


def _peak(by_day: Counter[date]) -> tuple[float, date] | None:
    load = max(by_day.values(), default=0)
    return (load, min(day for day, units in by_day.items() if units == load)) if load else None


def _elapsed(network: Network, by_day: Counter[date], resource: str) -> int:
    """Return the days of overload with the weekends and holidays that lie between two of them."""
    days = sorted(day for day, load in by_day.items() if load > network.capacities[resource])
    gaps = ((after - before).days - 1 for before, after in pairwise(days))
    return len(days) + sum(gap for gap in gaps if gap <= LONGEST_PAUSE_DAYS)


def judge_plan(answers: Answers, network: Network) -> list[Check]:
    """Return the checks of the plan: rows, capacities, end, milestones."""
    rows = own_rows(answers, NAME, "task")
    own = network.own_dates(rows)
    holds = rows_plan_check(answers, network, own)
    sound = holds.fraction >= SOUND
    overloads = sum(network.overload_days(network.loads(own)).values())
    return [
        holds,
        capacities_check(answers, network, overloads, sound=sound),
        end_check(answers, network, own, sound=sound and not overloads),
        milestones_check(answers, network, own),
    ]


def rows_plan_check(answers: Answers, network: Network, own: dict[str, Dates]) -> Check:
    """Judge each row of the plan: its links after the own dates of its predecessors, its calendar, its duration."""

    def rule(code: str, row: Row) -> Slip | None:
        given = row_dates(network, row)
        if given is None:
            return Slip("dates à des dizaines d’années du projet")
        first, last = given
        expected = network.last_from(code, first)
        if expected is None:
            return Slip("commence un jour chômé de son calendrier, ou finit des années après le projet")
        if first < network.follows(code, own)[0]:
            return Slip("commence avant que ses liens le permettent")
        return None if last == expected else Slip("sa durée n’est pas celle du planning sur son calendrier")

    return rows_check(
        answers,
        NAME,
        label="Planning réalisable : liens, calendriers, durées",
        weight=0.5,
        key="task",
        expected=list(network.tasks),
        rule=rule,
        advice="Chaque tâche après ce que ses liens permettent, sur son calendrier, sans interruption.",
    )


def capacities_check(answers: Answers, network: Network, overloads: int, *, sound: bool) -> Check:
    """Judge whether no day of the plan asks for more than there is."""
    label, weight = "Planning réalisable : capacités", 1.25
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    if not sound:
        return wrong(
            label, weight, "Planning dont les liens et les calendriers ne tiennent pas : capacités non jugées."
        )
    if not overloads:
        return right(label, weight, "Aucun jour de surcharge.")
    early = sum(network.overload_days(network.early_loads).values())
    mistake = MISTAKES["early-dates-as-plan"] if overloads == early else None
    return wrong(
        label,
        weight,
        f"{overloads} jours de surcharge.",
        misconception=mistake,
        advice="Décalez une des tâches qui demandent la ressource ces jours-là.",
        fraction=max(0.0, 0.5 * (1 - overloads / early)) if early else 0.0,
    )


def end_check(answers: Answers, network: Network, own: dict[str, Dates], *, sound: bool) -> Check:
    """Judge whether the plan ends soon enough."""
    label, weight = "Planning réalisable : mise en service", 0.5
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    if not sound:
        return wrong(label, weight, "Planning en surcharge ou qui ne tient pas : mise en service non jugée.")
    end = max(last for _, last in own.values())
    message = f"{(end - network.finish).days} jours calendaires après la date au plus tôt."
    if (end - network.levelled_finish).days <= DELAY_AT_MOST_DAYS:
        return right(label, weight, message)
    return wrong(label, weight, message, misconception=MISTAKES["everything-postponed"])


def milestones_check(answers: Answers, network: Network, own: dict[str, Dates]) -> Check:
    """Judge the milestones: early dates, those of the own plan, and the days between them."""
    early = network.own_dates(own_rows(answers, "dates", "task"))
    has_plan = bool(own_rows(answers, NAME, "task"))

    def rule(code: str, row: Row) -> Slip | None:
        first, planned = day_of(row.get("early")), day_of(row.get("planned"))
        if first is None or first not in (early[code][1], network.early[code][1]):
            return Slip("date au plus tôt autre que celle de vos dates")
        if not has_plan or planned is None or planned != own[code][1]:
            return Slip("date autre que celle de votre planning")
        slip_days, calendar = own_cell(row, "slip_days"), network.tasks[code].calendar
        if slip_days == (planned - first).days:
            return None
        worked = WEEKDAYS.count_before(planned.toordinal()) - WEEKDAYS.count_before(first.toordinal())
        in_working = slip_days is not None and slip_days == worked and calendar is not WEEKDAYS
        return Slip("écart inexact", MISTAKES["slip-in-working-days"] if in_working else None)

    return rows_check(
        answers,
        "milestones",
        label=answers["milestones"].declaration.label,
        weight=1.0,
        key="milestone",
        expected=network.milestones,
        rule=rule,
        advice="Date au plus tôt, date de votre planning, différence en jours calendaires.",
    )
