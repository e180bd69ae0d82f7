"""Services that the sizing calls for, and a budget that cannot pay for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

import numpy as np

from .needs import total_cost_eur

DRAWS_AT_MOST = 200


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service that can be paid for or not.

    Parameters
    ----------
    code, title : str
    quantity : str
        What the sizing gives the quantity of; empty for one.
    price_eur, yearly_eur : int, €
        Of one unit.
    value : int
        Points of the whole service, as the board gave them.
    mandatory : bool
    """

    code: str
    title: str
    quantity: str
    price_eur: int
    yearly_eur: int
    value: int
    mandatory: bool


ROWS = (
    ("V1", "Exploitation des serveurs de sessions, secours compris", "serveurs_sessions", 5200, 900, 30, True),
    ("V2", "Astreinte du soir et du samedi sur les sessions", "", 5200, 900, 9, False),
    ("V3", "Exploitation de la baie de stockage, par To à provisionner", "stockage_to", 260, 55, 30, True),
    ("V4", "Sauvegarde sur place, par To", "sauvegarde_locale_to", 90, 22, 18, True),
    ("V5", "Sauvegarde hors site, par To", "sauvegarde_distante_to", 20, 68, 15, True),
    ("V6", "Conversions sur serveurs, non sur les postes", "serveurs_conversion", 3900, 700, 8, False),
    ("V7", "Jetons à ajouter pour MOD, par jeton", "jetons_modeleur", 0, 0, 10, False),
    ("V8", "Jetons à ajouter pour STR, par jeton", "jetons_structure", 0, 0, 6, False),
    ("V9", "Postes de visualisation pour les chantiers", "", 14500, 1200, 5, False),
    ("V10", "Second local de sauvegarde climatisé", "", 21000, 2600, 6, False),
    ("V11", "Formation aux formats ouverts, puis une session par an", "", 9800, 1500, 7, False),
)


def quantities(figures: Mapping[str, Any], pools: Sequence[Any]) -> dict[str, float]:
    """Return how many of each the sizing calls for, with the cheapest servers, the line of conversion and tokens."""
    today = {pool.system: pool.tokens for pool in pools}
    servers = figures["servers"][figures["footprint"]["server"]]
    return {
        "": 1,
        "serveurs_sessions": servers["with_spare"],
        "stockage_to": figures["storage"]["provisioned_tb"],
        "sauvegarde_locale_to": figures["storage"]["local_backup_tb"],
        "sauvegarde_distante_to": figures["storage"]["remote_backup_tb"],
        "serveurs_conversion": figures["conversion"]["by_wait"] + 1,
        "jetons_modeleur": figures["licences"]["MOD"]["tokens"] - today["MOD"],
        "jetons_structure": figures["licences"]["STR"]["tokens"] - today["STR"],
    }


def draw_services(
    pools: Sequence[Any], counts: Mapping[str, float], terms: Mapping[str, Any], rng: np.random.Generator
) -> tuple[tuple[Service, ...], int]:
    """Return the services, and a budget that pays for what is mandatory and for a part of the rest.

    One choice alone is the best, and stays so were the budget one percent lower or higher.

    Parameters
    ----------
    pools : sequence of Pool
    counts : mapping of float
        As ``quantities``.
    terms : mapping
        Figures of the specification by key.
    rng : numpy Generator
    """
    for _ in range(DRAWS_AT_MOST):
        services = _draw_services(pools, rng)
        costs = costs_eur(services, counts, terms)
        base = sum(costs[each.code] for each in services if each.mandatory)
        rest = sum(costs[each.code] for each in services if not each.mandatory)
        budget = 500 * round((base + rest * float(rng.uniform(0.35, 0.65))) / 500)
        found = [best_choices(services, costs, budget * factor) for factor in (0.99, 1.0, 1.01)]
        if len(found[1]) == 1 and found[0] == found[1] == found[2]:
            return services, budget
    raise RuntimeError(f"no budget with one best choice in {DRAWS_AT_MOST} draws: mend the values of services.py")


def _draw_services(pools: Sequence[Any], rng: np.random.Generator) -> tuple[Service, ...]:
    token = {f"jetons_{name}": pool.token_eur for name, pool in zip(("modeleur", "structure"), pools, strict=False)}
    return tuple(
        Service(
            code=code,
            title=title,
            quantity=quantity,
            price_eur=10 * round(price * float(rng.uniform(0.9, 1.1)) / 10),
            yearly_eur=token.get(quantity) or 5 * round(yearly * float(rng.uniform(0.9, 1.1)) / 5),
            value=value + int(rng.integers(-1, 3)),
            mandatory=mandatory,
        )
        for code, title, quantity, price, yearly, value, mandatory in ROWS
    )


def costs_eur(services: Sequence[Service], counts: Mapping[str, float], terms: Mapping[str, Any]) -> dict[str, float]:
    """Return the total cost of each service."""
    return {
        each.code: counts[each.quantity] * total_cost_eur(each.price_eur, each.yearly_eur, terms) for each in services
    }


def best_choices(services: Sequence[Service], costs: Mapping[str, float], budget: float) -> list[list[str]]:
    """Return the affordable sets of services, mandatory ones included, of the highest value."""
    fixed = [each for each in services if each.mandatory]
    free = [each for each in services if not each.mandatory]
    subsets = chain.from_iterable(combinations(free, count) for count in range(len(free) + 1))
    ranked = [
        (sum(each.value for each in chosen), [each.code for each in (*fixed, *chosen)])
        for chosen in subsets
        if sum(costs[each.code] for each in (*fixed, *chosen)) <= budget
    ]
    best = max(value for value, _ in ranked)
    return [codes for value, codes in ranked if value == best]
