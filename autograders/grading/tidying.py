"""The graded copy of a submission keeps nothing but what nbgrader and the course put there."""

from pathlib import Path

from .setting_aside import OWN_FILES


def remove_foreign_files(graded: Path, source: Path) -> None:
    """Remove what a candidate handed in beside the notebooks from the graded copy.

    nbgrader copies every submitted file there, follows links as it does, and formgrader serves the folder to the
    instructor's browser: a page of a candidate's would run there. Graders need none of these files.

    Parameters
    ----------
    graded : Path
        Folder of the graded copy.
    source : Path
        Folder of the assignment's source: files of the same name were put back from it.
    """
    if not graded.is_dir():
        return
    for path in sorted(graded.rglob("*"), reverse=True):
        place = path.relative_to(graded)
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif not _belongs(place, source):
            path.unlink()


def _belongs(place: Path, source: Path) -> bool:
    if place.as_posix() in OWN_FILES:
        return True
    return (source / place).is_file()
