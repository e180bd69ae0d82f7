"""The notebooks in the practice folder: put there once, the candidate's own from then on.

A notebook that the candidate has worked in is never replaced. When the exercise's release changes, the new one is put
beside it under a name that says so; a notebook that is still as it was put there is simply brought up to date. What was
put there is told by ``declarations/releases.json``, which travels with the folder.
"""

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode
from pydantic import Field, ValidationError

from autograders.assignments.build import RELEASED_BRIEF
from autograders.assignments.files import write_whole
from autograders.assignments.notebooks import stub_notebook
from autograders.assignments.packages import BRIEF_FILE
from autograders.assignments.percent import NOTEBOOK_ROLES, read_percent
from autograders.candidate.declarations import Public
from autograders.candidate.errors import FaultsError
from autograders.lab.catalogue import CaseStudy
from autograders.model.exercise import Exercise

from .preparing import DECLARATIONS
from .settings import KERNEL_SPEC, LANGUAGE_INFO
from .trust import trust

RELEASES_FILE = "releases.json"


@dataclass(frozen=True, kw_only=True)
class PlacedNotebook:
    """Where an exercise's notebook lies.

    Parameters
    ----------
    exercise : str
    file : Path
        The candidate's own.
    newer : Path or None
        One of a later release, put beside it.
    """

    exercise: str
    file: Path
    newer: Path | None = None


class _Release(Public):
    """What was put in the folder for one exercise: of which source, and as which bytes."""

    source: str
    content: str


class _Releases(Public):
    """What ``releases.json`` holds."""

    format: Literal[1] = 1
    releases: dict[str, _Release] = Field(default_factory=dict)


def place_case_study(study: CaseStudy, folder: Path) -> tuple[PlacedNotebook, ...]:
    """Put a case study's brief, declarations and notebooks into its folder, and return where the notebooks lie.

    Parameters
    ----------
    study : CaseStudy
    folder : Path
        In the practice folder; made where it is missing. Data are not touched.

    Raises
    ------
    FaultsError
        If the source of a notebook is faulty.
    OSError
        If the disk refuses.
    """
    known = _read_releases(folder)
    releases = {}
    made = []
    for name, exercise in study.exercises.items():
        releases[name], notebook = _place(name, exercise, study.folder / name, folder, known.get(name))
        made += [] if notebook is None else [notebook]
    if made:
        trust(*made)
    for name, exercise in study.exercises.items():
        public = exercise.public(name, study.name).model_dump_json(indent=1) + "\n"
        _write_if_changed(folder / DECLARATIONS / f"{name}.json", public.encode())
    _write_if_changed(folder / RELEASED_BRIEF, (study.folder / BRIEF_FILE).read_bytes())
    record = _Releases(releases=releases).model_dump_json(indent=1) + "\n"
    _write_if_changed(folder / DECLARATIONS / RELEASES_FILE, record.encode())
    return tuple(find_notebook(name, folder) for name in study.exercises)


def find_notebook(exercise: str, folder: Path) -> PlacedNotebook:
    """Return where an exercise's notebook lies in the folder of its case study."""
    first = folder / f"{exercise}.ipynb"
    later = itertools.takewhile(Path.exists, _later(exercise, folder))
    versions = [*[path for path in [first] if path.exists()], *later] or [first]
    return PlacedNotebook(exercise=exercise, file=versions[0], newer=versions[-1] if len(versions) > 1 else None)


def released_notebook(exercise: Exercise, source: Path) -> NotebookNode:
    """Return the notebook as a candidate first opens it in the lab.

    Parameters
    ----------
    exercise : Exercise
    source : Path
        Its ``notebook.py``.
    """
    cells, faults = read_percent(source.read_text(encoding="utf-8"), source.name, NOTEBOOK_ROLES)
    if faults:
        raise FaultsError(faults)
    notebook = stub_notebook(exercise, cells)
    notebook.metadata |= {"kernelspec": KERNEL_SPEC, "language_info": LANGUAGE_INFO}
    return notebook


def _place(
    name: str, exercise: Exercise, source: Path, folder: Path, known: _Release | None
) -> tuple[_Release, NotebookNode | None]:
    """Put one notebook where it belongs; return what is known of its release now, and the notebook if it was made."""
    version = _source_digest(source)
    present = find_notebook(name, folder)
    if known and known.source == version and present.file.exists():
        return known, None
    notebook = released_notebook(exercise, source / "notebook.py")
    content = f"{nbformat.writes(notebook)}\n".encode()
    release = _Release(source=version, content=_digest(content))
    latest = present.newer or present.file
    if not latest.exists():
        write_whole(latest, content)
    elif known and known.content != release.content:
        untouched = _digest(latest.read_bytes()) == known.content
        free = next(path for path in _later(name, folder) if not path.exists())
        write_whole(latest if untouched else free, content)
    return release, notebook


def _later(exercise: str, folder: Path) -> Iterator[Path]:
    return (folder / f"{exercise} (version {number}).ipynb" for number in itertools.count(2))


def _read_releases(folder: Path) -> Mapping[str, _Release]:
    # Where it is missing or damaged, all notebooks are taken for the candidate's own.
    with suppress(OSError, ValidationError):
        return _Releases.model_validate_json((folder / DECLARATIONS / RELEASES_FILE).read_bytes()).releases
    return {}


def _source_digest(source: Path) -> str:
    return _digest(b"\0".join((source / name).read_bytes() for name in ("exercise.toml", "notebook.py")))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_if_changed(path: Path, content: bytes) -> None:
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    write_whole(path, content)
