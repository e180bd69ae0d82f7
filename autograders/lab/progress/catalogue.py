"""What can be practised: the referential with the exercises that exist, read without loading any grader."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from autograders.assignments.repository import Repository
from autograders.model.exercise import Activity, Exercise
from autograders.model.reading import read_toml
from autograders.model.referential import Referential


@dataclass(frozen=True, kw_only=True)
class AvailableExercise:
    """An exercise that can be practised.

    Parameters
    ----------
    name, activity_name : str
        Of its folder and of its activity's.
    exercise : Exercise
    """

    name: str
    activity_name: str
    exercise: Exercise


@dataclass(frozen=True)
class Catalogue:
    """What a candidate is assessed on, and what of it can be practised.

    Parameters
    ----------
    referential : Referential
    exercises : tuple of AvailableExercise
        In the order of the referential's activities, then of each case study.
    """

    referential: Referential
    exercises: tuple[AvailableExercise, ...]

    @cached_property
    def by_name(self) -> Mapping[str, AvailableExercise]:
        """The exercises by the name of their folder."""
        return {item.name: item for item in self.exercises}

    @cached_property
    def by_competency(self) -> Mapping[str, AvailableExercise]:
        """The exercises by the code of their competency."""
        return {item.exercise.competency: item for item in self.exercises}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each criterion of the referential is called, in French."""
        return {criterion.id: criterion.label for criterion in self.referential.criteria}


def read_catalogue(repository: Repository) -> Catalogue:
    """Return what can be practised from a repository.

    Parameters
    ----------
    repository : Repository

    Raises
    ------
    FaultsError
        If an ``activity.toml`` or an ``exercise.toml`` is faulty.
    """
    exercises = []
    for folder in repository.activity_folders():
        activity = read_toml(folder / "activity.toml", Activity, where=f"{folder.name}/activity.toml")
        for name in activity.exercises:
            path = folder / name / "exercise.toml"
            if path.is_file():
                exercise = read_toml(path, Exercise, where=f"{folder.name}/{name}/exercise.toml")
                exercises.append(AvailableExercise(name=name, activity_name=folder.name, exercise=exercise))
    return Catalogue(repository.referential, tuple(exercises))
