"""A plan of stations that meets what is required, found by greedy growth and pruning: good, not proved the best."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    each_zone : float
        Share of the points of each zone.
    zone : ndarray of int, shape (points,)
        Numbered from 0.
    overlap : float
        Smallest overlap of two stations that are to be put together; all must hang together.
    """

    total: float
    each_zone: float
    zone: Integers
    overlap: float

    def missing(self, seen: Flags) -> int:
        """Return how many points are still to be covered before total and zones are reached."""
        sizes = np.bincount(self.zone)
        wanted = np.ceil(self.each_zone * sizes - 1e-9)
        short = np.maximum(wanted - np.bincount(self.zone, weights=seen, minlength=len(sizes)), 0).sum()
        return int(max(short, np.ceil(self.total * len(seen) - 1e-9) - seen.sum()))

    def met_by(self, surveyed: Flags) -> bool:
        """Return whether the stations cover enough and hang together."""
        return self.missing(surveyed.any(axis=0)) == 0 and is_connected(surveyed, self.overlap)


def is_connected(surveyed: Flags, minimum: float) -> bool:
    """Return whether all stations hang together through pairs of enough overlap.

    Examples
    --------
    >>> seen = np.array([[True, True, False, False], [False, True, True, False], [False, False, True, True]])
    >>> is_connected(seen, 0.5), is_connected(seen, 0.6)
    (True, False)
    """
    linked = overlaps(surveyed) >= minimum
    reached = np.zeros(len(surveyed), dtype=bool)
    reached[0] = True
    for _ in range(len(surveyed)):
        reached |= linked[reached].any(axis=0)
    return bool(reached.all())


def grow_plan(options: Options, requirement: Requirement, start: int) -> list[int] | None:
    """Return a plan grown from one option, the best next one at a time, then pruned.

    The next option is the one that overlaps enough with a chosen one and covers most missing points a minute
    (greedy set cover, Chvátal, 1979, with costs). Options are then taken away, or replaced by cheaper settings of
    the same station, as long as the requirement stays met.

    Parameters
    ----------
    options : Options
    requirement : Requirement
    start : int
        Index of the first option.

    Returns
    -------
    list of int or None
        Indices of the options, in increasing order; none if growth stops before the requirement is met.
    """
    links = overlaps(options.surveyed) >= requirement.overlap
    chosen = [start]
    seen = options.surveyed[start].copy()
    while requirement.missing(seen):
        useful = _useful_points(seen, requirement)
        gain = (options.surveyed[:, ~seen] @ useful[~seen]) / options.minutes
        free = links[chosen].any(axis=0) & ~np.isin(options.place, options.place[chosen])
        gain = np.where(free, gain, 0.0)
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            return None
        chosen.append(best)
        seen |= options.surveyed[best]
    return _pruned(chosen, options, requirement)


def find_plan(options: Options, requirement: Requirement, starts: NDArray[np.int64]) -> list[int]:
    """Return the best of the plans grown from several options: fewest stations, then fewest minutes.

    Parameters
    ----------
    options : Options
    requirement : Requirement
    starts : ndarray of int

    Returns
    -------
    list of int

    Raises
    ------
    DomainError
        If none meets the requirement.
    """
    grown = [grow_plan(options, requirement, int(start)) for start in starts]
    plans = [plan for plan in grown if plan is not None and requirement.met_by(options.surveyed[plan])]
    if not plans:
        raise DomainError("aucun plan trouvé pour cette exigence : les positions permises n’y suffisent pas")
    return min(plans, key=lambda plan: (len(plan), float(options.minutes[plan].sum()), plan))


def _useful_points(seen: Flags, requirement: Requirement) -> Floats:
    """Weigh the points of zones that are still short above the others."""
    sizes = np.bincount(requirement.zone)
    share = np.bincount(requirement.zone, weights=seen, minlength=len(sizes)) / sizes
    return np.where(share < requirement.each_zone, 1.0, 0.25)[requirement.zone]


def _pruned(chosen: list[int], options: Options, requirement: Requirement) -> list[int]:
    plan = sorted(chosen)
    improved = True
    while improved:
        improved = False
        # The dearest first: what it alone covers is worth the most to be rid of.
        for option in sorted(plan, key=lambda item: (-options.minutes[item], item)):
            rest = [item for item in plan if item != option]
            cheaper = np.flatnonzero(
                (options.place == options.place[option]) & (options.minutes < options.minutes[option])
            )
            trials = [rest, *(sorted([*rest, int(other)]) for other in cheaper)]
            found = next((trial for trial in trials if trial and requirement.met_by(options.surveyed[trial])), None)
            if found is not None:
                plan, improved = found, True
                break
    return plan
