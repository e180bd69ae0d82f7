"""``atelier erase``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from .output import print_json, print_table
from .places import opened_course

CONSENT = "yes"


def erase(
    candidate: Annotated[str, typer.Argument(help="Identifier, as in the gradebook and the names of folders.")],
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="Keep scores and notebooks under a pseudonym that cannot be led back.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was removed as JSON.")] = False,
) -> None:
    """Erase one candidate from gradebook, records, folders and exchange; nobody else's data change.

    A run that was broken off is repeated with the same command. Exit status 1 if nothing is kept of such a candidate,
    or the question was not answered with yes.
    """
    from autograders.grading.erasing import anonymise_candidate, erase_candidate, kept_of

    opened = opened_course(course)
    found = kept_of(opened, candidate)
    if not yes and not found.is_empty:
        _print_counts(found.rows, found.files, to_error=True)
        done = "becomes a pseudonym, for good" if anonymise else "is erased, for good"
        typer.echo(f"{candidate} {done}, in {opened.folder}.", err=True)
        answer = typer.prompt(f"Type '{CONSENT}' to go on", default="no", err=True)
        if answer.strip().lower() != CONSENT:
            typer.echo("Nothing was changed.", err=True)
            raise typer.Exit(1)
    done_with = (anonymise_candidate if anonymise else erase_candidate)(opened, candidate)
    if as_json:
        print_json(
            {
                "candidate": candidate,
                "pseudonym": done_with.pseudonym or None,
                "rows": dict(done_with.rows),
                "files": dict(done_with.files),
            }
        )
    elif not found.is_empty:
        _print_counts(done_with.rows, done_with.files)
        typer.echo(f"{candidate} is now {done_with.pseudonym}." if anonymise else f"{candidate} is erased.")
        typer.echo("Backups, and files that you wrote elsewhere than in the course's folder, are yours to see to.")
    if found.is_empty:
        typer.echo(f"Nothing is kept of '{candidate}' in {opened.folder}. Check the identifier.", err=True)
        raise typer.Exit(1)


def _print_counts(rows: Mapping[str, int], files: Mapping[str, int], *, to_error: bool = False) -> None:
    counts = [[place, str(count), "rows"] for place, count in rows.items()]
    counts += [[place, str(count), "files"] for place, count in files.items()]
    if to_error:
        for place, count, what in counts:
            typer.echo(f"  {place}: {count} {what}", err=True)
    elif counts:
        print_table(["where", "how many", "what"], counts)
