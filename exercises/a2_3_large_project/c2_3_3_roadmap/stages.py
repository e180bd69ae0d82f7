"""Stages of the roadmap: the dates of the milestones that close them, what is delivered, what is spent by then."""

from collections.abc import Mapping
from datetime import date, datetime

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import early_dates, feasible_dates, milestones, right_dates
from .words import MISTAKES

NAME = "stages"
TOLERANCE_MEUR = 0.0501
EUR_PER_MEUR = 1e6
# An own date farther than this from any that was found is invented: nothing is judged from it.
FARTHEST_DAYS = 31


def judge_dates(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of both dates of each milestone."""
    return rows_check(
        answers,
        NAME,
        label="Dates des étapes, au plus tôt et réalisables",
        weight=2.0,
        key="milestone",
        expected=milestones(case),
        rule=lambda code, row: _date_slip(answers, case, code, row),
        advice="« early » est la fin au plus tôt de « dates », « feasible » la colonne « planned » de « milestones ».",
    )


def judge_deliveries(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of how many deliveries each stage has."""
    counts = [_counts(case, dates) for dates in _dates(answers, case)]
    due = case.truth["deliveries"]["deliveries"]
    narrow = {code: sum(each["milestone"] == code for each in due) for code in milestones(case)}
    before = [_accumulated(each) for each in counts]

    def slip(code: str, row: Row) -> Slip | None:
        given = int(row["deliveries"])
        if any(given == each[code] for each in counts):
            return None
        if given == narrow[code]:
            return Slip("d’autres livraisons tombent dans cette étape", MISTAKES["other-gates-left-out"])
        if any(given == each[code] for each in before):
            return Slip("c’est un cumul", MISTAKES["deliveries-accumulated"])
        return Slip("ce n’est pas ce que donnent exigences_echange.csv et vos dates")

    return rows_check(
        answers,
        NAME,
        label="Livraisons d’information de chaque étape",
        weight=1.0,
        key="milestone",
        expected=milestones(case),
        rule=slip,
        advice="Une livraison est de la première étape qui finit le jour de son jalon ou après.",
    )


def judge_planned(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the accumulated planned value at each milestone, by the candidate's own date of it."""

    def slip(code: str, row: Row) -> Slip | None:
        given = float(row["planned_meur"])
        days = [*stated_dates(answers, case)[code], *(dates[code] for dates in _dates(answers, case))]
        ranks = {_month_rank(case, day) for day in days}
        curve = [value / EUR_PER_MEUR for value in case.truth["progress"]["planned_curve_eur"]]
        ranks = {min(max(rank, 0), len(curve) - 1) for rank in ranks}
        if any(abs(given - curve[rank]) <= TOLERANCE_MEUR for rank in ranks):
            return None
        if any(abs(given * scale - curve[rank]) <= TOLERANCE_MEUR for rank in ranks for scale in (1e-3, 1e-6)):
            return Slip("valeur dans une autre unité", MISTAKES["wrong-unit"])
        if any(rank and abs(given - curve[rank] + curve[rank - 1]) <= TOLERANCE_MEUR for rank in ranks):
            return Slip("c’est la valeur du seul mois", MISTAKES["month-for-accumulated"])
        if any(rank and abs(given - curve[rank - 1]) <= TOLERANCE_MEUR for rank in ranks):
            return Slip("le mois du jalon n’y est pas", MISTAKES["month-not-finished"])
        return Slip("ce n’est pas le cumul de valeur_planifiee.csv à la fin de ce mois")

    return rows_check(
        answers,
        NAME,
        label="Valeur planifiée cumulée à chaque étape",
        weight=1.0,
        key="milestone",
        expected=milestones(case),
        rule=slip,
        advice="Sommez tous les lots, du premier mois au mois du jalon compris, puis divisez par un million.",
    )


def stated_dates(answers: Answers, case: JudgedCase) -> dict[str, set[date]]:
    """Return the early dates of the milestones as the candidate's table has them; as they may be, where it does not."""
    given = rows_by_key(answers.rows(NAME) or (), "milestone")
    found: dict[str, set[date]] = {}
    for code in milestones(case):
        days = {date.fromisoformat(str(row["early"])) for row in given.get(folded(code), ())}
        known = {dates[code] for dates in _dates(answers, case)}
        near = [*known, *(planned for each, planned in feasible_dates(answers).items() if each == code)]
        plausible = {day for day in days if any(abs((day - one).days) <= FARTHEST_DAYS for one in near)}
        found[code] = plausible or known
    return found


def _dates(answers: Answers, case: JudgedCase) -> list[dict[str, date]]:
    """Return the early dates of all milestones: the candidate's, completed where some lack, and the right ones."""
    right = right_dates(case)
    return [right | early_dates(answers, case), right]


def _date_slip(answers: Answers, case: JudgedCase, code: str, row: Row) -> Slip | None:
    known, planned = early_dates(answers, case), feasible_dates(answers)
    if code not in known or code not in planned:
        return Slip("votre carnet C2.3.2 ne rend pas ce jalon dans « dates » et « milestones »")
    early, feasible = (date.fromisoformat(str(row[column])) for column in ("early", "feasible"))
    if (early, feasible) == (known[code], planned[code]):
        return None
    which = "la date au plus tôt" if early != known[code] else "la date réalisable"
    after = 1 in ((early - known[code]).days, (feasible - planned[code]).days)
    mistake = MISTAKES["day-after"] if after else None
    return Slip(f"{which} n’est pas celle que vous avez rendue", mistake)


def _counts(case: JudgedCase, dates: Mapping[str, date]) -> dict[str, int]:
    """Return how many deliveries each stage has, by the dates of all milestones."""
    ends = sorted(milestones(case), key=lambda code: dates[code])
    found = dict.fromkeys(ends, 0)
    for each in case.truth["deliveries"]["deliveries"]:
        day = dates[each["milestone"]]
        found[next((code for code in ends if dates[code] >= day), ends[-1])] += 1
    return found


def _accumulated(counts: Mapping[str, int]) -> dict[str, int]:
    total, found = 0, {}
    for code, count in counts.items():
        total += count
        found[code] = total
    return found


def _month_rank(case: JudgedCase, day: date) -> int:
    start = datetime.strptime(str(case.specification["start_date"]), "%d/%m/%Y").date()
    return 12 * (day.year - start.year) + day.month - start.month
