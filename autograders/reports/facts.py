"""What nbgrader's gradebook and our records say of a candidate, before anything is added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from autograders.grading.consolidating import Consolidated
from autograders.records import DefenceTime, Grading, Override, ScoredVerdict


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Who was assessed.

    Parameters
    ----------
    id : str
        nbgrader's.
    first_name, last_name, email : str
        Empty where the gradebook does not hold them.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def full_name(self) -> str:
        """First and last name, else the identifier."""
        return " ".join(name for name in (self.first_name, self.last_name) if name) or self.id


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A graded cell as the gradebook holds it for one candidate.

    Parameters
    ----------
    name : str
        nbgrader's identifier.
    maximum : float
        Points.
    auto_score, manual_score : float or None
        nbgrader lets a manual score replace the automatic one.
    extra_credit : float
        Points added by a person.
    needs_manual_grade : bool
        Whether formgrader asks a person to look.
    overrides : tuple of Override
        What persons decided of it by ``atelier override``, the first decision first.
    """

    name: str
    maximum: float
    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float = 0.0
    needs_manual_grade: bool = False
    overrides: tuple[Override, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether a person who is asked to look would look in vain: the last decision stands."""
        return bool(self.overrides) and self.overrides[-1].stands(self.auto_score, self.manual_score)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A verdict and the grading that it belongs to: grader version, variant, digests, time."""

    grading: Grading
    scored: ScoredVerdict


@dataclass(frozen=True, kw_only=True)
class NotebookFacts:
    """A notebook of an assignment for one candidate.

    Parameters
    ----------
    activity, exercise : str
        nbgrader's assignment and notebook.
    handed_in : bool
    problem : str
        Why it could not be read or graded; empty where it was.
    late_penalty : float
        Points that nbgrader takes off.
    handed_in_at : datetime or None
    cells : mapping of str to Cell
        All its graded cells, by identifier.
    evidence : mapping of str to Evidence
        By criterion.
    """

    activity: str
    exercise: str
    handed_in: bool
    problem: str = ""
    late_penalty: float = 0.0
    handed_in_at: datetime | None = None
    cells: Mapping[str, Cell]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def maximum(self) -> float:
        """Points of all its cells together."""
        return sum(cell.maximum for cell in self.cells.values())


@dataclass(frozen=True, kw_only=True)
class CandidateFacts:
    """All that is known of a candidate.

    Parameters
    ----------
    candidate : Candidate
    notebooks : tuple of NotebookFacts
        Of all assignments that were built.
    levels : mapping of str to Consolidated
        What persons gave by levels, by criterion.
    defence : mapping of str to DefenceTime
        The last note on each stage of the thesis defence, by the stage's title.
    """

    candidate: Candidate
    notebooks: tuple[NotebookFacts, ...]
    levels: Mapping[str, Consolidated] = field(default_factory=dict)
    defence: Mapping[str, DefenceTime] = field(default_factory=dict)
