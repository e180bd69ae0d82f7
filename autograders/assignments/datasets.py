"""Data sets: what ``datasets/<slug>/`` says of itself, and the generator in it."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import autograders
from autograders.candidate.declarations import Public
from autograders.candidate.errors import AtelierError, Fault, FaultsError
from autograders.model.case import Generator
from autograders.model.reading import read_toml

from .files import digest_of
from .modules import load_module

Prose = Annotated[str, Field(min_length=1)]


class Dataset(Public):
    """What ``dataset.toml`` says.

    Parameters
    ----------
    format : int
        Version of this file's format.
    title, summary : str
        In French.
    units : str
        Of lengths and of whatever else the files hold, such as ``m, mm, mrad``.
    crs : str
        Coordinate reference system, or how the local frame lies.
    licence : str
        SPDX identifier.
    sources : tuple of str
        Standards and papers that the generator relies on.
    """

    format: Literal[1]
    title: Prose
    summary: Prose
    units: Prose
    crs: Prose
    licence: Prose
    sources: tuple[Prose, ...] = ()


def load_dataset(root: Path, slug: str) -> Dataset:
    """Return what a data set says of itself.

    Parameters
    ----------
    root : Path
        Of the repository.
    slug : str
        Folder in ``datasets/``.

    Raises
    ------
    FaultsError
        If it is not there, or its ``dataset.toml`` is faulty.
    """
    folder = _folder(root, slug)
    return read_toml(folder / "dataset.toml", Dataset, where=f"datasets/{slug}/dataset.toml")


def load_generator(root: Path, slug: str) -> Generator:
    """Return the generator of a data set.

    Parameters
    ----------
    root : Path
        Of the repository.
    slug : str
        Folder in ``datasets/``.

    Returns
    -------
    callable
        ``generate(seed, public)``: writes the public files, returns the rest; same seed, same bytes.

    Raises
    ------
    FaultsError
        If ``generate.py`` is missing, fails while it is imported, or defines no ``generate``.
    """
    where = f"datasets/{slug}/generate.py"
    module = load_module(_folder(root, slug) / "generate.py", where)
    generate = getattr(module, "generate", None)
    if not callable(generate):
        repair = "Define generate(seed, public), which returns a GeneratedCase."
        raise FaultsError([Fault(where, "generate", "missing.", repair)])
    generator: Generator = generate
    return generator


def generator_version(root: Path, slug: str) -> str:
    """Return the SHA-256 of the sources that decide a data set's bytes: its folder and the domain's code.

    Parameters
    ----------
    root : Path
        Of the repository.
    slug : str
        Folder in ``datasets/``.
    """
    package = Path(autograders.__file__).parent
    bases = (_folder(root, slug), package / "domain")
    sources = [(base, path) for base in bases for path in sorted(base.rglob("*")) if _is_source(path)]
    return digest_of((path.relative_to(base).as_posix(), path.read_bytes()) for base, path in sources)


def _is_source(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc" and path.name != "README.md"


def _folder(root: Path, slug: str) -> Path:
    folder = root / "datasets" / slug
    if not folder.is_dir():
        known = sorted(path.name for path in (root / "datasets").glob("*/") if (path / "dataset.toml").is_file())
        listed = ", ".join(known) or "none"
        raise AtelierError(f"datasets/{slug}: no such data set. Create it, or use one of: {listed}.")
    return folder
