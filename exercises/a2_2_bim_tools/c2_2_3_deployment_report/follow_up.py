"""What each weakness is measured by next: a target that would make it a strength, and what to act on."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, folded, plain, rows_by_key, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MODEL_FINDING, THEME_FINDING, levels, route
from .swot import INSIDE, OUTSIDE, is_strength, subjects
from .words import MISTAKES

NAME, SWOT = "follow_up", "swot_inside"
PEOPLE, HIGHEST_LEVEL = 12, 4
# Forbids a class: it counts in no conformity.
UNCOUNTED = "EX-09"


def judge_follow_up(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the follow-up of the candidate's own weaknesses."""
    label, weight = "Retour d’expérience : une cible et un code d’action par faiblesse", 3.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    return rows_check(
        answers,
        NAME,
        label=label,
        weight=weight,
        key="subject",
        expected=own_weaknesses(answers, case),
        rule=lambda subject, row: follow_up_slip(answers, case, subject, row),
        advice="Une ligne par sujet que votre SWOT tient pour une faiblesse, et aucune autre.",
    )


def own_weaknesses(answers: Answers, case: JudgedCase) -> list[str]:
    """Return the subjects that the candidate's SWOT calls weaknesses.

    One that it leaves out counts as it is; one that it puts outside may be followed or not, that slip being paid for
    where it is made.
    """
    rows = rows_by_key(answers.rows(SWOT) or (), "subject")
    followed = rows_by_key(answers.rows(NAME) or (), "subject")
    weak = []
    for subject, told in subjects(case).items():
        # A quadrant told without the finding that decides of it was not found: it may have been chosen to be spared.
        founded = [row for row in rows.get(folded(subject), ()) if folded(row["finding"]) == folded(told["finding"])]
        quadrants = {plain(row["quadrant"]) for row in founded} or {told["quadrant"]}
        if INSIDE[1] in quadrants or (quadrants <= set(OUTSIDE) and folded(subject) in followed):
            weak.append(subject)
    return weak or [subject for subject, told in subjects(case).items() if told["quadrant"] == INSIDE[1]]


def follow_up_slip(answers: Answers, case: JudgedCase, subject: str, row: Row) -> Slip | None:
    """Return what is wrong with the follow-up of a weakness."""
    code, target = str(subjects(case)[subject]["finding"]), float(row["target"])
    if not is_strength(case, code, target):
        return Slip("cette cible laisserait une faiblesse", MISTAKES["target-still-weak"])
    if not _is_possible(code, target):
        return Slip("cette cible n’est pas une valeur possible", MISTAKES["target-out-of-scale"])
    if folded(row["action"]) not in {folded(each) for each in actions(answers, case, code)}:
        return Slip("ce code n’agit pas sur ce constat", MISTAKES["action-elsewhere"])
    return None


def actions(answers: Answers, case: JudgedCase, code: str) -> set[str]:
    """Return the codes of what acts on a finding, by the convention that the specification prints."""
    if code.startswith(THEME_FINDING):
        return _treating(case, {code})
    if code.startswith(MODEL_FINDING):
        failing = case.truth["models"][code.removeprefix(MODEL_FINDING)]["failing"]
        return _treating(case, {f"M-{each}" for each, elements in failing.items() if elements and each != UNCOUNTED})
    if code == "reseau_points_uniques":
        return _treating(case, {"T-reseau"}) | set(case.truth["network"]["options_eur"])
    if code == "jetons_refus":
        return _treating(case, {"T-licences"})
    return set(_lowest(answers, case, code))


def _treating(case: JudgedCase, findings: set[str]) -> set[str]:
    levers: Mapping[str, Any] = case.truth["levers"]["levers"]
    return {lever for lever, item in levers.items() if findings & set(item["treats"])}


def _lowest(answers: Answers, case: JudgedCase, code: str) -> Iterator[str]:
    """Return the lowest exchanges of the chain or of the route: by the candidate's levels, and by the right ones."""
    tolk = case.truth["tolk"]
    exchanges: Mapping[str, Any] = tolk["exchanges"]
    known = {each: int(item["level"]) for each, item in exchanges.items()}
    between = {(item["source"], item["target"]): each for each, item in exchanges.items()}
    on_chain = code == "tolk_chaine"
    for way in [tolk["chain"]] if on_chain else [tolk["best_route"], route(answers)]:
        taken = [between[ends] for ends in pairwise(way) if ends in between]
        for found in (known, known | levels(answers)):
            lowest = min((found[each] for each in taken), default=None)
            yield from (each for each in taken if found[each] == lowest)


def _is_possible(code: str, target: float) -> bool:
    if code.startswith(MODEL_FINDING):
        return target <= 100
    if code.startswith(THEME_FINDING):
        return target <= PEOPLE and target == int(target)
    if code in ("tolk_route", "tolk_chaine"):
        return target <= HIGHEST_LEVEL and target == int(target)
    return target >= 0
