"""A product structure: articles, and the lines on which one is used in another.

Lines are kept as columns, so that hundreds of thousands of them stay light; two lines that put the same child in the
same parent stay two lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from ..errors import DomainError

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Role(StrEnum):
    """How the shop floor treats an article."""

    STANDARD = "standard"
    PHANTOM = "fantôme"
    CONSUMABLE = "consommable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A part, an assembly or a material.

    Parameters
    ----------
    number : str
        Identifies it.
    unit : str
        In which it is managed, as ``read_unit`` reads it.
    role : Role
    mass_kg, cost_eur : float or None
        Of one unit, what it adds beyond its components; ``None`` where not known.
    """

    number: str
    unit: str = "pce"
    role: Role = Role.STANDARD
    mass_kg: float | None = None
    cost_eur: float | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Structure:
    """Articles and usage lines; made by ``structure_from_columns``.

    Parameters
    ----------
    articles : tuple of Article
    parent, child : ndarray of int, shape (lines,)
        Positions among the articles.
    quantity : ndarray, shape (lines,)
        Of the child in one unit of the parent, in the unit in which the child is managed; positive.
    find_numbers : tuple of str
        Position of each line in its parent.
    """

    articles: tuple[Article, ...]
    parent: Integers
    child: Integers
    quantity: Floats
    find_numbers: tuple[str, ...]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each article number stands."""
        return {article.number: position for position, article in enumerate(self.articles)}

    @cached_property
    def is_leaf(self) -> Flags:
        """Which articles have no component."""
        return np.asarray(np.bincount(self.parent, minlength=len(self.articles)) == 0)

    @cached_property
    def is_root(self) -> Flags:
        """Which articles are used nowhere: end items, and those that were orphaned."""
        return np.asarray(np.bincount(self.child, minlength=len(self.articles)) == 0)

    @cached_property
    def downward(self) -> "Adjacency":
        """The lines that each article is the parent of."""
        return Adjacency.of(self.parent, self.child, len(self.articles))

    @cached_property
    def upward(self) -> "Adjacency":
        """The lines that each article is the child of."""
        return Adjacency.of(self.child, self.parent, len(self.articles))

    def position(self, number: str) -> int:
        """Return where an article stands.

        Raises
        ------
        DomainError
            If the structure does not hold it.
        """
        if number not in self.positions:
            raise DomainError(f"article « {number} » absent de la nomenclature : vérifier casse et espaces du numéro")
        return self.positions[number]

    def keeping(self, kept: Flags) -> "Structure":
        """Return the structure of the same articles with some of its lines.

        Parameters
        ----------
        kept : ndarray of bool, shape (lines,)
        """
        return Structure(
            articles=self.articles,
            parent=self.parent[kept],
            child=self.child[kept],
            quantity=self.quantity[kept],
            find_numbers=tuple(compress(self.find_numbers, kept)),
        )

    def numbers(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the numbers of articles."""
        return tuple(self.articles[position].number for position in positions)


@dataclass(frozen=True, slots=True)
class Adjacency:
    """What lies one line away from each article: plain lists, which a loop walks faster than arrays.

    Parameters
    ----------
    starts : list of int
        Where the entries of each article start; one more at the end.
    lines, others : list of int
        Each entry's line, in the order of the structure, and the article at its other end.
    """

    starts: list[int]
    lines: list[int]
    others: list[int]

    @classmethod
    def of(cls, origin: Integers, other: Integers, articles: int) -> "Adjacency":
        """Return the entries of each article, lines seen from one of their ends."""
        order = np.argsort(origin, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(origin, minlength=articles))])
        return cls(starts.tolist(), order.tolist(), other[order].tolist())

    def others_of(self, position: int) -> list[int]:
        """Return the articles at the other ends, one for each line."""
        return self.others[self.starts[position] : self.starts[position + 1]]

    def lines_of(self, position: int) -> list[int]:
        """Return the lines of an article."""
        return self.lines[self.starts[position] : self.starts[position + 1]]
