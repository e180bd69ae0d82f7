"""What a person should have in view who grades an answer: the levels, what a grader established, what to say."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from autograders.assignments import Course
from autograders.assignments.comments import PreparedComments, prepared_comments
from autograders.candidate.errors import AtelierError
from autograders.model.exercise import Exercise, ExerciseCriterion, grade_id, manual_grade_id
from autograders.model.reading import read_toml
from autograders.model.referential import Referential
from autograders.model.rubric import points_of_level
from autograders.model.verdict import Verdict
from autograders.records import Records

from .transactions import Database, refuse_missing_file

# A page is waited for: not as long as a grading.
LOCK_SECONDS = 5.0
# Of what was written for others, only what is short enough to have been meant for several.
MAXIMUM_GIVEN = 8
MAXIMUM_GIVEN_CHARACTERS = 300
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level of the rubric, and the points that it is worth."""

    number: int
    description: str
    points: float


@dataclass(frozen=True, kw_only=True)
class Established:
    """What a grader established of a criterion.

    Parameters
    ----------
    label : str
        Of the criterion, as in the referential.
    verdict : Verdict
    points : float or None
        As the gradebook holds them; ``None`` while a person has to look.
    maximum : float
    replaced : bool
        Whether a person put them in the place of the grader's.
    """

    label: str
    verdict: Verdict
    points: float | None
    maximum: float
    replaced: bool


@dataclass(frozen=True, kw_only=True)
class OfferedComment:
    """A comment that can be used again, and to how many other candidates it was given for this criterion."""

    text: str
    given: int


@dataclass(frozen=True, kw_only=True)
class RubricFacts:
    """What stands beside one answer.

    Parameters
    ----------
    cell : str
        nbgrader's identifier of the cell that holds it.
    criterion, label : str
        Identifier, and words of the referential.
    maximum : float
        Points that the person gives.
    levels : tuple of Level
    own : Established or None
        Of this criterion; ``None`` where no grader has a part in it, or none has judged yet.
    others : tuple of Established
        Of the notebook's other criteria.
    comments : tuple of OfferedComment
        The one given most often first, then as in ``comments.toml``.
    comments_problem : str
        Why the prepared comments cannot be offered; empty where they can.
    """

    cell: str
    criterion: str
    label: str
    maximum: float
    levels: tuple[Level, ...]
    own: Established | None
    others: tuple[Established, ...]
    comments: tuple[OfferedComment, ...]
    comments_problem: str = ""


@dataclass(frozen=True)
class _Score:
    auto: float | None
    manual: float | None
    maximum: float


@dataclass(frozen=True)
class _Gradebook:
    """A candidate's scores by cell, and what others were told in the one cell."""

    scores: Mapping[str, _Score]
    told: tuple[str, ...]


def rubric_facts(course: Course, activity: str, exercise: str, candidate: str, cell: str) -> RubricFacts | None:
    """Return what stands beside an answer, or ``None`` where the cell is no answer that a person grades.

    Parameters
    ----------
    course : Course
    activity, exercise, candidate : str
        nbgrader's assignment, notebook and student.
    cell : str
        nbgrader's identifier.

    Raises
    ------
    AtelierError
        If the exercise, the gradebook or the records cannot be read, or do not hold the cell.
    """
    declared = read_toml(course.repository.exercise_folder(exercise) / "exercise.toml", Exercise)
    read_by_a_person = {manual_grade_id(item.id): item for item in declared.criteria if item.human_points}
    criterion = read_by_a_person.get(cell)
    if criterion is None:
        return None
    gradebook = _read_gradebook(course, activity, exercise, candidate, cell)
    established = _established(course, activity, exercise, candidate, gradebook.scores)
    score = gradebook.scores.get(cell)
    if score is None:
        raise AtelierError(f"{cell}: not in the gradebook. Run 'atelier build' and 'atelier grade' again.")
    prepared, problem = _prepared(course)
    return RubricFacts(
        cell=cell,
        criterion=criterion.id,
        label=_label(course.repository.referential, criterion),
        maximum=score.maximum,
        levels=tuple(
            Level(number=number, description=text.strip(), points=points_of_level(number, score.maximum))
            for number, text in enumerate(criterion.rubric)
        ),
        own=established.get(criterion.id),
        others=tuple(item for name, item in established.items() if name != criterion.id),
        comments=offered_comments(prepared.of(criterion.id), gradebook.told),
        comments_problem=problem,
    )


