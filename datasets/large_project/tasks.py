"""The tasks of the project, read from ``taches.csv``: links and resources as a French planner writes them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from autograders.domain.scheduling import LinkType, Precedence

LOTS = {
    "E": "Études et pilotage de la maquette",
    "L1": "Libération des emprises",
    "L2": "Tunnel",
    "L3": "Stations souterraines",
    "L4": "Viaduc",
    "L5": "Stations aériennes",
    "L6": "Centre de maintenance",
    "L7": "Pôle d’échanges",
    "L8": "Médiathèque",
    "L9": "Voie et énergie",
    "L10": "Signalisation et télécommunications",
    "L11": "Matériel roulant",
    "L12": "Essais et mise en service",
}
RESOURCES = {
    "MOD": "modeleurs",
    "TOP": "équipes de topographes",
    "GC": "équipes de génie civil",
    "GRU": "grues",
    "SEC": "équipes de second œuvre",
    "EQP": "équipes d’équipements",
    "VOI": "équipes de voie",
    "ESS": "équipes d’essais",
}
LINKS = {
    "FD": LinkType.FINISH_START,
    "DD": LinkType.START_START,
    "FF": LinkType.FINISH_FINISH,
    "DF": LinkType.START_FINISH,
}
_LINK = re.compile(r"([A-Z]+\d+)(FD|DD|FF|DF)?(?:([+-]\d+)j)?")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task of the schedule.

    Parameters
    ----------
    code, name, lot, calendar : str
    branch : str
        Of those that may be made critical; empty for none.
    days : int
        Working days of its calendar; 0 for a milestone.
    predecessors, resources : str
        As the export writes them.
    budget_eur : int, €
    """

    code: str
    name: str
    lot: str
    branch: str
    calendar: str
    days: int
    predecessors: str
    resources: str
    budget_eur: int

    @property
    def links(self) -> tuple[Precedence, ...]:
        """The links to what precedes it."""
        return links_of(self.code, self.predecessors)

    @property
    def demands(self) -> dict[str, float]:
        """Units of each resource on each of its days."""
        pairs = (each.split() for each in self.resources.split(", ") if each)
        return {resource: float(units) for resource, units in pairs}


def read_tasks(path: Path, places: Mapping[str, str]) -> tuple[Task, ...]:
    """Return the tasks with the names of the variant's places."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple(
        Task(
            code=row["code"],
            name=Template(row["tache"]).substitute(places),
            lot=row["lot"],
            branch=row["branche"],
            calendar=row["calendrier"],
            days=int(row["jours"]),
            predecessors=row["predecesseurs"],
            resources=row["ressources"],
            budget_eur=1000 * int(row["budget_keur"]),
        )
        for row in rows
    )


def links_of(successor: str, text: str) -> tuple[Precedence, ...]:
    """Return the links that a cell of predecessors tells; without a type, from finish to start.

    Examples
    --------
    >>> [(link.predecessor, link.type.value, link.lag_days) for link in links_of("C", "A1, B2DD+20j, B3FD-5j")]
    [('A1', 'FS', 0), ('B2', 'SS', 20), ('B3', 'FS', -5)]
    """
    found = []
    for cell in text.split(", ") if text else ():
        match = _LINK.fullmatch(cell)
        if match is None:
            raise ValueError(f"link {cell!r} of {successor}: expected such as A10, A10DD+5j")
        code, kind, lag = match.groups()
        found.append(
            Precedence(predecessor=code, successor=successor, type=LINKS[kind or "FD"], lag_days=int(lag or 0))
        )
    return tuple(found)
