"""What one process keeps from one notebook to the next: loaded exercises and warm sandboxes."""

import atexit
import threading
from pathlib import Path
from typing import TypeAlias

from nbformat import NotebookNode

from autograders.assignments import Course, ExercisePackage
from autograders.sandbox import ConfinementLevel, Limits, SandboxUnavailableError, WarmSandbox

from .earlier import EarlierNotebook
from .running import GradedNotebook, grade_notebook

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
        candidate: str,
        notebook: NotebookNode,
        limits: Limits,
        earlier: tuple[EarlierNotebook, ...] = (),
    ) -> GradedNotebook:
        """Return what came of a candidate's notebook; a sandbox that has died is replaced once.

        ``earlier`` is what the candidate handed in with earlier notebooks.

        Raises
        ------
        SandboxUnavailableError
            If no notebook can be run.
        """
        variant = course.variant_of(package.activity_name, candidate)
        sandbox = self.sandbox(course, package.exercise.libraries)
        try:
            return grade_notebook(sandbox, package, variant, notebook, limits, earlier)
        except SandboxUnavailableError:
            self._discard(sandbox)
            fresh = self.sandbox(course, package.exercise.libraries)
            return grade_notebook(fresh, package, variant, notebook, limits, earlier)

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
