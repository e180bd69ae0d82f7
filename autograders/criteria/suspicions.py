"""Misconceptions as a judge recognises them: by the value that they lead to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from autograders.model.exercise import Exercise, Misconception
from autograders.model.reading import read_toml

from .bands import Accepted, lies_in

Figures: TypeAlias = Mapping[str, float]
Conclusion: TypeAlias = bool | str
Rule: TypeAlias = Callable[[Figures], Conclusion]
Cells: TypeAlias = Mapping[str, Mapping[str, Accepted]]


@dataclass(frozen=True)
class Suspicion:
    """A misconception and the values of a number that betray it.

    Parameters
    ----------
    misconception : Misconception
        As declared in exercise.toml.
    values : Band or sequence of Band
    """

    misconception: Misconception
    values: Accepted


@dataclass(frozen=True)
class SeriesSuspicion:
    """A misconception and what it leads to, one band for each element of a series or call of a function."""

    misconception: Misconception
    bands: Sequence[Accepted]


@dataclass(frozen=True)
class TableSuspicion:
    """A misconception and what it leads to, by row key and column."""

    misconception: Misconception
    cells: Cells


@dataclass(frozen=True)
class RuleSuspicion:
    """A misconception and the rule by which it concludes from the candidate's figures."""

    misconception: Misconception
    rule: Rule


def declared_misconceptions(folder: Path) -> Mapping[str, Misconception]:
    """Return the misconceptions that an exercise declares, by identifier.

    Parameters
    ----------
    folder : Path
        The exercise's folder; ``Path(__file__).parent`` in its ``grading.py``.

    Raises
    ------
    FaultsError
        If ``exercise.toml`` is faulty.
    """
    exercise = read_toml(folder / "exercise.toml", Exercise)
    return {item.id: item for criterion in exercise.criteria for item in criterion.misconceptions}


def suspected(value: float, suspicions: Iterable[Suspicion]) -> Misconception | None:
    """Return the first misconception that a value betrays.

    Examples
    --------
    >>> from autograders.criteria.bands import Band
    >>> slip = Misconception(id="metres", message="Longueur donnée en mètres.")
    >>> suspected(0.0021, [Suspicion(slip, Band(2, 2.2).times(0.001))]).id
    'metres'
    """
    return next((item.misconception for item in suspicions if lies_in(value, item.values)), None)


def suspected_in_most(wrong: Sequence[tuple[float, Mapping[str, Accepted | None]]]) -> str:
    """Return the key under which more than half of the wrong values lie in their band; empty where there is none.

    Parameters
    ----------
    wrong : sequence of (value, bands by key)
        The bands of the misconceptions for that value; ``None`` where one says nothing of it.
    """
    keys = dict.fromkeys(key for _, bands in wrong for key in bands)
    for key in keys:
        hits = sum(1 for value, bands in wrong if (band := bands.get(key)) is not None and lies_in(value, band))
        if 2 * hits > len(wrong):
            return key
    return ""
