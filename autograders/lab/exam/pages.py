"""The pages of an exam, from what is kept to HTML; nothing here is written or judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from urllib.parse import quote

from babel.dates import format_datetime
from jinja2 import Environment
from markdown_it import MarkdownIt
from markupsafe import Markup

from autograders.grading.rendering import page_templates
from autograders.grading.texts import printed_points
from autograders.lab.home.welcome import duration
from autograders.lab.progress.proposals import Proposal
from autograders.lab.progress.standing import Standing
from autograders.lab.progress.wording import FRENCH, counted, printed_day, printed_share
from autograders.model.rubric import points_of_level

from .comparing import compare, known_share, weakest
from .records import FOLDER, KeptSitting
from .results import CriterionResult, Results
from .settings import settings_file
from .sitting import Sitting, State
from .unanswered import NotebookGaps
from .wording import NOT_SEALED, french, rules, spoken, time_allotted

STANDINGS = {
    State.WAITING: "pas encore commencé",
    State.RUNNING: "en cours",
    State.PAUSED: "en pause",
    State.ENDED: "terminé, avec son rapport",
}


class Addresses:
    """Where the pages of a server lie.

    Parameters
    ----------
    base : str
        Of the server; ends with a slash.
    token : str
        Hidden field of a form, by which the server knows that the form is its own.
    """

    def __init__(self, base: str, token: str = "") -> None:
        self.token = token
        self.all = f"{base}atelier/examen"
        self.state = f"{self.all}/etat"
        self.script = f"{self.all}/minuteur.js"
        self.practice = f"{base}lab/tree/Accueil.ipynb"
        self._lab = f"{base}lab/"

    def of(self, sitting: Sitting) -> str:
        """Return the page of a sitting."""
        return f"{self.all}/{sitting.name}"

    def lab(self, name: str, file: str = "") -> str:
        """Return where a sitting's folder opens, or a file in it: with what was left open there."""
        # JupyterLab knows no dot in such a name.
        workspace = f"examen-{name.replace('.', '-')}"
        return f"{self._lab}workspaces/{workspace}/tree/{quote('/'.join(filter(None, (FOLDER, name, file))))}"

    def notebook(self, path: str) -> str:
        """Return where a file of the practice folder opens for practice."""
        return f"{self._lab}tree/{path}"


def waiting_page(sitting: Sitting, addresses: Addresses) -> str:
    """Return the page before the start."""
    return _rendered("waiting", sitting, addresses, rules=rules(sitting), settings_file=settings_file())


def running_page(sitting: Sitting, gaps: Sequence[NotebookGaps], now: datetime, addresses: Addresses) -> str:
    """Return the page of an exam whose time runs or is paused: time left, what is missing, hand-in."""
    return _rendered(
        "running",
        sitting,
        addresses,
        paused=sitting.state(now) is State.PAUSED,
        left=spoken(sitting.left(now)),
        ends_at=None if sitting.deadline is None else _clock(sitting.deadline),
        gaps=gaps,
        open_gaps=sum(len(entry.gaps) for entry in gaps),
        lab_address=addresses.lab(sitting.name),
    )


def judging_page(sitting: Sitting, fault: str, addresses: Addresses) -> str:
    """Return the page between the end and the report."""
    return _rendered("judging", sitting, addresses, fault=french(fault))


def message_page(message: str, addresses: Addresses) -> str:
    """Return a page that says why something could not be done."""
    return _environment().get_template("message.html.j2").render(message=french(message), all_address=addresses.all)


def list_page(sittings: Sequence[KeptSitting], now: datetime, addresses: Addresses) -> str:
    """Return the page of all sittings."""
    entries = [
        {
            "sitting": kept.sitting,
            "address": addresses.of(kept.sitting),
            "standing": STANDINGS[kept.sitting.state(now)],
        }
        for kept in sittings
    ]
    return _environment().get_template("list.html.j2").render(entries=entries, practice_address=addresses.practice)


