"""From a submission to answers, verdicts and scores."""

from .collecting import Collected, collect_answers
from .judging import automatic_points, judge_answers, provisional_points, score
from .presenting import verdict_html, verdict_outputs, verdict_text
from .running import GradedNotebook, grade_notebook

__all__ = [
    "Collected",
    "GradedNotebook",
    "automatic_points",
    "collect_answers",
    "grade_notebook",
    "judge_answers",
    "provisional_points",
    "score",
    "verdict_html",
    "verdict_outputs",
    "verdict_text",
]
