"""``atelier progress``: what a candidate has reached on this machine; candidates read it, in French."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import print_json, print_table

if TYPE_CHECKING:
    from autograders.assignments import Repository
    from autograders.lab.progress.mastery import Mastery
    from autograders.lab.progress.proposals import Proposal
    from autograders.lab.progress.standing import Standing

CONSENT = "oui"

progress = typer.Typer(name="progress", invoke_without_command=True)


@progress.callback()
def show(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print where you stand as JSON.")] = False,
) -> None:
    """Show how well you master each competency and what to do next; take your progress along, or erase it."""
    if context.invoked_subcommand is not None:
        return
    standing = _standing(_repository())
    if as_json:
        print_json(_as_json(standing))
        return
    from autograders.lab.progress.wording import LEVEL_WORDS, printed_day, printed_share

    rows = []
    for item in standing.catalogue.exercises:
        mastery = standing.overview.competencies[item.exercise.competency]
        review = "" if mastery.review_on is None else printed_day(mastery.review_on)
        share = printed_share(mastery.score) if mastery.last_on else "-"
        rows.append([item.exercise.competency, item.exercise.title, share, LEVEL_WORDS[mastery.level], review])
    print_table(["compétence", "carnet", "maîtrise", "niveau", "à revoir"], rows)
    for label, proposal in (("Continuer", standing.under_way), ("Proposé pour vous", standing.following)):
        if proposal is not None:
            exercise = proposal.exercise.exercise
            typer.echo(f"{label} : {exercise.competency}, {exercise.title}. {proposal.text}")


@progress.command()
def page(
    file: Annotated[
        Path | None, typer.Argument(help="A new file; progression.html in the data folder by default.")
    ] = None,
) -> None:
    """Write your dashboard as an HTML page that any browser opens."""
    from autograders.lab.progress.dashboard import write_progress_page
    from autograders.lab.progress.privacy import privacy_html

    repository = _repository()
    written = write_progress_page(_standing(repository), file, privacy_html(repository.root))
    typer.echo(f"Tableau de bord écrit : {written}")


@progress.command("export")
def export_(file: Annotated[Path, typer.Argument(help="A new file, such as progression.json.")]) -> None:
    """Write all that is kept of your progress to a JSON file."""
    from datetime import UTC, datetime

    from autograders.lab.progress import Progress
    from autograders.lab.progress.transfer import export_progress
    from autograders.lab.progress.wording import counted

    number = export_progress(Progress(), file, datetime.now(UTC))
    typer.echo(f"{file} : {counted(number, 'tentative exportée', 'tentatives exportées')}.")


@progress.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A file that 'atelier progress export' wrote.")]) -> None:
    """Merge an exported file into your progress; nothing is lost, nothing counts twice."""
    from autograders.lab.progress import Progress
    from autograders.lab.progress.transfer import import_progress
    from autograders.lab.progress.wording import counted

    imported = import_progress(Progress(), file)
    read = counted(imported.attempts, "tentative lue", "tentatives lues")
    typer.echo(f"{file} : {read}, {counted(imported.added, 'nouvelle', 'nouvelles')}.")


@progress.command()
def erase(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Erase all that is kept of your progress on this machine. Notebooks stay."""
    from autograders.lab.progress.store import progress_file
    from autograders.lab.progress.transfer import erase_progress

    path = progress_file()
    if not yes:
        typer.echo(f"Toute votre progression sera effacée : {path}. Vos carnets restent.", err=True)
        typer.echo("Pour la garder ailleurs, lancez d’abord « atelier progress export ».", err=True)
        answer = typer.prompt("Tapez « oui » pour effacer", default="non", err=True)
        if answer.strip().lower() != CONSENT:
            typer.echo("Rien n’a été effacé.")
            return
    removed = erase_progress(path)
    typer.echo("Votre progression est effacée." if removed else "Il n’y avait rien à effacer.")


def _repository() -> "Repository":
    from autograders.assignments import open_repository

    return open_repository()


def _standing(repository: "Repository") -> "Standing":
    from datetime import datetime

    from autograders.lab.progress import Progress
    from autograders.lab.progress.standing import read_standing

    return read_standing(repository, Progress(), datetime.now().astimezone())


def _as_json(standing: "Standing") -> dict[str, Any]:
    overview = standing.overview
    return {
        "attempts": len(standing.attempts),
        "activities": [{"activity": code} | _mastery(mastery) for code, mastery in overview.activities.items()],
        "competencies": [
            {
                "competency": item.exercise.competency,
                "exercise": item.name,
                **_mastery(overview.competencies[item.exercise.competency]),
                "criteria": [
                    {"criterion": criterion.id} | _mastery(overview.criteria[criterion.id])
                    for criterion in item.exercise.criteria
                ],
            }
            for item in standing.catalogue.exercises
        ],
        "continue": _proposal(standing.under_way),
        "next": _proposal(standing.following),
    }


def _mastery(mastery: "Mastery") -> dict[str, Any]:
    return {
        "score": mastery.score,
        "level": mastery.level,
        "to_confirm": mastery.to_confirm,
        "last_on": None if mastery.last_on is None else mastery.last_on.isoformat(),
        "review_on": None if mastery.review_on is None else mastery.review_on.isoformat(),
    }


def _proposal(proposal: "Proposal | None") -> dict[str, str] | None:
    if proposal is None:
        return None
    return {"exercise": proposal.exercise.name, "reason": proposal.reason, "text": proposal.text}
