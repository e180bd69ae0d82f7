"""The public side of exercises, as the notebooks read it."""

from collections.abc import Iterable
from pathlib import Path

from .packages import ExercisePackage


def write_declarations(packages: Iterable[ExercisePackage], folder: Path) -> None:
    """Write ``<exercise>.json`` for each exercise into a folder, made where it is missing.

    Parameters
    ----------
    packages : iterable of ExercisePackage
    folder : Path
        Called ``declarations`` where a notebook runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        public = package.exercise.public(package.name, package.activity_name)
        (folder / f"{package.name}.json").write_text(public.model_dump_json(indent=1) + "\n", encoding="utf-8")
