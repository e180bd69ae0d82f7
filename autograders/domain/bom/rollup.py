"""Roll-ups of a product structure: quantities downwards, mass and cost upwards, sums over paths of products."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from ..errors import DomainError
from .cycles import low_level_codes
from .structure import Floats, Integers, Structure


def requirements(structure: Structure, demand: Mapping[str, float]) -> Floats:
    """Return how much of each article it takes to make what is asked for.

    need(c) = demand(c) + Σ need(p)·q over the lines that put c in p: by distributivity, the sum over all paths of the
    products of their quantities. Stock and scrap are left out.

    Parameters
    ----------
    structure : Structure
    demand : mapping of float by article number
        Not negative, in the units of the articles.

    Returns
    -------
    ndarray, shape (articles,)

    Raises
    ------
    DomainError
        If an article is unknown, a demand is negative, there is a cycle, or a result exceeds what a float can hold.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABCD"]
    >>> structure = structure_from_columns(articles, parents="AABC", children="BCDD", quantities=[2, 1, 3, 4])
    >>> requirements(structure, {"A": 1}).tolist()
    [1.0, 2.0, 1.0, 10.0]
    """
    need = np.zeros(len(structure.articles))
    for number, quantity in demand.items():
        if not quantity >= 0:
            raise DomainError(f"demande de {quantity:g} pour « {number} » : positive ou nulle attendue")
        need[structure.position(number)] = quantity
    with np.errstate(over="ignore"):
        for lines in lines_by_level(structure):
            np.add.at(need, structure.child[lines], need[structure.parent[lines]] * structure.quantity[lines])
    return _finite(structure, need, "quantité cumulée")


def rolled_up(structure: Structure, own: ArrayLike) -> Floats:
    """Return what one unit of each article holds: total(p) = own(p) + Σ q·total(c) over the lines below p.

    What is not known (NaN) makes all that contains it unknown: a missing mass is never counted as zero.

    Parameters
    ----------
    structure : Structure
    own : array_like, shape (articles,)
        Of one unit of each article, beyond its components.

    Returns
    -------
    ndarray, shape (articles,)

    Raises
    ------
    DomainError
        If there is a cycle, ``own`` has another shape, or a result exceeds what a float can hold.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in "ABC"]
    >>> structure = structure_from_columns(articles, parents="AB", children="BC", quantities=[2, 3])
    >>> rolled_up(structure, [0.5, 0, 0.1]).round(3).tolist()
    [1.1, 0.3, 0.1]
    """
    total = np.array(own, dtype=np.float64)
    if total.shape != (len(structure.articles),):
        raise DomainError(f"valeurs propres de forme {total.shape} reçues ; une par article attendue")
    with np.errstate(over="ignore", invalid="ignore"):
        for lines in reversed(lines_by_level(structure)):
            np.add.at(total, structure.parent[lines], total[structure.child[lines]] * structure.quantity[lines])
    return _finite(structure, total, "valeur cumulée")


def own_masses_kg(structure: Structure) -> Floats:
    """Return what each article weighs beyond its components, in kg: NaN for a leaf whose mass is not known.

    Convention of ours: an assembly without a mass of its own weighs what its components weigh.
    """
    return _known_or_assembled(structure, [article.mass_kg for article in structure.articles])


def own_costs_eur(structure: Structure) -> Floats:
    """Return what each article costs beyond its components, in euros: NaN for a leaf whose cost is not known.

    Convention of ours: an assembly without a cost of its own costs what its components cost.
    """
    return _known_or_assembled(structure, [article.cost_eur for article in structure.articles])


def lines_by_level(structure: Structure) -> list[Integers]:
    """Return the lines grouped by the low-level code of their parent, from the roots down.

    When a group's turn comes, all lines above its parents have passed.
    """
    code = low_level_codes(structure)[structure.parent]
    order = np.argsort(code, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(code[order])) + 1)


def _known_or_assembled(structure: Structure, values: list[float | None]) -> Floats:
    own = np.array([np.nan if value is None else value for value in values])
    return np.where(np.isnan(own) & ~structure.is_leaf, 0.0, own)


def _finite(structure: Structure, values: Floats, what: str) -> Floats:
    beyond = np.flatnonzero(np.isinf(values))
    if len(beyond):
        number = structure.articles[beyond[0]].number
        raise DomainError(f"{what} trop grande pour « {number} » : vérifier les quantités et leurs unités")
    return values
