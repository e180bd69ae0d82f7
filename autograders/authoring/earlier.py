"""What the worked solutions of earlier notebooks hand in, for the verification of an exercise that reads it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from pydantic import ValidationError

from autograders.assignments import ExercisePackage, Repository, Variant, reference_notebook
from autograders.candidate.declarations import AnswerType
from autograders.grading.earlier import EarlierNotebook, notebook_of

from .bench import Bench, EarlierSeries
from .cache import Cache
from .practice import practice_variants
from .progress import Progress, silent
from .reports import Kept
from .trials import AT_ONCE, key_of, without_figures


class KeptAnswers(Kept):
    """What a worked solution handed in on a variant, and the key of everything that this depends on."""

    key: str
    answers: dict[str, Any]


class KeptSeries(Kept):
    """What a worked solution handed in, by number of the variant."""

    variants: dict[int, KeptAnswers]


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
        Where variants are kept, and what was handed in on them.
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
        before = earlier_series(repository, source, count, cache, progress)
        answers = _answers(source, variants, before, cache)
        for variant in variants:
            digest = variant.digests[source.exercise.dataset]
            notebook = EarlierNotebook(exercise=name, variant=digest, answers=answers[variant.number])
            series[variant.number] += (notebook,)
    return series


def _answers(
    source: ExercisePackage, variants: Sequence[Variant], before: EarlierSeries, cache: Cache
) -> dict[int, dict[str, Any]]:
    """Return what a worked solution hands in, by number of the variant; it is run where that is not kept."""
    solved = reference_notebook(without_figures(source))
    keys = {variant.number: key_of(source, solved, variant, before) for variant in variants}
    document = f"earlier/{source.name}"
    # Another process may be running the same: its work is waited for, not done twice.
    with Cache(cache.folder / document).alone():
        kept = _read(cache, document)
        known = {number: kept[number].answers for number in keys if number in kept and kept[number].key == keys[number]}
        missing = [variant for variant in variants if variant.number not in known]
        if not missing:
            return known
        with Bench(source, before) as bench, ThreadPoolExecutor(AT_ONCE) as pool:
            for variant, run in zip(missing, pool.map(partial(bench.answers, solved), missing), strict=True):
                digest = variant.digests[source.exercise.dataset]
                known[variant.number] = dict(notebook_of(source.name, digest, run).answers)
        whole = {number for number, answers in known.items() if _declared(source) <= answers.keys()}
        kept |= {number: KeptAnswers(key=keys[number], answers=known[number]) for number in whole}
        cache.write(document, KeptSeries(variants=kept).model_dump(mode="json"))
    return known


def _read(cache: Cache, document: str) -> dict[int, KeptAnswers]:
    try:
        return KeptSeries.model_validate(cache.read(document)).variants
    except ValidationError:
        return {}


def _declared(source: ExercisePackage) -> set[str]:
    """Return what a whole run hands in: one that a busy machine ended early is not kept."""
    return {item.name for item in source.exercise.answers if item.type is not AnswerType.FUNCTION}
