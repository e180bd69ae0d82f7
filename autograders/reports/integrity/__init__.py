"""Facts that a person may want to look at where candidates should have worked alone; never a verdict."""

from .answers import AnswerFacts, answer_facts
from .code import CodeFacts, code_facts
from .results import CONVENTIONS, INNOCENT, IntegrityResults, integrity_results, integrity_tables

__all__ = [
    "CONVENTIONS",
    "INNOCENT",
    "AnswerFacts",
    "CodeFacts",
    "IntegrityResults",
    "answer_facts",
    "code_facts",
    "integrity_results",
    "integrity_tables",
]
