"""The offers that the candidate chose, and what each gives for the needs of the candidate's own plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograders.criteria import folded
from autograders.domain.sizing import Redundancy, processing_hours, transfer_hours, usable_tb
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase

from .mistakes import own_or
from .own_plan import OwnPlan
from .volumes import BYTES_PER_GB, raw_gb_of, storage_tb_of

SURVIVE_TWO_LOSSES = (Redundancy.RAID6,)

Offer = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The offers chosen, ``None`` where none of that name exists, and the needs that they have to meet.

    Parameters
    ----------
    storage, link, workstation : Offer or None
    raw_gb, storage_tb : float
        The candidate's own figures, or what the plan calls for where they are implausible.
    scan_points : int
    fill, efficiency : float
        Shares of the disks and of the link that can be used.
    transfer_limit_h, processing_limit_h, budget_eur : float
    months : int
    """

    storage: Offer | None
    link: Offer | None
    workstation: Offer | None
    raw_gb: float
    storage_tb: float
    scan_points: int
    fill: float
    efficiency: float
    transfer_limit_h: float
    processing_limit_h: float
    budget_eur: float
    months: int

    def usable_tb(self, offer: Offer) -> float:
        """Return what a storage holds."""
        return usable_tb(offer["disks"], offer["disk_tb"], Redundancy(offer["redundancy"]), maximum_fill=self.fill)

    def transfer_h(self, rate_mbps: float) -> float:
        """Return how long the raw volume takes at a rate."""
        return transfer_hours(BYTES_PER_GB * self.raw_gb, rate_mbps, self.efficiency)

    def processing_h(self, offer: Offer) -> float:
        """Return how long a workstation works on the points of all scans."""
        return processing_hours(self.scan_points, offer["mpts_per_min"])

    def link_eur(self, offer: Offer, months: int) -> float:
        """Return what a link costs in so many months."""
        return float(offer["setup_eur"] + months * offer["monthly_eur"])

    def total_eur(self, months: int | None = None) -> float | None:
        """Return what the three offers cost together; ``None`` where one lacks."""
        if self.storage is None or self.link is None or self.workstation is None:
            return None
        link_eur = self.link_eur(self.link, self.months if months is None else months)
        return float(self.storage["price_eur"] + self.workstation["price_eur"]) + link_eur

    def inadequate(self) -> tuple[str, ...]:
        """Return which of the offers lack or do not meet the needs."""
        meets = {
            "stockage": self.storage is not None and survives(self.storage) and self.holds(self.storage),
            "liaison": self.link is not None and self.transfer_h(self.link["up_mbps"]) <= self.transfer_limit_h,
            "poste de calcul": self.workstation is not None
            and self.processing_h(self.workstation) <= self.processing_limit_h,
        }
        return tuple(kind for kind, met in meets.items() if not met)

    def holds(self, offer: Offer) -> bool:
        """Return whether a storage is large enough."""
        return self.usable_tb(offer) >= self.storage_tb


def survives(offer: Offer) -> bool:
    """Return whether a storage survives the loss of two disks, whichever they are."""
    return Redundancy(offer["redundancy"]) in SURVIVE_TWO_LOSSES


def own_choice(answers: Answers, case: JudgedCase, plan: OwnPlan) -> Choice:
    """Return what the candidate chose, and what it has to meet."""
    offers, terms = case.truth["offers"], case.specification
    raw_gb = own_or(raw_gb_of(case, plan), answers.number("raw_volume_gb"))

    def chosen(kind: str, answer: str) -> Offer | None:
        word = folded(answers.text(answer) or "")
        return next((offer for offer in offers[kind] if folded(offer["name"]) == word), None)

    return Choice(
        storage=chosen("storages", "storage_offer"),
        link=chosen("links", "link_offer"),
        workstation=chosen("workstations", "workstation_offer"),
        raw_gb=raw_gb,
        storage_tb=own_or(storage_tb_of(case, raw_gb), answers.number("storage_tb")),
        scan_points=plan.scan_points,
        fill=terms.number("maximum_fill_percent") / 100,
        efficiency=terms.number("link_efficiency_percent") / 100,
        transfer_limit_h=terms.number("transfer_limit_h"),
        processing_limit_h=terms.number("processing_limit_h"),
        budget_eur=terms.number("budget_eur"),
        months=int(terms.number("link_months")),
    )
