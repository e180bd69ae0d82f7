"""What the notebooks of a case study hand in, kept beside them: a later one can take up what earlier ones found.

A convenience of the candidate's own folder: graders never read it. Where a notebook is graded, the same file is made
anew from what the earlier notebooks really handed in.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from .cases import Case
from .declarations import Public
from .errors import AnswerError, CaseError
from .wire import decode_array

FOLDER = "remises"


class HandedIn(Public):
    """What ``remises/<exercise>.json`` holds: the last answers of one notebook, by name, as they travel."""

    format: Annotated[int, Field(ge=1, le=1)] = 1
    variant: str
    answers: dict[str, Any]


def keep(case: Case, name: str, wire: object) -> None:
    """Add an answer to those kept of its notebook; those made on another variant are forgotten.

    A folder that cannot be written to is no reason not to hand in.
    """
    path = _path(case)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_handed_in(path, case.digest, {**_kept(case), name: wire})


def is_kept(case: Case, name: str) -> bool:
    """Return whether an answer of the notebook is kept, made on this variant."""
    return name in _kept(case)


def _path(case: Case) -> Path:
    return case.home / FOLDER / f"{case.exercise.exercise}.json"


def _kept(case: Case) -> Mapping[str, Any]:
    with suppress(OSError, ValidationError):
        former = HandedIn.model_validate_json(_path(case).read_bytes())
        return former.answers if former.variant == case.digest else {}
    return {}


def write_handed_in(path: Path, variant: str, answers: Mapping[str, object]) -> None:
    """Write the answers of one notebook.

    Parameters
    ----------
    path : Path
        Called ``remises/<exercise>.json`` where a notebook runs.
    variant : str
        Digest of the variant that they were made on.
    answers : mapping
        By name, as they travel.
    """
    content = {"format": 1, "variant": variant, "answers": answers}
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def handed_in(case: Case) -> dict[str, Any]:
    """Return what the earlier notebooks of the case study have handed in, by competency and name.

    Parameters
    ----------
    case : Case
        That of the notebook which asks.

    Returns
    -------
    dict
        Such as ``{"C2.1.2.noise_a_mm": 1.8}``: numbers, texts, arrays, tables as lists of rows.

    Raises
    ------
    CaseError
        If a file is damaged.
    """
    found: dict[str, Any] = {}
    for path in sorted((case.home / FOLDER).glob("c[0-9]_[0-9]_[0-9]_*.json")):
        if path.stem >= case.exercise.exercise:
            continue
        competency = ".".join(path.stem[:6].upper().split("_"))
        try:
            kept = HandedIn.model_validate_json(path.read_bytes())
            for name, wire in kept.answers.items():
                found[f"{competency}.{name}"] = decode_array(wire) if isinstance(wire, dict) else wire
        except (OSError, ValidationError, AnswerError):
            raise CaseError(
                f"Fichier « {FOLDER}/{path.name} » endommagé. Supprimez-le, puis relancez le carnet {path.stem}."
            ) from None
    return found
