"""Answers of earlier notebooks of the same case study, which a judge may read beside its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograders.candidate.declarations import AnswerDeclaration, AnswerType
from autograders.candidate.errors import Fault, FaultsError
from autograders.model.exercise import Activity, Exercise, ExerciseCriterion
from autograders.model.reading import read_toml

from .exercise_checks import WHERE, folder_prefix


@dataclass(frozen=True, kw_only=True)
class EarlierAnswer:
    """An answer that a criterion reads from an earlier notebook.

    Parameters
    ----------
    exercise : str
        Folder of the notebook that hands it in.
    dataset : str
        Data set that it was made on.
    name : str
        Its name there.
    declaration : AnswerDeclaration
        Under the name by which the judge reads it, such as ``C2.1.2.noise_a_mm``.
    """

    exercise: str
    dataset: str
    name: str
    declaration: AnswerDeclaration


def earlier_answers(
    folder: Path, exercise: Exercise, activity: Activity
) -> tuple[tuple[EarlierAnswer, ...], list[Fault]]:
    """Return the answers that an exercise reads from earlier notebooks, and what is wrong with their names.

    Earlier is what the activity lists before the exercise and nbgrader, which goes by name, grades before it.

    Parameters
    ----------
    folder : Path
        Of the exercise, beside the others.
    exercise : Exercise
    activity : Activity
    """
    listed = activity.exercises[: activity.exercises.index(folder.name)] if folder.name in activity.exercises else ()
    found: dict[str, EarlierAnswer] = {}
    faults: list[Fault] = []
    for key, name in _names(exercise.criteria):
        if name in found:
            continue
        competency, _, local = name.rpartition(".")
        prefix = folder_prefix(competency)
        other = next((item for item in listed if item.startswith(prefix) and item < folder.name), None)
        if other is None:
            message = f"'{name}': no notebook of {competency} comes before this one in the activity."
            faults.append(Fault(WHERE, key, message, "Correct the code, or the order in activity.toml."))
            continue
        try:
            source = read_toml(folder.parent / other / WHERE, Exercise)
        except FaultsError:
            faults.append(Fault(WHERE, key, f"'{name}': {other}/{WHERE} is faulty.", "Mend that exercise first."))
            continue
        declaration = next((item for item in source.answers if item.name == local), None)
        if declaration is None:
            repair = f"Use one of the answers of {other}."
            faults.append(Fault(WHERE, key, f"'{name}': {other} declares no '{local}'.", repair))
        elif declaration.type is AnswerType.FUNCTION:
            repair = "Read a value that the notebook hands in."
            faults.append(Fault(WHERE, key, f"'{name}' is a function, which ends with its notebook.", repair))
        else:
            renamed = declaration.model_copy(update={"name": name})
            found[name] = EarlierAnswer(exercise=other, dataset=source.dataset, name=local, declaration=renamed)
    return tuple(found.values()), faults


def _names(criteria: tuple[ExerciseCriterion, ...]) -> Iterator[tuple[str, str]]:
    for index, criterion in enumerate(criteria):
        for name in criterion.earlier_answers:
            yield f"criteria[{index}].answers", name
