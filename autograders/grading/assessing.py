"""Keeps the levels that persons give, and has nbgrader's gradebook hold what they come to."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, update

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError
from autograders.model.exercise import manual_grade_id
from autograders.records import Assessment, Override, Records

from .consolidating import Consolidated, Standing, consolidated_by_piece, said
from .overriding import graded_cell, replace_score
from .texts import on_one_line
from .transactions import Database, refuse_missing_file

LOCK_SECONDS = 30.0
MAXIMUM_GRADER_CHARACTERS = 128
MAXIMUM_REMARK_CHARACTERS = 2000


class AssessmentError(AtelierError):
    """A level cannot be given so."""


def grader_name(name: str) -> str:
    """Return the name of a grader as it is kept.

    Raises
    ------
    AssessmentError
        If nothing is left of it, or it is too long.
    """
    kept = on_one_line(name)
    if not 0 < len(kept) <= MAXIMUM_GRADER_CHARACTERS:
        raise AssessmentError(
            f"--grader: a name of {len(kept)} characters, 1 to {MAXIMUM_GRADER_CHARACTERS} expected. Name who grades."
        )
    return kept


def keep_assessments(course: Course, given: Sequence[Assessment]) -> Mapping[tuple[str, str], Consolidated]:
    """Keep levels, all of them or none, and return what each of their pieces comes to now, by candidate and criterion.

    What repeats a grader's last word on a piece is not kept again. Where the piece is a cell of a notebook, a level
    that is settled becomes the cell's manual score, with an override that says who gave what; a disputed one has
    nbgrader ask for a person.

    Parameters
    ----------
    course : Course
    given : sequence of Assessment
        Of candidates and criteria that there are.

    Raises
    ------
    AssessmentError
        If an arbiter is one of the graders, or has nothing to settle; if a grader's name is written in a new way.
    DatabaseError, RecordsError
        If the gradebook or the records cannot be written; then neither was.
    """
    activities = frozenset(folder.name for folder in course.repository.activity_folders())
    refuse_missing_file(course.gradebook_url)
    database = Database(course.gradebook_url, "gradebook_url", LOCK_SECONDS)
    try:
        with Records(course.records_url) as records:

            def write(connection: Connection) -> Mapping[tuple[str, str], Consolidated]:
                former, expected = records.assessments(), course.settings.graders_per_piece
                new = _new(consolidated_by_piece(former, expected), (item.grader for item in former), given)
                touched = {(item.candidate, item.criterion) for item in given}
                found = consolidated_by_piece((*former, *new), expected)
                pieces = {key: piece for key, piece in found.items() if key in touched}
                overrides = [_scored(connection, activities, *key, piece) for key, piece in pieces.items()]
                # Inside, so that the gradebook keeps no score whose reason is lost.
                records.keep_decisions(*new, *filter(None, overrides))
                return pieces

            return database.once(write)
    finally:
        database.close()


def _new(
    former: Mapping[tuple[str, str], Consolidated], graders: Iterable[str], given: Sequence[Assessment]
) -> list[Assessment]:
    """Return what says something new; raise where one cannot have said it."""
    known = {_plain(name): name for name in graders}
    new = []
    for item in given:
        piece = former.get((item.candidate, item.criterion))
        own = next((said for said in piece.assessments if said.grader == item.grader), None) if piece else None
        same_name = known.get(_plain(item.grader), item.grader)
        fault = ""
        if same_name != item.grader:
            fault = f"the records know '{same_name}', not '{item.grader}'. Write one person's name in one way."
        elif own and own.is_arbiter is not item.is_arbiter:
            fault = f"{item.grader} would be both grader and arbiter. The arbiter is another person."
        elif item.is_arbiter and not (piece and (piece.is_disputed or own)):
            fault = "graders do not disagree, so there is nothing for an arbiter to settle."
        if fault:
            raise AssessmentError(f"{item.candidate}, {item.criterion}: {fault} Nothing was kept.")
        if not own or (own.level, own.remark) != (item.level, item.remark):
            new.append(item)
    return new


def _plain(name: str) -> str:
    """Return a name without what makes two ways of writing it differ: capitals, accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))


def _scored(
    connection: Connection, activities: frozenset[str], candidate: str, criterion: str, piece: Consolidated
) -> Override | None:
    from nbgrader.api import Grade

    cell = graded_cell(connection, activities, candidate, (manual_grade_id(criterion),))
    if cell is None or piece.standing is Standing.AWAITED:
        return None
    if piece.share is None:
        connection.execute(update(Grade).where(Grade.id == cell["id"]).values(needs_manual_grade=True))
        return None
    points = float(piece.share) * cell["maximum"]
    if cell["manual_score"] == points and not cell["needs_manual_grade"]:
        return None
    author = on_one_line(" et ".join(piece.graders), MAXIMUM_GRADER_CHARACTERS)
    return replace_score(connection, cell, candidate, criterion, points, said(piece), author)
