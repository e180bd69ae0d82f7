"""Usage lines with what decides whether they hold: the extract from which a day's structure is taken."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from .columns import structure_from_columns
from .effectivity import Effectivity, Moment, gaps, overlaps
from .structure import Article, Structure
from .variants import Condition

# Parent and find number: the place that one component takes at a time.
Position = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage(Generic[Moment]):
    """A line of an extract: one article used in another.

    Parameters
    ----------
    parent, child : str
        Article numbers.
    find_number : str
        Position in the parent; lines that replace each other share it.
    quantity : float
        Of the child in one unit of the parent.
    unit : str
        Of the quantity; the child's own where empty.
    effectivity : Effectivity, optional
        Always by default.
    condition : Condition
        For all variants by default.
    """

    parent: str
    child: str
    find_number: str
    quantity: float = 1.0
    unit: str = ""
    effectivity: Effectivity[Moment] | None = None
    condition: Condition = frozenset()

    @property
    def position(self) -> Position:
        """Parent and find number."""
        return self.parent, self.find_number


@dataclass(frozen=True, kw_only=True)
class PositionAudit(Generic[Moment]):
    """What is wrong with the effectivities of a position.

    Parameters
    ----------
    gaps, overlaps : tuple of Effectivity
        When nothing, or more than one thing, takes the place.
    """

    gaps: tuple[Effectivity[Moment], ...]
    overlaps: tuple[Effectivity[Moment], ...]


def structure_from_usages(articles: Sequence[Article], usages: Sequence[Usage[Moment]]) -> Structure:
    """Return the structure that lines describe, whatever their effectivities and conditions.

    Parameters
    ----------
    articles : sequence of Article
    usages : sequence of Usage
        Those that hold: see ``effective_usages`` and ``configured``.

    Raises
    ------
    FaultsError
        As ``structure_from_columns``.
    """
    return structure_from_columns(
        articles,
        parents=[usage.parent for usage in usages],
        children=[usage.child for usage in usages],
        quantities=[usage.quantity for usage in usages],
        units=[usage.unit for usage in usages],
        find_numbers=[usage.find_number for usage in usages],
    )


def effective_usages(usages: Iterable[Usage[Moment]], moment: Moment) -> list[Usage[Moment]]:
    """Return the lines that hold on a day or for a serial number.

    Parameters
    ----------
    usages : iterable of Usage
    moment : date or int

    Raises
    ------
    DomainError
        If dates and serial numbers are mixed.

    Examples
    --------
    >>> old = Usage(parent="A", child="B", find_number="10", effectivity=Effectivity(start=1, end=20))
    >>> new = Usage(parent="A", child="C", find_number="10", effectivity=Effectivity(start=20))
    >>> [usage.child for usage in effective_usages([old, new], 20)]
    ['C']
    """
    return [usage for usage in usages if usage.effectivity is None or usage.effectivity.covers(moment)]


def effectivity_faults(
    usages: Iterable[Usage[Moment]], horizon: Effectivity[Moment]
) -> dict[Position, PositionAudit[Moment]]:
    """Return the positions that are empty or taken more than once at some time of a horizon.

    Alternatives of variants share a position without replacing each other in time: configure first.

    Parameters
    ----------
    usages : iterable of Usage
        Of one variant.
    horizon : Effectivity

    Raises
    ------
    DomainError
        If dates and serial numbers are mixed.

    Examples
    --------
    >>> old = Usage(parent="A", child="B", find_number="10", effectivity=Effectivity(start=1, end=20))
    >>> new = Usage(parent="A", child="C", find_number="10", effectivity=Effectivity(start=25))
    >>> effectivity_faults([old, new], Effectivity(start=1))
    {('A', '10'): PositionAudit(gaps=(Effectivity(start=20, end=25),), overlaps=())}
    """
    ranges: dict[Position, list[Effectivity[Moment]]] = defaultdict(list)
    for usage in usages:
        ranges[usage.position].append(usage.effectivity or horizon)
    audits = {
        position: PositionAudit(gaps=tuple(gaps(each, horizon)), overlaps=tuple(overlaps(each, horizon)))
        for position, each in ranges.items()
    }
    return {position: audit for position, audit in audits.items() if audit.gaps or audit.overlaps}
