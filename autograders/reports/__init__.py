"""Results for people: from the gradebook and the records to marks, and their sheets."""

from .facts import Candidate, CandidateFacts, Cell, Evidence, NotebookFacts
from .gathering import gather
from .marks import Mark, Outcome, State
from .results import CONVENTIONS, CandidateResults, candidate_results

__all__ = [
    "CONVENTIONS",
    "Candidate",
    "CandidateFacts",
    "CandidateResults",
    "Cell",
    "Evidence",
    "Mark",
    "NotebookFacts",
    "Outcome",
    "State",
    "candidate_results",
    "gather",
]
