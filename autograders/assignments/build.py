"""Building an activity: variants, source, release and gradebook entries, all of them or none."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from shutil import copyfile
from typing import TypeAlias

import nbformat

from autograders.candidate.errors import AtelierError, Fault, FaultsError

from .course import Course
from .declarations import write_declarations
from .files import copy_folder, move_into_place
from .notebooks import reference_notebook
from .packages import BRIEF_FILE, ActivityPackage
from .variants import CASE_FILE, Variant, graded_seed, is_current, make_variant

RELEASED_BRIEF = "lisez-moi.md"
STAGING = ".atelier"

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the stage, what is done of it, and how much there is in all."""


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What was built.

    Parameters
    ----------
    activity : str
    release : Path
        The folder to hand out.
    notebooks : tuple of str
        Names of the released notebooks.
    variants : tuple of Variant
    remade : tuple of int
        Numbers of the variants that were generated; the others were there already and stay as they are.
    superseded : tuple of int
        Numbers of the variants of the former build whose data are gone: answers made on them go to review.
    """

    activity: str
    release: Path
    notebooks: tuple[str, ...]
    variants: tuple[Variant, ...]
    remade: tuple[int, ...]
    superseded: tuple[int, ...]


def report_nothing(stage: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def build_activity(course: Course, activity: ActivityPackage, progress: Progress = report_nothing) -> BuildReport:
    """Make an activity's assignment in a course; a fault leaves the course's folders as they were.

    Everything is made in a staging folder of the course and moved into place at the end. What candidates receive is
    ``release/<activity>/``: nbgrader's notebooks, the brief, ``declarations/`` and ``data/v1`` to ``data/vK``. Data
    stay out of ``source/``, from which nbgrader copies every file beside each graded submission.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    progress : callable

    Returns
    -------
    BuildReport

    Raises
    ------
    FaultsError
        If a generator, or a pattern of files, is faulty.
    AtelierError
        If nbgrader refuses, or the disk does.
    """
    try:
        with _staging(course, activity.name) as staging:
            return _build(course, activity, staging, progress)
    except OSError as error:
        place = error.filename or course.folder
        reason = error.strerror or str(error)
        raise AtelierError(
            f"{activity.name}: not built, {place}: {reason}. Nothing was changed; make room or correct the rights "
            "and build again."
        ) from None


@contextlib.contextmanager
def _staging(course: Course, name: str) -> Iterator[Path]:
    """Give a folder on the course's file system that is gone afterwards."""
    root = course.folder / STAGING
    root.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=root, prefix=f"{name}-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    finally:
        # Another build may be at work there.
        with contextlib.suppress(OSError):
            root.rmdir()


def _build(course: Course, activity: ActivityPackage, staging: Path, progress: Progress) -> BuildReport:
    # Its import takes seconds, which only a build should pay.
    from .nbgrader_release import make_release, record_assignment

    name = activity.name
    former = _digests(course, name)
    total = course.settings.variants
    remade = []
    for number in range(1, total + 1):
        progress("variants", number - 1, total)
        if _stage_variant(course, activity, number, staging / "variants" / name / f"v{number}"):
            remade.append(number)
    progress("variants", total, total)
    _check_patterns(activity, staging / "variants" / name / "v1" / "public")

    progress("notebooks", 0, 2)
    _stage_source(activity, staging / "source" / name)
    make_release(staging, name)
    _stage_public(activity, staging)
    progress("notebooks", 1, 2)
    # Last of what can fail: the gradebook is touched only when all files are ready to be moved.
    record_assignment(staging, name, gradebook_url=course.gradebook_url, course_id=course.settings.course_id)
    places = {"source": course.source(name), "release": course.release(name), "variants": course.variants_folder(name)}
    move_into_place({staging / step / name: place for step, place in places.items()}, staging)
    progress("notebooks", 2, 2)
    present = _digests(course, name)
    return BuildReport(
        activity=name,
        release=course.release(name),
        notebooks=tuple(package.name for package in activity.exercises),
        variants=course.variants(name),
        remade=tuple(remade),
        superseded=tuple(
            number for number, digests in former.items() if not digests.items() <= present.get(number, {}).items()
        ),
    )


def _digests(course: Course, name: str) -> dict[int, dict[str, str]]:
    """Return the digests of an assignment's variants by number; none where it was never built."""
    try:
        return {variant.number: dict(variant.digests) for variant in course.variants(name)}
    except AtelierError:
        return {}


def _stage_variant(course: Course, activity: ActivityPackage, number: int, folder: Path) -> bool:
    """Put a variant into the staging folder, and return whether it had to be generated."""
    seed = graded_seed(course.secret(), activity.name, number)
    present = course.variants_folder(activity.name) / f"v{number}"
    if is_current(course.repository, activity.datasets, seed, number, present):
        copy_folder(present, folder)
        return False
    make_variant(course.repository, activity.datasets, seed, number, folder)
    return True


def _stage_source(activity: ActivityPackage, folder: Path) -> None:
    from .nbgrader_release import metadata_faults

    folder.mkdir(parents=True)
    faults = []
    for package in activity.exercises:
        notebook = reference_notebook(package)
        faults += metadata_faults(notebook, f"{package.name}/notebook.py")
        nbformat.write(notebook, folder / f"{package.name}.ipynb")
    if faults:
        raise FaultsError(faults)
    copyfile(activity.folder / BRIEF_FILE, folder / RELEASED_BRIEF)


def _stage_public(activity: ActivityPackage, staging: Path) -> None:
    """Add to nbgrader's release what notebooks read, and keep a trusted copy of the declarations."""
    variants = staging / "variants" / activity.name
    release = staging / "release" / activity.name
    for folder in (variants, release):
        write_declarations(activity.exercises, folder / "declarations")
    for variant in sorted(variants.glob("v[0-9]*")):
        copy_folder(variant / "public", release / "data" / variant.name)


def _check_patterns(activity: ActivityPackage, public: Path) -> None:
    faults = []
    for package in activity.exercises:
        data = public / package.exercise.dataset
        present = [path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()]
        for index, pattern in enumerate(package.exercise.files):
            if not any(fnmatch(path, pattern) for path in present if path != CASE_FILE):
                message = f"'{pattern}' fits no public file of {package.exercise.dataset}."
                where = f"{package.name}/exercise.toml"
                faults.append(Fault(where, f"files[{index}]", message, "Correct the pattern."))
    if faults:
        raise FaultsError(faults)
