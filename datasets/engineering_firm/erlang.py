"""Direct computations of traffic for the truth: by definition, and without the package's own modules."""

import math


def blocking(load: float, servers: int) -> float:
    """Return the share of requests that find all servers taken (Erlang, 1917): (Aᶜ/c!) / Σ Aᵏ/k!, k from 0 to c.

    Examples
    --------
    >>> round(blocking(2.0, 3), 6), blocking(1.0, 0)
    (0.210526, 1.0)
    """
    terms = [math.exp(k * math.log(load) - math.lgamma(k + 1)) for k in range(servers + 1)]
    return terms[-1] / math.fsum(terms)


def mean_wait(rate_per_h: float, duration_min: float, servers: int) -> float:
    """Return the mean wait in minutes in a line with so many servers (Erlang C), infinite where they do not suffice.

    Examples
    --------
    >>> round(mean_wait(30, 5, 4), 3)
    1.066
    """
    load = rate_per_h * duration_min / 60
    if servers <= load:
        return math.inf
    blocked = blocking(load, servers)
    waiting = blocked / (1 - load / servers * (1 - blocked))
    return waiting * duration_min / (servers - load)


def tokens_needed(load: float, limit: float) -> int:
    """Return how many tokens keep the blocking within a limit.

    Examples
    --------
    >>> tokens_needed(2.0, 0.05)
    5
    """
    count = 0
    while blocking(load, count) > limit:
        count += 1
    return count


def servers_for_wait(rate_per_h: float, duration_min: float, limit_min: float) -> int:
    """Return how many servers keep the mean wait within a limit.

    Examples
    --------
    >>> servers_for_wait(30, 5, 1.5)
    4
    """
    count = math.floor(rate_per_h * duration_min / 60) + 1
    while mean_wait(rate_per_h, duration_min, count) > limit_min:
        count += 1
    return count


def servers_for_load(load: float, target: float) -> int:
    """Return how many servers keep their mean load within a target.

    Examples
    --------
    >>> servers_for_load(2.5, 0.7)
    4
    """
    return math.ceil(load / target - 1e-9)
