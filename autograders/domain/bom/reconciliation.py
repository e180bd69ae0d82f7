"""Reconciliation of the engineering structure (EBOM) with the manufacturing one (MBOM): what was designed is made."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from autograders.candidate.errors import Fault, FaultsError

from ..errors import DomainError
from .rollup import requirements
from .structure import Role, Structure
from .units import conversion_factor, read_unit

# Relative; a convention of ours.
QUANTITY_TOLERANCE = 1e-9


class Finding(StrEnum):
    """What a comparison of totals says of an article."""

    MATCHED = "concordant"
    MISSING = "manquant"
    EXTRA = "en trop"
    QUANTITY = "écart de quantité"


@dataclass(frozen=True, kw_only=True)
class ReconciledArticle:
    """An article at the bottom of one structure or both, and how much of it each calls for.

    Parameters
    ----------
    number : str
    unit : str
        Of both totals: that of the engineering structure where it holds the article.
    engineering, manufacturing : float
        Total for the quantity asked for, 0 where a structure does not call for it.
    """

    number: str
    unit: str
    engineering: float
    manufacturing: float

    @property
    def delta(self) -> float:
        """What is made beyond what was designed; negative where it falls short."""
        return self.manufacturing - self.engineering

    @property
    def finding(self) -> Finding:
        """What the two totals say."""
        if math.isclose(self.engineering, self.manufacturing, rel_tol=QUANTITY_TOLERANCE):
            return Finding.MATCHED
        if not self.manufacturing:
            return Finding.MISSING
        return Finding.QUANTITY if self.engineering else Finding.EXTRA


def reconciled(
    engineering: Structure, manufacturing: Structure, engineering_top: str, manufacturing_top: str
) -> list[ReconciledArticle]:
    """Return the totals of both structures, article by article, for one unit of the product.

    Parameters
    ----------
    engineering, manufacturing : Structure
        Both down to the same bought articles: what one buys and the other makes shows as missing, its components as
        extra.
    engineering_top, manufacturing_top : str
        The product in each.

    Returns
    -------
    list of ReconciledArticle
        In the order of the engineering structure, then of the manufacturing one.

    Raises
    ------
    FaultsError
        With the articles whose units in the two structures do not convert.
    DomainError
        If a product is unknown, or a structure has a cycle.

    Examples
    --------
    >>> from autograders.domain.bom import Article, structure_from_columns
    >>> articles = [Article(number=number) for number in ("PORTE", "PAUMELLE", "VIS")]
    >>> ebom = structure_from_columns(
    ...     articles, parents=["PORTE", "PAUMELLE"], children=["PAUMELLE", "VIS"], quantities=[3, 4]
    ... )
    >>> mbom = structure_from_columns(articles, parents=["PORTE"], children=["VIS"], quantities=[10])
    >>> [(each.number, each.delta, each.finding.value) for each in reconciled(ebom, mbom, "PORTE", "PORTE")]
    [('VIS', -2.0, 'écart de quantité')]
    """
    designed = accountable_totals(engineering, engineering_top)
    made = accountable_totals(manufacturing, manufacturing_top)
    found, faults = [], []
    for number in dict.fromkeys((*designed, *made)):
        units = [
            structure.articles[structure.positions[number]].unit
            for structure in (engineering, manufacturing)
            if number in structure.positions
        ]
        try:
            factor = float(conversion_factor(read_unit(units[-1]), read_unit(units[0])))
        except DomainError as error:
            faults.append(Fault("nomenclatures", number, f"{error}.", "Gérer l’article dans une même unité."))
            continue
        found.append(
            ReconciledArticle(
                number=number,
                unit=units[0],
                engineering=designed.get(number, 0.0),
                manufacturing=made.get(number, 0.0) * factor,
            )
        )
    if faults:
        raise FaultsError(faults)
    return found


def accountable_totals(structure: Structure, number: str) -> dict[str, float]:
    """Return what one unit of a product comes down to, less what nobody accounts for piece by piece.

    Assemblies, kits and phantoms are expanded down to articles without components. Consumables are left out with all
    that lies below them; so is a phantom without components, which stands for nothing.

    Parameters
    ----------
    structure : Structure
    number : str

    Returns
    -------
    dict of float by article number
        In the order of the articles.
    """
    role = np.array([article.role for article in structure.articles])
    need = requirements(structure.keeping(role[structure.child] != Role.CONSUMABLE), {number: 1})
    # An assembly of consumables alone has lost its lines, and is no leaf for all that.
    counted = np.flatnonzero(structure.is_leaf & (role == Role.STANDARD) & (need > 0))
    return {structure.articles[position].number: float(need[position]) for position in counted.tolist()}


def accounted_share(articles: Sequence[ReconciledArticle]) -> float:
    """Return the share of the articles designed that are made in the right quantity; 1 where nothing was designed.

    Parameters
    ----------
    articles : sequence of ReconciledArticle
    """
    designed = [each.finding is Finding.MATCHED for each in articles if each.engineering]
    return sum(designed) / len(designed) if designed else 1.0


def accountability_by_unit(articles: Sequence[ReconciledArticle]) -> dict[str, float]:
    """Return which share of the quantities designed is made, Σ min(E, M)/Σ E, for each unit.

    Metres, pieces and kilograms do not add up, hence a ratio for each; what is made in excess makes up for nothing.
    Conventions of ours.

    Parameters
    ----------
    articles : sequence of ReconciledArticle

    Examples
    --------
    >>> def line(unit, engineering, manufacturing):
    ...     return ReconciledArticle(number="", unit=unit, engineering=engineering, manufacturing=manufacturing)
    >>> accountability_by_unit([line("pce", 8, 6), line("pce", 2, 5), line("m", 4, 4), line("kg", 0, 1)])
    {'pce': 0.8, 'm': 1.0}
    """
    designed = [each for each in articles if each.engineering]
    return {
        unit: math.fsum(min(each.engineering, each.manufacturing) for each in designed if each.unit == unit)
        / math.fsum(each.engineering for each in designed if each.unit == unit)
        for unit in dict.fromkeys(each.unit for each in designed)
    }
