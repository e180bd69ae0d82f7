"""The store of answers and verdicts: who answered what, judged how, by which grader."""

from typing import TYPE_CHECKING, Any

from .errors import RecordsError
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

if TYPE_CHECKING:
    from .store import Records

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


def __getattr__(name: str) -> Any:
    # Not above: who only judges makes entries and opens no database, and a quarter of its start would be SQLAlchemy.
    if name == "Records":
        from .store import Records

        return Records
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
