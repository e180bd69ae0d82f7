"""The tables of the project as a candidate receives them, written as the trades write theirs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_table

from .actions import Offer
from .calendars import LABELS, Closure
from .companies import Partner
from .deliveries import Requirement
from .expenses import Invoice
from .progress import Progress, month_end
from .register import Register
from .responsibilities import ACTIVITIES, ROLES, Responsibilities
from .tasks import LOTS, RESOURCES
from .works import Plan

DAYS = ("Lun", "Mar", "Mer", "Jeu", "Ven", "Sam", "Dim")
# Lines of the ledger whose day of receipt somebody typed as a computer writes it.
OTHERWISE_DATED = 4


def planner_date(day: date) -> str:
    """Return a day as planning software in French exports it.

    Examples
    --------
    >>> planner_date(date(2027, 3, 1))
    'Lun 01/03/27'
    """
    return f"{DAYS[day.weekday()]} {day:%d/%m/%y}"


def write_register(public: Path, register: Register) -> tuple[PublicFile, ...]:
    """Write the register, its categories and the panel."""
    lines = [
        (each.line, each.identifier, each.name, each.category, each.part, each.power, each.interest)
        for each in register.lines
    ]
    first_line = {body.identifier: body for body in register.bodies}
    panel = [(identifier, first_line[identifier].name) for identifier in sorted(register.panel)]
    return (
        write_table(
            public,
            "registre_parties_prenantes.csv",
            "Registre des parties prenantes",
            "ligne identifiant organisme categorie role pouvoir interet",
            lines,
        ),
        write_table(
            public, "categories.csv", "Catégories du registre", "categorie libelle", list(register.labels.items())
        ),
        write_table(public, "panel_envisage.csv", "Panel envisagé par l’équipe", "identifiant organisme", panel),
    )


def write_responsibilities(public: Path, drawn: Responsibilities) -> tuple[PublicFile, ...]:
    """Write roles, activities and the draft of the matrix."""
    activities = [(code, *ACTIVITIES[code][:2]) for code in drawn.activities]
    matrix = [(code, *(drawn.matrix.get((code, role), "") for role in ROLES)) for code in drawn.activities]
    return (
        write_table(
            public,
            "roles.csv",
            "Rôles et niveaux de décision",
            "role libelle niveau",
            [(role, name, level) for role, (name, level) in ROLES.items()],
        ),
        write_table(public, "activites.csv", "Activités du pilotage", "activite libelle niveau_requis", activities),
        write_table(
            public, "matrice_ebauche.csv", "Ébauche de la matrice RACI", " ".join(["activite", *ROLES]), matrix
        ),
    )


def write_offers(public: Path, offers: Iterable[Offer]) -> PublicFile:
    """Write the actions of change on offer."""
    rows = [(each.code, each.name, ", ".join(each.themes), ", ".join(each.groups), each.days) for each in offers]
    return write_table(
        public,
        "actions_possibles.csv",
        "Actions de conduite du changement",
        "action libelle themes groupes jours",
        rows,
    )


def write_requirements(public: Path, requirements: Iterable[Requirement]) -> PublicFile:
    """Write the exchange requirements."""
    rows = [
        (
            each.code,
            each.information,
            each.giver,
            each.taker,
            each.format,
            each.content,
            each.milestone,
            each.notice_days,
        )
        for each in requirements
    ]
    return write_table(
        public,
        "exigences_echange.csv",
        "Exigences d’échange d’information",
        "code information emetteur destinataire format contenu jalon preavis_jours_ouvres",
        rows,
    )


def write_plan(public: Path, plan: Plan, closures: Iterable[Closure]) -> tuple[PublicFile, ...]:
    """Write the schedule as it is exported, with summary lines and without computed dates."""
    rows: list[tuple[str | int, ...]] = []
    for lot, name in LOTS.items():
        rows.append((1, f"R{lot}", name.upper(), lot, "", "", "", "", "", ""))
        rows += [
            (
                2,
                task.code,
                task.name,
                lot,
                f"{task.days} j",
                task.calendar,
                task.predecessors,
                planner_date(plan.not_before[task.code]) if task.code in plan.not_before else "",
                task.resources,
                task.budget_eur,
            )
            for task in plan.tasks
            if task.lot == lot
        ]
    resources = [(code, RESOURCES[code], plan.capacities[code]) for code in RESOURCES]
    return (
        write_table(
            public,
            "planning.csv",
            "Export du planning de référence",
            "niveau code tache lot duree calendrier predecesseurs debut_au_plus_tot ressources budget_eur",
            rows,
        ),
        write_table(
            public,
            "calendriers.csv",
            "Calendriers",
            "calendrier libelle jours_ouvres",
            [(code, label, days) for code, (label, days) in LABELS.items()],
        ),
        write_table(
            public,
            "jours_chomes.csv",
            "Jours chômés par calendrier",
            "calendrier du au motif",
            [(code, f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}", why) for code, first, last, why in closures],
        ),
        write_table(public, "ressources.csv", "Ressources et capacités", "ressource libelle capacite", resources),
    )


def write_progress(
    public: Path, progress: Progress, ledger: Sequence[Invoice], rng: np.random.Generator
) -> tuple[PublicFile, ...]:
    """Write planned values, progress and the ledger."""
    lots = list(progress.planned_eur)
    planned = [
        (f"{month:%m/%Y}", *(progress.planned_eur[lot][rank] for lot in lots))
        for rank, month in enumerate(progress.months)
    ]
    done = [
        (code, f"{month_end(progress.months[rank]):%d/%m/%Y}", percent)
        for code, percents in progress.percents.items()
        for rank, percent in enumerate(percents)
        if percent and (rank == 0 or percents[rank - 1] < percent)
    ]
    odd = set(rng.permutation(len(ledger))[:OTHERWISE_DATED].tolist())
    lines = [
        (
            line.number,
            line.lot,
            f"{line.period:%m/%Y}",
            line.received.isoformat() if rank in odd else f"{line.received:%d/%m/%Y}",
            line.text,
            f"{line.amount_eur:.2f}".replace(".", ","),
        )
        for rank, line in enumerate(ledger)
    ]
    return (
        write_table(
            public,
            "valeur_planifiee.csv",
            "Valeur planifiée par mois et par lot, en euros",
            " ".join(["mois", *lots]),
            planned,
        ),
        write_table(public, "avancements.csv", "Avancement cumulé des tâches", "tache date avancement_pct", done),
        write_table(
            public,
            "factures.csv",
            "Journal des factures",
            "numero lot periode recue_le objet montant_eur",
            lines,
        ),
    )


def write_partners(public: Path, partners: Iterable[Partner]) -> PublicFile:
    """Write the companies with the days of their contracts."""
    rows = [
        (
            each.name,
            each.lot,
            f"{each.joins:%d/%m/%Y}",
            f"{each.leaves:%d/%m/%Y}",
            each.accounts,
            each.concurrency_percent,
            each.yearly_tb,
            each.growth_percent,
        )
        for each in partners
    ]
    return write_table(
        public,
        "entreprises.csv",
        "Entreprises sur la plateforme",
        "entreprise lot arrivee depart comptes simultaneite_pct production_premiere_annee_to croissance_pct",
        rows,
    )


def printed_rows(pairs: Mapping[str, str]) -> str:
    """Return a mapping as the rows of a table in Markdown."""
    return "\n".join(f"| {one} | {other} |" for one, other in pairs.items())
