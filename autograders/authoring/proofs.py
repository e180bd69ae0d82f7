"""What is kept of verifications: the last report on an exercise, and what each submission got."""

from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from autograders.assignments import Repository
from autograders.assignments.datasets import generator_version
from autograders.candidate.errors import AtelierError, FaultsError
from autograders.model.exercise import Exercise
from autograders.model.reading import read_toml

from .cache import Cache, digest_of, folder_digest, grader_digest, libraries_digest
from .reports import ExerciseReport, Kept, Outcome

VARIANTS = 20


class KeptReport(Kept):
    """A report, and the state of the exercise that it is about."""

    state: str
    report: ExerciseReport


class KeptOutcome(Kept):
    """What one submission got on one variant, and the key of everything that this depends on."""

    key: str
    outcome: Outcome


class Proofs(Kept):
    """All that is kept of one exercise.

    Parameters
    ----------
    format : int
        Version of this file's format.
    reports : dict
        By number of variants.
    outcomes : dict
        By submission and variant.
    """

    format: Literal[1] = 1
    reports: dict[str, KeptReport] = Field(default_factory=dict)
    outcomes: dict[str, KeptOutcome] = Field(default_factory=dict)


def read_proofs(cache: Cache, exercise: str) -> Proofs:
    """Return what is kept of an exercise; nothing where it is unreadable or of another format."""
    try:
        return Proofs.model_validate(cache.read(f"verify/{exercise}") or {})
    except ValidationError:
        return Proofs()


def write_proofs(cache: Cache, exercise: str, proofs: Proofs) -> None:
    """Keep what is known of an exercise."""
    cache.write(f"verify/{exercise}", proofs.model_dump(mode="json"))


def state_of(repository: Repository, folder: Path, exercise: Exercise) -> str:
    """Return a key for everything that the verification of an exercise depends on, but the number of variants.

    Parameters
    ----------
    repository : Repository
    folder : Path
        Of the exercise.
    exercise : Exercise
    """
    parts = [folder_digest(folder), _generator(repository, exercise.dataset)]
    for earlier in _earlier_folders(folder, exercise):
        parts.append(folder_digest(earlier))
        with suppress(FaultsError):
            parts.append(_generator(repository, read_toml(earlier / "exercise.toml", Exercise).dataset))
    return digest_of(*parts, grader_digest(), libraries_digest())


def _generator(repository: Repository, dataset: str) -> str:
    try:
        return generator_version(repository.root, dataset)
    except AtelierError:
        return ""


def _earlier_folders(folder: Path, exercise: Exercise) -> list[Path]:
    """Return the folders of the notebooks before this one, if it reads what any of them hands in."""
    if not any(criterion.earlier_answers for criterion in exercise.criteria):
        return []
    return sorted(path.parent for path in folder.parent.glob("*/exercise.toml") if path.parent.name < folder.name)


def kept_report(proofs: Proofs, state: str, variants: int) -> ExerciseReport | None:
    """Return the report of a verification of that very state on so many variants, if there was one."""
    kept = proofs.reports.get(str(variants))
    return kept.report if kept is not None and kept.state == state else None


def is_proved(repository: Repository, folder: Path, exercise: Exercise, cache: Cache) -> bool:
    """Return whether an exercise, as it is now, passed a verification on the full number of variants."""
    report = kept_report(read_proofs(cache, folder.name), state_of(repository, folder, exercise), VARIANTS)
    return report is not None and report.ok
