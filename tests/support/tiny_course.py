"""The tiny repository's course, built: candidates hand in, submissions are graded, scores are read.

Building takes seconds, so it is done once for all workers of a run and copied for each test.
"""

import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, ROOT, SUPPORT, make_tiny_repository

from autograders.assignments import (
    ActivityPackage,
    Course,
    ExercisePackage,
    apply_submission,
    build_activity,
    open_course,
    read_bank,
    reference_notebook,
)
from autograders.assignments.course import SECRET_BYTES, SECRET_FILE
from autograders.authoring.cache import Cache
from autograders.grading import CandidateResult, GradingRun, grade_activity

FULL_MARKS = {COVERAGE: 5.0, SUPPORT: 5.0}
NO_MARKS = {COVERAGE: 0.0, SUPPORT: 0.0}
MEAN_CELL, VERDICT_CELL = "solution-mean", "solution-verdict"
COVERAGE_CELL, SUPPORT_CELL = "C2-1-3_coverage", "C2-1-3_support"


@dataclass(frozen=True)
class Sitting:
    """A built course in which candidates hand in."""

    course: Course
    activity: ActivityPackage

    @property
    def package(self) -> ExercisePackage:
        return self.activity.exercises[0]

    def submitted(self, candidate: str) -> Path:
        return self.course.folder / "submitted" / candidate / ACTIVITY

    def hand_in(self, candidate: str, work) -> Path:
        """Put a notebook, or any bytes, where nbgrader collects it."""
        path = self.submitted(candidate) / f"{EXERCISE}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(work if isinstance(work, bytes) else nbformat.writes(work).encode("utf-8", "surrogatepass"))
        return path

    def configure(self, *lines: str) -> None:
        """Add lines to the course's nbgrader_config.py."""
        text = (ROOT / "course" / "nbgrader_config.py").read_text()
        (self.course.folder / "nbgrader_config.py").write_text("\n".join([text, *lines]))

    def grade(self, *candidates: str, again: bool = False) -> GradingRun:
        return grade_activity(self.course, self.activity, candidates or None, again=again)

    def grade_one(self, work, candidate: str = "ada") -> CandidateResult:
        """Grade one submission beside an honest one, which must not suffer from it."""
        return self.grade_all({candidate: work})[candidate]

    def grade_all(self, works) -> dict[str, CandidateResult]:
        """Grade many submissions in one run, between two honest ones, which must not suffer from any of them."""
        for candidate, work in {"0-first": self.solved(), **works, "zz-last": self.solved()}.items():
            self.hand_in(candidate, work)
        results = {item.candidate: item for item in self.grade().candidates}
        for honest in ("0-first", "zz-last"):
            assert (results[honest].status, dict(results[honest].scores)) == ("graded", FULL_MARKS)
        return results

    def solved(self):
        """Return a right submission: the released notebook, metadata and all, with the reference's solutions."""
        return with_solutions(self.released(), reference_notebook(self.package))

    def released(self):
        return nbformat.read(self.course.release(ACTIVITY) / f"{EXERCISE}.ipynb", as_version=4)

    def bank(self, name: str):
        """Return a submission of the bank, handed in on the released notebook."""
        submission = next(item for item in read_bank(self.package) if f"{item.kind}/{item.name}" == name)
        return apply_submission(self.package, submission)

    def graded_notebook(self, candidate: str):
        path = self.course.folder / "autograded" / candidate / ACTIVITY / f"{EXERCISE}.ipynb"
        return nbformat.read(path, as_version=4)

    def gradebook(self, candidate: str) -> dict[str, tuple[float | None, float | None, bool]]:
        """Return automatic score, manual score and the need of a person by cell, as nbgrader has them."""
        from nbgrader.api import Gradebook

        with warnings.catch_warnings(), Gradebook(self.course.gradebook_url) as gradebook:
            warnings.simplefilter("ignore")
            notebook = gradebook.find_submission_notebook(EXERCISE, ACTIVITY, candidate)
            return {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in notebook.grades
            }

    def comment(self, candidate: str, grade_id: str) -> str | None:
        """Return what nbgrader says to a candidate of a cell that a person reads."""
        from nbgrader.api import Gradebook

        with warnings.catch_warnings(), Gradebook(self.course.gradebook_url) as gradebook:
            warnings.simplefilter("ignore")
            return gradebook.find_comment(grade_id, EXERCISE, ACTIVITY, candidate).comment


def built(root: Path) -> Sitting:
    """Build the course of a tiny repository."""
    course = open_course(root / "course")
    # The same variants in every run: by chance two of them have the same mean now and then.
    (course.folder / SECRET_FILE).write_text("5e" * SECRET_BYTES, encoding="ascii")
    activity = course.repository.find_activity("A2.1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        build_activity(course, activity)
    return Sitting(course, activity)


def with_solutions(notebook, solved):
    """Return a notebook with the solution cells of another one."""
    sources = {name: cell.source for cell in solved.cells if (name := grade_id_of(cell)).startswith("solution-")}
    for cell in notebook.cells:
        cell.source = sources.get(grade_id_of(cell), cell.source)
    return notebook


def grade_id_of(cell) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def cell_of(notebook, grade_id: str):
    return next(cell for cell in notebook.cells if grade_id_of(cell) == grade_id)


def index_of(notebook, grade_id: str) -> int:
    return notebook.cells.index(cell_of(notebook, grade_id))


def with_cell(notebook, source: str, at: int = 0):
    """Return a notebook with one more code cell of the candidate's."""
    notebook.cells.insert(at if at >= 0 else len(notebook.cells), new_code_cell(source))
    return notebook


@pytest.fixture(scope="session")
def built_repository(practice_cache):
    """Return the built repository of the whole run: to be copied, never changed."""
    place = Cache(practice_cache.folder / "tiny")
    repository = place.folder / "built" / "repository"
    with place.alone():
        if not repository.exists():
            with place.folder_in_the_making(repository.parent) as folder:
                built(make_tiny_repository(folder / "repository"))
    return repository


def new_sitting(built_repository: Path, folder: Path) -> Sitting:
    """Return a sitting of its own, copied from the built one."""
    root = folder / "repository"
    shutil.copytree(built_repository, root)
    course = open_course(root / "course")
    return Sitting(course, course.repository.find_activity("A2.1"))


@pytest.fixture
def sitting(built_repository, tmp_path):
    return new_sitting(built_repository, tmp_path)


@pytest.fixture(scope="module")
def shared_sitting(built_repository, tmp_path_factory):
    """One sitting for a module's tests: each hands in under names of its own, or reads what one run gave."""
    return new_sitting(built_repository, tmp_path_factory.mktemp("sitting"))
