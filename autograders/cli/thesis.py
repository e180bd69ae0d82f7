"""``atelier thesis``."""

from pathlib import Path
from typing import Annotated

import typer

from .output import print_json, print_table

thesis = typer.Typer(no_args_is_help=True, help="Look at a thesis's report before a jury reads it.")
_SIGNS = {True: "", False: "à voir", None: ""}


@thesis.callback()
def _thesis() -> None:
    """Look at a thesis's report before a jury reads it."""


@thesis.command()
def check(
    file: Annotated[Path, typer.Argument(help="The report: PDF, or DOCX.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the facts as JSON.")] = False,
) -> None:
    """State length, parts, references, figures and tables of a report, with their places, in French; never a mark.

    Exit status 1 if something is not as the referential asks, or does not fit together.
    """
    from autograders.assignments import open_repository
    from autograders.grading.documents import read_confined
    from autograders.reports.thesis_check import CONVENTIONS, thesis_facts

    facts = thesis_facts(read_confined(file), open_repository().referential.thesis)
    if as_json:
        print_json(
            {
                "file": str(file),
                "facts": [
                    {"name": fact.name, "found": fact.found, "where": fact.where, "fits": fact.fits} for fact in facts
                ],
                "conventions": CONVENTIONS,
            }
        )
    else:
        rows = [[fact.name, fact.found, fact.where, _SIGNS[fact.fits]] for fact in facts]
        print_table(["Relevé", "Trouvé", "Où", ""], rows)
        for convention in CONVENTIONS:
            typer.echo(convention)
    if any(fact.fits is False for fact in facts):
        raise typer.Exit(1)
