"""Fewer points for display: one of each cell of a grid that is fitted to the cloud."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Ten bits an axis: the three fit into a whole number of 32 bits, its rank beside it into one of 64.
_BITS = 10


@dataclass(frozen=True, eq=False, kw_only=True)
class Thinning:
    """Which points are shown, and how many each stands for.

    Parameters
    ----------
    kept : ndarray of int64, shape (k,)
        Ranks of the points shown, ascending.
    cell_m : float, m
        Side of the cells; 0 where all points are at one place.
    per_cell : ndarray of int64
        Number of points in each occupied cell.
    """

    kept: NDArray[np.int64]
    cell_m: float
    per_cell: NDArray[np.int64]


def thinned(points_m: NDArray[np.floating[Any]], maximum: int) -> Thinning:
    """Return at most so many points, spread over all that the cloud occupies.

    A cube that holds the cloud is halved along each axis, again and again, up to ten times. The finest grid with no
    more than ``maximum`` occupied cells is taken, and from each of these the point that comes first in the cloud. A
    cloud of at most ``maximum`` points is kept whole. The same cloud always gives the same points.

    Parameters
    ----------
    points_m : ndarray, shape (n, 3), m
        Finite; at least one point.
    maximum : int

    Examples
    --------
    >>> thinned(np.array([[0.0, 0, 0], [0.1, 0, 0], [8, 0, 0], [8, 8, 8]]), 3).kept.tolist()
    [0, 2, 3]
    """
    keys, side_m = _keys(points_m)
    ordered = np.sort(keys)
    level = next(
        level
        for level in range(_BITS, -1, -1)
        if level == 0 or _distinct(ordered >> np.uint32(3 * (_BITS - level))) <= maximum
    )
    shift = np.uint32(3 * (_BITS - level))
    # The rank in the low half: sorting by cell then keeps the order of the cloud.
    ranked = ((keys >> shift).astype(np.uint64) << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64)
    ranked.sort()
    cells = (ranked >> np.uint64(32)).astype(np.uint32)
    starts = np.concatenate(([0], np.flatnonzero(cells[1:] != cells[:-1]) + 1))
    first = np.sort(ranked[starts] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return Thinning(
        kept=np.arange(len(keys)) if len(keys) <= maximum else first,
        cell_m=side_m / 2**level,
        per_cell=np.diff(np.append(starts, len(keys))),
    )


def _keys(points_m: NDArray[np.floating[Any]]) -> tuple[NDArray[np.uint32], float]:
    """Return the cell of each point in the finest grid, interleaved bit by bit, and the side of the cube."""
    keys = np.zeros(len(points_m), dtype=np.uint32)
    columns = [np.ascontiguousarray(points_m[:, axis]) for axis in range(3)]
    lowest = [float(column.min()) for column in columns]
    side_m = max(float(column.max()) - low for column, low in zip(columns, lowest, strict=True))
    if side_m == 0:
        return keys, 0.0
    spread = _spread(np.arange(2**_BITS, dtype=np.uint32))
    for axis, (column, low) in enumerate(zip(columns, lowest, strict=True)):
        steps = ((column - low) * (2**_BITS / side_m)).astype(np.uint32)
        np.minimum(steps, 2**_BITS - 1, out=steps)
        keys |= spread[steps] << np.uint32(axis)
    return keys, side_m


def _spread(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return numbers of ten bits with two empty bits after each."""
    result = np.zeros_like(numbers)
    for bit in range(_BITS):
        result |= ((numbers >> np.uint32(bit)) & np.uint32(1)) << np.uint32(3 * bit)
    return result


def _distinct(ordered: NDArray[np.uint32]) -> int:
    return 1 + int(np.count_nonzero(ordered[1:] != ordered[:-1]))
