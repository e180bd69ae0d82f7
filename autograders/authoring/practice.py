"""Variants to practise and to verify on: any number of them, from public seeds, kept by content."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from autograders.assignments import Repository, Variant, make_variant, practice_seed, read_variant
from autograders.assignments.datasets import generator_version
from autograders.candidate.errors import AtelierError

from .cache import Cache, digest_of, libraries_digest
from .progress import Progress, silent

# Longer than any verification lasts.
KEPT_SECONDS = 6 * 3600


def practice_variants(
    repository: Repository, dataset: str, count: int, cache: Cache, progress: Progress = silent
) -> tuple[Variant, ...]:
    """Return the first variants of a data set's practice series, making those that are not kept.

    Parameters
    ----------
    repository : Repository
    dataset : str
        Its slug.
    count : int
        They are numbered from 1.
    cache : Cache
        Where they are kept; those of a former generator are removed some hours after they were last used.
    progress : Progress

    Raises
    ------
    FaultsError
        If the generator is faulty.
    """
    version = digest_of(generator_version(repository.root, dataset), libraries_digest())
    series = cache.folder / "variants" / f"{dataset}-{version[:16]}"
    _remove_former(series, dataset)
    folders = [series / f"v{number}" for number in range(1, count + 1)]
    # Another process may be making the same: its work is waited for, not done twice.
    with Cache(series).alone():
        missing = [number for number, folder in enumerate(folders, start=1) if not _is_complete(folder)]
        if missing:
            _make(repository, dataset, missing, series, progress)
    return tuple(read_variant(folder) for folder in folders)


def _make(repository: Repository, dataset: str, numbers: Sequence[int], series: Path, progress: Progress) -> None:
    progress("variants", 0, len(numbers))
    # Not forked from here: generators use threaded libraries that this process, which forks and grades, never loads.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    workers = min(len(numbers), os.cpu_count() or 1)
    try:
        # An interruption from the keyboard reaches them too: it is for this process to report.
        with ProcessPoolExecutor(workers, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
            made = pool.map(partial(_make_one, repository, dataset, series), numbers)
            try:
                for done, _ in enumerate(made, start=1):
                    progress("variants", done, len(numbers))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    except BrokenProcessPool:
        raise AtelierError(
            f"datasets/{dataset}/generate.py: the process that ran it was killed, most likely for lack of memory. "
            "Close other programs and run the command again."
        ) from None


def _make_one(repository: Repository, dataset: str, series: Path, number: int) -> None:
    target = series / f"v{number}"
    with Cache(series).folder_in_the_making(target) as folder:
        make_variant(repository, [dataset], practice_seed(f"{dataset} {number}"), number, folder)


def _is_complete(folder: Path) -> bool:
    try:
        read_variant(folder)
    except AtelierError:
        return False
    return True


def _remove_former(series: Path, dataset: str) -> None:
    """Remove the series of former generators, except those that another process may be working on."""
    series.mkdir(parents=True, exist_ok=True)
    os.utime(series)
    for folder in series.parent.glob(f"{dataset}-*"):
        if folder.stat().st_mtime < series.stat().st_mtime - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
