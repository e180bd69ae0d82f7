"""A plan of stations that meets what is required, found by greedy growth and pruning: good, not proved the best."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import DomainError
from .coverage import covered, overlaps
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
    return requirement.missing(covered(chosen)) == 0 and is_connected(overlaps(chosen) >= requirement.overlap)


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
    search = _Search(options, requirement)
    grown = [search.grow(start) for start in starts]
    plans = [search.prune(plan) for plan in grown if plan is not None]
    if not plans:
        raise DomainError("aucun plan trouvé pour cette exigence : les positions permises n’y suffisent pas")
    return min(plans, key=lambda plan: (len(plan), float(options.minutes[plan].sum()), plan))


class _Search:
    """Growth and pruning, with what both look up again and again."""

    def __init__(self, options: Options, requirement: Requirement) -> None:
        self._options, self._requirement = options, requirement
        self._linked = overlaps(options.surveyed) >= requirement.overlap
        # Sums of whole numbers and quarters: exact in floating point, in whatever order.
        self._weights = options.surveyed.astype(np.float64)
        # The few rows of what a pair alone sees add up far quicker than a product over all points.
        self._by_point = np.ascontiguousarray(self._weights.T)
        # As bits of whole numbers: for a dozen stations out of hundreds, far quicker than arrays.
        packed = np.packbits(self._linked, axis=1, bitorder="little")
        self._links = [int.from_bytes(row.tobytes(), "little") for row in packed]

    def grow(self, start: int) -> list[int] | None:
        """Return a plan that covers enough, or none if no linked option is left that covers more."""
        place = self._options.place
        chosen, seen = [start], self._options.surveyed[start].copy()
        while self._requirement.missing(seen):
            gain = (self._weights @ np.where(seen, 0.0, self._usefulness(seen))) / self._options.minutes
            free = self._linked[chosen].any(axis=0) & ~np.isin(place, place[chosen])
            gain = np.where(free, gain, 0.0)
            best = int(np.argmax(gain))
            if gain[best] <= 0:
                return None
            chosen.append(best)
            seen |= self._options.surveyed[best]
        return chosen

    def prune(self, chosen: list[int]) -> list[int]:
        """Return a plan from which nothing can be taken, cheapened or merged any more."""
        plan = sorted(chosen)
        while (lighter := next(self._lighter(plan), None)) is not None:
            plan = lighter
        return plan

    def _usefulness(self, seen: Flags) -> Floats:
        """Weigh the points of zones that are still short above the others."""
        zone, by_zone = self._requirement.zone, self._requirement.by_zone
        share = np.bincount(zone, weights=seen, minlength=len(by_zone)) / np.bincount(zone, minlength=len(by_zone))
        return np.where(share < by_zone, 1.0, 0.25)[zone]

    def _lighter(self, plan: list[int]) -> Iterator[list[int]]:
        """Yield plans that still meet the requirement, with a station less or with the same ones in less time."""
        minutes, place = self._options.minutes, self._options.place
        counts = self._weights[plan].sum(axis=0)
        # The dearest first: what it alone covers is worth the most to be rid of.
        dearest = sorted(plan, key=lambda item: (-minutes[item], item))
        for option in dearest:
            rest = [item for item in plan if item != option]
            left = counts - self._weights[option]
            cheaper = np.flatnonzero((place == place[option]) & (minutes < minutes[option]))
            for added in ([], *([int(other)] for other in cheaper)):
                if self._holds(rest, left, added):
                    yield sorted([*rest, *added])
        of_unseen = self._by_point[counts == 0].sum(axis=0)
        for pair in itertools.combinations(dearest, 2):
            rest = [item for item in plan if item not in pair]
            left = counts - self._weights[list(pair)].sum(axis=0)
            # Only an option that brings back as many points as are missing can stand in for both.
            brought_back = of_unseen + self._by_point[np.flatnonzero((left == 0) & (counts > 0))].sum(axis=0)
            enough = brought_back >= self._requirement.missing(left > 0)
            for other in np.flatnonzero(enough & ~np.isin(place, place[rest])):
                if self._holds(rest, left, [int(other)]):
                    yield sorted([*rest, int(other)])

    def _holds(self, rest: list[int], left: Floats, added: list[int]) -> bool:
        if not self._hangs_together([*rest, *added]):
            return False
        return self._requirement.missing((left + self._weights[added].sum(axis=0)) > 0) == 0

    def _hangs_together(self, plan: list[int]) -> bool:
        """Return what ``is_connected`` does of the links within a plan; false of an empty one."""
        waiting = sum(1 << item for item in plan)
        nearer = waiting & -waiting
        while nearer:
            waiting &= ~nearer
            linked = 0
            while nearer:
                last = nearer.bit_length() - 1
                linked |= self._links[last]
                nearer ^= 1 << last
            nearer = linked & waiting
        return bool(plan) and not waiting
