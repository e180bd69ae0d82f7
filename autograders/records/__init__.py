"""The store of answers and verdicts: who answered what, judged how, by which grader."""

from .errors import RecordsError
from .store import Records
from .types import Grading, ScoredVerdict, StoredAnswer, StoredGrading, answers_digest

__all__ = [
    "Grading",
    "Records",
    "RecordsError",
    "ScoredVerdict",
    "StoredAnswer",
    "StoredGrading",
    "answers_digest",
]
