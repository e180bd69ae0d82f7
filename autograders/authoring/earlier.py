"""What the worked solutions of earlier notebooks hand in, for the verification of an exercise that reads it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from autograders.assignments import ExercisePackage, Repository, reference_notebook
from autograders.grading.earlier import EarlierNotebook, notebook_of

from .bench import Bench
from .cache import Cache
from .practice import practice_variants
from .progress import Progress, silent
from .trials import AT_ONCE, without_figures


def earlier_series(
    repository: Repository, package: ExercisePackage, count: int, cache: Cache, progress: Progress = silent
) -> dict[int, tuple[EarlierNotebook, ...]]:
    """Return, by number of the variant, what the earlier notebooks hand in that an exercise reads.

    Parameters
    ----------
    repository : Repository
    package : ExercisePackage
    count : int
        Of variants, numbered from 1.
    cache : Cache
        Where variants are kept.
    progress : Progress

    Raises
    ------
    FaultsError
        If an earlier exercise, or its generator, is faulty.
    """
    series: dict[int, tuple[EarlierNotebook, ...]] = dict.fromkeys(range(1, count + 1), ())
    for name in dict.fromkeys(item.exercise for item in package.earlier):
        source = repository.load_exercise(package.folder.parent / name)
        variants = practice_variants(repository, source.exercise.dataset, count, cache, progress)
        solved = reference_notebook(without_figures(source))
        before = earlier_series(repository, source, count, cache, progress)
        with Bench(source, before) as bench, ThreadPoolExecutor(AT_ONCE) as pool:
            handed_in = pool.map(partial(bench.answers, solved), variants)
            for variant, answers in zip(variants, handed_in, strict=True):
                digest = variant.digests[source.exercise.dataset]
                series[variant.number] += (notebook_of(name, digest, answers),)
    return series
