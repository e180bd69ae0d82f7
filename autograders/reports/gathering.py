"""Reads the facts: nbgrader's gradebook for scores, our records for what supports them."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select, true

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError
from autograders.grading.cohort_run import NOT_HANDED_IN
from autograders.grading.consolidating import Consolidated, consolidated_by_piece
from autograders.grading.transactions import Database, refuse_missing_file
from autograders.records import DefenceTime, Override, Records, StoredGrading

from .facts import Candidate, CandidateFacts, Cell, Evidence, NotebookFacts

LOCK_SECONDS = 30.0


class UnknownCandidateError(AtelierError):
    """Nobody of that name is in the gradebook."""


@dataclass(frozen=True)
class _Submitted:
    """What the gradebook holds of a candidate's notebook."""

    late_penalty: float
    handed_in_at: datetime | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class _Gradebook:
    """The gradebook's rows: graded cells and their points by assignment and notebook, and what each candidate has."""

    candidates: tuple[Candidate, ...]
    cells: Mapping[tuple[str, str], Mapping[str, float]]
    submitted: Mapping[tuple[str, str, str], _Submitted]


def gather(course: Course, candidate: str | None = None) -> tuple[CandidateFacts, ...]:
    """Return the facts of everybody in the gradebook, over all case studies that were built.

    Parameters
    ----------
    course : Course
    candidate : str, optional
        Only this one's; everybody's by default.

    Returns
    -------
    tuple of CandidateFacts
        Sorted by candidate.

    Raises
    ------
    AtelierError
        If there is no gradebook, or it or the records cannot be read.
    UnknownCandidateError
        If the gradebook does not hold the candidate that was named.
    """
    activities = frozenset(folder.name for folder in course.repository.activity_folders())
    gradebook = _read_gradebook(course, activities, candidate)
    with Records(course.records_url) as records:
        stored = {
            (item.grading.activity, item.grading.exercise, item.grading.candidate): item
            for activity in sorted(activities)
            for item in records.latest(activity, candidate)
        }
        overrides: dict[tuple[str, str, str, str], tuple[Override, ...]] = {}
        for override in records.overrides(candidate):
            key = (override.activity, override.exercise, override.candidate, override.cell)
            overrides[key] = (*overrides.get(key, ()), override)
        levels: dict[str, dict[str, Consolidated]] = defaultdict(dict)
        assessments = consolidated_by_piece(records.assessments(candidate), course.settings.graders_per_piece)
        for (name, criterion), piece in assessments.items():
            levels[name][criterion] = piece
        defences: dict[str, dict[str, DefenceTime]] = defaultdict(dict)
        for time in records.defence_times(candidate):
            defences[time.candidate][time.stage] = time
    return tuple(
        CandidateFacts(
            candidate=found,
            notebooks=_notebooks(course, gradebook, stored, overrides, found),
            levels=levels[found.id],
            defence=defences[found.id],
        )
        for found in gradebook.candidates
    )


def facts_of(course: Course, candidate: str) -> CandidateFacts:
    """Return the facts of one candidate; raise ``UnknownCandidateError`` where the gradebook does not hold them."""
    return gather(course, candidate)[0]


def _read_gradebook(course: Course, activities: frozenset[str], candidate: str | None) -> _Gradebook:
    refuse_missing_file(course.gradebook_url)
    database = Database(course.gradebook_url, "gradebook_url", LOCK_SECONDS)
    try:
        return database.once(lambda connection: _rows(connection, activities, candidate))
    finally:
        database.close()


