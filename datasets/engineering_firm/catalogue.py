"""What can be bought: servers, disks, licences; and the projects that fill the disks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .firm import Firm

TOKEN_SOFTWARE = ("MOD", "STR", "COO")
# Tokens held today, as a multiple of the load.
TOKENS_AT_MOST = {"COO": 1.9}
PENALTIES = {"RAID5": 4, "RAID6": 6, "RAID10": 2}


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server; for sessions and conversions alike.

    Parameters
    ----------
    model : str
    sessions : int
        That one carries when full.
    price_eur, power_w : int
        Power on average.
    embodied_kgco2e : int
        Of making it.
    """

    model: str
    sessions: int
    price_eur: int
    power_w: int
    embodied_kgco2e: int


@dataclass(frozen=True, kw_only=True)
class Disk:
    """A disk."""

    model: str
    capacity_tb: float
    iops: int
    price_eur: int
    power_w: float
    embodied_kgco2e: int


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A software whose licences float, with how it is used in the busy hour.

    Parameters
    ----------
    system : str
    users : int
        Who may use it.
    requests_per_h : int
    duration_min : int
        That a token is kept.
    tokens : int
        That the firm has today.
    token_eur, named_eur : int, € a year
    """

    system: str
    users: int
    requests_per_h: int
    duration_min: int
    tokens: int
    token_eur: int
    named_eur: int

    @property
    def load_erlang(self) -> float:
        """Tokens that would be out on average if there were enough."""
        return self.requests_per_h * self.duration_min / 60


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project of the year, with the models that it keeps."""

    code: str
    models: int
    size_mb: int
    revisions_per_month: int
    months: int

    @property
    def yearly_tb(self) -> float:
        """Every revision kept."""
        return self.models * self.size_mb * self.revisions_per_month * self.months / 1e6


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it."""

    servers: tuple[Server, ...]
    disks: tuple[Disk, ...]
    pools: tuple[Pool, ...]
    projects: tuple[Project, ...]

    def as_truth(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return what graders need of the offers, to judge what follows from another choice than the best."""
        return {
            "servers": {each.model: asdict(each) for each in self.servers},
            "disks": {each.model: asdict(each) for each in self.disks},
            "pools": {each.system: asdict(each) for each in self.pools},
        }


def draw_catalogue(firm: Firm, rng: np.random.Generator) -> Catalogue:
    """Return offers and uses in the size of the firm."""
    return Catalogue(
        servers=_draw_servers(firm, rng),
        disks=_draw_disks(rng),
        pools=tuple(
            _draw_pool(system, share, firm, rng) for system, share in zip(TOKEN_SOFTWARE, POOL_SHARES, strict=True)
        ),
        projects=_draw_projects(firm, rng),
    )


# Who may use each of the softwares, of the firm's own users.
POOL_SHARES = (0.45, 0.2, 0.35)


def _draw_servers(firm: Firm, rng: np.random.Generator) -> tuple[Server, ...]:
    """Return four servers; the cheapest a session is not the one of the lowest price."""
    small = max(round(firm.concurrent() / 7), 6)
    servers = []
    for model, factor, rate in zip(
        rng.permutation(list("ABCD")).tolist(), (0.6, 1.0, 1.6, 2.4), (1.25, 1.0, 0.95, 1.15), strict=True
    ):
        sessions = round(small * factor * float(rng.uniform(0.9, 1.1)))
        servers.append(
            Server(
                model=f"S-{model}",
                sessions=sessions,
                price_eur=50 * round((1500 + 210 * sessions * rate) * float(rng.uniform(0.94, 1.06)) / 50),
                power_w=10 * round((110 + 8 * sessions) * float(rng.uniform(0.9, 1.1)) / 10),
                embodied_kgco2e=50 * round((800 + 14 * sessions) / 50),
            )
        )
    return tuple(sorted(servers, key=lambda each: each.model))


def _draw_disks(rng: np.random.Generator) -> tuple[Disk, ...]:
    """Return three turning disks and two of memory: capacity decides with some, operations with others."""
    rows = (
        (4.0, 150, 150, 8.0, 25),
        (8.0, 160, 230, 8.5, 28),
        (16.0, 170, 390, 9.5, 32),
        (3.84, 22_000, 560, 9.0, 120),
        (7.68, 28_000, 1_050, 11.0, 210),
    )
    names = [f"D-{rank}" for rank in rng.permutation(len(rows)) + 1]
    disks = (
        Disk(
            model=model,
            capacity_tb=capacity,
            iops=10 * round(iops * float(rng.uniform(0.92, 1.08)) / 10),
            price_eur=5 * round(price * float(rng.uniform(0.8, 1.25)) / 5),
            power_w=power,
            embodied_kgco2e=embodied,
        )
        for model, (capacity, iops, price, power, embodied) in zip(names, rows, strict=True)
    )
    return tuple(sorted(disks, key=lambda each: each.model))


def _draw_pool(system: str, share: float, firm: Firm, rng: np.random.Generator) -> Pool:
    users = max(round(firm.users * share), 6)
    duration = int(rng.choice([35, 45, 60, 75, 90]))
    wanted = users * float(rng.uniform(0.25, 0.55))
    requests = max(round(60 * wanted / duration), 2)
    named = 10 * int(rng.integers(24, 90))
    return Pool(
        system=system,
        users=users,
        requests_per_h=requests,
        duration_min=duration,
        # Of most softwares there are too few today, and people are turned away; of coordination it depends.
        tokens=max(round(requests * duration / 60 * float(rng.uniform(0.75, TOKENS_AT_MOST.get(system, 1.0)))), 1),
        token_eur=10 * round(named * float(rng.uniform(1.5, 2.2)) / 10),
        named_eur=named,
    )


def _draw_projects(firm: Firm, rng: np.random.Generator) -> tuple[Project, ...]:
    count = max(round(firm.users / 11), 8)
    codes = sorted(rng.permutation(range(180, 260))[:count].tolist())
    return tuple(
        Project(
            code=f"P{code}",
            models=int(rng.integers(3, 9)),
            size_mb=10 * int(rng.integers(15, 110)),
            revisions_per_month=int(rng.integers(2, 9)),
            months=int(rng.integers(4, 13)),
        )
        for code in codes
    )


def yearly_tb(projects: Sequence[Project]) -> float:
    """Return what the projects of the year produce."""
    return sum(project.yearly_tb for project in projects)
