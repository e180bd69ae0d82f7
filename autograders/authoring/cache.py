"""What was worked out once and need not be again: kept by content in ``.atelier/``, which git ignores.

A result is stored under a key that hashes everything it depends on; whatever changes, the key changes, and the
result is worked out anew. Nothing has to be thrown away by hand; deleting the folder only costs time.
"""

import hashlib
import importlib.metadata
import json
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import autograders
from autograders.assignments.files import write_whole

FOLDER = ".atelier"
_DISTRIBUTION = "atelier-maquette"
_LOCK = ".lock"
# All that decides how a submission runs and is judged; the command line and this floor only arrange it.
_FLOORS = ("candidate", "model", "domain", "criteria", "sandbox", "assignments", "grading")


def digest_of(*parts: str) -> str:
    """Return a key for what these texts describe together.

    Examples
    --------
    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def folder_digest(folder: Path, *, pattern: str = "**/*") -> str:
    """Return a digest of the names and contents of a folder's files, caches left out.

    Parameters
    ----------
    folder : Path
        A folder that does not exist has the digest of an empty one.
    pattern : str
        Of the files that count; by default all, at any depth.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        relative = path.relative_to(folder)
        if any(part == "__pycache__" or part.startswith(".") for part in relative.parts):
            continue
        content = path.read_bytes()
        digest.update(f"{relative.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def grader_digest() -> str:
    """Return a digest of this package's own code that runs and judges submissions."""
    root = Path(autograders.__file__).parent
    return digest_of(*[folder_digest(root / floor) for floor in _FLOORS])


@lru_cache(maxsize=1)
def libraries_digest() -> str:
    """Return a digest of the interpreter's and the declared libraries' versions."""
    names = sorted({_distribution(text) for text in importlib.metadata.requires(_DISTRIBUTION) or []})
    return digest_of(platform.python_version(), platform.machine(), *[f"{name} {_version(name)}" for name in names])


class Cache:
    """JSON documents and folders kept by name and key below one folder.

    Parameters
    ----------
    folder : Path
        Made when something is first kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> Any:
        """Return what was kept under a name, or ``None`` where there is nothing or nothing readable."""
        try:
            return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def write(self, name: str, content: Any) -> None:
        """Keep a document under a name, whole or not at all."""
        write_whole(self.folder / f"{name}.json", json.dumps(content, ensure_ascii=False).encode())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process is between the beginning and the end of the same block."""
        # Here, not above: where there is none, all the rest of this module works.
        import fcntl

        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def folder_in_the_making(self, target: Path) -> Iterator[Path]:
        """Give a folder to fill, which becomes ``target`` when all went well, and is removed otherwise.

        Where another process made the same target meanwhile, its folder stays: what has the same name has the
        same content.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            yield temporary
            if not target.exists():
                temporary.rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _distribution(requirement: str) -> str:
    from packaging.requirements import Requirement

    return Requirement(requirement).name


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"
