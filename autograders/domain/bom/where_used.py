"""Where an article is used: in what directly, at all levels, and in which end items."""

from dataclasses import dataclass

from .structure import Adjacency, Structure


@dataclass(frozen=True, kw_only=True)
class WhereUsed:
    """Where an article is used; numbers in the order of the articles.

    Parameters
    ----------
    direct : tuple of str
        Parents of a line that uses it.
    all_levels : tuple of str
        All that contains it, itself left out.
    end_items : tuple of str
        Those of ``all_levels`` that are used nowhere.
    """

    direct: tuple[str, ...]
    all_levels: tuple[str, ...]
    end_items: tuple[str, ...]


def where_used(structure: Structure, number: str) -> WhereUsed:
    """Return where an article is used; a cycle does not hinder it.

    Parameters
    ----------
    structure : Structure
    number : str

    Raises
    ------
    DomainError
        If the structure does not hold the article.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABCD"]
    >>> structure = structure_from_columns(articles, parents="AABC", children="BCDD", quantities=[2, 1, 3, 4])
    >>> where_used(structure, "D")
    WhereUsed(direct=('B', 'C'), all_levels=('A', 'B', 'C'), end_items=('A',))
    """
    position = structure.position(number)
    above = sorted(reachable(structure.upward, position))
    return WhereUsed(
        direct=structure.numbers(sorted(set(structure.upward.others_of(position)))),
        all_levels=structure.numbers(above),
        end_items=structure.numbers(item for item in above if structure.is_root[item]),
    )


def reachable(adjacency: Adjacency, position: int) -> set[int]:
    """Return the articles that lines lead to from one, itself left out."""
    met, waiting = {position}, [position]
    while waiting:
        new = set(adjacency.others_of(waiting.pop())) - met
        met |= new
        waiting.extend(new)
    return met - {position}
