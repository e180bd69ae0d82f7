"""Where this process may make control groups of its own, as the kernel's tables tell."""

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTROLLERS = ("memory", "pids")
# In a delegated group: where the processes go that were in it, since a group of version 2 with groups below is empty.
LEAF = "atelier.main"
_UNBOUNDED_BYTES = 1 << 62
_ATTEMPTS = 5


class NoControlGroupError(Exception):
    """No control group may be made by this process; the message says why."""


@dataclass(frozen=True)
class Mount:
    """One mounted hierarchy.

    Parameters
    ----------
    root : Path
        The group that is seen at the mount point.
    point : Path
        The mount point.
    controllers : frozenset of str or None
        Those of a hierarchy of version 1; ``None`` for version 2, where each group tells.
    """

    root: Path
    point: Path
    controllers: frozenset[str] | None

    def folder(self, group: str) -> Path:
        """Return where a group is seen; the mount point, if it lies outside."""
        path = Path(group)
        return self.point / path.relative_to(self.root) if path.is_relative_to(self.root) else self.point


def find_places(process: Path = Path("/proc/self")) -> tuple[Path, ...]:
    """Return the folders in which groups may be made that bound memory and tasks: one, or one for each controller.

    In a delegated group of version 2 this process, and those beside it, move one level down.

    Parameters
    ----------
    process : Path
        The process's folder in /proc.

    Raises
    ------
    NoControlGroupError
        If there are none.
    """
    try:
        mounts = tuple(_mounts((process / "mountinfo").read_text()))
        own = dict(_own_groups((process / "cgroup").read_text()))
        unified = [mount for mount in mounts if mount.controllers is None]
        for mount in unified:
            group = mount.folder(own.get("", "/"))
            if set(CONTROLLERS) <= set(_words(group / "cgroup.controllers")):
                return (_unified_place(group, mount.point),)
        return tuple(_separate_place(controller, mounts, own) for controller in CONTROLLERS)
    except OSError as error:
        raise NoControlGroupError(str(error)) from None


def _mounts(table: str) -> Iterator[Mount]:
    """Yield the hierarchies of a table in the form of /proc/PID/mountinfo (proc_pid_mountinfo(5))."""
    for line in table.splitlines():
        place, _, system = line.partition(" - ")
        root, point = place.split()[3:5]
        kind, _, options = system.split(maxsplit=2)
        if kind in {"cgroup", "cgroup2"}:
            controllers = frozenset(options.split(",")) if kind == "cgroup" else None
            yield Mount(Path(root), Path(point), controllers)


def _own_groups(table: str) -> Iterator[tuple[str, str]]:
    """Yield controllers and groups of a table in the form of /proc/PID/cgroup; version 2 has the empty name."""
    for line in table.splitlines():
        _, controllers, group = line.split(":", 2)
        for controller in controllers.split(","):
            yield controller, group


def _unified_place(group: Path, top: Path) -> Path:
    if group.name == LEAF:
        return group.parent
    if not _is_delegated(group, top):
        raise NoControlGroupError(f"{group} is not delegated to this user")
    leaf = group / LEAF
    leaf.mkdir(exist_ok=True)
    for attempt in range(_ATTEMPTS):
        for pid in _words(group / "cgroup.procs"):
            with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
                (leaf / "cgroup.procs").write_text(pid)
        try:
            (group / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in CONTROLLERS))
        except OSError as error:
            # A process was started between the two.
            if error.errno != errno.EBUSY or attempt == _ATTEMPTS - 1:
                raise
        else:
            break
    return group


def _is_delegated(group: Path, top: Path) -> bool:
    """Whether the group was given to us to divide: root may write to all of them, yet most belong to systemd."""
    files = (group, group / "cgroup.procs", group / "cgroup.subtree_control")
    if not all(os.access(file, os.W_OK) for file in files):
        return False
    if os.geteuid() != 0:
        return True
    for name in ("trusted.delegate", "user.delegate"):
        with contextlib.suppress(OSError):
            return os.getxattr(group, name) == b"1"
    # The top of a container's own hierarchy; the machine's has no such file.
    return group == top and (group / "cgroup.events").exists()


def _separate_place(controller: str, mounts: tuple[Mount, ...], own: dict[str, str]) -> Path:
    """Return the top of a hierarchy of version 1.

    The group that this process is in was made by somebody who removes it, which groups of ours inside would prevent.
    Where it has a bound, a session may not leave it: there is no place then.
    """
    mount = next((mount for mount in mounts if controller in (mount.controllers or ())), None)
    if mount is None:
        raise NoControlGroupError(f"no hierarchy with the controller {controller} is mounted")
    group = mount.folder(own.get(controller, "/"))
    while group != mount.point:
        if _is_bounded(group):
            raise NoControlGroupError(f"{group} has a bound, which a session may not leave")
        group = group.parent
    if not os.access(group, os.W_OK | os.X_OK):
        raise NoControlGroupError(f"{group} cannot be written to by this user")
    return group


def _is_bounded(group: Path) -> bool:
    limits = [word for name in ("memory.limit_in_bytes", "pids.max") for word in _words(group / name)]
    return any(limit != "max" and int(limit) < _UNBOUNDED_BYTES for limit in limits)


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except FileNotFoundError:
        return []
