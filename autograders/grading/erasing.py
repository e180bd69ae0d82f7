"""Erasing one candidate from a course, or leaving a pseudonym that cannot be led back in the candidate's place.

Every step may be done twice: a run that was killed is repeated, and does what is left.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError

from .mentions import Mentions
from .nbgrader_runs import load_configuration
from .personal_files import check_name, count_files, exchange_folder, forget_in_log, personal_files, remove
from .personal_rows import personal_tables
from .pseudonyms import forget_pseudonym, keep_pseudonym, kept_pseudonym, new_pseudonym, put_under_pseudonym

# What has to stay where a candidate becomes a pseudonym, so that scores can be judged again.
KEPT_UNDER_PSEUDONYM = ("autograded", "submitted")


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What a course keeps, or kept, of one candidate.

    Parameters
    ----------
    candidate : str
    pseudonym : str
        What stands in the candidate's place, or will when an anonymisation that was broken off is done; else empty.
    rows : mapping of str to int
        Rows by database and table, such as ``gradebook: grade``.
    files : mapping of str to int
        Files by where they lie.
    """

    candidate: str
    pseudonym: str = ""
    rows: Mapping[str, int]
    files: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept, nor left of a work that was broken off."""
        return not (self.rows or self.files or self.pseudonym)


def kept_of(course: Course, candidate: str) -> Erasure:
    """Return what a course keeps of a candidate, and change nothing.

    Parameters
    ----------
    course : Course
    candidate : str
        Identifier, as in the gradebook and the names of folders.

    Raises
    ------
    AtelierError
        If that cannot be an identifier, or a database cannot be read.
    """
    check_name(candidate)
    config = load_configuration(course)
    rows = {
        f"{tables.name}: {table}": count
        for tables in personal_tables(course, config)
        for table, count in tables.count(candidate).items()
    }
    files = personal_files(course, exchange_folder(config), candidate)
    return Erasure(
        candidate=candidate,
        pseudonym=kept_pseudonym(course, candidate),
        rows=rows,
        files={name: count_files(paths) for name, paths in files.items()},
    )


def erase_candidate(course: Course, candidate: str) -> Erasure:
    """Remove a candidate from the gradebook, the records and the course's folders; touch nobody else.

    Parameters
    ----------
    course : Course
    candidate : str

    Returns
    -------
    Erasure
        What was removed.

    Raises
    ------
    AtelierError
        As for ``kept_of``; if a file cannot be removed or a database cannot be written. What is left then, the same
        call removes.
    """
    found = kept_of(course, candidate)
    config = load_configuration(course)
    # After an anonymisation that was broken off, something may be under either name.
    for name in filter(None, (candidate, found.pseudonym)):
        _remove_files(course, config, name)
        for tables in personal_tables(course, config):
            tables.delete(name)
    forget_pseudonym(course, candidate)
    return replace(found, pseudonym="")


def anonymise_candidate(course: Course, candidate: str) -> Erasure:
    """Put a pseudonym in a candidate's place: scores, answers and notebooks stay, names go.

    The pseudonym is drawn at random among those that work on the same variants, and is the same everywhere. Where the
    kept notebooks and remarks name the candidate, they name the pseudonym then. Feedback pages, reports, hand-ins in
    the exchange and all files beside the notebooks are removed. What an answer says stays as it is.

    Parameters
    ----------
    course : Course
    candidate : str

    Returns
    -------
    Erasure
        What was found under the candidate's name.

    Raises
    ------
    AtelierError
        As for ``erase_candidate``; if no pseudonym fits the variants.
    """
    found = kept_of(course, candidate)
    if found.is_empty:
        return found
    config = load_configuration(course)
    pseudonym = found.pseudonym or new_pseudonym(course, candidate)
    databases = personal_tables(course, config)
    names = [name for tables in databases for name in tables.candidate_names(candidate)]
    mentions = Mentions([candidate, *names])
    keep_pseudonym(course, candidate, pseudonym)
    _remove_files(course, config, candidate, but=KEPT_UNDER_PSEUDONYM)
    for step in KEPT_UNDER_PSEUDONYM:
        with _told():
            put_under_pseudonym(course.folder / step, candidate, pseudonym, mentions)
    for tables in databases:
        tables.rename(candidate, pseudonym, mentions)
    forget_pseudonym(course, candidate)
    return replace(found, pseudonym=pseudonym)


def _remove_files(course: Course, config: Any, candidate: str, but: tuple[str, ...] = ()) -> None:
    with _told():
        for name, paths in personal_files(course, exchange_folder(config), candidate).items():
            for path in () if name in but else paths:
                remove(path)
        forget_in_log(course, candidate)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AtelierError(
            f"{error.filename}: cannot be removed or changed ({error.strerror}). Correct the rights and give the same "
            "command again: it does what is left."
        ) from None
