"""An activity's marks as Moodle imports them: one line a candidate, and nothing where something is open.

Two columns, since they answer two questions: ``Note sur 20`` is the mark of the reports, by the weights of the
referential and our conventions; ``Points`` is nbgrader's sum, which is also there for an activity of which the course
does not assess everything yet.
"""

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograders.assignments import ActivityPackage, Course
from autograders.candidate.errors import AtelierError
from autograders.grading.texts import NO_BREAK_SPACE, printed_points

from .facts import Candidate, CandidateFacts, NotebookFacts
from .gathering import gather
from .marks import Mark, State
from .results import CriterionResult, candidate_results

HEADER = (
    "Identifiant",
    "Adresse de courriel",
    "Prénom",
    "Nom",
    "Note sur 20",
    "Points",
    "Points possibles",
    "Feedback",
)
# What a spreadsheet takes for a formula when it opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLON = f"{NO_BREAK_SPACE}: "


@dataclass(frozen=True, kw_only=True)
class MoodleLine:
    """A candidate's line.

    Parameters
    ----------
    candidate : Candidate
    mark_out_of_20 : float or None
        The reports' mark of the activity; ``None`` while something is open.
    points : float or None
        nbgrader's score less the late penalty; ``None`` while something of what was built is open.
    maximum : float
        Points that can be had.
    feedback : str
        In French: points by notebook, and what is open.
    open : str
        In French: why there is no mark; empty where there is one.
    """

    candidate: Candidate
    mark_out_of_20: float | None
    points: float | None
    maximum: float
    feedback: str
    open: str


def moodle_lines(course: Course, activity: ActivityPackage) -> tuple[MoodleLine, ...]:
    """Return a line for every candidate of the gradebook, sorted by identifier.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage

    Raises
    ------
    AtelierError
        If the gradebook cannot be read, or does not hold the activity.
    """
    everybody = gather(course)
    if not all(_notebooks(facts, activity) for facts in everybody):
        raise AtelierError(f"{activity.name}: not in the gradebook. Run 'atelier build {activity.name}' first.")
    return tuple(_line(course, activity, facts) for facts in everybody)


def write_moodle(lines: Sequence[MoodleLine], file: Path) -> None:
    """Write lines to a new file: CSV in UTF-8, comma, decimal point, which Moodle reads in any language.

    Raises
    ------
    AtelierError
        If the file is there already, or an identifier would be taken for a formula.
    """
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow(HEADER)
    for line in lines:
        person = line.candidate
        identity = (person.id, person.email, person.first_name, person.last_name)
        for text in identity:
            if text.startswith(_FORMULA):
                raise AtelierError(
                    f"{person.id}: '{text}' would be taken for a formula by a spreadsheet. Correct it in the "
                    "gradebook, or erase this candidate."
                )
        numbers = (_number(line.mark_out_of_20), _number(line.points), f"{line.maximum:g}")
        writer.writerow((*identity, *numbers, line.feedback))
    try:
        # For its owner alone: it holds names and marks.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise AtelierError(f"{file}: is there already. Name a new file, or remove it first.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
        opened.write(content.getvalue())


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _notebooks(facts: CandidateFacts, activity: ActivityPackage) -> dict[str, NotebookFacts]:
    return {notebook.exercise: notebook for notebook in facts.notebooks if notebook.activity == activity.name}


def _line(course: Course, activity: ActivityPackage, facts: CandidateFacts) -> MoodleLine:
    result = candidate_results(course.repository.referential, facts).activity(activity.activity.code)
    notebooks = _notebooks(facts, activity)
    assessed = [item for item in result.criteria if item.notebook is not None]
    parts, reasons = [], []
    for package in activity.exercises:
        title, found = package.exercise.competency, [item for item in assessed if _is_of(item, package.name)]
        if any(item.state is State.MISSING for item in found):
            reasons.append(f"{title} non remis")
        elif any(item.state is not State.COMPLETE for item in found):
            reasons.append(f"{title} à relire")
        else:
            maximum = printed_points(notebooks[package.name].maximum)
            score = f"{printed_points(_score(found))}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{maximum}"
            parts.append(f"{title} {package.exercise.title}{_COLON}{score}")
    penalty = sum(notebook.late_penalty for notebook in notebooks.values())
    if penalty:
        parts.append(f"Retard{_COLON}− {printed_points(penalty)}")
    points = None if reasons else max(0.0, _score(assessed) - penalty)
    # Beside notebooks: orals, and what no exercise assesses yet.
    if lacking := sum(item.notebook is None and item.state is not State.COMPLETE for item in result.criteria):
        reasons.append(f"{lacking} autre{'s' if lacking > 1 else ''} critère{'s' if lacking > 1 else ''} sans note")
    told = ", ".join(reasons)
    if told:
        parts.append(f"Note sur 20 en attente{_COLON}{told}")
    return MoodleLine(
        candidate=facts.candidate,
        mark_out_of_20=None if result.mark.value is None else float(Mark.out_of_20(result.mark.value)),
        points=points,
        maximum=sum(notebook.maximum for notebook in notebooks.values()),
        feedback=". ".join(parts) + ".",
        open=told,
    )


def _is_of(item: CriterionResult, exercise: str) -> bool:
    return item.notebook is not None and item.notebook.exercise == exercise


def _score(found: Sequence[CriterionResult]) -> float:
    """Return nbgrader's sum: extra credit counts in full there."""
    cells = [result.cell for item in found for result in item.cells]
    counted = [cell.auto_score if cell.manual_score is None else cell.manual_score for cell in cells]
    return sum(score or 0.0 for score in counted) + sum(cell.extra_credit for cell in cells)
