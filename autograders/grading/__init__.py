"""From a submission to answers, verdicts and scores."""

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
