"""Grading of C4.3.2: whether standards are compared by what their files hold, and whether the choice follows.

Indicators are judged against the files; notes, totals, requirements, interval and choice from the candidate's own
indicators, so that one slip costs once.
"""

from collections.abc import Mapping, Sequence

from autograders.criteria import absent, wrong
from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .choice import admissibility_check, chosen_check
from .kept import class_fates_check, exported_share_checks, other_shares_check, property_fates_check
from .measures import coverage_check, export_measures_check, ifc_measures_check, openings_check
from .naming import function_check, misnamed_check, naming_probes
from .own import own_indicators
from .ranking import interval_checks, notes_check, ranking_check
from .shapes import deviations_check, totals_check


def judge_kpi(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the indicators, standard by standard."""
    return [
        ifc_measures_check(answers, case),
        export_measures_check(answers, case),
        *exported_share_checks(answers, case),
        other_shares_check(answers, case),
        property_fates_check(answers, case),
        class_fates_check(answers, case),
        totals_check(answers, case),
        deviations_check(answers, case),
        openings_check(answers),
        function_check(answers),
        misnamed_check(answers, case),
        coverage_check(answers, case),
    ]


def judge_justified(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the ranking and of the choice; what no measure supports earns nothing."""
    indicators = own_indicators(answers, case)
    if indicators is None:
        return [
            absent(answers[name], label=answers[name].declaration.label, weight=weight)
            or wrong(answers[name].declaration.label, weight, UNFOUNDED)
            for name, weight in SHARES.items()
        ]
    return [
        notes_check(answers, indicators),
        ranking_check(answers, case, indicators),
        admissibility_check(answers, case, indicators),
        *interval_checks(answers, case, indicators),
        chosen_check(answers, case, indicators),
    ]


UNFOUNDED = "Chiffre sans fondement : la moitié au moins de vos indicateurs est à tirer des fichiers."
SHARES = {
    "notes": 2.5,
    "ranking": 1.5,
    "admissibility": 2.5,
    "weight_low": 0.75,
    "weight_high": 0.75,
    "chosen_standard": 2.0,
}


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the calls with which the functions among the answers are probed."""
    return {"naming_faults": naming_probes()}


JUDGES = {"C4.3.2.kpi": judge_kpi, "C4.3.2.justified": judge_justified}
