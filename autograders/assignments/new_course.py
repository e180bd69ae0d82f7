"""A new course: a folder of its own beside the repository's, or anywhere else."""

import os
import re
from pathlib import Path

from autograders.candidate.errors import AtelierError

from .course import SETTINGS_FILE
from .files import refuse_occupied, replacing
from .repository import Repository

COURSE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
_SETTINGS = """\
# The course that this folder holds. All settings, with their meaning, are in the course.toml of the repository.
format = 1

# nbgrader's name for the course.
course_id = "{course_id}"

# Where exercises and data sets lie: relative to this folder, or absolute.
repository = {repository}

# Each candidate works on one of so many variants of the data.
variants = 3

# Where candidates fetch and submit: relative to this folder, or absolute. Candidates with accounts of their own on this
# machine need a folder that they can reach and that is not inside this one, which they must not be able to read.
exchange = "exchange"
"""
_CONFIGURATION = '''\
"""nbgrader's settings for this course; what is added below wins over what ``configure`` sets."""

from pathlib import Path

from autograders.grading.configuration import configure

c = get_config()  # noqa: F821 - nbgrader defines it
configure(c, Path(__file__).parent)
'''
_IGNORED = """\
*
!.gitignore
!comments.toml
!course.toml
!nbgrader_config.py
"""


def new_course(repository: Repository, folder: Path, course_id: str = "") -> tuple[Path, ...]:
    """Make the folder of a course, all of it or nothing; its secret is made when something is first built in it.

    The folder is for its owner alone: solutions, truths and what candidates hand in will lie there.

    Parameters
    ----------
    repository : Repository
        Whose exercises the course is made of.
    folder : Path
        Missing, or empty.
    course_id : str
        nbgrader's name for the course; that of the folder by default.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    AtelierError
        If the folder holds something, or the name does not fit.
    """
    folder = folder.absolute()
    course_id = course_id or folder.name
    if not COURSE_ID.fullmatch(course_id):
        raise AtelierError(
            f"'{course_id}': no name for a course (letters, digits, point, hyphen and underscore are expected, 63 at "
            "most). Name it with --id."
        )
    refuse_occupied(folder)
    root = repository.root
    place = Path(os.path.relpath(root, folder)) if folder.is_relative_to(root) else root
    contents = {
        SETTINGS_FILE: _SETTINGS.format(course_id=course_id, repository=_quoted(place.as_posix())),
        "nbgrader_config.py": _CONFIGURATION,
        ".gitignore": _IGNORED,
    }
    with replacing(folder) as new:
        new.chmod(0o700)
        for name, text in contents.items():
            (new / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in contents)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
