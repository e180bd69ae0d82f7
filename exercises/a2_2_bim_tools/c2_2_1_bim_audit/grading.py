"""Grading of C2.2.1: interviews, process, models and containers as found; levers and a tool that follow from them.

What follows from earlier findings (departures, conformity, rates, priorities, programme, recommendation) is judged from
the candidate's own.
"""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import judge_coding
from .containers import judge_containers
from .levers import judge_priorities, judge_programme
from .models import judge_conformity, judge_failing
from .passages import judge_passages
from .process import judge_arcs, judge_departures
from .rates import judge_rates
from .tools import judge_failures, judge_lead, judge_points, judge_recommended, judge_unmet


def judge_faithful(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what the interviews tell, and of the process as it is done."""
    return [judge(answers, case) for judge in (judge_coding, judge_passages, judge_arcs, judge_departures)]


def judge_levers(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what models and containers show, of the rates, and of the levers that follow."""
    judges = (judge_failing, judge_conformity, judge_containers, judge_rates, judge_priorities, judge_programme)
    return [judge(answers, case) for judge in judges]


def judge_tools(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the tools against what is asked of them."""
    judges = (judge_failures, judge_points, judge_recommended, judge_lead, judge_unmet)
    return [judge(answers, case) for judge in judges]


JUDGES = {"C2.2.1.faithful": judge_faithful, "C2.2.1.levers": judge_levers, "C2.2.1.tools": judge_tools}
