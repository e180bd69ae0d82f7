"""The folder ``autograded/<candidate>/<activity>/``: what nbgrader leaves there, in place as a whole or not at all."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, Execute, SaveAutoGrades
from nbgrader.utils import find_all_files
from traitlets.utils.importstring import import_item

from autograders.assignments.files import replacing
from autograders.candidate.errors import AtelierError
from autograders.sandbox.copies import copied

from .nbgrader_plugin import JudgeAnswers
from .setting_aside import OWN_FILES

# Running, judging and saving: done by then, and outside.
_DONE_ELSEWHERE = (Execute, JudgeAnswers, SaveAutoGrades, AssignLatePenalties)


class CopyError(AtelierError):
    """A candidate has no graded copy that could be amended."""


class GradedCopies:
    """Makes the graded copies of one assignment.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde
        Which knows the course's folders and settings.
    activity : str
    """

    def __init__(self, converter: Any, activity: str) -> None:
        self._converter = converter
        self._directory = converter.coursedir
        self._activity = activity
        steps = [import_item(step) if isinstance(step, str) else step for step in converter.autograde_preprocessors]
        self._checked: set[str] = set()
        self._steps = [step(parent=converter) for step in steps if not issubclass(step, _DONE_ELSEWHERE)]
        source = Path(self._directory.format_path(self._directory.source_directory, ".", activity))
        found = find_all_files(str(source), [*self._directory.ignore, "*.ipynb"])
        self._sources = {Path(path).relative_to(source): Path(path) for path in sorted(found)}
        excluded = converter.exclude_overwriting.get(activity, [])
        self._candidates_own = {place for place in self._sources if str(place) in excluded}

    def finished(self, notebooks: Mapping[str, NotebookNode], candidate: str) -> dict[str, NotebookNode]:
        """Return copies of graded notebooks after the rest of nbgrader's steps, the instructor's own among them."""
        return {exercise: self._finished(notebook, exercise, candidate) for exercise, notebook in notebooks.items()}

    def _finished(self, notebook: NotebookNode, exercise: str, candidate: str) -> NotebookNode:
        notebook = copied(notebook)
        stated = {"student": candidate, "assignment": self._activity, "notebook": exercise}
        resources: dict[str, Any] = {
            "unique_key": exercise,
            "output_files_dir": f"{exercise}_files",
            "nbgrader": stated | {"db_url": self._directory.db_url},
        }
        for step in self._steps:
            # Half of the time here: once for all who left the released cells as they were.
            claims = _claims(notebook) if isinstance(step, CheckCellMetadata) else ""
            if claims not in self._checked:
                notebook, resources = step(notebook, resources)
                self._checked |= {claims} - {""}
        return notebook

    @contextlib.contextmanager
    def replacing(self, candidate: str, notebooks: Mapping[str, NotebookNode]) -> Iterator[None]:
        """Write a candidate's copy beside the present one, and put it in its place if the block ends well."""
        place = self._place(self._directory.autograded_directory, candidate)
        # What a run left that was killed in the middle; there is but one writer.
        for left in place.parent.glob(f".{place.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        with replacing(place) as folder:
            for path, source in self._files(candidate).items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, folder / path)
            for exercise, notebook in notebooks.items():
                (folder / f"{exercise}.ipynb").write_text(f"{nbformat.writes(notebook)}\n", encoding="utf-8")
            yield

    def is_there(self, candidate: str) -> bool:
        """Return whether a candidate's copy is in its place."""
        return self._place(self._directory.autograded_directory, candidate).is_dir()

    @contextlib.contextmanager
    def amending(self, candidate: str, outputs: Mapping[str, Mapping[str, list[NotebookNode]]]) -> Iterator[None]:
        """Write a candidate's notebooks with other outputs in some cells, in place if the block ends well.

        Parameters
        ----------
        candidate : str
        outputs : mapping
            By exercise, then by the cell's identifier.

        Raises
        ------
        CopyError
            If there is no such notebook.
        """
        folder = self._place(self._directory.autograded_directory, candidate)
        with tempfile.TemporaryDirectory(
            dir=folder.parent if folder.is_dir() else None, prefix=f".{folder.name}-", ignore_cleanup_errors=True
        ) as staging:
            for exercise, cells in outputs.items():
                place, new = folder / f"{exercise}.ipynb", Path(staging) / f"{exercise}.ipynb"
                notebook = _with_outputs(_graded(place), cells)
                new.write_text(f"{v4.writes(notebook)}\n", encoding="utf-8")
                shutil.copymode(place, new)
            yield
            for exercise in outputs:
                (Path(staging) / f"{exercise}.ipynb").replace(folder / f"{exercise}.ipynb")

    def protect(self, candidate: str) -> None:
        """Set the permissions that nbgrader sets."""
        self._converter.set_permissions(self._activity, candidate)

    def _files(self, candidate: str) -> dict[Path, Path]:
        """Return the files other than notebooks, from their place in the copy to where they come from."""
        submitted = self._place(self._directory.submitted_directory, candidate)
        own = {path: submitted / path for path in (*map(Path, OWN_FILES), *self._candidates_own)}
        kept = {path: source for path, source in own.items() if source.is_file() and not source.is_symlink()}
        return kept | {path: source for path, source in self._sources.items() if path not in self._candidates_own}

    def _place(self, step: str, candidate: str) -> Path:
        return Path(self._directory.format_path(step, candidate, self._activity))


def _graded(place: Path) -> NotebookNode:
    try:
        # Not nbformat.read, which validates what was valid when it was written.
        return v4.reads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CopyError(f"{place}: no graded notebook ({error}). Run 'atelier grade' again for it.") from None


def _with_outputs(notebook: NotebookNode, outputs: Mapping[str, list[NotebookNode]]) -> NotebookNode:
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in outputs:
            cell.outputs = outputs[name]
    return notebook


def _claims(notebook: NotebookNode) -> str:
    """Return all that the check of a notebook's metadata reads."""
    cells = [[cell.cell_type, cell.metadata["nbgrader"]] for cell in notebook.cells if "nbgrader" in cell.metadata]
    return json.dumps(cells, sort_keys=True)
