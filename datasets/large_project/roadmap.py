"""What the roadmap must hold: stages closed by milestones, key figures with units, a view for each trade, terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_table

from .tasks import Task

# Milestone that closes a stage, and the stage.
STAGES = {
    "J1": "Concevoir l’ouvrage et son information",
    "J2": "Arrêter le projet",
    "J3": "Engager les entreprises",
    "J4": "Libérer les emprises",
    "J5": "Percer le tunnel",
    "J6": "Équiper le centre de maintenance",
    "J7": "Livrer les bâtiments publics",
    "J8": "Essayer et mettre en service",
}
STAGES_ASKED = 6
# Key, label, notebook that finds it, and the units with decimals in which it may be wanted.
FIGURES = (
    ("entretiens", "Parties prenantes à entendre", "C2.3.1", (("", 0),)),
    ("freins", "Freins relevés dans les entretiens", "C2.3.1", (("", 0),)),
    ("organismes", "Organismes au registre", "C2.3.1", (("", 0),)),
    ("acces", "Accès simultanés de l’année où ils sont les plus nombreux", "C2.3.2", (("", 0), ("", 1))),
    ("serveurs", "Serveurs de l’année où il en faut le plus, secours compris", "C2.3.2", (("", 0),)),
    ("stockage", "Volume conservé, l’année où il est le plus grand", "C2.3.2", (("To", 1), ("Tio", 1), ("Go", 0))),
    ("budget", "Budget à l’achèvement", "C2.3.2", (("M€", 1), ("k€", 0))),
    ("ecart_cout", "Écart de coût à la date d’état", "C2.3.2", (("M€", 2), ("k€", 0))),
    ("indice_cout", "Indice de coût à la date d’état", "C2.3.2", (("", 3), ("%", 1))),
    ("estimation", "Coût estimé à l’achèvement, variante du cahier des charges", "C2.3.2", (("M€", 1), ("k€", 0))),
    ("mise_en_service", "Date de mise en service au plus tôt", "C2.3.2", (("date", 0),)),
    ("marge_mobilier", "Marge totale du mobilier de la médiathèque (L8060)", "C2.3.2", (("jours ouvrés", 0),)),
)
VIEWS = {
    "élus": "ce qui est décidé, quand, à quel coût",
    "riverains": "ce qui change dans la rue, et jusqu’à quand",
    "entreprises": "ce qu’elles remettent, sous quelle forme, à quel jalon",
    "maîtrise d’œuvre": "ce qu’elle contrôle et vise à chaque étape",
    "exploitant": "ce qu’il reçoit pour l’entretien, et ce qu’il vérifie",
    "concessionnaires": "les fermetures et les plans attendus d’eux",
    "services de secours": "les accès et les plans tenus à jour pendant le chantier",
    "finances": "la dépense par année et ce qui peut la dépasser",
}
VIEWS_ASKED = 5
TERMS = (
    "BIM", "IFC", "IDS", "jalon", "chemin critique", "marge totale", "valeur acquise", "indice de coût", "EDC",
    "synthèse", "récolement", "plan d’exécution BIM", "matrice RACI", "marche à blanc",
)  # fmt: skip
TERMS_ASKED = 9


@dataclass(frozen=True, kw_only=True)
class Roadmap:
    """What the roadmap must hold.

    Parameters
    ----------
    milestones : tuple of str
        Codes of the milestones that close its stages.
    figures : tuple of (key, label, competency, unit, decimals)
    views, terms : tuple of str
    """

    milestones: tuple[str, ...]
    figures: tuple[tuple[str, str, str, str, int], ...]
    views: tuple[str, ...]
    terms: tuple[str, ...]


def draw_roadmap(rng: np.random.Generator) -> Roadmap:
    """Return the demands of a variant; the last milestone always closes a stage."""

    def some(names: Sequence[str], count: int) -> list[str]:
        return [names[index] for index in rng.permutation(len(names))[:count].tolist()]

    earlier = [code for code in STAGES if code != "J8"]
    figures = tuple(
        (key, label, competency, *units[int(rng.integers(len(units)))]) for key, label, competency, units in FIGURES
    )
    return Roadmap(
        milestones=(*sorted(some(earlier, STAGES_ASKED - 1)), "J8"),
        figures=figures,
        views=tuple(some(list(VIEWS), VIEWS_ASKED)),
        terms=tuple(some(TERMS, TERMS_ASKED)),
    )


def write_roadmap(public: Path, roadmap: Roadmap, tasks: Iterable[Task]) -> tuple[PublicFile, ...]:
    """Write what is asked of the roadmap."""
    names = {task.code: task.name for task in tasks}
    stages = [(code, names[code], STAGES[code]) for code in roadmap.milestones]
    figures = [(key, label, competency, unit, decimals) for key, label, competency, unit, decimals in roadmap.figures]
    views = [(view, VIEWS[view]) for view in roadmap.views]
    return (
        write_table(public, "feuille_de_route_etapes.csv", "Étapes de la feuille de route", "jalon nom etape", stages),
        write_table(
            public,
            "feuille_de_route_chiffres.csv",
            "Chiffres clés de la feuille de route",
            "cle libelle carnet unite decimales",
            figures,
        ),
        write_table(public, "feuille_de_route_vues.csv", "Vues par métier", "metier attente", views),
        write_table(
            public, "feuille_de_route_termes.csv", "Termes à définir", "terme", [(term,) for term in roadmap.terms]
        ),
    )


def roadmap_truth(roadmap: Roadmap, truth: dict[str, Any]) -> dict[str, Any]:
    """Return the demands, and the figures in the units of the computations: €, To, dates."""
    project, sizing, schedule = truth["progress"]["project"], truth["sizing"], truth["schedule"]
    found = {
        "entretiens": truth["register"]["size"],
        "freins": len(truth["interviews"]["resistances"]),
        "organismes": sum(truth["register"]["strata"].values()),
        "acces": sizing["peak_concurrent"],
        "serveurs": sizing["peak_servers"],
        "stockage": sizing["peak_stored_tb"],
        "budget": truth["progress"]["budget_eur"],
        "ecart_cout": project["cost_variance_eur"],
        "indice_cout": project["cost_index"],
        "estimation": project["estimates_eur"][truth["progress"]["forecast"]],
        "mise_en_service": schedule["activities"]["J8"]["early_finish"],
        "marge_mobilier": schedule["activities"]["L8060"]["total_float_days"],
    }
    return {
        "milestones": {code: schedule["activities"][code]["early_finish"] for code in roadmap.milestones},
        "figures": {
            key: {"value": found[key], "competency": competency, "unit": unit, "decimals": decimals}
            for key, _, competency, unit, decimals in roadmap.figures
        },
        "views": list(roadmap.views),
        "terms": list(roadmap.terms),
    }
