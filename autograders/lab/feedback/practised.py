"""What is practised: the exercise with its graders, and the variant with its truth; both kept once they were read."""

from dataclasses import dataclass
from pathlib import Path

from autograders.assignments import ExercisePackage, Repository, Variant
from autograders.assignments.variants import read_variant
from autograders.candidate.errors import AtelierError
from autograders.lab.catalogue import practice_repository
from autograders.lab.home.variants import current_variant
from autograders.model.case import JudgedCase

from .protocol import Place

FORMER_VARIANT = (
    "Ce carnet travaille encore sur les données précédentes : redémarrez le noyau et exécutez le carnet depuis la "
    "première cellule (menu « Noyau », « Redémarrer le noyau et exécuter toutes les cellules »)."
)


class RequestRefusedError(AtelierError):
    """A request that cannot be met; the message is in French, on one line."""


@dataclass(frozen=True, kw_only=True)
class Practised:
    """One exercise on one variant.

    Parameters
    ----------
    place : Place
    package : ExercisePackage
    variant : Variant
    case : JudgedCase
    """

    place: Place
    package: ExercisePackage
    variant: Variant
    case: JudgedCase
    repository: Repository

    def label(self, criterion: str) -> str:
        """Return what the referential calls a criterion."""
        return self.repository.referential.criterion(criterion).label


class Library:
    """Loads what is asked for and keeps it: graders take seconds to load, truths may be large."""

    def __init__(self) -> None:
        self._packages: dict[str, tuple[Repository, ExercisePackage]] = {}
        self._cases: dict[tuple[Path, str], JudgedCase] = {}

    def package(self, exercise: str) -> tuple[Repository, ExercisePackage]:
        """Return an exercise by the name of its folder, and the repository that holds it."""
        if exercise not in self._packages:
            repository = practice_repository()
            self._packages[exercise] = repository, repository.find_exercise(exercise)
        return self._packages[exercise]

    def practised(self, place: Place) -> Practised:
        """Return what is practised at a place.

        Raises
        ------
        RequestRefusedError
            If the notebook still works on the data of another variant.
        AtelierError
            If the exercise is faulty, or the variant is not kept or damaged.
        """
        variant = current_variant(place.folder)
        _, package = self.package(place.exercise)
        if variant.digests.get(package.exercise.dataset) != place.variant:
            raise RequestRefusedError(FORMER_VARIANT)
        return self.on(variant, place)

    def on(self, variant: Variant, place: Place) -> Practised:
        """Return an exercise on any kept variant."""
        repository, package = self.package(place.exercise)
        dataset = package.exercise.dataset
        key = variant.folder, variant.digests[dataset]
        if key not in self._cases:
            self._cases[key] = read_variant(variant.folder).case(dataset)
        return Practised(place=place, package=package, variant=variant, case=self._cases[key], repository=repository)
