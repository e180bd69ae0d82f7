"""Shares: how many of so many."""

from typing import NamedTuple


class Share(NamedTuple):
    """How many of so many have what is asked for.

    Parameters
    ----------
    kept, total : int

    Examples
    --------
    >>> Share(3, 4).ratio, Share(0, 0).ratio
    (0.75, 1.0)
    """

    kept: int
    total: int

    @property
    def ratio(self) -> float:
        """From 0 to 1; 1 where nothing was asked for."""
        return self.kept / self.total if self.total else 1.0
