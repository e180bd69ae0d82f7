"""Bands of accepted values: what every legitimate method gives, and no more."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias


@dataclass(frozen=True)
class Band:
    """An interval of values, bounds included.

    Parameters
    ----------
    low, high : float
        Finite or infinite, in increasing order.

    Examples
    --------
    >>> 1.02 in Band(1.0, 1.1), 1.2 in Band(1.0, 1.1)
    (True, False)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a band that a faulty reference would make."""
        if not self.low <= self.high:
            raise ValueError(f"band from {self.low} to {self.high} is empty: bounds in increasing order expected")

    def __contains__(self, value: float) -> bool:
        """Return whether a value lies in the band."""
        return self.low <= value <= self.high

    @classmethod
    def around(cls, value: float, *, relative: float = 0.0, absolute: float = 0.0) -> Self:
        """Return the band of a reference value and its tolerance: the larger of the two given.

        Parameters
        ----------
        value : float
        relative : float
            Share of the value's magnitude.
        absolute : float
            In the value's unit.

        Examples
        --------
        >>> Band.around(-10.0, relative=0.05, absolute=0.1)
        Band(low=-10.5, high=-9.5)
        """
        return cls.spanning([value], relative=relative, absolute=absolute)

    @classmethod
    def spanning(cls, values: Iterable[float], *, relative: float = 0.0, absolute: float = 0.0) -> Self:
        """Return the band from the least to the greatest of several references, each with its tolerance.

        Examples
        --------
        >>> Band.spanning([2.0, 2.5, 2.25], absolute=0.5)
        Band(low=1.5, high=3.0)
        """
        references = [float(value) for value in values]
        if not references or not all(math.isfinite(value) for value in references):
            raise ValueError(f"references {references} received: at least one, all finite, expected")
        tolerances = [max(relative * abs(value), absolute) for value in references]
        return cls(
            min(value - tolerance for value, tolerance in zip(references, tolerances, strict=True)),
            max(value + tolerance for value, tolerance in zip(references, tolerances, strict=True)),
        )

    def times(self, factor: float) -> "Band":
        """Return the band of the values multiplied by a factor: a slip of unit, a forgotten half, a wrong sign.

        Examples
        --------
        >>> Band(1.0, 2.0).times(-1000)
        Band(low=-2000.0, high=-1000.0)
        """
        low, high = sorted((factor * self.low, factor * self.high))
        return Band(low, high)


Accepted: TypeAlias = Band | Sequence[Band]


def lies_in(value: float, accepted: Accepted) -> bool:
    """Return whether a value lies in a band, or in one of several.

    Examples
    --------
    >>> lies_in(5, [Band(1, 2), Band(4, 6)])
    True
    """
    bands = [accepted] if isinstance(accepted, Band) else accepted
    return any(value in band for band in bands)
