"""Whom to interview: a quota sample of the register of stakeholders, and whether a sample looks like the register."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..errors import DomainError

_LEAST_EXPECTED = 5


def quotas(strata: Mapping[str, int], size: int, *, minimum: int = 1) -> dict[str, int]:
    """Return how many to interview of each stratum: in proportion, by largest remainders, a minimum in each.

    Each stratum gets the whole part of n·N(h)/N, and those of the largest remainders one more (Hamilton, 1792; equal
    remainders by size, then by name). Where that leaves a stratum below the minimum it gets the minimum, and the others
    share what is left in the same way; a convention of ours. A stratum smaller than the minimum is taken whole.

    Parameters
    ----------
    strata : mapping of int by name
        Stakeholders in the register; at least one in each stratum.
    size : int
        n, interviews in all.
    minimum : int
        Of each stratum.

    Raises
    ------
    DomainError
        If a stratum is empty, or the size is less than the minima need or more than there are.

    Examples
    --------
    >>> quotas({"entreprises": 41, "collectivités": 13, "riverains": 6}, 12)
    {'entreprises': 8, 'collectivités': 3, 'riverains': 1}
    >>> quotas({"entreprises": 57, "collectivités": 2, "riverains": 1}, 6)
    {'entreprises': 4, 'collectivités': 1, 'riverains': 1}
    """
    if not strata or not all(members >= 1 for members in strata.values()):
        raise DomainError("strate sans partie prenante reçue ; une au moins attendue dans chaque strate")
    least = {name: min(minimum, members) for name, members in strata.items()}
    if not sum(least.values()) <= size <= sum(strata.values()):
        raise DomainError(
            f"{size} entretiens reçus ; de {sum(least.values())} (minimum par strate) à {sum(strata.values())} "
            "(effectif du registre) attendus"
        )
    fixed: dict[str, int] = {}
    while True:
        shared = {name: members for name, members in strata.items() if name not in fixed}
        found = _largest_remainders(shared, size - sum(fixed.values()))
        short = [name for name, interviews in found.items() if interviews < least[name]]
        if not short:
            return {name: fixed.get(name, found.get(name, 0)) for name in strata}
        fixed |= {name: least[name] for name in short}


def total_variation(sample: Mapping[str, int], population: Mapping[str, int]) -> float:
    """Return how far the shares of a sample are from those of the population, ½·Σ|n(h)/n − N(h)/N|.

    It is the share of the sample that would have to be of other strata; 0 for a sample of the same shares, 1 for one
    of other strata altogether.

    Parameters
    ----------
    sample, population : mapping of int by stratum

    Raises
    ------
    DomainError
        If one of the two is empty, or counts fewer than none.

    Examples
    --------
    >>> total_variation({"entreprises": 9, "collectivités": 1}, {"entreprises": 60, "collectivités": 40})
    0.3
    """
    for counts in (sample, population):
        if not (sum(counts.values()) > 0 and all(count >= 0 for count in counts.values())):
            raise DomainError("effectif nul ou négatif reçu ; au moins une partie prenante attendue")
    ours, theirs = sum(sample.values()), sum(population.values())
    strata = sample.keys() | population.keys()
    # In whole numbers, so that equal shares are told exactly.
    return float(
        sum(abs(Fraction(sample.get(name, 0), ours) - Fraction(population.get(name, 0), theirs)) for name in strata) / 2
    )


@dataclass(frozen=True, kw_only=True)
class Representativity:
    """How a sample compares with the register.

    Parameters
    ----------
    total_variation : float
        Of the shares.
    missing : tuple of str
        Strata of which nobody was met.
    chi_square : float
        Σ (O − E)²/E with E = n·N(h)/N (Pearson, 1900).
    degrees_of_freedom : int
        Strata less one.
    p_value : float
        Of a chi-square at least as large, if people were drawn at random.
    reliable : bool
        Whether every expected count is 5 at least (Cochran, 1954): below, the p value means little, and a large one is
        no proof that the sample is representative.
    """

    total_variation: float
    missing: tuple[str, ...]
    chi_square: float
    degrees_of_freedom: int
    p_value: float
    reliable: bool


def representativity(sample: Mapping[str, int], population: Mapping[str, int]) -> Representativity:
    """Return how a sample compares with the register, stratum by stratum.

    Parameters
    ----------
    sample, population : mapping of int by stratum
        Those of the sample are in the population.

    Raises
    ------
    DomainError
        If one of the two is empty, or the sample has people of strata that are not in the population.

    Examples
    --------
    >>> found = representativity({"entreprises": 30, "collectivités": 10}, {"entreprises": 50, "collectivités": 50})
    >>> found.chi_square, round(found.p_value, 4), found.reliable
    (10.0, 0.0016, True)
    """
    from scipy.stats import chi2

    if unknown := sorted(name for name, met in sample.items() if met and not population.get(name)):
        raise DomainError(f"strates hors du registre : {', '.join(unknown)} ; reprendre celles du registre")
    variation = total_variation(sample, population)
    met, registered = sum(sample.values()), sum(population.values())
    strata = [name for name, members in population.items() if members]
    expected = {name: met * population[name] / registered for name in strata}
    statistic = math.fsum((sample.get(name, 0) - expected[name]) ** 2 / expected[name] for name in strata)
    return Representativity(
        total_variation=variation,
        missing=tuple(name for name in strata if not sample.get(name)),
        chi_square=statistic,
        degrees_of_freedom=len(strata) - 1,
        p_value=float(chi2.sf(statistic, len(strata) - 1)) if len(strata) > 1 else 1.0,
        reliable=min(expected.values()) >= _LEAST_EXPECTED,
    )


def _largest_remainders(strata: Mapping[str, int], size: int) -> dict[str, int]:
    members = sum(strata.values())
    if not members:
        return {}
    found = {name: size * count // members for name, count in strata.items()}
    by_remainder = sorted(strata, key=lambda name: (-(size * strata[name] % members), -strata[name], name))
    for name in by_remainder[: size - sum(found.values())]:
        found[name] += 1
    return found
