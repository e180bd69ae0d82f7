"""Composition of the mechanisms into levels, inside the process that is to be confined."""

import ctypes
import os
import signal
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .landlock import READ, READ_FILE, TRUNCATE, WRITE, WRITE_FILE, Ruleset
from .limits import Limits, address_bytes, apply_limits, count_tasks
from .namespaces import SCRATCH, enter_private_root
from .seccomp import build_filter, enforce_filter
from .syscalls import prctl, syscall
from .view import DEVICES, View

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_CAPBSET_DROP = 1, 4, 8, 24
# Version 3 of the interface, about the calling process.
_RIGHTS_HEADER = struct.pack("=Ii", 0x20080522, 0)
# Effective, permitted, inheritable: low words, then high words.
_RIGHTS = struct.Struct("=6I")
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH, _CAP_SETUID, _HIGHEST_CAPABILITY = 1, 2, 7, 40

# The range that systemd sets apart for users that exist only while a service runs.
FIRST_DYNAMIC_USER, LAST_DYNAMIC_USER = 61184, 65519


class ConfinementLevel(StrEnum):
    """How much keeps a submission from the rest of the machine.

    FULL: namespaces, private file system, Landlock, seccomp, limits. REDUCED: the same without namespaces.
    NONE: limits only.
    """

    FULL = "full"
    REDUCED = "reduced"
    NONE = "none"


@dataclass(frozen=True)
class Cell:
    """The walls around one session.

    Parameters
    ----------
    level : ConfinementLevel
        What is to be reached, exactly.
    user : int or None
        The user to become, where the parent may; ``None`` keeps the parent's.
    view : View
        What may be read.
    folder : Path or None
        Scratch folder on disk, for the levels that have no file system of their own.
    limits : Limits
        What may be consumed.
    """

    level: ConfinementLevel
    user: int | None
    view: View
    folder: Path | None
    limits: Limits


def confine(cell: Cell) -> Path:
    """Confine the calling process for good, and return its scratch folder, which becomes its working directory.

    The process must be single-threaded; at the FULL level it is the first of its pid namespace.

    Raises
    ------
    OSError
        If a mechanism that the level demands is refused.
    """
    full = cell.level is ConfinementLevel.FULL
    used_address_bytes = address_bytes()
    if full:
        enter_private_root(cell.view, cell.limits.scratch_bytes)
    scratch = SCRATCH if cell.folder is None else cell.folder
    os.chdir(scratch)
    user = os.getuid() if cell.user is None else cell.user
    # In a user namespace of its own, and for a fresh user, the kernel counts this process alone.
    other_tasks = 0 if full or cell.user is not None else count_tasks(user)
    become(cell.user)
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    apply_limits(cell.limits, used_address_bytes=used_address_bytes, other_tasks=other_tasks)
    if cell.level is not ConfinementLevel.NONE:
        rules = Ruleset()
        rules.allow(cell.view.readable, READ)
        rules.allow(DEVICES, READ_FILE | WRITE_FILE | TRUNCATE)
        rules.allow([scratch], WRITE)
        # Neither traced nor read through /proc by a process of the same user.
        prctl(_PR_SET_DUMPABLE, 0)
        rules.enforce()
        enforce_filter(build_filter(os.getpid(), private_root=full))
    return scratch


def die_with_parent() -> None:
    """Have the kernel kill the calling process when its parent ends, however it ends."""
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def may_become_others() -> bool:
    """Whether this process may change its user."""
    return bool(capabilities() >> _CAP_SETUID & 1)


def capabilities() -> int:
    """Return the permitted rights of this process, one bit each."""
    data = ctypes.create_string_buffer(_RIGHTS.size)
    syscall("capget", ctypes.create_string_buffer(_RIGHTS_HEADER), data)
    low, high = _RIGHTS.unpack(data.raw)[1::3]
    return int(low | high << 32)


def become(user: int | None) -> None:
    """Give up all rights; as another user keep only that of reading what belongs to the former one.

    Landlock and the private root bound what this right reaches. Without it root's data in folders closed to
    others could not be mounted. Containers that lack the right to read often grant the wider one, which serves.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    kept = 0
    if user is not None:
        held = capabilities()
        kept = next((1 << right for right in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE) if held >> right & 1), 0)
        prctl(_PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    else:
        _drop_bounding_set()
    data = ctypes.create_string_buffer(_RIGHTS.pack(kept, kept, 0, 0, 0, 0))
    syscall("capset", ctypes.create_string_buffer(_RIGHTS_HEADER), data)


def _drop_bounding_set() -> None:
    for capability in range(_HIGHEST_CAPABILITY + 1):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # the right to drop is missing too: nothing can be gained from the set then
            return
