"""What went wrong, in lines for a person."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import typer

# Typer carries its own copy of click and publishes only this class of its errors.
UsageError = typer.BadParameter.__base__ or typer.BadParameter

_REPAIRS = {
    errno.ENOSPC: "Free some space, then run the command again.",
    errno.EDQUOT: "Free some space or raise the quota, then run the command again.",
    errno.EFBIG: "Raise the limit on file size (ulimit -f), then run the command again.",
    errno.EACCES: "Get the right to use it, or choose another folder.",
    errno.EPERM: "Get the right to use it, or choose another folder.",
    errno.EROFS: "Choose a folder that can be written.",
    errno.ENOENT: "Check the path.",
    errno.ENOTDIR: "A folder is expected there: check the path.",
    errno.EISDIR: "A file is expected there: check the path.",
    errno.EMFILE: "Raise the limit on open files (ulimit -n).",
    errno.ENOMEM: "Close other programs, or use a machine with more memory.",
}


def explained(error: Exception) -> Iterator[str]:
    """Yield one line for each thing that is wrong, with its repair.

    Parameters
    ----------
    error : Exception
        Anything that a command let through.
    """
    if isinstance(error, UsageError):
        message = " ".join(error.format_message().split())  # type: ignore[attr-defined]
        yield f"{message.rstrip('.') or 'no command given'}. Try 'atelier --help'."
    elif _is_ours(error):
        yield from str(error).splitlines()
    elif isinstance(error, OSError) and error.errno is not None:
        place = f" ({os.fspath(error.filename)})" if isinstance(error.filename, str | os.PathLike) else ""
        yield f"{os.strerror(error.errno)}{place}. {_REPAIRS.get(error.errno, 'Check the path and the disk.')}"
    elif isinstance(error, ImportError):
        yield f"{error}. Run 'atelier doctor'."
    elif isinstance(error, MemoryError):
        yield f"not enough memory. {_REPAIRS[errno.ENOMEM]}"
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        yield (
            f"unexpected {type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: "
            f"{' '.join(str(error).split())[:300]} Please report it; ATELIER_TRACEBACK=1 shows where it came from."
        )


def _is_ours(error: Exception) -> bool:
    # Not imported here: where a library is broken, even the module of our errors may fail to import.
    errors = sys.modules.get("autograders.candidate.errors")
    return errors is not None and isinstance(error, errors.AtelierError)
