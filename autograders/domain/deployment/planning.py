"""A plan of stations that meets what is required, found by greedy growth and pruning: good, not proved the best."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import DomainError
from .coverage import overlaps
from .survey_points import Floats, Integers
from .visibility import Flags


@dataclass(frozen=True, eq=False, kw_only=True)
class Options:
    """What a plan may be made of: one row for each station and setting.

    Parameters
    ----------
    surveyed : ndarray of bool, shape (options, points)
    minutes : ndarray, shape (options,), min
        What each costs, set-up included.
    place : ndarray of int, shape (options,)
        The station of each; a plan uses one setting of a station at most.
    """

    surveyed: Flags
    minutes: Floats
    place: Integers


@dataclass(frozen=True, eq=False, kw_only=True)
class Requirement:
    """What a plan must reach.

    Parameters
    ----------
    total : float
        Share of all the points.
    by_zone : ndarray, shape (zones,)
        Share of the points of each zone.
    zone : ndarray of int, shape (points,)
        Numbered from 0, in the order of ``by_zone``.
    overlap : float
        Smallest overlap of two stations that are to be put together; all must hang together.
    """

    total: float
    by_zone: Floats
    zone: Integers
    overlap: float

    def missing(self, seen: Flags) -> int:
        """Return how many points are still to be covered before total and zones are reached."""
        sizes = np.bincount(self.zone)
        wanted = np.ceil(self.by_zone * sizes - 1e-9)
        short = np.maximum(wanted - np.bincount(self.zone, weights=seen, minlength=len(sizes)), 0).sum()
        return int(max(short, np.ceil(self.total * len(seen) - 1e-9) - seen.sum()))


def is_connected(linked: Flags) -> bool:
    """Return whether all stations hang together through pairs that are linked.

    Parameters
    ----------
    linked : ndarray of bool, shape (stations, stations)
        Symmetric.

    Examples
    --------
    >>> is_connected(np.array([[True, True, False], [True, True, True], [False, True, True]]))
    True
    >>> is_connected(np.eye(2, dtype=bool))
    False
    """
    reached = np.zeros(len(linked), dtype=bool)
    reached[:1] = True
    while True:
        wider = linked[reached].any(axis=0) | reached
        if (wider == reached).all():
            return bool(reached.all())
        reached = wider


def meets(plan: Sequence[int], options: Options, requirement: Requirement) -> bool:
    """Return whether a plan covers enough and hangs together.

    Parameters
    ----------
    plan : sequence of int
        Indices of options.
    options : Options
    requirement : Requirement
    """
    chosen = options.surveyed[list(plan)]
    return requirement.missing(chosen.any(axis=0)) == 0 and is_connected(overlaps(chosen) >= requirement.overlap)


def find_plan(options: Options, requirement: Requirement, starts: Iterable[int]) -> list[int]:
    """Return the best of the plans grown from several options: fewest stations, then fewest minutes.

    The next option is the one that overlaps enough with a chosen one and covers most missing points a minute
    (greedy set cover, Chvátal, 1979, with costs). Options are then taken away, replaced by cheaper settings of
    the same station, or merged two for one, as long as the requirement stays met.

    Parameters
    ----------
    options : Options
    requirement : Requirement
    starts : iterable of int
        Options to start from.

    Returns
    -------
    list of int
        Indices of the options, in increasing order.

    Raises
    ------
    DomainError
        If no plan meets the requirement.
    """
    linked = overlaps(options.surveyed) >= requirement.overlap
    grown = [_grow(options, requirement, linked, start) for start in starts]
    plans = [_prune(plan, options, requirement, linked) for plan in grown if plan is not None]
    if not plans:
        raise DomainError("aucun plan trouvé pour cette exigence : les positions permises n’y suffisent pas")
    return min(plans, key=lambda plan: (len(plan), float(options.minutes[plan].sum()), plan))


def _grow(options: Options, requirement: Requirement, linked: Flags, start: int) -> list[int] | None:
    chosen = [start]
    seen = options.surveyed[start].copy()
    while requirement.missing(seen):
        gain = (options.surveyed @ np.where(seen, 0.0, _usefulness(seen, requirement))) / options.minutes
        free = linked[chosen].any(axis=0) & ~np.isin(options.place, options.place[chosen])
        gain = np.where(free, gain, 0.0)
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            return None
        chosen.append(best)
        seen |= options.surveyed[best]
    return chosen


def _usefulness(seen: Flags, requirement: Requirement) -> Floats:
    """Weigh the points of zones that are still short above the others."""
    sizes = np.bincount(requirement.zone)
    share = np.bincount(requirement.zone, weights=seen, minlength=len(sizes)) / sizes
    return np.where(share < requirement.by_zone, 1.0, 0.25)[requirement.zone]


def _prune(chosen: list[int], options: Options, requirement: Requirement, linked: Flags) -> list[int]:
    plan, counts = sorted(chosen), options.surveyed[chosen].sum(axis=0)
    while (shorter := next(_lighter(plan, counts, options, requirement, linked), None)) is not None:
        plan, counts = shorter, options.surveyed[shorter].sum(axis=0)
    return plan


def _lighter(
    plan: list[int], counts: Integers, options: Options, requirement: Requirement, linked: Flags
) -> Iterator[list[int]]:
    """Yield plans that still meet the requirement with a station less, or with the same ones in less time."""
    # The dearest first: what it alone covers is worth the most to be rid of.
    dearest = sorted(plan, key=lambda item: (-options.minutes[item], item))
    for option in dearest:
        rest = [item for item in plan if item != option]
        left = counts - options.surveyed[option]
        same = options.place == options.place[option]
        cheaper = np.flatnonzero(same & (options.minutes < options.minutes[option]))
        for added in ([], *([int(other)] for other in cheaper)):
            if _holds(rest, left, added, options, requirement, linked):
                yield sorted([*rest, *added])
    for first, second in itertools.combinations(dearest, 2):
        rest = [item for item in plan if item not in (first, second)]
        left = counts - options.surveyed[first] - options.surveyed[second]
        short = requirement.missing(left > 0)
        fresh = options.surveyed[:, left == 0].sum(axis=1) >= short
        for other in np.flatnonzero(fresh & ~np.isin(options.place, options.place[rest])):
            if _holds(rest, left, [int(other)], options, requirement, linked):
                yield sorted([*rest, int(other)])


def _holds(
    rest: list[int], left: Integers, added: list[int], options: Options, requirement: Requirement, linked: Flags
) -> bool:
    seen = (left + options.surveyed[added].sum(axis=0)) > 0
    plan = [*rest, *added]
    return bool(plan) and requirement.missing(seen) == 0 and is_connected(linked[np.ix_(plan, plan)])
