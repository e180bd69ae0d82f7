"""The analytic hierarchy process: weights from pairwise judgements, and how consistent they are.

A judgement matrix is square, positive and reciprocal: ``a[i, j]`` says how many times criterion i counts more than j.
"""

import numpy as np
from numpy.typing import ArrayLike

from .scales import Floats

# Saaty (1980), mean consistency index of random reciprocal matrices; other tables differ in the second decimal.
RANDOM_INDICES = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


def is_reciprocal(judgements: ArrayLike, *, relative: float = 1e-6) -> bool:
    """Return whether a matrix is square, positive, one on its diagonal, and a[i, j]·a[j, i] = 1.

    Parameters
    ----------
    judgements : array_like
    relative : float
        Tolerance on the product: judgements are often written with few digits.

    Examples
    --------
    >>> is_reciprocal([[1, 3], [1 / 3, 1]]), is_reciprocal([[1, 3], [3, 1]])
    (True, False)
    """
    matrix = np.asarray(judgements, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not np.all(matrix > 0):
        return False
    return bool(np.all(np.abs(matrix * matrix.T - 1) <= relative) and np.all(np.abs(np.diag(matrix) - 1) <= relative))


def principal_weights(judgements: ArrayLike) -> Floats:
    """Return the principal eigenvector of a judgement matrix, scaled to sum to 1 (Saaty, 1980).

    Parameters
    ----------
    judgements : array_like, shape (n, n)
        Positive.

    Returns
    -------
    ndarray, shape (n,)

    Examples
    --------
    >>> principal_weights([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]).round(4)
    array([0.637 , 0.2583, 0.1047])
    """
    values, vectors = np.linalg.eig(np.asarray(judgements, dtype=np.float64))
    # Perron: the largest real eigenvalue of a positive matrix has an eigenvector of one sign.
    vector = np.abs(vectors[:, np.argmax(values.real)].real)
    return np.asarray(vector / vector.sum(), dtype=np.float64)


def geometric_mean_weights(judgements: ArrayLike) -> Floats:
    """Return the geometric means of the rows, scaled to sum to 1 (Crawford and Williams, 1985).

    Parameters
    ----------
    judgements : array_like, shape (n, n)
        Positive.

    Examples
    --------
    >>> geometric_mean_weights([[1, 4], [1 / 4, 1]])
    array([0.8, 0.2])
    """
    means = np.exp(np.log(np.asarray(judgements, dtype=np.float64)).mean(axis=1))
    return np.asarray(means / means.sum(), dtype=np.float64)


def normalised_column_weights(judgements: ArrayLike) -> Floats:
    """Return the row means of the columns scaled to sum to 1: the approximation done by hand.

    Parameters
    ----------
    judgements : array_like, shape (n, n)
        Positive.

    Examples
    --------
    >>> normalised_column_weights([[1, 4], [1 / 4, 1]])
    array([0.8, 0.2])
    """
    matrix = np.asarray(judgements, dtype=np.float64)
    return np.asarray((matrix / matrix.sum(axis=0)).mean(axis=1), dtype=np.float64)


def principal_eigenvalue(judgements: ArrayLike, weights: ArrayLike) -> float:
    """Return λmax as the mean of (A·w)ᵢ/wᵢ: exact for the principal eigenvector, close for other weights.

    Parameters
    ----------
    judgements : array_like, shape (n, n)
    weights : array_like, shape (n,)
        Positive.

    Examples
    --------
    >>> judgements = [[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]
    >>> round(principal_eigenvalue(judgements, principal_weights(judgements)), 4)
    3.0385
    """
    given = np.asarray(weights, dtype=np.float64)
    return float(np.mean(np.asarray(judgements, dtype=np.float64) @ given / given))


def consistency_index(eigenvalue: float, count: int) -> float:
    """Return CI = (λmax − n)/(n − 1).

    Examples
    --------
    >>> round(consistency_index(3.0385, 3), 5)
    0.01925
    """
    return (eigenvalue - count) / (count - 1)


def consistency_ratio(judgements: ArrayLike, weights: ArrayLike) -> float:
    """Return CR = CI/RI, acceptable up to 0.10 (Saaty, 1980), with the indices of ``RANDOM_INDICES``.

    Parameters
    ----------
    judgements : array_like, shape (n, n)
        With n from 3 to 10.
    weights : array_like, shape (n,)
        Positive.

    Raises
    ------
    ValueError
        If there is no random index for n.

    Examples
    --------
    >>> judgements = [[1, 2, 5], [1 / 2, 1, 1 / 3], [1 / 5, 3, 1]]
    >>> round(consistency_ratio(judgements, principal_weights(judgements)), 4)
    0.4037
    """
    count = len(np.asarray(judgements))
    if count not in RANDOM_INDICES:
        raise ValueError(f"{count} criteria received: from 3 to 10 expected")
    return consistency_index(principal_eigenvalue(judgements, weights), count) / RANDOM_INDICES[count]
