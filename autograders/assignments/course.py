"""The nbgrader course: its settings, its folders, its secret, and which variant a candidate works on."""

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

import autograders
from autograders.candidate.cases import variant_index
from autograders.candidate.declarations import Public
from autograders.candidate.errors import AtelierError
from autograders.model.exercise import Prose
from autograders.model.reading import read_toml

from .exams import Exam
from .repository import Repository, open_repository
from .variants import Variant, read_variant

SETTINGS_FILE = "course.toml"
SECRET_FILE = "secret.key"  # noqa: S105 - the name of a file
SECRET_BYTES = 32
MAXIMUM_VARIANTS = 500
MAXIMUM_GRADERS = 4
MAXIMUM_JURY = 12


class CourseLimits(Public):
    """What one submission, and a grader on it, may take: the ``[limits]`` of ``course.toml``.

    Parameters
    ----------
    cell_seconds, notebook_seconds : float
        Elapsed time of one cell, and of all cells of a notebook together.
    memory_mib : int
        Private memory of a notebook's process, in MiB.
    judge_seconds : float
        Elapsed time that a grader may take over one criterion; beyond it a person has to look.
    grader_faults : int
        From so many faults of a grader on one criterion of an activity on, a person has to look at that criterion
        for all candidates.
    """

    cell_seconds: Annotated[float, Field(gt=0)] = 60
    notebook_seconds: Annotated[float, Field(gt=0)] = 240
    memory_mib: Annotated[int, Field(strict=True, ge=256)] = 3072
    judge_seconds: Annotated[float, Field(gt=0)] = 60
    grader_faults: Annotated[int, Field(strict=True, ge=1)] = 5


class Thresholds(Public):
    """What is asked for: the ``[thresholds]`` of ``course.toml``, out of 20; the referential states none.

    Parameters
    ----------
    bloc, activity : float, optional
        Least mark of a bloc, and of each of its activities; ``None`` where none is asked for.
    """

    bloc: Annotated[float, Field(ge=0, le=20)] | None = None
    activity: Annotated[float, Field(ge=0, le=20)] | None = None


class JuryMember(Public):
    """A member of the jury: a ``[[jury]]`` of ``course.toml``.

    Parameters
    ----------
    name, role : str
        As printed, the role in French.
    practitioner : bool
        Whether the member comes from the profession, not from a school.
    """

    name: Prose
    role: Prose
    practitioner: Annotated[bool, Field(strict=True)]


class CourseSettings(Public):
    """What ``course.toml`` says.

    Parameters
    ----------
    format : int
        Version of this file's format.
    course_id : str
        nbgrader's name for the course.
    repository : str
        Folder with the exercises; relative to the course's folder, or absolute.
    variants : int
        How many variants an assignment is built with.
    exchange : str
        Folder of nbgrader's exchange, where candidates fetch and submit; relative to the course's folder, or absolute.
    accept_reduced_confinement : bool
        Whether to grade where the kernel grants only a part of the confinement.
    gradebook_url, records_url : str, optional
        Databases (SQLAlchemy URL) other than the SQLite files in the course's folder.
    limits : CourseLimits
    thresholds : Thresholds
    graders_per_piece : int
        How many persons assess each piece that a person grades by levels.
    jury : tuple of JuryMember
        None by default: its sheets then have blank lines.
    exams : tuple of Exam
        Activities that end at a time.
    """

    format: Literal[1]
    course_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$")]
    repository: Annotated[str, Field(min_length=1)] = ".."
    variants: Annotated[int, Field(strict=True, ge=1, le=MAXIMUM_VARIANTS)]
    exchange: Annotated[str, Field(min_length=1)] = "exchange"
    accept_reduced_confinement: Annotated[bool, Field(strict=True)] = False
    gradebook_url: Annotated[str, Field(pattern=r"^[a-z0-9+]+://")] | None = None
    records_url: Annotated[str, Field(pattern=r"^[a-z0-9+]+://")] | None = None
    limits: CourseLimits = CourseLimits()
    thresholds: Thresholds = Thresholds()
    graders_per_piece: Annotated[int, Field(strict=True, ge=1, le=MAXIMUM_GRADERS)] = 2
    jury: Annotated[tuple[JuryMember, ...], Field(max_length=MAXIMUM_JURY)] = ()
    exams: tuple[Exam, ...] = ()

    @field_validator("exams")
    @classmethod
    def _one_exam_an_activity(cls, exams: tuple[Exam, ...]) -> tuple[Exam, ...]:
        twice = sorted(code for code, count in Counter(exam.activity for exam in exams).items() if count > 1)
        if twice:
            raise ValueError(f"one exam for each activity, got several for {', '.join(twice)}")
        return exams


