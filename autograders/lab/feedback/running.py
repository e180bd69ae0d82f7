"""Runs a worked solution out of the way: ``python -m autograders.lab.feedback.running NOTEBOOK PUBLIC TARGET``.

With the lowest priority, since the candidate is working meanwhile, a stock kernel runs the notebook in the folder where
it lies, to which the variant's public files are copied first.
"""

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

CELL_SECONDS = 600
LOWEST_PRIORITY = psutil.IDLE_PRIORITY_CLASS if psutil.WINDOWS else 19


def run(notebook: Path, public: Path, target: Path) -> None:
    """Run a notebook and keep it with its outputs.

    Parameters
    ----------
    notebook : Path
    public : Path
        Public files of the variant.
    target : Path
        Where the notebook is kept once it was run, in an existing folder.
    """
    shutil.copytree(public, notebook.parent / "data", copy_function=shutil.copyfile)
    worked = nbformat.read(notebook, as_version=4)
    place = {"metadata": {"path": str(notebook.parent)}}
    client = NotebookClient(worked, kernel_name="python3", timeout=CELL_SECONDS, allow_errors=True, resources=place)
    # What was drawn before serves all the same.
    with suppress(CellTimeoutError, DeadKernelError):
        client.execute()
    with TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as folder:
        whole = Path(folder) / target.name
        nbformat.write(worked, whole)
        whole.replace(target)


if __name__ == "__main__":
    psutil.Process().nice(LOWEST_PRIORITY)
    run(*map(Path, sys.argv[1:4]))
