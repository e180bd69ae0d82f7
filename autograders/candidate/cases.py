"""The case that a notebook works on: its specification, its files, the declared answers."""

import getpass
import hashlib
import json
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from .declarations import AnswerDeclaration, Public
from .errors import CaseError

Model = TypeVar("Model", bound=Public)
CANDIDATE_FILE = "candidat.txt"
CANDIDATE_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")


class SpecificationValue(Public):
    """A figure of the specification (cahier des charges).

    Parameters
    ----------
    key : str
        Name in code, with the unit where it is a number.
    label : str
        As printed, in French.
    value : float, int or str
    unit : str
        Empty where there is none.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    label: str
    value: float | int | str
    unit: str = ""


class PublicFile(Public):
    """A file that the candidate receives, relative to the data set's folder."""

    path: str
    label: str


class PublicCase(Public):
    """What ``case.json`` holds: the public side of one variant of one data set.

    Parameters
    ----------
    format : int
        Version of this file's format.
    dataset : str
    digest : str
        Identifies the variant; every answer carries it.
    specification : tuple of SpecificationValue
    files : tuple of PublicFile
    """

    format: Annotated[int, Field(ge=1, le=1)] = 1
    dataset: str
    digest: str
    specification: tuple[SpecificationValue, ...]
    files: tuple[PublicFile, ...]


class PublicExercise(Public):
    """What ``declarations/<exercise>.json`` holds: the public side of one exercise."""

    format: Annotated[int, Field(ge=1, le=1)] = 1
    exercise: str
    activity: str
    title: str
    dataset: str
    answers: tuple[AnswerDeclaration, ...]


class Specification(Mapping[str, float | int | str]):
    """The specification's figures by key; shown as a table in a notebook."""

    def __init__(self, values: tuple[SpecificationValue, ...]) -> None:
        self._values = {value.key: value for value in values}

    def __getitem__(self, key: str) -> float | int | str:
        """Return the value of one figure."""
        if key not in self._values:
            raise CaseError(f"« {key} » n’est pas au cahier des charges ; clés connues : {', '.join(self._values)}.")
        return self._values[key].value

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Iterate over the keys, in the order of the specification."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of figures."""
        return len(self._values)

    def number(self, key: str) -> float:
        """Return one figure as a float; a text is an error."""
        value = self[key]
        if isinstance(value, str):
            raise CaseError(f"« {key} » est un texte ({value}), pas un nombre.")
        return float(value)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(item.label)}</td><td>{escape(_printed(item.value))}</td>"
            f"<td>{escape(item.unit)}</td><td><code>{escape(item.key)}</code></td></tr>"
            for item in self._values.values()
        )
        head = "".join(f'<th scope="col">{word}</th>' for word in ("Exigence", "Valeur", "Unité", "Clé"))
        caption = "<caption>Chiffres du cahier des charges de votre variante</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def __repr__(self) -> str:
        """Return one line per figure, with its key."""
        figures = (f"{_printed(item.value)} {item.unit}".rstrip() for item in self._values.values())
        return "\n".join(
            f"{item.label} : {figure} [{item.key}]" for item, figure in zip(self._values.values(), figures, strict=True)
        )


class Case:
    """One exercise on one variant: ``specification``, ``path`` to the data, the declared answers."""

    def __init__(self, folder: Path, public: PublicCase, exercise: PublicExercise, home: Path = Path()) -> None:
        self.folder = folder
        # The activity's folder, in which the notebook lies.
        self.home = home
        self.exercise = exercise
        self.digest = public.digest
        self.files = public.files
        self.specification = Specification(public.specification)

    def __repr__(self) -> str:
        """Return which notebook this is, and where the data of the candidate's own variant lie."""
        count = len(self.files)
        return f"{self.exercise.title} : données de votre variante dans {self.folder.as_posix()} ({count} fichiers)."

    def path(self, name: str) -> Path:
        """Return the path of a released file.

        Raises
        ------
        CaseError
            If the case has no such file; the message lists those it has.
        """
        path = self.folder / name
        if not path.is_file():
            listed = ", ".join(file.path for file in self.files)
            raise CaseError(f"Fichier « {name} » absent du dossier de données. Fichiers fournis : {listed}.")
        return path

    def declaration(self, name: str) -> AnswerDeclaration:
        """Return the declaration of an answer by its name."""
        for declaration in self.exercise.answers:
            if declaration.name == name:
                return declaration
        listed = ", ".join(declaration.name for declaration in self.exercise.answers)
        raise CaseError(f"« {name} » n’est pas une réponse attendue. Noms attendus : {listed}.")


def variant_index(candidate: str, activity: str, count: int) -> int:
    """Return the variant (0 to count − 1) that a candidate works on.

    Public on purpose: it only spreads candidates over variants; the seeds behind them are secret.

    Examples
    --------
    >>> variant_index("ada", "a2_1_digitisation", 3)
    1
    """
    digest = hashlib.sha256(f"{activity}:{candidate}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def load_case(exercise: str, folder: Path) -> Case:
    """Return the case of an exercise from the activity's folder.

    Parameters
    ----------
    exercise : str
        Name of the exercise, as the notebook's file is named.
    folder : Path
        Folder that holds ``declarations/`` and ``data/``.

    Raises
    ------
    CaseError
        If the folder is incomplete or damaged.
    """
    public_exercise = _read(folder / "declarations" / f"{exercise}.json", PublicExercise)
    data = _variant_folder(folder, public_exercise.activity) / public_exercise.dataset
    return Case(data, _read(data / "case.json", PublicCase), public_exercise, folder)


def _variant_folder(folder: Path, activity: str) -> Path:
    data = folder / "data"
    variants = sorted(data.glob("v[0-9]*"), key=lambda path: int(re.sub(r"\D", "", path.name) or 0))
    if not variants:
        return data
    if len(variants) == 1:
        return variants[0]
    return variants[variant_index(_candidate(folder), activity, len(variants))]


def _candidate(folder: Path) -> str:
    hub_user = os.environ.get("JUPYTERHUB_USER")
    if hub_user:
        return hub_user
    stored = folder / CANDIDATE_FILE
    if stored.is_file():
        name = stored.read_text(encoding="utf-8").strip()
    else:
        try:
            name = input(f"Votre identifiant de candidat (session : {getpass.getuser()}) : ").strip()
        except (EOFError, OSError, RuntimeError):
            name = ""
    if not CANDIDATE_PATTERN.fullmatch(name):
        raise CaseError(
            f"Identifiant de candidat « {name[:64]} » reçu ; lettres, chiffres, point, tiret, souligné ou @ attendus, "
            f"64 caractères au plus. Écrivez-le dans le fichier {CANDIDATE_FILE} à côté du carnet."
        )
    stored.write_text(name + "\n", encoding="utf-8")
    return name


def _read(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(path.read_bytes())
    except OSError:
        raise CaseError(
            f"Fichier « {path.name} » introuvable dans « {path.parent.name} ». "
            "Ouvrez le carnet depuis le dossier complet de l’étude de cas."
        ) from None
    except (ValidationError, json.JSONDecodeError, UnicodeDecodeError):
        raise CaseError(
            f"Fichier « {path.name} » endommagé ou d’une autre version. Téléchargez de nouveau l’étude de cas."
        ) from None


def _printed(value: float | int | str) -> str:
    return value if isinstance(value, str) else f"{value:g}".replace(".", ",")
