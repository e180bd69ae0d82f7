"""Decisions by form, fit and function: those that are recorded against the rule."""

from collections.abc import Callable, Mapping, Sequence

from autograders.criteria import folded
from autograders.domain.bom import Identification
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .sets import items_of, set_check

NAME = "decisions_to_correct"


def own_decisions(answers: Answers, case: JudgedCase) -> Mapping[str, str]:
    """Return the decision on each change: the one the candidate corrects it to, else the one recorded."""
    corrected = {folded(row["change"]): str(row["decision"]) for row in answers.rows(NAME) or ()}
    return {
        change: corrected.get(folded(change), str(found["recorded"])) for change, found in case.truth["changes"].items()
    }


def recorded_decisions(case: JudgedCase) -> Mapping[str, str]:
    """Return the decisions as recorded, right or not."""
    return {change: str(found["recorded"]) for change, found in case.truth["changes"].items()}


def judge_decisions(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the decisions to correct."""
    changes = case.truth["changes"]

    def corrected(keeps: Callable[[Sequence[bool]], bool]) -> set[tuple[str, str]]:
        decided = {
            change: Identification.NEW_REVISION if keeps(record["kept"]) else Identification.NEW_NUMBER
            for change, record in case.truth["change_records"].items()
        }
        return {
            (folded(change), decision.value)
            for change, decision in decided.items()
            if decision != changes[change]["recorded"]
        }

    rightly_recorded = {
        (folded(change), found["decision"])
        for change, found in changes.items()
        if found["decision"] == found["recorded"]
    }
    return set_check(
        answers,
        NAME,
        label="Décisions inscrites contre la règle",
        weight=2,
        given=items_of(answers, NAME, lambda row: (folded(row["change"]), str(row["decision"]))),
        expected=corrected(all),
        advice="Une révision si forme, ajustement et fonction sont conservés, une référence sinon.",
        suspicions={
            "any-kept": corrected(any),
            "function-alone": corrected(lambda kept: kept[2]),
            "all-decisions-listed": lambda excess, lacking: not lacking and excess <= rightly_recorded,
        },
        shown=lambda item: item[0].upper(),
    )
