"""Taking one's progress along: export to a file, import from one, erasure.

The file is JSON in UTF-8, at most ``MAXIMUM_BYTES``::

    {"format": 1, "exported_at": TIME,
     "attempts": [{"at": TIME, "activity", "exercise", "criterion", "variant", "source", "fraction", "points",
                   "maximum", "misconceptions": [...], "hints"}],
     "hints": [{"exercise", "criterion", "variant", "rungs"}],
     "opened": {EXERCISE: TIME}}

with the fields of ``Attempt`` and ``HintsTaken``, and times as ISO 8601 with their zone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from autograders.candidate.errors import Fault, FaultsError
from autograders.model.referential_rules import CRITERION_ID

from .attempts import MAXIMUM_HINTS, Attempt, HintsTaken, Source
from .errors import ProgressError
from .store import PAGE_NAME, Progress

FORMAT = 1
MAXIMUM_BYTES = 32 * 2**20
MAXIMUM_FAULTS = 20
_EARLIEST, _LATEST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

_Time = Annotated[
    AwareDatetime,
    Field(ge=_EARLIEST, le=_LATEST, description="une date avec son fuseau, telle que 2026-03-01T20:30:00+01:00"),
]
_Folder = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$", description="un nom de dossier d’exercice")]
_Criterion = Annotated[str, Field(pattern=CRITERION_ID, max_length=64, description="un critère, tel que C2.1.2.noise")]
_Variant = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,128}$", description="l’empreinte d’une variante")]
_Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False, description="un nombre de points")]
_Misconception = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,62}$", description="un identifiant de méprise")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Attempt(_Strict):
    at: _Time
    activity: _Folder
    exercise: _Folder
    criterion: _Criterion
    variant: _Variant
    source: Annotated[Source, Field(description="practice, self_assessment ou exam")]
    fraction: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, description="un nombre de 0 à 1")]
    points: _Points
    maximum: _Points
    misconceptions: Annotated[tuple[_Misconception, ...], Field(max_length=50, description="une liste")] = ()
    hints: Annotated[int, Field(ge=0, le=MAXIMUM_HINTS, description="un entier de 0 à 3")] = 0

    @model_validator(mode="after")
    def _points_are_within_the_maximum(self) -> Self:
        if self.points > self.maximum:
            raise ValueError(f"au plus {self.maximum:g} points, {self.points:g} reçus")
        return self


class _Hints(_Strict):
    exercise: _Folder
    criterion: _Criterion
    variant: _Variant
    rungs: Annotated[int, Field(ge=1, le=MAXIMUM_HINTS, description="un entier de 1 à 3")]


class _Export(_Strict):
    format: Annotated[Literal[1], Field(description="1 : mettez l’atelier à jour si le fichier est plus récent")]
    exported_at: _Time
    attempts: Annotated[tuple[_Attempt, ...], Field(description="une liste")]
    hints: Annotated[tuple[_Hints, ...], Field(description="une liste")] = ()
    opened: Annotated[dict[_Folder, _Time], Field(description="un dictionnaire")] = Field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import found, and how many of its attempts were new."""

    attempts: int
    added: int


def export_progress(progress: Progress, path: Path, at: datetime) -> int:
    """Write everything that is kept to a new file.

    Parameters
    ----------
    progress : Progress
    path : Path
        Must not exist: nothing is overwritten.
    at : datetime
        Now, with its zone.

    Returns
    -------
    int
        How many attempts were written.

    Raises
    ------
    ProgressError
        If the file exists or cannot be written; nothing is left of it then.
    """
    attempts = progress.attempts()
    content = {
        "format": FORMAT,
        "exported_at": at.isoformat(),
        "attempts": [vars(item) | {"at": item.at.isoformat()} for item in attempts],
        "hints": [vars(item) for item in progress.all_hints()],
        "opened": {name: opened_at.isoformat() for name, opened_at in progress.opened().items()},
    }
    try:
        file = path.open("x", encoding="utf-8")
    except FileExistsError:
        raise ProgressError(f"{path} : ce fichier existe déjà. Choisissez un autre nom.") from None
    except OSError as error:
        raise ProgressError(_unwritable(path, error)) from None
    try:
        with file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ProgressError(_unwritable(path, error)) from None
    return len(attempts)


