"""From a submission to answers, verdicts and scores.

What it exports is imported when it is first asked for: those who only judge, as where one practises, need neither the
sandbox, which is Linux's, nor nbgrader.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .activity import grade_activity
    from .collecting import Collected, collect_answers
    from .configuration import configure
    from .feedback import FeedbackRun, generate_feedback
    from .hand_ins import submitted_candidates
    from .judging import automatic_points, judge_answers, provisional_points, score
    from .presenting import verdict_html, verdict_outputs, verdict_text
    from .regrading import regrade_activity
    from .regradings import CandidateRegrading, RegradingRun, RegradingStatus
    from .running import GradedNotebook, grade_notebook
    from .runs import CandidateResult, CandidateStatus, CriterionSummary, GradingRun, criterion_summaries

_HOMES = {
    "CandidateRegrading": "regradings",
    "CandidateResult": "runs",
    "CandidateStatus": "runs",
    "Collected": "collecting",
    "CriterionSummary": "runs",
    "FeedbackRun": "feedback",
    "GradedNotebook": "running",
    "GradingRun": "runs",
    "RegradingRun": "regradings",
    "RegradingStatus": "regradings",
    "automatic_points": "judging",
    "collect_answers": "collecting",
    "configure": "configuration",
    "criterion_summaries": "runs",
    "generate_feedback": "feedback",
    "grade_activity": "activity",
    "grade_notebook": "running",
    "judge_answers": "judging",
    "provisional_points": "judging",
    "regrade_activity": "regrading",
    "score": "judging",
    "submitted_candidates": "hand_ins",
    "verdict_html": "presenting",
    "verdict_outputs": "presenting",
    "verdict_text": "presenting",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


__all__ = [
    "CandidateRegrading",
    "CandidateResult",
    "CandidateStatus",
    "Collected",
    "CriterionSummary",
    "FeedbackRun",
    "GradedNotebook",
    "GradingRun",
    "RegradingRun",
    "RegradingStatus",
    "automatic_points",
    "collect_answers",
    "configure",
    "criterion_summaries",
    "generate_feedback",
    "grade_activity",
    "grade_notebook",
    "judge_answers",
    "provisional_points",
    "regrade_activity",
    "score",
    "submitted_candidates",
    "verdict_html",
    "verdict_outputs",
    "verdict_text",
]
