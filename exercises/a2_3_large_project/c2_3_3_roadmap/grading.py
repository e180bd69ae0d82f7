"""Grading of C2.3.3: whether the roadmap says what was found, and whether each trade can read it alone.

Figures and dates are judged from what the candidate handed in with the two other notebooks, and the page from the
candidate's own tables: a slip is paid for where it is made. The page is read by our own code, in a confined session.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .accessibility import judge_accessibility
from .figures import judge_figures
from .glossary import judge_glossary, judge_links
from .marks import NAME, judge_marks, judge_order
from .stages import judge_dates, judge_deliveries, judge_planned
from .views import judge_views


def judge_roadmap(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the figures and of the stages, in the tables and in the page."""
    judges = (judge_figures, judge_dates, judge_deliveries, judge_planned, judge_marks, judge_order)
    return [judge(answers, case) for judge in judges]


def judge_standalone(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of accessibility, views and glossary."""
    judges = (judge_accessibility, judge_views, judge_glossary, judge_links)
    return [judge(answers, case) for judge in judges]


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the one reading of the page that the judges need."""
    return {NAME: [()]}


JUDGES = {"C2.3.3.roadmap": judge_roadmap, "C2.3.3.standalone": judge_standalone}
