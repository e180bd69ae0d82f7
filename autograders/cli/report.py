"""``atelier report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .places import opened_course

if TYPE_CHECKING:
    from autograders.assignments import Course
    from autograders.reports.writing import Report

report = typer.Typer(
    no_args_is_help=True,
    help="Make sheets of results: HTML and PDF to read and print, XLSX and CSV for the numbers.",
)
Folder = Annotated[Path | None, typer.Option(help="Where to write; reports/ in the course by default.")]
CourseFolder = Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")]
Pdf = Annotated[bool, typer.Option(help="Also make a PDF.")]


@report.command()
def candidate(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
) -> None:
    """Tell a candidate verdicts and advice by criterion, with the evidence, and a profile by activity."""
    from autograders.reports.writing import candidate_report

    opened = opened_course(course)
    _write(opened, candidate_report(opened, candidate), folder, pdf)


@report.command()
def cohort(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
) -> None:
    """Show a class in one activity: heat map, distributions, misconceptions, who needs help on what."""
    from autograders.reports.writing import cohort_report

    opened = opened_course(course)
    _write(opened, cohort_report(opened, activity), folder, pdf)


@report.command()
def jury(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    bloc: Annotated[str | None, typer.Option(help="Only this bloc, such as B2, or THESIS; all by default.")] = None,
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
) -> None:
    """Make a candidate's sheets for the jury, one per bloc and the thesis: weights, criteria, remarks, signatures.

    Exit status 1 if the jury that course.toml names is not the one that the thesis asks for.
    """
    from autograders.reports.writing import jury_report

    opened = opened_course(course)
    _write(opened, jury_report(opened, candidate, bloc), folder, pdf)


@report.command()
def agreement(
    activity: Annotated[str, typer.Argument(help="Such as A2.1, or THESIS.")],
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
) -> None:
    """Say how far two graders agree (Cohen's kappa), and on which pieces they do not."""
    from autograders.reports.writing import agreement_report

    opened = opened_course(course)
    _write(opened, agreement_report(opened, activity), folder, pdf)


@report.command()
def integrity(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the facts as JSON, and write no file.")] = False,
) -> None:
    """Show facts to look at, with the evidence: answers of another variant, common wrong answers, similar code.

    Facts are no verdict: no score changes, and the page says what would explain them innocently.
    """
    from autograders.reports.writing import integrity_report

    from .output import print_json

    opened = opened_course(course)
    made = integrity_report(opened, activity)
    if as_json:
        print_json(
            {table.name: [dict(zip(table.header, row, strict=True)) for row in table.rows] for table in made.tables}
        )
    else:
        _write(opened, made, folder, pdf)


@report.command()
def items(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    folder: Folder = None,
    course: CourseFolder = None,
    pdf: Pdf = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON; write no file.")] = False,
) -> None:
    """Say how the criteria of an activity behave: difficulty, discrimination, reliability, variants, misconceptions.

    Exit status 1 if a criterion or a variant misbehaves.
    """
    from autograders.reports.writing import items_report

    from .output import print_json

    opened = opened_course(course)
    made, document = items_report(opened, activity)
    if as_json:
        print_json(document)
        raise typer.Exit(1 if made.to_look_at else 0)
    _write(opened, made, folder, pdf)


@report.command()
def appeal(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    folder: Folder = None,
    course: CourseFolder = None,
) -> None:
    """Put a candidate's whole file into one archive: answers, verdicts, history, notebooks, overrides."""
    from autograders.reports.appeal import write_appeal
    from autograders.reports.writing import FOLDER, file_name

    opened = opened_course(course)
    path = (folder or opened.folder / FOLDER) / f"appeal-{file_name(candidate)}.zip"
    typer.echo(write_appeal(opened, candidate, path))


def _write(course: "Course", made: "Report", folder: Path | None, pdf: bool) -> None:
    from autograders.reports.writing import FOLDER, write_report

    for path in write_report(made, folder or course.folder / FOLDER, pdf=pdf):
        typer.echo(path)
    for remark in made.to_look_at:
        typer.echo(remark, err=True)
    if made.to_look_at:
        raise typer.Exit(1)
