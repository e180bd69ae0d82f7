"""What persons may grade by levels: whose work, on which criterion, and what each level looks like."""

from dataclasses import dataclass
from datetime import UTC, datetime

from autograders.assignments import Course
from autograders.assignments.grids import course_grids, criteria_in, exercise_rubrics
from autograders.grading.assessing import MAXIMUM_REMARK_CHARACTERS, AssessmentError, grader_name
from autograders.grading.consolidating import Consolidated
from autograders.grading.texts import printable
from autograders.model.exercise import manual_grade_id
from autograders.model.referential import Criterion
from autograders.model.referential_rules import THESIS
from autograders.model.rubric import HIGHEST_LEVEL, LEVELS, levels_around
from autograders.records import Assessment

from .facts import Candidate, CandidateFacts, Cell
from .gathering import gather


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A candidate's work on one criterion.

    Parameters
    ----------
    candidate : Candidate
    criterion : Criterion
    levels : tuple of five str
        What each level looks like.
    given : Consolidated or None
        What persons gave so far.
    cell : Cell or None
        The notebook's cell that bears its points; ``None`` for an oral and the thesis.
    """

    candidate: Candidate
    criterion: Criterion
    levels: tuple[str, ...]
    given: Consolidated | None
    cell: Cell | None = None

    @property
    def formgrader_score(self) -> float | None:
        """What a person gave in formgrader; ``None`` where nobody did, or levels or an override gave the score."""
        if self.cell is None or self.cell.manual_score is None:
            return None
        written = {override.points for override in self.cell.overrides[-1:]}
        return None if self.cell.manual_score in written else self.cell.manual_score


def pieces(course: Course, scope: str) -> tuple[Piece, ...]:
    """Return what there is to grade by levels in an activity or in the thesis, by criterion, then candidate.

    Of a criterion that is a cell of a notebook, these are the notebooks that were handed in and could be read; of an
    oral or the thesis, everybody's.

    Parameters
    ----------
    course : Course
    scope : str
        Code or folder of an activity; ``THESIS``.

    Raises
    ------
    AtelierError
        If there is no such activity, or no gradebook.
    FaultsError
        If a grid is faulty.
    """
    rubrics, grids, everybody = exercise_rubrics(course.repository), course_grids(course.repository), gather(course)
    found = []
    for criterion in criteria_in(course.repository, scope):
        # A rubric was written for the very case, so it comes before a grid.
        levels = rubrics.get(criterion.id) or grids.get(criterion.id)
        for facts in everybody if levels else ():
            cell = _handed_in_cell(criterion, facts)
            if levels and (cell or criterion.id not in rubrics):
                given = facts.levels.get(criterion.id)
                found.append(
                    Piece(candidate=facts.candidate, criterion=criterion, levels=levels, given=given, cell=cell)
                )
    return tuple(found)


def _handed_in_cell(criterion: Criterion, facts: CandidateFacts) -> Cell | None:
    name = manual_grade_id(criterion.id)
    readable = (item for item in facts.notebooks if item.handed_in and not item.problem)
    return next((item.cells[name] for item in readable if name in item.cells), None)


def formgrader_assessments(
    course: Course, activity: str, grader: str
) -> tuple[tuple[Assessment, ...], tuple[Piece, ...]]:
    """Return the scores of an activity that were given in formgrader as one person's levels, and those between levels.

    Parameters
    ----------
    course : Course
    activity : str
        Code or folder.
    grader : str
        Who gave them: formgrader does not say.
    """
    name, now = grader_name(grader), datetime.now(UTC)
    assessments, between = [], []
    for piece in pieces(course, activity):
        score = piece.formgrader_score
        if piece.cell is None or score is None or not piece.cell.maximum:
            continue
        level, above = levels_around(score, piece.cell.maximum)
        if level != above:
            between.append(piece)
            continue
        assessments.append(
            Assessment(
                candidate=piece.candidate.id,
                criterion=piece.criterion.id,
                grader=name,
                level=level,
                remark="",
                is_arbiter=False,
                assessed_at=now,
            )
        )
    return tuple(assessments), tuple(between)


def single_assessment(
    course: Course, candidate: str, criterion: str, level: int, grader: str, remark: str, *, is_arbiter: bool
) -> Assessment:
    """Return a level that a person gives to one piece.

    Raises
    ------
    UnknownCodeError
        If the referential has no such criterion.
    AssessmentError
        If there is nothing to be graded by levels there, the level is not one of the grid's, or nobody is named.
    """
    referential = course.repository.referential
    identifier = referential.criterion(criterion).id
    activity = referential.activity_of(identifier)
    known = {
        piece.candidate.id
        for piece in pieces(course, THESIS if activity is None else activity.code)
        if piece.criterion.id == identifier
    }
    if candidate not in known:
        raise AssessmentError(
            f"{candidate}, {identifier}: nothing to be graded by levels ({len(known)} other candidates have). Check "
            "the spelling, and 'atelier grade' for what is handed in."
        )
    if level not in LEVELS:
        raise AssessmentError(f"{candidate}, {identifier}: level {level} given, 0 to {HIGHEST_LEVEL} expected.")
    return Assessment(
        candidate=candidate,
        criterion=identifier,
        grader=grader_name(grader),
        level=level,
        remark=printable(remark.strip(), MAXIMUM_REMARK_CHARACTERS),
        is_arbiter=is_arbiter,
        assessed_at=datetime.now(UTC),
    )