@dataclass(frozen=True)
class Course:
    """A folder in which assignments are built, collected and graded.

    Parameters
    ----------
    folder : Path
        Absolute.
    settings : CourseSettings
    repository : Repository
    """

    folder: Path
    settings: CourseSettings
    repository: Repository

    @property
    def gradebook_url(self) -> str:
        """URL of nbgrader's database."""
        return self.settings.gradebook_url or f"sqlite:///{self.folder / 'gradebook.db'}"

    @property
    def records_url(self) -> str:
        """URL of the database of answers and verdicts."""
        return self.settings.records_url or f"sqlite:///{self.folder / 'records.db'}"

    def source(self, activity: str) -> Path:
        """Return the folder of an assignment's notebooks with solutions."""
        return self.folder / "source" / activity

    def release(self, activity: str) -> Path:
        """Return the folder that candidates receive."""
        return self.folder / "release" / activity

    def variants_folder(self, activity: str) -> Path:
        """Return the trusted folder of an assignment's variants and declarations."""
        return self.folder / "variants" / activity

    def declarations(self, activity: str) -> Path:
        """Return the trusted copy of an assignment's declarations, mounted where a notebook runs."""
        return self.variants_folder(activity) / "declarations"

    def variants(self, activity: str) -> tuple[Variant, ...]:
        """Return the variants that an assignment was built with, in order.

        Raises
        ------
        AtelierError
            If it was never built.
        """
        folders = self.variants_folder(activity).glob("v[0-9]*")
        variants = tuple(read_variant(folder) for folder in sorted(folders, key=lambda path: int(path.name[1:])))
        if not variants:
            raise AtelierError(f"{activity}: not built in {self.folder}. Run 'atelier build {activity}' first.")
        return variants

    def variant_of(self, activity: str, candidate: str) -> Variant:
        """Return the variant that a candidate works on: the rule that ``open_case`` follows too."""
        variants = self.variants(activity)
        return variants[variant_index(candidate, activity, len(variants))]

    def exam(self, activity: str) -> Exam | None:
        """Return when an activity begins and ends as an exam, by its folder's name; ``None`` where it is none."""
        if not self.settings.exams:
            return None
        code = self.repository.activity_code(activity)
        return next((exam for exam in self.settings.exams if exam.activity == code), None)

    def secret(self) -> bytes:
        """Return the secret behind the seeds of the graded variants; make it on first use, for the owner alone.

        Raises
        ------
        AtelierError
            If the file cannot be read or made, or does not hold a secret.
        """
        path = self.folder / SECRET_FILE
        try:
            _create_secret(path)
            secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except OSError as error:
            raise AtelierError(f"{path}: {error.strerror}. The course's folder must be writable.") from None
        except ValueError:
            secret = b""
        if len(secret) < SECRET_BYTES:
            raise AtelierError(
                f"{path}: holds no secret of {SECRET_BYTES} bytes in hexadecimal digits. Put the file back from a "
                "backup; without it, remove it and build again, which gives new variants."
            )
        return secret


def open_course(start: Path | None = None) -> Course:
    """Return the course in which one works.

    Parameters
    ----------
    start : Path, optional
        It or a folder above it is the course, or has it as ``course/``; the current folder by default. Where none
        is found, the course of the folder from which the package was installed in editable mode is taken.

    Raises
    ------
    AtelierError
        If there is none, or its repository is not where the settings say.
    FaultsError
        If its settings are faulty.
    """
    start = (start or Path.cwd()).resolve()
    folder = next((place for place in _places(start) if (place / SETTINGS_FILE).is_file()), None)
    if folder is None:
        raise AtelierError(
            f"{start}: no course here nor above (a folder with {SETTINGS_FILE}). "
            "Run the command in the course's folder or in a clone of the repository."
        )
    settings = read_toml(folder / SETTINGS_FILE, CourseSettings)
    root = folder / settings.repository
    repository = open_repository(root)
    if repository.root != root.resolve():
        raise AtelierError(
            f"{folder / SETTINGS_FILE}: repository: '{settings.repository}' is no repository with exercises/. "
            "Write its folder, relative to the course's folder or absolute."
        )
    return Course(folder=folder, settings=settings, repository=repository)


def _places(start: Path) -> Iterator[Path]:
    for place in (start, *start.parents, Path(autograders.__file__).resolve().parents[1]):
        yield place
        yield place / "course"


def _create_secret(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SECRET_BYTES) + "\n")
