"""Everything that is wrong with an exercise: its folder, its bank of submissions, its graders against junk."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from autograders.assignments import ExercisePackage, Repository, Variant, read_bank, reference_notebook
from autograders.candidate.errors import Fault, FaultsError

from .bench import Bench, EarlierSeries
from .cache import FOLDER, Cache
from .earlier import earlier_series
from .expectations import grader_faults, misconception_faults, submission_faults
from .practice import practice_variants
from .progress import Progress, silent
from .proofs import VARIANTS, KeptOutcome, KeptReport, Proofs, kept_report, read_proofs, state_of, write_proofs
from .reports import ExerciseReport, Outcome
from .trials import Trial, run_trials, slot_of, submission_of, trials_of, without_figures
from .unfinished import unfinished_faults


def verify(
    repository: Repository,
    references: Sequence[str],
    *,
    variants: int = VARIANTS,
    cache: Cache | None = None,
    progress: Progress = silent,
) -> tuple[ExerciseReport, ...]:
    """Return a report on each exercise that is named.

    Parameters
    ----------
    repository : Repository
    references : sequence of str
        Exercises or activities, by code or folder; empty for all exercises.
    variants : int
        On how many variants accepted submissions must get full marks.
    cache : Cache, optional
        Where results are kept; ``.atelier/`` of the repository by default.
    progress : Progress

    Raises
    ------
    AtelierError
        If a reference fits nothing, or the machine cannot run submissions.
    """
    cache = cache or Cache(repository.root / FOLDER)
    folders = exercise_folders(repository, references)
    return tuple(
        verify_exercise(repository, folder, variants=variants, cache=cache, progress=progress) for folder in folders
    )


def exercise_folders(repository: Repository, references: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of the exercises that are meant, each once, sorted.

    Parameters
    ----------
    repository : Repository
    references : sequence of str
        Exercises or activities, by code or folder; empty for all exercises.

    Raises
    ------
    AtelierError
        If one fits nothing.
    """
    if not references:
        return repository.exercise_folders()
    found: set[Path] = set()
    for reference in references:
        # Codes and folders of activities begin with an A, those of competencies with a C.
        if Path(reference).name[:1] in ("A", "a"):
            activity = repository.activity_folder(reference)
            found |= {folder for folder in repository.exercise_folders() if folder.parent == activity}
        else:
            found.add(repository.exercise_folder(reference))
    return tuple(sorted(found))


def verify_exercise(
    repository: Repository, folder: Path, *, variants: int, cache: Cache, progress: Progress = silent
) -> ExerciseReport:
    """Return everything that is wrong with an exercise.

    Its folder comes first; where nothing is wrong with that, all submissions of its bank are graded in the confined
    runner, and its graders are tried with junk. What was found before and still holds is taken over.

    Parameters
    ----------
    repository : Repository
    folder : Path
        Of the exercise.
    variants : int
        On how many variants accepted submissions must get full marks.
    cache : Cache
        Where results are kept.
    progress : Progress
    """
    around = tuple(_activity_faults(repository, folder.parent))
    try:
        package = repository.load_exercise(folder)
    except FaultsError as error:
        faults = dict.fromkeys((*error.faults, *unfinished_faults(folder), *around))
        return ExerciseReport(exercise=folder.name, variants=0, submissions=0, faults=tuple(faults))
    unfinished = tuple(unfinished_faults(folder))
    if unfinished:
        return ExerciseReport(exercise=folder.name, variants=0, submissions=0, faults=(*unfinished, *around))
    report = _proved(repository, package, variants, cache, progress)
    return replace(report, faults=(*report.faults, *around))


def _proved(
    repository: Repository, package: ExercisePackage, variants: int, cache: Cache, progress: Progress
) -> ExerciseReport:
    state = state_of(repository, package.folder, package.exercise)
    proofs = read_proofs(cache, package.name)
    former = kept_report(proofs, state, variants)
    if former is not None:
        return former
    try:
        made = practice_variants(repository, package.exercise.dataset, variants, cache, progress)
        earlier = earlier_series(repository, package, variants, cache, progress)
    except FaultsError as error:
        return ExerciseReport(exercise=package.name, variants=0, submissions=0, faults=error.faults)
    report, proofs = _tried(package, made, earlier, proofs, cache, progress)
    reports = proofs.reports | {str(variants): KeptReport(state=state, report=report)}
    write_proofs(cache, package.name, proofs.model_copy(update={"reports": reports}))
    return report


def _tried(
    package: ExercisePackage,
    variants: Sequence[Variant],
    earlier: EarlierSeries,
    proofs: Proofs,
    cache: Cache,
    progress: Progress,
) -> tuple[ExerciseReport, Proofs]:
    bank = read_bank(package)
    trials = trials_of(package, bank, variants)
    with Bench(package, earlier) as bench:
        # Before the bench, also when interrupted: a session is not to be ended under the thread that reads it.
        with closing(run_trials(package, trials, proofs.outcomes, bench.grade, earlier)) as run:
            proofs = _with_outcomes(package, trials, proofs, run, cache, progress)
        junk = bench.junk_faults(reference_notebook(without_figures(package)), variants[0])
    faults: list[Fault] = []
    outcomes: dict[str, list[Outcome]] = {}
    for trial in trials:
        got = {variant.number: proofs.outcomes[slot_of(trial, variant)].outcome for variant in trial.variants}
        faults += submission_faults(trial.where, trial.expected, got)
        outcomes[trial.where] = list(got.values())
    faults += grader_faults(outcomes)
    faults += misconception_faults(package.exercise, [item for series in outcomes.values() for item in series])
    report = ExerciseReport(
        exercise=package.name, variants=len(variants), submissions=len(bank), faults=(*faults, *junk)
    )
    return report, proofs


def _with_outcomes(
    package: ExercisePackage,
    trials: Sequence[Trial],
    proofs: Proofs,
    run: Iterator[tuple[str, KeptOutcome]],
    cache: Cache,
    progress: Progress,
) -> Proofs:
    total = sum(len(trial.variants) for trial in trials)
    present = {trial.where for trial in trials}
    outcomes = {slot: kept for slot, kept in proofs.outcomes.items() if submission_of(slot) in present}
    progress(package.name, 0, total)
    try:
        for done, (slot, kept) in enumerate(run, start=1):
            outcomes[slot] = kept
            progress(package.name, done, total)
    finally:
        # Also when interrupted: what was graded need not be graded again.
        proofs = proofs.model_copy(update={"outcomes": outcomes})
        write_proofs(cache, package.name, proofs)
    return proofs


def _activity_faults(repository: Repository, folder: Path) -> Iterator[Fault]:
    try:
        repository.load_activity(folder)
    except FaultsError as error:
        # Those of its exercises are reported with each of them.
        yield from (replace(fault, where=f"../{fault.where}") for fault in error.faults if "/" not in fault.where)
