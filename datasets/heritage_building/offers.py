"""What carries the data: needs that follow from a plan, and offers of which few meet them within the budget."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograders.domain.sizing import (
    BYTES_PER_TB,
    Redundancy,
    accumulated,
    campaign_bytes,
    disks_needed,
    processing_hours,
    transfer_hours,
)

RATES_MBPS = (3, 8, 20, 50, 120, 300)
SPEEDS_MPTS_PER_MIN = (0.4, 0.8, 1.6, 3.2, 6.4)
DISKS_TB = (2, 3, 4, 6, 8, 10, 12, 16, 18, 20)
BAYS = (4, 5, 6, 8, 10, 12, 16)
# No offer comes closer to a need than this: plans whose volumes differ a little call for the same offers.
CLEARANCE = 1.25
LINK_MONTHS = 24


@dataclass(frozen=True, kw_only=True)
class Practice:
    """How the office stores and how it grows; public.

    Parameters
    ----------
    bytes_per_point : int, byte
    images_per_station : int
    bytes_per_image : float, byte
    derived_share : float
        Of the raw volume, added by registered clouds, meshes and plans.
    sites_per_year : int
        Of the size of the mill.
    growth : float
        Of the number of sites, a year.
    years : int
    maximum_fill : float
    """

    bytes_per_point: int
    images_per_station: int
    bytes_per_image: float
    derived_share: float
    sites_per_year: int
    growth: float
    years: int
    maximum_fill: float = 0.8


@dataclass(frozen=True, kw_only=True)
class Storage:
    """An offer of storage: a server with its disks."""

    name: str
    bays: int
    disks: int
    disk_tb: int
    redundancy: Redundancy
    price_eur: int
    power_w: int


@dataclass(frozen=True, kw_only=True)
class Link:
    """An offer of a link to the internet; it is the way up that counts."""

    name: str
    down_mbps: int
    up_mbps: int
    setup_eur: int
    monthly_eur: int

    @property
    def cost_eur(self) -> int:
        """Over the length of the contract."""
        return self.setup_eur + LINK_MONTHS * self.monthly_eur


@dataclass(frozen=True, kw_only=True)
class Workstation:
    """An offer of a workstation that puts scans together and cleans them."""

    name: str
    mpts_per_min: float
    price_eur: int
    power_w: int


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a plan of stations calls for."""

    points: int
    raw_bytes: float
    stored_tb: float


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Offers, deadlines and the budget."""

    storages: tuple[Storage, ...]
    links: tuple[Link, ...]
    workstations: tuple[Workstation, ...]
    transfer_limit_h: float
    processing_limit_h: float
    budget_eur: int


def draw_practice(rng: np.random.Generator) -> Practice:
    """Return an office's figures drawn at random."""
    return Practice(
        bytes_per_point=int(rng.choice([22, 26, 30, 34])),
        images_per_station=int(rng.integers(12, 25)),
        bytes_per_image=1e6 * float(rng.integers(12, 25)),
        derived_share=float(rng.integers(12, 21)) / 20,
        sites_per_year=int(rng.integers(70, 121)),
        growth=float(rng.integers(10, 26)) / 100,
        years=int(rng.integers(4, 7)),
    )


def needs(practice: Practice, points: int, stations: int) -> Needs:
    """Return what a plan calls for.

    Parameters
    ----------
    practice : Practice
    points, stations : int
        Of the whole plan.
    """
    images = stations * practice.images_per_station
    raw_bytes = campaign_bytes(points, practice.bytes_per_point, images, practice.bytes_per_image)
    first_year_tb = practice.sites_per_year * raw_bytes * (1 + practice.derived_share) / BYTES_PER_TB
    return Needs(
        points=points, raw_bytes=raw_bytes, stored_tb=accumulated(first_year_tb, practice.growth, practice.years)
    )


def draw_catalogue(practice: Practice, wanted: Needs, rng: np.random.Generator) -> Catalogue:
    """Return offers around the needs of the reference plan, and a budget that the cheapest choice nearly uses up."""
    links, transfer_limit_h = _draw_links(wanted, rng)
    workstations, processing_limit_h = _draw_workstations(wanted, rng)
    storages = _draw_storages(practice, wanted, rng)
    cheapest = (
        min(item.price_eur for item in storages if holds(item, practice, wanted))
        + min(item.cost_eur for item in links if transfer_hours(wanted.raw_bytes, item.up_mbps) <= transfer_limit_h)
        + min(
            item.price_eur
            for item in workstations
            if processing_hours(wanted.points, item.mpts_per_min) <= processing_limit_h
        )
    )
    return Catalogue(
        storages=storages,
        links=links,
        workstations=workstations,
        transfer_limit_h=transfer_limit_h,
        processing_limit_h=processing_limit_h,
        budget_eur=100 * math.ceil(cheapest * rng.uniform(1.02, 1.05) / 100),
    )


def holds(storage: Storage, practice: Practice, wanted: Needs) -> bool:
    """Return whether an offer holds the volume and survives the loss of any two disks: RAID6 alone does."""
    needed = disks_needed(wanted.stored_tb, storage.disk_tb, storage.redundancy, maximum_fill=practice.maximum_fill)
    return storage.redundancy is Redundancy.RAID6 and storage.disks >= needed


