"""JupyterLab as a process of its own: started on a practice folder, found again, and ended without losing anything."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from autograders.assignments.files import write_whole
from autograders.assignments.repository import Repository

from .errors import PracticeError
from .settings import environment, jupyter_folder, runtime_folder

OPENING_PAGE = ".ouvrir.html"
STARTING_SECONDS = 120.0
STOPPING_SECONDS = 20.0
_POLL_SECONDS = 0.05
# The machine's proxy has no business between us and our own server.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class RunningLab(BaseModel, frozen=True):
    """A server that listens, as Jupyter itself notes it.

    Parameters
    ----------
    url : str
        With a slash at its end.
    token : str
        Whoever has it can run code as the candidate.
    root_dir : str
        Its practice folder.
    """

    url: str
    token: str
    root_dir: str

    def address(self, path: str, *, reset: bool = False) -> str:
        """Return the address at which a file of the practice folder opens; with ``reset`` nothing else is open."""
        return f"{self.url}lab/tree/{quote(path)}?{'reset&' if reset else ''}token={quote(self.token)}"

    def page(self, path: str) -> str:
        """Return the address of a page of the server's own."""
        return f"{self.url}{quote(path)}?token={quote(self.token)}"


def find_running_lab(home: Path) -> RunningLab | None:
    """Return the lab that is already open on a practice folder, or ``None``."""
    for path in runtime_folder().glob("jpserver-*.json"):
        running = _read(path)
        if running is not None and Path(running.root_dir) == home and _answers(running):
            return running
    return None


@contextlib.contextmanager
def lab_process(repository: Repository, home: Path, port: int | None) -> Iterator["subprocess.Popen[bytes]"]:
    """Start JupyterLab on a practice folder, and end it and its kernels at the end of the block.

    Parameters
    ----------
    repository : Repository
        That which is practised on.
    home : Path
        The practice folder.
    port : int or None
        By default the first free one from 8888 on.
    """
    jupyter_folder().mkdir(parents=True, exist_ok=True)
    arguments = [f"--ServerApp.root_dir={home}"]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Jupyter refuses it by default; in a container there is often no other user.
        arguments.append("--allow-root")
    with log_file().open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *arguments],
            # The token is not among the arguments, which other users of the machine can list.
            env=environment(repository) | {"JUPYTER_TOKEN": secrets.token_hex(24)},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # An interruption from the keyboard is for the command, which then ends the server in good order.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    try:
        yield process
    finally:
        _stop(process)
        (home / OPENING_PAGE).unlink(missing_ok=True)


def wait_until_it_listens(process: "subprocess.Popen[bytes]") -> RunningLab:
    """Return where a server that was started listens.

    Raises
    ------
    PracticeError
        If it ends, or does not listen in time.
    """
    place = runtime_folder() / f"jpserver-{process.pid}.json"
    end = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < end:
        running = _read(place)
        if running is not None and _answers(running):
            return running
        time.sleep(_POLL_SECONDS)
    raise PracticeError(
        f"JupyterLab n’a pas démarré. Son journal en dit la raison : {log_file()} (dernière ligne : "
        f"{_last_line(log_file())}). Si le port est pris, choisissez-en un autre avec --port."
    )


def log_file() -> Path:
    """Return the file to which JupyterLab writes what it would print."""
    return jupyter_folder() / "lab.log"


def write_opening_page(home: Path, address: str) -> Path:
    """Write a page that leads a browser to an address with its token, readable by its owner alone; return its path.

    A browser that is told the address itself shows it, token included, in the machine's list of processes. The page
    lies in the practice folder since browsers in a sandbox of their own read no hidden folder of a home.
    """
    target = escape(address)
    page = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Atelier</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p><a href="{target}">Ouvrir l’atelier</a></p></body></html>'
    )
    path = home / OPENING_PAGE
    write_whole(path, page.encode())
    return path


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a server: first by asking it, which also ends its kernels, at last by force."""
    running = _read(runtime_folder() / f"jpserver-{process.pid}.json")
    if process.poll() is None and running is not None:
        with contextlib.suppress(OSError):
            _ask(running, "api/shutdown", "POST")
    if running is None:
        process.terminate()
    try:
        for end in (process.terminate, process.kill):
            try:
                process.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                end()
    except KeyboardInterrupt:
        # Interrupted a second time: at once, then.
        process.kill()
    process.wait()


def _answers(running: RunningLab) -> bool:
    try:
        _ask(running, "api/status", "GET")
    except OSError:
        return False
    return True


def _ask(running: RunningLab, path: str, method: str) -> None:
    request = urllib.request.Request(  # noqa: S310 - our own server's address
        f"{running.url}{path}", headers={"Authorization": f"token {running.token}"}, method=method
    )
    with _OPENER.open(request, timeout=10) as response:
        response.read()


def _read(path: Path) -> RunningLab | None:
    try:
        return RunningLab.model_validate(json.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError):
        return None


def _last_line(path: Path) -> str:
    with contextlib.suppress(OSError):
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "vide"
    return "illisible"
