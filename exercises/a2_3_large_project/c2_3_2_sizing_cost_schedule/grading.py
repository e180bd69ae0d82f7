"""Grading of C2.3.2: whether the platform is sized, deviations are found, and the schedule can be carried out.

Each figure is judged from the candidate's own earlier ones, each task from the own dates of what precedes it, so that
one slip costs once; a lot counts only with the month or the amount that shows it, a plan only where it holds together.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .dates import judge_dates
from .deviations import judge_deviations
from .indices import judge_indices
from .needs import judge_needs
from .network import network_of
from .plan import judge_plan, judge_resources
from .purchases import judge_purchases
from .trials import function_checks, stored_probes
from .values import judge_values


def judge_calculations(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the installations."""
    return [*judge_needs(answers, case), *judge_purchases(answers, case), *function_checks(answers)]


def judge_costs(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the costs."""
    return [*judge_values(answers, case), *judge_indices(answers, case), *judge_deviations(answers, case)]


def judge_gantt(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the schedule."""
    network = network_of(case)
    return [*judge_dates(answers, network), *judge_resources(answers, network), *judge_plan(answers, network)]


JUDGES = {
    "C2.3.2.calculations": judge_calculations,
    "C2.3.2.costs": judge_costs,
    "C2.3.2.gantt": judge_gantt,
}


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the calls with which the function among the answers is probed."""
    return {"stored_tb_at": stored_probes()}
