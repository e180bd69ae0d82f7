"""The practice folder as a whole: the case studies in it and the Accueil, brought up to date at each start."""

from collections.abc import Sequence
from pathlib import Path

from autograders.assignments.repository import Repository
from autograders.lab.catalogue import CaseStudy, read_case_studies

from .accueil import write_accueil
from .errors import PracticeError
from .releases import find_notebook, place_case_study
from .welcome import Welcome

DEFAULT_NAME = "atelier"


def make_home(named: Path | None = None) -> Path:
    """Return a practice folder, absolute, made where it is missing.

    Parameters
    ----------
    named : Path, optional
        By default ``atelier`` in the user's home.

    Raises
    ------
    PracticeError
        If a file lies there, or the folder cannot be made.
    """
    home = (named or Path.home() / DEFAULT_NAME).expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
        return home.resolve()
    except OSError as error:
        raise _refused(error, home) from None


def fill_home(repository: Repository, home: Path) -> Welcome:
    """Bring a practice folder up to date and return its Accueil; what the candidate wrote stays as it is.

    Parameters
    ----------
    repository : Repository
    home : Path
        Made where it is missing.

    Raises
    ------
    PracticeError
        If the disk refuses.
    FaultsError
        If an exercise is faulty.
    """
    studies = read_case_studies(repository)
    try:
        for study in studies:
            place_case_study(study, home / study.name)
        return write_accueil(repository, studies, home)
    except OSError as error:
        raise _refused(error, home) from None


def locate_exercise(repository: Repository, asked: str, home: Path) -> Path:
    """Return where the notebook of an exercise lies, or will lie, in a practice folder.

    Parameters
    ----------
    repository : Repository
    asked : str
        Its competency (``C2.1.2``) or its folder's name.
    home : Path

    Raises
    ------
    PracticeError
        If there is no such exercise.
    """
    studies = read_case_studies(repository)
    for study in studies:
        for name, exercise in study.exercises.items():
            if asked.casefold() in (exercise.competency.casefold(), name.casefold()):
                return find_notebook(name, home / study.name).file
    raise PracticeError(
        f"« {asked} » : aucun carnet de ce nom. Compétences que l’on peut préparer : {_listed(studies)}."
    )


def _listed(studies: Sequence[CaseStudy]) -> str:
    return ", ".join(exercise.competency for study in studies for exercise in study.exercises.values())


def _refused(error: OSError, home: Path) -> PracticeError:
    return PracticeError(
        f"{error.filename or home} : ce dossier ne peut servir ({error.strerror or error}). Faites de la place ou "
        "corrigez vos droits, ou choisissez un autre dossier avec --folder."
    )
