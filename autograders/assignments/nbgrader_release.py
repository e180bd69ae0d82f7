"""nbgrader's own part in a build: it checks the source notebooks, makes the released ones, and records the cells."""

import contextlib
import io
import logging
import os
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from autograders.candidate.errors import AtelierError, Fault

from .notebooks import TEXT_STUB
from .percent import SOLUTION_STUB

_ERROR_LINE = re.compile(r"^[\w.]*(?:Error|Exception|Entry)\b.*", re.MULTILINE)


def configure_stubs(config: Any) -> None:
    """Set what nbgrader puts in place of solutions, in an nbgrader configuration.

    Parameters
    ----------
    config : traitlets.config.Config
    """
    config.ClearSolutions.code_stub = {"python": SOLUTION_STUB}
    config.ClearSolutions.text_stub = TEXT_STUB


def metadata_faults(notebook: NotebookNode, where: str) -> list[Fault]:
    """Return what nbgrader's validators say against a source notebook's cell metadata."""
    try:
        MetadataValidator().validate_nb(notebook)
    except (ValidationError, SchemaTooOldError, SchemaTooNewError) as error:
        message = f"nbgrader refuses its cells: {str(error).splitlines()[0]}."
        return [Fault(where, "", message, "Correct the headers of the cells in notebook.py.")]
    return []


def make_release(root: Path, assignment: str) -> None:
    """Make ``<root>/release/<assignment>`` of ``<root>/source/<assignment>``; touch no gradebook.

    Parameters
    ----------
    root : Path
        Absolute.
    assignment : str

    Raises
    ------
    AtelierError
        With nbgrader's reason.
    """
    converter = _converter(CourseDirectory(root=str(root)), assignment)
    converter.no_database = True
    converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
    _run(converter, assignment)


def record_assignment(root: Path, assignment: str, *, gradebook_url: str, course_id: str) -> None:
    """Record the graded cells of ``<root>/source/<assignment>``; submissions that are there already stay.

    Parameters
    ----------
    root : Path
        Absolute; nbgrader writes the notebooks once more into ``<root>/recorded``.
    assignment : str
    gradebook_url : str
        Made where it is missing.
    course_id : str

    Raises
    ------
    AtelierError
        With nbgrader's reason.
    """
    directory = CourseDirectory(root=str(root), release_directory="recorded", db_url=gradebook_url, course_id=course_id)
    with scripts_on_path():
        _run(_converter(directory, assignment), assignment)


@contextlib.contextmanager
def scripts_on_path() -> Iterator[None]:
    """Let nbgrader find ``alembic``, which it runs as a command when it makes a gradebook.

    A virtual environment that was not activated is not on the path.
    """
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _converter(directory: CourseDirectory, assignment: str) -> GenerateAssignment:
    directory.assignment_id = assignment
    config = Config()
    configure_stubs(config)
    return GenerateAssignment(coursedir=directory, config=config)


def _run(converter: GenerateAssignment, assignment: str) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    converter.log.addHandler(handler)
    try:
        converter.start()
    except NbGraderException as error:
        raise AtelierError(_explained(assignment, log.getvalue() or str(error))) from None
    finally:
        converter.log.removeHandler(handler)


def _explained(assignment: str, log: str) -> str:
    # The log holds the traceback of what went wrong; its last line says it.
    reasons = _ERROR_LINE.findall(log) or log.strip().splitlines() or ["no reason given"]
    reason = reasons[-1].strip().rstrip(".")
    if "submissions associated" in log:
        return (
            f"{assignment}: submissions were collected for this assignment, and nbgrader then lets no graded cell nor "
            "notebook be added or removed. Build it under another name, or remove it from the gradebook first with "
            f"'nbgrader db assignment remove {assignment} --force', which removes the scores too."
        )
    return f"{assignment}: nbgrader could not make the assignment ({reason}). Check the gradebook and the disk."
