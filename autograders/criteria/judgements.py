"""Judges of pairwise judgements (AHP): a complete reciprocal matrix on Saaty's scale that says something."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from autograders.candidate.wire import Row
from autograders.domain.decision import RANDOM_INDICES, consistency_ratio, is_reciprocal, principal_weights
from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .matrices import Place, read_matrix
from .rows import folded
from .wording import absent, printed, right, unreadable, wrong

SCALE = tuple([float(value) for value in range(1, 10)] + [1 / value for value in range(2, 10)])
# Judgements are written 0.33 as often as 1/3.
SCALE_TOLERANCE = 0.045
RECIPROCAL_TOLERANCE = 0.05
_LARGEST = 1e6


def read_judgements(
    rows: Sequence[Row], keys: tuple[str, str, str], criteria: Sequence[str]
) -> NDArray[np.float64] | None:
    """Return the judgement matrix, or ``None`` where a pair lacks or is not positive.

    Of each pair one judgement suffices, the other is its inverse; the diagonal may be left out. A judgement that
    is written with few digits is taken for the value of Saaty's scale that it is near.

    Parameters
    ----------
    rows : sequence of rows
    keys : tuple of str
        Columns that hold the first criterion, the second and the judgement.
    criteria : sequence of str
        In the order of the matrix.

    Examples
    --------
    >>> read_judgements([{"a": "cout", "b": "masse", "v": 0.33}], ("a", "b", "v"), ["cout", "masse"]).round(2)
    array([[1.  , 0.33],
           [3.  , 1.  ]])
    """
    cells = read_matrix(rows, keys)
    count = len(criteria)
    matrix = np.ones((count, count))
    for i, first in enumerate(criteria):
        for j, second in enumerate(criteria):
            value = _judgement(cells, (folded(first), folded(second)))
            inverse = _judgement(cells, (folded(second), folded(first)))
            if i == j:
                matrix[i, j] = 1.0 if value is None else value
            elif value is not None:
                matrix[i, j] = value
            elif inverse is not None and inverse > 0:
                matrix[i, j] = 1 / inverse
            else:
                return None
    return matrix if np.all(matrix > 0) and np.all(matrix < _LARGEST) else None


def judgements_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    matrix: NDArray[np.float64] | None,
    mistakes: Mapping[str, Misconception],
) -> Check:
    """Judge whether judgements are complete, positive, reciprocal, on Saaty's scale, and not all equal.

    Parameters
    ----------
    answers : Answers
    name : str
        Of the ``table`` answer that holds them.
    label : str
    weight : float
        Share in the criterion.
    matrix : ndarray or None
        As ``read_judgements`` returns it.
    mistakes : mapping
        By ``not-reciprocal``, ``matrix-of-ones`` and ``judgements-off-scale``.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    if answers.rows(name) is None:
        return unreadable(answer, label, weight)
    if matrix is None:
        message = "Matrice incomplète : un jugement positif est attendu pour chaque paire de vos critères."
        return wrong(
            label, weight, message, advice="Nommez les critères par leur clé, les mêmes que dans vos critères."
        )
    if not is_reciprocal(matrix, relative=RECIPROCAL_TOLERANCE):
        return wrong(label, weight, "Matrice non réciproque.", misconception=mistakes["not-reciprocal"])
    if np.allclose(matrix, 1):
        return wrong(label, weight, "Tous les jugements valent 1.", misconception=mistakes["matrix-of-ones"])
    off = [value for value in matrix.ravel() if not any(abs(value / each - 1) <= 1e-9 for each in SCALE)]
    if off:
        message = f"{len(off)} jugements hors de l’échelle de Saaty, dont {printed(float(off[0]))}."
        return wrong(label, weight, message, misconception=mistakes["judgements-off-scale"])
    return right(label, weight, f"{len(matrix)} critères comparés deux à deux, matrice réciproque.")


def coherence_check(
    matrix: NDArray[np.float64] | None, *, label: str, weight: float, limit: float, misconception: Misconception
) -> Check:
    """Judge whether judgements are coherent enough: a consistency ratio up to the limit, and some judgement made."""
    if matrix is None or np.allclose(matrix, 1) or len(matrix) not in RANDOM_INDICES:
        return wrong(label, weight, "Pas de jugements dont on puisse juger la cohérence.")
    ratio = consistency_ratio(matrix, principal_weights(matrix))
    received = f"Rapport de cohérence de vos jugements : {printed(ratio)}"
    if ratio <= limit:
        return right(label, weight, f"{received}, admis.")
    return wrong(label, weight, f"{received}, {printed(limit)} au plus.", misconception=misconception)


def _judgement(cells: Mapping[Place, float], place: Place) -> float | None:
    value = cells.get(place)
    if value is None:
        return None
    return next((each for each in SCALE if abs(value - each) <= SCALE_TOLERANCE * each), value)
