"""Grids: five described levels for each criterion that a person grades outside of a notebook (oral, thesis)."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from autograders.candidate.declarations import Public
from autograders.candidate.errors import Fault, FaultsError

from .exercise import CriterionId, Grading, Prose
from .reading import read_toml
from .referential import Referential
from .rubric import LEVELS

Levels: TypeAlias = Annotated[tuple[Prose, ...], Field(min_length=len(LEVELS), max_length=len(LEVELS))]


class Grid(Public):
    """What each level of a criterion looks like.

    Parameters
    ----------
    criterion : str
        In the referential.
    levels : tuple of five str
        From 0 to 4, in French.
    """

    criterion: CriterionId
    levels: Levels


class _GridsFile(Public):
    format: Literal[1]
    grids: tuple[Grid, ...]


def load_grids(path: Path, referential: Referential) -> dict[str, tuple[str, ...]]:
    """Return the levels of each criterion that a TOML file has a grid for.

    Parameters
    ----------
    path : Path
        ``course/grids.toml``; without it, no criterion has one.
    referential : Referential

    Raises
    ------
    FaultsError
        With every fault of the file: not of the format, a criterion that is unknown, described twice, or graded by
        the machine alone.
    """
    if not path.exists():
        return {}
    known = {criterion.id: criterion for criterion in referential.criteria}
    found: dict[str, tuple[str, ...]] = {}
    faults = []
    for index, grid in enumerate(read_toml(path, _GridsFile).grids):
        key, criterion = f"grids[{index}].criterion", known.get(grid.criterion)
        if criterion is None:
            message, repair = f"{grid.criterion!r} is no criterion of the referential.", "Correct its spelling."
        elif criterion.how is Grading.AUTO:
            message, repair = f"{grid.criterion!r} is graded without a person.", "Remove its grid."
        elif grid.criterion in found:
            message, repair = f"{grid.criterion!r} has a grid already.", "Keep one of them."
        else:
            found[grid.criterion] = grid.levels
            continue
        faults.append(Fault(path.name, key, message, repair))
    if faults:
        raise FaultsError(faults)
    return found
