"""Grading of C4.3.4: whether the procedure keeps to the specification, its means suffice, and states are kept up.

Impacts follow the candidate's own decisions and the workload their own decisions and impacts: a slip is paid for once.
"""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .backlog import judge_backlog
from .decisions import judge_decisions
from .effectivity import judge_effectivity
from .impacts import judge_impacts
from .issues import judge_issues
from .journal import judge_journal
from .merging import judge_merging
from .postponement import judge_postponement
from .procedure import judge_procedure
from .service import judge_service
from .workload import judge_hours


def judge_compatible(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the rules of the specification, on the changes recorded and on the procedure written."""
    return [
        judge_decisions(answers, case),
        *judge_journal(answers, case),
        *judge_procedure(answers),
    ]


def judge_feasible(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the workload against the means, and of what gives way when they are short."""
    return [
        judge_hours(answers, case),
        *judge_backlog(answers, case),
        *judge_postponement(answers, case),
    ]


def judge_lifecycle(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what is kept up from design to maintenance."""
    return [
        *judge_impacts(answers, case),
        *judge_effectivity(answers, case),
        *judge_merging(answers, case),
        *judge_service(answers, case),
        *judge_issues(answers, case),
    ]


JUDGES = {
    "C4.3.4.compatible": judge_compatible,
    "C4.3.4.feasible": judge_feasible,
    "C4.3.4.lifecycle": judge_lifecycle,
}
