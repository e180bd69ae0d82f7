"""The matrix of responsibilities: what is wrong with the draft, and a matrix that is mended rather than redone."""

from collections.abc import Collection, Mapping
from typing import Any

from autograders.criteria import Pair, absent, pairs_check, right, wrong
from autograders.domain.stakeholders import RaciFault, RaciRules, raci_problems
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

NAME = "matrix"
# A convention of ours, printed in the notebook: beyond, the draft is not mended but redone.
MOST_CHANGED = 8
FAULTS = {
    RaciFault.NO_ACCOUNTABLE: "sans A",
    RaciFault.SEVERAL_ACCOUNTABLE: "plusieurs A",
    RaciFault.NO_RESPONSIBLE: "sans R",
    RaciFault.NO_AUTHORITY: "A sans autorité",
    RaciFault.TOLD_WHAT_IT_DOES: "C ou I de trop",
    RaciFault.IDLE_ROLE: "rôle sans lettre",
}
_SHOWN = 4


def told(case: JudgedCase) -> Mapping[str, Any]:
    """Return what is known of roles, activities and draft."""
    known: Mapping[str, Any] = case.truth["responsibilities"]
    return known


def rules(case: JudgedCase) -> RaciRules:
    """Return what a matrix must cover."""
    known = told(case)
    return RaciRules(
        activities=tuple(known["activities"]),
        roles=tuple(known["roles"]),
        authority=known["authority"],
        needed_authority=known["needed_authority"],
    )


def draft(case: JudgedCase) -> dict[Pair, str]:
    """Return the letters of the draft by activity and role."""
    return {(cell["activity"], cell["role"]): cell["letters"] for cell in told(case)["draft"]}


def own_matrix(answers: Answers, case: JudgedCase) -> dict[Pair, str]:
    """Return the candidate's letters by activity and role; those of the draft where no matrix was given."""
    rows = answers.rows(NAME)
    if not rows:
        return draft(case)
    return {
        (str(row["activity"]).strip(), role): letters
        for row in rows
        for role in told(case)["roles"]
        if (letters := _letters(row[role.lower()]))
    }


def doers(answers: Answers, case: JudgedCase) -> dict[str, set[str]]:
    """Return the roles that do each activity, by the candidate's own matrix."""
    cells = own_matrix(answers, case)
    # A matrix that is not mended but redone binds nobody.
    if _changed(cells, draft(case)) > MOST_CHANGED:
        cells = draft(case)
    return {
        activity: {role for role in told(case)["roles"] if "R" in cells.get((activity, role), "")}
        for activity in told(case)["activities"]
    }


def judge_faults(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the faults of the draft."""
    problems = raci_problems(draft(case), rules(case))

    def betrayed(lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
        if excess and all(_holds_combined(case, place) for place, _ in excess):
            return MISTAKES["combined-letters"]
        unread = any(fault == FAULTS[RaciFault.NO_AUTHORITY] for _, fault in lacking)
        return MISTAKES["authority-not-read"] if unread and not excess else None

    return pairs_check(
        answers,
        "matrix_faults",
        label="Fautes de l’ébauche",
        weight=2.0,
        columns=("place", "fault"),
        expected=list(dict.fromkeys((problem.activity or problem.role, FAULTS[problem.fault]) for problem in problems)),
        betrayed=betrayed,
        lacking_as=lambda pair: "une faute",
        advice="Passez les règles du cahier des charges une à une, activité par activité, puis rôle par rôle.",
    )


def judge_matrix(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the mended matrix: the rules, and how much of the draft is left."""
    label, weight = answers[NAME].declaration.label, 2.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    own, before = own_matrix(answers, case), draft(case)
    problems = raci_problems(own, rules(case))
    changed = _changed(own, before)
    received = f"{changed} cases changées, {len(problems)} règles enfreintes."
    if changed > MOST_CHANGED:
        return wrong(label, weight, received, misconception=MISTAKES["matrix-redone"])
    if not problems:
        return right(label, weight, received)
    places = [f"{problem.activity or problem.role} : {problem.fault.value}" for problem in problems[:_SHOWN]]
    mistake = MISTAKES["draft-unchanged"] if not changed else None
    fraction = max(0.0, 1 - len(problems) / len(raci_problems(before, rules(case))))
    return wrong(
        label, weight, f"{received} {' ; '.join(place[:100] for place in places)}.", misconception=mistake,
        advice="Corrigez la case fautive, puis repassez toutes les règles.", fraction=fraction,
    )  # fmt: skip


def _changed(own: Mapping[Pair, str], before: Mapping[Pair, str]) -> int:
    """Return how many cells differ from those of the draft."""
    return sum(own.get(cell, "") != _letters(before.get(cell, "")) for cell in own.keys() | before.keys())


def _holds_combined(case: JudgedCase, place: str) -> bool:
    """Return whether some role of an activity holds several letters in the draft."""
    return any(len(letters) > 1 for (activity, _), letters in draft(case).items() if activity == place)


def _letters(cell: object) -> str:
    """Return the letters of a cell in the order of the acronym, whatever stands between them.

    Examples
    --------
    >>> _letters("a / r"), _letters("RA"), _letters("x")
    ('RA', 'RA', 'X')
    """
    found = "".join(letter for letter in str(cell).upper() if letter.isalpha())[:8]
    return "".join(sorted(found, key=lambda letter: ("RACI".find(letter) % 5, letter)))
