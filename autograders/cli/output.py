"""How the commands print: results on the standard output, everything else on the standard error."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import Any

import typer

from autograders.authoring.progress import Progress

WIDTH_OF_A_FILE = 200


def print_json(value: Any) -> None:
    """Print one JSON document, alone, on the standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def work_in_progress() -> Iterator[Progress]:
    """Show progress bars on the standard error while the work is done; keep the standard output for the result."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars
    from rich.progress import TimeRemainingColumn as TimeLeftColumn
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed
            return Text(f"{rate:.1f}/s" if rate else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeLeftColumn(),
    )
    # The libraries below print now and then: none of it may mix with the result.
    with redirect_stdout(sys.stderr), Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on the standard output."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in header:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*[escape(cell) for cell in row])
    # Into a file or a pipe there is no width to fit into.
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE).print(table)


def points(value: float | None) -> str:
    """Return points as printed; ``?`` while a person has to look."""
    return "?" if value is None else f"{round(value, 2):g}"
