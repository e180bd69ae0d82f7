"""What the Accueil shows: gathered from the repository, the practice folder and the candidate's progress."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from autograders.assignments.build import RELEASED_BRIEF
from autograders.assignments.repository import Repository
from autograders.lab.catalogue import CaseStudy, catalogue_of
from autograders.lab.progress import Attempt, Progress, ProgressError
from autograders.lab.progress.mastery import Mastery
from autograders.lab.progress.proposals import Proposal
from autograders.lab.progress.standing import standing_of
from autograders.lab.progress.wording import LEVEL_WORDS, printed_share

from .releases import find_notebook
from .welcome import BlocSection, CaseStudySection, NotebookRow, Way, Welcome


def gather_welcome(repository: Repository, studies: Sequence[CaseStudy], home: Path, now: datetime) -> Welcome:
    """Return the Accueil of a practice folder, with the progress that is kept on this machine.

    Parameters
    ----------
    repository : Repository
    studies : sequence of CaseStudy
        Those that can be practised.
    home : Path
        The practice folder, with the notebooks in it.
    now : datetime
    """
    attempts, opened, warnings = _read_progress()
    return arrange_welcome(repository, studies, home, now, attempts, opened, warnings)


def arrange_welcome(
    repository: Repository,
    studies: Sequence[CaseStudy],
    home: Path,
    now: datetime,
    attempts: Sequence[Attempt] = (),
    opened: Mapping[str, datetime] | None = None,
    warnings: Sequence[str] = (),
) -> Welcome:
    """Return the Accueil for a given progress.

    Parameters
    ----------
    repository : Repository
    studies : sequence of CaseStudy
        Those that can be practised.
    home : Path
    now : datetime
    attempts : sequence of Attempt
    opened : mapping of str to datetime, optional
        When each exercise was last opened, the latest first.
    warnings : sequence of str
        What the candidate should know beforehand.
    """
    catalogue = catalogue_of(repository.referential, studies)
    standing = standing_of(catalogue, attempts, opened or {}, now.date())
    ways = [
        _way(heading, proposal, home)
        for heading, proposal in (("Continuer", standing.under_way), ("Proposé pour vous", standing.following))
        if proposal is not None
    ]
    bloc_of = {activity.code: activity.bloc for activity in repository.referential.activities}
    blocs = [
        BlocSection(
            code=bloc.code,
            title=bloc.title,
            case_studies=tuple(
                _section(study, home, standing.overview.competencies)
                for study in studies
                if bloc_of.get(study.activity.code) == bloc.code
            ),
        )
        for bloc in repository.referential.blocs
    ]
    return Welcome(blocs=tuple(blocs), ways=tuple(ways), warnings=tuple(warnings))


def _read_progress() -> tuple[Sequence[Attempt], Mapping[str, datetime], Sequence[str]]:
    try:
        with Progress() as progress:
            return progress.attempts(), progress.opened(), ()
    except ProgressError as error:
        return (), {}, (str(error),)


def _way(heading: str, proposal: Proposal, home: Path) -> Way:
    item = proposal.exercise
    return Way(
        heading=heading,
        title=f"{item.exercise.competency} · {item.exercise.title}",
        reason=proposal.text,
        link=_relative(find_notebook(item.name, home / item.activity_name).file, home),
    )


def _section(study: CaseStudy, home: Path, standing: Mapping[str, Mastery]) -> CaseStudySection:
    return CaseStudySection(
        code=study.activity.code,
        title=study.activity.title,
        brief_link=_relative(home / study.name / RELEASED_BRIEF, home),
        notebooks=tuple(_row(study, name, home, standing) for name in study.exercises),
    )


def _row(study: CaseStudy, name: str, home: Path, standing: Mapping[str, Mastery]) -> NotebookRow:
    exercise = study.exercises[name]
    placed = find_notebook(name, home / study.name)
    mastery = standing[exercise.competency]
    return NotebookRow(
        competency=exercise.competency,
        title=exercise.title,
        link=_relative(placed.file, home),
        duration_minutes=exercise.duration_minutes,
        points=sum(criterion.points for criterion in exercise.criteria),
        standing=_words(mastery),
        share=mastery.score,
        newer_link=_relative(placed.newer, home) if placed.newer else "",
    )


def _words(mastery: Mastery) -> str:
    word = LEVEL_WORDS[mastery.level]
    if mastery.last_on is None:
        return word
    confirm = ", à confirmer sans indice" if mastery.to_confirm else ""
    return f"{word}, {printed_share(mastery.score)}{confirm}"


def _relative(path: Path, home: Path) -> str:
    return path.relative_to(home).as_posix()
