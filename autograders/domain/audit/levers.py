"""Levers of action: each traced to the findings that it treats, and put in order by what it mends for its cost."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograders.candidate.errors import Fault, FaultsError

from ..decision import ranks

_WHERE = "leviers"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that the audit found.

    Parameters
    ----------
    code : str
    severity, frequency : float
        On the scales of the audit; not negative. A frequency of 0 is that of something that was not found after all.
    """

    code: str
    severity: float
    frequency: float

    @property
    def weight(self) -> float:
        """Severity times frequency; a convention of ours, after the criticality of IEC 60812."""
        return self.severity * self.frequency


@dataclass(frozen=True, kw_only=True)
class Lever:
    """Something that can be done.

    Parameters
    ----------
    code : str
    findings : tuple of str
        Codes of those that it treats.
    effort : float
        In days or euros; positive.
    """

    code: str
    findings: tuple[str, ...]
    effort: float


@dataclass(frozen=True, kw_only=True)
class Priority:
    """Where a lever stands.

    Parameters
    ----------
    lever : str
    weight : float
        Of the findings that it treats.
    ratio : float
        Weight by effort.
    rank : int
        1 for the greatest ratio; equal ratios share the better rank.
    """

    lever: str
    weight: float
    ratio: float
    rank: int


def lever_faults(levers: Sequence[Lever], findings: Sequence[Finding]) -> list[Fault]:
    """Return what is wrong with levers: doubled codes, findings unknown or absent, efforts that are not positive.

    Parameters
    ----------
    levers : sequence of Lever
    findings : sequence of Finding

    Examples
    --------
    >>> found = lever_faults([Lever(code="L1", findings=("C9",), effort=5)], [])
    >>> [(fault.key, fault.repair) for fault in found]
    [('L1', 'Citer un constat de l’audit.')]
    """
    return list(_faults(levers, findings))


def lever_priorities(levers: Sequence[Lever], findings: Sequence[Finding]) -> list[Priority]:
    """Return the levers from the greatest weight of findings by effort to the least.

    Each lever is weighed as if it were alone. Where a budget pays for several, a finding that two of them treat counts
    once: see ``treated_weight``.

    Parameters
    ----------
    levers : sequence of Lever
    findings : sequence of Finding

    Returns
    -------
    list of Priority
        Equal ones in the order of the levers.

    Raises
    ------
    FaultsError
        With all that ``lever_faults`` finds.

    Examples
    --------
    >>> findings = [Finding(code="C1", severity=4, frequency=3), Finding(code="C2", severity=2, frequency=1)]
    >>> levers = [Lever(code="L1", findings=("C1", "C2"), effort=20), Lever(code="L2", findings=("C1",), effort=10)]
    >>> [(each.lever, each.weight, each.ratio, each.rank) for each in lever_priorities(levers, findings)]
    [('L2', 12, 1.2, 1), ('L1', 14, 0.7, 2)]
    """
    if faults := lever_faults(levers, findings):
        raise FaultsError(faults)
    weights = {finding.code: finding.weight for finding in findings}
    weighed = [(lever, treated_weight([lever], weights)) for lever in levers]
    ratios = [weight / lever.effort for lever, weight in weighed]
    priorities = [
        Priority(lever=lever.code, weight=weight, ratio=ratio, rank=rank)
        for (lever, weight), ratio, rank in zip(weighed, ratios, ranks(ratios), strict=True)
    ]
    return sorted(priorities, key=lambda each: each.rank)


def treated_weight(chosen: Collection[Lever], weights: Mapping[str, float]) -> float:
    """Return the weight of the findings that levers treat together, each finding once.

    It is what ``autograders.domain.decision.best_selections`` maximises within a budget.

    Parameters
    ----------
    chosen : collection of Lever
    weights : mapping of float by code of finding

    Examples
    --------
    >>> levers = [Lever(code="L1", findings=("C1", "C2"), effort=20), Lever(code="L2", findings=("C1",), effort=10)]
    >>> treated_weight(levers, {"C1": 12, "C2": 2})
    14
    """
    return sum(weights[code] for code in sorted({code for lever in chosen for code in lever.findings}))


def _faults(levers: Sequence[Lever], findings: Sequence[Finding]) -> Iterator[Fault]:
    known = {finding.code for finding in findings}
    codes = Counter([*(lever.code for lever in levers), *(finding.code for finding in findings)])
    for code, times in codes.items():
        if times > 1:
            yield Fault(_WHERE, code, f"repère donné {times} fois.", "Donner à chacun le sien.")
    for finding in findings:
        if not (0 <= finding.severity < math.inf and 0 <= finding.frequency < math.inf):
            message = f"gravité de {finding.severity:g}, fréquence de {finding.frequency:g}."
            yield Fault(_WHERE, finding.code, message, "Donner des nombres positifs ou nuls.")
    for lever in levers:
        if not lever.findings:
            yield Fault(_WHERE, lever.code, "ne traite aucun constat.", "Le rattacher à un constat, ou le retirer.")
        for code in dict.fromkeys(lever.findings):
            if code not in known:
                yield Fault(_WHERE, lever.code, f"constat « {code} » inconnu.", "Citer un constat de l’audit.")
        if not 0 < lever.effort < math.inf:
            yield Fault(_WHERE, lever.code, f"effort de {lever.effort:g}.", "Donner un nombre positif.")
