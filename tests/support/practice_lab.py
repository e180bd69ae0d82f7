"""``atelier practice`` at work: the command itself, with the JupyterLab that it starts."""

import contextlib
import json
import signal
import subprocess
import sysconfig
import urllib.request
from pathlib import Path

import pytest

from autograders.lab.home.server import find_running_lab

ATELIER = str(Path(sysconfig.get_path("scripts")) / "atelier")
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Lab:
    """The command at work, and requests to the server that it opened."""

    def __init__(self, process, home, lines):
        self.process, self.home, self.lines = process, home, lines
        self.running = find_running_lab(home)

    def get(self, path, token=None):
        """Return what the server sends for a path."""
        request = urllib.request.Request(f"{self.running.url}{path}")
        request.add_header("Authorization", f"token {self.running.token if token is None else token}")
        with OPENER.open(request, timeout=60) as response:
            return response.read().decode()


def _as_in_a_terminal():
    # Tests that run in the background of a shell ignore interruptions, and so would what they start.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def command(home, *arguments):
    """Return the command that opens the lab on a folder."""
    return [ATELIER, "practice", "--no-browser", "--folder", str(home), *arguments]


@contextlib.contextmanager
def practice_lab(root, repository):
    """Open the lab on a folder with spaces and accents, as a user who has settings of Jupyter's elsewhere; end it.

    Parameters
    ----------
    root : Path
        Of everything that the lab writes.
    repository : Path
        That which is practised on.
    """
    home = root / "Préparation d’Inès"
    with own_environment(root, repository), running_lab(command(home), home, 5) as lab:
        yield lab


@contextlib.contextmanager
def own_environment(root, repository):
    """Have commands find a repository, keep their data in a folder, and be given by a user with other settings."""
    user = root / "utilisateur"
    (user / ".jupyter").mkdir(parents=True)
    (user / ".jupyter" / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"ip": "0.0.0.0", "password": ""}}), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATELIER_REPOSITORY", str(repository))
        patch.setenv("ATELIER_DATA", str(root / "données"))
        patch.setenv("HOME", str(user))
        yield


@contextlib.contextmanager
def running_lab(words, home, count):
    """Give a command that opens a lab on a folder and prints so many lines before it waits; end it."""
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", preexec_fn=_as_in_a_terminal)
    try:
        lines = [next(process.stdout) for _ in range(count)]
        yield Lab(process, home.resolve(), lines)
    finally:
        with contextlib.suppress(OSError):
            process.send_signal(signal.SIGTERM)
        process.communicate()
