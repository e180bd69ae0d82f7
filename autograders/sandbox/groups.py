"""Control groups: one for each session, which bounds the memory and the tasks of all its processes together."""

import contextlib
import errno
import fcntl
import os
import secrets
import signal
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from .hierarchies import CONTROLLERS
from .limits import Limits

_PREFIX = "atelier-"
_REMOVAL_SECONDS = 2
_PAUSE_SECONDS = 0.001
_ATTEMPTS = 50
_MEMORY_BOUNDS = ("memory.limit_in_bytes", "memory.max")
# Version 1, version 2.
_EVENTS = ("memory.oom_control", "memory.events")


class ControlGroup:
    """The group of one session, on the trusted side.

    Parameters
    ----------
    folders : tuple of Path
        One per hierarchy.

    Attributes
    ----------
    doors : tuple of int
        Descriptors; a process whose number is written to each is in the group from then on. What counts is the right of
        the one who opened them. The caller closes them.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        # Found once: it is asked for after each cell.
        self._events = next((file for folder in folders for name in _EVENTS if (file := folder / name).exists()), None)
        self.doors = tuple(os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC) for folder in folders)

    def killed(self) -> int:
        """Return how many processes the kernel has killed because the group was at its bound."""
        lines = self._events.read_text().splitlines() if self._events else []
        return sum(int(value) for key, value in map(str.split, lines) if key == "oom_kill")

    def remove(self) -> None:
        """Kill what is left in the group, and remove it."""
        for folder in self._folders:
            _remove(folder)


class ControlGroups:
    """The groups of one driver, in a folder of its own; what drivers that are gone have left is removed first.

    Parameters
    ----------
    places : iterable of Path
        Where groups may be made: see `hierarchies.find_places`.

    Raises
    ------
    OSError
        If the kernel refuses.
    """

    def __init__(self, places: Iterable[Path]) -> None:
        self._locks: list[int] = []
        self._folders: list[Path] = []
        self._numbers = count()
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        try:
            for place in places:
                _sweep(place)
                self._take(place / name)
        except BaseException:
            self.close()
            raise

    def make(self, limits: Limits) -> ControlGroup:
        """Make the group of a session.

        Raises
        ------
        OSError
            If the kernel refuses.
        """
        name = str(next(self._numbers))
        folders = tuple(folder / name for folder in self._folders)
        try:
            for folder in folders:
                folder.mkdir()
                _bound(folder, limits)
            if not any((folder / bound).exists() for folder in folders for bound in _MEMORY_BOUNDS):
                raise FileNotFoundError(f"{folders[0]} has no bound of memory")
            return ControlGroup(folders)
        except BaseException:
            for folder in folders:
                _remove(folder)
            raise

    def close(self) -> None:
        """Remove all groups; may be called twice."""
        while self._folders:
            _remove_driver(self._folders.pop())
        while self._locks:
            os.close(self._locks.pop())

    def _take(self, folder: Path) -> None:
        # Held as long as this process lives: others see by it that the folder is in use.
        self._locks.append(_made_and_locked(folder))
        self._folders.append(folder)
        control = folder / "cgroup.subtree_control"
        if control.exists():
            control.write_text(" ".join(f"+{name}" for name in CONTROLLERS))


def _bound(folder: Path, limits: Limits) -> None:
    """Write each bound that the hierarchy has."""
    bounds = {
        "memory.limit_in_bytes": limits.tree_bytes,
        # Memory and swap together.
        "memory.memsw.limit_in_bytes": limits.tree_bytes,
        "memory.max": limits.tree_bytes,
        "memory.swap.max": 0,
        "memory.oom.group": 1,
        "pids.max": limits.threads,
    }
    for name, value in bounds.items():
        file = folder / name
        if file.exists():
            file.write_text(str(value))


def _sweep(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        try:
            lock = _lock(folder)
        except OSError:  # its driver lives, or another one is sweeping
            continue
        _remove_driver(folder)
        os.close(lock)


def _made_and_locked(folder: Path) -> int:
    """Make a folder and lock it: another driver that sweeps may come between the two, and remove it."""
    for _ in range(_ATTEMPTS):
        folder.mkdir(exist_ok=True)
        with contextlib.suppress(OSError):
            lock = _lock(folder)
            if folder.exists():
                return lock
            os.close(lock)
        time.sleep(_PAUSE_SECONDS)
    raise BlockingIOError(errno.EAGAIN, f"{folder} could not be locked")


def _lock(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _remove_driver(folder: Path) -> None:
    for entry in [*folder.glob("[0-9]*"), folder]:
        _remove(entry)


def _remove(folder: Path) -> None:
    deadline = time.monotonic() + _REMOVAL_SECONDS
    while time.monotonic() < deadline:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:  # a process is in it, or has only just left
            _kill_all(folder)
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _kill_all(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for pid in map(int, (folder / "cgroup.procs").read_text().split()):
            # Nought stands for a process that this one cannot see.
            if pid > 0:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
