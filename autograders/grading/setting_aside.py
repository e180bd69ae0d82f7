"""What must not reach nbgrader's copier: links, pipes, floods of files, a time stamp that is none.

nbgrader follows links and copies whatever lies beside a notebook, and hands ``timestamp.txt`` to a parser that
takes hours for some megabytes. Such files are moved away before it begins; nothing is deleted.
"""

import re
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from dateutil import parser

TIMESTAMP_FILE = "timestamp.txt"
# After it nbgrader names the page that it gives back through the exchange.
SECRET_FILE = "submission_secret.txt"  # noqa: S105 - the name of a file
# What nbgrader itself lays beside the notebooks of a hand-in.
OWN_FILES = (TIMESTAMP_FILE, SECRET_FILE)
# As nbgrader writes it: 2026-06-01 09:30:00.000000 UTC, with or without fractions and zone.
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?( ?[A-Za-z/_+-]{1,32}| ?[+-]\d\d:?\d\d)?\s*")
MAXIMUM_TIMESTAMP_BYTES = 100
MAXIMUM_FILES = 200
MAXIMUM_DEPTH = 8
MAXIMUM_OTHER_FILE_BYTES = 20 * 1024**2
SET_ASIDE = Path(".atelier") / "set_aside"


def set_aside_strange_files(course_folder: Path, activity: str, candidate: str = "*") -> tuple[str, ...]:
    """Move away what candidates handed in and nbgrader must not touch.

    Parameters
    ----------
    course_folder : Path
    activity : str
        nbgrader's assignment.
    candidate : str
        A folder's name, or a pattern.

    Returns
    -------
    tuple of str
        ``candidate/activity/path`` of each entry that was moved to ``.atelier/set_aside/`` of the course.
    """
    submitted = course_folder / "submitted"
    moved = []
    for folder in sorted(submitted.glob(f"{candidate}/{activity}")):
        for path in list(_strange_entries(folder)):
            relative = path.relative_to(submitted)
            destination = course_folder / SET_ASIDE / relative
            destination.parent.mkdir(parents=True, exist_ok=True)
            _make_room(destination)
            # A rename: what a link leads to stays where it is, a pipe is not opened.
            path.rename(destination)
            moved.append(str(relative))
    return tuple(moved)


def _strange_entries(folder: Path, depth: int = 1, counted: list[int] | None = None) -> Iterator[Path]:
    counted = [0] if counted is None else counted
    if folder.is_symlink():
        yield folder
        return
    # Notebooks first: it is the rest that is too much.
    for path in sorted(folder.iterdir(), key=lambda path: (path.suffix != ".ipynb", path.name)):
        counted[0] += 1
        details = path.lstat()
        if stat.S_ISDIR(details.st_mode):
            if depth >= MAXIMUM_DEPTH or counted[0] > MAXIMUM_FILES or path.name == TIMESTAMP_FILE:
                yield path
            else:
                yield from _strange_entries(path, depth + 1, counted)
        elif not stat.S_ISREG(details.st_mode) or counted[0] > MAXIMUM_FILES or _is_unfit(path, details.st_size):
            yield path


def _is_unfit(path: Path, size_bytes: int) -> bool:
    if path.name == TIMESTAMP_FILE:
        return size_bytes > MAXIMUM_TIMESTAMP_BYTES or not _is_time(path.read_text("utf-8", "replace"))
    # Notebooks have a bound and a message of their own.
    return path.suffix != ".ipynb" and size_bytes > MAXIMUM_OTHER_FILE_BYTES


def _is_time(text: str) -> bool:
    """Whether nbgrader, which reads it with the same parser, finds a time in a time stamp."""
    if not TIMESTAMP.fullmatch(text):
        return False
    try:
        time = parser.parse(text)
        # nbgrader sets it to UTC, which some times of the first and the last day do not bear.
        time.replace(tzinfo=None) - (time.utcoffset() or timedelta())
    except (ValueError, OverflowError):
        return False
    return True


def _make_room(destination: Path) -> None:
    if destination.is_dir() and not destination.is_symlink():
        shutil.rmtree(destination)
    else:
        destination.unlink(missing_ok=True)
