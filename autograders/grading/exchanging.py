"""nbgrader's exchange: an activity handed out, what candidates submitted collected, one candidate at a time."""

import glob
import io
import logging
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseAssignment

from autograders.assignments import Course
from autograders.assignments.nbgrader_release import scripts_on_path
from autograders.candidate.cases import CANDIDATE_FILE
from autograders.candidate.errors import AtelierError

from .nbgrader_runs import load_configuration
from .personal_files import exchange_folder
from .setting_aside import TIMESTAMP_FILE

CANDIDATES_FOLDER = "candidates"
# What every candidate received: where it is handed in all the same, it is not collected.
RELEASED_DATA = ("data", "declarations")
KILOBYTE = 1000
_CANDIDATES_CONFIGURATION = '''\
"""Réglages de nbgrader pour un candidat : à placer dans le dossier d’où il retire et remet ses études de cas."""

c = get_config()  # noqa: F821
c.Exchange.root = {root!r}
c.CourseDirectory.course_id = {course_id!r}
# Les carnets se remettent, non les données distribuées, quelle que soit leur taille.
c.CourseDirectory.include = ["*.ipynb", {candidate_file!r}]
c.CourseDirectory.max_dir_size = 100_000_000
'''


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """Where an activity was handed out.

    Parameters
    ----------
    activity : str
    folder : Path
        In the exchange.
    configuration : Path
        nbgrader's settings for candidates.
    """

    activity: str
    folder: Path
    configuration: Path


@dataclass(frozen=True, kw_only=True)
class CollectionRun:
    """What was collected.

    Parameters
    ----------
    activity : str
    new, updated, unchanged : tuple of str
        Candidates: collected first, collected again since they submitted later, and collected before.
    problems : dict of str to str
        Candidate to why the last hand-in was not collected; what was collected before stays.
    remarks : dict of str to str
        Candidate to what nbgrader warns of, such as a hand-in that belongs to another account.
    """

    activity: str
    new: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: dict[str, str]
    remarks: dict[str, str]


