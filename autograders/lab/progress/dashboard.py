"""The dashboard: one piece of HTML without script, for a notebook's output or as a page of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from autograders.grading.rendering import page_templates
from autograders.lab.catalogue import AvailableExercise

from .chart import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, chart_of
from .errors import ProgressError
from .history import mastered_by_day, misconceptions, sessions
from .mastery import MASTERED_FROM, NEARLY_FROM, REVIEW_DAYS, Level, Mastery
from .standing import Standing
from .store import PAGE_NAME, data_folder
from .wording import LEVEL_WORDS, counted, printed_day, printed_share

MAXIMUM_SESSIONS = 30
MAXIMUM_DAYS = 60
MAXIMUM_MISCONCEPTIONS = 5
NO_LINKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One competency of the heat map; ``exercise`` and ``mastery`` are ``None`` where nothing practises it yet."""

    competency: str
    exercise: AvailableExercise | None
    mastery: Mastery | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One activity of the heat map, with its competencies."""

    code: str
    title: str
    mastery: Mastery | None
    cells: tuple[Cell, ...]


def progress_fragment(standing: Standing, links: Mapping[str, str] = NO_LINKS) -> str:
    """Return the dashboard as a piece of HTML with its own style, for a notebook's output.

    Parameters
    ----------
    standing : Standing
    links : mapping of str to str
        Where an exercise opens, by the name of its folder; without one it is named only.
    """
    return _rendered("fragment.html.j2", standing, links)


def progress_page(standing: Standing, links: Mapping[str, str] = NO_LINKS, privacy: str = "") -> str:
    """Return the dashboard as an HTML page that stands alone.

    Parameters
    ----------
    standing : Standing
    links : mapping of str to str
        As for ``progress_fragment``.
    privacy : str
        HTML of ours on personal data, shown at the end.
    """
    return _rendered("page.html.j2", standing, links, privacy)


def write_progress_page(standing: Standing, path: Path | None = None, privacy: str = "") -> Path:
    """Write the dashboard's page.

    Parameters
    ----------
    standing : Standing
    path : Path, optional
        A new file; by default ``progression.html`` in the data folder, written anew each time.
    privacy : str
        As for ``progress_page``.

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    ProgressError
        If the file that was named exists, or it cannot be written.
    """
    target = data_folder() / PAGE_NAME if path is None else path
    try:
        with target.open("w" if path is None else "x", encoding="utf-8") as file:
            file.write(progress_page(standing, privacy=privacy))
    except FileExistsError:
        raise ProgressError(f"{target} : ce fichier existe déjà. Choisissez un autre nom.") from None
    except OSError as error:
        raise ProgressError(
            f"{target} : ce fichier ne peut être écrit ({error.strerror}). Choisissez un autre dossier."
        ) from None
    return target


def heat_map(standing: Standing, bloc: str) -> tuple[Row, ...]:
    """Return the activities of a bloc with all their competencies, in the order of the referential."""
    referential, reached = standing.catalogue.referential, standing.overview
    return tuple(
        Row(
            code=activity.code,
            title=activity.title,
            mastery=reached.activities.get(activity.code),
            cells=tuple(
                Cell(
                    competency=competency.code,
                    exercise=standing.catalogue.by_competency.get(competency.code),
                    mastery=reached.competencies.get(competency.code),
                )
                for competency in referential.competencies_of(activity.code)
            ),
        )
        for activity in referential.activities_of(bloc)
    )


def _rendered(template: str, standing: Standing, links: Mapping[str, str], privacy: str = "") -> str:
    counts = mastered_by_day(standing.catalogue, standing.attempts, MAXIMUM_DAYS)
    total = len(standing.overview.criteria)
    done = sessions(standing.attempts)
    return (
        _environment()
        .get_template(template)
        .render(
            standing=standing,
            blocs=[(bloc, heat_map(standing, bloc.code)) for bloc in standing.catalogue.referential.blocs],
            tried=list(_tried(standing)),
            proposals=_proposals(standing),
            links=links,
            counts=counts,
            total=total,
            chart=chart_of(counts, total) if counts and total else None,
            sessions=done[:MAXIMUM_SESSIONS],
            more_sessions=len(done[MAXIMUM_SESSIONS:]),
            misread=misconceptions(standing.catalogue, standing.attempts)[:MAXIMUM_MISCONCEPTIONS],
            mastered=sum(mastery.level is Level.MASTERED for mastery in standing.overview.criteria.values()),
            legend=_legend(),
            privacy=privacy,
        )
    )


def _tried(standing: Standing) -> Iterator[AvailableExercise]:
    for item in standing.catalogue.exercises:
        if standing.overview.competencies[item.exercise.competency].level is not Level.NONE:
            yield item


def _proposals(standing: Standing) -> Sequence[tuple[str, object]]:
    named = (("Continuer", standing.under_way), ("Proposé pour vous", standing.following))
    return [(name, proposal) for name, proposal in named if proposal is not None]


def _legend() -> Sequence[tuple[str, str, str]]:
    mastered, nearly = printed_share(MASTERED_FROM), printed_share(NEARLY_FROM)
    return [
        ("mastered", LEVEL_WORDS[Level.MASTERED], f"{mastered} et plus"),
        ("nearly", LEVEL_WORDS[Level.NEARLY], f"de {nearly} à moins de {mastered}"),
        ("begun", LEVEL_WORDS[Level.BEGUN], f"moins de {nearly}"),
        ("none", LEVEL_WORDS[Level.NONE], "un carnet existe"),
        ("absent", "Pas encore de carnet", "rien ne l’exerce pour l’instant"),
    ]


@cache
def _environment() -> Environment:
    environment = page_templates("autograders.lab.progress")
    environment.filters |= {"share": printed_share, "day": printed_day}
    environment.globals |= {
        "LEVEL_WORDS": LEVEL_WORDS,
        "counted": counted,
        "review_days": REVIEW_DAYS,
        "figure": {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "bottom": HEIGHT - BOTTOM},
    }
    return environment
