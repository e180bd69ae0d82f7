"""Actions of change on offer: what each treats, whom it reaches, how long it takes; there are not days for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

# Name, themes, interviews whose groups are reached, and the least and most days that it takes.
OFFERED = (
    ("Annexe aux contrats sur les droits et responsabilités", ("partage",), "1247", (14, 30)),
    ("Formation en situation, sur les maquettes du projet", ("competences",), "1356", (14, 30)),
    ("Gabarits et essais avant chaque dépôt", ("outils",), "3457", (14, 30)),
    ("Saisie unique reliée aux outils de chacun", ("charge",), "2468", (14, 30)),
    ("Une personne qui décide par livrable, sous délai écrit", ("decision",), "1257", (14, 30)),
    ("Charte des traces débattue avec le personnel", ("controle",), "2468", (14, 30)),
    ("Ligne de prix pour la maquette dans chaque marché", ("cout",), "3678", (14, 30)),
    ("Revues de décision tenues devant la maquette", ("utilite",), "1358", (14, 30)),
    ("Référente itinérante dans les ateliers", ("competences", "outils"), "35", (8, 18)),
    ("Matériels et accès payés par la métropole", ("cout", "charge"), "68", (8, 18)),
    ("Essais de la maquette avec les équipes", ("utilite", "outils"), "35", (8, 18)),
    ("Point technique hebdomadaire", ("decision", "partage"), "27", (8, 18)),
    ("Atelier de la direction", ("competences", "utilite", "decision"), "1", (5, 12)),
    ("Revue des écarts sans nom de personne", ("controle", "charge"), "28", (8, 18)),
    ("Accompagnement au poste sur le chantier", ("competences", "controle"), "46", (6, 14)),
    ("Participation à la numérisation des archives", ("cout", "outils"), "7", (5, 12)),
)
DRAWS_AT_MOST = 200
# Days beyond the least that is needed, so that a plan need not be the best.
ROOM_PERCENT = (8, 15)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An action on offer.

    Parameters
    ----------
    code, name : str
    themes, groups : tuple of str
        It treats a resistance of one of the themes in one of the groups.
    days : int
        That it takes.
    """

    code: str
    name: str
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    days: int

    def treats(self, resistance: Mapping[str, str]) -> bool:
        """Return whether it treats a resistance."""
        return resistance["theme"] in self.themes and resistance["group"] in self.groups


def draw_offers(
    resistances: Sequence[Mapping[str, str]], groups: Mapping[str, str], rng: np.random.Generator
) -> tuple[tuple[Offer, ...], int]:
    """Return the actions on offer and the days there are: enough to treat all, not for an action a theme.

    Parameters
    ----------
    resistances : sequence of mapping
        With ``theme`` and ``group``.
    groups : mapping of str by interview
    rng : numpy Generator
    """
    for _ in range(DRAWS_AT_MOST):
        offers = tuple(
            Offer(
                code=f"AC{rank:02d}",
                name=name,
                themes=themes,
                groups=tuple(groups[f"I{number}"] for number in interviews),
                days=int(rng.integers(low, high + 1)),
            )
            for rank, (name, themes, interviews, (low, high)) in enumerate(OFFERED, start=1)
        )
        least, _ = cheapest(offers, resistances)
        days = least + round(least * int(rng.integers(ROOM_PERCENT[0], ROOM_PERCENT[1] + 1)) / 100)
        if days < sum(offer.days for offer in offers if len(offer.themes) == 1):
            return offers, days
    raise RuntimeError(f"an action a theme is within the days in {DRAWS_AT_MOST} draws: mend the actions")


def cheapest(offers: Sequence[Offer], resistances: Sequence[Mapping[str, str]]) -> tuple[int, tuple[str, ...]]:
    """Return the fewest days in which every resistance is treated, and the codes of such a plan."""
    treated, days = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    # All subsets: the second half of each step has one action more.
    for offer in offers:
        own = sum(1 << rank for rank, each in enumerate(resistances) if offer.treats(each))
        treated, days = np.concatenate([treated, treated | own]), np.concatenate([days, days + offer.days])
    whole = np.flatnonzero(treated == (1 << len(resistances)) - 1)
    best = int(whole[np.argmin(days[whole])])
    return int(days[best]), tuple(offer.code for rank, offer in enumerate(offers) if best >> rank & 1)


def actions_truth(offers: Sequence[Offer], days: int, resistances: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return what each action treats, the days there are and a plan that takes the fewest."""
    least, codes = cheapest(offers, resistances)
    return {
        "days": days,
        "fewest_days": least,
        "a_best_plan": list(codes),
        "offers": {
            offer.code: {"themes": list(offer.themes), "groups": list(offer.groups), "days": offer.days}
            for offer in offers
        },
        "treats": {offer.code: [each["code"] for each in resistances if offer.treats(each)] for offer in offers},
    }