def offered_comments(prepared: Sequence[str], told: Sequence[str]) -> tuple[OfferedComment, ...]:
    r"""Return the comments to offer, the one given most often first.

    Parameters
    ----------
    prepared : sequence of str
        By the instructor.
    told : sequence of str
        What other candidates were told; each paragraph counts for itself.

    Examples
    --------
    >>> offered = offered_comments(["Citez vos sources."], ["Bon plan.\n\nSoignez la conclusion.", "Bon plan."])
    >>> [(comment.text, comment.given) for comment in offered]
    [('Bon plan.', 2), ('Soignez la conclusion.', 1), ('Citez vos sources.', 0)]
    """
    known = tuple(dict.fromkeys(text.strip() for text in prepared))
    given = Counter(text for comment in told for text in {part.strip() for part in _PARAGRAPHS.split(comment)} if text)
    # Sorted first, so that what was given equally often comes in the same order on every page.
    short = [text for text in sorted(given) if text not in known and len(text) <= MAXIMUM_GIVEN_CHARACTERS]
    often = sorted(short, key=lambda text: -given[text])[:MAXIMUM_GIVEN]
    offered = [OfferedComment(text=text, given=given[text]) for text in (*known, *often)]
    return tuple(sorted(offered, key=lambda comment: -comment.given))


def _prepared(course: Course) -> tuple[PreparedComments, str]:
    try:
        return prepared_comments(course), ""
    except AtelierError as error:
        # A slip in that file is no reason to grade without the rubric.
        return PreparedComments(format=1), str(error)


def _label(referential: Referential, criterion: ExerciseCriterion) -> str:
    return referential.criterion(criterion.id).label


def _established(
    course: Course, activity: str, exercise: str, candidate: str, scores: Mapping[str, _Score]
) -> dict[str, Established]:
    with Records(course.records_url) as records:
        stored = [item for item in records.latest(activity, candidate) if item.grading.exercise == exercise]
    found = {}
    for item in stored[0].verdicts if stored else ():
        name = item.verdict.criterion
        score = scores.get(grade_id(name), _Score(item.points, None, item.maximum))
        found[name] = Established(
            label=course.repository.referential.criterion(name).label,
            verdict=item.verdict,
            points=score.auto if score.manual is None else score.manual,
            maximum=item.maximum,
            replaced=score.manual is not None,
        )
    return found


def _read_gradebook(course: Course, activity: str, exercise: str, candidate: str, cell: str) -> _Gradebook:
    refuse_missing_file(course.gradebook_url)
    database = Database(course.gradebook_url, "gradebook_url", LOCK_SECONDS)
    try:
        return database.once(lambda connection: _rows(connection, activity, exercise, candidate, cell))
    finally:
        database.close()


def _rows(connection: Connection, activity: str, exercise: str, candidate: str, cell: str) -> _Gradebook:
    from nbgrader.api import (
        Assignment,
        Comment,
        Grade,
        GradeCell,
        Notebook,
        SolutionCell,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    def submitted(query: Any) -> Any:
        return (
            query.join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .where(Assignment.name == activity, Notebook.name == exercise)
        )

    scores = connection.execute(
        submitted(
            select(GradeCell.name, Grade.auto_score, Grade.manual_score, GradeCell.max_score)
            .join(GradeCell, GradeCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        ).where(SubmittedAssignment.student_id == candidate)
    )
    told = connection.scalars(
        submitted(
            select(Comment.manual_comment)
            .join(SolutionCell, SolutionCell.id == Comment.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id)
        ).where(
            SolutionCell.name == cell,
            SubmittedAssignment.student_id != candidate,
            Comment.manual_comment.is_not(None),
        )
    )
    return _Gradebook({name: _Score(*score) for name, *score in scores}, tuple(told))
