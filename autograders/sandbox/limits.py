"""What one session may consume, and the kernel limits that follow from it."""

import resource
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MEBIBYTE = 1024**2
GIBIBYTE = 1024**3
# Address space that threads reserve without using it (64 MiB of heap and 8 MiB of stack each).
RESERVED_ADDRESS_BYTES = 2 * GIBIBYTE
OPEN_FILES = 512


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of one session.

    Parameters
    ----------
    cell_wall_seconds : float
        Elapsed time of one cell.
    wall_seconds : float
        Elapsed time of all cells together.
    cpu_seconds : int
        Processor time, all threads together.
    memory_bytes : int
        Private memory of each process; beyond it Python raises MemoryError.
    file_bytes : int
        Size of any one file.
    scratch_bytes : int
        Size of the working directory, where it is a file system of its own (full confinement).
    output_bytes : int
        Everything that the session says, all cells together.
    threads : int
        Number of threads, all processes together.
    """

    cell_wall_seconds: float = 60
    wall_seconds: float = 240
    cpu_seconds: int = 240
    memory_bytes: int = 3 * GIBIBYTE
    file_bytes: int = 64 * MEBIBYTE
    scratch_bytes: int = 256 * MEBIBYTE
    output_bytes: int = 8 * MEBIBYTE
    threads: int = 256

    @property
    def tree_bytes(self) -> int:
        """Memory of all processes together, shared memory and the files of a working directory in memory included."""
        return self.memory_bytes + self.scratch_bytes

    def to_json(self) -> dict[str, Any]:
        """Return the bounds as plain numbers by name."""
        return asdict(self)


def apply_limits(limits: Limits, *, used_address_bytes: int, other_tasks: int) -> None:
    """Bound the calling process for good.

    Private memory is bounded by RLIMIT_DATA; RLIMIT_AS bounds what DATA does not count (shared mappings), with
    room for what threads reserve. What shared mappings and several processes take together is bounded by the
    session's control group, where there is one.

    Parameters
    ----------
    limits : Limits
        The bounds.
    used_address_bytes : int
        Address space that the process holds already.
    other_tasks : int
        Tasks of the same user that the kernel counts together with those of this process.
    """
    bounds = {
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_AS: used_address_bytes + limits.memory_bytes + RESERVED_ADDRESS_BYTES,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NPROC: other_tasks + limits.threads,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, bound in bounds.items():
        ceiling = resource.getrlimit(kind)[1]
        value = bound if ceiling == resource.RLIM_INFINITY else min(bound, ceiling)
        resource.setrlimit(kind, (value, value))


def count_tasks(user: int) -> int:
    """Return the number of tasks of a user that are to be seen, threads included."""
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.stat().st_uid == user:
                count += sum(1 for _ in (folder / "task").iterdir())
        except OSError:  # the process ended meanwhile, or is hidden
            continue
    return count


def address_bytes() -> int:
    """Return the size of this process's address space; needs /proc."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
