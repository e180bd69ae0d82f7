"""``atelier grade``."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import points, print_json, print_table, work_in_progress
from .places import opened_course

if TYPE_CHECKING:
    from autograders.grading import CandidateResult, CriterionSummary, FeedbackRun, GradingRun


def grade(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    candidate: Annotated[
        list[str] | None, typer.Option(help="Only this candidate; may be repeated. All by default.")
    ] = None,
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Processes on this machine; one per processor by default.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Grade on the workers of this Dask scheduler, such as tcp://192.168.0.1:8786.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Also grade what has not changed since.")] = False,
    feedback: Annotated[bool, typer.Option(help="Also make the feedback pages.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Grade what was collected. Exit status 0 all graded, 1 a person has to look at something, 2 could not run.

    A run that was broken off goes on where it was. What was graded before is not graded again, unless the work, its
    time stamp, the variant, a grader or a limit has changed.
    """
    from autograders.grading import CandidateStatus, criterion_summaries, generate_feedback, grade_activity

    opened = opened_course(course)
    package = opened.repository.find_activity(activity)
    with work_in_progress() as progress:
        run = grade_activity(
            opened, package, candidate or None, progress, workers=workers, scheduler=scheduler, again=again
        )
        pages = generate_feedback(opened, package, candidate or None, progress, workers=workers) if feedback else None
    summaries = criterion_summaries(package, run)
    if as_json:
        print_json(_as_json(run, summaries, pages))
    else:
        _print(run, summaries, pages)
    if (pages and pages.problems) or any(result.status is not CandidateStatus.GRADED for result in run.candidates):
        raise typer.Exit(1)


def _print(run: "GradingRun", summaries: tuple["CriterionSummary", ...], pages: "FeedbackRun | None") -> None:
    from autograders.grading import CandidateStatus

    judged = {criterion for result in run.candidates for criterion in result.scores}
    criteria = [item.criterion for item in summaries if item.criterion in judged]
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
    print_table(
        ["criterion", "mean", "of", "full", "part", "none", "to review"],
        [
            [
                item.criterion,
                "-" if item.mean_points is None else points(item.mean_points),
                points(item.maximum),
                *map(str, (item.full, item.part, item.none, item.to_review)),
            ]
            for item in summaries
        ],
    )
    for result in run.candidates:
        for note in _notes(result):
            typer.echo(f"{result.candidate}: {note}")
    for criterion, count in run.failing.items():
        typer.echo(f"{criterion}: its grader failed for {count} candidates; a person looks at it for all.")
    for name, problem in ({} if pages is None else pages.problems).items():
        typer.echo(f"{name}: no feedback page: {problem}")
    counts = {status: sum(result.status is status for result in run.candidates) for status in CandidateStatus}
    typer.echo(", ".join(f"{count} {status}" for status, count in counts.items()) + f", {run.seconds:.0f} s.")
    if run.confinement is None:
        typer.echo("Nothing has changed since the last run.")
    else:
        typer.echo(f"Confinement: {run.confinement.level}.")
        if run.confinement.unbounded:
            typer.echo(f"Confinement: {run.confinement.unbounded}")
    if pages is not None:
        typer.echo(f"Feedback pages: {pages.folder}")


def _notes(result: "CandidateResult") -> Iterator[str]:
    yield from filter(None, (result.problem, *result.remarks))
    yield from (f"{criterion}: {fault}" for criterion, fault in result.faults.items())


def _as_json(
    run: "GradingRun", summaries: tuple["CriterionSummary", ...], pages: "FeedbackRun | None"
) -> dict[str, Any]:
    return {
        "activity": run.activity,
        "candidates": [
            {
                "candidate": result.candidate,
                "status": result.status,
                "total": result.total,
                "scores": dict(result.scores),
                "notes": list(_notes(result)),
            }
            for result in run.candidates
        ],
        "criteria": [asdict(item) for item in summaries],
        "failing": dict(run.failing),
        "confinement": run.confinement.level if run.confinement else None,
        "memory_bounded_together": None if run.confinement is None else not run.confinement.unbounded,
        "feedback": None if pages is None else {"folder": str(pages.folder), "problems": pages.problems},
        "seconds": round(run.seconds, 1),
    }