def import_progress(progress: Progress, path: Path) -> Imported:
    """Merge an exported file into what is kept: nothing is lost, nothing is kept twice.

    Parameters
    ----------
    progress : Progress
    path : Path

    Returns
    -------
    Imported

    Raises
    ------
    ProgressError
        If the file cannot be read or is too large.
    FaultsError
        With what is wrong in it, up to ``MAXIMUM_FAULTS`` faults; nothing is taken over then.
    """
    try:
        export = _Export.model_validate_json(_read(path))
    except ValidationError as error:
        raise FaultsError(list(_faults(error, path.name))) from None
    attempts = [Attempt(**dict(item)) for item in export.attempts]
    hints = [HintsTaken(**dict(item)) for item in export.hints]
    return Imported(attempts=len(attempts), added=progress.merge(attempts, hints, export.opened))


def erase_progress(path: Path) -> tuple[Path, ...]:
    """Remove a store, whatever state it is in, with the files that SQLite keeps beside it and the page made of it.

    Parameters
    ----------
    path : Path
        As ``Progress.path``.

    Returns
    -------
    tuple of Path
        What was removed.

    Raises
    ------
    ProgressError
        If a file cannot be removed.
    """
    removed = []
    for name in (PAGE_NAME, *(path.name + suffix for suffix in ("-wal", "-shm", "-journal", ""))):
        file = path.with_name(name)
        try:
            file.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ProgressError(
                f"{file} : ce fichier ne peut être effacé ({error.strerror}). Fermez l’atelier, puis recommencez."
            ) from None
        removed.append(file)
    return tuple(removed)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise ProgressError(
            f"{path} : ce fichier ne peut être lu ({error.strerror}). Vérifiez son nom et vos droits."
        ) from None
    if len(content) > MAXIMUM_BYTES:
        raise ProgressError(
            f"{path} : fichier de plus de {MAXIMUM_BYTES // 2**20} Mio, ce n’est pas un export de l’atelier. "
            "Choisissez le fichier que « atelier progress export » a écrit."
        )
    return content


def _unwritable(path: Path, error: OSError) -> str:
    return f"{path} : ce fichier ne peut être écrit ({error.strerror}). Choisissez un autre dossier, vérifiez la place."


def _faults(error: ValidationError, where: str) -> Iterator[Fault]:
    """Yield the first faults of a file, in French, then how many more there are."""
    details = error.errors(include_url=False)
    for detail in details[:MAXIMUM_FAULTS]:
        yield _fault(detail, where)
    if len(details) > MAXIMUM_FAULTS:
        more = len(details) - MAXIMUM_FAULTS
        yield Fault(where, "", f"et {more} autres défauts.", "Prenez le fichier tel qu’il a été exporté.")


def _fault(detail: Mapping[str, Any], where: str) -> Fault:
    location, kind = detail["loc"], detail["type"]
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    repair = "Rien n’a été repris : choisissez un fichier exporté par l’atelier, tel qu’il a été écrit."
    if kind == "json_invalid":
        return Fault(where, "", "n’est pas du JSON complet.", repair)
    if kind == "missing":
        return Fault(where, key, "manque.", repair)
    if kind == "extra_forbidden":
        return Fault(where, key[:100], "clé inconnue.", repair)
    if kind == "value_error":
        return Fault(where, key, f"{detail['msg'].removeprefix('Value error, ')}.", repair)
    received = repr(detail["input"])
    received = received if len(received) <= 80 else received[:79] + "…"
    return Fault(where, key[:100], f"{received} reçu, {_expected(location)} attendu.", repair)


def _expected(location: tuple[int | str, ...]) -> str:
    """Return in French what a place of the file holds, by the description of its field."""
    model: Any = {"attempts": _Attempt, "hints": _Hints}.get(str(location[0]), _Export) if location else _Export
    names = [part for part in location if isinstance(part, str)]
    field = model.model_fields.get(names[-1]) if names else None
    if len(location) == 1 or field is None:
        field = _Export.model_fields.get(names[0]) if names else None
    return (field.description if field is not None else None) or "un autre contenu"
