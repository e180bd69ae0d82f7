"""Everything that there is to say of a candidate's progress on a day, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from autograders.assignments.repository import Repository
from autograders.lab.catalogue import Catalogue, read_catalogue

from .attempts import Attempt
from .overview import Overview, overview
from .proposals import Proposal, next_for_you, to_continue
from .store import Progress


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a candidate stands.

    Parameters
    ----------
    catalogue : Catalogue
    attempts : tuple of Attempt
        The oldest first.
    overview : Overview
    today : date
    under_way : Proposal or None
        What to continue.
    following : Proposal or None
        What to do next besides.
    """

    catalogue: Catalogue
    attempts: tuple[Attempt, ...]
    overview: Overview
    today: date
    under_way: Proposal | None
    following: Proposal | None


def standing_of(
    catalogue: Catalogue, attempts: Sequence[Attempt], opened: Mapping[str, datetime], today: date
) -> Standing:
    """Return where a candidate stands on a day.

    Parameters
    ----------
    catalogue : Catalogue
    attempts : sequence of Attempt
        The oldest first.
    opened : mapping of str to datetime
        When each exercise was last opened, the latest first.
    today : date
    """
    reached = overview(catalogue, attempts)
    under_way = to_continue(catalogue, reached, opened)
    return Standing(
        catalogue=catalogue,
        attempts=tuple(attempts),
        overview=reached,
        today=today,
        under_way=under_way,
        following=next_for_you(catalogue, reached, today, under_way),
    )


def read_standing(repository: Repository, progress: Progress, now: datetime) -> Standing:
    """Return where a candidate stands now, by what is kept on this machine.

    Parameters
    ----------
    repository : Repository
        What can be practised.
    progress : Progress
    now : datetime
        With its zone.

    Raises
    ------
    ProgressError
        If what is kept cannot be read.
    FaultsError
        If an exercise is faulty.
    """
    return standing_of(read_catalogue(repository), progress.attempts(), progress.opened(), now.date())
