"""Agreement of two graders: what was observed, and what is left of it once chance is taken away."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Rating: TypeAlias = tuple[int, int]
"""What the first and the second grader said of one piece."""
Distance: TypeAlias = Callable[[int, int], int]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far two graders agree.

    Parameters
    ----------
    pieces : int
        Graded by both.
    observed : Fraction or None
        Share of the pieces on which they said the same; ``None`` without a piece.
    kappa, weighted_kappa : Fraction or None
        Cohen's, plain and quadratically weighted; ``None`` where undefined.
    """

    pieces: int
    observed: Fraction | None
    kappa: Fraction | None
    weighted_kappa: Fraction | None


def agreement(ratings: Sequence[Rating]) -> Agreement:
    """Return how far two graders agree on the pieces that both graded.

    Parameters
    ----------
    ratings : sequence of (int, int)
        Levels on a scale whose steps are equal.

    Examples
    --------
    >>> found = agreement([(3, 3), (2, 3), (0, 0), (4, 2)])
    >>> found.pieces, found.observed, found.kappa
    (4, Fraction(1, 2), Fraction(1, 3))
    """
    same = sum(first == second for first, second in ratings)
    return Agreement(
        pieces=len(ratings),
        observed=Fraction(same, len(ratings)) if ratings else None,
        kappa=kappa(ratings, otherwise),
        weighted_kappa=kappa(ratings, squared_difference),
    )


def kappa(ratings: Sequence[Rating], distance: Distance) -> Fraction | None:
    r"""Return the agreement beyond chance, 1 at most; ``None`` where chance alone would agree on everything.

    .. math:: \kappa = 1 - \frac{\sum_{ij} d_{ij}\,o_{ij}}{\sum_{ij} d_{ij}\,e_{ij}}

    with :math:`o` the observed frequencies and :math:`e` those expected of independent graders with the same margins:
    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
    and, with distances, "Weighted kappa", Psychological Bulletin 70 (1968).

    Parameters
    ----------
    ratings : sequence of (int, int)
    distance : callable
        How much two different levels disagree; 0 for the same.

    Examples
    --------
    >>> kappa([(1, 1), (1, 1)], otherwise) is None
    True
    """
    observed = sum(distance(first, second) for first, second in ratings)
    firsts, seconds = (Counter(rating[side] for rating in ratings) for side in (0, 1))
    expected = sum(
        distance(first, second) * count * times for first, count in firsts.items() for second, times in seconds.items()
    )
    # Frequencies instead of shares: those expected are larger by the number of ratings.
    return None if expected == 0 else 1 - Fraction(observed * len(ratings), expected)


def otherwise(first: int, second: int) -> int:
    """Return 1 where two levels differ: a disagreement is one, however large."""
    return int(first != second)


def squared_difference(first: int, second: int) -> int:
    """Return the square of the difference: two levels apart weigh four times as much as one."""
    return (first - second) ** 2
