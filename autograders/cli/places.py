"""Which course a command means."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograders.assignments import Course


def opened_course(folder: Path | None) -> "Course":
    """Return the course in a folder that was named, or else the one in which one works.

    Raises
    ------
    AtelierError
        If there is none. A folder that was named and is no course is never replaced by another.
    """
    from autograders.assignments import open_course
    from autograders.assignments.course import SETTINGS_FILE
    from autograders.candidate.errors import AtelierError

    if folder is not None and not (folder / SETTINGS_FILE).is_file():
        raise AtelierError(f"{folder}: no course there (no {SETTINGS_FILE}). Name the folder that holds it.")
    return open_course(folder)
