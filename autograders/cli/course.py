"""``atelier course``: a course made, its activities handed out and collected, and where it stands."""

import math
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from .edition import edition
from .output import print_json, print_table
from .places import opened_course

Activity = Annotated[str, typer.Argument(help="Such as A2.1.")]
CourseFolder = Annotated[Path | None, typer.Option("--course", help="Folder of the course; course/ by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]

course = typer.Typer(name="course", no_args_is_help=True, help="Make a course, hand out, collect, see where it stands.")
course.add_typer(edition)


@course.command()
def new(
    folder: Annotated[Path, typer.Argument(help="Missing, or empty.")],
    course_id: Annotated[str, typer.Option("--id", help="nbgrader's name for it; that of the folder by default.")] = "",
) -> None:
    """Make the folder of a course, for its owner alone; its secret is made at the first build."""
    from autograders.assignments import open_repository
    from autograders.assignments.new_course import new_course

    for path in new_course(open_repository(), folder, course_id):
        typer.echo(f"wrote {path}")
    typer.echo(f"Settle what course.toml says, then run 'atelier build A2.1 --course {folder}'.")


@course.command()
def release(activity: Activity, folder: CourseFolder = None, as_json: AsJson = False) -> None:
    """Hand an activity out through nbgrader's exchange, as it is built now."""
    from autograders.grading.exchanging import release_activity
    from autograders.grading.sittings import settle_exam

    opened = opened_course(folder)
    handed_out = release_activity(opened, opened.repository.activity_folder(activity).name)
    if opened.exam(handed_out.activity):
        settle_exam(opened, handed_out.activity)
    if as_json:
        told = {name: str(value) for name, value in asdict(handed_out).items()}
        print_json(told)
        return
    typer.echo(f"{handed_out.activity}: handed out in {handed_out.folder}")
    typer.echo(f"Candidates put {handed_out.configuration} where they work, then run")
    typer.echo(f"  nbgrader fetch_assignment {handed_out.activity}")
    typer.echo(f"  nbgrader submit {handed_out.activity}")


@course.command()
def exam(activity: Activity, folder: CourseFolder = None, as_json: AsJson = False) -> None:
    """Write when an activity ends as an exam, and who has extra time, from course.toml into nbgrader's gradebook.

    Grading does so too; after a change, this says at once who is late, and takes late penalties anew.
    """
    from autograders.grading.sittings import settle_exam

    opened = opened_course(folder)
    times = settle_exam(opened, opened.repository.activity_folder(activity).name)
    due = {name: times.due_for(name).isoformat() for name in times.stated()}
    if as_json:
        print_json({"activity": times.activity, "due_at": times.due_at.isoformat(), "extra_time": due})
        return
    typer.echo(f"{times.activity}: ends at {times.due_at.isoformat()}.")
    for name, when in due.items():
        typer.echo(f"{name}: at {when}.")


@course.command()
def collect(activity: Activity, folder: CourseFolder = None, as_json: AsJson = False) -> None:
    """Collect each candidate's last hand-in. Exit status 1 if one could not be collected."""
    from autograders.grading.exchanging import collect_activity

    opened = opened_course(folder)
    run = collect_activity(opened, opened.repository.activity_folder(activity).name)
    if as_json:
        print_json(asdict(run))
    else:
        for candidate, said in {**run.remarks, **run.problems}.items():
            typer.echo(f"{candidate}: {'not collected: ' if candidate in run.problems else ''}{said}")
        typer.echo(
            f"{run.activity}: {len(run.new)} new, {len(run.updated)} updated, {len(run.unchanged)} unchanged, "
            f"{len(run.problems)} not collected."
        )
    if run.problems:
        raise typer.Exit(1)


@course.command()
def status(folder: CourseFolder = None, as_json: AsJson = False) -> None:
    """Say of each activity whether it is built and handed out, and how many handed in, are graded, to review, late.

    Who is late, and by how much, stands below the table.
    """
    from autograders.grading.standing import course_standing

    standing = course_standing(opened_course(folder))
    if as_json:
        print_json([asdict(item) for item in standing])
        return
    print_table(
        ["activity", "built", "released", "handed in", "collected", "graded", "to review", "late"],
        [
            [
                item.activity,
                "yes" if item.built else "-",
                "yes" if item.released else "-",
                *map(str, (item.submitted, item.collected, item.graded, item.to_review, item.late)),
            ]
            for item in standing
        ],
    )
    for item in standing:
        for candidate, seconds in item.late_seconds.items():
            # A begun second counts, so that nobody is late by nothing.
            typer.echo(f"{item.activity}: {candidate} handed in {timedelta(seconds=math.ceil(seconds))} late.")


@course.command("export-moodle")
def export_moodle(
    activity: Activity,
    file: Annotated[Path, typer.Argument(help="A new file, such as notes.csv.")],
    folder: CourseFolder = None,
    as_json: AsJson = False,
) -> None:
    """Write an activity's marks to a CSV file for Moodle's import of grades.

    Two columns to choose from: the mark out of 20 of the reports, and the sum of nbgrader's points less the late
    penalty. What something missing, or to be looked at by a person, leaves open stays empty, which is said; it never
    counts as zero.
    """
    from autograders.reports.moodle import moodle_lines, write_moodle

    opened = opened_course(folder)
    lines = moodle_lines(opened, opened.repository.find_activity(activity))
    write_moodle(lines, file)
    waiting = {line.candidate.id: line.open for line in lines if line.open}
    marks = sum(line.mark_out_of_20 is not None for line in lines)
    points = sum(line.points is not None for line in lines)
    if as_json:
        print_json({"file": str(file), "marks": marks, "points": points, "without_mark": waiting})
        return
    for candidate, reason in waiting.items():
        typer.echo(f"{candidate}: no mark out of 20: {reason}")
    typer.echo(f"{file}: {len(lines)} candidates, {marks} marks out of 20, {points} sums of points.")
