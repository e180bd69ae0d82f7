"""What grades: a process that receives one candidate's hand-in as bytes and returns what came of it, on any machine.

It shares no disk with the process that runs the cohort. What it needs of the course comes as bundles, which it keeps
in a folder of its own until it ends.
"""

import shutil
import socket
import threading
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from autograders.assignments import Course, ExercisePackage, Variant, open_course, read_variant
from autograders.sandbox import SandboxUnavailableError

from .bundles import Bundle, unpack
from .earlier import EarlierNotebook, given_answers
from .gradings import GradedSubmission
from .inspecting import inspected, released_notebook
from .own_folder import own_folder
from .submissions import Submission, parse_submission
from .watchdog import Watchdog
from .work import Reply, Request, Submitted, decoded, encoded, sent
from .workshop import WORKSHOP, session_limits

MAXIMUM_BUNDLES = 64


def graded_work(request: bytes) -> bytes:
    """Grade one candidate's hand-in; the function that executors call.

    Parameters
    ----------
    request : bytes
        Of a ``Request``.

    Returns
    -------
    bytes
        Of a ``Reply``.
    """
    return encoded(_reply(decoded(Request, request)))


class _Desk(NamedTuple):
    """A course as it came in a bundle, with its exercises in the order in which nbgrader grades them."""

    course: Course
    packages: tuple[ExercisePackage, ...]
    released: dict[str, NotebookNode]
    libraries: tuple[str, ...]


class _Shelf:
    """The bundles that this process has, unpacked; the latest used are kept."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._bundles: OrderedDict[str, Path] = OrderedDict()
        self._desks: dict[str, _Desk] = {}

    def add(self, bundle: Bundle) -> None:
        with self._lock:
            if bundle.digest in self._bundles:
                return
            place = own_folder() / bundle.digest
            unpack(bundle, place)
            self._bundles[bundle.digest] = place
            while len(self._bundles) > MAXIMUM_BUNDLES:
                digest, oldest = self._bundles.popitem(last=False)
                self._desks.pop(digest, None)
                shutil.rmtree(oldest, ignore_errors=True)

    def missing(self, *digests: str) -> tuple[str, ...]:
        with self._lock:
            for digest in digests:
                if digest in self._bundles:
                    self._bundles.move_to_end(digest)
            return tuple(digest for digest in digests if digest not in self._bundles)

    def desk(self, digest: str, activity: str) -> _Desk:
        with self._lock:
            if digest not in self._desks:
                self._desks[digest] = _opened(self._bundles[digest], activity)
            return self._desks[digest]

    def variant(self, digest: str) -> Variant:
        return read_variant(self._bundles[digest])


_SHELF = _Shelf()


def _opened(folder: Path, activity: str) -> _Desk:
    course = open_course(folder / "course")
    packages = course.repository.find_activity(activity).exercises
    # One sandbox for the whole activity: what is imported already does not change what a notebook does.
    libraries = dict.fromkeys(library for package in packages for library in package.exercise.libraries)
    return _Desk(
        course=course,
        packages=tuple(sorted(packages, key=lambda package: package.name)),
        released={package.name: released_notebook(course, activity, package.name) for package in packages},
        libraries=tuple(libraries),
    )


def _reply(request: Request) -> Reply:
    for bundle in request.bundles:
        _SHELF.add(bundle)
    missing = _SHELF.missing(*filter(None, (request.course, request.variant)))
    if missing:
        return Reply(missing=missing)
    desk = _SHELF.desk(request.course, request.activity)
    try:
        confinement = WORKSHOP.sandbox(desk.course, desk.libraries).report
        graded = _graded(desk, request) if request.candidate else []
    except SandboxUnavailableError as error:
        return Reply(refused=f"{socket.gethostname()}: {error}")
    return Reply.model_construct(confinement=confinement, graded=tuple(map(sent, graded)))


def _graded(desk: _Desk, request: Request) -> list[GradedSubmission]:
    variant = _SHELF.variant(request.variant)
    watchdog = Watchdog(seconds=request.limits.judge_seconds, ends_process=True)
    limits = session_limits(request.limits)
    earlier: tuple[EarlierNotebook, ...] = ()
    graded = []
    for package in desk.packages:
        if package.name not in request.notebooks:
            continue
        notebook = inspected(desk.released[package.name], _submission(request.notebooks[package.name]))
        item = WORKSHOP.grade(
            desk.course,
            package,
            variant,
            request.candidate,
            notebook,
            limits,
            earlier=earlier,
            watchdog=watchdog,
            libraries=desk.libraries,
        )
        graded.append(item)
        if item.answers is not None:
            digest = item.grading.variant_digest
            answers = given_answers(item.answers)
            earlier = (*earlier, EarlierNotebook(exercise=package.name, variant=digest, answers=answers))
    return graded


def _submission(submitted: Submitted) -> Submission:
    if submitted.problem:
        return Submission(problem=submitted.problem)
    return parse_submission(submitted.content)
