"""What an author has not filled in yet: the marks that a new exercise is full of."""

from collections.abc import Iterator
from pathlib import Path

from autograders.candidate.errors import Fault

MARK = "À COMPLÉTER"
_SUFFIXES = (".toml", ".py", ".md")


def unfinished_faults(folder: Path) -> Iterator[Fault]:
    """Yield each of an exercise's files that still bears the mark, with the lines.

    Parameters
    ----------
    folder : Path
        Of the exercise.
    """
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()):
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = [str(number) for number, line in enumerate(text.splitlines(), start=1) if MARK in line]
        if lines:
            where = path.relative_to(folder).as_posix()
            yield Fault(where, f"lines {', '.join(lines)}", f"« {MARK} » is still there.", "Write what it stands for.")
