"""Folders and files that are there as a whole or not at all, and digests of what they hold."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograders.candidate.errors import AtelierError


def refuse_occupied(folder: Path) -> None:
    """Raise ``AtelierError`` unless a folder is missing or empty."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        raise AtelierError(f"{folder}: holds something already. Name a folder that is missing or empty.")


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside ``folder``, and put it in its place if the block ends well.

    Parameters
    ----------
    folder : Path
        Kept as it was if the block raises.

    Yields
    ------
    Path
        On the same file system, so that the move at the end needs no space.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=folder.parent, prefix=f".{folder.name}-", ignore_cleanup_errors=True
    ) as staging:
        new = Path(staging) / "new"
        new.mkdir()
        yield new
        move_into_place({new: folder}, Path(staging))


def move_into_place(moves: dict[Path, Path], staging: Path) -> None:
    """Move several folders to their places, all of them or none.

    Parameters
    ----------
    moves : dict
        From the new folder to its place; what lies there is set aside first, and put back if a move fails.
    staging : Path
        Where to set things aside; on the same file system.
    """
    done: list[tuple[Path, Path, Path | None]] = []
    made = [place.parent for place in moves.values() if not place.parent.exists()]
    try:
        for index, (new, place) in enumerate(moves.items()):
            old = staging / f"old-{index}" if place.exists() else None
            place.parent.mkdir(parents=True, exist_ok=True)
            if old is not None:
                place.rename(old)
            done.append((new, place, old))
            new.rename(place)
    except OSError:
        for new, place, old in reversed(done):
            if place.exists():
                place.rename(new)
            if old is not None:
                old.rename(place)
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever finds a part of it, whenever the machine stops.

    Parameters
    ----------
    path : Path
        Its folder is made where it is missing.
    content : bytes
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    r"""Return the SHA-256 over named contents, each as name, NUL, length, NUL, content.

    Examples
    --------
    >>> digest_of([("a", b"bc")]) == hashlib.sha256(b"a\x002\x00bc").hexdigest()
    True
    """
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder's files, contents only, without their permissions."""
    shutil.copytree(source, target, copy_function=shutil.copyfile)
