"""``atelier exam``. What it prints is for candidates, in French."""

from pathlib import Path
from typing import Annotated

import typer

from .practice import CLOSED, end_in_good_order, stay_open


def exam(
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="ACTIVITY|BLOC",
            help="A case study such as A2.1, or all those of a bloc such as B2; without it, the one in progress and "
            "the reports of former ones.",
        ),
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(help="Duration before extra time; by default that of its notebooks together.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Your practice folder; the folder atelier in your home by default.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="By default the first free one from 8888 on.")
    ] = None,
) -> None:
    r"""Sit a mock exam on one's own: new data, a timer, no verdict before the end, then a report.

    Extra time (temps_supplementaire_pour_cent = 33, say) and pauses (pause_permise = true) are set in reglages.toml in
    the data folder: ~/.local/share/atelier on Linux, ~/Library/Application Support/atelier on macOS,
    %LOCALAPPDATA%\atelier on Windows, or what ATELIER_DATA names. Given alone, atelier exam writes the file.
    """
    from autograders.lab.catalogue import practice_repository
    from autograders.lab.exam.session import choose_sitting, open_exam
    from autograders.lab.exam.settings import settings_file
    from autograders.lab.home.folder import make_home

    end_in_good_order()
    home, repository = make_home(folder), practice_repository()
    kept = choose_sitting(repository, home, subject, minutes, typer.echo)
    typer.echo("Ouverture de l’examen blanc…")
    if kept is not None and kept.sitting.started_at is None:
        typer.echo(f"Temps supplémentaire et pauses : {settings_file()}")
    with open_exam(repository, home, kept, port) as lab:
        typer.echo(f"Votre dossier : {home if kept is None else kept.folder}")
        stay_open(lab, browser=browser)
    if lab.process is not None:
        typer.echo(CLOSED)
