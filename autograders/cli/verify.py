"""``atelier verify``."""

from typing import Annotated

import typer

from .output import print_json, work_in_progress


def verify(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EXERCISE|ACTIVITY]...", help="Such as C2.1.2 or A2.1; everything by default."),
    ] = None,
    variants: Annotated[
        int, typer.Option(min=1, max=200, help="On how many variants accepted submissions must get full marks.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reports as JSON.")] = False,
) -> None:
    """Prove exercises by their bank of submissions and by junk. Exit status 1 if anything is wrong."""
    from autograders.assignments import open_repository
    from autograders.authoring.verify import verify as verify_exercises

    with work_in_progress() as progress:
        reports = verify_exercises(open_repository(), references or [], variants=variants, progress=progress)
    ok = all(report.ok for report in reports)
    if as_json:
        print_json({"ok": ok, "exercises": [report.to_json() for report in reports]})
    else:
        if not reports:
            typer.echo("There is no exercise yet: make one with 'atelier new'.")
        for report in reports:
            for fault in report.faults:
                typer.echo(f"{report.exercise}: {fault}")
            state = "proved" if report.ok else f"faults: {len(report.faults)}"
            typer.echo(f"{report.exercise}: {state} ({report.submissions} submissions, {report.variants} variants)")
    if not ok:
        raise typer.Exit(1)
