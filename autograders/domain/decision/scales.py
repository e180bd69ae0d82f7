"""Putting criteria of different units on one scale."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Direction(StrEnum):
    """Whether more of a criterion is better, or less."""

    MAXIMISE = "max"
    MINIMISE = "min"


def signs(directions: Sequence[Direction]) -> Floats:
    """Return +1 for each criterion to maximise and −1 for each to minimise.

    Examples
    --------
    >>> signs([Direction.MAXIMISE, Direction.MINIMISE])
    array([ 1., -1.])
    """
    return np.array([1.0 if direction is Direction.MAXIMISE else -1.0 for direction in directions])


def min_max_scaled(values: ArrayLike, directions: Sequence[Direction]) -> Floats:
    """Return each criterion on the scale from 0, the worst option, to 1, the best.

    Convention of ours: a criterion on which all options are equal is 0 for all, it decides nothing.

    Parameters
    ----------
    values : array_like, shape (options, criteria)
    directions : sequence of Direction
        One for each criterion.

    Returns
    -------
    ndarray, shape (options, criteria)

    Examples
    --------
    >>> min_max_scaled([[2, 300], [4, 100]], [Direction.MINIMISE, Direction.MAXIMISE])
    array([[1., 1.],
           [0., 0.]])
    """
    oriented = np.asarray(values, dtype=np.float64) * signs(directions)
    span = np.ptp(oriented, axis=0)
    scaled = (oriented - oriented.min(axis=0)) / np.where(span > 0, span, 1.0)
    return np.asarray(scaled, dtype=np.float64)


def vector_scaled(values: ArrayLike) -> Floats:
    """Return each criterion divided by its Euclidean norm, as TOPSIS does (Hwang and Yoon, 1981).

    A criterion that is zero everywhere stays zero.

    Parameters
    ----------
    values : array_like, shape (options, criteria)

    Examples
    --------
    >>> vector_scaled([[3.0], [4.0]])
    array([[0.6],
           [0.8]])
    """
    matrix = np.asarray(values, dtype=np.float64)
    norms = np.linalg.norm(matrix, axis=0)
    return np.asarray(matrix / np.where(norms > 0, norms, 1.0), dtype=np.float64)
