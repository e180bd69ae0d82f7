"""What one process keeps from one notebook to the next: loaded exercises and warm sandboxes."""

import atexit
import threading
from pathlib import Path
from typing import TypeAlias

from nbformat import NotebookNode

from autograders.assignments import Course, CourseLimits, ExercisePackage, Variant
from autograders.sandbox import ConfinementLevel, Limits, SandboxUnavailableError, WarmSandbox
from autograders.sandbox.limits import MEBIBYTE

from .earlier import EarlierNotebook
from .gradings import GradedSubmission, graded_submission, problem_submission
from .inspecting import findings
from .judging import PATIENT
from .running import GradedNotebook, grade_notebook
from .watchdog import Watchdog

_Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


class Workshop:
    """Loads each exercise once as long as its files do not change; warms each sandbox once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._packages: dict[Path, tuple[_Stamp, ExercisePackage]] = {}
        self._sandboxes: dict[tuple[tuple[str, ...], ConfinementLevel], WarmSandbox] = {}

    def package(self, course: Course, activity: str, exercise: str) -> ExercisePackage:
        """Return an exercise of the course's repository, loaded again when what it reads has changed.

        Raises
        ------
        FaultsError
            If the exercise is faulty.
        """
        folder = course.repository.root / "exercises" / activity / exercise
        stamp = _stamp(folder)
        with self._lock:
            known = self._packages.get(folder)
            if known is None or known[0] != stamp:
                known = (stamp, course.repository.load_exercise(folder))
                self._packages[folder] = known
            return known[1]

    def sandbox(self, course: Course, libraries: tuple[str, ...]) -> WarmSandbox:
        """Return a warm sandbox with some libraries imported, at the level that the course accepts.

        Raises
        ------
        SandboxUnavailableError
            If the machine grants less.
        """
        key = (libraries, accepted_level(course))
        with self._lock:
            if key not in self._sandboxes:
                try:
                    self._sandboxes[key] = WarmSandbox(preload=libraries, minimum_level=key[1])
                except SandboxUnavailableError as error:
                    raise SandboxUnavailableError(f"{error} {_hint(course)}".rstrip()) from None
            return self._sandboxes[key]

    def grade(
        self,
        course: Course,
        package: ExercisePackage,
        variant: Variant,
        candidate: str,
        notebook: NotebookNode,
        limits: Limits,
        earlier: tuple[EarlierNotebook, ...] = (),
        watchdog: Watchdog = PATIENT,
        libraries: tuple[str, ...] | None = None,
    ) -> GradedSubmission:
        """Return what comes of a candidate's notebook.

        Parameters
        ----------
        course : Course
        package : ExercisePackage
        variant : Variant
            That the candidate was given.
        candidate : str
        notebook : NotebookNode
            As ``inspected`` returns it.
        limits : Limits
        earlier : tuple of EarlierNotebook
            What the candidate handed in with earlier notebooks.
        watchdog : Watchdog
        libraries : tuple of str, optional
            What the sandbox has imported: by default what the exercise asks for.

        Raises
        ------
        SandboxUnavailableError
            If no notebook can be run.
        """
        found, referential = findings(notebook), course.repository.referential
        if found["problem"]:
            return problem_submission(referential, package, candidate, notebook, found["problem"])

        def grade(sandbox: WarmSandbox) -> GradedNotebook:
            return grade_notebook(sandbox, package, variant, notebook, limits, earlier, watchdog)

        wanted = package.exercise.libraries if libraries is None else libraries
        sandbox = self.sandbox(course, wanted)
        try:
            run = grade(sandbox)
        except SandboxUnavailableError:  # it has died: it is replaced once
            self._discard(sandbox)
            run = grade(self.sandbox(course, wanted))
        return graded_submission(referential, package, variant, candidate, run, found)

    def close(self) -> None:
        """End all sandboxes; a later notebook warms new ones."""
        with self._lock:
            sandboxes = list(self._sandboxes.values())
            self._sandboxes.clear()
        for sandbox in sandboxes:
            sandbox.close()

    def _discard(self, sandbox: WarmSandbox) -> None:
        with self._lock:
            self._sandboxes = {key: kept for key, kept in self._sandboxes.items() if kept is not sandbox}
        sandbox.close()


def session_limits(bounds: CourseLimits) -> Limits:
    """Return the limits of a submission's session, as a course sets them."""
    return Limits(
        cell_wall_seconds=bounds.cell_seconds,
        wall_seconds=bounds.notebook_seconds,
        cpu_seconds=max(1, round(bounds.notebook_seconds)),
        memory_bytes=bounds.memory_mib * MEBIBYTE,
    )


def accepted_level(course: Course) -> ConfinementLevel:
    """Return the least confinement under which a course's submissions may run."""
    return ConfinementLevel.REDUCED if course.settings.accept_reduced_confinement else ConfinementLevel.FULL


def _hint(course: Course) -> str:
    if course.settings.accept_reduced_confinement:
        return ""
    return "If the reduced level is enough for you, set accept_reduced_confinement = true in course.toml."


def _stamp(folder: Path) -> _Stamp:
    # Its own files, and what it reads of its activity and of the other exercises.
    paths = [*folder.rglob("*"), *folder.parent.glob("*/exercise.toml"), *folder.parent.glob("activity.toml")]
    details = [(path, path.stat()) for path in sorted(paths) if path.is_file()]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in details)


WORKSHOP = Workshop()
atexit.register(WORKSHOP.close)
