"""Change of an article: new revision or new number, and how far up the structure it is felt."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .structure import Structure


class Identification(StrEnum):
    """How a changed article is told from what it was."""

    NEW_REVISION = "nouvelle révision"
    NEW_NUMBER = "nouvelle référence"


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What a change makes of the articles that it is felt in; numbers in the order of the articles.

    Parameters
    ----------
    new_numbers : tuple of str
        Articles that are no longer interchangeable with what they were.
    new_revisions : tuple of str
        Articles that change and stay interchangeable: above them nothing does.
    """

    new_numbers: tuple[str, ...]
    new_revisions: tuple[str, ...]


def identification(*, form_kept: bool, fit_kept: bool, function_kept: bool) -> Identification:
    """Return how a changed article is identified: as a revision only if old and new may take each other's place.

    The rule of form, fit and function, as configuration management commonly states it.

    Parameters
    ----------
    form_kept, fit_kept, function_kept : bool

    Examples
    --------
    >>> identification(form_kept=True, fit_kept=False, function_kept=True).value
    'nouvelle référence'
    """
    kept = form_kept and fit_kept and function_kept
    return Identification.NEW_REVISION if kept else Identification.NEW_NUMBER


def change_impact(structure: Structure, changed: Collection[str], interchangeable: Collection[str]) -> Impact:
    """Return what becomes of the articles above a change, up to the first ones that stay interchangeable.

    An article that is not interchangeable gets a new number, so that the lines of its parents change and the question
    comes up again for each of them. One that is gets a new revision, and its parents need not know.

    Parameters
    ----------
    structure : Structure
    changed : collection of str
        Articles that the change starts from.
    interchangeable : collection of str
        Those that keep form, fit and function in spite of the change, changed ones among them.

    Raises
    ------
    DomainError
        If the structure does not hold a changed article.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABCD"]
    >>> structure = structure_from_columns(articles, parents="AABC", children="BCDD", quantities=[2, 1, 3, 4])
    >>> change_impact(structure, ["D"], {"B"})
    Impact(new_numbers=('A', 'C', 'D'), new_revisions=('B',))
    """
    waiting = list(dict.fromkeys(structure.position(number) for number in changed))
    met = set(waiting)
    renumbered: set[int] = set()
    # The list grows while it is walked.
    for position in waiting:
        if structure.articles[position].number in interchangeable:
            continue
        renumbered.add(position)
        above = set(structure.upward.others_of(position)) - met
        met |= above
        waiting.extend(above)
    return Impact(
        new_numbers=structure.numbers(sorted(renumbered)), new_revisions=structure.numbers(sorted(met - renumbered))
    )
