"""How long files take to open, as ranks: seconds depend on the machine and on what else it does."""

import time
from collections.abc import Callable, Mapping

# Two durations within this ratio are not told apart: a convention of ours.
INDISTINCT_RATIO = 1.25


def ranks(durations_s: Mapping[str, float], ratio: float = INDISTINCT_RATIO) -> dict[str, int]:
    """Return the rank of each duration, 1 for the shortest; those that are not told apart share one.

    A duration has the rank of the one before it unless it is longer than the first of that rank by the ratio.

    Parameters
    ----------
    durations_s : mapping of float, s
    ratio : float
        Above 1.

    Examples
    --------
    >>> ranks({"IFC": 1.1, "ifcZIP": 1.0, "glTF": 0.1})
    {'glTF': 1, 'ifcZIP': 2, 'IFC': 2}
    """
    ranked: dict[str, int] = {}
    first = 0.0
    rank = 0
    for position, (name, duration) in enumerate(sorted(durations_s.items(), key=lambda item: item[1]), start=1):
        if not rank or duration > first * ratio:
            first, rank = duration, position
        ranked[name] = rank
    return ranked


def opening_durations_s(openings: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Return the shortest of several times of opening, in s: what the machine does beside can only add to it.

    Parameters
    ----------
    openings : mapping of callable without parameters
        Each opens one file.
    rounds : int
        Each opens every file once, so that a slow moment strikes all of them.
    """
    durations: dict[str, list[float]] = {name: [] for name in openings}
    for _ in range(rounds):
        for name, opening in openings.items():
            start = time.perf_counter()
            opening()
            durations[name].append(time.perf_counter() - start)
    return {name: min(each) for name, each in durations.items()}
