"""Loading an author's module by its path: trusted code that lies outside the package."""

import hashlib
import importlib.util
import sys
import traceback
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from autograders.candidate.errors import Fault, FaultsError


class _UncachedLoader(SourceFileLoader):
    """Leaves no bytecode beside the author's file, and never runs stale bytecode."""

    def path_stats(self, path: object) -> dict[str, float]:
        """Say that there is nothing to compare cached bytecode with."""
        raise OSError(f"no cache for {path}")


def load_module(path: Path, where: str) -> ModuleType:
    """Return the module in a file, loaded under a name that no other file shares.

    Parameters
    ----------
    path : Path
        Of the Python file.
    where : str
        How to call the file in a fault.

    Raises
    ------
    FaultsError
        If the file is missing or fails while it is imported; the fault tells the line.
    """
    if not path.is_file():
        raise FaultsError([Fault(where, "", "missing.", "Create it.")])
    name = f"atelier_{path.stem}_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    loader = _UncachedLoader(name, str(path))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None  # noqa: S101 - only a loader that cannot describe itself gives None
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their own module up there.
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    # Whatever an author's file raises is a fault of that file, to be reported with the others.
    except Exception as error:  # noqa: BLE001
        del sys.modules[name]
        raise FaultsError([_import_fault(error, path, where)]) from None
    return module


def line_in(error: BaseException, path: Path) -> int | None:
    """Return the line of a file at which an error was raised, or ``None`` if it was not there."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else None


def _import_fault(error: Exception, path: Path, where: str) -> Fault:
    line = line_in(error, path)
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    message = f"fails while it is imported: {type(error).__name__}: {text}."
    return Fault(where, f"line {line}" if line else "", message, "Correct it.")
