"""The proof that the tests ask for: everything on one variant, and on others what that one cannot show.

Some misconceptions need data that few variants have. Only the wrong submissions that may provoke one are graded on
further variants, and only until one of them does; ``atelier verify`` is the full proof.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from autograders.assignments import BankSubmission, ExercisePackage, Repository, Variant, read_bank
from autograders.candidate.errors import Fault

from .bench import Bench, EarlierSeries
from .cache import Cache
from .earlier import earlier_series
from .expectations import grader_faults, misconception_faults, provoked_by, submission_faults
from .practice import practice_variants
from .proofs import read_proofs
from .reports import ExerciseReport, Outcome
from .trials import OTHERS_ON, run_trials, trials_of
from .verify import verify_exercise

_LOSING = ("wrong", "partial")


def verify_sparingly(repository: Repository, folder: Path, *, cache: Cache) -> ExerciseReport:
    """Return what is wrong with an exercise on the first variant, and the misconceptions that the next ones lack too.

    Parameters
    ----------
    repository : Repository
    folder : Path
        Of the exercise.
    cache : Cache
        Where results are kept.
    """
    report = verify_exercise(repository, folder, variants=1, cache=cache)
    if not report.submissions:
        return report
    package = repository.load_exercise(folder)
    proofs = read_proofs(cache, package.name)
    outcomes = [kept.outcome for slot, kept in proofs.outcomes.items() if slot.endswith(" @ 1")]
    lacking = list(misconception_faults(package.exercise, outcomes))
    faults = [fault for fault in report.faults if fault not in lacking]
    number = 1
    while lacking and number < OTHERS_ON:
        number += 1
        variant = practice_variants(repository, package.exercise.dataset, number, cache)[-1]
        earlier = earlier_series(repository, package, number, cache)
        found, more = _provoked(package, variant, earlier, outcomes)
        faults += found
        outcomes += more
        lacking = list(misconception_faults(package.exercise, outcomes))
    return replace(report, variants=number, faults=(*faults, *lacking))


def likely_provokers(
    package: ExercisePackage, bank: Sequence[BankSubmission], outcomes: Sequence[Outcome]
) -> tuple[BankSubmission, ...]:
    """Return the submissions that may provoke what no outcome bears.

    Those are the ones that say so (``sometimes``); where none does, all that lose points of the criterion.

    Parameters
    ----------
    package : ExercisePackage
    bank : sequence of BankSubmission
    outcomes : sequence of Outcome
    """
    losing = [item for item in bank if item.kind in _LOSING]
    chosen: set[str] = set()
    for criterion, name in _missing(package, outcomes):
        able = [item for item in losing if criterion in item.expected]
        telling = [item for item in able if name in item.expected[criterion].sometimes]
        chosen |= {item.where for item in telling or able}
    return tuple(item for item in losing if item.where in chosen)


def _provoked(
    package: ExercisePackage, variant: Variant, earlier: EarlierSeries, outcomes: Sequence[Outcome]
) -> tuple[list[Fault], list[Outcome]]:
    """Return what is wrong on a further variant, and what its submissions got until nothing was missing."""
    likely = {item.where for item in likely_provokers(package, read_bank(package), outcomes)}
    chosen = [trial for trial in trials_of(package, read_bank(package), [variant]) if trial.where in likely]
    faults: list[Fault] = []
    got: dict[str, list[Outcome]] = {}
    with Bench(package, earlier) as bench, closing(run_trials(package, chosen, {}, bench.grade, earlier)) as run:
        for trial, (_, kept) in zip(chosen, run, strict=True):
            faults += submission_faults(trial.where, trial.expected, {variant.number: kept.outcome})
            got[trial.where] = [kept.outcome]
            if not _missing(package, [*outcomes, *(item for series in got.values() for item in series)]):
                break
    return [*faults, *grader_faults(got)], [item for series in got.values() for item in series]


def _missing(package: ExercisePackage, outcomes: Sequence[Outcome]) -> set[tuple[str, str]]:
    declared = {(item.id, mistake.id) for item in package.exercise.criteria for mistake in item.misconceptions}
    return declared - provoked_by(outcomes)
