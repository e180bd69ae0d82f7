"""Which changes give way when a draughtsman is away: enough, and no more hours than it takes."""

from collections.abc import Mapping, Sequence, Set

from autograders.criteria import Band, absent, folded, number_check, printed, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .backlog import left_over
from .words import MISTAKES
from .workload import TOLERANCE_H, Hours, admitted_hours, monthly, months

NAME = "postponed"
# Beyond this share above the least, a plan that suffices earns nothing for it: a convention of ours.
DEAREST_SHARE = 0.25
TENTHS = 10


def least_postponed_h(months_of: Mapping[str, str], hours: Hours, order: Sequence[str], capacity_h: float) -> float:
    """Return the fewest hours that have to leave the period so that nothing is left at its end.

    Nothing is left if, from each month to the last, the hours kept are no more than the capacity of these months:
    totals that can be kept are built up from the last month to the first, as for the knapsack problem (Bellman, 1957).

    Parameters
    ----------
    months_of : mapping of str by change
    hours : mapping of float by change, h
        To a tenth of an hour.
    order : sequence of str
        The months.
    capacity_h : float, h

    Examples
    --------
    >>> least_postponed_h({"a": "1", "b": "2", "c": "2"}, {"a": 10.0, "b": 30.0, "c": 25.0}, ["1", "2"], 30.0)
    25.0
    """
    kept = {0}
    for rank, month in enumerate(reversed(order), start=1):
        bound = TENTHS * (rank * capacity_h + TOLERANCE_H)
        for change, value in hours.items():
            if months_of[change] == month:
                kept |= {total + round(TENTHS * value) for total in kept}
        kept = {total for total in kept if total <= bound}
    return sum(hours.values()) - max(kept) / TENTHS


def judge_postponement(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the plan: it suffices, it is the least, and its hours are stated."""
    labels = (("Reports : rien ne reste à la fin", 0.75), ("Reports : pas plus d’heures qu’il n’en faut", 1.0))
    given = {folded(row["change"]) for row in answers.rows(NAME) or ()}
    known = {folded(change): change for change in case.truth["changes"]}
    plan = {known[change] for change in given if change in known}
    idle = sorted(given - {folded(change) for change in case.truth["workload"]["approved"]})
    missing = [absent(answers[NAME], label=label, weight=weight) for label, weight in labels]
    if any(missing):
        checks = [each for each in missing if each is not None]
    elif idle:
        message = f"Ne sont pas des modifications approuvées : {', '.join(idle)[:200]}."
        advice = "Elles ne chargent pas le bureau d’études : les reporter n’y change rien."
        checks = [wrong(label, weight, message, advice=advice) for label, weight in labels]
    else:
        checks = _judge_plan(labels, plan, answers, case)
    return [*checks, _judge_stated(answers, case, plan)]


def _judge_plan(
    labels: Sequence[tuple[str, float]], plan: Set[str], answers: Answers, case: JudgedCase
) -> Sequence[Check]:
    """Return the better of what the plan is worth by the candidate's own impacts and by the right ones."""
    judged = [_judge_by(labels, plan, hours, case) for hours in admitted_hours(answers, case)]
    return max(judged, key=lambda checks: sum(check.weight * check.fraction for check in checks))


def _judge_by(labels: Sequence[tuple[str, float]], plan: Set[str], hours: Hours, case: JudgedCase) -> Sequence[Check]:
    capacity_h = case.specification.number("fallback_capacity_h_per_month")
    usual_h = case.specification.number("capacity_h_per_month")
    (enough, enough_weight), (sparing, sparing_weight) = labels
    kept = monthly(case, {change: value for change, value in hours.items() if change not in plan})
    left_h = left_over(kept, capacity_h)[-1]
    postponed_h = sum(hours[change] for change in plan)
    stated = f"{len(plan)} modifications, {printed(postponed_h, 'h')} reportées"
    months_of = {change: str(record["submitted"])[:7] for change, record in case.truth["change_records"].items()}
    if left_h > TOLERANCE_H:
        least_h = least_postponed_h(months_of, hours, months(case), usual_h)
        usual = left_over(kept, usual_h)[-1] <= TOLERANCE_H and postponed_h <= least_h + TOLERANCE_H
        mistake = MISTAKES["full-capacity-kept" if usual else "too-little-postponed"]
        message = f"{stated} : il reste {printed(left_h, 'h')} à la fin du dernier mois."
        return [
            wrong(enough, enough_weight, message, misconception=mistake),
            wrong(sparing, sparing_weight, "Ces reports ne suffisent pas : rien à comparer."),
        ]
    least_h = least_postponed_h(months_of, hours, months(case), capacity_h)
    excess = (postponed_h - least_h) / max(least_h, 1.0)
    checks = [right(enough, enough_weight, f"{stated} : rien ne reste à la fin du dernier mois.")]
    if postponed_h <= least_h + TOLERANCE_H:
        return [*checks, right(sparing, sparing_weight, f"{stated} : on ne peut en reporter moins.")]
    fraction = max(0.0, min(0.75, 1 - excess / DEAREST_SHARE))
    mistake = MISTAKES["too-much-postponed"]
    return [*checks, wrong(sparing, sparing_weight, f"{stated}.", misconception=mistake, fraction=fraction)]


def _judge_stated(answers: Answers, case: JudgedCase, plan: Set[str]) -> Check:
    totals = [
        sum(value for change, value in hours.items() if change in plan) for hours in admitted_hours(answers, case)
    ]
    if not answers[NAME].given:
        label = answers["postponed_h"].declaration.label
        missing = absent(answers["postponed_h"], label=label, weight=0.25)
        return missing or wrong(label, 0.25, "Des heures sans la liste des reports qui les fonde.")
    return number_check(
        answers,
        "postponed_h",
        weight=0.25,
        accepted=[Band.around(total, absolute=TOLERANCE_H) for total in totals],
        advice="C’est la somme des charges des modifications que vous reportez.",
    )
