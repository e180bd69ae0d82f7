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
from .welcome import Welcome

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


@dataclass(frozen=True, kw_only=True)
class ServedHome:
    """A practice folder that is served.

    Parameters
    ----------
    running : RunningLab
    process : Popen or None
        ``None`` where it was open before.
    page : Welcome or None
        Its Accueil, where it was brought up to date.
    """

    running: RunningLab
    process: "subprocess.Popen[bytes] | None" = None
    page: Welcome | None = None

    def opened(self, address: str, home: Path) -> OpenLab:
        """Return the lab as it is gone to at an address."""
        return OpenLab(address=address, page=write_opening_page(home, address), process=self.process)


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
    with serve_home(repository, home, port) as served:
        if served.page is not None:
            asked = locate_exercise(repository, exercise, home) if exercise else asked
            first = asked.parent if exercise else _first_proposed(home, served.page)
            if first != home and not has_data(first):
                start_preparing(first)
        # A lab that was just started shows nothing of the last time; one that is open keeps its tabs.
        path = asked.relative_to(home).as_posix()
        yield served.opened(served.running.address(path, reset=served.process is not None), home)


@contextlib.contextmanager
def serve_home(repository: Repository, home: Path, port: int | None = None) -> Iterator["ServedHome"]:
    """Have a server on a practice folder: the one that is open on it, or a new one, which ends with the block.

    Parameters
    ----------
    repository : Repository
    home : Path
        Exists; a new server brings it up to date.
    port : int, optional

    Raises
    ------
    PracticeError
        If the disk refuses, or JupyterLab does not start.
    """
    running = find_running_lab(home)
    if running is not None:
        yield ServedHome(running=running)
        return
    write_settings()
    with lab_process(repository, home, port) as process:
        # Notebooks are put in place while JupyterLab starts.
        page = fill_home(repository, home)
        yield ServedHome(running=wait_until_it_listens(process), process=process, page=page)


def _first_proposed(home: Path, page: Welcome) -> Path:
    return home / PurePosixPath(page.ways[0].link).parent if page.ways else home
