"""The report of a sitting from what is kept, and the candidate's own levels that complete it."""

from datetime import UTC, datetime
from pathlib import Path

from autograders.assignments.files import write_whole
from autograders.assignments.repository import Repository
from autograders.lab.catalogue import read_case_studies, read_catalogue
from autograders.lab.home.accueil import write_accueil
from autograders.lab.home.releases import find_notebook
from autograders.lab.progress import Attempt, Progress, ProgressError, Source
from autograders.lab.progress.standing import Standing, read_standing, standing_of
from autograders.model.rubric import HIGHEST_LEVEL, LEVELS, points_of_level

from .errors import ExamError
from .pages import Addresses, report_page
from .records import REPORT_FILE
from .results import LEVELS_FILE, Results, levels_content, read_levels
from .sitting import Sitting


def show_report(
    repository: Repository, home: Path, folder: Path, sitting: Sitting, results: Results, addresses: Addresses
) -> str:
    """Return the report as a page with forms, and write it beside the notebooks as one that stands alone.

    Parameters
    ----------
    repository : Repository
    home, folder : Path
        The practice folder, and that of the sitting.
    sitting : Sitting
    results : Results
    addresses : Addresses
    """
    standing, levels = _standing(repository), read_levels(folder)
    places = {
        item.name: path.relative_to(home).as_posix()
        for item in standing.catalogue.exercises
        if (path := find_notebook(item.name, home / item.activity_name).file).is_file()
    }
    report, alone = folder / REPORT_FILE, report_page(sitting, results, levels, standing, places, None)
    is_first = not report.exists()
    write_whole(report, alone.encode())
    if is_first:
        # Whoever goes back to practice finds the report there, without refreshing the Accueil by hand.
        write_accueil(repository, read_case_studies(repository), home)
    return report_page(sitting, results, levels, standing, places, addresses)


def keep_level(folder: Path, results: Results, criterion: str, level: str) -> None:
    """Keep the level at which the candidate places the own text on a criterion.

    Parameters
    ----------
    folder : Path
        Of the sitting.
    results : Results
    criterion, level : str
        As a form sends them.

    Raises
    ------
    ExamError
        If there is no such criterion, or no such level.
    ProgressError
        If progress cannot be written; the level is kept for the report all the same.
    """
    if level not in map(str, LEVELS):
        raise ExamError(f"Niveau « {level[:20]} » reçu ; un entier de 0 à {HIGHEST_LEVEL} est attendu.")
    assessed, chosen = results.criterion(criterion), int(level)
    if not assessed.levels:
        raise ExamError(f"{assessed.id} n’a pas de texte à évaluer.")
    levels = {**read_levels(folder), assessed.id: chosen}
    write_whole(folder / LEVELS_FILE, levels_content(levels))
    activity, notebook = next(
        (activity, notebook)
        for activity in results.activities
        for notebook in activity.notebooks
        if assessed in notebook.criteria
    )
    with Progress() as progress:
        progress.record(
            Attempt(
                at=datetime.now(UTC),
                activity=activity.name,
                exercise=notebook.exercise,
                criterion=assessed.id,
                variant=assessed.variant,
                source=Source.SELF_ASSESSMENT,
                fraction=chosen / HIGHEST_LEVEL,
                points=points_of_level(chosen, assessed.human_maximum),
                maximum=assessed.human_maximum,
            )
        )


def _standing(repository: Repository) -> Standing:
    now = datetime.now().astimezone()
    try:
        with Progress() as progress:
            return read_standing(repository, progress, now)
    # The Accueil tells of progress that cannot be read; the exam has its report all the same.
    except ProgressError:
        return standing_of(read_catalogue(repository), (), {}, now.date())
