"""The demonstration: an assignment built, a simulated cohort collected, graded through nbgrader, with feedback."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograders.assignments import ActivityPackage, Course, Repository, build_activity, open_course
from autograders.candidate.cases import CANDIDATE_FILE
from autograders.candidate.errors import AtelierError
from autograders.grading import GradingRun, generate_feedback, grade_activity
from autograders.grading.judging import judged_criteria

from .cohort import COHORT, SimulatedCandidate
from .progress import Progress, silent

ACTIVITY = "A2.1"
VARIANTS = 3
# An endless loop must not make the demonstration long.
CELL_SECONDS = 15
_COURSE_ID = "atelier-demo"
_SETTINGS = """\
format = 1
course_id = "{course_id}"
repository = {repository}
variants = {variants}
# The candidates are simulated: the demonstration runs wherever the core of the confinement is there.
accept_reduced_confinement = true

[limits]
cell_seconds = {cell_seconds}
"""
_CONFIGURATION = """\
from pathlib import Path

from autograders.grading.configuration import configure

c = get_config()
configure(c, Path(__file__).parent)
"""


@dataclass(frozen=True, kw_only=True)
class DemoRow:
    """One simulated candidate.

    Parameters
    ----------
    candidate, story, status : str
    total : float
        The points that are certain.
    scores : mapping of str to float or None
        By criterion; ``None`` while a person has to look.
    remarks : tuple of str
        In French: what went wrong with the submission.
    """

    candidate: str
    story: str
    status: str
    total: float
    scores: Mapping[str, float | None]
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """What the demonstration did.

    Parameters
    ----------
    activity : str
        Code.
    criteria : tuple of str
    candidates : tuple of DemoRow
    feedback : Path
        Folder of the HTML pages.
    confinement : str
        Level under which the submissions ran.
    seconds : float
    """

    activity: str
    criteria: tuple[str, ...]
    candidates: tuple[DemoRow, ...]
    feedback: Path
    confinement: str
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return the report as ``atelier demo --json`` prints it."""
        return {
            "activity": self.activity,
            "candidates": [
                {"candidate": row.candidate, "status": row.status, "total": row.total, "scores": dict(row.scores)}
                for row in self.candidates
            ],
            "feedback": str(self.feedback),
            "seconds": round(self.seconds, 1),
        }


def run_demo(repository: Repository, folder: Path, progress: Progress = silent) -> DemoReport:
    """Run the whole course once with a simulated cohort, in a folder of its own.

    Parameters
    ----------
    repository : Repository
        It is left as it was.
    folder : Path
        New, empty, or that of a former demonstration, which is replaced.
    progress : Progress

    Raises
    ------
    AtelierError
        If the folder holds something else, or the activity cannot be built or graded; the folder is removed then.
    """
    start = monotonic()
    folder = folder.absolute()
    _clear(folder)
    try:
        course = _new_course(repository, folder)
        activity = course.repository.find_activity(ACTIVITY)
        build_activity(course, activity, progress)
        for done, candidate in enumerate(COHORT):
            progress("candidates", done, len(COHORT))
            hand_in(course, activity, candidate)
        progress("candidates", len(COHORT), len(COHORT))
        run = grade_activity(course, activity, progress=progress)
        feedback = generate_feedback(course, activity, progress=progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    criteria = [criterion for package in activity.exercises for criterion in judged_criteria(package)]
    identifiers = tuple(criterion.id for criterion in criteria)
    return DemoReport(
        activity=activity.activity.code,
        criteria=identifiers,
        candidates=_rows(run, identifiers),
        feedback=feedback.folder,
        confinement=run.confinement.level if run.confinement else "",
        seconds=monotonic() - start,
    )


def hand_in(course: Course, activity: ActivityPackage, candidate: SimulatedCandidate) -> None:
    """Put a simulated candidate's work where nbgrader collects it: edited copies of what was released, without data.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidate : SimulatedCandidate
    """
    folder = course.folder / "submitted" / candidate.identifier / activity.name
    folder.mkdir(parents=True)
    (folder / CANDIDATE_FILE).write_text(f"{candidate.identifier}\n", encoding="utf-8")
    for package in activity.exercises:
        name = f"{package.name}.ipynb"
        released = nbformat.read(course.release(activity.name) / name, as_version=4)
        nbformat.write(_edited(released, candidate.notebook(package)), folder / name)


def _edited(released: NotebookNode, made: NotebookNode) -> NotebookNode:
    """Return the released notebook with the sources of another, and its additional cells."""
    known = {cell.id: cell for cell in released.cells}
    cells = []
    for cell in made.cells:
        original = known.get(cell.id)
        if original is not None:
            original.source = cell.source
        cells.append(original or cell)
    released.cells = cells
    return released


def _clear(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    settings = folder / "course.toml"
    if not settings.is_file() or f'course_id = "{_COURSE_ID}"' not in settings.read_text(encoding="utf-8"):
        raise AtelierError(f"{folder}: holds something else than a demonstration. Choose another --folder.")
    shutil.rmtree(folder)


def _new_course(repository: Repository, folder: Path) -> Course:
    folder.mkdir(parents=True)
    quoted = str(repository.root).replace("\\", "\\\\").replace('"', '\\"')
    settings = _SETTINGS.format(
        course_id=_COURSE_ID, repository=f'"{quoted}"', variants=VARIANTS, cell_seconds=CELL_SECONDS
    )
    (folder / "course.toml").write_text(settings, encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(_CONFIGURATION, encoding="utf-8")
    return open_course(folder)


def _rows(run: GradingRun, criteria: tuple[str, ...]) -> tuple[DemoRow, ...]:
    stories = {candidate.identifier: candidate.story for candidate in COHORT}
    return tuple(
        DemoRow(
            candidate=result.candidate,
            story=stories[result.candidate],
            status=result.status,
            total=result.total,
            scores={criterion: result.scores.get(criterion) for criterion in criteria},
            remarks=tuple(note for note in (result.problem, *result.remarks) if note),
        )
        for result in run.candidates
    )
