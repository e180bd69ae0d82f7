"""Removal of a folder that a hostile process has filled."""

import contextlib
import os
import secrets
import stat
from itertools import count
from pathlib import Path


def remove_scratch(folder: Path) -> None:
    """Remove a folder and all that it holds, never following a link, however deep and whatever its modes.

    Nothing may be writing to it any more. What the kernel refuses to remove is left.

    Parameters
    ----------
    folder : Path
        The folder; it may be gone already.
    """
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    with contextlib.suppress(OSError):
        _empty(top)
    os.close(top)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _empty(top: int) -> None:
    # Subfolders are lifted to the top before they are emptied: depth costs neither stack nor descriptors.
    # Names that the folder cannot hold already.
    lifted_names = (f".{secrets.token_hex(16)}" for _ in count())
    pending = _entries(top)
    while pending:
        name = pending.pop()
        if not _is_folder(name, top):
            os.unlink(name, dir_fd=top)
            continue
        os.chmod(name, 0o700, dir_fd=top)
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=top)
        try:
            for entry in _entries(inner):
                if _is_folder(entry, inner):
                    # A folder is renamed only by one who may write to it: its parent entry changes.
                    os.chmod(entry, 0o700, dir_fd=inner)
                    lifted = next(lifted_names)
                    os.rename(entry, lifted, src_dir_fd=inner, dst_dir_fd=top)
                    pending.append(lifted)
                else:
                    os.unlink(entry, dir_fd=inner)
        finally:
            os.close(inner)
        os.rmdir(name, dir_fd=top)


def _entries(folder: int) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def _is_folder(name: str, folder: int) -> bool:
    return stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
