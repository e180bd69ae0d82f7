"""Starting the warm parent, with nothing of the driver's but what it needs."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .channel import receive_message, send_message
from .errors import SandboxUnavailableError
from .scratch import remove_scratch

# Importing everything that the exercises use takes seconds; a cold disk, a minute.
_WARMING_SECONDS = 180
_ANSWER_SECONDS = 60
_END_SECONDS = 10
# Where libraries are found and how many threads they start; nothing that could be a secret.
_INHERITED = (
    "LD_LIBRARY_PATH",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "TZ",
)
_WALL = [
    *["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"],
    *["--ro-bind", "/", "/", "--proc", "/proc", "--dev-bind", "/dev", "/dev"],
]
_INNER_FOLDER = Path("/dev/shm")  # noqa: S108 - a file system of the parent's own, laid over that place
_INNER_BYTES = 1 << 30


@dataclass(frozen=True)
class Parent:
    """A running warm parent.

    Parameters
    ----------
    process : subprocess.Popen
        The process.
    channel : socket
        Our end of the pair of sockets; when it closes, the parent ends.
    folder : Path or None
        Its folder on disk, where it has one.
    walled : bool
        Whether bubblewrap stands around it.
    """

    process: subprocess.Popen[bytes]
    channel: socket.socket
    folder: Path | None
    walled: bool


def start_parent(preload: Sequence[str]) -> Parent:
    """Start a warm parent and wait until it has imported what was asked for.

    Raises
    ------
    SandboxUnavailableError
        If it does not start, or an import fails.
    """
    if sys.platform != "linux":
        raise SandboxUnavailableError(
            f"the confined runner needs Linux, this is {sys.platform}: grade on Linux or in a Linux container"
        )
    wall = bubblewrap()
    folder = None if wall else _make_folder()
    base = folder or _INNER_FOLDER
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as complaints, theirs:
        process = _spawn(wall, theirs.fileno(), base, complaints)
        parent = Parent(process, ours, folder, walled=bool(wall))
        ours.settimeout(_WARMING_SECONDS)
        theirs.close()
        try:
            send_message(ours, {"base": str(base), "preload": list(preload)})
            answer, _ = receive_message(ours)
        except (EOFError, OSError) as error:
            close_parent(parent)
            raise SandboxUnavailableError(f"the warm parent did not start: {_tail(complaints) or error}") from None
        except BaseException:
            close_parent(parent)
            raise
    if "failed" in answer:
        close_parent(parent)
        raise SandboxUnavailableError(f"the warm parent could not be prepared: {answer['failed']}")
    ours.settimeout(_ANSWER_SECONDS)
    return parent


def close_parent(parent: Parent) -> None:
    """End the parent, its sessions with it, and remove its folder."""
    parent.channel.close()
    try:
        parent.process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        parent.process.kill()
        parent.process.wait()
    if parent.folder is not None:
        remove_scratch(parent.folder)


def bubblewrap() -> list[str]:
    """Return the command that puts bubblewrap around another, empty where it is missing or does not work.

    The parent then sees the file system read-only, no network and no process but its own; its only folder is in
    memory and vanishes with it.
    """
    program = shutil.which("bwrap")
    if program is None:
        return []
    user = [] if os.geteuid() == 0 else ["--unshare-user"]
    wall = [program, *user, *_WALL, "--size", str(_INNER_BYTES), "--tmpfs", str(_INNER_FOLDER), "--"]
    trial = subprocess.run(
        [*wall, "true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=_END_SECONDS, check=False
    )
    return wall if trial.returncode == 0 else []


def _make_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="atelier-"))
    # Sessions with a user of their own pass through on the way to their scratch folder.
    folder.chmod(0o711)
    return folder


def _spawn(wall: list[str], descriptor: int, base: Path, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ} | {
        "PATH": "/usr/bin:/bin",
        "HOME": str(base),
        "LANG": "C.UTF-8",
        "TMPDIR": str(base),
        "MPLCONFIGDIR": str(base),
        "IPYTHONDIR": str(base),
        # The driver may have found its packages in another way than the interpreter would by itself.
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry and Path(entry).exists()),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Sessions run side by side, and the idle threads of OpenBLAS spin at the expense of a session's own time.
        "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", "1"),
    }
    return subprocess.Popen(
        [*wall, sys.executable, "-P", "-m", "autograders.sandbox.parent", str(descriptor)],
        stdin=subprocess.DEVNULL,
        stdout=complaints,
        stderr=complaints,
        pass_fds=[descriptor],
        cwd="/",
        env=environment,
        start_new_session=True,
    )


def _tail(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return complaints.read()[-2000:].decode("utf-8", "replace").strip()
