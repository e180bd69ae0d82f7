"""Landlock: the kernel's own list of the files that a process may open (Linux 5.13 and later)."""

import ctypes
import os
import stat
import struct
from collections.abc import Sequence
from pathlib import Path

from .syscalls import prctl, syscall

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE = 1 << 4, 1 << 5
MAKE_DIR, MAKE_REGULAR, MAKE_SYMLINK = 1 << 7, 1 << 8, 1 << 12
REFER, TRUNCATE = 1 << 13, 1 << 14
# Number of file-system rights that each version of the interface knows.
_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NEWEST_RIGHTS = 16
_NETWORK_VERSION, _NETWORK_RIGHTS = 4, 0b11
_SCOPE_VERSION, _SCOPES = 6, 0b11
_RULE_PATH_BENEATH = 1
_CREATE_VERSION = 1
PR_SET_NO_NEW_PRIVS = 38

READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REGULAR | MAKE_SYMLINK | REFER | TRUNCATE
_RIGHTS_OF_A_FILE = WRITE_FILE | READ_FILE | TRUNCATE


def landlock_version() -> int:
    """Return the version of the kernel's interface, 0 where there is none."""
    try:
        return syscall("landlock_create_ruleset", None, 0, _CREATE_VERSION)
    except OSError:
        return 0


class Ruleset:
    """What may be opened; everything else is refused once it is enforced.

    The paths are opened when they are added, so that rights can be dropped before `enforce`.
    """

    def __init__(self) -> None:
        version = landlock_version()
        count = _RIGHTS_BY_VERSION.get(version, _NEWEST_RIGHTS)
        self._handled = (1 << count) - 1
        network = _NETWORK_RIGHTS if version >= _NETWORK_VERSION else 0
        scopes = _SCOPES if version >= _SCOPE_VERSION else 0
        attributes = struct.pack("=QQQ", self._handled, network, scopes)
        # An older kernel accepts the longer structure as long as what it does not know is zero.
        self._descriptor = syscall("landlock_create_ruleset", attributes, len(attributes), 0)

    def allow(self, paths: Sequence[Path], rights: int) -> None:
        """Allow these files, and all that lies beneath these folders; what does not exist is passed over."""
        for path in paths:
            try:
                descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except (FileNotFoundError, NotADirectoryError, PermissionError):
                continue
            try:
                folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
                granted = rights & self._handled & (~0 if folder else _RIGHTS_OF_A_FILE)
                rule = ctypes.create_string_buffer(struct.pack("=Qi", granted, descriptor))
                syscall("landlock_add_rule", self._descriptor, _RULE_PATH_BENEATH, rule, 0)
            finally:
                os.close(descriptor)

    def enforce(self) -> None:
        """Bind the calling thread, and all that it starts, for good."""
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        syscall("landlock_restrict_self", self._descriptor, 0)
        os.close(self._descriptor)
