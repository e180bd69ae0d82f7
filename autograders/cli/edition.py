"""``atelier course edition``: what candidates get, as a folder to hand out."""

from pathlib import Path
from typing import Annotated

import typer

from .places import opened_course

Folder = Annotated[Path, typer.Argument(help="Missing, or empty.")]

edition = typer.Typer(
    name="edition", no_args_is_help=True, help="Make what candidates get: to practise alone, or to be graded."
)


@edition.command()
def practice(folder: Folder) -> None:
    """Write all that practice needs, graders and solutions included: for no stakes, installed without git."""
    from autograders.assignments import open_repository
    from autograders.assignments.editions import practice_edition

    practice_edition(open_repository(), folder.absolute())
    typer.echo(f"Hand out {folder}: its README.md says in French how to install it and to open the lab.")


@edition.command()
def graded(
    folder: Folder,
    activity: Annotated[
        list[str] | None, typer.Option(help="Only this activity; may be repeated. All that were built by default.")
    ] = None,
    course: Annotated[Path | None, typer.Option("--course", help="Folder of the course; course/ by default.")] = None,
) -> None:
    """Write what a class receives: notebooks, data, and what notebooks import; no grader, solution, truth or seed."""
    from autograders.assignments.editions import built_activities, graded_edition

    opened = opened_course(course)
    named = [opened.repository.activity_folder(name).name for name in activity or ()]
    activities = dict.fromkeys(named) if named else built_activities(opened)
    graded_edition(opened, tuple(activities), folder.absolute())
    typer.echo(f"{', '.join(activities)}: hand out {folder}; its lisez-moi.md says in French how to work with it.")
