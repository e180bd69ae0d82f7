"""From what is asked on the command line to the page of a sitting, open in a lab."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from autograders.assignments.repository import Repository
from autograders.lab.home.session import OpenLab, serve_home

from .arranging import (
    Subject,
    arrange_sitting,
    find_subject,
    keep_arranged,
    planned_minutes,
    sitting_in_progress,
    timed,
    waiting_sitting,
)
from .errors import ExamError
from .records import KeptSitting
from .settings import ExamSettings, read_settings
from .wording import french, spoken

PAGES = "atelier/examen"


def choose_sitting(
    repository: Repository, home: Path, asked: str | None, minutes: float | None, tell: Callable[[str], None]
) -> KeptSitting | None:
    """Return the sitting to open: the one in progress, one that waits, or a new one on what is asked.

    Parameters
    ----------
    repository : Repository
    home : Path
        The practice folder.
    asked : str or None
        An activity or a bloc; without it nothing new is prepared.
    minutes : float or None
        Without extra time; by default what the notebooks take together.
    tell : callable
        Called with what is done, in French.

    Returns
    -------
    KeptSitting or None
        ``None`` where nothing is asked and nothing is in progress.

    Raises
    ------
    ExamError
        If another exam is in progress, nothing of the name exists, or the settings are faulty.
    """
    now = datetime.now(UTC)
    # Whoever looks for the settings before a first exam finds their file.
    settings = read_settings()
    subject = None if asked is None else find_subject(repository, asked)
    under_way = sitting_in_progress(home, now)
    if under_way is not None:
        sitting = under_way.sitting
        left = spoken(sitting.left(now))
        if subject is not None and subject.code != sitting.asked:
            raise ExamError(
                f"Un examen blanc est en cours : {sitting.asked}, {left} restent. Terminez-le d’abord "
                f"(atelier exam {sitting.asked}), ou rendez-le sur sa page."
            )
        tell(
            french(
                f"Un examen blanc est en cours : {sitting.asked}. Il reste {left} ; vous le reprenez où vous en étiez."
            )
        )
        return under_way
    return None if subject is None else _prepared(subject, home, planned_minutes(subject, minutes), settings, tell)


@contextlib.contextmanager
def open_exam(
    repository: Repository, home: Path, kept: KeptSitting | None, port: int | None = None
) -> Iterator[OpenLab]:
    """Open the lab on the page of a sitting, or of all of them; end it if it was opened here.

    Parameters
    ----------
    repository : Repository
    home : Path
        The practice folder; exists.
    kept : KeptSitting or None
    port : int, optional
        By default the first free one from 8888 on.
    """
    with serve_home(repository, home, port) as served:
        page = PAGES if kept is None else f"{PAGES}/{kept.sitting.name}"
        yield served.opened(served.running.page(page), home)


def _prepared(
    subject: Subject, home: Path, minutes: float, settings: ExamSettings, tell: Callable[[str], None]
) -> KeptSitting:
    waiting = waiting_sitting(home, subject.code, datetime.now(UTC))
    if waiting is None:
        return arrange_sitting(subject, home, minutes, settings, datetime.now().astimezone(), tell)
    sitting = timed(waiting.sitting, minutes, settings)
    keep_arranged(waiting.folder, sitting)
    return KeptSitting(waiting.folder, sitting)
