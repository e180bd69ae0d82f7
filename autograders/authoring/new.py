"""A new exercise: its whole folder, ready to be filled, with a mark wherever the author has to write."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograders.assignments import Repository
from autograders.candidate.errors import AtelierError
from autograders.model.referential import Competency, Criterion

from . import templates

_CODE = re.compile(r"C\d\.\d\.\d")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
NEW_ACTIVITY = "case_study"


@dataclass(frozen=True)
class Scaffold:
    """What was made.

    Parameters
    ----------
    folder : Path
        Of the exercise.
    written : tuple of Path
        All new files.
    advice : str
        What the author has to do in a file that was there already; empty where there is nothing.
    """

    folder: Path
    written: tuple[Path, ...]
    advice: str = ""


def new_exercise(repository: Repository, competency: str, name: str = "") -> Scaffold:
    """Make the folder of an exercise for a competency, and that of its activity where there is none.

    Parameters
    ----------
    repository : Repository
    competency : str
        Code, such as ``C2.1.1``.
    name : str
        What follows the code in the folder's name; by default the slug of the competency's first criterion.

    Raises
    ------
    AtelierError
        If the code or the name is not one, or the competency has an exercise already. Nothing is written then.
    """
    if not _CODE.fullmatch(competency):
        raise AtelierError(
            f"'{competency}' is no code of a competency. Write it as in the referential, such as C2.1.1."
        )
    described = repository.referential.competency(competency)
    criteria = repository.referential.criteria_of(competency)
    name = name or criteria[0].id.rpartition(".")[2].replace("-", "_")
    if not _NAME.fullmatch(name):
        raise AtelierError(f"--name '{name}': small letters and digits joined by underscores expected.")
    prefix = competency.lower().replace(".", "_")
    for present in repository.exercise_folders():
        if present.name.startswith(f"{prefix}_"):
            place = present.relative_to(repository.root).as_posix()
            raise AtelierError(f"{competency} has its exercise already: {place}. Edit that, or move it away first.")
    activity = _activity_folder(repository, described.activity)
    folder = activity / f"{prefix}_{name}"
    texts = {folder / path: text for path, text in _exercise_files(folder.name, described, criteria).items()}
    advice = ""
    if (activity / "activity.toml").exists():
        place = (activity / "activity.toml").relative_to(repository.root).as_posix()
        advice = f"Add '{folder.name}' to the exercises of {place}."
    else:
        title = repository.referential.activity(described.activity).title
        texts[activity / "activity.toml"] = templates.activity_toml(described.activity, title, folder.name)
        texts[activity / "brief.md"] = templates.brief(title)
    taken = [path for path in texts if path.exists()]
    if taken:
        raise AtelierError(f"{taken[0]} is there already; nothing was written. Move it, or choose another --name.")
    _write_all(texts)
    return Scaffold(folder, tuple(texts), advice)


def _activity_folder(repository: Repository, code: str) -> Path:
    prefix = code.lower().replace(".", "_")
    for folder in repository.activity_folders():
        if folder.name.startswith(f"{prefix}_"):
            return folder
    return repository.root / "exercises" / f"{prefix}_{NEW_ACTIVITY}"


def _exercise_files(name: str, competency: Competency, criteria: tuple[Criterion, ...]) -> dict[str, str]:
    files = {
        "exercise.toml": templates.exercise_toml(name, competency, criteria),
        "notebook.py": templates.notebook(name, criteria),
        "grading.py": templates.grading(criteria),
        "submissions/accepted/first_method.py": templates.accepted("une première méthode", criteria),
        "submissions/accepted/second_method.py": templates.accepted("une autre méthode", criteria),
    }
    for criterion in templates.judged(criteria):
        slug = templates.variable(criterion)
        files[f"submissions/wrong/{slug}_first_trap.py"] = templates.wrong(criterion)
        files[f"submissions/wrong/{slug}_second_trap.py"] = templates.wrong(criterion)
    return files


def _write_all(texts: dict[Path, str]) -> None:
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in sorted({path.parent for path in texts}, key=lambda path: len(path.parts), reverse=True):
            _remove_if_empty(folder)
        raise


def _remove_if_empty(folder: Path) -> None:
    while folder.is_dir() and folder.name != "exercises" and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
