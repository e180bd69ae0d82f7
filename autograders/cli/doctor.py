"""``atelier doctor``."""

from typing import Annotated

import typer

from .output import print_json, work_in_progress


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Examine this machine and name a repair for each fault. Exit status 1 if it cannot grade."""
    from pathlib import Path

    from autograders.authoring.environment import Fitness, examine

    with work_in_progress() as progress:
        findings = examine(Path.cwd(), progress)
    fit = all(finding.fitness is not Fitness.FAULT for finding in findings)
    if as_json:
        rows = [{"name": f.name, "fitness": f.fitness, "detail": f.detail, "repair": f.repair} for f in findings]
        print_json({"ok": fit, "findings": rows})
    else:
        for finding in findings:
            typer.echo(f"{finding.fitness:<8} {finding.name}: {finding.detail}")
            if finding.repair:
                typer.echo(f"{'':<8} -> {finding.repair}")
        typer.echo("This machine can grade." if fit else "This machine cannot grade yet: see the faults above.")
    if not fit:
        raise typer.Exit(1)
