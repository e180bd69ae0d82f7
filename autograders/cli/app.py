"""``atelier``: the commands, and the one place where an error becomes a line and an exit status.

Exit status: 0 all is well; 1 what was checked or graded needs a look; 2 the command could not run.
"""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version as distribution_version
from io import TextIOWrapper
from typing import Annotated

import typer

from .assess import assess
from .build import build
from .course import course
from .coverage import coverage
from .demo import demo
from .doctor import doctor
from .erase import erase
from .exam import exam
from .grade import grade
from .new import new
from .override import override
from .practice import practice
from .progress import progress
from .regrade import regrade
from .report import report
from .thesis import thesis
from .verify import verify

# As Typer has it when the reader of a pipe went away.
OUTPUT_CLOSED = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130

app = typer.Typer(
    name="atelier",
    help="Build, prove and grade the case studies of the course.",
    epilog="Exit status: 0 all is well, 1 something needs a look, 2 the command could not run.",
    add_completion=False,
    no_args_is_help=True,
)
for command in (practice, exam, doctor, new, verify, build, coverage, grade, regrade, erase, override, demo):
    app.command()(command)
app.add_typer(assess, name="assess")
app.add_typer(course)
app.add_typer(progress)
app.add_typer(report, name="report")
app.add_typer(thesis, name="thesis")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"atelier {distribution_version('atelier-maquette')}")
        raise typer.Exit


@app.callback()
def atelier(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Build, prove and grade the case studies of the course."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        0, 1 or 2 as the module says; 130 when interrupted from the keyboard.
    """
    # Before anything imports numpy, and for the processes started from here: variants are made and submissions run side
    # by side, and idle threads of OpenBLAS take their time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without French letters shows an escape instead of failing.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = typer.main.get_command(app).main(
            list(sys.argv[1:] if arguments is None else arguments), prog_name="atelier", standalone_mode=False
        )
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return OUTPUT_CLOSED
    # The boundary of the program: whatever went wrong becomes one line, never a traceback.
    except Exception as error:
        if os.environ.get("ATELIER_TRACEBACK"):
            raise
        from .errors import explained

        for line in explained(error):
            typer.echo(f"atelier: {line}", err=True)
        _discard_output()
        return COULD_NOT_RUN
    return status if isinstance(status, int) else 0


def _discard_output() -> None:
    # What is still buffered for a closed pipe or a full disk would raise once more at exit.
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
