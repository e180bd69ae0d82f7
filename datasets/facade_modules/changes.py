"""The log of changes: requests that become orders, moves that the procedure forbids, decisions, impacts, workload."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from autograders.domain.bom import (
    CHANGE_WORKFLOW,
    ChangeState,
    Identification,
    Move,
    Structure,
    change_impact,
    identification,
    illegal_moves,
)

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
CHANGES_PER_MONTH = 4
WAY = (
    ChangeState.DRAFTED,
    ChangeState.SUBMITTED,
    ChangeState.ANALYSED,
    ChangeState.APPROVED,
    ChangeState.ORDERED,
    ChangeState.IMPLEMENTED,
    ChangeState.VERIFIED,
    ChangeState.RELEASED,
    ChangeState.CLOSED,
)
UNKNOWN_STATE = "ordre signé"
# Of the capacity, when a draughtsman is away: too little in every variant.
FALLBACK_SHARE = 0.75


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of one article.

    Parameters
    ----------
    number : str
    article : str
    form_kept, fit_kept, function_kept : bool
    decision : str
        As recorded, right or not.
    submitted : date
    """

    number: str
    article: str
    form_kept: bool
    fit_kept: bool
    function_kept: bool
    decision: str
    submitted: date

    @property
    def right_decision(self) -> Identification:
        """What the rule of form, fit and function says."""
        return identification(form_kept=self.form_kept, fit_kept=self.fit_kept, function_kept=self.function_kept)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row of the log."""

    day: date
    change: str
    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Effort:
    """What changes cost the design office.

    Parameters
    ----------
    revision_h, number_h : float, h
        For a change that ends in a new revision, in a new number.
    impacted_h : float, h
        For each article above that the change is felt in.
    capacity_h : float, h
        Of the design office, a month.
    """

    revision_h: float
    number_h: float
    impacted_h: float
    capacity_h: float


def draw_changes(structure: Structure, rng: np.random.Generator) -> list[Change]:
    """Return the changes of six months, each of another article in use; four are decided against the rule."""
    used = structure.numbers(np.unique(structure.child).tolist())
    candidates = [number for number in used if not number.startswith("CS")]
    total = CHANGES_PER_MONTH * len(MONTHS)
    chosen = rng.choice(candidates, size=total, replace=False).tolist()
    wrong = set(rng.choice(total, size=4, replace=False).tolist())
    changes = []
    for rank in range(total):
        year, month = map(int, MONTHS[rank // CHANGES_PER_MONTH].split("-"))
        kept = [True, True, True] if rng.random() < 0.5 else [bool(rng.random() < 0.5) for _ in range(3)]
        right = identification(form_kept=kept[0], fit_kept=kept[1], function_kept=kept[2])
        other = next(each for each in Identification if each is not right)
        changes.append(
            Change(
                number=f"MOD-{rank + 1:03d}",
                article=chosen[rank],
                form_kept=kept[0],
                fit_kept=kept[1],
                function_kept=kept[2],
                decision=(other if rank in wrong else right).value,
                submitted=date(year, month, int(rng.integers(2, 12))),
            )
        )
    return changes


def draw_log(changes: Sequence[Change], rng: np.random.Generator) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Return the log in order of time and its illegal moves.

    Two changes skip a state, one reaches a state that the procedure does not know, one leaves from a state that it had
    not reached; one is rejected and one abandoned, as the procedure allows.
    """
    picked = rng.permutation(len(changes)).tolist()
    states = {index: list(WAY) for index in range(len(changes))}
    states[picked[0]].remove(ChangeState.ANALYSED)
    states[picked[1]].remove(ChangeState.VERIFIED)
    states[picked[2]][4] = UNKNOWN_STATE
    states[picked[4]] = [*WAY[:3], ChangeState.REJECTED]
    states[picked[5]] = [*WAY[:5], ChangeState.CANCELLED]
    entries = []
    for index, change in enumerate(changes):
        day = change.submitted
        way: list[str] = [str(state) for state in states[index]]
        for rank, (source, target) in enumerate(pairwise(way)):
            if index == picked[3] and rank == 5:
                # The order is verified as if it had been realised twice.
                source = str(ChangeState.ORDERED)
                target = str(ChangeState.IMPLEMENTED)
            entries.append(Entry(day=day, change=change.number, source=source, target=target))
            day += timedelta(days=int(rng.integers(1, 9)))
    entries.sort(key=lambda entry: (entry.day, entry.change))
    log = [Move(change=entry.change, source=entry.source, target=entry.target) for entry in entries]
    found = [
        {"entry": each.entry, "change": each.move.change, "reached": each.reached, "fault": each.fault.value}
        for each in illegal_moves(log)
    ]
    return entries, found


