"""By which described levels persons grade: the rubrics of exercises, and the grids beside the referential."""

from autograders.model.exercise import Exercise
from autograders.model.grids import load_grids
from autograders.model.reading import read_toml
from autograders.model.referential import Criterion
from autograders.model.referential_rules import THESIS

from .repository import REFERENTIAL, Repository

GRIDS_FILE = "grids.toml"


def exercise_rubrics(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Return levels 0 to 4 of the criteria that persons grade in notebooks, by criterion.

    Raises
    ------
    FaultsError
        If an ``exercise.toml`` is faulty.
    """
    return {
        criterion.id: criterion.rubric
        for folder in repository.exercise_folders()
        for criterion in read_toml(folder / "exercise.toml", Exercise, where=f"{folder.name}/exercise.toml").criteria
        if criterion.rubric
    }


def course_grids(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Return levels 0 to 4 of the criteria that persons grade outside of notebooks, by criterion.

    Raises
    ------
    FaultsError
        If ``course/grids.toml`` is faulty.
    """
    return load_grids(repository.root / REFERENTIAL.parent / GRIDS_FILE, repository.referential)


def criteria_in(repository: Repository, scope: str) -> tuple[Criterion, ...]:
    """Return the criteria of an activity, by its code or its folder's name, or of the thesis: ``THESIS``.

    Raises
    ------
    AtelierError
        If there is no such activity.
    """
    if scope.upper() == THESIS:
        return repository.referential.criteria_of_thesis()
    return repository.referential.criteria_of_activity(repository.activity_code(scope))
