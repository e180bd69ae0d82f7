"""Starts a command in a system without Landlock: ``without_landlock.py COMMAND...``.

A seccomp filter answers landlock_create_ruleset as a kernel does that was built without it.
"""

import errno
import os
import sys

from autograders.sandbox.seccomp import enforce_filter
from autograders.sandbox.syscalls import prctl

# linux/filter.h and linux/seccomp.h: load the system call's number; compare; return.
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
REFUSE, ALLOW = 0x00050000 | errno.ENOSYS, 0x7FFF0000
# The same on every architecture (include/uapi/asm-generic/unistd.h).
LANDLOCK_CREATE_RULESET = 444
PR_SET_NO_NEW_PRIVS = 38

if __name__ == "__main__":
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    enforce_filter(
        [(LOAD, 0, 0, 0), (EQUAL, 0, 1, LANDLOCK_CREATE_RULESET), (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    )
    os.execv(sys.argv[1], sys.argv[1:])
