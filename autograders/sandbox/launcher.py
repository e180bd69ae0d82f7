"""Starting the warm parent, with nothing of the driver's but what it needs."""

import os
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
_END_SECONDS = 10
# Where libraries are found and how many threads they start; nothing that could be a secret.
_INHERITED = (
    "LD_LIBRARY_PATH",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "TZ",
)


@dataclass(frozen=True)
class Parent:
    """A running warm parent.

    Parameters
    ----------
    process : subprocess.Popen
        The process.
    channel : socket
        Our end of the pair of sockets; when it closes, the parent ends.
    base : Path
        Its folder on disk.
    """

    process: subprocess.Popen[bytes]
    channel: socket.socket
    base: Path


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
    base = Path(tempfile.mkdtemp(prefix="atelier-"))
    # Sessions with a user of their own pass through on the way to their scratch folder.
    base.chmod(0o711)
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as complaints, theirs:
        process = _spawn(theirs.fileno(), base, complaints)
        parent = Parent(process, ours, base)
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
    ours.settimeout(_END_SECONDS)
    return parent


def close_parent(parent: Parent) -> None:
    """End the parent, its sessions with it, and remove its folder."""
    parent.channel.close()
    try:
        parent.process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        parent.process.kill()
        parent.process.wait()
    remove_scratch(parent.base)


def _spawn(descriptor: int, base: Path, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
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
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "autograders.sandbox.parent", str(descriptor)],
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
