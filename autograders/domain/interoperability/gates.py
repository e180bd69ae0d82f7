"""The level of one exchange, from what its evidence shows: gates, each of which needs all the gates below it.

The gates and their thresholds are a convention of ours; the authors of the levels give no operational rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograders.candidate.errors import Fault, FaultsError

from .levels import Level

# Least share of elements or values that a measured requirement asks for; a convention of ours.
MEASURED_THRESHOLD = 0.95


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Something that the evidence of an exchange must show for a level.

    Parameters
    ----------
    key : str
        Name of the measure or of the fact in the evidence.
    level : Level
        The gate it belongs to, 1 to 4.
    label : str
        In French.
    least : float
        Least share from 0 to 1; 1 for a fact, which holds or does not.
    """

    key: str
    level: Level
    label: str
    least: float


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """A requirement that the evidence does not meet, with what was found."""

    requirement: Requirement
    found: float


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The level of an exchange, and why it is not higher.

    Parameters
    ----------
    level : Level
    shortfalls : tuple of Shortfall
        All of them, in the order of the gates.
    """

    level: Level
    shortfalls: tuple[Shortfall, ...]

    @property
    def blocking(self) -> tuple[Shortfall, ...]:
        """The shortfalls at the next gate; none at the highest level."""
        return tuple(each for each in self.shortfalls if each.requirement.level == self.level + 1)


def _gate(level: Level, requirements: Iterable[tuple[str, str, float]]) -> tuple[Requirement, ...]:
    return tuple(Requirement(key=key, level=level, label=label, least=least) for key, label, least in requirements)


GATES: Sequence[Requirement] = (
    *_gate(
        Level.DOCUMENTED_DATA,
        [
            ("without_rekeying", "échange sans ressaisie", 1.0),
            ("interface_documented", "interface documentée", 1.0),
            ("format_documented", "format documenté", 1.0),
            ("read", "fichiers d’essai lus par le destinataire", 1.0),
        ],
    ),
    *_gate(
        Level.ALIGNED_STATIC_DATA,
        [
            ("identifiers", "identifiants conservés", MEASURED_THRESHOLD),
            ("typed", "éléments d’une classe précise, autre que le proxy", MEASURED_THRESHOLD),
            ("properties", "propriétés retrouvées, égales après conversion d’unité", MEASURED_THRESHOLD),
            ("relations", "relations retrouvées", MEASURED_THRESHOLD),
            ("quantities", "quantités retrouvées, égales après conversion d’unité", MEASURED_THRESHOLD),
            ("geometry", "volumes retrouvés", MEASURED_THRESHOLD),
            ("classification", "codes de classification conservés", MEASURED_THRESHOLD),
        ],
    ),
    *_gate(
        Level.ALIGNED_DYNAMIC_DATA,
        [
            ("states", "états mis en correspondance, un à un", 1.0),
            ("process_modelled", "processus de cet échange modélisé", 1.0),
            ("changes", "modifications reçues", 1.0),
            ("deletions", "suppressions reçues", 1.0),
            ("versions", "versions conservées", 1.0),
        ],
    ),
    *_gate(
        Level.HARMONISED_DATA,
        [
            ("conceptual_model", "modèle conceptuel commun documenté", 1.0),
            ("assumptions", "hypothèses et domaine de validité énoncés", 1.0),
            ("rules_checked", "règles entre domaines contrôlées par une machine", 1.0),
            ("no_contradiction", "aucune contradiction trouvée", 1.0),
        ],
    ),
)


def assess(evidence: Mapping[str, float], gates: Sequence[Requirement] = GATES) -> Assessment:
    """Return the level that the evidence of an exchange shows: the highest whose gate holds with all those below it.

    Parameters
    ----------
    evidence : mapping of float by key
        Share from 0 to 1, or whether a fact holds, for each requirement.
    gates : sequence of Requirement
        In the order of the levels, one at least; ours by default. The highest of their levels is the best there is.

    Returns
    -------
    Assessment

    Raises
    ------
    FaultsError
        With all keys that are missing or unknown, and all values that are no share.

    Examples
    --------
    A link that works and loses nothing, but that nobody documented:

    >>> evidence = {requirement.key: 1.0 for requirement in GATES} | {"interface_documented": False}
    >>> found = assess(evidence)
    >>> found.level, [each.requirement.key for each in found.blocking]
    (<Level.SYSTEM_SPECIFIC_DATA: 0>, ['interface_documented'])
    """
    if faults := _faults(evidence, gates):
        raise FaultsError(faults)
    shortfalls = tuple(
        Shortfall(requirement=requirement, found=float(evidence[requirement.key]))
        for requirement in gates
        if evidence[requirement.key] < requirement.least
    )
    highest = max(requirement.level for requirement in gates)
    first = min((each.requirement.level for each in shortfalls), default=highest + 1)
    return Assessment(level=Level(first - 1), shortfalls=shortfalls)


def _faults(evidence: Mapping[str, float], gates: Sequence[Requirement]) -> list[Fault]:
    wanted = {requirement.key: requirement.label for requirement in gates}
    missing = [
        Fault("preuves", key, f"absente ({label}).", "La mesurer, ou donner 0 si rien ne la montre.")
        for key, label in wanted.items()
        if key not in evidence
    ]
    unknown = [
        Fault("preuves", key, "demandée par aucune exigence.", "Corriger le nom.")
        for key in evidence
        if key not in wanted
    ]
    wrong = [
        Fault("preuves", key, f"{value} reçu.", "Donner une part de 0 à 1.")
        for key, value in evidence.items()
        if not 0 <= value <= 1
    ]
    return [*missing, *unknown, *wrong]
