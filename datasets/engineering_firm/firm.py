"""The firm: sites, accounts, profiles of use, and the figures that it works with; drawn, and public."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

SITES = {"SIE": "Siège de Sarvigny", "AG1": "Agence de Lestrade", "AG2": "Agence de Port-Armel", "PAR": "Partenaires"}
OWN_SITES = ("SIE", "AG1", "AG2")
SITE_SHARES = (0.5, 0.3, 0.2)
PROFILES = {
    "modeleur": "dessinateurs et projeteurs",
    "calculateur": "ingénieurs d’études",
    "projet": "chefs de projet et coordination",
    "gestion": "direction et gestion",
    "partenaire": "comptes ouverts aux partenaires",
}
PROFILE_SHARES = {"modeleur": 0.45, "calculateur": 0.2, "projet": 0.25, "gestion": 0.1}
# Per profile: concurrency in percent, operations a second of a session, share of writes in percent; ranges.
HABITS = {
    "modeleur": ((68, 85), (28, 45), (35, 50)),
    "calculateur": ((40, 60), (16, 26), (25, 40)),
    "projet": ((30, 48), (6, 12), (15, 30)),
    "gestion": ((10, 22), (3, 6), (10, 25)),
    "partenaire": ((6, 16), (4, 8), (10, 20)),
}


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How those of one profile use the common data environment.

    Parameters
    ----------
    concurrency : float
        Share of the active accounts that are connected in the busy hour.
    operations_per_s : int
        Of one session, on the storage.
    writes : float
        Share of them that write.
    """

    concurrency: float
    operations_per_s: int
    writes: float


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Accounts of one profile at one site.

    Parameters
    ----------
    opened, inactive : int
        All of them; those that have not been used for ninety days, which count for nothing.
    """

    opened: int
    inactive: int

    @property
    def active(self) -> int:
        """Those that count."""
        return self.opened - self.inactive


@dataclass(frozen=True, kw_only=True)
class Firm:
    """The firm's figures.

    Parameters
    ----------
    habits : mapping of Habit by profile
    accounts : mapping of Accounts by site and profile
    """

    habits: Mapping[str, Habit]
    accounts: Mapping[tuple[str, str], Accounts]

    @property
    def users(self) -> int:
        """Active accounts of the firm's own people."""
        return sum(item.active for (site, _), item in self.accounts.items() if site != "PAR")

    @property
    def named(self) -> int:
        """Active accounts, partners included."""
        return sum(item.active for item in self.accounts.values())

    def concurrent(self, *sites: str) -> float:
        """Return the sessions of the busy hour, not rounded, of some sites or of all."""
        return sum(
            item.active * self.habits[profile].concurrency
            for (site, profile), item in self.accounts.items()
            if not sites or site in sites
        )

    def opened_concurrent(self) -> dict[str, float]:
        """Return by site the sessions that there would be if inactive accounts counted."""
        found: dict[str, float] = {}
        for (site, profile), item in self.accounts.items():
            found[site] = found.get(site, 0.0) + item.opened * self.habits[profile].concurrency
        return found

    def opened_operations_per_s(self) -> float:
        """Return the operations a second that there would be if inactive accounts counted."""
        return sum(
            item.opened * self.habits[profile].concurrency * self.habits[profile].operations_per_s
            for (_, profile), item in self.accounts.items()
        )

    @property
    def operations_per_s(self) -> float:
        """Operations a second that the sessions of the busy hour ask of the storage."""
        return sum(rate for rate, _ in self._operations())

    @property
    def writes(self) -> float:
        """Share of these operations that write."""
        return sum(rate * share for rate, share in self._operations()) / self.operations_per_s

    def _operations(self) -> list[tuple[float, float]]:
        return [
            (item.active * habit.concurrency * habit.operations_per_s, habit.writes)
            for (_, profile), item in self.accounts.items()
            for habit in [self.habits[profile]]
        ]


def draw_firm(rng: np.random.Generator) -> Firm:
    """Return a firm of 80 to 250 active users, with partners beside them."""
    habits = {}
    for profile, (concurrency, operations, writes) in HABITS.items():
        habits[profile] = Habit(
            concurrency=int(rng.integers(*concurrency)) / 100,
            operations_per_s=int(rng.integers(*operations)),
            writes=int(rng.integers(*writes)) / 100,
        )
    users = int(rng.integers(85, 245))
    accounts = {}
    for site, site_share in zip(OWN_SITES, SITE_SHARES, strict=True):
        for profile, share in PROFILE_SHARES.items():
            active = max(round(users * site_share * share), 1)
            inactive = int(rng.integers(0, 2 + active // 8))
            accounts[site, profile] = Accounts(opened=active + inactive, inactive=inactive)
    guests = int(rng.integers(30, 90))
    inactive = int(rng.integers(4, 16))
    accounts["PAR", "partenaire"] = Accounts(opened=guests + inactive, inactive=inactive)
    return Firm(habits=habits, accounts=accounts)
