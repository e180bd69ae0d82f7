"""The levels at which a person places an answer, and the points that they are worth.

A convention of ours: levels go from 0 to 4, and each is worth a quarter of the points more than the one below.
"""

import math

LEVELS = range(5)
HIGHEST_LEVEL = LEVELS[-1]
# Two decimals are printed and typed: a score that far from a level's is that level's.
_ROUNDING_POINTS = 0.005


def points_of_level(level: int, maximum: float) -> float:
    """Return the points that a level is worth, of those that a person gives; to four decimals.

    Parameters
    ----------
    level : int
        0 to 4.
    maximum : float

    Examples
    --------
    >>> [points_of_level(level, 5) for level in LEVELS]
    [0.0, 1.25, 2.5, 3.75, 5.0]
    """
    return round(maximum * level / HIGHEST_LEVEL, 4)


def levels_around(points: float, maximum: float) -> tuple[int, int]:
    """Return the level that some points are worth, twice, or the two levels between which they lie.

    Parameters
    ----------
    points : float
        Beyond 0 or ``maximum``, as if they were that.
    maximum : float
        Above 0.

    Examples
    --------
    >>> levels_around(3.75, 5), levels_around(1.88, 2.5), levels_around(4, 5)
    ((3, 3), (3, 3), (3, 4))
    """
    points = min(maximum, max(0.0, points))
    nearest = round(HIGHEST_LEVEL * points / maximum)
    # Points of two decimals of which the third was a five are off by just that much.
    if abs(points - points_of_level(nearest, maximum)) <= _ROUNDING_POINTS + 1e-9:
        return nearest, nearest
    below = math.floor(HIGHEST_LEVEL * points / maximum)
    return below, below + 1