def figures(practice: Practice, wanted: Needs, catalogue: Catalogue) -> dict[str, Any]:
    """Return the reference figures and which offers meet them."""
    return {
        "points": wanted.points,
        "raw_gb": wanted.raw_bytes / 1e9,
        "stored_tb": wanted.stored_tb,
        "provisioned_tb": wanted.stored_tb / practice.maximum_fill,
        "storages": [item.name for item in catalogue.storages if holds(item, practice, wanted)],
        "links": {item.name: transfer_hours(wanted.raw_bytes, item.up_mbps) for item in catalogue.links},
        "workstations": {
            item.name: processing_hours(wanted.points, item.mpts_per_min) for item in catalogue.workstations
        },
    }


def _draw_links(wanted: Needs, rng: np.random.Generator) -> tuple[tuple[Link, ...], float]:
    threshold = int(rng.integers(1, len(RATES_MBPS) - 2))
    # Half way between two rates of the list, as ratios go.
    required_mbps = math.sqrt(RATES_MBPS[threshold - 1] * RATES_MBPS[threshold])
    limit_h = round(transfer_hours(wanted.raw_bytes, required_mbps), 1)
    names = [f"L{number}" for number in rng.permutation(len(RATES_MBPS)) + 1]
    links = [
        Link(
            name=name,
            # The way down is what advertisements print.
            down_mbps=up * int(rng.choice([1, 2, 5, 8])),
            up_mbps=up,
            setup_eur=50 * int(rng.integers(2, 8) + 3 * index),
            monthly_eur=round(28 + 2.4 * up**0.62 * float(rng.uniform(0.95, 1.05))),
        )
        for index, (name, up) in enumerate(zip(names, RATES_MBPS, strict=True))
    ]
    return tuple(sorted(links, key=lambda item: item.name)), limit_h


def _draw_workstations(wanted: Needs, rng: np.random.Generator) -> tuple[tuple[Workstation, ...], float]:
    threshold = int(rng.integers(1, len(SPEEDS_MPTS_PER_MIN) - 1))
    required = math.sqrt(SPEEDS_MPTS_PER_MIN[threshold - 1] * SPEEDS_MPTS_PER_MIN[threshold])
    limit_h = round(processing_hours(wanted.points, required), 1)
    names = [f"P{number}" for number in rng.permutation(len(SPEEDS_MPTS_PER_MIN)) + 1]
    machines = [
        Workstation(
            name=name,
            mpts_per_min=speed,
            price_eur=10 * round((700 + 1150 * speed**0.6) * float(rng.uniform(0.95, 1.05)) / 10),
            power_w=10 * round((160 + 60 * speed) * float(rng.uniform(0.9, 1.1)) / 10),
        )
        for name, speed in zip(names, SPEEDS_MPTS_PER_MIN, strict=True)
    ]
    return tuple(sorted(machines, key=lambda item: item.name)), limit_h


def _draw_storages(practice: Practice, wanted: Needs, rng: np.random.Generator) -> tuple[Storage, ...]:
    """Return offers that hold enough or clearly not: by volume, or because two failures may lose everything."""
    wishes: Sequence[tuple[Redundancy, float, float]] = (
        (Redundancy.RAID6, CLEARANCE, 1.5),
        (Redundancy.RAID6, 1.6, 2.4),
        (Redundancy.RAID6, 0.5, 1 / CLEARANCE),
        (Redundancy.RAID5, CLEARANCE, 1.7),
        (Redundancy.RAID10, CLEARANCE, 1.7),
        (Redundancy.RAID10, 0.5, 1 / CLEARANCE),
    )
    names = [f"N{number}" for number in rng.permutation(len(wishes)) + 1]
    return tuple(
        sorted(
            (
                _draw_storage(name, redundancy, (low, high), practice, wanted, rng)
                for name, (redundancy, low, high) in zip(names, wishes, strict=True)
            ),
            key=lambda item: item.name,
        )
    )


def _draw_storage(
    name: str,
    redundancy: Redundancy,
    band: tuple[float, float],
    practice: Practice,
    wanted: Needs,
    rng: np.random.Generator,
) -> Storage:
    spare = {Redundancy.RAID5: 1, Redundancy.RAID6: 2}
    fitting = []
    for disk_tb in DISKS_TB:
        for disks in range(4, max(BAYS) + 1):
            if redundancy is Redundancy.RAID10 and disks % 2:
                continue
            usable = disks // 2 if redundancy is Redundancy.RAID10 else disks - spare[redundancy]
            ratio = usable * disk_tb * practice.maximum_fill / wanted.stored_tb
            if band[0] <= ratio <= band[1]:
                fitting.append((disk_tb, disks))
    disk_tb, disks = fitting[int(rng.integers(len(fitting)))]
    bays = min(count for count in BAYS if count >= disks)
    price = 260 + 95 * bays + disks * (70 + 17 * disk_tb)
    return Storage(
        name=name,
        bays=bays,
        disks=disks,
        disk_tb=disk_tb,
        redundancy=redundancy,
        price_eur=10 * round(price * float(rng.uniform(0.96, 1.04)) / 10),
        power_w=5 * round((22 + 8 * disks) / 5),
    )