def report_page(
    sitting: Sitting,
    results: Results,
    chosen: Mapping[str, int],
    standing: Standing,
    places: Mapping[str, str],
    addresses: Addresses | None,
) -> str:
    """Return the report.

    Parameters
    ----------
    sitting : Sitting
        That is over.
    results : Results
    chosen : mapping of str to int
        Levels at which the candidate placed the own texts.
    standing : Standing
        By practice, exams included.
    places : mapping of str to str
        Where a notebook lies for practice, by the name of its exercise, relative to the practice folder.
    addresses : Addresses or None
        ``None`` for a page that stands alone, without forms.
    """
    criteria, levels = results.criteria, results.levels(chosen)
    automatic = [criterion for criterion in criteria if criterion.automatic_maximum]
    ended_at = sitting.end or sitting.created_at
    return _rendered(
        "report",
        sitting,
        addresses or Addresses("/"),
        live=addresses is not None,
        by_hand=sitting.handed_in_at is not None,
        used=spoken(sitting.used(ended_at)),
        results=results,
        levels=levels,
        unwritten=levels.keys() - chosen.keys(),
        automatic_points=sum(criterion.automatic_points or 0.0 for criterion in automatic),
        automatic_maximum=sum(criterion.automatic_maximum for criterion in automatic),
        mark=results.mark_out_of_20(levels),
        to_assess=sum(bool(criterion.levels) and criterion.id not in levels for criterion in criteria),
        unjudged=sum(criterion.automatic_points is None for criterion in automatic),
        weak=[
            (notebook, criterion, known_share(criterion, levels)) for notebook, criterion in weakest(results, levels)
        ],
        comparisons=compare(results, levels, standing.catalogue, standing.attempts),
        proposals=[
            (proposal, _address_of(proposal, places, addresses))
            for proposal in (standing.under_way, standing.following)
            if proposal is not None
        ],
        practice_addresses=_practice_addresses(results, places, addresses),
        own_points=lambda criterion: _own_points(criterion, levels),
        total_points=lambda criterion: _total_points(criterion, levels),
    )


def _practice_addresses(results: Results, places: Mapping[str, str], addresses: Addresses | None) -> Mapping[str, str]:
    """Return where each competency of an exam is practised in the lab, as far as its notebook lies there."""
    if addresses is None:
        return {}
    return {
        notebook.competency: addresses.notebook(places[notebook.exercise])
        for notebook in results.notebooks
        if notebook.exercise in places
    }


def _address_of(proposal: Proposal, places: Mapping[str, str], addresses: Addresses | None) -> str:
    place = places.get(proposal.exercise.name, "")
    return addresses.notebook(place) if addresses is not None and place else ""


def _own_points(criterion: CriterionResult, levels: Mapping[str, int]) -> float | None:
    if criterion.id not in levels:
        return None
    return points_of_level(levels[criterion.id], criterion.human_maximum)


def _total_points(criterion: CriterionResult, levels: Mapping[str, int]) -> float | None:
    share = criterion.share(levels)
    return None if share is None else float(share) * criterion.points


def _rendered(template: str, sitting: Sitting, addresses: Addresses, **shown: object) -> str:
    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(
            sitting=sitting,
            allotted=time_allotted(sitting),
            here=addresses.of(sitting),
            all_address=addresses.all,
            state_address=f"{addresses.state}?name={sitting.name}",
            script_address=addresses.script,
            practice_address=addresses.practice,
            # Of Jupyter's own making.
            token=Markup(addresses.token),  # noqa: S704
            not_sealed=NOT_SEALED,
            **shown,
        )
    )


@cache
def _environment() -> Environment:
    environment = page_templates("autograders.lab.exam")
    environment.filters |= {
        "day": lambda moment: printed_day(moment.astimezone().date()),
        "duration": duration,
        "markdown": _markdown,
        "moment": lambda moment: format_datetime(moment.astimezone(), "d MMMM y 'à' HH:mm", locale=FRENCH),
        "points": lambda points: printed_points(float(points)),
        "share": lambda share: printed_share(float(share)),
    }
    environment.globals |= {"counted": counted}
    return environment


def _markdown(text: str) -> Markup:
    # Without HTML of its own: what is marked up is safe.
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M:%S}"
