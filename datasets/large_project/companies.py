"""The companies on the project's platform: when they join and leave, and what that needs year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from autograders.domain.sizing import Company, Hosting, Redundancy, disks_needed, yearly_needs

from .tasks import LOTS
from .works import Plan

# Lot, name, usual accounts and production in the first year, TB.
OFFERED = (
    ("E", "Ingénierie Tavernol", 85, 3.2),
    ("E", "Atelier Tasquier", 32, 1.6),
    ("E", "Coordination BIM Hérault", 18, 2.4),
    ("L1", "Terrassements Gaborit", 22, 0.6),
    ("L1", "Eaux du Levant", 12, 0.4),
    ("L2", "Tunnels Amblard", 70, 4.8),
    ("L3", "Fondations Estérel-Nord", 44, 2.1),
    ("L3", "Bâtisseurs du Haut-Lieu", 60, 2.8),
    ("L3", "Sérandour Agencement", 9, 0.2),
    ("L4", "Grands Ouvrages Kerval", 48, 2.6),
    ("L5", "Charpentes Ouvradou", 16, 0.5),
    ("L6", "Constructions Pouliquen", 38, 1.5),
    ("L7", "Façades Clairambault", 20, 0.7),
    ("L8", "Chauffage et Ventilation Quintal", 18, 0.6),
    ("L9", "Voies et Traverses Marsanne", 34, 1.1),
    ("L9", "Énergie Caténel", 26, 0.9),
    ("L10", "Signaux Delorme-Faye", 52, 1.9),
    ("L11", "Constructions Ferroviaires Bréhal", 64, 2.9),
    ("L12", "Exploitation Métro", 58, 0.8),
)
DROPPED_AT_MOST = 4
DRAWS_AT_MOST = 60


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A company with the days of its contract.

    Parameters
    ----------
    lot, name : str
    joins, leaves : date
        First and last day; the last one may lie beyond the end of the project.
    accounts, concurrency_percent, growth_percent : int
    yearly_tb : float, TB
        In its first year.
    """

    lot: str
    name: str
    joins: date
    leaves: date
    accounts: int
    concurrency_percent: int
    growth_percent: int
    yearly_tb: float


def draw_partners(plan: Plan, terms: Mapping[str, Any], rng: np.random.Generator) -> tuple[Partner, ...]:
    """Return companies such that accesses peak before the last year, and servers with them."""
    for _ in range(DRAWS_AT_MOST):
        partners = _draw(plan, rng)
        servers = [
            needs.servers for needs in yearly_needs(companies_of(partners, plan), years_of(plan), hosting(terms))
        ]
        if servers.index(max(servers)) not in (0, len(servers) - 1) and max(servers) > servers[-1]:
            return partners
    raise RuntimeError(f"no peak before the last year in {DRAWS_AT_MOST} draws: mend the companies")


def years_of(plan: Plan) -> int:
    """Return how many calendar years the project touches."""
    return plan.schedule.finish.year - plan.start.year + 1


def companies_of(partners: Sequence[Partner], plan: Plan) -> list[Company]:
    """Return the companies as the domain counts: in a year where they have a day of contract they take part."""
    first, last = plan.start.year, plan.schedule.finish.year
    return [
        Company(
            name=each.name,
            joins_year=each.joins.year - first + 1,
            leaves_year=each.leaves.year - first + 2 if each.leaves.year < last else None,
            yearly_tb=each.yearly_tb,
            growth=each.growth_percent / 100,
            accounts=each.accounts,
            concurrency=each.concurrency_percent / 100,
        )
        for each in partners
    ]


def hosting(terms: Mapping[str, Any]) -> Hosting:
    """Return how the platform is hosted."""
    return Hosting(
        sessions_per_server=terms["sessions_per_server"],
        kept_years=terms["kept_years"],
        target_load=terms["target_load_percent"] / 100,
        spare_servers=terms["spare_servers"],
    )


def sizing_truth(partners: Sequence[Partner], plan: Plan, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return the needs of each year, and those on which what is bought depends."""
    needs = yearly_needs(companies_of(partners, plan), years_of(plan), hosting(terms))
    first = plan.start.year
    most_stored = max(needs, key=lambda each: each.stored_tb)
    return {
        "years": [
            {
                "year": first + each.year - 1,
                "companies": [item.name for item in companies_of(partners, plan) if item.takes_part(each.year)],
                "produced_tb": each.produced_tb,
                "stored_tb": each.stored_tb,
                "accounts": each.accounts,
                "concurrent": each.concurrent,
                "servers": each.servers,
            }
            for each in needs
        ],
        "companies": [
            {
                "name": item.name,
                "joins_year": item.joins_year,
                "leaves_year": item.leaves_year,
                "yearly_tb": item.yearly_tb,
                "growth": item.growth,
                "accounts": item.accounts,
                "concurrency": item.concurrency,
            }
            for item in companies_of(partners, plan)
        ],
        "peak_stored_year": first + most_stored.year - 1,
        "peak_stored_tb": most_stored.stored_tb,
        "disks": disks_needed(
            most_stored.stored_tb,
            terms["disk_tb"],
            Redundancy.RAID6,
            maximum_fill=terms["maximum_fill_percent"] / 100,
        ),
        "peak_access_year": first + max(needs, key=lambda each: each.concurrent).year - 1,
        "peak_concurrent": max(each.concurrent for each in needs),
        "peak_servers": max(each.servers for each in needs),
    }


def _draw(plan: Plan, rng: np.random.Generator) -> tuple[Partner, ...]:
    dropped = {
        OFFERED[i][1] for i in rng.permutation(len(OFFERED))[: int(rng.integers(1, DROPPED_AT_MOST + 1))].tolist()
    }
    spans = {
        lot: [plan.schedule.activities[task.code].early for task in plan.tasks if task.lot == lot and task.days]
        for lot in LOTS
    }
    found = []
    for lot, name, accounts, yearly_tb in OFFERED:
        if name in dropped:
            continue
        joins = min(span.first_day for span in spans[lot]) - timedelta(days=int(rng.integers(20, 150)))
        leaves = max(span.last_day for span in spans[lot]) + timedelta(days=int(rng.integers(20, 240)))
        found.append(
            Partner(
                lot=lot,
                name=name,
                joins=max(joins, plan.start),
                leaves=leaves,
                accounts=max(4, round(accounts * rng.uniform(0.7, 1.4))),
                concurrency_percent=5 * int(rng.integers(3, 11)),
                growth_percent=5 * int(rng.integers(-4, 8)),
                yearly_tb=round(float(yearly_tb * rng.uniform(0.7, 1.5)), 1),
            )
        )
    return tuple(found)
