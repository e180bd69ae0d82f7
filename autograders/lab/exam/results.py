"""The results of a mock exam, and the marks that they make.

Conventions of ours, those of the reports: criteria weigh the same within a competency, competencies within an
activity; activities as the referential weighs them within their bloc, those without a notebook left out. Nothing has a
mark before everything in it has a score.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from autograders.candidate.declarations import Public
from autograders.model.rubric import HIGHEST_LEVEL, points_of_level

from .errors import ExamError

RESULTS_FILE = "resultats.json"
LEVELS_FILE = "niveaux.json"
MARK_MAXIMUM = 20

Level = Annotated[int, Field(strict=True, ge=0, le=HIGHEST_LEVEL)]


class CriterionResult(Public):
    """What became of a criterion.

    Parameters
    ----------
    id, label : str
    variant : str
        Digest of the data.
    points : float
        All of them.
    automatic_maximum, human_maximum : float
        Those that a grader decides, and those of one's own assessment.
    automatic_points : float or None
        ``None`` where the grader could not tell.
    answered : bool
        Whether anything was handed in for it.
    verdict_html : str
        Why; ours, all that varies escaped. Empty where no grader has a part.
    levels : tuple of str
        Of the rubric, 0 to 4; empty where the candidate has no part.
    own_text, model_text : str
        Markdown: as the notebook was saved at the end, and as the worked solution has it.
    """

    id: str
    label: str
    variant: str
    points: float
    automatic_maximum: float
    automatic_points: float | None
    human_maximum: float
    answered: bool
    verdict_html: str = ""
    levels: tuple[str, ...] = ()
    own_text: str = ""
    model_text: str = ""

    def share(self, levels: Mapping[str, int]) -> Fraction | None:
        """Return the share of its points that was reached, 0 to 1; ``None`` while a part has no score."""
        if self.automatic_maximum and self.automatic_points is None:
            return None
        if self.human_maximum and self.id not in levels:
            return None
        own = points_of_level(levels[self.id], self.human_maximum) if self.human_maximum else 0.0
        return min(Fraction(1), (Fraction(self.automatic_points or 0.0) + Fraction(own)) / Fraction(self.points))


class NotebookResult(Public):
    """What became of a notebook's criteria."""

    exercise: str
    competency: str
    title: str
    criteria: tuple[CriterionResult, ...]

    def share(self, levels: Mapping[str, int]) -> Fraction | None:
        """Return the share reached of the competency; ``None`` while anything has no score."""
        return mean(criterion.share(levels) for criterion in self.criteria)


class ActivityResult(Public):
    """What became of a case study; ``weight_percent`` is its weight in its bloc."""

    name: str
    code: str
    title: str
    bloc: str
    weight_percent: int
    notebooks: tuple[NotebookResult, ...]

    def share(self, levels: Mapping[str, int]) -> Fraction | None:
        """Return the share reached of the case study; ``None`` while anything has no score."""
        return mean(notebook.share(levels) for notebook in self.notebooks)


class Results(Public):
    """The results of a sitting, once it is over."""

    format: Literal[1] = 1
    activities: tuple[ActivityResult, ...]

    @property
    def notebooks(self) -> tuple[NotebookResult, ...]:
        """All notebooks, in sequence."""
        return tuple(notebook for activity in self.activities for notebook in activity.notebooks)

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """All criteria, in sequence."""
        return tuple(criterion for notebook in self.notebooks for criterion in notebook.criteria)

    def levels(self, chosen: Mapping[str, int]) -> Mapping[str, int]:
        """Return the level of each text that has one: where nothing was written 0, unless the candidate chose another.

        Parameters
        ----------
        chosen : mapping of str to int
        """
        unwritten = {criterion.id: 0 for criterion in self.criteria if criterion.levels and not criterion.own_text}
        return {**unwritten, **chosen}

    def criterion(self, identifier: str) -> CriterionResult:
        """Return a criterion; raise ``ExamError`` where there is none."""
        for criterion in self.criteria:
            if criterion.id == identifier:
                return criterion
        raise ExamError(f"« {identifier[:60]} » n’est pas un critère de cet examen blanc.")

    def share(self, levels: Mapping[str, int]) -> Fraction | None:
        """Return the share reached of the whole; ``None`` while anything has no score."""
        shares = [(Fraction(activity.weight_percent), activity.share(levels)) for activity in self.activities]
        total = sum((weight for weight, _ in shares), Fraction(0))
        reached = Fraction(0)
        for weight, share in shares:
            if share is None:
                return None
            reached += weight / total * share
        return reached

    def mark_out_of_20(self, levels: Mapping[str, int]) -> Fraction | None:
        """Return the mark; ``None`` while anything has no score."""
        share = self.share(levels)
        return None if share is None else share * MARK_MAXIMUM


class _Levels(Public):
    format: Literal[1] = 1
    levels: dict[str, Level]


def mean(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of shares that weigh the same, at least one; ``None`` where one is missing.

    Examples
    --------
    >>> mean([Fraction(1), Fraction(1, 2)]), mean([Fraction(1), None])
    (Fraction(3, 4), None)
    """
    known = []
    for share in shares:
        if share is None:
            return None
        known.append(share)
    return sum(known, Fraction(0)) / len(known)


def read_results(folder: Path) -> Results | None:
    """Return the results of a sitting; ``None`` where they are not there yet, or damaged: they are then made again."""
    try:
        return Results.model_validate_json((folder / RESULTS_FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def read_levels(folder: Path) -> Mapping[str, int]:
    """Return the levels at which a candidate placed the own texts of a sitting, by criterion."""
    try:
        return _Levels.model_validate_json((folder / LEVELS_FILE).read_bytes()).levels
    except (OSError, ValidationError):
        return {}


def levels_content(levels: Mapping[str, int]) -> bytes:
    """Return what ``niveaux.json`` holds."""
    return f"{_Levels(levels=dict(levels)).model_dump_json(indent=1)}\n".encode()
