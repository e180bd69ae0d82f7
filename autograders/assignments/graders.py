"""The trusted half of an exercise: what its ``grading.py``, with the modules beside it, defines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TypeAlias

import autograders
from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.errors import Fault, FaultsError
from autograders.model.answers import Answers, Argument
from autograders.model.case import JudgedCase
from autograders.model.exercise import Exercise, Grading
from autograders.model.verdict import Check

from .files import digest_of
from .modules import load_module

WHERE = "grading.py"
NOTEBOOK = "notebook.py"
_FLOORS_OF_A_GRADER = ("model", "domain", "criteria")

Judge: TypeAlias = Callable[[Answers, JudgedCase], Sequence[Check]]
Call: TypeAlias = tuple[Argument, ...]
Probes: TypeAlias = Callable[[JudgedCase], Mapping[str, Sequence[Call]]]


@dataclass(frozen=True)
class Graders:
    """The judges of an exercise by criterion, and the calls with which its functions are probed."""

    judges: Mapping[str, Judge]
    probes: Probes


def no_probes(case: JudgedCase) -> Mapping[str, Sequence[Call]]:
    """Return no calls: the exercise asks for no function."""
    return {}


def load_graders(folder: Path, exercise: Exercise) -> tuple[Graders, list[Fault]]:
    """Return what ``grading.py`` defines, and what is wrong with it.

    Parameters
    ----------
    folder : Path
        Of the exercise.
    exercise : Exercise
    """
    try:
        module = load_module(folder / WHERE, WHERE)
    except FaultsError as error:
        return Graders({}, no_probes), list(error.faults)
    judges = getattr(module, "JUDGES", None)
    if not isinstance(judges, Mapping):
        repair = "Define JUDGES, a dictionary from criterion to judge."
        return Graders({}, no_probes), [Fault(WHERE, "JUDGES", "is not a dictionary.", repair)]
    faults = [*_judge_faults(judges, exercise), *_probe_faults(module, exercise)]
    return Graders(MappingProxyType(dict(judges)), getattr(module, "probes", no_probes)), faults


def grader_version(folder: Path, earlier: Iterable[AnswerDeclaration] = ()) -> str:
    """Return the SHA-256 of everything that decides an exercise's verdicts.

    That is its ``exercise.toml``, its ``grading.py`` with the modules beside it, the declarations of the answers that
    it reads from earlier notebooks, and the floors of the package that a grader may use.

    Parameters
    ----------
    folder : Path
        Of the exercise.
    earlier : iterable of AnswerDeclaration

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    package = Path(autograders.__file__).parent
    sources = [path for floor in _FLOORS_OF_A_GRADER for path in sorted((package / floor).rglob("*.py"))]
    named = [(path.relative_to(package).as_posix(), path) for path in sources]
    own = sorted(path for path in folder.glob("*.py") if path.name != NOTEBOOK)
    named += [(path.name, path) for path in (*own, folder / "exercise.toml")]
    contents = [(name, path.read_bytes()) for name, path in named]
    contents += [(item.name, item.model_dump_json().encode()) for item in earlier]
    return digest_of(contents)


def _judge_faults(judges: Mapping[object, object], exercise: Exercise) -> Iterator[Fault]:
    judged = [criterion.id for criterion in exercise.criteria if criterion.how is not Grading.RUBRIC]
    for identifier in judged:
        if not callable(judges.get(identifier)):
            repair = "Add a function (answers, case) that returns checks."
            yield Fault(WHERE, f"JUDGES[{identifier!r}]", "no judge.", repair)
    for key in judges:
        if key not in judged:
            message = "is no auto or mixed criterion of exercise.toml."
            yield Fault(WHERE, f"JUDGES[{key!r}]", message, "Remove it, or correct its name.")


def _probe_faults(module: ModuleType, exercise: Exercise) -> Iterator[Fault]:
    tried = [declaration.name for declaration in exercise.answers if declaration.is_tried]
    probes = getattr(module, "probes", None)
    if tried and not callable(probes):
        repair = "Define probes(case), which returns a list of calls for each of them."
        yield Fault(WHERE, "probes", f"missing, although the grader has {', '.join(tried)} to try.", repair)
    elif probes is not None and not callable(probes):
        yield Fault(WHERE, "probes", "is not a function.", "Define it as probes(case).")
