"""What the candidate found in the two other notebooks: figures, and the dates of the milestones."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from autograders.criteria import folded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase

HINDRANCE = "frein"
FURNITURE, OPENING, OPENING_KEY = "L8060", "J8", "mise_en_service"
NUMBERS = {
    "budget": "C2.3.2.budget_eur",
    "ecart_cout": "C2.3.2.cost_variance_eur",
    "indice_cout": "C2.3.2.cost_index",
    "estimation": "C2.3.2.estimate_eur",
}
PEAKS = {"acces": "concurrent", "serveurs": "servers", "stockage": "stored_tb"}
SUMS = {"entretiens": "interviews", "organismes": "bodies"}


def asked(case: JudgedCase) -> Mapping[str, Any]:
    """Return the figures that the roadmap shows, by key: value, unit, decimals, notebook."""
    told: Mapping[str, Any] = case.truth["roadmap"]["figures"]
    return told


def milestones(case: JudgedCase) -> list[str]:
    """Return the milestones that close the stages of the roadmap."""
    return list(case.truth["roadmap"]["milestones"])


def figure(answers: Answers, case: JudgedCase, key: str) -> float | None:
    """Return the candidate's own figure in the unit of its answer, or ``None`` if it was not handed in."""
    if key in NUMBERS:
        return answers.number(NUMBERS[key])
    if key in PEAKS:
        return max((float(row[PEAKS[key]]) for row in answers.rows("C2.3.2.yearly_needs") or ()), default=None)
    if key in SUMS:
        rows = answers.rows("C2.3.1.quotas")
        return None if rows is None else float(sum(int(row[SUMS[key]]) for row in rows))
    if key == "freins":
        rows = answers.rows("C2.3.1.coding")
        found = {(folded(row["interview"]), folded(row["theme"])) for row in rows or () if _is_hindrance(row["code"])}
        return None if rows is None else float(len(found))
    given = [row for row in answers.rows("C2.3.2.dates") or () if folded(row["task"]) == folded(FURNITURE)]
    return float(given[0]["total_float_days"]) if given else None


def right_dates(case: JudgedCase) -> dict[str, date]:
    """Return the early dates of all milestones."""
    activities = case.truth["schedule"]["activities"].items()
    return {code: date.fromisoformat(each["early_finish"]) for code, each in activities if code.startswith("J")}


def early_dates(answers: Answers, case: JudgedCase) -> dict[str, date]:
    """Return the early dates of the milestones that the candidate found."""
    own = dict(_days(answers.rows("C2.3.2.dates"), "task", "finish"))
    return {code: own[code] for code in right_dates(case) if code in own}


def feasible_dates(answers: Answers) -> dict[str, date]:
    """Return the dates of the milestones in the candidate's own feasible plan."""
    return dict(_days(answers.rows("C2.3.2.milestones"), "milestone", "planned"))


def day_of(text: object) -> date | None:
    """Return a day written as ISO 8601 has it, or ``None``.

    Examples
    --------
    >>> day_of(" 2029-05-06 "), day_of("06/05/2029")
    (datetime.date(2029, 5, 6), None)
    """
    try:
        return date.fromisoformat(str(text).strip())
    except ValueError:
        return None


def _days(rows: Iterable[Mapping[str, Any]] | None, code: str, column: str) -> Iterable[tuple[str, date]]:
    for row in rows or ():
        if (day := day_of(row[column])) is not None:
            yield str(row[code]).strip().upper(), day


def _is_hindrance(code: object) -> bool:
    return folded(code) == HINDRANCE
