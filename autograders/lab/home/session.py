"""One evening's work: the lab open on a practice folder, from the command's start to its end."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograders.assignments.repository import Repository

from .accueil import FILE
from .folder import fill_home, locate_exercise
from .preparing import has_data, start_preparing
from .server import RunningLab, find_running_lab, lab_process, wait_until_it_listens, write_opening_page
from .settings import write_settings

_WAKING_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class OpenLab:
    """A lab that can be gone to.

    Parameters
    ----------
    address : str
        With the token.
    page : Path
        A local page that leads there, for a browser.
    process : Popen or None
        ``None`` where it was open before.
    """

    address: str
    page: Path
    process: "subprocess.Popen[bytes] | None" = None

    def wait(self) -> None:
        """Wait until the lab is ended from inside; an interruption from the keyboard goes through."""
        while self.process is not None:
            # On Windows a wait without end could not be interrupted.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_WAKING_SECONDS)
                return


@contextlib.contextmanager
def open_lab(
    repository: Repository, home: Path, exercise: str | None = None, port: int | None = None
) -> Iterator[OpenLab]:
    """Open the lab on a practice folder, or find the one that is open on it; end it if it was opened here.

    Parameters
    ----------
    repository : Repository
        That which is practised on.
    home : Path
        The practice folder; exists.
    exercise : str, optional
        Whose notebook to open, by its competency or its folder's name; the Accueil by default.
    port : int, optional
        By default the first free one from 8888 on.

    Yields
    ------
    OpenLab

    Raises
    ------
    PracticeError
        If there is no such exercise, the disk refuses, or JupyterLab does not start.
    """
    # Before anything is started: a slip of the pen costs no wait.
    asked = locate_exercise(repository, exercise, home) if exercise else home / FILE
    running = find_running_lab(home)
    if running is not None:
        yield _opened(running, home, asked)
        return
    write_settings()
    with lab_process(repository, home, port) as process:
        # Notebooks are put in place while JupyterLab starts.
        page = fill_home(repository, home)
        asked = locate_exercise(repository, exercise, home) if exercise else asked
        running = wait_until_it_listens(process)
        first = asked.parent if exercise else home / PurePosixPath(page.ways[0].link).parent if page.ways else home
        if first != home and not has_data(first):
            start_preparing(first)
        yield _opened(running, home, asked, process)


def _opened(running: RunningLab, home: Path, asked: Path, process: "subprocess.Popen[bytes] | None" = None) -> OpenLab:
    # A lab that was just started shows nothing of the last time; one that is open keeps its tabs.
    address = running.address(asked.relative_to(home).as_posix(), reset=process is not None)
    return OpenLab(address=address, page=write_opening_page(home, address), process=process)
