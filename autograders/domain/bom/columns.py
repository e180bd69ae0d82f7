"""Columns of an extract made into a product structure, with all that is wrong with them told at once."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from autograders.candidate.errors import Fault, FaultsError

from ..errors import DomainError
from .structure import Article, Floats, Integers, Structure
from .units import conversion_factor, read_unit

_WHERE = "nomenclature"
_SHOWN_FAULTS = 20


def structure_from_columns(
    articles: Sequence[Article],
    *,
    parents: Iterable[str],
    children: Iterable[str],
    quantities: Sequence[float] | Floats,
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
    quantities : sequence of float or ndarray, shape (lines,)
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
        If the columns have different lengths, or the quantities are not numbers.

    Examples
    --------
    >>> articles = [Article(number="CADRE"), Article(number="JOINT", unit="m")]
    >>> structure_from_columns(
    ...     articles, parents=["CADRE"], children=["JOINT"], quantities=[2500], units=["mm"]
    ... ).quantity
    array([2.5])
    """
    given = _as_numbers(quantities)
    parent_numbers, child_numbers = list(parents), list(children)
    unit_texts = [""] * len(given) if units is None else list(units)
    finds = tuple(str(10 * (line + 1)) for line in range(len(given))) if find_numbers is None else tuple(find_numbers)
    lengths = [len(column) for column in (parent_numbers, child_numbers, given, unit_texts, finds)]
    if len(set(lengths)) > 1:
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
        raise FaultsError([*faults[:_SHOWN_FAULTS], *_left_out(len(faults) - _SHOWN_FAULTS)])
    return Structure(articles=tuple(articles), parent=parent, child=child, quantity=given * factor, find_numbers=finds)


def _as_numbers(quantities: Sequence[float] | Floats) -> Floats:
    try:
        return np.array(quantities, dtype=np.float64).reshape(len(quantities))
    except (TypeError, ValueError) as error:
        raise DomainError(f"quantités illisibles ({error}) : les lire d’abord, avec leur virgule décimale") from None


def _left_out(count: int) -> list[Fault]:
    message, repair = f"{count} défauts de plus, non montrés.", "Corriger d’abord ceux qui précèdent."
    return [Fault(_WHERE, "", message, repair)] if count > 0 else []


def _duplicates(articles: Sequence[Article]) -> list[Fault]:
    return [
        Fault(_WHERE, "articles", f"numéro « {number} » donné à {times} articles.", "N’en garder qu’un.")
        for number, times in Counter(article.number for article in articles).items()
        if times > 1
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
