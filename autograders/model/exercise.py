"""An exercise and an activity as their TOML files describe them."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from autograders.candidate.cases import PublicExercise
from autograders.candidate.declarations import AnswerDeclaration, Public

from .referential_rules import CRITERION_ID
from .rubric import LEVELS

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,62}$")]
CriterionId = Annotated[str, Field(pattern=CRITERION_ID)]
Prose = Annotated[str, Field(min_length=1)]
# Its own, or that of an earlier notebook of the activity: « C2.1.2.noise_a_mm ».
AnswerName = Annotated[str, Field(pattern=r"^(C\d\.\d\.\d\.)?[a-z][a-z0-9_]{0,62}$")]


class Grading(StrEnum):
    """Who decides a criterion's points."""

    AUTO = "auto"
    MIXED = "mixed"
    RUBRIC = "rubric"


class Misconception(Public):
    """A wrong idea that the grader recognises, and the message that teaches.

    Parameters
    ----------
    id : str
        Used in verdicts and reports.
    message : str
        In French: what was probably done, why it is wrong, what to do instead.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,62}$")]
    message: Prose


class ExerciseCriterion(Public):
    """A criterion of the referential as this exercise grades it.

    Parameters
    ----------
    id : str
        As in the referential.
    points : float
        Of the nbgrader cell (or cells: a mixed criterion has an automatic and a human half).
    how : Grading
        At or above the floor that the referential states.
    answers : tuple of str
        Names of the answers that the grader reads for it; with the code of the competency before those of an earlier
        notebook of the activity.
    hints : tuple of three str
        The ladder: the method; the formula and its source; the way to the solution.
    misconceptions : tuple of Misconception
    rubric : tuple of five str
        Levels 0 to 4 described for this very case; for mixed and rubric criteria.
    """

    id: CriterionId
    points: Annotated[float, Field(gt=0, le=100)]
    how: Grading
    answers: tuple[AnswerName, ...] = ()
    hints: Annotated[tuple[Prose, ...], Field(min_length=3, max_length=3)]
    misconceptions: tuple[Misconception, ...] = ()
    rubric: tuple[Prose, ...] = ()

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> Self:
        if self.how is not Grading.RUBRIC and not self.own_answers:
            raise ValueError("an automatic or mixed criterion reads at least one answer of its notebook, got none")
        if self.how is Grading.RUBRIC and self.answers:
            raise ValueError("a rubric criterion reads no answer")
        if self.how is not Grading.AUTO and len(self.rubric) != len(LEVELS):
            raise ValueError(f"five rubric levels (0 to 4) expected, got {len(self.rubric)}")
        if self.how is Grading.AUTO and self.rubric:
            raise ValueError("an automatic criterion has no rubric")
        return self

    @property
    def human_points(self) -> float:
        """Points that a person gives: half of a mixed criterion (a convention of ours), all of a rubric one."""
        return self.points * {Grading.AUTO: 0.0, Grading.MIXED: 0.5, Grading.RUBRIC: 1.0}[self.how]

    @property
    def own_answers(self) -> tuple[str, ...]:
        """Names of the answers that this notebook hands in."""
        return tuple(name for name in self.answers if "." not in name)

    @property
    def earlier_answers(self) -> tuple[str, ...]:
        """Names of the answers that earlier notebooks hand in, with their competency."""
        return tuple(name for name in self.answers if "." in name)


class Figure(Public):
    """A figure of the notebook and what it shows, for those who cannot see it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,62}$")]
    alternative: Prose


class Exercise(Public):
    """One competency's notebook: what ``exercise.toml`` says.

    Parameters
    ----------
    format : int
        Version of this file's format.
    title, summary : str
        In French.
    competency : str
        Code in the referential.
    dataset : str
        Folder in ``datasets/``.
    duration_minutes : int
    libraries : tuple of str
        Modules that the runner imports beforehand.
    answers : tuple of AnswerDeclaration
    criteria : tuple of ExerciseCriterion
    files : tuple of str
        Patterns of the data set's public files that this exercise uses.
    figures : tuple of Figure
    sources : tuple of str
        Standards and papers that the brief relies on.
    """

    format: Literal[1]
    title: Prose
    summary: Prose
    competency: Annotated[str, Field(pattern=r"^C\d\.\d\.\d$")]
    dataset: Slug
    duration_minutes: Annotated[int, Field(ge=5, le=480)]
    libraries: tuple[str, ...] = ()
    answers: tuple[AnswerDeclaration, ...]
    criteria: Annotated[tuple[ExerciseCriterion, ...], Field(min_length=1)]
    files: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Prose, ...] = ()

    def criterion(self, identifier: str) -> ExerciseCriterion:
        """Return one criterion by its identifier."""
        return next(criterion for criterion in self.criteria if criterion.id == identifier)

    def public(self, name: str, activity: str) -> PublicExercise:
        """Return what the candidate's side may know of this exercise."""
        return PublicExercise(
            exercise=name, activity=activity, title=self.title, dataset=self.dataset, answers=self.answers
        )


class Activity(Public):
    """One case study: what ``activity.toml`` says.

    Parameters
    ----------
    format : int
    code : str
        In the referential, such as ``A2.1``.
    title : str
        In French.
    exercises : tuple of str
        Folders of the exercises, in the order of the case study.
    """

    format: Literal[1]
    code: Annotated[str, Field(pattern=r"^A\d\.\d$")]
    title: Prose
    exercises: Annotated[tuple[Slug, ...], Field(min_length=1)]


def grade_id(criterion: str) -> str:
    """Return the nbgrader cell id of a criterion; nbgrader knows no dot in it.

    Examples
    --------
    >>> grade_id("C2.1.2.noise")
    'C2-1-2_noise'
    """
    head, _, slug = criterion.rpartition(".")
    return f"{head.replace('.', '-')}_{slug}"


def manual_grade_id(criterion: str) -> str:
    """Return the nbgrader cell id of the human half of a criterion.

    Examples
    --------
    >>> manual_grade_id("C2.1.4.protocol")
    'C2-1-4_protocol_rubric'
    """
    return f"{grade_id(criterion)}_rubric"