def release_activity(course: Course, activity: str) -> HandedOut:
    """Hand an activity out, as it is built now, in place of what was handed out before.

    Parameters
    ----------
    course : Course
    activity : str
        nbgrader's assignment.

    Raises
    ------
    AtelierError
        If it was not built, or the exchange cannot be written.
    """
    course.variants(activity)
    config = load_configuration(course)
    directory = CourseDirectory(config=config, assignment_id=activity)
    # The data of all variants are in it: no bound for submissions is meant for that.
    size = sum(path.stat().st_size for path in course.release(activity).rglob("*") if path.is_file())
    directory.max_dir_size = max(directory.max_dir_size, size // KILOBYTE + 1)
    directory.max_file_size = max(directory.max_file_size, size // KILOBYTE + 1)
    step = ExchangeReleaseAssignment(coursedir=directory, config=config)
    step.force = True
    problem, _ = _done(step)
    if problem:
        raise AtelierError(f"{activity}: not handed out: {problem} Correct the rights, or 'exchange' in course.toml.")
    configuration = course.folder / CANDIDATES_FOLDER / "nbgrader_config.py"
    configuration.parent.mkdir(exist_ok=True)
    settings = {"root": str(exchange_folder(config)), "course_id": course.settings.course_id}
    text = _CANDIDATES_CONFIGURATION.format(**settings, candidate_file=CANDIDATE_FILE)
    configuration.write_text(text, encoding="utf-8")
    return HandedOut(activity=activity, folder=Path(step.dest_path), configuration=configuration)


def submitters(course: Course, exchange: Path, activity: str) -> tuple[str, ...]:
    """Return who submitted something for an activity to the exchange, sorted."""
    inbound = exchange / course.settings.course_id / "inbound"
    if not inbound.is_dir():
        return ()
    # As nbgrader reads such a name.
    parts = [path.name.rsplit("+", 3) for path in inbound.iterdir()]
    return tuple(sorted({part[0] for part in parts if len(part) > 2 and part[1] == activity and part[0]}))


def collect_activity(course: Course, activity: str) -> CollectionRun:
    """Copy each candidate's last hand-in from the exchange to ``submitted/``; no hand-in stops the others.

    Parameters
    ----------
    course : Course
    activity : str
        nbgrader's assignment.

    Returns
    -------
    CollectionRun

    Raises
    ------
    AtelierError
        If the activity was not handed out.
    """
    config = load_configuration(course)
    exchange = exchange_folder(config)
    if not (exchange / course.settings.course_id / "outbound" / activity).is_dir():
        raise AtelierError(f"{activity}: not handed out in {exchange}. Run 'atelier course release {activity}' first.")
    groups: dict[str, list[str]] = {"new": [], "updated": [], "unchanged": []}
    problems: dict[str, str] = {}
    remarks: dict[str, str] = {}
    for candidate in submitters(course, exchange, activity):
        place = course.folder / "submitted" / candidate / activity
        before = _time_stamp(place)
        problem, remark = _collected(course, config, activity, candidate)
        if problem:
            problems[candidate] = problem
            continue
        if remark:
            remarks[candidate] = remark
        after = _time_stamp(place)
        groups["new" if before is None else "unchanged" if after == before else "updated"].append(candidate)
    return CollectionRun(
        activity=activity,
        **{name: tuple(candidates) for name, candidates in groups.items()},
        problems=problems,
        remarks=remarks,
    )


def _collected(course: Course, config: Any, activity: str, candidate: str) -> tuple[str, str]:
    """Collect one candidate's last hand-in; return why that failed, and what nbgrader warns of."""
    # nbgrader takes the candidate for a pattern of files.
    directory = CourseDirectory(config=config, assignment_id=activity, student_id=glob.escape(candidate))
    directory.ignore = [*directory.ignore, *RELEASED_DATA]
    step = ExchangeCollect(coursedir=directory, config=config)
    step.update = True
    inbound = exchange_folder(config) / course.settings.course_id / "inbound"
    return _done(step, lambda: _unfit(step, inbound))


def _unfit(step: Any, inbound: Path) -> str:
    """Return why the hand-in that nbgrader chooses must not be copied: before it removes what was collected before."""
    step.init_src()
    size_bytes = 0
    for record in step.src_records:
        folder = inbound / record["filename"]
        for path in (folder, *folder.rglob("*")):
            details = path.lstat()
            if not (stat.S_ISREG(details.st_mode) or stat.S_ISDIR(details.st_mode)):
                # nbgrader would copy what a link leads to, with the rights of whoever collects.
                return f"{path}: neither file nor folder. Ask for another hand-in, or remove it there."
            size_bytes += details.st_size if stat.S_ISREG(details.st_mode) else 0
    bound = step.coursedir.max_dir_size * KILOBYTE
    if size_bytes > bound:
        return f"{size_bytes} bytes, {bound} at most are collected. Ask for another hand-in, without data."
    return ""


def _time_stamp(place: Path) -> str | None:
    """Return when a hand-in that was collected was submitted; ``None`` where nothing was collected."""
    if not place.is_dir():
        return None
    try:
        return (place / TIMESTAMP_FILE).read_text("utf-8", "replace")
    except OSError:
        return ""


def _done(step: Any, objection: Callable[[], str] = str) -> tuple[str, str]:
    """Run a step of nbgrader's exchange if nothing speaks against it; return why it failed, and its warnings."""
    with _warnings_of(step) as log, scripts_on_path():
        try:
            if objected := objection():
                return objected, ""
            step.start()
        # nbgrader raises a plain RuntimeError for a folder that is too large, a ValueError for a time that is none.
        except (ExchangeError, OSError, RuntimeError, ValueError) as error:
            return f"{' '.join(str(error).split()).rstrip('.')}.", ""
    return "", " ".join(log.getvalue().split())


@contextmanager
def _warnings_of(step: Any) -> Iterator[io.StringIO]:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setLevel(logging.WARNING)
    step.log.addHandler(handler)
    try:
        yield log
    finally:
        step.log.removeHandler(handler)
