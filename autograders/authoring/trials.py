"""Each submission of the bank on some variants, in the confined runner, two or more at a time."""

import json
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import nbformat
from nbformat import NotebookNode

from autograders.assignments import (
    BankSubmission,
    ExercisePackage,
    Expectation,
    Variant,
    apply_submission,
    reference_notebook,
    release_notebook,
)
from autograders.sandbox import Limits

from .bench import CRASH_LIMITS, LIMITS, NOTHING_EARLIER, EarlierSeries
from .cache import digest_of, folder_digest, grader_digest, libraries_digest
from .expectations import FULL_MARKS, NO_MARKS, automatic_criteria, expectations_of
from .proofs import KeptOutcome
from .reports import Outcome

STUB = "the empty stub"
REFERENCE = "notebook.py"
OTHERS_ON = 3
# Each submission may take some gigabytes of memory.
AT_ONCE = min(os.cpu_count() or 1, 8)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One submission and what it must get.

    Parameters
    ----------
    where : str
        The submission's file, or what else to call it.
    notebook : NotebookNode
    expected : mapping
        By criterion; complete.
    variants : tuple of Variant
        On which it is graded.
    limits : Limits
        Of each run.
    """

    where: str
    notebook: NotebookNode
    expected: Mapping[str, Expectation]
    variants: tuple[Variant, ...]
    limits: Limits = LIMITS


def trials_of(
    package: ExercisePackage, bank: Sequence[BankSubmission], variants: Sequence[Variant]
) -> tuple[Trial, ...]:
    """Return the trials of an exercise: the stub, the reference solution, the bank.

    What must get full marks is tried on all variants; what crashes on the first, where it shows all that it can; the
    rest on the first three. Figures are drawn by the reference alone: a submission must get its points without them,
    and drawing takes longer than all the rest.

    Parameters
    ----------
    package : ExercisePackage
    bank : sequence of BankSubmission
    variants : sequence of Variant
    """
    few, every = tuple(variants[:OTHERS_ON]), tuple(variants)
    chosen = {"accepted": every, "crash": few[:1]}
    undrawn = without_figures(package)
    criteria = automatic_criteria(package.exercise)
    return (
        Trial(
            where=STUB,
            notebook=release_notebook(package),
            expected=dict.fromkeys(criteria, NO_MARKS),
            variants=few,
        ),
        Trial(
            where=REFERENCE,
            notebook=reference_notebook(package),
            expected=dict.fromkeys(criteria, FULL_MARKS),
            variants=every,
        ),
        *[
            Trial(
                where=submission.where,
                notebook=apply_submission(undrawn, submission),
                expected=expectations_of(submission, package.exercise),
                variants=chosen.get(submission.kind, few),
                limits=CRASH_LIMITS if submission.kind == "crash" else LIMITS,
            )
            for submission in bank
        ],
    )


Grade = Callable[[NotebookNode, Variant, Limits], Outcome]


def run_trials(
    package: ExercisePackage,
    trials: Sequence[Trial],
    kept: Mapping[str, KeptOutcome],
    grade: Grade,
    earlier: EarlierSeries = NOTHING_EARLIER,
) -> Generator[tuple[str, KeptOutcome], None, None]:
    """Yield what each submission gets on each of its variants, as soon as it is known.

    Parameters
    ----------
    package : ExercisePackage
    trials : sequence of Trial
    kept : mapping
        Former outcomes by slot; one with the same key is taken over instead of graded again, unless it failed.
    grade : callable
        Grades a notebook on a variant within limits; called from several threads.
    earlier : mapping
        By number of the variant, what earlier notebooks handed in.

    Yields
    ------
    tuple of (str, KeptOutcome)
        The slot, as ``slot_of`` names it, and the outcome.
    """
    tasks = [(trial, variant) for trial in trials for variant in trial.variants]

    def run(task: tuple[Trial, Variant]) -> tuple[str, KeptOutcome]:
        trial, variant = task
        slot, key = slot_of(trial, variant), key_of(package, trial.notebook, variant, earlier)
        former = kept.get(slot)
        if former is not None and former.key == key and not former.outcome.failure:
            return slot, former
        return slot, KeptOutcome(key=key, outcome=grade(trial.notebook, variant, trial.limits))

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        try:
            yield from pool.map(run, tasks)
        except BaseException:
            # Interrupted, or nobody wants the rest: what has not begun is not begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def without_figures(package: ExercisePackage) -> ExercisePackage:
    """Return the package with nothing in the cells that draw."""
    cells = [replace(cell, source="") if cell.figure else cell for cell in package.cells]
    return replace(package, cells=tuple(cells))


def slot_of(trial: Trial, variant: Variant) -> str:
    """Return the name under which the outcome of a submission on a variant is kept."""
    return f"{trial.where} @ {variant.number}"


def submission_of(slot: str) -> str:
    """Return what ``slot_of`` put before the variant.

    Examples
    --------
    >>> submission_of("submissions/wrong/median.py @ 3")
    'submissions/wrong/median.py'
    """
    return slot.rpartition(" @ ")[0]


def key_of(package: ExercisePackage, notebook: NotebookNode, variant: Variant, earlier: EarlierSeries) -> str:
    """Return a key for everything that the outcome of a notebook on a variant depends on.

    Parameters
    ----------
    package : ExercisePackage
    notebook : NotebookNode
    variant : Variant
    earlier : mapping
        By number of the variant, what earlier notebooks handed in.
    """
    digests = [f"{dataset} {digest}" for dataset, digest in sorted(variant.digests.items())]
    # Their digests are those of the public files alone.
    digests.append(folder_digest(variant.truth))
    digests += [
        json.dumps([item.exercise, item.variant, dict(item.answers)]) for item in earlier.get(variant.number, ())
    ]
    return digest_of(package.version, nbformat.writes(notebook), *digests, grader_digest(), libraries_digest())
