"""Grading of C2.3.1: whom to meet, who does what, a process that delivers in time, and the change led within it.

What follows from earlier findings (panel, places of the activities, treatment of the hindrances) is judged from the
candidate's own. The process is judged by its runs, however it was drawn.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .attitudes import judge_attitudes
from .change import judge_covered, judge_links, judge_places
from .coding import judge_coding
from .drawing import judge_soundness, judge_structure
from .matrix import judge_faults, judge_matrix
from .milestones import judge_deliveries, judge_roles
from .panel import judge_distance, judge_panel, judge_quotas, judge_states
from .passages import judge_passages


def judge_stakeholders(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the sample, of the panel in mind and of the grid."""
    judges = (judge_quotas, judge_states, judge_distance, judge_panel, judge_attitudes)
    return [judge(answers, case) for judge in judges]


def judge_process(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the interviews, of the matrix and of the process."""
    judges = (
        judge_coding,
        judge_passages,
        judge_faults,
        judge_matrix,
        judge_structure,
        judge_soundness,
        judge_deliveries,
        judge_roles,
    )
    return [judge(answers, case) for judge in judges]


def judge_change(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the actions: what they treat, whom they reach, where they take place."""
    return [judge(answers, case) for judge in (judge_covered, judge_links, judge_places)]


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the one reading of the process that the judges need."""
    return {"process": [()]}


JUDGES = {
    "C2.3.1.stakeholders": judge_stakeholders,
    "C2.3.1.process": judge_process,
    "C2.3.1.change": judge_change,
}
