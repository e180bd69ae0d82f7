"""The worked solution, run on a variant in the background, once: its figures and its outputs serve from then on.

What is kept is the notebook that was run, in the data folder, one for each variant and state of the source.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import nbformat
from nbformat import NotebookNode

from autograders.assignments import ExercisePackage, reference_notebook, write_declarations
from autograders.assignments.files import copy_folder, digest_of
from autograders.assignments.notebooks import cell_id
from autograders.assignments.percent import without_markers
from autograders.candidate.handed_in import FOLDER as HANDED_IN
from autograders.grading.earlier import write_earlier
from autograders.lab.progress import data_folder

from .figures import figures_by_criterion
from .practised import Practised
from .protocol import Figures, Picture
from .verdicts import earlier_notebooks

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
RUNNER = "autograders.lab.feedback.running"


class WorkedSolutions:
    """Runs worked solutions, each in a process of its own, and keeps them."""

    def __init__(self) -> None:
        self._runs: dict[Path, _Run] = {}

    def figures(self, practised: Practised, criterion: str) -> Figures:
        """Return the figures of a criterion, or that they are not ready; then the run has begun."""
        notebook = self.run(practised)
        if notebook is None:
            return Figures(criterion=criterion, ready=False)
        return Figures(criterion=criterion, ready=True, pictures=tuple(_pictures(practised, criterion, notebook)))

    def run(self, practised: Practised) -> NotebookNode | None:
        """Return the worked solution with its outputs; ``None`` while it runs, which this call starts if need be.

        One that could not be run comes without outputs.
        """
        path = _kept_at(practised)
        if path not in self._runs and not path.exists():
            self._runs[path] = _Run(practised, path)
        if path in self._runs and self._runs[path].goes_on():
            return None
        return _as_run(practised, path)

    def when_run(self, practised: Practised, action: Callable[[NotebookNode], None]) -> None:
        """Have an action done, in a thread of its own, with the worked solution once a run that goes on has ended."""
        path = _kept_at(practised)
        run = self._runs[path]

        def wait_and_act() -> None:
            run.wait()
            with suppress(OSError):
                action(_as_run(practised, path))

        Thread(target=wait_and_act, name="atelier-corrige", daemon=True).start()

    def wait(self) -> None:
        """Wait until nothing runs."""
        for run in self._runs.values():
            run.wait()

    def end(self) -> None:
        """Stop what runs."""
        for run in self._runs.values():
            run.end()


class _Run:
    """One run, in a temporary copy of what the notebook reads."""

    def __init__(self, practised: Practised, path: Path) -> None:
        self._folder = TemporaryDirectory(prefix="atelier-corrige-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        _write_small_files(practised, folder)
        nbformat.write(worked_notebook(practised.package), folder / path.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # It copies the data itself: a candidate who waits for a verdict does not wait for that.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", RUNNER, str(folder / path.name), str(practised.variant.public), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # One core at most: the candidate's own cells run meanwhile.
            env=os.environ | dict.fromkeys(ONE_THREAD, "1"),
        )

    def goes_on(self) -> bool:
        if self._process.poll() is None:
            return True
        self._folder.cleanup()
        return False

    def wait(self) -> None:
        self._process.wait()

    def end(self) -> None:
        # Its kernel ends with it, since a kernel watches its parent.
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()


def worked_notebook(package: ExercisePackage) -> NotebookNode:
    """Return the worked solution as one reads it: without the markers of nbgrader, and without its metadata."""
    notebook = reference_notebook(package)
    for cell in notebook.cells:
        cell.source = without_markers(cell.source)
        cell.metadata.pop("nbgrader", None)
    return notebook


def _as_run(practised: Practised, path: Path) -> NotebookNode:
    with suppress(OSError, ValueError):
        return nbformat.read(path, as_version=4)
    return worked_notebook(practised.package)


def prepare_folder(practised: Practised, folder: Path) -> None:
    """Fill a folder with what the worked solution reads: declarations, data, what earlier notebooks handed in."""
    _write_small_files(practised, folder)
    data = folder / "data"
    if not data.exists():
        copy_folder(practised.variant.public, data)


def _write_small_files(practised: Practised, folder: Path) -> None:
    write_declarations([practised.package], folder / "declarations")
    (folder / HANDED_IN).mkdir(exist_ok=True)
    write_earlier(earlier_notebooks(practised), folder / HANDED_IN)


def _pictures(practised: Practised, criterion: str, notebook: NotebookNode) -> Iterator[Picture]:
    alternatives = {figure.id: figure.alternative for figure in practised.package.exercise.figures}
    outputs = {cell.id: cell.get("outputs", []) for cell in notebook.cells}
    for cell in figures_by_criterion(practised.package.cells).get(criterion, ()):
        shown = [output.get("data", {}) for output in outputs.get(cell_id(cell), [])]
        png = tuple(data["image/png"] for data in shown if "image/png" in data)
        yield Picture(figure=cell.figure, cell=cell_id(cell), alternative=alternatives[cell.figure], png=png)


def _kept_at(practised: Practised) -> Path:
    package = practised.package
    source = (package.folder / "notebook.py").read_bytes()
    digest = digest_of([("variant", practised.place.variant.encode()), ("notebook.py", source)])
    return data_folder() / "worked" / package.name / f"{digest[:24]}.ipynb"
