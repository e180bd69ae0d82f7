"""Grading of C2.1.4: whether the report holds what the client demands, and whether others can replay the protocol.

Key figures are judged from what the candidate handed in with the other notebooks, indicators by replaying the declared
protocol on the truth: a slip made elsewhere is not paid for again.
"""

from collections.abc import Sequence

from autograders.criteria import founded, sections_check, sections_order_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .figures import judge_figures
from .indicators import judge_indicators
from .metadata import judge_metadata
from .parameters import judge_parameters
from .stations import judge_same_plan
from .targets import judge_naming, judge_roles
from .words import MISTAKES

EMPTY = "Des titres et du texte, sans un chiffre ni une métadonnée juste : la forme seule ne rapporte rien."


def judge_specification(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of what the client's specification demands of the report."""
    demanded = [str(title) for title in case.truth["report"]["sections"]]
    characters = int(case.truth["report"]["section_characters"])
    form = [
        sections_check(
            answers, "report", weight=2.0, demanded=demanded, characters=characters, misconceptions=MISTAKES
        ),
        sections_order_check(
            answers, "report", weight=1.0, demanded=demanded, misconception=MISTAKES["sections-order"]
        ),
    ]
    contents = [judge_figures(answers, case), judge_metadata(answers, case)]
    return [*founded(contents, form, EMPTY), judge_roles(answers, case), judge_same_plan(answers)]


def judge_protocol(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the protocol: complete, and giving the indicators that are announced."""
    return [
        judge_parameters(answers, case),
        judge_naming(answers, case),
        *judge_indicators(answers, case),
    ]


JUDGES = {"C2.1.4.specification": judge_specification, "C2.1.4.protocol": judge_protocol}
