"""How models are steered: the written procedure, what is really done, and who tells it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

ACTIVITIES = {
    "cadrage": "Fixer les exigences de la maquette",
    "production": "Produire la maquette",
    "autocontrole": "Contrôler sa propre maquette",
    "depot": "Déposer en zone partagée",
    "assemblage": "Assembler les maquettes",
    "conflits": "Détecter les conflits",
    "synthese": "Tenir la réunion de synthèse",
    "correction": "Corriger la maquette",
    "visa": "Viser la maquette",
    "publication": "Publier dans l’EDC",
    "livraison": "Livrer au maître d’ouvrage",
    "archivage": "Archiver l’affaire",
}
# What the procedure has done, then what is done instead where practice departs from it.
CHOICES = {
    "autocontrole": ("fait", "saute"),
    "arbitrage": ("synthese", "courriel"),
    "reprise": ("depot", "direct"),
    "ordre": ("visa", "publication"),
    "source_livraison": ("publie", "en_cours"),
    "archivage": ("fait", "absent"),
}
# Interviews of those who carry out an activity at one end of what each fact decides.
WITNESSES = {
    "cadre": ("I02",),
    "autocontrole": ("I04", "I05"),
    "chaine": ("I03",),
    "arbitrage": ("I03", "I06"),
    "sortie": ("I03",),
    "reprise": ("I06",),
    "ordre": ("I07", "I09"),
    "source_livraison": ("I07",),
    "archivage": ("I09",),
}
# Who recites the procedure on a fact without doing the work.
RECITERS = {
    "autocontrole": ("I01", "I02"),
    "arbitrage": ("I02",),
    "reprise": ("I10",),
    "ordre": ("I01",),
    "source_livraison": ("I11",),
    "archivage": ("I08",),
}
Edge = tuple[str, str]
Facts = Mapping[str, str]
PROCEDURE: Facts = {fact: values[0] for fact, values in CHOICES.items()}


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process as a graph.

    Parameters
    ----------
    facts : mapping of str
        Value by key of ``CHOICES``.
    edges : mapping of tuple of str by pair of activities
        Interviews that bear each out.
    """

    facts: Facts
    edges: Mapping[Edge, tuple[str, ...]]


def draw_facts(rng: np.random.Generator) -> Facts:
    """Return what is really done: two to four of six facts depart from the procedure."""
    names = list(CHOICES)
    apart = {names[index] for index in rng.permutation(len(names))[: int(rng.integers(2, 5))].tolist()}
    return {fact: values[fact in apart] for fact, values in CHOICES.items()}


def process_of(facts: Facts) -> Process:
    """Return the graph that facts make.

    Examples
    --------
    >>> sorted(process_of(PROCEDURE).edges)[:3]
    [('assemblage', 'conflits'), ('autocontrole', 'depot'), ('cadrage', 'production')]
    """
    told: dict[Edge, tuple[str, ...]] = {
        ("cadrage", "production"): WITNESSES["cadre"],
        ("depot", "assemblage"): WITNESSES["chaine"],
        ("assemblage", "conflits"): WITNESSES["chaine"],
    }

    def tell(witnesses: str, *edges: Edge) -> None:
        for edge in edges:
            told[edge] = WITNESSES[witnesses]

    if facts["autocontrole"] == "fait":
        tell("autocontrole", ("production", "autocontrole"), ("autocontrole", "depot"))
    else:
        tell("autocontrole", ("production", "depot"))
    judged = "synthese" if facts["arbitrage"] == "synthese" else "conflits"
    if judged == "synthese":
        tell("arbitrage", ("conflits", "synthese"), ("synthese", "correction"))
    else:
        tell("arbitrage", ("conflits", "correction"))
    first, second = ("visa", "publication") if facts["ordre"] == "visa" else ("publication", "visa")
    tell("sortie", (judged, first))
    tell("reprise", ("correction", "depot" if facts["reprise"] == "depot" else first))
    tell("ordre", (first, second))
    delivered = facts["source_livraison"] == "publie"
    tell("source_livraison", (second if delivered else "production", "livraison"))
    if facts["archivage"] == "fait":
        tell("archivage", ("livraison" if delivered else second, "archivage"))
    return Process(facts=facts, edges=told)


def contradictions(facts: Facts) -> list[dict[str, object]]:
    """Return who recites the procedure on a fact against those who do the work."""
    return [
        {"fact": fact, "practised": list(WITNESSES[fact]), "recited": list(RECITERS[fact])}
        for fact, value in facts.items()
        if value != PROCEDURE[fact]
    ]
