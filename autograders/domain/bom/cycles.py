"""Order of a product structure: low-level codes, and the cycles that leave it without one."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..errors import DomainError
from .structure import Integers, Structure

_SHOWN_ARTICLES = 12


def low_level_codes(structure: Structure) -> Integers:
    """Return how deep each article lies at the deepest: 0 for a root, else one more than its deepest parent.

    The code of the planning of requirements (Orlicky, 1975): an article is planned once all that calls for it is.
    Articles in increasing code are in topological order.

    Parameters
    ----------
    structure : Structure

    Returns
    -------
    ndarray of int, shape (articles,)

    Raises
    ------
    DomainError
        If there is a cycle, which is shown.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABC"]
    >>> low_level_codes(
    ...     structure_from_columns(articles, parents="AAB", children="BCC", quantities=[1, 1, 1])
    ... ).tolist()
    [0, 1, 2]
    """
    codes, waiting = _pass_from_the_roots(structure)
    if any(waiting):
        path = _shortened(_cycle_among(structure, waiting))
        raise DomainError(f"la nomenclature boucle : {path} ; retirer ou corriger une de ces lignes")
    return np.array(codes, dtype=np.intp)


def find_cycle(structure: Structure) -> tuple[str, ...]:
    """Return the article numbers along a cycle, the first one again at the end; nothing where there is none.

    Parameters
    ----------
    structure : Structure

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABC"]
    >>> find_cycle(structure_from_columns(articles, parents="ABC", children="BCB", quantities=[1, 1, 1]))
    ('B', 'C', 'B')
    """
    _, waiting = _pass_from_the_roots(structure)
    return _cycle_among(structure, waiting) if any(waiting) else ()


def is_cycle(structure: Structure, path: Sequence[str]) -> bool:
    """Return whether article numbers follow lines of the structure from parent to child and come back once.

    Parameters
    ----------
    structure : Structure
    path : sequence of str
        The first article again at the end.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABC"]
    >>> structure = structure_from_columns(articles, parents="ABC", children="BCB", quantities=[1, 1, 1])
    >>> is_cycle(structure, ["C", "B", "C"]), is_cycle(structure, ["A", "B", "C"])
    (True, False)
    """
    if len(path) < 2 or path[0] != path[-1] or len(set(path)) != len(path) - 1:
        return False
    if not set(path) <= structure.positions.keys():
        return False
    steps = [structure.positions[number] for number in path]
    return all(child in structure.downward.others_of(parent) for parent, child in pairwise(steps))


def cyclic_groups(structure: Structure) -> list[tuple[str, ...]]:
    """Return the groups of articles that contain each other (strongly connected), each in the order of the articles.

    To break every cycle takes one line less in each group at least.

    Parameters
    ----------
    structure : Structure

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABCD"]
    >>> cyclic_groups(structure_from_columns(articles, parents="ABCD", children="BCBD", quantities=[1, 1, 1, 1]))
    [('B', 'C'), ('D',)]
    """
    size = len(structure.articles)
    lines = coo_array((np.ones(len(structure.parent)), (structure.parent, structure.child)), shape=(size, size))
    _, group = connected_components(lines, connection="strong")
    cyclic = np.bincount(group)[group] > 1
    cyclic[structure.parent[structure.parent == structure.child]] = True
    members: dict[int, list[int]] = {}
    for position in np.flatnonzero(cyclic).tolist():
        members.setdefault(int(group[position]), []).append(position)
    return [structure.numbers(positions) for positions in members.values()]


def _pass_from_the_roots(structure: Structure) -> tuple[list[int], list[int]]:
    """Return codes, and how many lines above each article were not passed: all zero without a cycle (Kahn, 1962)."""
    size = len(structure.articles)
    downward = structure.downward
    codes, waiting = [0] * size, np.bincount(structure.child, minlength=size).tolist()
    ready = [position for position in range(size) if not waiting[position]]
    # The list grows while it is walked: an article joins it once all lines above it were passed. As articles leave it
    # in the order of their codes, the last parent is the deepest.
    for parent in ready:
        for child in downward.others_of(parent):
            waiting[child] -= 1
            if not waiting[child]:
                codes[child] = codes[parent] + 1
                ready.append(child)
    return codes, waiting


def _cycle_among(structure: Structure, waiting: Sequence[int]) -> tuple[str, ...]:
    """Return a cycle: each article that still waits has a parent that waits, so that walking up must come back."""
    current = next(position for position, lines in enumerate(waiting) if lines)
    met: dict[int, int] = {}
    while current not in met:
        met[current] = len(met)
        current = next(parent for parent in structure.upward.others_of(current) if waiting[parent])
    upwards = list(met)[met[current] :]
    return structure.numbers([current, *reversed(upwards)])


def _shortened(path: Sequence[str]) -> str:
    shown = path if len(path) <= _SHOWN_ARTICLES else [*path[: _SHOWN_ARTICLES - 1], "…", path[-1]]
    return " → ".join(shown)
