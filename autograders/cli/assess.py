"""``atelier assess``."""

import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import points, print_json, print_table
from .places import opened_course

if TYPE_CHECKING:
    from autograders.grading.consolidating import Consolidated

assess = typer.Typer(
    no_args_is_help=True,
    help="Grade by levels 0 to 4 what persons grade: rubrics, orals, the thesis; one, two or more graders for a piece.",
)
Grader = Annotated[str, typer.Option(help="Who grades.")]
Arbiter = Annotated[bool, typer.Option("--arbiter", help="This person settles what graders disagree on.")]
CourseFolder = Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what the pieces come to as JSON.")]


@assess.command()
def sheet(
    activity: Annotated[str, typer.Argument(help="Such as A2.1, or THESIS.")],
    file: Annotated[Path, typer.Argument(help="The workbook to be written, such as grades.xlsx.")],
    grader: Grader,
    arbiter: Arbiter = False,
    course: CourseFolder = None,
) -> None:
    """Write a grading sheet: a row for each candidate and criterion, with what each level looks like.

    The arbiter's holds only what graders disagree on.
    """
    from autograders.reports.grading_sheets import write_sheet

    rows = write_sheet(opened_course(course), activity, grader, file, is_arbiter=arbiter)
    typer.echo(f"{file}: {rows} rows.")


@assess.command()
def read(
    file: Annotated[Path, typer.Argument(help="A grading sheet, filled in.")],
    course: CourseFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take in a grading sheet, all of it or nothing; rows without a level are left for later.

    Exit status 1 if graders disagree by two levels or more on one of its pieces.
    """
    from autograders.grading.assessing import keep_assessments
    from autograders.reports.grading_sheets import read_sheet

    opened = opened_course(course)
    _tell(keep_assessments(opened, read_sheet(opened, file).assessments), as_json)


@assess.command()
def give(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    criterion: Annotated[str, typer.Argument(help="Such as A4.1.oral.posture.")],
    level: Annotated[int, typer.Argument(help="0 to 4, as the criterion's grid describes them.")],
    grader: Grader,
    remark: Annotated[str, typer.Option(help="Kept, and shown in the reports.")] = "",
    arbiter: Arbiter = False,
    course: CourseFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give one level.

    Exit status 1 if graders disagree by two levels or more on the piece.
    """
    from autograders.grading.assessing import keep_assessments
    from autograders.reports.pieces import single_assessment

    opened = opened_course(course)
    given = single_assessment(opened, candidate, criterion, level, grader, remark, is_arbiter=arbiter)
    _tell(keep_assessments(opened, [given]), as_json)


@assess.command()
def formgrader(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    grader: Grader,
    course: CourseFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take the scores that one person gave in formgrader as that person's levels, for a second person to grade, too.

    Exit status 1 if a score lies between two levels, which is left, or graders disagree.
    """
    from autograders.grading.assessing import keep_assessments
    from autograders.reports.pieces import formgrader_assessments

    opened = opened_course(course)
    given, between = formgrader_assessments(opened, activity, grader)
    for piece in between:
        score, maximum = piece.formgrader_score, piece.cell.maximum if piece.cell else None
        left = f"{points(score)} of {points(maximum)} points is no level; left out."
        typer.echo(f"{piece.candidate.id}, {piece.criterion.id}: {left}", err=True)
    _tell(keep_assessments(opened, given), as_json)
    if between:
        raise typer.Exit(1)


@assess.command()
def defence(
    candidate: Annotated[str, typer.Argument(help="As in the gradebook.")],
    spans: Annotated[list[str], typer.Argument(help="START-END of each stage in minutes, such as 0-35 35-60 60-72.")],
    author: Annotated[str | None, typer.Option(help="Who noted them; the user of this session by default.")] = None,
    course: CourseFolder = None,
) -> None:
    """Note how long the stages of a thesis defence lasted.

    Exit status 1 if a stage, or the whole, is shorter or longer than the referential says.
    """
    from autograders.grading.defences import keep_defence
    from autograders.reports.gathering import facts_of
    from autograders.reports.jury import defence_of

    opened = opened_course(course)
    facts_of(opened, candidate)
    noted = keep_defence(opened, candidate, spans, author or getpass.getuser())
    course_of_it = defence_of(opened.repository.referential.thesis, {time.stage: time for time in noted})
    stages = (*course_of_it.stages, course_of_it.whole)
    rows = [
        [stage.title, str(stage.minutes), f"{stage.expected.minimum}-{stage.expected.maximum}", stage.finding]
        for stage in stages
    ]
    print_table(["stage", "minutes", "expected", "finding"], rows)
    if not all(stage.fits for stage in stages):
        raise typer.Exit(1)


def _tell(pieces: "Mapping[tuple[str, str], Consolidated]", as_json: bool) -> None:
    from autograders.grading.consolidating import said

    if as_json:
        print_json(
            [
                {
                    "candidate": candidate,
                    "criterion": criterion,
                    "standing": piece.standing.value,
                    "level": None if piece.level is None else float(piece.level),
                    "levels": {item.grader: item.level for item in piece.assessments},
                }
                for (candidate, criterion), piece in pieces.items()
            ]
        )
    else:
        for (candidate, criterion), piece in pieces.items():
            typer.echo(f"{candidate}, {criterion}: {said(piece)}")
    if any(piece.is_disputed for piece in pieces.values()):
        raise typer.Exit(1)
