"""Data made while the candidate reads: an extension of the notebook's kernel, and the process that it starts.

Making the data of a case study takes seconds. Where a notebook opens in a folder that has none yet, they are made in
the background; the first cell that is run says so and waits for them. ``python -m autograders.lab.home.preparing
<folder>`` is that process.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

DATA = "data"
DECLARATIONS = "declarations"
_WAITING = (
    "Les données de votre variante sont en préparation : une minute d’attente environ, cette fois seulement. "
    "La cellule s’exécutera ensuite d’elle-même."
)
_FAILED = "Les données de votre variante n’ont pas pu être préparées : {reason}"


class Preparation:
    """The making of a case study's data in another process.

    Parameters
    ----------
    folder : Path
        Of the case study, in the practice folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = start_preparing(folder)

    def wait(self) -> str:
        """Wait until the data are there, and return why they are not; empty where they are."""
        if self._process.poll() not in (None, 0):
            # A former attempt failed; what stood in its way may be mended now.
            self._process = start_preparing(self.folder)
        _, errors = self._process.communicate()
        return errors.strip() if self._process.returncode else ""


def is_case_study(folder: Path) -> bool:
    """Return whether a folder is that of a case study, as the practice folder holds them."""
    return (folder / DECLARATIONS).is_dir()


def has_data(folder: Path) -> bool:
    """Return whether a case study's folder has its data; they are put there as a whole."""
    return (folder / DATA).is_dir()


def start_preparing(folder: Path) -> "subprocess.Popen[str]":
    """Start the making of a case study's data in a process of its own, and return it."""
    return subprocess.Popen(
        [sys.executable, "-m", __name__, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def load_ipython_extension(shell: Any) -> None:
    """Begin with the data when a notebook's kernel starts in a case study's folder that has none.

    Parameters
    ----------
    shell : InteractiveShell
    """
    folder = Path.cwd()
    if not is_case_study(folder) or has_data(folder):
        return
    preparation = Preparation(folder)

    def before_a_cell(*_: object) -> None:
        if not has_data(folder):
            print(_WAITING, flush=True)  # noqa: T201 - this is the notebook's own output
            try:
                reason = preparation.wait()
            except KeyboardInterrupt:
                reason = "attente interrompue. Exécutez de nouveau la cellule."
            if reason:
                print(_FAILED.format(reason=reason), file=sys.stderr, flush=True)  # noqa: T201
                return
        shell.events.unregister("pre_run_cell", before_a_cell)

    shell.events.register("pre_run_cell", before_a_cell)


def main(folder: Path) -> int:
    """Make the data of a case study, and return the exit status."""
    # Not above: the notebook's kernel has no need of what makes data.
    from autograders.candidate.errors import AtelierError

    from .variants import ensure_variant

    try:
        ensure_variant(folder)
    except (AtelierError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
