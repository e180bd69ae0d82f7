"""Misconceptions as a judge recognises them: by the value, or the conclusion, that they lead to."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from autograders.model.exercise import Exercise, Misconception
from autograders.model.reading import read_toml

from .bands import Accepted, lies_in

Figures: TypeAlias = Mapping[str, float]
Conclusion: TypeAlias = bool | str
Rule: TypeAlias = Callable[[Figures], Conclusion]
Cells: TypeAlias = Mapping[str, Mapping[str, Accepted]]

Suspicions: TypeAlias = Mapping[Misconception, Accepted]
SeriesSuspicions: TypeAlias = Mapping[Misconception, Sequence[Accepted]]
TableSuspicions: TypeAlias = Mapping[Misconception, Cells]
RuleSuspicions: TypeAlias = Mapping[Misconception, Rule]


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


def suspected(value: float, suspicions: Suspicions) -> Misconception | None:
    """Return the first misconception that a value betrays.

    Examples
    --------
    >>> from autograders.criteria.bands import Band
    >>> slip = Misconception(id="metres", message="Longueur donnée en mètres.")
    >>> suspected(0.0021, {slip: Band(2, 2.2).times(0.001)}).id
    'metres'
    """
    return next((misconception for misconception, values in suspicions.items() if lies_in(value, values)), None)


def suspected_in_most(wrong: Sequence[tuple[float, Suspicions]]) -> Misconception | None:
    """Return the first misconception that more than half of the wrong values betray.

    Parameters
    ----------
    wrong : sequence of (value, suspicions for that value)

    Examples
    --------
    >>> from autograders.criteria.bands import Band
    >>> slip = Misconception(id="metres", message="Longueurs données en mètres.")
    >>> suspected_in_most([(0.002, {slip: Band(0.001, 0.003)}), (7.0, {slip: Band(0.001, 0.003)})])
    """
    for misconception in dict.fromkeys(item for _, suspicions in wrong for item in suspicions):
        hits = sum(
            misconception in suspicions and lies_in(value, suspicions[misconception]) for value, suspicions in wrong
        )
        if 2 * hits > len(wrong):
            return misconception
    return None
