"""``atelier regrade``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import points, print_json, print_table, work_in_progress
from .places import opened_course

if TYPE_CHECKING:
    from autograders.grading import RegradingRun
    from autograders.records import ScoredVerdict

VERSION_CHARACTERS = 12


def regrade(
    activity: Annotated[str, typer.Argument(help="Such as A2.1.")],
    candidate: Annotated[
        list[str] | None, typer.Option(help="Only this candidate; may be repeated. All by default.")
    ] = None,
    course: Annotated[Path | None, typer.Option(help="Folder of the course; course/ by default.")] = None,
    feedback: Annotated[bool, typer.Option(help="Also make feedback pages, where verdicts changed.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print what changed as JSON.")] = False,
) -> None:
    """Judge stored answers by the present graders, without running a submission; say whose score changed and why.

    Manual scores and comments stay. Only a function that the grader calls otherwise than before is tried again, in
    confinement. Exit status 1 if a person has to look at something.
    """
    from autograders.grading import RegradingStatus, generate_feedback, regrade_activity

    opened = opened_course(course)
    package = opened.repository.find_activity(activity)
    with work_in_progress() as progress:
        run = regrade_activity(opened, package, candidate or None, progress)
        # The pages are made of what was handed in, too.
        folders = {path.parent.name for path in (opened.folder / "submitted").glob(f"*/{package.name}")}
        changed = [result.candidate for result in run.candidates if result.changes and result.candidate in folders]
        pages = generate_feedback(opened, package, changed, progress) if feedback and changed else None
    problems = {} if pages is None else pages.problems
    if as_json:
        print_json(_as_json(run) | {"feedback_problems": problems})
    else:
        _print(run)
        for name, problem in problems.items():
            typer.echo(f"{name}: no feedback page: {problem}")
    look = (RegradingStatus.TO_REVIEW, RegradingStatus.FAILED)
    if problems or any(result.status in look for result in run.candidates):
        raise typer.Exit(1)


def _print(run: "RegradingRun") -> None:
    from autograders.grading import RegradingStatus

    rows = [
        [result.candidate, change.criterion, _score(change.before), _score(change.after), "; ".join(change.reasons)]
        for result in run.candidates
        for change in result.changes
        if change.score_changed
    ]
    if rows:
        print_table(["candidate", "criterion", "before", "after", "why"], rows)
    for result in run.candidates:
        told = {"": result.problem, **result.left, **result.unsettled, **result.faults}
        for place, why in told.items():
            if why:
                typer.echo(f"{result.candidate}: {f'{place}: ' if place else ''}{why}")
    for grader in run.graders:
        former = ", ".join(version[:VERSION_CHARACTERS] for version in grader.before if version != grader.after)
        said = f"was {former}" if former else "as before"
        typer.echo(f"Grader of {grader.exercise}: {grader.after[:VERSION_CHARACTERS]} ({said}).")
    counts = {status: sum(result.status is status for result in run.candidates) for status in RegradingStatus}
    told_counts = ", ".join(f"{count} {status}" for status, count in counts.items())
    typer.echo(f"{told_counts}; notebooks tried again: {run.tried_again}; {run.seconds:.1f} s.")


def _score(item: "ScoredVerdict | None") -> str:
    return "-" if item is None else f"{points(item.points)}/{points(item.maximum)}"


def _as_json(run: "RegradingRun") -> dict[str, Any]:
    return {
        "activity": run.activity,
        "graders": [
            {"exercise": item.exercise, "before": list(item.before), "after": item.after} for item in run.graders
        ],
        "candidates": [
            {
                "candidate": result.candidate,
                "status": result.status,
                "changes": [
                    {
                        "exercise": change.exercise,
                        "criterion": change.criterion,
                        "before": None if change.before is None else change.before.points,
                        "after": change.after.points,
                        "maximum": change.after.maximum,
                        "why": list(change.reasons),
                    }
                    for change in result.changes
                ],
                "left": dict(result.left),
                "to_review": dict(result.unsettled),
                "faults": dict(result.faults),
                "problem": result.problem,
            }
            for result in run.candidates
        ],
        "tried_again": run.tried_again,
        "seconds": run.seconds,
    }
