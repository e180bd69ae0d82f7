"""nbgrader's converters run in this process, as its own commands would, one candidate at a time."""

import glob
import io
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config import Config, PyFileConfigLoader

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError

from .configuration import configure

CONFIGURATION_FILE = "nbgrader_config.py"
_OUR_CLASS = re.compile(r"^autograders\.[\w.]*: ")
_ERROR_LINE = re.compile(r"^[\w.]*(?:Error|Exception|Entry)\b.*", re.MULTILINE)


def load_configuration(course: Course) -> Any:
    """Return the nbgrader configuration of a course: its ``nbgrader_config.py``, or what ``configure`` sets.

    Raises
    ------
    AtelierError
        If the file raises an exception.
    """
    if (course.folder / CONFIGURATION_FILE).is_file():
        try:
            return PyFileConfigLoader(CONFIGURATION_FILE, path=str(course.folder)).load_config()
        except AtelierError:
            raise
        # The boundary around a file that an instructor writes.
        except Exception as error:  # noqa: BLE001
            raise AtelierError(
                f"{course.folder / CONFIGURATION_FILE}: {type(error).__name__}: {error}. Correct the file."
            ) from None
    config = Config()
    configure(config, course.folder)
    return config


def check_gradebook(config: Any) -> None:
    """Raise ``AtelierError`` where the gradebook cannot be read, before any submission is run in vain."""
    url = CourseDirectory(config=config).db_url
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM assignment"))
    except SQLAlchemyError as error:
        shown = make_url(url).render_as_string(hide_password=True)
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise AtelierError(
            f"{shown}: the gradebook cannot be read ({reason}). Put it back from a backup, or move it away and run "
            "'atelier build' again."
        ) from None
    finally:
        engine.dispose()


def autograde(config: Any, activity: str, candidate: str) -> str:
    """Grade one candidate's submission through nbgrader, and return why that failed; empty when it did not.

    Parameters
    ----------
    config : traitlets.config.Config
    activity, candidate : str
    """
    converter = Autograde(coursedir=_directory(config, activity, candidate), config=config)
    return _problem(converter)


def make_feedback(config: Any, activity: str, candidate: str) -> str:
    """Make one candidate's feedback pages through nbgrader, and return why that failed; empty when it did not."""
    converter = GenerateFeedback(coursedir=_directory(config, activity, candidate), config=config)
    return _problem(converter)


def _directory(config: Any, activity: str, candidate: str) -> CourseDirectory:
    # nbgrader takes the candidate for a pattern of files.
    return CourseDirectory(config=config, assignment_id=activity, student_id=glob.escape(candidate))


def _problem(converter: BaseConverter) -> str:
    converter.force = True
    with warnings.catch_warnings(), _log_of(converter) as log:
        # nbgrader adds rows in an order of which newer versions of SQLAlchemy warn; the rows are there.
        warnings.filterwarnings("ignore", category=SAWarning)
        try:
            converter.start()
        except NbGraderException as error:
            return _reason(log.getvalue(), error)
        # The boundary around one candidate: whatever happens there, the others are graded.
        except Exception as error:  # noqa: BLE001
            return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def _log_of(converter: BaseConverter) -> Iterator[io.StringIO]:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    converter.log.addHandler(handler)
    try:
        yield log
    finally:
        converter.log.removeHandler(handler)


def _reason(log: str, error: NbGraderException) -> str:
    # The log holds the traceback of what went wrong; its last such line says it.
    reasons = _ERROR_LINE.findall(log) or [str(error)]
    # Ours are sentences for a person, who needs no class.
    return " ".join(_OUR_CLASS.sub("", reasons[-1]).split())[:400]


def feedback_pages(config: Any, activity: str, candidate: str) -> tuple[Path, ...]:
    """Return the feedback pages of a candidate that are there."""
    directory = _directory(config, activity, candidate)
    folder = Path(directory.format_path(directory.feedback_directory, candidate, activity))
    return tuple(sorted(folder.glob("*.html")))
