"""The exchange requirements: which information is handed over by whom, before which milestone, and by which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from .works import Plan

# Milestone: information, who hands it over, who takes it, format, what it holds.
INFORMATION = {
    "J1": (
        (
            "Maquette d’avant-projet",
            "MOE",
            "DP",
            "IFC4",
            "volumes, tracé, emprises ; classe et niveau de chaque ouvrage",
        ),
        ("Levé de l’état initial", "ENT", "MOE", "LAS 1.4", "nuage recalé, précision de 3 cm, rapport de recalage"),
        ("Estimation par ouvrage", "MOE", "DP", "CSV", "quantités par ouvrage et prix unitaires"),
    ),
    "J2": (
        (
            "Maquette de projet",
            "MOE",
            "DP",
            "IFC4",
            "éléments porteurs dimensionnés, matériaux, réservations principales",
        ),
        ("Plan d’exécution BIM", "BM", "AMO", "PDF", "usages, formats, responsabilités, jalons"),
        ("Carnet des réseaux enterrés", "MOE", "AMO", "GeoPackage", "nature, classe de précision, profondeur"),
    ),
    "J3": (
        ("Exigences d’information des marchés", "AMO", "ENT", "IDS 1.0", "propriétés exigées par classe et par jalon"),
        (
            "Maquette des marchés",
            "MOE",
            "ENT",
            "IFC4",
            "maquette de projet, mise à jour des offres retenues, quantités comprises",
        ),
    ),
    "J4": (
        ("Maquette des emprises", "MOE", "DP", "IFC4", "parcelles, phasage des occupations, circulations provisoires"),
        (
            "Récolement des réseaux dévoyés",
            "MOE",
            "BM",
            "GeoPackage",
            "recueilli auprès des concessionnaires : tracé relevé, classe A",
        ),
    ),
    "J5": (
        ("Récolement du tunnel", "ENT", "BM", "E57", "nuage du revêtement, une section tous les mètres"),
        ("Registre des anneaux", "ENT", "MOE", "CSV", "numéro, date de pose, décalage, coulis"),
    ),
    "J6": (
        (
            "Maquette des ouvrages exécutés du centre de maintenance",
            "ENT",
            "EXP",
            "IFC4",
            "équipements nommés comme à l’exploitation",
        ),
        ("Nomenclature des équipements d’atelier", "ENT", "EXP", "CSV", "repère, fabricant, périodicité d’entretien"),
    ),
    "J7": (
        (
            "Maquette des bâtiments publics",
            "ENT",
            "EXP",
            "IFC4",
            "locaux, surfaces, équipements d’accueil et de sécurité",
        ),
        ("Registre d’accessibilité", "MOE", "EXP", "PDF", "cheminements, dispositifs, entretien prévu"),
    ),
    "J8": (
        (
            "Maquette des ouvrages exécutés",
            "BM",
            "EXP",
            "IFC4",
            "ouvrages contrôlés sur relevé, repères de maintenance",
        ),
        ("Données de maintenance", "ENT", "EXP", "CSV", "repère, document, garantie, pièce de rechange"),
        ("Dossier de sécurité numérique", "MOE", "DP", "PDF", "preuves par fonction, liens vers les essais"),
    ),
}
MILESTONES_USED = 6
NOTICE_DAYS = (10, 15, 20, 30)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """An exchange requirement.

    Parameters
    ----------
    code, information, giver, taker, format, content : str
    milestone : str
        Code of the milestone before which it is handed over.
    notice_days : int
        Working days of the calendar of studies between it and the day of the milestone.
    """

    code: str
    information: str
    giver: str
    taker: str
    format: str
    content: str
    milestone: str
    notice_days: int


def draw_requirements(rng: np.random.Generator) -> tuple[Requirement, ...]:
    """Return the requirements of six milestones, one or two each; the last milestone always has some."""
    earlier = [code for code in INFORMATION if code != "J8"]
    milestones = sorted(["J8", *(earlier[i] for i in rng.permutation(len(earlier))[: MILESTONES_USED - 1].tolist())])
    chosen = []
    for milestone in milestones:
        offered = INFORMATION[milestone]
        for index in sorted(rng.permutation(len(offered))[: int(rng.integers(1, 3))].tolist()):
            chosen.append((milestone, *offered[index], int(rng.choice(NOTICE_DAYS))))
    order = rng.permutation(len(chosen)).tolist()
    return tuple(
        Requirement(
            code=f"EE-{number:02d}",
            milestone=chosen[index][0],
            information=chosen[index][1],
            giver=chosen[index][2],
            taker=chosen[index][3],
            format=chosen[index][4],
            content=chosen[index][5],
            notice_days=chosen[index][6],
        )
        for number, index in enumerate(order, start=1)
    )


def requirements_truth(requirements: Sequence[Requirement], plan: Plan) -> dict[str, Any]:
    """Return what a process must deliver before which gate, and by which day."""
    names = {task.code: task.name for task in plan.tasks}
    gates = dict.fromkeys(each.milestone for each in requirements)
    return {
        "deliveries": [
            {
                "code": each.code,
                "information": each.information,
                "gate": names[each.milestone],
                "milestone": each.milestone,
                "giver": each.giver,
                "taker": each.taker,
                "due": due_day(each, plan).isoformat(),
            }
            for each in requirements
        ],
        "gates": [names[code] for code in sorted(gates, key=lambda code: plan.schedule.activities[code].early.ends)],
    }


def due_day(requirement: Requirement, plan: Plan) -> date:
    """Return the last day on which an information may be handed over: so many working days before its milestone."""
    calendar = plan.calendars["ETU"]
    reached = plan.schedule.activities[requirement.milestone].early.last_day
    return date.fromordinal(calendar.ordinal(calendar.count_before(reached.toordinal()) - requirement.notice_days))
