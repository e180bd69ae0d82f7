"""The variants that a candidate practises on: kept whole with their truth, their public part copied to the folder.

A variant is kept in ``data_folder()/variants/<activity>/v<N>/``. The practice folder's ``<activity>/data/`` is a copy
of the public part of one of them, the current one; the digests in its ``case.json`` files tell which. A variant stays
as it was made, even when its generator changes meanwhile: a candidate ends on the data on which he or she began.

Convention of ours: the seed of variant N of an activity is ``practice_seed("<activity> N")``, so that two candidates,
or one after a new installation, meet the same variants in the same order and can talk about them. A variant that was
made for a mock exam takes its number in that order; it serves that exam alone.
"""

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from autograders.assignments.files import copy_folder, replacing
from autograders.assignments.variants import CASE_FILE, Variant, is_current, make_variant, practice_seed, read_variant
from autograders.candidate.cases import PublicCase
from autograders.candidate.errors import AtelierError
from autograders.candidate.handed_in import FOLDER as HANDED_IN
from autograders.lab.catalogue import practice_repository, read_case_study
from autograders.lab.progress import data_folder

from .errors import PracticeError
from .preparing import DATA

EXAM_MARK = "examen"


def ensure_variant(activity_folder: Path) -> Variant:
    """Return the current variant of a case study, after giving it its first one where it has no data yet.

    Where the data are being made by another process, it is waited for.

    Parameters
    ----------
    activity_folder : Path
        In the practice folder.

    Raises
    ------
    PracticeError
        If the data are there but are no variant that is kept, or the disk refuses.
    FaultsError
        If a generator is faulty.
    """
    with _alone(activity_folder.name):
        if (activity_folder / DATA).exists():
            return current_variant(activity_folder)
        return _put_in_place(_last_or_new(activity_folder.name), activity_folder)


def current_variant(activity_folder: Path) -> Variant:
    """Return the variant whose public part lies in a case study's ``data/``.

    Parameters
    ----------
    activity_folder : Path
        In the practice folder.

    Raises
    ------
    PracticeError
        If there are no data, or they are no variant that is kept.
    """
    digests = _digests_in(activity_folder / DATA)
    for variant in kept_variants(activity_folder.name):
        if dict(variant.digests) == digests:
            return variant
    raise PracticeError(
        f"{activity_folder / DATA} : ces données ne sont pas celles d’une variante gardée sur cet ordinateur, leur "
        "corrigé est donc inconnu. Demandez de nouvelles données avec new_variant()."
    )


def former_variants(activity_folder: Path) -> tuple[Variant, ...]:
    """Return the kept variants of a case study except the current one, the latest first."""
    try:
        current = current_variant(activity_folder).number
    except PracticeError:
        current = None
    practised = _practised_variants(activity_folder.name)
    return tuple(variant for variant in reversed(practised) if variant.number != current)


def change_variant(activity_folder: Path) -> Variant:
    """Give a case study the data of a new variant and return it; the former ones are kept.

    Parameters
    ----------
    activity_folder : Path
        In the practice folder; its ``data/`` is replaced as a whole or stays as it was.

    Raises
    ------
    PracticeError
        If the disk refuses, or a program holds a file of the present data open.
    FaultsError
        If a generator is faulty.
    """
    with _alone(activity_folder.name):
        variant = _put_in_place(_make_next(activity_folder.name), activity_folder)
    # A later notebook would take up what an earlier one found in other data.
    shutil.rmtree(activity_folder / HANDED_IN, ignore_errors=True)
    return variant


def give_exam_variant(activity_folder: Path) -> Variant:
    """Give a case study of a mock exam the data of a new variant, on which nobody practises here, and return it.

    Parameters
    ----------
    activity_folder : Path
        In the folder of the exam; bears the name of the activity's own.

    Raises
    ------
    PracticeError
        If the disk refuses.
    FaultsError
        If a generator is faulty.
    """
    with _alone(activity_folder.name):
        variant = _make_next(activity_folder.name)
        (variant.folder / EXAM_MARK).touch()
        return _put_in_place(variant, activity_folder)


def kept_variants(activity: str) -> tuple[Variant, ...]:
    """Return the variants of an activity that are kept on this machine, in order; damaged ones are left out."""
    variants = []
    for folder in _kept_folders(activity):
        with suppress(AtelierError):
            variants.append(read_variant(folder))
    return tuple(variants)


def _practised_variants(activity: str) -> tuple[Variant, ...]:
    return tuple(variant for variant in kept_variants(activity) if not (variant.folder / EXAM_MARK).exists())


def variants_folder(activity: str) -> Path:
    """Return the folder in which the variants of an activity are kept; truth lies there."""
    return data_folder() / "variants" / activity


def _kept_folders(activity: str) -> list[Path]:
    folders = [path for path in variants_folder(activity).glob("v*") if path.name[1:].isdecimal()]
    return sorted(folders, key=lambda path: int(path.name[1:]))


def _alone(activity: str) -> FileLock:
    folder = variants_folder(activity)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / ".lock")


def _last_or_new(activity: str) -> Variant:
    """Return the latest kept variant if it is what would be made today, else a new one."""
    kept = _practised_variants(activity)
    if kept:
        repository = practice_repository()
        last = kept[-1]
        datasets = read_case_study(repository, activity).datasets
        if is_current(repository, datasets, _seed(activity, last.number), last.number, last.folder):
            return last
    return _make_next(activity)


def _make_next(activity: str) -> Variant:
    repository = practice_repository()
    datasets = read_case_study(repository, activity).datasets
    folders = _kept_folders(activity)
    number = int(folders[-1].name[1:]) + 1 if folders else 1
    folder = variants_folder(activity) / f"v{number}"
    if len(datasets) == 1:
        return make_variant(repository, datasets, _seed(activity, number), number, folder)
    # Not forked: the process that asks may have threads.
    with ProcessPoolExecutor(min(len(datasets), os.cpu_count() or 1), get_context("spawn")) as pool:
        try:
            return make_variant(repository, datasets, _seed(activity, number), number, folder, pool.map)
        except BrokenProcessPool:
            raise PracticeError(
                f"{activity} : la préparation des données a été interrompue, sans doute faute de mémoire. Fermez "
                "d’autres programmes et recommencez."
            ) from None


def _seed(activity: str, number: int) -> int:
    return practice_seed(f"{activity} {number}")


def _put_in_place(variant: Variant, activity_folder: Path) -> Variant:
    data = activity_folder / DATA
    try:
        with replacing(data) as new:
            for public in sorted(variant.public.iterdir()):
                copy_folder(public, new / public.name)
    except OSError as error:
        raise PracticeError(
            f"{data} : les données n’ont pas pu être remplacées ({error.strerror or error}) ; les anciennes sont "
            "restées en place. Fermez les fichiers de données ouverts, redémarrez le noyau du carnet et recommencez."
        ) from None
    return variant


def _digests_in(data: Path) -> Mapping[str, str]:
    try:
        return {path.parent.name: _digest_in(path) for path in data.glob(f"*/{CASE_FILE}")}
    except (OSError, ValidationError):
        raise PracticeError(
            f"{data} : un fichier {CASE_FILE} est illisible ou endommagé. Demandez de nouvelles données avec "
            "new_variant()."
        ) from None


def _digest_in(path: Path) -> str:
    return PublicCase.model_validate_json(path.read_bytes()).digest
