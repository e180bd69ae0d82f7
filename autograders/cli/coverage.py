"""``atelier coverage``."""

from dataclasses import asdict
from typing import Annotated

import typer

from .output import print_json, print_table


def coverage(
    as_json: Annotated[bool, typer.Option("--json", help="Print one object per criterion as JSON.")] = False,
) -> None:
    """Say of each criterion of the referential which exercise grades it, how, and whether that is proved."""
    from autograders.assignments import open_repository
    from autograders.authoring.coverage import coverage as covered

    rows = covered(open_repository())
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    print_table(
        ["criterion", "activity", "exercise", "how", "points", "verified"],
        [
            [
                row.criterion,
                row.activity,
                row.exercise or "-",
                row.how,
                f"{row.points:g}" if row.exercise else "-",
                "yes" if row.verified else "-",
            ]
            for row in rows
        ],
    )
    graded = [row for row in rows if row.exercise]
    typer.echo(
        f"{len(graded)} of {len(rows)} criteria have an exercise, {sum(row.verified for row in graded)} are verified."
    )
