"""``atelier new``."""

from typing import Annotated

import typer


def new(
    competency: Annotated[str, typer.Argument(help="Code of the competency, such as C2.1.1.")],
    name: Annotated[
        str, typer.Option(help="What follows the code in the folder's name, such as point_cloud_quality.")
    ] = "",
) -> None:
    """Make the folder of an exercise, ready to be filled; nothing that exists is overwritten."""
    from autograders.assignments import open_repository
    from autograders.authoring.new import new_exercise

    scaffold = new_exercise(open_repository(), competency, name)
    for path in scaffold.written:
        typer.echo(f"wrote {path}")
    if scaffold.advice:
        typer.echo(scaffold.advice)
    typer.echo(f"Fill what is marked, then run 'atelier verify {competency}' until it is silent.")
