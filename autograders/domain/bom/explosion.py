"""The explosion of an article: its indented bill of materials, and what it comes down to."""

from dataclasses import dataclass, replace

import numpy as np

from ..errors import DomainError
from .rollup import requirements
from .structure import Structure

MAXIMUM_LINES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplodedLine:
    """One line of an indented bill of materials.

    Parameters
    ----------
    level : int
        1 for a component of the article that is exploded.
    parent, child : str
    find_number : str
    quantity : float
        Of the child in one unit of the parent.
    cumulated_quantity : float
        Of the child along this path in one unit of the article that is exploded.
    """

    level: int
    parent: str
    child: str
    find_number: str
    quantity: float
    cumulated_quantity: float


def exploded(structure: Structure, number: str, maximum_lines: int = MAXIMUM_LINES) -> list[ExplodedLine]:
    """Return the indented bill of materials of an article, each line followed by what lies below it.

    Parameters
    ----------
    structure : Structure
    number : str
    maximum_lines : int
        What is used in many places is repeated in each, so that a small structure can explode beyond any memory.

    Raises
    ------
    DomainError
        If the article is unknown, there is a cycle, or there are more lines; they are counted before any is made.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABCD"]
    >>> structure = structure_from_columns(articles, parents="AABC", children="BCDD", quantities=[2, 1, 3, 4])
    >>> for line in exploded(structure, "A"):
    ...     print("·" * line.level, line.child, line.quantity, line.cumulated_quantity)
    · B 2.0 2.0
    ·· D 3.0 6.0
    · C 1.0 1.0
    ·· D 4.0 4.0
    """
    paths = requirements(replace(structure, quantity=np.ones_like(structure.quantity)), {number: 1})
    if paths.sum() - 1 > maximum_lines:
        raise DomainError(
            f"l’éclatement de « {number} » compte {paths.sum() - 1:.3g} lignes, plus que les {maximum_lines} admises : "
            "éclater un sous-ensemble, ou demander les totaux"
        )
    numbers = structure.numbers(range(len(structure.articles)))
    child, quantity = structure.child.tolist(), structure.quantity.tolist()
    found: list[ExplodedLine] = []
    top = structure.position(number)
    waiting = [(1, top, line, 1.0) for line in reversed(structure.downward.lines_of(top))]
    while waiting:
        level, parent, line, above = waiting.pop()
        here = child[line]
        cumulated = above * quantity[line]
        found.append(
            ExplodedLine(
                level=level,
                parent=numbers[parent],
                child=numbers[here],
                find_number=structure.find_numbers[line],
                quantity=quantity[line],
                cumulated_quantity=cumulated,
            )
        )
        waiting.extend((level + 1, here, below, cumulated) for below in reversed(structure.downward.lines_of(here)))
    return found


def leaf_totals(structure: Structure, number: str, quantity: float = 1.0) -> dict[str, float]:
    """Return what an article comes down to: the total of each article without components, all paths together.

    Parameters
    ----------
    structure : Structure
    number : str
    quantity : float
        Of the article.

    Returns
    -------
    dict of float by article number
        Those that are needed, in the order of the articles.

    Raises
    ------
    DomainError
        As ``requirements``.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABC"]
    >>> structure = structure_from_columns(articles, parents="AAB", children="BCC", quantities=[2, 1, 3])
    >>> leaf_totals(structure, "A", 10)
    {'C': 70.0}
    """
    need = requirements(structure, {number: quantity})
    return {
        structure.articles[position].number: float(need[position])
        for position in np.flatnonzero(structure.is_leaf & (need > 0)).tolist()
    }
