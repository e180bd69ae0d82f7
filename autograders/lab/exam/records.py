"""What is kept of mock exams in the practice folder: each sitting in ``examens/<name>/``, its answers line by line.

``examen.json`` is the sitting; ``reponses/<exercise>.jsonl`` all that a notebook handed in, each with its time, so that
a kernel, a server or a machine that stops costs nothing.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, ValidationError

from autograders.assignments.files import write_whole
from autograders.candidate.declarations import Public

from .errors import ExamError
from .sitting import Sitting

FOLDER = "examens"
SITTING_FILE = "examen.json"
ANSWERS_FOLDER = "reponses"
REPORT_FILE = "rapport.html"


class Given(Public):
    """One answer, as it was handed in.

    Parameters
    ----------
    at : datetime
    variant, name : str
    wire : object
        The value as it travels; always well formed.
    tried : list or None
        For what is tried: the outputs of the trial.
    """

    at: AwareDatetime
    variant: str
    name: str
    wire: Any
    tried: list[Any] | None = None


@dataclass(frozen=True)
class KeptSitting:
    """A sitting and the folder in which it lies."""

    folder: Path
    sitting: Sitting


def sitting_folder(home: Path, name: str) -> Path:
    """Return where a sitting lies in a practice folder."""
    return home / FOLDER / name


def read_sitting(folder: Path) -> Sitting:
    """Return the sitting of a folder.

    Raises
    ------
    ExamError
        If there is none, or its file is damaged.
    """
    path = folder / SITTING_FILE
    try:
        return Sitting.model_validate_json(path.read_bytes())
    except OSError:
        raise ExamError(f"{folder} : il n’y a pas d’examen blanc dans ce dossier.") from None
    except ValidationError:
        raise ExamError(f"{path} : ce fichier est endommagé, cet examen blanc ne peut être repris.") from None


def write_sitting(folder: Path, sitting: Sitting) -> None:
    """Keep a sitting, as a whole whenever the machine stops."""
    write_whole(folder / SITTING_FILE, f"{sitting.model_dump_json(indent=1)}\n".encode())


def kept_sittings(home: Path) -> tuple[KeptSitting, ...]:
    """Return the sittings of a practice folder, the latest first; damaged ones are left out."""
    return tuple(sorted(_sittings(home), key=lambda kept: kept.sitting.created_at, reverse=True))


def enclosing_sitting(folder: Path) -> Path | None:
    """Return the folder of the sitting in which a case study's folder lies, or ``None``."""
    return next((each for each in (folder, folder.parent) if (each / SITTING_FILE).is_file()), None)


def keep_answer(folder: Path, exercise: str, given: Given) -> None:
    """Add an answer to those of a notebook, on the disk before this returns."""
    path = folder / ANSWERS_FOLDER / f"{exercise}.jsonl"
    path.parent.mkdir(exist_ok=True)
    # Before it a line may have been left without its end by a machine that stopped.
    line = f"\n{json.dumps(given.model_dump(mode='json'), ensure_ascii=False)}\n".encode("utf-8", "replace")
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def answers_that_count(folder: Path, sitting: Sitting, exercise: str, variant: str) -> Mapping[str, Given]:
    """Return the last answer of each name that a notebook handed in on a variant while it counted.

    Parameters
    ----------
    folder : Path
        Of the sitting.
    sitting : Sitting
    exercise : str
    variant : str
        Digest.
    """
    found: dict[str, Given] = {}
    for given in _given(folder / ANSWERS_FOLDER / f"{exercise}.jsonl"):
        if given.variant == variant and sitting.counts(given.at):
            found[given.name] = given
    return found


def _sittings(home: Path) -> Iterator[KeptSitting]:
    for path in (home / FOLDER).glob(f"*/{SITTING_FILE}"):
        with suppress(ExamError):
            yield KeptSitting(path.parent, read_sitting(path.parent))


def _given(path: Path) -> Iterator[Given]:
    with suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            # What a machine wrote while it stopped is no answer.
            with suppress(ValidationError):
                yield Given.model_validate_json(line)


def name_of(day: datetime, asked: str, taken: Path) -> str:
    """Return a free name for a sitting: its day and what is asked, with a number where that is taken."""
    first = f"{day:%Y-%m-%d}-{asked}"
    number = 1
    name = first
    while (taken / name).exists():
        number += 1
        name = f"{first}-{number}"
    return name
