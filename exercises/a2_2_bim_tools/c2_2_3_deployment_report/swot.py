"""The SWOT: each subject in its quadrant, by a finding and the value that the candidate found for it."""

from collections.abc import Collection, Mapping
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, plain, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MODEL_FINDING, THEME_FINDING, TOKENS, finding, theme_sides
from .words import MISTAKES

INSIDE, OUTSIDE = ("force", "faiblesse"), ("opportunite", "menace")
CONFORMITY_PERCENT, LEVEL = 90.0, 2
# A share is told to one decimal at least, all else is whole.
SHARE_TOLERANCE, TOLERANCE = 0.0501, 1e-6


def subjects(case: JudgedCase) -> Mapping[str, Any]:
    """Return the subjects from inside by code, each with its finding and its value."""
    told: Mapping[str, Any] = case.truth["swot"]["inside"]
    return told


def is_strength(case: JudgedCase, code: str, value: float) -> bool:
    """Return whether a finding's value makes its subject a strength."""
    if code.startswith(THEME_FINDING):
        return value > 0
    if code.startswith(MODEL_FINDING):
        return value >= CONFORMITY_PERCENT - TOLERANCE
    if code == "reseau_points_uniques":
        return value == 0
    if code == "jetons_refus":
        return value <= case.specification.number("blocking_limit_percent") + TOLERANCE
    return value >= LEVEL


def tolerance_of(code: str) -> float:
    """Return how far a value may be from the one that was found."""
    return SHARE_TOLERANCE if code.startswith(MODEL_FINDING) or code == "jetons_refus" else TOLERANCE


def judge_inside(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the subjects from inside."""
    return rows_check(
        answers,
        "swot_inside",
        label="Sujets internes : quadrant, constat et valeur qui le fondent",
        weight=5.0,
        key="subject",
        expected=list(subjects(case)),
        rule=lambda subject, row: inside_slip(answers, case, subject, row),
        advice="Pour chaque sujet : le constat qui en décide, la valeur que vous en avez trouvée, puis le seuil.",
    )


def inside_slip(answers: Answers, case: JudgedCase, subject: str, row: Row) -> Slip | None:
    """Return what is wrong with the row of a subject from inside."""
    code = str(subjects(case)[subject]["finding"])
    quadrant, value = plain(row["quadrant"]), float(row["value"])
    if quadrant in OUTSIDE:
        return Slip("ce sujet est interne", MISTAKES["inside-as-outside"])
    if folded(row["finding"]) != folded(code):
        return Slip("le constat cité n’est pas celui qui en décide", MISTAKES["finding-not-its-own"])
    own = finding(answers, code)
    if own is None:
        return Slip("vos autres carnets n’établissent pas ce constat")
    # The right one too: what was found wrong there may have been mended since.
    known = (own, float(subjects(case)[subject]["value"]))
    right = [each for each in known if abs(value - each) <= tolerance_of(code)]
    if not right:
        return _value_slip(answers, case, code, value, known)
    wanted = {INSIDE[0] if is_strength(case, code, each) else INSIDE[1] for each in (*right, value)}
    return None if quadrant in wanted else Slip("le quadrant contredit la valeur", MISTAKES["against-the-figure"])


def judge_outside(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the facts from outside; a wrong one takes a right one away."""
    told: Mapping[str, str] = case.truth["swot"]["outside"]

    def slip(fact: str, row: Row) -> Slip | None:
        quadrant = plain(row["quadrant"])
        if quadrant in INSIDE:
            return Slip("ce fait est externe", MISTAKES["outside-as-inside"])
        return (
            None if quadrant == told[fact] else Slip("son effet sur Tarvenne est l’inverse", MISTAKES["other-effect"])
        )

    return rows_check(
        answers,
        "swot_outside",
        label="Faits externes : opportunité ou menace",
        weight=2.0,
        key="fact",
        expected=list(told),
        rule=slip,
        advice="Demandez-vous ce que le fait change pour Tarvenne, telle qu’elle est.",
        penalty=1.0,
    )


def _value_slip(answers: Answers, case: JudgedCase, code: str, value: float, values: Collection[float]) -> Slip:
    if tolerance_of(code) == SHARE_TOLERANCE and any(abs(100 * value - each) <= SHARE_TOLERANCE for each in values):
        return Slip("valeur en part de 1, non en %", MISTAKES["share-for-percent"])
    if code.startswith(THEME_FINDING):
        sides = theme_sides(answers, code.removeprefix(THEME_FINDING)) or (0, 0)
        if any(abs(value + each) <= TOLERANCE for each in values):
            return Slip("la différence est à l’envers", MISTAKES["balance-reversed"])
        if value in sides or -value in sides:
            return Slip("un seul côté est compté", MISTAKES["one-side-counted"])
    if value in _later(case, code):
        return Slip("c’est l’état d’après", MISTAKES["later-for-today"])
    if code in ("tolk_route", "tolk_chaine") and value != int(value):
        return Slip("un niveau est un entier", MISTAKES["mean-of-levels"])
    return Slip("ce n’est pas la valeur que vous avez trouvée")


def _later(case: JudgedCase, code: str) -> set[float]:
    """Return what a finding will be once the report's advice is followed."""
    if code == "reseau_points_uniques":
        return {float(len(case.truth["network"]["weak_points_after"]))}
    if code == "jetons_refus":
        return {
            round(100 * float(case.truth["sizing"]["licences"][TOKENS]["blocking"]), places) for places in (1, 2, 3)
        }
    return set()
