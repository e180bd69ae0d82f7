"""Loading an author's module by its path: trusted code that lies outside the package.

The folder that holds the file is its package: ``from .noise import judge_noise`` finds ``noise.py`` beside it.
"""

import hashlib
import importlib
import sys
import threading
import traceback
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path, PurePosixPath
from types import ModuleType

from autograders.candidate.errors import Fault, FaultsError

_PREFIX = "atelier_"
_lock = threading.RLock()


class _UncachedLoader(SourceFileLoader):
    """Leaves no bytecode beside the author's file, and never runs stale bytecode."""

    def path_stats(self, path: object) -> dict[str, float]:
        """Say that there is nothing to compare cached bytecode with."""
        raise OSError(f"no cache for {path}")


class _FolderFinder:
    """Finds the modules of the authors' folders: each folder is a package of its own name."""

    folders: dict[str, Path] = {}  # noqa: RUF012 - one table for the process, as sys.modules is

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to load a module of such a folder, or ``None`` for any other."""
        package, _, stem = name.partition(".")
        file = cls.folders.get(package, Path()) / f"{stem}.py"
        if package not in cls.folders or "." in stem or not file.is_file():
            return None
        return spec_from_file_location(name, file, loader=_UncachedLoader(name, str(file)))


sys.meta_path.append(_FolderFinder)


def load_module(path: Path, where: str) -> ModuleType:
    """Return the module in a file, loaded anew, with what it imports from its own folder.

    Parameters
    ----------
    path : Path
        Of the Python file.
    where : str
        How to call the file in a fault; its neighbours are called after it.

    Raises
    ------
    FaultsError
        If the file is missing or fails while it is imported; the fault tells the file and the line.
    """
    if not path.is_file():
        raise FaultsError([Fault(where, "", "missing.", "Create it.")])
    with _lock:
        package = _fresh_package(path.resolve().parent)
        try:
            return importlib.import_module(f"{package}.{path.stem}")
        # Whatever an author's file raises is a fault of that file, to be reported with the others.
        except Exception as error:  # noqa: BLE001
            raise FaultsError([_import_fault(error, path, where)]) from None


def line_in(error: BaseException, path: Path) -> int | None:
    """Return the line of a file at which an error was raised, or ``None`` if it was not there."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else None


def _fresh_package(folder: Path) -> str:
    """Return the name of the package that a folder is, with nothing of it loaded yet."""
    name = _package_name(folder)
    for loaded in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
        del sys.modules[loaded]
    package = ModuleType(name, f"The modules in {folder}.")
    package.__path__ = []
    sys.modules[name] = package
    _FolderFinder.folders[name] = folder
    return name


def _package_name(folder: Path) -> str:
    return f"{_PREFIX}{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def _import_fault(error: Exception, path: Path, where: str) -> Fault:
    # The file that failed: the author's own one, deepest in the chain of imports.
    frames = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append(error.filename)
    folder = path.resolve().parent
    own = [Path(name) for name in frames if Path(name).parent == folder]
    file = own[-1] if own else path
    line = line_in(error, file)
    text = error.msg if isinstance(error, SyntaxError) else str(error).replace(f"{_package_name(folder)}.", "")
    message = f"fails while it is imported: {type(error).__name__}: {text}."
    place = str(PurePosixPath(where).with_name(file.name))
    return Fault(place, f"line {line}" if line else "", message, "Correct it.")
