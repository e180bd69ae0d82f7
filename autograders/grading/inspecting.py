"""A submission as it will run, with a note of what was found in it."""

from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError

from .restoring import restore
from .submissions import Submission

# What the sanitised notebook tells the graded one; the submission's own metadata are gone by then.
METADATA_KEY = "atelier"


def inspected(master: NotebookNode, submission: Submission) -> NotebookNode:
    """Return a submission set back on the released notebook, with nothing of its own but the candidate's cells.

    Parameters
    ----------
    master : NotebookNode
        The released notebook.
    submission : Submission

    Returns
    -------
    NotebookNode
        Its metadata hold what ``findings`` returns.
    """
    restored = restore(master, submission)
    restored.notebook.metadata[METADATA_KEY] = {
        "problem": submission.problem,
        "irregularities": [*submission.remarks, *map(str, restored.irregularities)],
        "voided": dict(restored.voided),
    }
    return restored.notebook


def released_notebook(course: Course, activity: str, exercise: str) -> NotebookNode:
    """Return a notebook as it was released.

    Raises
    ------
    AtelierError
        If it cannot be read.
    """
    path = course.release(activity) / f"{exercise}.ipynb"
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise AtelierError(
            f"{path}: the released notebook cannot be read ({error}). Run 'atelier build {activity}'."
        ) from None


def findings(notebook: NotebookNode) -> Mapping[str, Any]:
    """Return what the inspection of a notebook found: ``problem``, ``irregularities`` and ``voided``."""
    found: Mapping[str, Any] = notebook.metadata[METADATA_KEY]
    return found
