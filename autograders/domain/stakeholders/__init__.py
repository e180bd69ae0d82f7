"""Stakeholders: whom to meet, how to treat them, who does what, and what is done about what holds them back."""

from .change import Action, ChangeFault, ChangeProblem, Resistance, change_problems
from .grid import Attitude, attitude
from .quotas import Representativity, quotas, representativity, total_variation
from .raci import RaciFault, RaciProblem, RaciRules, raci_problems

__all__ = [
    "Action",
    "Attitude",
    "ChangeFault",
    "ChangeProblem",
    "RaciFault",
    "RaciProblem",
    "RaciRules",
    "Representativity",
    "Resistance",
    "attitude",
    "change_problems",
    "quotas",
    "raci_problems",
    "representativity",
    "total_variation",
]