def draw_effects(entries: Sequence[Entry], rng: np.random.Generator) -> tuple[dict[str, date], list[str]]:
    """Return from which day each change that became applicable takes effect; for two of them it is too early."""
    applicable = {entry.change: entry.day for entry in entries if entry.target == ChangeState.RELEASED}
    premature = sorted(rng.choice(list(applicable), size=2, replace=False).tolist())
    effects = {change: day + timedelta(days=int(rng.integers(0, 30))) for change, day in applicable.items()}
    for change in premature:
        effects[change] = applicable[change] - timedelta(days=int(rng.integers(1, 12)))
    return effects, premature


def draw_effort(
    changes: Sequence[Change], found: Mapping[str, Any], approved: frozenset[str], rng: np.random.Generator
) -> Effort:
    """Return what a change costs and a capacity that suffices in some variants and not in others."""
    effort = Effort(
        revision_h=float(rng.integers(5, 9)),
        number_h=float(rng.integers(14, 21)),
        impacted_h=float(rng.integers(2, 5)),
        capacity_h=math.inf,
    )
    hours = sum(workload(changes, found, approved, effort)["hours"])
    share = float(rng.choice([0.85, 1.15]))
    return replace(effort, capacity_h=float(round(share * hours / len(MONTHS))))


def impacts(changes: Sequence[Change], structure: Structure, interchangeable: frozenset[str]) -> dict[str, Any]:
    """Return by change what the right decision makes of the article and of those above it."""
    found = {}
    for change in changes:
        renumbered = change.right_decision is Identification.NEW_NUMBER
        keeping = interchangeable - {change.article} if renumbered else interchangeable | {change.article}
        impact = change_impact(structure, [change.article], keeping)
        found[change.number] = {
            "article": change.article,
            "decision": change.right_decision.value,
            "recorded": change.decision,
            "new_numbers": list(impact.new_numbers),
            "new_revisions": list(impact.new_revisions),
        }
    return found


def workload(
    changes: Sequence[Change], found: Mapping[str, Any], approved: frozenset[str], effort: Effort
) -> dict[str, Any]:
    """Return the hours that fall on each month, those left over at its end, and whether the means suffice.

    Hours of a change fall on the month in which it was submitted; what a month cannot do is left to the next. Only
    approved changes are worked on.
    """
    hours: Counter[str] = Counter()
    for change in changes:
        if change.number not in approved:
            continue
        impact = found[change.number]
        above = len(impact["new_numbers"]) + len(impact["new_revisions"]) - 1
        own = effort.number_h if change.right_decision is Identification.NEW_NUMBER else effort.revision_h
        hours[f"{change.submitted:%Y-%m}"] += own + above * effort.impacted_h
    backlog, left = [], 0.0
    for month in MONTHS:
        left = max(0.0, left + hours[month] - effort.capacity_h)
        backlog.append(left)
    return {
        "hours": [hours[month] for month in MONTHS],
        "backlog_h": backlog,
        "utilisation": sum(hours.values()) / (len(MONTHS) * effort.capacity_h),
        "feasible": left == 0.0,
    }


def approved_changes(entries: Sequence[Entry]) -> frozenset[str]:
    """Return the changes that the log brings to approval."""
    return frozenset(entry.change for entry in entries if entry.target == ChangeState.APPROVED)


def recorded_changes(
    changes: Sequence[Change], effects: Mapping[str, date], entries: Sequence[Entry]
) -> dict[str, dict[str, Any]]:
    """Return by change what both registers hold of it, and the day on which the log has it reach each state."""
    return {
        change.number: {
            "kept": [change.form_kept, change.fit_kept, change.function_kept],
            "submitted": change.submitted.isoformat(),
            "effect": effects[change.number].isoformat() if change.number in effects else "",
            "reached": {entry.target: entry.day.isoformat() for entry in entries if entry.change == change.number},
        }
        for change in changes
    }


def workflow_rows() -> list[tuple[str, str]]:
    """Return the permitted moves, for the specification."""
    return [(str(source), ", ".join(map(str, targets))) for source, targets in CHANGE_WORKFLOW.moves.items()]
