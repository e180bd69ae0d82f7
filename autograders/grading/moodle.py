"""An activity's marks as Moodle imports them: one line a candidate, and no mark where something is open."""

import csv
import io
import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograders.assignments import ActivityPackage, Course
from autograders.candidate.errors import AtelierError

from .nbgrader_runs import check_gradebook, load_configuration
from .texts import NO_BREAK_SPACE, printed_points
from .transactions import is_missing_file

HEADER = ("Identifiant", "Adresse de courriel", "Prénom", "Nom", "Note", "Note maximale", "Feedback")
# What a spreadsheet takes for a formula when it opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLON = f"{NO_BREAK_SPACE}: "


@dataclass(frozen=True, kw_only=True)
class MoodleLine:
    """A candidate's line.

    Parameters
    ----------
    candidate, email, first_name, last_name : str
        As the gradebook has them; empty where it does not.
    mark : float or None
        nbgrader's score less the late penalty; ``None`` while something is open.
    maximum : float
    feedback : str
        In French: points by notebook, and what is open.
    open : str
        In French: why there is no mark; empty where there is one.
    """

    candidate: str
    email: str
    first_name: str
    last_name: str
    mark: float | None
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
    config = load_configuration(course)
    url = CourseDirectory(config=config).db_url
    if is_missing_file(url):
        raise AtelierError(f"{activity.name}: there is no gradebook yet. Run 'atelier build {activity.name}' first.")
    check_gradebook(config)
    with warnings.catch_warnings(), Gradebook(url, course.settings.course_id) as gradebook:
        # nbgrader's own queries, of which newer versions of SQLAlchemy warn.
        warnings.simplefilter("ignore")
        try:
            maximum = float(gradebook.find_assignment(activity.name).max_score)
        except MissingEntry:
            raise AtelierError(
                f"{activity.name}: not in the gradebook. Run 'atelier build {activity.name}' first."
            ) from None
        found = {item.student_id: item for item in gradebook.assignment_submissions(activity.name)}
        students = sorted(gradebook.students, key=lambda student: student.id)
        return tuple(_line(course, activity, student, found.get(student.id), maximum) for student in students)


def write_moodle(lines: Sequence[MoodleLine], file: Path) -> None:
    """Write lines to a new file: CSV in UTF-8, comma, decimal point, which Moodle reads in any language.

    Raises
    ------
    AtelierError
        If the file is there already, or an identifier would be taken for a formula.
    """
    for line in lines:
        for text in (line.candidate, line.email, line.first_name, line.last_name):
            if text.startswith(_FORMULA):
                raise AtelierError(
                    f"{line.candidate}: '{text}' would be taken for a formula by a spreadsheet. Correct it in the "
                    "gradebook, or erase this candidate."
                )
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow(HEADER)
    for line in lines:
        mark = "" if line.mark is None else f"{line.mark:.2f}"
        identity = (line.candidate, line.email, line.first_name, line.last_name)
        writer.writerow((*identity, mark, f"{line.maximum:g}", line.feedback))
    try:
        # For its owner alone: it holds names and marks.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise AtelierError(f"{file}: is there already. Name a new file, or remove it first.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as opened:
        opened.write(content.getvalue())


def _line(course: Course, activity: ActivityPackage, student: Any, submission: Any, maximum: float) -> MoodleLine:
    parts, reasons = [], []
    if submission is None:
        reasons.append("rien n’a été remis")
    else:
        rows = {notebook.name: notebook for notebook in submission.notebooks}
        for package in activity.exercises:
            row = rows.get(package.name)
            title = f"{package.exercise.competency} {package.exercise.title}"
            copy = course.folder / "autograded" / student.id / activity.name / f"{package.name}.ipynb"
            if row is None or not copy.is_file():
                reasons.append(f"{package.exercise.competency} non remis")
            elif row.needs_manual_grade:
                reasons.append(f"{package.exercise.competency} à relire")
            else:
                score = f"{printed_points(row.score)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{printed_points(row.max_score)}"
                parts.append(f"{title}{_COLON}{score}")
        if penalty := submission.late_submission_penalty:
            parts.append(f"Retard{_COLON}− {printed_points(penalty)}")
    told = ", ".join(reasons)
    if told:
        parts.append(f"Note en attente{_COLON}{told}")
    mark = None if told else max(0.0, submission.score - (submission.late_submission_penalty or 0.0))
    return MoodleLine(
        candidate=student.id,
        email=student.email or "",
        first_name=student.first_name or "",
        last_name=student.last_name or "",
        mark=mark,
        maximum=maximum,
        feedback=". ".join(parts) + ".",
        open=told,
    )
