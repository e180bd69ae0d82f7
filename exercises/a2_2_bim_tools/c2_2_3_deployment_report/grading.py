"""Grading of C2.2.3: whether the report can be read alone and says what was found, and whether its SWOT rests on it.

Figures and findings are judged from what the candidate handed in with the two other notebooks: a slip made there is
not paid for again.
"""

from collections.abc import Sequence

from autograders.criteria import founded, sections_check, sections_order_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .abbreviations import judge_abbreviations
from .figures import judge_figures
from .follow_up import judge_follow_up
from .swot import judge_inside, judge_outside
from .words import MISTAKES

EMPTY = "Des titres et du texte, sans un chiffre ni un sigle qui soit juste : la forme seule ne rapporte rien."


def judge_key_figures(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the report: its sections, its abbreviations, its key figures."""
    demanded = [str(title) for title in case.truth["report"]["sections"]]
    characters = int(case.truth["report"]["section_characters"])
    contents = [judge_figures(answers, case), judge_abbreviations(answers, case)]
    form = [
        sections_check(
            answers, "report", weight=2.0, demanded=demanded, characters=characters, misconceptions=MISTAKES
        ),
        sections_order_check(
            answers, "report", weight=1.0, demanded=demanded, misconception=MISTAKES["sections-order"]
        ),
    ]
    return founded(contents, form, EMPTY)


def judge_swot(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the SWOT: quadrants borne out by findings, and what each weakness is measured by next."""
    return [
        judge_inside(answers, case),
        judge_outside(answers, case),
        judge_follow_up(answers, case),
    ]


JUDGES = {"C2.2.3.key-figures": judge_key_figures, "C2.2.3.swot": judge_swot}
