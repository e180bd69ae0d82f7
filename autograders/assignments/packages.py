"""Exercise and activity packages: one folder each, loaded with every fault that is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from autograders.candidate.errors import Fault, FaultsError
from autograders.model.exercise import Activity, Exercise
from autograders.model.reading import read_toml
from autograders.model.referential import Referential

from .bank import BankSubmission, read_submissions
from .earlier import EarlierAnswer, earlier_answers
from .exercise_checks import activity_name_faults, exercise_faults
from .graders import Judge, Probes, grader_version, load_graders
from .notebook_checks import notebook_faults, syntax_faults
from .percent import NOTEBOOK_ROLES, SourceCell, read_percent

Model = TypeVar("Model", Activity, Exercise)
BRIEF_FILE = "brief.md"


@dataclass(frozen=True, kw_only=True)
class ExercisePackage:
    """One exercise, complete and free of faults.

    Parameters
    ----------
    name : str
        Of its folder; also of its notebook.
    folder : Path
    activity_name : str
        Of the activity's folder; also nbgrader's name for the assignment.
    activity : Activity
    exercise : Exercise
    cells : tuple of SourceCell
        Of ``notebook.py``.
    judges : mapping
        From criterion to judge, for the auto and mixed ones.
    probes : callable
        The calls with which the functions among the answers are probed.
    earlier : tuple of EarlierAnswer
        What its judges read from earlier notebooks of the activity.
    version : str
        SHA-256 of everything that decides its verdicts.
    """

    name: str
    folder: Path
    activity_name: str
    activity: Activity
    exercise: Exercise
    cells: tuple[SourceCell, ...]
    judges: Mapping[str, Judge]
    probes: Probes
    earlier: tuple[EarlierAnswer, ...]
    version: str


@dataclass(frozen=True, kw_only=True)
class ActivityPackage:
    """One case study with its exercises, in order, complete and free of faults."""

    name: str
    folder: Path
    activity: Activity
    exercises: tuple[ExercisePackage, ...]

    @property
    def datasets(self) -> tuple[str, ...]:
        """The data sets of its exercises, each once, sorted."""
        return tuple(sorted({package.exercise.dataset for package in self.exercises}))


def load_exercise(folder: Path, root: Path, referential: Referential) -> ExercisePackage:
    """Return an exercise, if nothing is wrong with its folder.

    Parameters
    ----------
    folder : Path
        ``exercises/<activity>/<exercise>``.
    root : Path
        Of the repository.
    referential : Referential

    Raises
    ------
    FaultsError
        With all the faults of the folder and of its activity's ``activity.toml``, places relative to the folder.
    """
    faults: list[Fault] = []
    activity = _read(folder.parent / "activity.toml", Activity, "../activity.toml", faults)
    exercise = _read(folder / "exercise.toml", Exercise, "exercise.toml", faults)
    if exercise is None or activity is None:
        raise FaultsError(faults)
    if exercise.competency[1:].rpartition(".")[0] != activity.code[1:]:
        message = f"{exercise.competency} does not belong to activity {activity.code}."
        faults.append(Fault("exercise.toml", "competency", message, "Move the folder, or correct the code."))
    faults += exercise_faults(exercise, folder.name, root, referential)
    earlier, found = earlier_answers(folder, exercise, activity)
    faults += found
    cells, found = _read_notebook(folder, exercise)
    faults += found
    graders, found = load_graders(folder, exercise)
    faults += found
    faults += read_submissions(folder, exercise, cells)[1]
    if faults:
        raise FaultsError(faults)
    return ExercisePackage(
        name=folder.name,
        folder=folder,
        activity_name=folder.parent.name,
        activity=activity,
        exercise=exercise,
        cells=cells,
        judges=graders.judges,
        probes=graders.probes,
        earlier=earlier,
        version=grader_version(folder, [item.declaration for item in earlier]),
    )


def load_activity(folder: Path, root: Path, referential: Referential) -> ActivityPackage:
    """Return a case study, if nothing is wrong with it nor with any of its exercises.

    Parameters
    ----------
    folder : Path
        ``exercises/<activity>``.
    root : Path
        Of the repository.
    referential : Referential

    Raises
    ------
    FaultsError
        With all faults, places relative to the folder.
    """
    activity = read_toml(folder / "activity.toml", Activity)
    faults = list(activity_name_faults(activity.code, folder.name, activity.exercises, folder))
    if not (folder / BRIEF_FILE).is_file():
        faults.append(Fault(BRIEF_FILE, "", "missing.", "Write the brief of the case study, in French."))
    packages = []
    for name in activity.exercises:
        if not (folder / name / "exercise.toml").is_file():
            continue
        try:
            packages.append(load_exercise(folder / name, root, referential))
        except FaultsError as error:
            faults += [_inside(name, fault) for fault in error.faults]
    if faults:
        raise FaultsError(faults)
    return ActivityPackage(name=folder.name, folder=folder, activity=activity, exercises=tuple(packages))


def read_bank(package: ExercisePackage) -> tuple[BankSubmission, ...]:
    """Return the submission bank of an exercise.

    Raises
    ------
    FaultsError
        If it has changed since the package was loaded, and is faulty now.
    """
    submissions, faults = read_submissions(package.folder, package.exercise, package.cells)
    if faults:
        raise FaultsError(faults)
    return submissions


def _read(path: Path, model: type[Model], where: str, faults: list[Fault]) -> Model | None:
    try:
        return read_toml(path, model, where=where)
    except FaultsError as error:
        faults += error.faults
        return None


def _read_notebook(folder: Path, exercise: Exercise) -> tuple[tuple[SourceCell, ...], list[Fault]]:
    where = "notebook.py"
    try:
        text = (folder / where).read_text(encoding="utf-8")
    except OSError as error:
        return (), [Fault(where, "", f"cannot be read ({error.strerror}).", "Create it.")]
    except UnicodeDecodeError:
        return (), [Fault(where, "", "is not UTF-8 text.", "Save it as UTF-8.")]
    faults = syntax_faults(text)
    if faults:
        return (), faults
    cells, faults = read_percent(text, where, NOTEBOOK_ROLES)
    return cells, faults + notebook_faults(cells, exercise, folder.name)


def _inside(name: str, fault: Fault) -> Fault:
    if fault.where.startswith("datasets/"):
        return fault
    where = "activity.toml" if fault.where == "../activity.toml" else f"{name}/{fault.where}"
    return replace(fault, where=where)
