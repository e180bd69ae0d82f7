"""Becomes someone else, somewhere else, and starts the tests' worker there: ``enter.py PERSON NAMESPACES COMMAND...``.

PERSON is ``self``, ``ordinary`` (from root: user 65534, with no group and no right) or ``contained`` (root with only
the rights that Docker grants by default). NAMESPACES is ``granted`` or
``refused``: the latter by the kernel's own switch, set to nought inside a user namespace made for the purpose.

As root on a fresh machine the interpreter or the repository may lie in a folder that is closed to others, such as
/root. Then the folders that are needed are laid open in a mount namespace of this process alone: an empty folder
over the closed one, and what is needed at its old place in it. Nothing on the disk is changed.
"""

import os
import stat
import sys
from pathlib import Path

from autograders.sandbox.namespaces import CLONE_NEWNS, CLONE_NEWUSER, write_identity_maps, write_own_maps
from autograders.sandbox.syscalls import prctl, syscall

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = 65534
# Docker's documentation, "Linux kernel capabilities": CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID,
# SETPCAP, NET_BIND_SERVICE, NET_RAW, SYS_CHROOT, MKNOD, AUDIT_WRITE, SETFCAP.
CONTAINED = {0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31}
PR_CAPBSET_DROP = 24
MS_REC_PRIVATE = 0x4000 | 1 << 18
AT_FDCWD, AT_RECURSIVE, OPEN_TREE_CLONE, MOVE_MOUNT_F_EMPTY_PATH = -100, 0x8000, 1, 4


def needed():
    return {Path(p).resolve() for p in (sys.prefix, sys.base_prefix, ROOT)}


def closed_ancestors(paths):
    ancestors = {ancestor for path in paths for ancestor in [*path.parents, path]}
    return sorted(a for a in ancestors if not a.stat().st_mode & stat.S_IXOTH)


def lay_open(paths):
    closed = closed_ancestors(paths)
    if not closed:
        return
    syscall("unshare", CLONE_NEWNS)
    syscall("mount", b"none", b"/", None, MS_REC_PRIVATE, None)
    for folder in closed:
        inside = [p for p in paths if folder in p.parents]
        trees = [syscall("open_tree", AT_FDCWD, bytes(p), OPEN_TREE_CLONE | AT_RECURSIVE) for p in inside]
        syscall("mount", b"tmpfs", bytes(folder), b"tmpfs", 0, b"mode=0755")
        for path, tree in zip(inside, trees, strict=True):
            path.mkdir(parents=True, exist_ok=True)
            syscall("move_mount", tree, b"", AT_FDCWD, bytes(path), MOVE_MOUNT_F_EMPTY_PATH)


def refuse_namespaces():
    done_read, done_write = os.pipe()
    ready_read, ready_write = os.pipe()
    own = os.getpid()
    writer = os.fork() if os.geteuid() == 0 else -1
    if writer == 0:
        os.read(ready_read, 1)
        write_identity_maps(own)
        os.write(done_write, b"1")
        os._exit(0)
    user, group = os.getuid(), os.getgid()
    syscall("unshare", CLONE_NEWUSER)
    if writer > 0:
        os.write(ready_write, b"1")
        os.read(done_read, 1)
        os.waitpid(writer, 0)
    else:
        write_own_maps(user, group)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def main():
    person, namespaces, *command = sys.argv[1:]
    if person == "ordinary":
        lay_open(needed())
    if namespaces == "refused":
        refuse_namespaces()
    if person == "contained":
        for capability in set(range(41)) - CONTAINED:
            prctl(PR_CAPBSET_DROP, capability)
    if person == "ordinary":
        os.setgroups([])
        os.setresgid(ORDINARY, ORDINARY, ORDINARY)
        os.setresuid(ORDINARY, ORDINARY, ORDINARY)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
