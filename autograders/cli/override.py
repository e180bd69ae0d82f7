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
    """Put a score in the place of the grader's, with a reason, and make the candidate's feedback pages anew.

    No later grading or regrading takes it away. Exit status 1 if the score is written, but a page could not be made.
    """
    from autograders.candidate.errors import AtelierError
    from autograders.grading import generate_feedback
    from autograders.grading.overriding import override_score

    opened = opened_course(course)
    written = override_score(opened, candidate, criterion, points, reason, author or getpass.getuser())
    former = "none" if written.former_score is None else shown(written.former_score)
    typer.echo(f"{candidate}, {criterion}: {former} -> {shown(written.points)} of {shown(written.maximum)}.")
    try:
        activity = opened.repository.find_activity(written.activity)
        problem = generate_feedback(opened, activity, [candidate], workers=1).problems.get(candidate, "")
    except AtelierError as error:
        problem = str(error)
    if problem:
        typer.echo(f"{candidate}: the feedback pages are still those from before: {problem}", err=True)
        raise typer.Exit(1)
