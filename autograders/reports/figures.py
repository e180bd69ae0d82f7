"""Drawings of the reports, as SVG that a page holds itself; each has its numbers in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .marks import Mark

SCALE_WIDTH = 400.0
ROW_HEIGHT = 26
PLANE_WIDTH, PLANE_HEIGHT = 480.0, 300.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A mark drawn on a scale of 0 to 20: what is settled, and what is still possible."""

    label: str
    mark: Mark
    y: int

    @property
    def reached(self) -> float:
        """Width of what is reached."""
        return _width(self.mark.minimum)

    @property
    def possible(self) -> float:
        """Width of what is still possible beyond."""
        return _width(self.mark.maximum - self.mark.minimum)


def bars(marks: Sequence[tuple[str, Mark]]) -> tuple[Bar, ...]:
    """Return the bars of a chart, one below the other.

    Parameters
    ----------
    marks : sequence of (str, Mark)
        Label and mark.
    """
    return tuple(Bar(label=label, mark=mark, y=index * ROW_HEIGHT) for index, (label, mark) in enumerate(marks))


@dataclass(frozen=True, kw_only=True)
class Classes:
    """How many candidates reached how much of a criterion.

    Parameters
    ----------
    criterion, label : str
    none, low, high, full, open : int
        0; below one half; one half and more; all; not established.
    """

    criterion: str
    label: str
    none: int
    low: int
    high: int
    full: int
    open: int

    @property
    def counts(self) -> tuple[int, ...]:
        """The five counts, in that order."""
        return (self.none, self.low, self.high, self.full, self.open)

    @property
    def segments(self) -> tuple[tuple[float, float, int], ...]:
        """Where each count begins on the scale, how wide it is, and the count."""
        total = sum(self.counts) or 1
        starts = [sum(self.counts[:index]) for index in range(len(self.counts))]
        return tuple(
            (SCALE_WIDTH * start / total, SCALE_WIDTH * count / total, count)
            for start, count in zip(starts, self.counts, strict=True)
        )


def classes(criterion: str, label: str, marks: Sequence[Mark]) -> Classes:
    """Return how the marks on a criterion spread.

    Examples
    --------
    >>> half = Mark(minimum=Fraction(1, 2), maximum=Fraction(1, 2), settled=Fraction(1))
    >>> classes("C2.1.2.noise", "Bruit", [half, half]).counts
    (0, 0, 2, 0, 0)
    """
    values = [mark.value for mark in marks]
    known = [value for value in values if value is not None]
    return Classes(
        criterion=criterion,
        label=label,
        none=sum(value == 0 for value in known),
        low=sum(0 < value < Fraction(1, 2) for value in known),
        high=sum(Fraction(1, 2) <= value < 1 for value in known),
        full=sum(value == 1 for value in known),
        open=len(values) - len(known),
    )


@dataclass(frozen=True, kw_only=True)
class Dot:
    """An item in the plane of difficulty (to the right) and discrimination (upwards), by its number in the table."""

    number: int
    x: float
    y: float
    stands_out: bool


def dots(points: Sequence[tuple[int, float, float, bool]]) -> tuple[Dot, ...]:
    """Return items as they are drawn, those that stand out last, above the others.

    Parameters
    ----------
    points : sequence of (int, float, float, bool)
        Number, difficulty (0 to 1), discrimination (-1 to 1), and whether the item is warned of.

    Examples
    --------
    >>> dots([(1, 0.5, 0.0, False)])[0].y == PLANE_HEIGHT / 2
    True
    """
    drawn = [
        Dot(
            number=number,
            x=round(difficulty * PLANE_WIDTH, 1),
            y=round((1 - discrimination) / 2 * PLANE_HEIGHT, 1),
            stands_out=stands_out,
        )
        for number, difficulty, discrimination, stands_out in points
    ]
    return tuple(sorted(drawn, key=lambda dot: (dot.stands_out, dot.number)))


def _width(share: Fraction) -> float:
    return round(float(share) * SCALE_WIDTH, 2)
