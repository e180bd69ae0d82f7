"""Which rules the containers of the common data environment break."""

from collections.abc import Collection

from autograders.criteria import Pair, pairs_check, rows_by_pair
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

NAME, COLUMNS = "container_faults", ("container", "rule")
TRUSTED = 0.5


def broken(case: JudgedCase) -> set[Pair]:
    """Return the pairs of container and rule."""
    return {(name, rule) for name, rule in case.truth["containers"]["broken"]}


def count(case: JudgedCase) -> int:
    """Return how many containers there are."""
    return len(case.truth["containers"]["names"])


def own_broken(answers: Answers, case: JudgedCase) -> set[Pair]:
    """Return what the candidate found, or the reference where that is far from it."""
    wanted, own = broken(case), set(rows_by_pair(answers.rows(NAME), COLUMNS))
    return own if len(own & wanted) >= TRUSTED * len(own | wanted) else wanted


def judge_containers(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the containers that break a rule."""
    wanted = broken(case)
    late = {name for name, rule in wanted if rule == "RC-6"}

    def betrayed(lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
        told = [(name, rule) for name, rule in excess]
        if 2 * sum(rule == "RC-2" for _, rule in told) > len(told):
            return MISTAKES["return-refused"]
        if 2 * sum(rule == "RC-5" and name in late for name, rule in told) > len(told):
            return MISTAKES["revision-by-log"]
        if not told and lacking and {rule for _, rule in lacking} <= {"RC-2", "RC-3", "RC-4", "RC-6"}:
            return MISTAKES["log-not-read"]
        return None

    return pairs_check(
        answers,
        NAME,
        label="Conteneurs et règles enfreintes",
        weight=2.0,
        columns=COLUMNS,
        expected=sorted(wanted),
        betrayed=betrayed,
        lacking_as=lambda key: key[1],
        advice="Prenez les règles une à une ; RC-2, RC-3, RC-4 et RC-6 se lisent dans le journal, passage par passage.",
    )
