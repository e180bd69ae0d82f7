"""What can be practised: the case studies as their TOML files describe them, no grader loaded, and the referential."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograders.assignments.repository import Repository, open_repository
from autograders.model.exercise import Activity, Exercise
from autograders.model.reading import read_toml
from autograders.model.referential import Referential

REPOSITORY_VARIABLE = "ATELIER_REPOSITORY"


@dataclass(frozen=True, kw_only=True)
class CaseStudy:
    """One activity that has exercises.

    Parameters
    ----------
    name : str
        Of its folder, in the repository and in the practice folder.
    folder : Path
        In the repository.
    activity : Activity
    exercises : mapping
        From the name of its folder to each exercise, in the order of the case study.
    """

    name: str
    folder: Path
    activity: Activity
    exercises: Mapping[str, Exercise]

    @property
    def datasets(self) -> tuple[str, ...]:
        """The data sets of its exercises, each once, sorted."""
        return tuple(sorted({exercise.dataset for exercise in self.exercises.values()}))


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


def practice_repository() -> Repository:
    """Return the repository that is practised on: that of ``ATELIER_REPOSITORY``, else the one in which one works.

    The variable lets the kernels of a lab find the repository from which the lab was started.

    Raises
    ------
    AtelierError
        If there is none.
    """
    named = os.environ.get(REPOSITORY_VARIABLE)
    return open_repository(Path(named) if named else None)


def read_case_study(repository: Repository, name: str) -> CaseStudy:
    """Return a case study.

    Parameters
    ----------
    repository : Repository
    name : str
        Its code (``A2.1``) or its folder's name.

    Raises
    ------
    AtelierError
        If there is none.
    FaultsError
        If one of its TOML files is faulty.
    """
    folder = repository.activity_folder(name)
    activity = read_toml(folder / "activity.toml", Activity, where=f"{folder.name}/activity.toml")
    exercises = {
        exercise: read_toml(
            folder / exercise / "exercise.toml", Exercise, where=f"{folder.name}/{exercise}/exercise.toml"
        )
        for exercise in activity.exercises
    }
    return CaseStudy(name=folder.name, folder=folder, activity=activity, exercises=exercises)


def read_case_studies(repository: Repository) -> tuple[CaseStudy, ...]:
    """Return all case studies, sorted by their folders' names; raise ``FaultsError`` for the first that is faulty."""
    return tuple(read_case_study(repository, folder.name) for folder in repository.activity_folders())


def catalogue_of(referential: Referential, studies: Sequence[CaseStudy]) -> Catalogue:
    """Return the catalogue of case studies, in their order."""
    return Catalogue(
        referential,
        tuple(
            AvailableExercise(name=name, activity_name=study.name, exercise=exercise)
            for study in studies
            for name, exercise in study.exercises.items()
        ),
    )


def read_catalogue(repository: Repository) -> Catalogue:
    """Return what can be practised from a repository; raise ``FaultsError`` for the first case study that is faulty."""
    return catalogue_of(repository.referential, read_case_studies(repository))
