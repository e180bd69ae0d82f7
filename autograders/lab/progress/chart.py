"""The curve of mastered criteria over time, as the points of an SVG figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 14, 16, 30


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A step curve ready to be drawn in a view box of ``WIDTH`` by ``HEIGHT``.

    Parameters
    ----------
    path : str
        Of the curve, in SVG's words.
    marks : tuple of (float, float)
        One for each day.
    gridlines : tuple of (float, int)
        Heights with the count that they stand for.
    """

    path: str
    marks: tuple[tuple[float, float], ...]
    gridlines: tuple[tuple[float, int], ...]


def chart_of(counts: Sequence[tuple[date, int]], total: int) -> Chart:
    """Return the curve of counts by day; a count holds until the next day that has one.

    Parameters
    ----------
    counts : sequence of (date, int)
        At least one, the earliest first.
    total : int
        How many criteria there are: the top of the figure; at least 1.

    Examples
    --------
    >>> chart_of([(date(2026, 3, 1), 0), (date(2026, 3, 11), 4)], 4).path
    'M34,160 H386 V16'
    """
    first, last = counts[0][0], counts[-1][0]
    span_days = max(1, (last - first).days)

    def height(count: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * count / total, 1)

    marks = tuple(
        (round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / span_days, 1), height(count))
        for day, count in counts
    )
    steps = [f"M{marks[0][0]:g},{marks[0][1]:g}", *(f"H{x:g} V{y:g}" for x, y in marks[1:])]
    ticks = sorted({0, total // 2, total})
    return Chart(path=" ".join(steps), marks=marks, gridlines=tuple((height(count), count) for count in ticks))
