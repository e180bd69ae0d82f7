"""The worked solution, run on a variant in the background, once: its figures and its outputs serve from then on.

A stock kernel runs it in a temporary copy of the folder, with low priority: the candidate is working meanwhile. What
is kept is the notebook that was run, in the data folder, one for each variant and state of the source.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograders.assignments import ExercisePackage, Variant, reference_notebook, write_declarations
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

CELL_SECONDS = 600
LOW_PRIORITY = 10


class WorkedSolutions:
    """Runs worked solutions one after another, and keeps them."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._running: dict[Path, threading.Thread] = {}
        self._kernel: Any = None
        self._ended = False

    def figures(self, practised: Practised, criterion: str) -> Figures:
        """Return the figures of a criterion, or that they are not ready; then the run has begun."""
        notebook = self.run(practised)
        if notebook is None:
            return Figures(criterion=criterion, ready=False)
        return Figures(criterion=criterion, ready=True, pictures=tuple(_pictures(practised, criterion, notebook)))

    def run(self, practised: Practised) -> NotebookNode | None:
        """Return the worked solution with its outputs; ``None`` while it runs, which this call starts if need be."""
        path = _kept_at(practised)
        with suppress(OSError, ValueError):
            return nbformat.read(path, as_version=4)
        if path not in self._running or not self._running[path].is_alive():
            self._running[path] = threading.Thread(target=self._run, args=(practised, path), daemon=True)
            self._running[path].start()
        return None

    def end(self) -> None:
        """Stop what runs."""
        self._ended = True
        if self._kernel is not None:
            self._kernel.shutdown_kernel(now=True)

    def _run(self, practised: Practised, path: Path) -> None:
        with self._turn, TemporaryDirectory(prefix="atelier-corrige-", ignore_cleanup_errors=True) as folder:
            if self._ended or path.exists():
                return
            prepare_folder(practised, Path(folder))
            notebook = worked_notebook(practised.package)
            self._execute(notebook, Path(folder))
            if not self._ended:
                _write(notebook, path)

    def _execute(self, notebook: NotebookNode, folder: Path) -> None:
        from jupyter_client.manager import KernelManager
        from nbclient import NotebookClient

        self._kernel = KernelManager(kernel_name="python3")
        client = NotebookClient(
            notebook,
            km=self._kernel,
            timeout=CELL_SECONDS,
            allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            self._kernel.start_kernel(cwd=str(folder))
            _lower_priority(self._kernel)
            # A cell that takes too long, or a kernel that dies: what was drawn before is there all the same.
            with suppress(RuntimeError, TimeoutError):
                client.execute()
        finally:
            kernel, self._kernel = self._kernel, None
            kernel.shutdown_kernel(now=True)


def worked_notebook(package: ExercisePackage) -> NotebookNode:
    """Return the worked solution as one reads it: without the markers of nbgrader, and without its metadata."""
    notebook = reference_notebook(package)
    for cell in notebook.cells:
        cell.source = without_markers(cell.source)
        cell.metadata.pop("nbgrader", None)
    return notebook


def prepare_folder(practised: Practised, folder: Path) -> None:
    """Fill a folder with what the worked solution reads: declarations, data, what earlier notebooks handed in."""
    write_declarations([practised.package], folder / "declarations")
    copy_data(practised.variant, folder)
    (folder / HANDED_IN).mkdir(exist_ok=True)
    write_earlier(earlier_notebooks(practised), folder / HANDED_IN)


def copy_data(variant: Variant, folder: Path) -> None:
    """Copy the public files of a variant to where a notebook in the folder looks for them, unless they are there."""
    data = folder / "data"
    if not data.exists():
        copy_folder(variant.public, data)


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


def _write(notebook: NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as folder:
        nbformat.write(notebook, Path(folder) / path.name)
        shutil.move(Path(folder) / path.name, path)


def _lower_priority(kernel: Any) -> None:
    import psutil

    process = psutil.Process(kernel.provisioner.pid)
    with suppress(psutil.Error):
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else LOW_PRIORITY)
