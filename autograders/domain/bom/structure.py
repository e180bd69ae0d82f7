"""A product structure: articles, and the lines on which one is used in another.

Lines are kept as columns, so that hundreds of thousands of them stay light; two lines that put the same child in the
same parent stay two lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import compress, pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograders.candidate.errors import Fault, FaultsError

from ..errors import DomainError
from .units import conversion_factor, read_unit

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]
_WHERE = "nomenclature"
_SHOWN_FAULTS = 20


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


def structure_from_columns(
    articles: Sequence[Article],
    *,
    parents: Iterable[str],
    children: Iterable[str],
    quantities: ArrayLike,
    units: Iterable[str] | None = None,
    find_numbers: Iterable[str] | None = None,
) -> Structure:
    """Return the structure that columns of an extract describe, quantities in the units of the articles.

    Cycles are let in, so that they can be shown; what cannot be computed with one refuses it.

    Parameters
    ----------
    articles : sequence of Article
        Numbers differ from each other.
    parents, children : iterable of str
        Article numbers, one for each line.
    quantities : array_like, shape (lines,)
        Positive.
    units : iterable of str, optional
        Of the quantities; the child's own by default.
    find_numbers : iterable of str, optional
        By default 10, 20, 30 … down the columns.

    Raises
    ------
    FaultsError
        With the faults of all lines: unknown article, quantity that is not positive, unit that does not convert.
    DomainError
        If the columns have different lengths.

    Examples
    --------
    >>> articles = [Article(number="CADRE"), Article(number="JOINT", unit="m")]
    >>> structure_from_columns(
    ...     articles, parents=["CADRE"], children=["JOINT"], quantities=[2500], units=["mm"]
    ... ).quantity
    array([2.5])
    """
    given = np.array(quantities, dtype=np.float64, ndmin=1)
    parent_numbers, child_numbers = list(parents), list(children)
    unit_texts = [""] * len(given) if units is None else list(units)
    finds = tuple(str(10 * (line + 1)) for line in range(len(given))) if find_numbers is None else tuple(find_numbers)
    lengths = [len(column) for column in (parent_numbers, child_numbers, given, unit_texts, finds)]
    if len(set(lengths)) > 1 or given.ndim > 1:
        raise DomainError(f"colonnes de longueurs différentes ({lengths}) : une valeur par ligne attendue dans chacune")
    positions = {article.number: position for position, article in enumerate(articles)}
    parent, child = (
        np.array([positions.get(number, -1) for number in numbers], dtype=np.intp)
        for numbers in (parent_numbers, child_numbers)
    )
    faults = [
        *_duplicates(articles),
        *_unknown("parent", parent_numbers, parent),
        *_unknown("child", child_numbers, child),
        *_not_positive(given),
    ]
    factor, unit_faults = _factors(articles, child, unit_texts)
    faults += unit_faults
    if faults:
        left_out = len(faults) - _SHOWN_FAULTS
        more = [Fault(_WHERE, "", f"{left_out} autres défauts.", "Corriger d’abord ceux-ci.")] if left_out > 0 else []
        raise FaultsError([*faults[:_SHOWN_FAULTS], *more])
    return Structure(
        articles=tuple(articles), parent=parent, child=child, quantity=given * factor, find_numbers=tuple(finds)
    )


def _duplicates(articles: Sequence[Article]) -> list[Fault]:
    ordered = sorted(article.number for article in articles)
    twice = sorted({number for number, following in pairwise(ordered) if number == following})
    return [
        Fault(_WHERE, "articles", f"numéro « {number} » donné à plusieurs articles.", "N’en garder qu’un.")
        for number in twice
    ]


def _unknown(column: str, numbers: Sequence[str], found: Integers) -> list[Fault]:
    return [
        Fault(_WHERE, f"{column}[{line}]", f"article « {numbers[line]} » inconnu.", "L’ajouter ou corriger le numéro.")
        for line in np.flatnonzero(found < 0).tolist()
    ]


def _not_positive(quantities: Floats) -> list[Fault]:
    return [
        Fault(_WHERE, f"quantity[{line}]", f"{quantities[line]:g} reçu.", "Donner un nombre positif.")
        for line in np.flatnonzero(~(np.isfinite(quantities) & (quantities > 0))).tolist()
    ]


def _factors(articles: Sequence[Article], child: Integers, texts: Sequence[str]) -> tuple[Floats, list[Fault]]:
    """Return what brings each line's quantity to its child's unit; few pairs of units serve many lines."""
    known: dict[tuple[str, str], float | str] = {}
    factors, faults = np.ones(len(texts)), []
    for line, (text, position) in enumerate(zip(texts, child.tolist(), strict=True)):
        if not text or position < 0:
            continue
        pair = (text, articles[position].unit)
        if pair not in known:
            known[pair] = _factor_or_message(*pair)
        factor = known[pair]
        if isinstance(factor, float):
            factors[line] = factor
        else:
            number = articles[position].number
            faults.append(Fault(_WHERE, f"unit[{line}]", f"article « {number} » : {factor}.", ""))
    return factors, faults


def _factor_or_message(text: str, managed_in: str) -> float | str:
    try:
        return float(conversion_factor(read_unit(text), read_unit(managed_in)))
    except DomainError as error:
        return str(error)
