"""The case studies that can be practised, as their TOML files describe them: no grader is loaded for that."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograders.assignments.repository import Repository, open_repository
from autograders.model.exercise import Activity, Exercise
from autograders.model.reading import read_toml

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
