"""What must hold between ``exercise.toml``, its folder, the referential and the machine."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from autograders.candidate.errors import AtelierError, Fault, FaultsError
from autograders.candidate.inspections import INSPECTIONS
from autograders.model.exercise import Exercise
from autograders.model.referential import Referential, floor_faults

from .datasets import load_dataset

WHERE = "exercise.toml"
_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
# All of the package that a sandbox can see.
_VISIBLE = ("autograders.candidate",)


def folder_prefix(code: str) -> str:
    """Return what the name of a folder begins with, for a code of the referential.

    Examples
    --------
    >>> folder_prefix("C2.1.2")
    'c2_1_2_'
    """
    return code.lower().replace(".", "_") + "_"


def exercise_faults(exercise: Exercise, name: str, root: Path, referential: Referential) -> list[Fault]:
    """Return what is wrong with an exercise as its TOML file describes it.

    Parameters
    ----------
    exercise : Exercise
    name : str
        Of its folder.
    root : Path
        Of the repository.
    referential : Referential
    """
    return [
        *_name_faults(exercise, name),
        *_duplicate_faults(exercise),
        *_reading_faults(exercise),
        *_completeness_faults(exercise, referential),
        *floor_faults(referential, exercise.criteria, WHERE),
        *_dataset_faults(exercise, root),
        *_library_faults(exercise),
        *_pattern_faults(exercise),
    ]


def _completeness_faults(exercise: Exercise, referential: Referential) -> Iterator[Fault]:
    if exercise.competency not in {competency.code for competency in referential.competencies}:
        message = f"'{exercise.competency}' is no competency of the referential."
        yield Fault(WHERE, "competency", message, "Use a code of course/referential.toml.")
        return
    expected = [criterion.id for criterion in referential.criteria_of(exercise.competency)]
    stated = [criterion.id for criterion in exercise.criteria]
    known = {criterion.id for criterion in referential.criteria}
    for identifier in expected:
        if identifier not in stated:
            message = f"'{identifier}' of {exercise.competency} is missing."
            yield Fault(WHERE, "criteria", message, f'Add [[criteria]] with id = "{identifier}".')
    for index, identifier in enumerate(stated):
        if identifier in known and identifier not in expected:
            message = f"'{identifier}' is no criterion of {exercise.competency}."
            yield Fault(WHERE, f"criteria[{index}].id", message, f"Use one of {', '.join(expected)}.")


def _name_faults(exercise: Exercise, name: str) -> Iterator[Fault]:
    prefix = folder_prefix(exercise.competency)
    if not name.startswith(prefix) or name == prefix:
        message = f"the folder is called '{name}', for competency {exercise.competency} '{prefix}…' is expected."
        yield Fault(WHERE, "competency", message, "Rename the folder, or correct the competency.")


def _duplicate_faults(exercise: Exercise) -> Iterator[Fault]:
    named: list[tuple[str, Iterable[str]]] = [
        ("answers", (declaration.name for declaration in exercise.answers)),
        ("criteria", (criterion.id for criterion in exercise.criteria)),
        ("figures", (figure.id for figure in exercise.figures)),
    ]
    named += [
        (f"criteria[{index}].misconceptions", (misconception.id for misconception in criterion.misconceptions))
        for index, criterion in enumerate(exercise.criteria)
    ]
    for key, identifiers in named:
        for identifier, count in Counter(identifiers).items():
            if count > 1:
                yield Fault(WHERE, key, f"'{identifier}' stands there {count} times.", "Keep one.")


def _reading_faults(exercise: Exercise) -> Iterator[Fault]:
    declared = {declaration.name for declaration in exercise.answers}
    read: set[str] = set()
    for index, criterion in enumerate(exercise.criteria):
        read |= set(criterion.own_answers)
        for name in criterion.own_answers:
            if name not in declared:
                key = f"criteria[{index}].answers"
                yield Fault(WHERE, key, f"'{name}' is not declared.", "Add it to [[answers]], or correct its name.")
    for index, declaration in enumerate(exercise.answers):
        if declaration.inspection and declaration.inspection not in INSPECTIONS:
            message = f"no inspection is called '{declaration.inspection}'."
            yield Fault(WHERE, f"answers[{index}].inspection", message, f"Use one of {', '.join(INSPECTIONS)}.")
        if declaration.name not in read:
            message = f"'{declaration.name}' is read by no criterion."
            yield Fault(WHERE, f"answers[{index}]", message, "Add it to the answers of a criterion, or remove it.")


def _dataset_faults(exercise: Exercise, root: Path) -> Iterator[Fault]:
    try:
        load_dataset(root, exercise.dataset)
    except FaultsError as error:
        yield from error.faults
    except AtelierError as error:
        yield Fault(WHERE, "dataset", str(error), "")
    else:
        if not (root / "datasets" / exercise.dataset / "generate.py").is_file():
            yield Fault(f"datasets/{exercise.dataset}/generate.py", "", "missing.", "Create it.")


def _library_faults(exercise: Exercise) -> Iterator[Fault]:
    for index, library in enumerate(exercise.libraries):
        key = f"libraries[{index}]"
        if not _MODULE.fullmatch(library):
            yield Fault(
                WHERE, key, f"'{library}' is no module name.", "Write it as in an import, such as 'scipy.spatial'."
            )
        elif library.split(".")[0] == "autograders":
            if not library.startswith(_VISIBLE):
                message = f"a notebook cannot import '{library}'."
                yield Fault(WHERE, key, message, f"Keep to {', '.join(_VISIBLE)} and installed libraries.")
        elif importlib.util.find_spec(library.split(".")[0]) is None:
            yield Fault(WHERE, key, f"'{library}' is not installed.", "Add it to pyproject.toml, or correct its name.")


def _pattern_faults(exercise: Exercise) -> Iterator[Fault]:
    for index, pattern in enumerate(exercise.files):
        path = PurePosixPath(pattern)
        if not pattern or path.is_absolute() or ".." in path.parts:
            message = f"'{pattern}' does not stay inside the data set."
            yield Fault(WHERE, f"files[{index}]", message, "Write it relative to the data set's public folder.")


def activity_name_faults(code: str, name: str, exercises: Sequence[str], folder: Path) -> Iterator[Fault]:
    """Yield what is wrong between ``activity.toml`` and the folders around it.

    Parameters
    ----------
    code : str
        Of the activity.
    name : str
        Of its folder.
    exercises : sequence of str
        As ``activity.toml`` lists them.
    folder : Path
        Of the activity.
    """
    where = "activity.toml"
    prefix = folder_prefix(code)
    if not name.startswith(prefix) or name == prefix:
        message = f"the folder is called '{name}', for activity {code} '{prefix}…' is expected."
        yield Fault(where, "code", message, "Rename the folder, or correct the code.")
    present = sorted(path.parent.name for path in folder.glob("*/exercise.toml"))
    for exercise in exercises:
        if exercise not in present:
            message = f"'{exercise}' is no folder with an exercise.toml."
            yield Fault(where, "exercises", message, "Create it, or remove it from the list.")
    for exercise in present:
        if exercise not in exercises:
            yield Fault(where, "exercises", f"'{exercise}' lies there, but is not listed.", "Add it, or move it away.")
    for exercise, count in Counter(exercises).items():
        if count > 1:
            yield Fault(where, "exercises", f"'{exercise}' is listed {count} times.", "Keep one.")
