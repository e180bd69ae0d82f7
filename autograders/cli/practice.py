"""``atelier practice``. What it prints is for candidates, in French."""

import signal
import webbrowser
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from autograders.lab.home.session import OpenLab

CLOSED = "L’atelier est fermé."


def practice(
    exercise: Annotated[
        str | None, typer.Argument(help="Opens its notebook, such as C2.1.2; the home page (Accueil) by default.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where your notebooks lie; the folder atelier in your home by default.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="By default the first free one from 8888 on.")
    ] = None,
) -> None:
    """Open the lab in which a candidate practises: JupyterLab in French, on notebooks and data of one's own."""
    typer.echo("Ouverture de l’atelier…")
    from autograders.lab.catalogue import practice_repository
    from autograders.lab.exam.arranging import sitting_in_progress
    from autograders.lab.home.folder import make_home
    from autograders.lab.home.session import open_lab

    end_in_good_order()
    home = make_home(folder)
    if sitting_in_progress(home, datetime.now(UTC)) is not None:
        typer.echo("Un examen blanc est en cours dans ce dossier. Pour le reprendre\u00a0: atelier exam.")
    with open_lab(practice_repository(), home, exercise, port) as lab:
        typer.echo(f"Votre dossier : {home}")
        stay_open(lab, browser=browser)
    if lab.process is not None:
        typer.echo(CLOSED)


def end_in_good_order() -> None:
    """Have a window that is closed end the lab as an interruption from the keyboard does, where the system says so."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def stay_open(lab: "OpenLab", *, browser: bool) -> None:
    """Lead a browser to a lab, say how it is ended, and wait until it is.

    Parameters
    ----------
    lab : OpenLab
    browser : bool
        Whether to open one.
    """
    if browser:
        webbrowser.open(lab.page.as_uri())
    typer.echo(f"{'L’atelier s’ouvre dans votre navigateur, sinon à' if browser else 'Ouvrez'} cette adresse :")
    typer.echo(f"  {lab.address}")
    if lab.process is None:
        typer.echo("Il était déjà ouvert sur ce dossier. Pour arrêter : menu Fichier, Arrêter, dans l’atelier.")
        return
    typer.echo("Pour arrêter : Ctrl + C ici, ou menu Fichier, Arrêter, dans l’atelier. Vos carnets restent gardés.")
    # It is the ordinary way to end it.
    with suppress(KeyboardInterrupt):
        lab.wait()
