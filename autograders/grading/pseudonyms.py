"""A pseudonym in a candidate's place: drawn at random, the same everywhere, and not to be led back.

Which pseudonym a candidate gets is written down while the work lasts, so that it is the same when the work is begun
again; at its end that note is removed.
"""

import json
import secrets
import shutil
from pathlib import Path

from autograders.assignments import Course
from autograders.candidate.cases import variant_index
from autograders.candidate.errors import AtelierError

from .mentions import Mentions
from .personal_files import remove
from .setting_aside import TIMESTAMP_FILE
from .submissions import UnreadableError, submitted_bytes

NOTES = Path(".atelier") / "anonymising"
PREFIX = "anonyme-"
PSEUDONYM_BYTES = 6
# Some seconds; the odds of one draw are those of as many variants in a row as there are assignments.
MAXIMUM_DRAWS = 1_000_000


def new_pseudonym(course: Course, candidate: str) -> str:
    """Return a pseudonym that works on the candidate's variants, so that answers stay judged by the same truth.

    Raises
    ------
    AtelierError
        If none is found.
    """
    counts = {
        folder.name: len(course.variants(folder.name))
        for folder in sorted((course.folder / "submitted" / candidate).glob("*"))
        if course.variants_folder(folder.name).is_dir()
    }
    wanted = {activity: variant_index(candidate, activity, count) for activity, count in counts.items()}
    for _ in range(MAXIMUM_DRAWS):
        name = PREFIX + secrets.token_hex(PSEUDONYM_BYTES)
        if all(variant_index(name, activity, count) == wanted[activity] for activity, count in counts.items()):
            return name
    raise AtelierError(
        f"{candidate}: too many assignments with too many variants for a pseudonym that works on the same ones. "
        "Erase the candidate (without --anonymise)."
    )


def kept_pseudonym(course: Course, candidate: str) -> str:
    """Return the pseudonym of an anonymisation that was broken off; empty where there was none."""
    try:
        return (course.folder / NOTES / candidate).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def keep_pseudonym(course: Course, candidate: str, pseudonym: str) -> None:
    """Write a pseudonym down until ``forget_pseudonym``."""
    folder = course.folder / NOTES
    folder.mkdir(parents=True, exist_ok=True)
    # Complete or not there at all.
    new = folder / f".{pseudonym}.new"
    new.write_text(pseudonym, encoding="ascii")
    new.replace(folder / candidate)


def forget_pseudonym(course: Course, candidate: str) -> None:
    """Remove the note that leads from the pseudonym back to the candidate."""
    folder = course.folder / NOTES
    if folder.is_dir():
        (folder / candidate).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def put_under_pseudonym(step: Path, candidate: str, pseudonym: str, mentions: Mentions) -> None:
    """Give a candidate's folder to a pseudonym: notebooks and time stamps stay, other files go.

    Parameters
    ----------
    step : Path
        ``submitted/`` or ``autograded/`` of the course.
    candidate, pseudonym : str
    mentions : Mentions
        Names that notebooks must not hold any more.
    """
    own = step / candidate
    if own.is_symlink():
        own.unlink()
    if not own.is_dir():
        return
    for path in sorted(own.glob("*/*")):
        if not (path.name == TIMESTAMP_FILE and path.is_file()) and not _is_cleaned(path, pseudonym, mentions):
            remove(path)
    for path in sorted(own.iterdir()):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
    own.rename(step / pseudonym)


def _is_cleaned(path: Path, pseudonym: str, mentions: Mentions) -> bool:
    """Take a person's names out of a notebook, and tell whether that could be done."""
    if path.suffix != ".ipynb":
        return False
    try:
        notebook = json.loads(submitted_bytes(path))
        cleaned = mentions.replaced_within(notebook, pseudonym)
    # No notebook, or one that is nested too deep.
    except (UnreadableError, ValueError, RecursionError):
        return False
    if cleaned != notebook:
        new = path.with_name(f".{path.name}.new")
        # As nbformat writes it; a lone surrogate, which no file can hold, stays escaped.
        text = json.dumps(cleaned, ensure_ascii=True, indent=1, sort_keys=True)
        new.write_text(f"{text}\n", encoding="ascii")
        shutil.copymode(path, new)
        new.replace(path)
    return True
