"""The processes that judge sittings which are over: started by the server, which does not wait for them."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "autograders.lab.exam.judging")
LOG_FILE = "correction.log"


class Judges:
    """One process for each sitting at most."""

    def __init__(self) -> None:
        self._processes: dict[Path, subprocess.Popen[bytes]] = {}

    def judge(self, folder: Path) -> None:
        """Have a sitting judged, unless that goes on already."""
        process = self._processes.get(folder)
        if process is not None and process.poll() is None:
            return
        with (folder / LOG_FILE).open("wb") as log:
            self._processes[folder] = subprocess.Popen(
                [*COMMAND, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            )

    def fault(self, folder: Path) -> str:
        """Return why a sitting could not be judged: the last line that its judge wrote; empty while there is none."""
        process = self._processes.get(folder)
        if process is None or not process.poll():
            return ""
        lines = (folder / LOG_FILE).read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "le correcteur s’est arrêté.")

    def is_new(self, folder: Path) -> bool:
        """Return whether this server has not had a sitting judged yet."""
        return folder not in self._processes
