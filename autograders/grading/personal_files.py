"""Which files of a course are of one candidate, or name one among others."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError

from .mentions import Mentions
from .setting_aside import SECRET_FILE, SET_ASIDE

MAXIMUM_SECRET_BYTES = 1024
REPORTS = "reports"
LOG = ".nbgrader.log"
# What a zipped report may hold: beyond, it counts as naming everybody.
MAXIMUM_MEMBER_BYTES = 50 * 1024**2


def check_name(candidate: str) -> None:
    """Raise ``AtelierError`` where an identifier cannot be that of a candidate's folder."""
    if candidate in ("", ".", "..") or "/" in candidate or "\\" in candidate or "\0" in candidate:
        raise AtelierError(
            f"'{candidate}': no identifier of a candidate (the name of a folder in submitted/ is expected, "
            "such as those that 'atelier grade' lists)."
        )


def exchange_folder(config: Any) -> Path:
    """Return the folder of nbgrader's exchange, as a configuration of nbgrader says."""
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeCollect

    return Path(ExchangeCollect(coursedir=CourseDirectory(config=config), config=config).root)


def personal_files(course: Course, exchange: Path, candidate: str) -> dict[str, tuple[Path, ...]]:
    """Return a candidate's files and folders by where they are; those that are not there are left out.

    What depends on others comes first: the pages of feedback in the exchange are named after a secret that lies with
    the hand-ins.

    Parameters
    ----------
    course : Course
    exchange : Path
        Folder of nbgrader's exchange.
    candidate : str
    """
    own = {
        "exchange": (*_feedback_in_exchange(course, exchange, candidate), *_inbound(course, exchange, candidate)),
        "reports": tuple(_reports(course.folder / REPORTS, candidate)),
        "feedback": (course.folder / "feedback" / candidate,),
        "set aside": (course.folder / SET_ASIDE / candidate,),
        "autograded": (course.folder / "autograded" / candidate,),
        "submitted": (course.folder / "submitted" / candidate,),
    }
    there = {name: tuple(path for path in paths if path.exists() or path.is_symlink()) for name, paths in own.items()}
    return {name: paths for name, paths in there.items() if paths}


def count_files(paths: Iterable[Path]) -> int:
    """Return how many files there are, folders looked into and links not followed."""
    return sum(
        sum(not item.is_dir() or item.is_symlink() for item in path.rglob("*"))
        if path.is_dir() and not path.is_symlink()
        else 1
        for path in paths
    )


def remove(path: Path) -> None:
    """Remove a file, a link or a folder; what is gone already is no fault."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def forget_in_log(course: Course, candidate: str) -> int:
    """Remove the lines of nbgrader's log that name a candidate, and return how many there were."""
    log = course.folder / LOG
    if not log.is_file():
        return 0
    lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
    kept = [line for line in lines if candidate not in line]
    if len(kept) < len(lines):
        log.write_text("".join(kept), encoding="utf-8")
    return len(lines) - len(kept)


def _inbound(course: Course, exchange: Path, candidate: str) -> Iterator[Path]:
    inbound = exchange / course.settings.course_id / "inbound"
    for path in sorted(inbound.iterdir()) if inbound.is_dir() else ():
        # As nbgrader reads such a name.
        if path.name.rsplit("+", 3)[0] == candidate:
            yield path


def _feedback_in_exchange(course: Course, exchange: Path, candidate: str) -> Iterator[Path]:
    from nbgrader.utils import notebook_hash

    pages = exchange / course.settings.course_id / "feedback"
    if not pages.is_dir():
        return
    places = [course.folder / step / candidate for step in ("submitted", "autograded", "feedback")]
    found = [path for place in places for path in sorted(place.glob(f"*/{SECRET_FILE}"))]
    found += [folder / SECRET_FILE for folder in _inbound(course, exchange, candidate)]
    secrets = {text for path in found if (text := _secret(path))}
    notebooks = {path.stem for path in (course.folder / "release").glob("*/*.ipynb")}
    for name in sorted(notebook_hash(secret=secret, notebook_id=book) for secret in secrets for book in notebooks):
        yield pages / f"{name}.html"


def _secret(path: Path) -> str:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAXIMUM_SECRET_BYTES:
        return ""
    return path.read_text("utf-8", "replace")


def _reports(folder: Path, candidate: str) -> Iterator[Path]:
    """Yield the reports in which a candidate may be named: all can be made again."""
    mentions = Mentions([candidate])
    names = {candidate, quote(candidate, safe="")}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (any(name in path.name for name in names) or _may_name(path, mentions)):
            yield path


def _may_name(path: Path, mentions: Mentions) -> bool:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return any(_member_may_name(archive, member, mentions) for member in archive.infolist())
    return _text_names(path.read_bytes(), mentions)


def _member_may_name(archive: Any, member: zipfile.ZipInfo, mentions: Mentions) -> bool:
    if member.file_size > MAXIMUM_MEMBER_BYTES or mentions.found(member.filename):
        return True
    return _text_names(archive.read(member), mentions)


def _text_names(content: bytes, mentions: Mentions) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # A PDF file, for one: what cannot be read cannot be excluded.
        return True
    return mentions.found(text)
