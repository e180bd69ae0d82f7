"""The evidence folder of each exchange, as a candidate receives it: papers, trials, models before and after."""

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_table, write_text

from .exchanges import RULES, Exchange, Facts
from .ifc_files import model_text
from .systems import System

READ_ERROR = "rejeté : entité inconnue du lecteur"
RULE_TEXTS = (
    "Un voile porteur correspond à une seule pièce du référentiel de calcul",
    "Une réservation appartient à un seul lot et traverse un seul élément porteur",
    "Une révision publiée remplace une seule révision publiée",
    "Un réseau a un seul domaine de température de service",
    "Un article commandé répond à une exigence du programme",
    "Un élément déposé n’est cité par aucune tâche à venir",
)
BOASTS = (
    "L’éditeur présente cette liaison comme « totalement interopérable, puisque fondée sur l’IFC ».",
    "La plaquette commerciale parle d’échange « sans couture ».",
    "Le module a reçu un prix de l’innovation en 2024.",
    "Les utilisateurs interrogés se disent satisfaits de la liaison.",
)

# By fact, two wordings each: what is announced is not what there is.
ENTRIES = {
    True: (
        "L’opérateur ouvre le fichier reçu à l’écran et ressaisit chaque élément dans le logiciel récepteur.",
        "Le fichier reçu est affiché sur un second écran, et chaque élément est recopié à la main en une journée.",
    ),
    False: (
        "Le fichier est transmis et lu par programme ; personne ne ressaisit rien.",
        "Une tâche planifiée dépose le fichier et le récepteur l’importe seul, sans reprise manuelle.",
    ),
}
INTERFACES = {
    True: (
        "L’interface est décrite dans la note INT-{code}, indice B : points d’accès, droits, erreurs, délais.",
        "Points d’accès, droits, erreurs et délais sont écrits dans la note INT-{code}, indice C, relue chaque année.",
    ),
    False: (
        "Aucune note ne décrit l’interface ; son fonctionnement est connu d’une personne, qui l’a mise en place.",
        "La note INT-{code} est annoncée depuis deux ans ; elle n’a pas été écrite.",
    ),
}
FORMATS = {
    True: (
        "Le format est décrit dans la note FMT-{code}, indice A : schéma, vue d’échange, unités, jeux de propriétés.",
        "La note FMT-{code}, indice D, fixe le schéma, les unités et les jeux de propriétés attendus.",
    ),
    False: (
        "Le contenu du fichier n’est décrit nulle part : l’éditeur renvoie au code du module, non diffusé.",
        "« C’est de l’IFC, donc c’est documenté », assure le vendeur ; aucune note ne dit quelles données on attend.",
    ),
}


def write_evidence(
    exchange: Exchange, key: str, systems: Mapping[str, System], templates: Path, public: Path
) -> list[PublicFile]:
    """Write the folder of one exchange.

    Parameters
    ----------
    exchange : Exchange
    key : str
        Decides the GlobalIds.
    systems : mapping of System by code
    templates : Path
        Folder that holds those of the process model and of the conceptual model.
    public : Path
    """
    link, facts = exchange.link, exchange.facts
    source, target = systems[link.source], systems[link.target]
    folder = f"echanges/{link.code}"
    (public / folder).mkdir(parents=True)
    named = {"code": link.code, "source": source.name, "target": target.name}
    key = f"{key}/{link.code}"
    files = [
        write_text(public, f"{folder}/interface.md", f"{link.code} : dossier de l’interface", _paper(exchange, named)),
        write_table(
            public,
            f"{folder}/essais.csv",
            f"{link.code} : procès-verbal des essais",
            "essai nature objet obtenu",
            _trials(facts),
        ),
        write_table(
            public,
            f"{folder}/correspondance_etats.csv",
            f"{link.code} : correspondance des états",
            "etat_iso_19650 etat_du_recepteur",
            facts.states.items(),
        ),
        write_text(
            public,
            f"{folder}/avant.ifc",
            f"{link.code} : maquette émise",
            model_text(exchange.before, key, originator=source.name),
        ),
        write_text(
            public,
            f"{folder}/apres.ifc",
            f"{link.code} : maquette reçue",
            model_text(exchange.after, key, originator=target.name),
        ),
    ]
    if facts.process != "none":
        shown = named if facts.process == "own" else {"code": "E00", "source": "Tablar", "target": "Fluvia"}
        text = Template((templates / "processus.in").read_text(encoding="utf-8")).substitute(shown)
        files.append(write_text(public, f"{folder}/processus.bpmn", f"{link.code} : modèle de processus", text))
    if facts.conceptual_model:
        files += _conceptual(exchange, named, templates, public, folder)
    return files


def _paper(exchange: Exchange, named: Mapping[str, str]) -> str:
    facts, code = exchange.facts, exchange.link.code
    wording = (int(code[1:]) + len(exchange.losses)) % 2
    entry = ENTRIES[facts.rekeyed][wording]
    interface = INTERFACES[facts.interface_documented][wording].format(code=code)
    contents = FORMATS[facts.format_documented][wording].format(code=code)
    boast = BOASTS[int(code[1:]) % len(BOASTS)]
    return (
        f"# Échange {code} : {named['source']} vers {named['target']}\n\n{boast}\n\n"
        f"## Transmission\n\n{entry}\n\n## Documents\n\n{interface} {contents}\n\n"
        "## Pièces\n\nLes essais sont dans `essais.csv`, la correspondance des états dans `correspondance_etats.csv`, "
        "la maquette émise dans `avant.ifc`, la même maquette telle que le récepteur l’a rendue dans `apres.ifc`. "
        "Un modèle de processus, un modèle conceptuel et le contrôle de ses règles sont joints s’ils existent.\n"
    )


def _trials(facts: Facts) -> list[tuple[str, ...]]:
    """Return the trials, the one that failed in the midst of the others."""
    rows: list[tuple[str, ...]] = []
    for nature, (well, tried), good, bad in (
        ("lecture", facts.read, "lu", READ_ERROR),
        ("modification", facts.changes, "reçue", "non reçue"),
        ("suppression", facts.deletions, "reçue", "élément toujours présent"),
        ("version", facts.versions, "conservée", "remplacée par la dernière"),
    ):
        failed = set(range(tried // 2, tried // 2 + tried - well))
        rows += [
            (f"T{len(rows) + rank + 1:02d}", nature, f"{nature} {rank + 1}", bad if rank in failed else good)
            for rank in range(tried)
        ]
    return rows


def _conceptual(
    exchange: Exchange, named: Mapping[str, str], templates: Path, public: Path, folder: str
) -> list[PublicFile]:
    facts, code = exchange.facts, exchange.link.code
    name = "modele_conceptuel.in" if facts.assumptions else "modele_conceptuel_sans_hypotheses.in"
    text = Template((templates / name).read_text(encoding="utf-8")).substitute(named)
    results = ["conforme" if rank < facts.rules_checked else "non contrôlée" for rank in range(RULES)]
    if facts.contradictions:
        results[RULES // 2] = "contradiction"
    rows: list[tuple[Any, ...]] = [
        (f"R{rank}", rule, result) for rank, (rule, result) in enumerate(zip(RULE_TEXTS, results, strict=True), start=1)
    ]
    return [
        write_text(public, f"{folder}/modele_conceptuel.ttl", f"{code} : modèle conceptuel commun", text),
        write_table(public, f"{folder}/regles.csv", f"{code} : contrôle des règles", "regle enonce resultat", rows),
    ]
