"""Grading of C2.2.2: whether installations are sized, the network holds, and each exchange's level is shown.

Each figure is judged from the candidate's own earlier ones, so that one slip costs once; budgets do not pay for
everything; a level counts only with the gate that is not passed and the measure that shows it.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .budget import judge_budget
from .hosting import judge_hosting
from .levels import judge_levels
from .rates import judge_rates
from .resilience import judge_resilience
from .routes import judge_routes
from .storage import judge_storage
from .survival import judge_survival
from .trials import route_probes
from .uses import judge_uses


def judge_sizing(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the sizing."""
    return [
        *judge_uses(answers, case),
        *judge_hosting(answers, case),
        *judge_storage(answers, case),
        *judge_budget(answers, case),
    ]


def judge_network(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the network."""
    return [*judge_rates(answers, case), *judge_resilience(answers, case)]


def judge_tolk(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the exchanges."""
    return [*judge_survival(answers, case), *judge_levels(answers, case), *judge_routes(answers, case)]


JUDGES = {"C2.2.2.sizing": judge_sizing, "C2.2.2.network": judge_network, "C2.2.2.tolk": judge_tolk}


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the calls with which the function among the answers is probed."""
    return {"best_route": route_probes(case)}
