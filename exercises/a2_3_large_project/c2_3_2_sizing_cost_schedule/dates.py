"""Judges of early dates, floats and the critical path, from the candidate's own dates of what precedes."""

from datetime import timedelta

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, folded, right, rows_check, wrong
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .network import Dates, Network
from .own import MISTAKES, day_of, own_cell, own_rows

NAME = "dates"
ADVICE = "Depuis J8, remontez chaque fois par le lien qui retient la date au plus tôt."
ADVICE_ON_FLOATS = (
    f"{ADVICE} Des marges nulles ne suffisent pas : entre deux calendriers, une tâche critique peut avoir quelques "
    "jours de marge totale."
)


def judge_dates(answers: Answers, network: Network) -> list[Check]:
    """Return the checks of dates, floats and path."""
    own = network.own_dates(own_rows(answers, NAME, "task"))
    return [
        dates_check(answers, network, own),
        total_check(answers, network, own),
        free_check(answers, network, own),
        path_check(answers, network),
    ]


def row_dates(network: Network, row: Row) -> Dates | None:
    """Return the dates of a row, or ``None`` where they are far from those of the project."""
    first, last = day_of(row.get("start")), day_of(row.get("finish"))
    if first is None or last is None or not network.known(first) or not network.known(last):
        return None
    return first, last


def dates_check(answers: Answers, network: Network, own: dict[str, Dates]) -> Check:
    """Judge early dates: those of the truth, or those that follow from the own dates of the predecessors."""

    def rule(code: str, row: Row) -> Slip | None:
        given = row_dates(network, row)
        if given is None:
            return Slip("dates à des dizaines d’années du projet")
        if given == network.early[code] or given == network.follows(code, own):
            return None
        return Slip("dates autres que celles de ses prédécesseurs", betrayed(network, code, given, own))

    return rows_check(
        answers,
        NAME,
        label="Dates au plus tôt",
        weight=2.0,
        key="task",
        expected=list(network.tasks),
        rule=rule,
        advice="Le plus grand de ce que permettent les liens, sur le calendrier de la tâche.",
    )


def betrayed(network: Network, code: str, given: Dates, own: dict[str, Dates]) -> Misconception | None:
    """Return the misconception that the dates of a task betray, if any."""
    first, last = network.follows(code, own)
    if given[0] == first and given[1] in (last + timedelta(days=1), network.day_after(code, last)):
        return MISTAKES["finish-a-day-late"]
    forms = network.misread(code)
    name = next((form for form in forms if given == network.follows(code, own, form)), None)
    return MISTAKES[name] if name else None


def total_check(answers: Answers, network: Network, own: dict[str, Dates]) -> Check:
    """Judge total floats: those of the truth, or up to the late start from the own early one."""

    def rule(code: str, row: Row) -> Slip | None:
        value = own_cell(row, "total_float_days")
        count = network.tasks[code].calendar.count_before
        late, early = network.late_starts[code].toordinal(), own[code][0].toordinal()
        if value in (network.floats[code]["total_float_days"], count(late) - count(early)):
            return None
        in_days = value is not None and value > 0 and value == late - early
        return Slip("marge totale inexacte", MISTAKES["float-in-calendar-days"] if in_days else None)

    return rows_check(
        answers,
        NAME,
        label="Marges totales",
        weight=1.25,
        key="task",
        expected=list(network.tasks),
        rule=rule,
        advice="Rang au plus tard moins rang au plus tôt, sur le calendrier de la tâche.",
    )


def free_check(answers: Answers, network: Network, own: dict[str, Dates]) -> Check:
    """Judge free floats: those of the truth, or those that the own early dates leave."""
    rows = answers.rows(NAME) or ()
    copied = all(own_cell(row, "free_float_days") == own_cell(row, "total_float_days") for row in rows)

    def rule(code: str, row: Row) -> Slip | None:
        value = own_cell(row, "free_float_days")
        if value == network.floats[code]["free_float_days"] or value == network.free_float_days(code, own):
            return None
        return Slip("marge libre inexacte", MISTAKES["total-for-free"] if copied else None)

    return rows_check(
        answers,
        NAME,
        label="Marges libres",
        weight=0.75,
        key="task",
        expected=list(network.tasks),
        rule=rule,
        advice="Le plus grand retard qui ne déplace aucune autre date au plus tôt, ni la fin.",
    )


def path_check(answers: Answers, network: Network) -> Check:
    """Judge the critical path: the share of its tasks found, those that are not on it taken off, and their order."""
    name, weight = "critical_path", 1.25
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    rows = sorted(answers.rows(name) or (), key=lambda row: own_cell(row, "step") or 0)
    given = [folded(row.get("task", "")) for row in rows]
    path = [folded(code) for code in network.path]
    found, excess = set(given) & set(path), set(given) - set(path)
    received = f"{len(found)} étapes justes sur {len(path)}, {len(excess)} de trop."
    if given == path:
        return right(label, weight, received)
    if set(given) == set(path):
        advice = "De la première à la mise en service, chaque étape une fois."
        return wrong(label, weight, f"{received} L’ordre n’est pas celui des liens.", advice=advice, fraction=0.5)
    lacking = {code for code in network.path if folded(code) not in found}
    milestones = set(network.milestones)
    slip = "milestones-left-out" if not excess and lacking <= milestones else ""
    with_float = any(network.floats[code]["total_float_days"] > 0 for code in lacking)
    return wrong(
        label,
        weight,
        received,
        misconception=MISTAKES.get(slip),
        advice=ADVICE_ON_FLOATS if with_float else ADVICE,
        fraction=0.75 * len(found) / len(set(given) | set(path)),
    )