def _rows(connection: Connection, activities: frozenset[str], only: str | None) -> _Gradebook:
    # It takes a second to import.
    from nbgrader.api import Assignment, Grade, GradeCell, Notebook, Student, SubmittedAssignment, SubmittedNotebook

    students = connection.execute(
        select(Student.id, Student.first_name, Student.last_name, Student.email).order_by(Student.id)
    )
    candidates = tuple(
        Candidate(id=name, first_name=first or "", last_name=last or "", email=email or "")
        for name, first, last, email in students
    )
    if only is not None:
        candidates = (_known(candidates, only),)
    whose = true() if only is None else SubmittedAssignment.student_id == only
    maxima: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for assignment, notebook, cell, maximum in connection.execute(
        select(Assignment.name, Notebook.name, GradeCell.name, GradeCell.max_score)
        .join(Notebook, Notebook.assignment_id == Assignment.id)
        .join(GradeCell, GradeCell.notebook_id == Notebook.id)
        .where(Assignment.name.in_(activities))
        .order_by(Assignment.name, Notebook.name, GradeCell.name)
    ):
        maxima[assignment, notebook][cell] = maximum
    heads: dict[tuple[str, str, str], tuple[float, datetime | None]] = {}
    for assignment, notebook, candidate, penalty, handed_in_at in connection.execute(
        select(
            Assignment.name,
            Notebook.name,
            SubmittedAssignment.student_id,
            SubmittedNotebook.late_submission_penalty,
            SubmittedAssignment.timestamp,
        )
        .join(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(Assignment.name.in_(activities), whose)
    ):
        # nbgrader keeps UTC without its zone.
        when = None if handed_in_at is None else handed_in_at.replace(tzinfo=UTC)
        heads[assignment, notebook, candidate] = (max(0.0, penalty or 0.0), when)
    cells: dict[tuple[str, str, str], dict[str, Cell]] = defaultdict(dict)
    for row in connection.execute(
        select(
            Assignment.name.label("assignment"),
            Notebook.name.label("notebook"),
            SubmittedAssignment.student_id.label("candidate"),
            GradeCell.name.label("cell"),
            GradeCell.max_score.label("maximum"),
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .where(Assignment.name.in_(activities), whose)
    ).mappings():
        cells[row["assignment"], row["notebook"], row["candidate"]][row["cell"]] = _cell(row)
    submitted = {key: _Submitted(*head, cells.get(key, {})) for key, head in heads.items()}
    return _Gradebook(candidates=candidates, cells=dict(maxima), submitted=submitted)


def _known(candidates: Sequence[Candidate], wanted: str) -> Candidate:
    known = {candidate.id: candidate for candidate in candidates}
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"{len(known)} others are"
    raise UnknownCandidateError(
        f"{wanted}: not in the gradebook ({hint}). Who handed in comes in with 'atelier grade', others with "
        "'nbgrader db student add'."
    )


def _cell(row: Mapping[Any, Any]) -> Cell:
    scores = (row["auto_score"], row["manual_score"], row["extra_credit"])
    if not all(score is None or math.isfinite(score) for score in scores):
        raise AtelierError(
            f"{row['candidate']}, {row['cell']}: the gradebook holds a score that is no number. Correct it in "
            "formgrader."
        )
    return Cell(
        name=row["cell"],
        maximum=row["maximum"],
        auto_score=row["auto_score"],
        manual_score=row["manual_score"],
        extra_credit=row["extra_credit"] or 0.0,
        needs_manual_grade=row["needs_manual_grade"],
    )


def _notebooks(
    course: Course,
    gradebook: _Gradebook,
    stored: Mapping[tuple[str, str, str], StoredGrading],
    overrides: Mapping[tuple[str, str, str, str], tuple[Override, ...]],
    candidate: Candidate,
) -> tuple[NotebookFacts, ...]:
    notebooks = []
    for (activity, exercise), maxima in gradebook.cells.items():
        key = (activity, exercise, candidate.id)
        submitted, grading = gradebook.submitted.get(key), stored.get(key)
        handed_in = submitted is not None and _was_handed_in(course, activity, exercise, candidate.id, grading)
        absent = {name: Cell(name=name, maximum=maximum) for name, maximum in maxima.items()}
        notebooks.append(
            NotebookFacts(
                activity=activity,
                exercise=exercise,
                handed_in=handed_in,
                problem=grading.grading.problem if handed_in and grading else "",
                late_penalty=submitted.late_penalty if submitted else 0.0,
                handed_in_at=submitted.handed_in_at if submitted else None,
                cells=absent
                | {
                    name: replace(cell, overrides=overrides.get((*key, name), ()))
                    for name, cell in (submitted.cells if submitted else {}).items()
                },
                evidence=_evidence(grading) if handed_in and grading else {},
            )
        )
    return tuple(notebooks)


def _was_handed_in(course: Course, activity: str, exercise: str, candidate: str, stored: StoredGrading | None) -> bool:
    if stored is None or stored.grading.problem == NOT_HANDED_IN:
        return False
    # Our records keep what a candidate handed in before and no longer does when nbgrader graded without our command.
    copies = course.folder / "autograded" / candidate / activity
    return not copies.is_dir() or (copies / f"{exercise}.ipynb").is_file()


def _evidence(stored: StoredGrading) -> dict[str, Evidence]:
    return {item.verdict.criterion: Evidence(grading=stored.grading, scored=item) for item in stored.verdicts}
