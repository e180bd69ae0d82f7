"""Agreement of two codings of the same interviews: beyond chance, and code by code."""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import DomainError


class Coded(NamedTuple):
    """A unit of an interview, such as a speech turn, under a code of the grid; a unit may be under several."""

    unit: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Retrieval:
    """How much of a reference is found, and how much of what is found is in it.

    Parameters
    ----------
    agreed, missing, added : int
        In both; in the reference alone; found alone.
    """

    agreed: int
    missing: int
    added: int

    @property
    def precision(self) -> float:
        """Share of what was found that the reference has; 1 where nothing was found."""
        return _share(self.agreed, self.agreed + self.added)

    @property
    def recall(self) -> float:
        """Share of the reference that was found; 1 where it is empty."""
        return _share(self.agreed, self.agreed + self.missing)

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 2·agreed/(2·agreed + missing + added) (van Rijsbergen, 1979)."""
        return _share(2 * self.agreed, 2 * self.agreed + self.missing + self.added)


def retrieval(reference: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> Retrieval:
    """Return how a set that was found agrees with a reference.

    Parameters
    ----------
    reference, found : set

    Examples
    --------
    >>> agreement = retrieval({"a", "b", "c", "d"}, {"b", "c", "d", "e", "f"})
    >>> agreement.precision, agreement.recall, round(agreement.f1, 4)
    (0.6, 0.75, 0.6667)
    """
    agreed = len(reference & found)
    return Retrieval(agreed=agreed, missing=len(reference) - agreed, added=len(found) - agreed)


def retrieval_by_code(reference: AbstractSet[Coded], found: AbstractSet[Coded]) -> dict[str, Retrieval]:
    """Return for each code that one of the codings uses how they agree, codes in order of name.

    Parameters
    ----------
    reference, found : set of Coded

    Examples
    --------
    >>> by_code = retrieval_by_code({Coded("T1", "outils"), Coded("T2", "outils")}, {Coded("T1", "outils")})
    >>> by_code["outils"].recall
    0.5
    """
    codes = sorted({item.code for item in reference | found})
    return {code: retrieval(_under(code, reference), _under(code, found)) for code in codes}


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the agreement of two coders beyond chance, κ = (pₒ − pₑ)/(1 − pₑ) (Cohen, 1960).

    pₒ is the share of units on which they agree, pₑ = Σ p₁(k)·p₂(k) the share expected of coders who use the codes as
    often and at random.

    Parameters
    ----------
    first, second : sequence of str
        One code for each unit, in the same order.

    Returns
    -------
    float
        From −1 to 1; 0 for an agreement as of chance.

    Raises
    ------
    DomainError
        If the lengths differ, there is no unit, or both use one same code everywhere, which says nothing of chance.

    Examples
    --------
    >>> first = ["oui"] * 25 + ["non"] * 25
    >>> second = ["oui"] * 20 + ["non"] * 5 + ["oui"] * 10 + ["non"] * 15
    >>> round(cohen_kappa(first, second), 3)
    0.4
    """
    units = len(first)
    if not units or units != len(second):
        raise DomainError(f"{units} et {len(second)} unités reçues ; un même nombre, 1 au moins, attendu")
    observed = sum(one == other for one, other in zip(first, second, strict=True)) / units
    ours, theirs = Counter(first), Counter(second)
    # In whole numbers, so that agreement by chance alone is told exactly.
    by_chance = sum(count * theirs[code] for code, count in ours.items())
    if by_chance == units**2:
        raise DomainError("un seul et même code des deux côtés : κ n’est pas défini ; deux codes au moins attendus")
    expected = by_chance / units**2
    return (observed - expected) / (1 - expected)


def kappa_by_code(reference: AbstractSet[Coded], found: AbstractSet[Coded], units: Collection[str]) -> dict[str, float]:
    """Return Cohen's κ for each code as present or absent in each unit, where a unit may be under several codes.

    Codes that are everywhere in both codings, or that neither uses, are left out: κ is not defined for them.

    Parameters
    ----------
    reference, found : set of Coded
    units : collection of str
        All that were read, those without any code as well.

    Raises
    ------
    DomainError
        If a coding has a unit that was not to be read.

    Examples
    --------
    >>> reference = {Coded("T1", "outils"), Coded("T2", "outils")}
    >>> kappa_by_code(reference, {Coded("T1", "outils")}, ["T1", "T2", "T3", "T4"])
    {'outils': 0.5}
    """
    if unknown := sorted({item.unit for item in reference | found} - set(units)):
        raise DomainError(f"unités inconnues : {', '.join(unknown[:5])} ; reprendre les repères des entretiens")
    presences = {
        code: tuple([str(Coded(unit, code) in coding) for unit in units] for coding in (reference, found))
        for code in sorted({item.code for item in reference | found})
    }
    return {code: cohen_kappa(*both) for code, both in presences.items() if len({*both[0], *both[1]}) > 1}


def _under(code: str, coding: AbstractSet[Coded]) -> set[Coded]:
    return {item for item in coding if item.code == code}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
