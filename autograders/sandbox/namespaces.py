"""Namespaces: a process that has no network, sees no other process and lives in a file system of its own."""

import ctypes
import os
import stat
import struct
from pathlib import Path

from .syscalls import syscall
from .view import DEVICES, View

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
_CLONE_NEWUTS, _CLONE_NEWIPC, _CLONE_NEWPID, _CLONE_NEWNET = 0x04000000, 0x08000000, 0x20000000, 0x40000000
ISOLATION = CLONE_NEWUSER | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWPID | _CLONE_NEWNET

_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE, _MS_REMOUNT, _MS_RDONLY = 2, 4, 0x4000, 1 << 18, 32, 1
_MS_NOEXEC = 8
_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE, _OPEN_TREE_CLONE = -100, 0x1000, 0x8000, 1
_MOVE_MOUNT_F_EMPTY_PATH = 4
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID = 1, 2
_MNT_DETACH = 2

# The working directory of a session that has a file system of its own.
SCRATCH = Path("/scratch")


def isolate() -> None:
    """Move the calling process into a new user namespace, and its children into new pid, net, ipc and uts ones.

    Raises
    ------
    OSError
        If the kernel, the distribution or a container denies it.
    """
    syscall("unshare", ISOLATION)


def write_identity_maps(pid: int) -> None:
    """Let all users and groups of this process's namespace keep their numbers inside another process's new one.

    Needs the right to become any of them.

    Parameters
    ----------
    pid : int
        The process that has called `isolate`.
    """
    for name in ("uid_map", "gid_map"):
        lines = "\n".join(f"{first} {first} {count}" for first, count in _mapped(name))
        (Path("/proc") / str(pid) / name).write_text(lines)


def is_mapped(identity: int) -> bool:
    """Whether a user and group of this number can exist in this process's user namespace."""
    return all(
        any(first <= identity < first + count for first, count in _mapped(name)) for name in ("uid_map", "gid_map")
    )


def _mapped(name: str) -> list[tuple[int, int]]:
    lines = (Path("/proc/self") / name).read_text().splitlines()
    return [(int(line.split()[0]), int(line.split()[2])) for line in lines]


def write_own_maps(user: int, group: int) -> None:
    """Keep the user's and group's own numbers inside the new user namespace; needs no right."""
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{user} {user} 1")
    (own / "gid_map").write_text(f"{group} {group} 1")


def enter_private_root(view: View, scratch_bytes: int) -> None:
    """Replace the file system by one that holds the view, read-only, and an empty scratch folder in memory.

    The scratch folder vanishes with the last process of the namespace.

    Parameters
    ----------
    view : View
        What is to be seen, at the paths where it is.
    scratch_bytes : int
        Size of the scratch folder.

    Raises
    ------
    OSError
        If a mount is refused.
    """
    syscall("unshare", CLONE_NEWNS)
    _mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
    trees = {path: _clone_tree(path) for path in [*view.readable, *DEVICES] if path.exists()}
    root = Path("/tmp")  # noqa: S108 - only a place to mount on, inside this process's own namespace
    _mount(b"tmpfs", bytes(root), b"tmpfs", _MS_NOSUID | _MS_NODEV, b"mode=0755,size=1m")
    for path, tree in trees.items():
        _attach(tree, root / path.relative_to("/"))
    for link, target in view.links:
        place = root / link.relative_to("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists() and not place.is_symlink():
            place.symlink_to(target)
    scratch = root / SCRATCH.relative_to("/")
    scratch.mkdir(exist_ok=True)
    options = f"mode=0777,size={scratch_bytes},nr_inodes=16k".encode()
    _mount(b"tmpfs", bytes(scratch), b"tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, options)
    _mount(b"none", bytes(root), None, _MS_REMOUNT | _MS_RDONLY | _MS_NOSUID | _MS_NODEV, b"mode=0755,size=1m")
    os.chdir(root)
    syscall("pivot_root", b".", b".")
    syscall("umount2", b".", _MNT_DETACH)
    os.chdir("/")


def _clone_tree(path: Path) -> int:
    flags = _OPEN_TREE_CLONE | _AT_RECURSIVE | os.O_CLOEXEC
    tree = syscall("open_tree", _AT_FDCWD, bytes(path), flags)
    attributes = ctypes.create_string_buffer(struct.pack("=QQQQ", _MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID, 0, 0, 0), 32)
    syscall("mount_setattr", tree, b"", _AT_EMPTY_PATH | _AT_RECURSIVE, attributes, 32)
    return tree


def _attach(tree: int, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        if stat.S_ISDIR(os.fstat(tree).st_mode):
            place.mkdir(exist_ok=True)
        else:
            place.touch()
        syscall("move_mount", tree, b"", _AT_FDCWD, bytes(place), _MOVE_MOUNT_F_EMPTY_PATH)
    finally:
        os.close(tree)


def _mount(source: bytes, target: bytes, kind: bytes | None, flags: int, options: bytes | None) -> None:
    syscall("mount", source, target, kind, flags, options)
