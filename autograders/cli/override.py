"""``atelier override``."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from .output import points as shown
from .places import opened_course


def override(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    criterion: Annotated[str, typer.Argument(help="Such as C2.1.2.noise.")],
    points: Annotated[float, typer.Argument(help="The score that counts from now on.")],
    reason: Annotated[str, typer.Option(help="Why; kept, and shown in the reports.")],
    author: Annotated[str | None, typer.Option(help="Who decided; the user of this session by default.")] = None,
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
) -> None:
    """Put a score in the place of the grader's, with a reason; no later grading or regrading takes it away."""
    from autograders.grading.overriding import override_score

    written = override_score(opened_course(course), candidate, criterion, points, reason, author or getpass.getuser())
    former = "none" if written.former_score is None else shown(written.former_score)
    typer.echo(f"{candidate}, {criterion}: {former} -> {shown(written.points)} of {shown(written.maximum)}.")
    typer.echo("Feedback pages show it after 'nbgrader generate_feedback --force'.")
