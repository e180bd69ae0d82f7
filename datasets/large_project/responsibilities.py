"""Who does what in the steering of the model: roles, activities, and a draft of the matrix with planted faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograders.domain.stakeholders import RaciRules, raci_problems

# Name and level of decision: 1 carries out, 2 decides within a lot, 3 decides for the project.
ROLES = {
    "DP": ("directrice de projet", 3),
    "AMO": ("assistance à maîtrise d’ouvrage BIM", 2),
    "MOE": ("mandataire de la maîtrise d’œuvre", 2),
    "BM": ("BIM manager du projet", 2),
    "SYN": ("coordination de la synthèse", 1),
    "ENT": ("référents BIM des entreprises", 1),
    "EXP": ("exploitant", 2),
    "CTL": ("contrôle technique", 1),
}
# Name, level that who answers for it has at least, then who answers, does, is asked, is told in a matrix without fault.
ACTIVITIES = {
    "A01": ("Rédiger les exigences d’information", 3, "DP", "AMO", "EXP", "MOE"),
    "A02": ("Évaluer la capacité des groupements", 2, "AMO", "BM", "MOE", "DP"),
    "A03": ("Établir le plan d’exécution BIM", 2, "MOE", "BM", "ENT", "AMO"),
    "A04": ("Ouvrir et régler la plateforme", 2, "BM", "SYN", "ENT", "EXP"),
    "A05": ("Produire les maquettes des lots", 1, "ENT", "ENT", "SYN", "MOE"),
    "A06": ("Vérifier et approuver ses maquettes avant partage", 1, "ENT", "ENT", "SYN", "BM"),
    "A07": ("Tenir la revue de synthèse", 2, "MOE", "SYN", "ENT", "EXP"),
    "A08": ("Autoriser la publication", 2, "BM", "SYN", "MOE", "ENT"),
    "A09": ("Accepter une livraison à un jalon", 3, "DP", "AMO", "EXP", "MOE"),
    "A10": ("Traiter une demande de modification du projet", 3, "DP", "MOE", "CTL", "ENT"),
    "A11": ("Préparer les données de l’exploitation", 2, "EXP", "BM", "ENT", "AMO"),
    "A12": ("Recetter la maquette des ouvrages exécutés", 3, "DP", "EXP", "CTL", "MOE"),
}
LISTED = 10
FAULTS = ("second", "nobody", "idle", "weak", "told")
# Levels asked for at which a fault comes alone: one more has the authority, or somebody has not.
FITTING = {"second": (1, 2), "weak": (2, 3)}


@dataclass(frozen=True, kw_only=True)
class Responsibilities:
    """Activities of a variant and the draft of the matrix.

    Parameters
    ----------
    activities : tuple of str
        Codes.
    matrix : mapping of str by (activity, role)
    """

    activities: tuple[str, ...]
    matrix: Mapping[tuple[str, str], str]

    @property
    def rules(self) -> RaciRules:
        """What a matrix must cover."""
        return RaciRules(
            activities=self.activities,
            roles=tuple(ROLES),
            authority={role: level for role, (_, level) in ROLES.items()},
            needed_authority={code: ACTIVITIES[code][1] for code in self.activities},
        )


def draw_responsibilities(rng: np.random.Generator) -> Responsibilities:
    """Return ten activities and a draft with four faults of different kinds, each in an activity of its own."""
    codes = list(ACTIVITIES)
    activities = tuple(sorted(codes[index] for index in rng.permutation(len(codes))[:LISTED].tolist()))
    matrix = {cell: letters for code in activities for cell, letters in _row(code).items()}
    kinds = [FAULTS[index] for index in rng.permutation(len(FAULTS))[:4].tolist()]
    places = [activities[index] for index in rng.permutation(LISTED).tolist()]
    for kind in kinds:
        code = next(each for each in places if ACTIVITIES[each][1] in FITTING.get(kind, (1, 2, 3)))
        places.remove(code)
        matrix |= _broken(kind, code, matrix, rng)
    return Responsibilities(
        activities=activities, matrix={cell: letters for cell, letters in matrix.items() if letters}
    )


def responsibilities_truth(drawn: Responsibilities) -> dict[str, Any]:
    """Return rules, the draft and its faults."""
    rules = drawn.rules
    return {
        "activities": list(rules.activities),
        "roles": list(rules.roles),
        "authority": dict(rules.authority),
        "needed_authority": dict(rules.needed_authority),
        "role_names": {role: name for role, (name, _) in ROLES.items()},
        "activity_names": {code: ACTIVITIES[code][0] for code in rules.activities},
        "draft": [
            {"activity": activity, "role": role, "letters": letters}
            for (activity, role), letters in drawn.matrix.items()
        ],
        "problems": [
            {"fault": problem.fault.value, "activity": problem.activity, "role": problem.role}
            for problem in raci_problems(drawn.matrix, rules)
        ],
    }


def _row(code: str) -> dict[tuple[str, str], str]:
    _, _, accountable, responsible, asked, told = ACTIVITIES[code]
    row = {(code, asked): "C", (code, told): "I", (code, responsible): "R"}
    return row | {(code, accountable): "AR" if accountable == responsible else "A"}


def _broken(
    kind: str, code: str, matrix: Mapping[tuple[str, str], str], rng: np.random.Generator
) -> dict[tuple[str, str], str]:
    """Return the cells by which a row gets a fault."""
    _, needed, accountable, responsible, _, _ = ACTIVITIES[code]
    free = [role for role in ROLES if (code, role) not in matrix]
    match kind:
        case "second":
            able = [role for role in free if ROLES[role][1] >= needed]
            return {(code, able[int(rng.integers(len(able)))]): "A"}
        case "nobody":
            return {(code, accountable): "R" if accountable == responsible else "C"}
        case "idle":
            return {(code, responsible): "A" if accountable == responsible else "C"}
        case "weak":
            weak = [role for role in free if ROLES[role][1] < needed]
            return {(code, accountable): "I", (code, weak[int(rng.integers(len(weak)))]): "A"}
        case _:
            return {(code, responsible): matrix[code, responsible] + "I"}
