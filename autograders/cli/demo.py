"""``atelier demo``."""

from pathlib import Path
from typing import Annotated

import typer

from .output import points, print_json, print_table, work_in_progress


def demo(
    folder: Annotated[
        Path | None, typer.Option(help="Where to work; .atelier/demo by default. A former demonstration is replaced.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Build an assignment, simulate twelve candidates, grade them through nbgrader and show the scores."""
    from autograders.assignments import open_repository
    from autograders.authoring.demo import run_demo

    with work_in_progress() as progress:
        report = run_demo(open_repository(), folder or Path(".atelier") / "demo", progress=progress)
    if as_json:
        print_json(report.to_json())
        return
    print_table(
        ["candidate", "story", *report.criteria, "total", "status"],
        [
            [
                row.candidate,
                row.story,
                *[points(row.scores.get(criterion)) for criterion in report.criteria],
                points(row.total),
                row.status,
            ]
            for row in report.candidates
        ],
    )
    for row in report.candidates:
        for remark in row.remarks:
            typer.echo(f"{row.candidate}: {remark}")
    typer.echo(f"Confinement: {report.confinement}. Feedback pages: {report.feedback}")
    typer.echo(f"Done in {report.seconds:.0f} s.")
