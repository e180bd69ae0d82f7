"""A submission as it will run, with a note of what was found in it."""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

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


def findings(notebook: NotebookNode) -> Mapping[str, Any]:
    """Return what the inspection of a notebook found: ``problem``, ``irregularities`` and ``voided``."""
    found: Mapping[str, Any] = notebook.metadata[METADATA_KEY]
    return found
