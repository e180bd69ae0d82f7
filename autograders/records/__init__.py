"""The store of answers and verdicts: who answered what, judged how, by which grader."""

from .errors import RecordsError
from .store import Records
from .types import (
    Assessment,
    Decision,
    DefenceTime,
    Entry,
    Grading,
    Override,
    ScoredVerdict,
    StoredAnswer,
    StoredGrading,
    answers_digest,
    declaration_digest,
    stored_answers,
)

__all__ = [
    "Assessment",
    "Decision",
    "DefenceTime",
    "Entry",
    "Grading",
    "Override",
    "Records",
    "RecordsError",
    "ScoredVerdict",
    "StoredAnswer",
    "StoredGrading",
    "answers_digest",
    "declaration_digest",
    "stored_answers",
]
