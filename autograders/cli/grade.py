"""``atelier grade``."""

from pathlib import Path
from typing import Annotated

import typer

from .output import points, print_table, work_in_progress
from .places import opened_course


def grade(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    candidate: Annotated[
        list[str] | None, typer.Option(help="Only this candidate; may be repeated. All by default.")
    ] = None,
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
    feedback: Annotated[bool, typer.Option(help="Also make the feedback pages.")] = True,
) -> None:
    """Grade what was collected, through nbgrader. Exit status 1 if a person has to look at something."""
    from autograders.grading import CandidateStatus, generate_feedback, grade_activity

    opened = opened_course(course)
    package = opened.repository.find_activity(activity)
    with work_in_progress() as progress:
        run = grade_activity(opened, package, candidate or None, progress)
        pages = generate_feedback(opened, package, candidate or None, progress) if feedback else None
    judged = {criterion for result in run.candidates for criterion in result.scores}
    criteria = [item.id for part in package.exercises for item in part.exercise.criteria if item.id in judged]
    print_table(
        ["candidate", *criteria, "total", "status"],
        [
            [
                result.candidate,
                *[points(result.scores.get(criterion)) for criterion in criteria],
                points(result.total),
                result.status,
            ]
            for result in run.candidates
        ],
    )
    for result in run.candidates:
        for note in (result.problem, *result.remarks, *[f"{key}: {text}" for key, text in result.faults.items()]):
            if note:
                typer.echo(f"{result.candidate}: {note}")
    problems = {} if pages is None else pages.problems
    for name, problem in problems.items():
        typer.echo(f"{name}: no feedback page: {problem}")
    counts = {status: sum(result.status is status for result in run.candidates) for status in CandidateStatus}
    typer.echo(", ".join(f"{count} {status}" for status, count in counts.items()) + f", {run.seconds:.0f} s.")
    typer.echo(f"Confinement: {run.confinement.level}.")
    if pages is not None:
        typer.echo(f"Feedback pages: {pages.folder}")
    if problems or any(result.status is not CandidateStatus.GRADED for result in run.candidates):
        raise typer.Exit(1)
