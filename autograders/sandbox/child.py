"""The two processes of a session, forked from the warm parent: a supervisor, and the confined kernel below it."""

import contextlib
import fcntl
import json
import os
import random
import select
import signal
import struct
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .confinement import Cell, ConfinementLevel, confine, die_with_parent
from .frames import encode_frame
from .kernel import INLINE_BACKEND, WarmKernel
from .namespaces import isolate, write_own_maps
from .scratch import remove_scratch

# Where the kernel finds its two pipes.
REQUESTS, FRAMES = 3, 4
_OUT_OF_THE_WAY = 64
_LENGTH = struct.Struct(">I")
_ENTERED = b"1"
_EXIT_CONFINEMENT, _EXIT_KERNEL = 97, 98


@dataclass(frozen=True)
class Pipes:
    """Descriptors of one session, as received from the driver.

    `requests` and `frames` lead to and from the kernel, `stdout` and `stderr` take what libraries in C print;
    `lifeline` tells the supervisor to end all, by a byte or by being closed; `status` takes its report. By `doors` the
    supervisor brings the kernel into its control group.
    """

    requests: int
    frames: int
    stdout: int
    stderr: int
    lifeline: int
    status: int
    doors: tuple[int, ...]

    @classmethod
    def received(cls, descriptors: Sequence[int]) -> "Pipes":
        """Return the descriptors by their purpose: six pipes, then the doors."""
        requests, frames, stdout, stderr, lifeline, status, *doors = descriptors
        return cls(requests, frames, stdout, stderr, lifeline, status, tuple(doors))


@dataclass(frozen=True)
class Launch:
    """What the driver asks for.

    Parameters
    ----------
    cell : Cell
        The walls.
    mounts : mapping
        Name in the scratch folder to the path that it leads to.
    environment : mapping
        Variables for the notebook.
    """

    cell: Cell
    mounts: Mapping[str, Path]
    environment: Mapping[str, str]


def supervise(launch: Launch, pipes: Pipes, kernel: WarmKernel, maps_needed: int, maps_written: int) -> None:
    """Start the confined kernel, kill it when the driver says so or is gone, report how it ended; never return.

    Parameters
    ----------
    launch : Launch
        What to start.
    pipes : Pipes
        The session's descriptors.
    kernel : WarmKernel
        To run in the child.
    maps_needed, maps_written : int
        Where the supervisor tells the parent that it is in a new user namespace, and learns that the parent has
        written the maps (only when another user is to be become).
    """
    report: dict[str, Any] = {}
    try:
        die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # The driver's report goes over the pipes; a terminal's Ctrl-C is the driver's affair.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if launch.cell.level is ConfinementLevel.FULL:
            _enter_namespaces(launch.cell.user, maps_needed, maps_written)
        os.close(maps_needed)
        os.close(maps_written)
        gate_read, gate_write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(gate_write)
            _be_the_kernel(launch, pipes, kernel, gate_read)
        os.close(gate_read)
        _bring_into_group(child, pipes.doors, gate_write)
        for descriptor in (pipes.requests, pipes.frames, pipes.stdout, pipes.stderr, *pipes.doors):
            os.close(descriptor)
        report = _await_end(child, pipes.lifeline)
    except OSError as error:
        report = {"failed": f"supervisor: {error}"}
    finally:
        if launch.cell.folder is not None:
            remove_scratch(launch.cell.folder)
        with contextlib.suppress(OSError):  # the driver is gone
            os.write(pipes.status, json.dumps(report).encode())
        os._exit(0)


def _enter_namespaces(user: int | None, maps_needed: int, maps_written: int) -> None:
    own_user, own_group = os.getuid(), os.getgid()
    isolate()
    if user is None:
        write_own_maps(own_user, own_group)
        return
    os.write(maps_needed, b"1")
    if os.read(maps_written, 1) != b"1":
        raise PermissionError(1, "the parent may not map another user into a user namespace")


def _await_end(child: int, lifeline: int) -> dict[str, Any]:
    process = os.pidfd_open(child)
    ready, _, _ = select.select([lifeline, process], [], [])
    if lifeline in ready:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def _bring_into_group(child: int, doors: tuple[int, ...], gate: int) -> None:
    """Move the child into its control group, and tell it so, or why not.

    The kernel waits some milliseconds before it moves a process; the child goes on with its walls meanwhile.
    """
    try:
        for door in doors:
            os.write(door, str(child).encode())
        said = _ENTERED
    except OSError as error:
        said = f"control group: {error}".encode()
    with contextlib.suppress(BrokenPipeError):  # the child failed before: it tells why itself
        os.write(gate, said)
    os.close(gate)


def _be_the_kernel(launch: Launch, pipes: Pipes, kernel: WarmKernel, gate: int) -> None:
    try:
        os.setsid()
        _keep_only(pipes, gate)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        scratch = confine(launch.cell)
        _settle(scratch, launch)
        loop = kernel.attach(FRAMES)
        _pass_gate()
    except BaseException as error:  # noqa: BLE001 - whatever it is, no notebook may run
        os.write(FRAMES, encode_frame({"type": "failed", "message": f"{type(error).__name__}: {error}"[:2000]}))
        os._exit(_EXIT_CONFINEMENT)
    try:
        kernel.say({"type": "ready"})
        while (request := _read_request()) is not None:
            kernel.run(loop, request["token"], request["source"])
    except BaseException:  # noqa: BLE001 - a submission broke its own kernel: say how, and end
        os.write(2, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
        os._exit(_EXIT_KERNEL)
    os._exit(0)


def _pass_gate() -> None:
    """Wait until this process is in its control group, and put an empty file where the gate was."""
    said = os.read(0, select.PIPE_BUF)
    if said != _ENTERED:
        raise PermissionError(said.decode() or "the supervisor has ended")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _keep_only(pipes: Pipes, gate: int) -> None:
    """Bring the gate and the four pipes to their places and close every other descriptor."""
    wanted = [pipes.requests, pipes.frames, pipes.stdout, pipes.stderr]
    # Out of the way first: a place may hold a pipe that is still to be moved.
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, _OUT_OF_THE_WAY) for descriptor in [gate, *wanted]]
    for descriptor, place in zip(moved, (0, REQUESTS, FRAMES, 1, 2), strict=True):
        os.dup2(descriptor, place)
    os.closerange(FRAMES + 1, os.sysconf("SC_OPEN_MAX"))


def _settle(scratch: Path, launch: Launch) -> None:
    """Make the scratch folder the notebook's home, and forget what the parent's was."""
    home, temporary = scratch / ".home", scratch / ".tmp"
    home.mkdir()
    temporary.mkdir()
    for name, target in launch.mounts.items():
        (scratch / name).symlink_to(target)
    os.environ.clear()
    os.environ.update(
        {
            "HOME": str(home),
            "USER": "candidate",
            "LOGNAME": "candidate",
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TMPDIR": str(temporary),
            "MPLCONFIGDIR": str(home),
            "MPLBACKEND": INLINE_BACKEND,
            "IPYTHONDIR": str(home),
            "XDG_CACHE_HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            **launch.environment,
        }
    )
    tempfile.tempdir = None
    # Each session draws its own numbers, as each stock kernel does.
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _read_request() -> dict[str, Any] | None:
    prefix = _read_exactly(_LENGTH.size)
    if prefix is None:
        return None
    body = _read_exactly(_LENGTH.unpack(prefix)[0])
    if body is None:
        return None
    request: dict[str, Any] = json.loads(body)
    return request


def _read_exactly(count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        piece = os.read(REQUESTS, count - len(data))
        if not piece:
            return None
        data += piece
    return data
