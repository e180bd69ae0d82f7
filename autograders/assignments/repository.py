"""The instructor's repository: its referential, its exercises, and how they are found by code or by folder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import autograders
from autograders.candidate.errors import AtelierError
from autograders.model.referential import Referential, load_referential

from .exercise_checks import folder_prefix
from .packages import ActivityPackage, ExercisePackage, load_activity, load_exercise

_ACTIVITY_CODE = re.compile(r"[Aa]\d\.\d")
_FOLDER_CODE = re.compile(r"a(\d)_(\d)_")
_EXERCISE_CODE = re.compile(r"[Cc]\d\.\d\.\d")
REFERENTIAL = Path("course") / "referential.toml"


@dataclass(frozen=True)
class Repository:
    """A folder with ``exercises/``, ``datasets/`` and ``course/referential.toml``.

    Parameters
    ----------
    root : Path
    referential : Referential
    """

    root: Path
    referential: Referential

    def activity_folders(self) -> tuple[Path, ...]:
        """Return the folders of the activities, sorted."""
        return tuple(sorted(path.parent for path in (self.root / "exercises").glob("*/activity.toml")))

    def exercise_folders(self) -> tuple[Path, ...]:
        """Return the folders of the exercises, sorted."""
        return tuple(sorted(path.parent for path in (self.root / "exercises").glob("*/*/exercise.toml")))

    def activity_folder(self, name: str) -> Path:
        """Return the folder of an activity, by its code (``A2.1``) or its folder's name; load nothing.

        Raises
        ------
        AtelierError
            If there is none, or the code fits several.
        """
        return _find("activity", name, self.activity_folders(), _ACTIVITY_CODE)

    def exercise_folder(self, name: str) -> Path:
        """Return the folder of an exercise, by its code (``C2.1.2``) or its folder's name; load nothing.

        Raises
        ------
        AtelierError
            If there is none, or the code fits several.
        """
        return _find("exercise", name, self.exercise_folders(), _EXERCISE_CODE)

    def activity_code(self, name: str) -> str:
        """Return the code of an activity, by itself (in any case) or by its folder's name; it needs no folder.

        Raises
        ------
        AtelierError
            If there is no such activity.
        """
        if name.upper() in {activity.code for activity in self.referential.activities}:
            return name.upper()
        found = _FOLDER_CODE.match(self.activity_folder(name).name)
        return f"A{found[1]}.{found[2]}" if found else self.referential.activity(name).code

    def load_activity(self, folder: Path) -> ActivityPackage:
        """Return the activity in a folder; raise ``FaultsError`` with all that is wrong with it."""
        return load_activity(folder, self.root, self.referential)

    def load_exercise(self, folder: Path) -> ExercisePackage:
        """Return the exercise in a folder; raise ``FaultsError`` with all that is wrong with it."""
        return load_exercise(folder, self.root, self.referential)

    def activities(self) -> tuple[ActivityPackage, ...]:
        """Return all activities, loaded; raise ``FaultsError`` for the first that is faulty."""
        return tuple(self.load_activity(folder) for folder in self.activity_folders())

    def find_activity(self, name: str) -> ActivityPackage:
        """Return an activity, loaded, by its code or its folder's name."""
        return self.load_activity(self.activity_folder(name))

    def find_exercise(self, name: str) -> ExercisePackage:
        """Return an exercise, loaded, by its code or its folder's name."""
        return self.load_exercise(self.exercise_folder(name))


def open_repository(start: Path | None = None) -> Repository:
    """Return the repository in which one works.

    Parameters
    ----------
    start : Path, optional
        It or a folder above it is the repository; the current folder by default. Where none of them is, the
        folder from which the package was installed in editable mode is taken.

    Raises
    ------
    AtelierError
        If there is none.
    FaultsError
        If its referential is faulty.
    """
    start = (start or Path.cwd()).resolve()
    installed = Path(autograders.__file__).resolve().parents[1]
    for root in (start, *start.parents, installed):
        if _is_repository(root):
            return Repository(root, load_referential(root / REFERENTIAL))
    raise AtelierError(
        f"{start}: no repository here nor above (a folder with exercises/ and {REFERENTIAL.as_posix()}). "
        "Run the command inside a clone of the repository, or install the package from one with pip install -e."
    )


def _is_repository(root: Path) -> bool:
    return (root / "exercises").is_dir() and (root / REFERENTIAL).is_file()


def _find(kind: str, name: str, folders: Sequence[Path], code: re.Pattern[str]) -> Path:
    # A path with a trailing slash, as shells complete it, names its last folder.
    asked = Path(name).name
    found = [folder for folder in folders if folder.name == asked]
    if not found and code.fullmatch(asked):
        found = [folder for folder in folders if folder.name.startswith(folder_prefix(asked))]
    if len(found) == 1:
        return found[0]
    known = [folder.name for folder in folders]
    if found:
        listed = ", ".join(folder.name for folder in found)
        raise AtelierError(f"{kind} '{name}': several folders fit ({listed}). Name one of them.")
    near = get_close_matches(asked.lower().replace(".", "_"), known, n=3, cutoff=0.3) or known[:5]
    hint = f"Did you mean {' or '.join(near)}?" if near else "There is none yet: create one with 'atelier new'."
    raise AtelierError(f"{kind} '{name}': no such folder in exercises/. {hint}")
