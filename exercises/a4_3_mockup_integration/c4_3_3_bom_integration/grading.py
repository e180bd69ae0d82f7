"""Grading of C4.3.3: a gateway between the model and the PLM, by functions tried on hidden data, and its interfaces.

Each function is tried on small structures made for one trap each, and on the whole order otherwise written; what
follows for the candidate's own order is judged from the candidate's own needs, so that one slip costs once.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .directions import judge_directions
from .extraction import extraction_probes, judge_extraction
from .figures import judge_figures
from .interfaces import judge_interfaces
from .reconciliation import judge_reconciliation, reconciliation_probes
from .structures import judge_structures, structure_probes
from .synchronisation import judge_synchronisation, synchronisation_probes


def judge_mechanism(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the gateway: its functions, then the figures of the order."""
    return [
        *judge_extraction(answers),
        *judge_structures(answers, case),
        judge_reconciliation(answers, case),
        *judge_synchronisation(answers),
        *judge_figures(answers, case),
        judge_directions(answers, case),
    ]


JUDGES = {"C4.3.3.mechanism": judge_mechanism, "C4.3.3.interfaces": judge_interfaces}


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the calls with which the functions among the answers are probed."""
    return {
        **extraction_probes(),
        **structure_probes(case),
        **reconciliation_probes(case),
        **synchronisation_probes(),
    }
