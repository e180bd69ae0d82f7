"""Findings of the audit by code, with their seriousness and how often each was found; and levers that treat them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from typing import Any

import numpy as np

from .audited import PROXY_RULE, RULES, STOREY_RULE, Audited
from .containers import RULES as CONTAINER_RULES
from .interviews import THEMES
from .process import CHOICES, PROCEDURE, Facts

DRAWS_AT_MOST = 400
# Two priorities, and the two best selections, are no closer than this.
CLEARANCE, SELECTION_CLEARANCE = 1.04, 1.01
# What the levers taken in order of priority treat is less than the best by this at least.
GREEDY_CLEARANCE = 1.02
PROCESS_LABELS = {
    "autocontrole": "l’autocontrôle n’est pas fait avant le dépôt",
    "arbitrage": "les conflits ne passent pas par la réunion de synthèse",
    "reprise": "une maquette corrigée n’est pas déposée de nouveau",
    "ordre": "la publication précède le visa",
    "source_livraison": "la livraison part d’une maquette non publiée",
    "archivage": "les affaires closes ne sont pas archivées",
}
REQUIREMENTS = (STOREY_RULE, *RULES)
LEVERS = (
    ("A1", "Plan de formation sur les affaires", "T-competences T-controle M-EX-02 M-EX-04", 15, 10),
    (
        "A2",
        "Contrôle IDS bloquant au dépôt : feu, porteurs, réservations, réseaux",
        "T-controle M-EX-02 M-EX-03 M-EX-05 M-EX-06 P-autocontrole",
        12,
        6,
    ),
    (
        "A3",
        "Noms et indices attribués par l’EDC, niveaux compris",
        "T-nommage T-versions R-RC-1 R-RC-5 M-EX-01",
        7,
        5,
    ),
    ("A4", "Matrice des responsabilités : qui arbitre, vise, autorise", "T-roles P-ordre P-arbitrage R-RC-3", 14, 5),
    ("A5", "Renouvellement des postes les plus anciens", "T-materiel", 30, 3),
    ("A6", "Second accès au réseau", "T-reseau", 12, 4),
    ("A7", "Règle de partage et libération des jetons inactifs", "T-licences", 9, 2),
    (
        "A8",
        "Exploitation, lots et livraison fixés au cadrage",
        "T-exploitation P-source_livraison M-EX-07",
        10,
        5,
    ),
    ("A9", "Réglage et essai des exports IFC : classes, classification", "T-formats M-EX-08 M-EX-09", 7, 6),
    ("A10", "Passages d’état verrouillés dans l’EDC", "R-RC-2 R-RC-4 R-RC-6 P-reprise P-archivage", 15, 5),
)


@dataclass(frozen=True, kw_only=True)
class Lever:
    """What can be done.

    Parameters
    ----------
    code, title : str
    treats : tuple of str
        Findings.
    cost_eur, weeks : int
    """

    code: str
    title: str
    treats: tuple[str, ...]
    cost_eur: int
    weeks: int


def labels() -> dict[str, str]:
    """Return all findings that there may be, with their wording."""
    return {
        **{f"T-{theme}": f"entretiens : {label}" for theme, label in THEMES.items()},
        **{f"M-{code}": f"maquettes : exigence {code} non satisfaite" for code in REQUIREMENTS},
        **{f"R-{code}": f"conteneurs : règle {code} non respectée" for code in CONTAINER_RULES},
        **{f"P-{fact}": f"processus : {PROCESS_LABELS[fact]}" for fact in CHOICES},
    }


def rates(
    hindrances: Mapping[str, float],
    audited: Iterable[Audited],
    broken: Sequence[tuple[str, str]],
    containers: int,
    facts: Facts,
) -> dict[str, float]:
    """Return by finding how often it was found, from 0 to 1.

    Of the interviews that code a theme as a hindrance; of the elements of the three models that a requirement applies
    to, those that fail it (of what is forbidden, elements of all classes); of the containers, those that break a rule;
    of a step of the procedure, 1 where it is not followed.
    """
    models = list(audited)
    failing = {code: sum(len(each.failing[code]) for each in models) for code in REQUIREMENTS}
    applicable = {code: sum(each.applicable[code] for each in models) for code in REQUIREMENTS}
    applicable[PROXY_RULE] = sum(len(each.model.elements) for each in models)
    return {
        **{f"T-{theme}": rate for theme, rate in hindrances.items()},
        **{f"M-{code}": failing[code] / applicable[code] for code in REQUIREMENTS},
        **{f"R-{code}": sum(rule == code for _, rule in broken) / containers for code in CONTAINER_RULES},
        **{f"P-{fact}": float(facts[fact] != PROCEDURE[fact]) for fact in CHOICES},
    }


def draw_levers(
    found: Mapping[str, float], rng: np.random.Generator
) -> tuple[dict[str, int], tuple[Lever, ...], dict[str, int]]:
    """Return seriousness by finding, levers, and what can be spent on them: euros and weeks.

    No two priorities are closer than a few percent, one affordable selection is clearly the best, it is not that of the
    first priorities, and it leaves some of the budget, so that neither is taken for the other.
    """
    for _ in range(DRAWS_AT_MOST):
        seriousness = {code: int(rng.integers(1, 4)) for code in labels()}
        levers = tuple(
            Lever(
                code=code,
                title=title,
                treats=tuple(treated.split()),
                cost_eur=100 * round(10 * cost * float(rng.uniform(0.8, 1.2))),
                weeks=weeks + int(rng.integers(-1, 2)),
            )
            for code, title, treated, cost, weeks in LEVERS
        )
        means = {
            "lever_budget_eur": 500
            * round(sum(each.cost_eur for each in levers) * float(rng.uniform(0.35, 0.5)) / 500),
            "lever_weeks": round(sum(each.weeks for each in levers) * float(rng.uniform(0.45, 0.6))),
        }
        ranked = sorted(priorities(levers, seriousness, found).values(), reverse=True)
        if ranked[-1] == 0 or any(first / second <= CLEARANCE for first, second in pairwise(ranked)):
            continue
        ordered = sorted(selections(levers, seriousness, found, means), reverse=True)
        (first, best), (second, _) = ordered[:2]
        taken = taken_in_order(levers, seriousness, found, means)
        short = all(set(chosen) != taken or worth < first / GREEDY_CLEARANCE for worth, chosen in ordered)
        cost_eur = sum(each.cost_eur for each in levers if each.code in best)
        if first > SELECTION_CLEARANCE * second and short and cost_eur < means["lever_budget_eur"]:
            return seriousness, levers, means
    raise RuntimeError(f"no clear levers in {DRAWS_AT_MOST} draws: mend the ranges of findings.py")


def priorities(levers: Iterable[Lever], seriousness: Mapping[str, int], found: Mapping[str, float]) -> dict[str, float]:
    """Return the priority of each lever: seriousness times rate over what it treats, per thousand euros."""
    return {
        each.code: sum(seriousness[code] * found[code] for code in each.treats) / (each.cost_eur / 1000)
        for each in levers
    }


def taken_in_order(
    levers: Sequence[Lever], seriousness: Mapping[str, int], found: Mapping[str, float], means: Mapping[str, int]
) -> set[str]:
    """Return the levers taken in order of priority as long as the means suffice; seldom the best set."""
    ranked = priorities(levers, seriousness, found)
    budget_eur, weeks, taken = means["lever_budget_eur"], means["lever_weeks"], set()
    for each in sorted(levers, key=lambda lever: -ranked[lever.code]):
        if each.cost_eur <= budget_eur and each.weeks <= weeks:
            budget_eur, weeks = budget_eur - each.cost_eur, weeks - each.weeks
            taken.add(each.code)
    return taken


def selections(
    levers: Sequence[Lever], seriousness: Mapping[str, int], found: Mapping[str, float], means: Mapping[str, int]
) -> list[tuple[float, list[str]]]:
    """Return each affordable set of levers with what it treats; a finding counts once."""
    subsets = chain.from_iterable(combinations(levers, count) for count in range(len(levers) + 1))
    return [
        (
            sum(seriousness[code] * found[code] for code in sorted({code for each in chosen for code in each.treats})),
            [each.code for each in chosen],
        )
        for chosen in subsets
        if sum(each.cost_eur for each in chosen) <= means["lever_budget_eur"]
        and sum(each.weeks for each in chosen) <= means["lever_weeks"]
    ]


def lever_truth(
    levers: Sequence[Lever], seriousness: Mapping[str, int], found: Mapping[str, float], means: Mapping[str, int]
) -> dict[str, Any]:
    """Return what graders need of the levers."""
    ranked = priorities(levers, seriousness, found)
    worth, best = max(selections(levers, seriousness, found, means))
    return {
        "rates": dict(found),
        "seriousness": dict(seriousness),
        "priorities": ranked,
        "order": sorted(ranked, key=lambda code: -ranked[code]),
        "best": best,
        "best_worth": worth,
        "levers": {
            each.code: {"treats": list(each.treats), "cost_eur": each.cost_eur, "weeks": each.weeks} for each in levers
        },
    }
