"""Grading of C4.3.1: whether the partners' practices are coded as they are, and the model asked for what is needed.

What follows from the coding (phases, needs, IDS, failing elements) is judged from the candidate's own earlier answer;
the IDS is tried on hidden models, in whatever way it is written.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import judge_exchanges, judge_needs
from .failing import judge_failing, judge_other_file
from .needs import judge_due, judge_geometry, judge_milestones, judge_objects, judge_recipients
from .passages import judge_passages, judge_set_aside
from .phases import judge_counts, judge_phases
from .rules import judge_ids
from .trials import NAME, calls


def judge_practices(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what was read in the partners' texts, and of the phases that follow."""
    return [
        judge_exchanges(answers, case),
        judge_needs(answers, case),
        judge_passages(answers, case),
        judge_set_aside(answers, case),
        judge_counts(answers, case),
        judge_phases(answers, case),
    ]


def judge_detail_level(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the information needs, of the IDS and of what it finds."""
    return [
        judge_milestones(answers, case),
        judge_due(answers, case),
        judge_recipients(answers, case),
        judge_objects(answers, case),
        judge_geometry(answers, case),
        *judge_ids(answers, case),
        judge_failing(answers, case),
        *judge_other_file(answers, case),
    ]


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[str]]]:
    """Return the hidden models on which the candidate's IDS is tried."""
    return {NAME: calls(case)}


JUDGES = {"C4.3.1.practices": judge_practices, "C4.3.1.detail-level": judge_detail_level}
