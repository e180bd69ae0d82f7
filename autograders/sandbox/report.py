"""What this machine offers for confinement, mechanism by mechanism, and how to repair what is missing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .confinement import ConfinementLevel
from .landlock import landlock_version
from .seccomp import has_filters


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the kernel or system.

    Parameters
    ----------
    name : str
        Its usual name.
    available : bool
        Whether it works here.
    detail : str
        What was found.
    repair : str
        What to do about it; empty when it is available.
    """

    name: str
    available: bool
    detail: str
    repair: str = ""


@dataclass(frozen=True)
class ConfinementReport:
    """The level reached, and what there is.

    Parameters
    ----------
    level : ConfinementLevel
        What sessions get.
    mechanisms : tuple of Mechanism
        One by one.
    """

    level: ConfinementLevel
    mechanisms: tuple[Mechanism, ...]

    @property
    def unbounded(self) -> str:
        """What is not bounded over all processes of a session, and the repair; empty where everything is."""
        return next((f"{m.detail}. {m.repair}" for m in self.mechanisms if m.name == GROUPS and not m.available), "")

    def repairs(self) -> str:
        """Return what is missing and its repair, in a line."""
        return " ".join(f"{m.name}: {m.detail}. {m.repair}" for m in self.mechanisms if not m.available)


def probe_mechanisms(
    refusals: Mapping[ConfinementLevel, str], *, walled: bool, ungrouped: str
) -> tuple[Mechanism, ...]:
    """Return the mechanisms, given what made a level fail.

    Parameters
    ----------
    refusals : mapping of ConfinementLevel to str
        For each level that was tried in vain, the reason.
    walled : bool
        Whether bubblewrap stands around the parent.
    ungrouped : str
        Why sessions have no control group of their own; empty where they have.
    """
    version = landlock_version()
    isolated = ConfinementLevel.FULL not in refusals
    filtered = has_filters()
    return (
        _mechanism("Landlock", version > 0, f"version {version}", "not in this kernel", _KERNEL_REPAIR),
        _mechanism("seccomp", filtered, "filters", "not in this kernel", _KERNEL_REPAIR),
        _mechanism(
            "namespaces",
            isolated,
            "user, pid, network, ipc, uts, mount",
            refusals.get(ConfinementLevel.FULL, ""),
            "" if isolated else _namespaces_repair(),
        ),
        _mechanism("bubblewrap", walled, "around the parent", "not installed, or not working here", _BUBBLEWRAP_REPAIR),
        _mechanism(
            GROUPS,
            not ungrouped,
            "memory and tasks of a session bounded over all its processes",
            f"memory is bounded for each process only ({ungrouped})",
            _groups_repair(),
        ),
    )


GROUPS = "control groups"
_KERNEL_REPAIR = "Use Linux 5.13 or later with Landlock and seccomp enabled (look for lsm= in /proc/cmdline)."
_BUBBLEWRAP_REPAIR = "Install the package bubblewrap for a second wall (not required)."


def _mechanism(name: str, available: bool, found: str, missing: str, repair: str) -> Mechanism:
    return Mechanism(name, available, found if available else missing, "" if available else repair)


def _groups_repair() -> str:
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "Bound the container's memory as a whole (--memory), or grade outside of it (not required)."
    if not Path("/run/systemd/system").exists():
        return "Grade as a user who may write to the hierarchies of memory and pids (not required)."
    if not Path("/sys/fs/cgroup/cgroup.controllers").exists():
        return (
            "Boot with systemd.unified_cgroup_hierarchy=1, then start the command by "
            f"'{_scope_command()}' (not required)."
        )
    return f"Start the command by '{_scope_command()}' (not required)."


def _scope_command() -> str:
    """Return what starts a command in a group that systemd leaves to it (Delegate= in systemd.resource-control(5))."""
    manager = "" if os.geteuid() == 0 else "--user "
    return f"systemd-run {manager}--scope -p Delegate=yes atelier grade ACTIVITY"


def _namespaces_repair() -> str:
    """Return what to do about refused namespaces: each distribution has its own switch."""
    switches = {
        "kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
        "kernel/unprivileged_userns_clone": ("0", "1"),
        "user/max_user_namespaces": ("0", "10000"),
    }
    for name, (closed, opened) in switches.items():
        try:
            value = (Path("/proc/sys") / name).read_text().strip()
        except OSError:
            continue
        if value == closed:
            return f"Run 'sudo sysctl -w {name.replace('/', '.')}={opened}' and set it in /etc/sysctl.d to keep it."
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "Let the container make namespaces: start it with --security-opt seccomp=unconfined."
    return "Let this user make user namespaces, or accept the reduced level."
