"""``atelier build``."""

from pathlib import Path
from typing import Annotated

import typer

from .output import work_in_progress
from .places import opened_course


def build(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
) -> None:
    """Make an activity's variants, its nbgrader source and its release, all of them or nothing."""
    from autograders.assignments import build_activity

    opened = opened_course(course)
    package = opened.repository.find_activity(activity)
    with work_in_progress() as progress:
        report = build_activity(opened, package, progress)
    remade = f"{len(report.remade)} new" if report.remade else "none new"
    typer.echo(f"{report.activity}: notebooks: {len(report.notebooks)}; variants: {len(report.variants)}, {remade}.")
    if report.superseded:
        numbers = ", ".join(map(str, report.superseded))
        typer.echo(
            f"The data of variant {numbers} are no longer those of the former build: answers that were made on them "
            "go to review. Hand the release out again."
        )
    typer.echo(f"Hand out {report.release}")
