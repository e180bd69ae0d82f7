"""What a candidate handed in for an activity, and the key by which the same work is known again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograders.assignments import ActivityPackage, Course, CourseLimits, ExercisePackage, Variant
from autograders.assignments.files import digest_of
from autograders.candidate.errors import AtelierError

from .setting_aside import TIMESTAMP_FILE
from .submissions import UnreadableError, submitted_bytes
from .work import Submitted


@dataclass(frozen=True, kw_only=True)
class HandIn:
    """One candidate's hand-in.

    Parameters
    ----------
    candidate : str
    variant : Variant
        That the candidate was given.
    notebooks : mapping of str to Submitted
        By exercise; those that are there.
    absent : tuple of ExercisePackage
    time_stamp : str
        As nbgrader wrote it when it collected; empty where there is none.
    """

    candidate: str
    variant: Variant
    notebooks: Mapping[str, Submitted]
    absent: tuple[ExercisePackage, ...]
    time_stamp: str

    @property
    def handed_in_at(self) -> datetime | None:
        """When it was handed in; ``None`` where nothing, or no time, says so."""
        from nbgrader.utils import parse_utc

        try:
            parsed = parse_utc(self.time_stamp) if self.time_stamp else None
        except (ValueError, OverflowError):
            return None
        return None if parsed is None else parsed.replace(tzinfo=UTC)


def submitted_candidates(course: Course, activity: str, candidates: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the candidates who handed something in, sorted, or those that are asked for among them.

    Raises
    ------
    AtelierError
        If nobody did, or one that is asked for did not.
    """
    known = sorted(folder.parent.name for folder in (course.folder / "submitted").glob(f"*/{activity}"))
    if not known:
        raise AtelierError(
            f"{activity}: nothing was handed in (no {course.folder / 'submitted'}/<candidate>/{activity}). "
            "Collect the submissions first, with 'nbgrader collect' or by copying them there."
        )
    unknown = sorted(set(candidates or ()) - set(known))
    if unknown:
        raise AtelierError(
            f"{activity}: no submission of {', '.join(unknown)}. Those who handed something in: {', '.join(known)}."
        )
    return tuple(known if candidates is None else sorted(set(candidates)))


def read_hand_in(course: Course, activity: ActivityPackage, candidate: str, variant: Variant) -> HandIn:
    """Return what is in a candidate's folder, strange files set aside before.

    Parameters
    ----------
    course : Course
    activity : ActivityPackage
    candidate : str
    variant : Variant
    """
    folder = course.folder / "submitted" / candidate / activity.name
    paths = {package.name: folder / f"{package.name}.ipynb" for package in activity.exercises}
    return HandIn(
        candidate=candidate,
        variant=variant,
        notebooks={name: _submitted(path) for name, path in paths.items() if path.exists()},
        absent=tuple(package for package in activity.exercises if not paths[package.name].exists()),
        time_stamp=_time_stamp(folder / TIMESTAMP_FILE),
    )


def work_key(hand_in: HandIn, activity: ActivityPackage, release: Path, limits: CourseLimits) -> str:
    """Return the SHA-256 of everything that decides what comes of a hand-in.

    That is what was handed in and when, the variant, the released notebooks, the graders, and the limits.

    Parameters
    ----------
    hand_in : HandIn
    activity : ActivityPackage
    release : Path
        Folder of the released notebooks.
    limits : CourseLimits
    """
    contents = [
        *((f"submitted/{name}", item.content or item.problem.encode()) for name, item in hand_in.notebooks.items()),
        (TIMESTAMP_FILE, hand_in.time_stamp.encode()),
        *((f"variant/{name}", digest.encode()) for name, digest in sorted(hand_in.variant.digests.items())),
        *((f"grader/{package.name}", package.version.encode()) for package in activity.exercises),
        *((package.name, (release / f"{package.name}.ipynb").read_bytes()) for package in activity.exercises),
        ("limits", limits.model_dump_json().encode()),
    ]
    return digest_of(contents)


def _submitted(path: Path) -> Submitted:
    try:
        return Submitted(content=submitted_bytes(path))
    except UnreadableError as error:
        return Submitted(problem=str(error))


def _time_stamp(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
