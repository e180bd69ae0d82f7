"""The pages beside the Accueil to which it leads: the dashboard, reports of exams, what is said of personal data."""

from datetime import datetime
from pathlib import Path

from autograders.assignments.files import write_whole
from autograders.assignments.repository import Repository
from autograders.lab.exam.records import REPORT_FILE, kept_sittings
from autograders.lab.progress import Progress, ProgressError
from autograders.lab.progress.dashboard import progress_page
from autograders.lab.progress.privacy import FILE as PRIVACY
from autograders.lab.progress.privacy import privacy_html
from autograders.lab.progress.standing import read_standing
from autograders.lab.progress.store import PAGE_NAME
from autograders.lab.progress.wording import printed_day

from .welcome import PageLink


def write_pages(repository: Repository, home: Path, now: datetime) -> tuple[PageLink, ...]:
    """Write the pages into a practice folder as things stand, and return the links to them.

    Parameters
    ----------
    repository : Repository
    home : Path
        The practice folder.
    now : datetime
        With its zone.
    """
    links = []
    # Progress that cannot be read is told by the Accueil.
    try:
        with Progress() as progress:
            page = progress_page(read_standing(repository, progress, now), privacy=privacy_html(repository.root))
        write_whole(home / PAGE_NAME, page.encode())
        links.append(PageLink(link=PAGE_NAME, text="Votre progression en détail"))
    except ProgressError:
        (home / PAGE_NAME).unlink(missing_ok=True)
    links += [
        PageLink(
            link=report.relative_to(home).as_posix(),
            # Two exams of one day are told apart by the hour, as the list of exams has it.
            text=f"Rapport de l’examen blanc {kept.sitting.asked} du {printed_day(moment.date())} à {moment:%H:%M}",
        )
        for kept in kept_sittings(home)
        if (report := kept.folder / REPORT_FILE).is_file() and (moment := kept.sitting.created_at.astimezone())
    ]
    source = repository.root / PRIVACY
    if source.is_file():
        write_whole(home / PRIVACY.name, source.read_bytes())
        links.append(PageLink(link=PRIVACY.name, text="Vos données personnelles : ce qui est gardé, et où"))
    return tuple(links)
