"""The two formulas of Erlang: requests that are refused, and requests that wait.

A load in erlangs is the number of units that would be busy on average if there were always one free.
"""

from ..errors import DomainError

# No pool of the field comes near; beyond, the recursion would take long.
MAXIMUM_LOAD_ERLANG = 10_000.0
MAXIMUM_SERVERS = 100_000


def offered_load_erlang(arrivals_per_h: float, mean_duration_h: float) -> float:
    """Return the load that arrivals offer, A = λ·h.

    Parameters
    ----------
    arrivals_per_h : float, 1/h
    mean_duration_h : float, h

    Returns
    -------
    float, erlang

    Examples
    --------
    >>> offered_load_erlang(30, 0.25)
    7.5
    """
    return arrivals_per_h * mean_duration_h


def erlang_b(load_erlang: float, servers: int) -> float:
    """Return the share of requests refused because all units are busy, without a queue (M/M/c/c).

    Formula of Erlang (1917), by the recursion B₀ = 1, B_k = A·B_{k−1}/(k + A·B_{k−1}). It holds whichever the law of
    the durations, as long as requests come at random from many users.

    Parameters
    ----------
    load_erlang : float, erlang
        A, not negative.
    servers : int
        Units of the pool: licences, lines, machines.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    DomainError
        If the load or the number of units is out of range.

    Examples
    --------
    >>> round(erlang_b(10, 15), 4)
    0.0365
    """
    require_load(load_erlang)
    _require_servers(servers, least=0)
    blocking = 1.0
    for unit in range(1, servers + 1):
        blocking = _next_blocking(blocking, load_erlang, unit)
    return blocking


def erlang_c(load_erlang: float, servers: int) -> float:
    """Return the share of requests that have to wait for a unit, in a queue without limit (M/M/c).

    C = B/(1 − ρ·(1 − B)) with B the formula of Erlang B and ρ = A/c (Erlang, 1917).

    Parameters
    ----------
    load_erlang : float, erlang
        A, not negative.
    servers : int

    Returns
    -------
    float
        From 0 to 1; 1 where the load reaches the number of units, the queue growing without end.

    Raises
    ------
    DomainError
        If the load or the number of units is out of range.

    Examples
    --------
    >>> round(erlang_c(2.5, 4), 4)
    0.3199
    """
    _require_servers(servers, least=1)
    blocking = erlang_b(load_erlang, servers)
    if load_erlang >= servers:
        return 1.0
    return blocking / (1 - load_erlang / servers * (1 - blocking))


def servers_for_blocking(load_erlang: float, maximum_blocking: float) -> int:
    """Return the smallest pool of which no more than a share of requests is refused: Erlang B turned round.

    It is the number of floating licences that a refusal rate calls for; none where nothing is asked of the pool.

    Parameters
    ----------
    load_erlang : float, erlang
    maximum_blocking : float
        Between 0 and 1.

    Raises
    ------
    DomainError
        If the load or the share is out of range.

    Examples
    --------
    >>> servers_for_blocking(8.1, 0.01)
    15
    """
    require_load(load_erlang)
    if not 0 < maximum_blocking < 1:
        raise DomainError(f"taux de refus de {maximum_blocking:g} reçu ; entre 0 et 1 exclus attendu")
    blocking, servers = float(load_erlang > 0), 0
    while blocking > maximum_blocking:
        servers += 1
        blocking = _next_blocking(blocking, load_erlang, servers)
    return servers


def _next_blocking(blocking: float, load_erlang: float, servers: int) -> float:
    return load_erlang * blocking / (servers + load_erlang * blocking)


def require_load(load_erlang: float) -> None:
    """Refuse a load that is negative, or that no pool of the field meets."""
    if not 0 <= load_erlang <= MAXIMUM_LOAD_ERLANG:
        raise DomainError(f"trafic de {load_erlang:g} erlang reçu ; de 0 à {MAXIMUM_LOAD_ERLANG:g} attendu")


def _require_servers(servers: int, *, least: int) -> None:
    if not least <= servers <= MAXIMUM_SERVERS:
        raise DomainError(f"{servers} serveurs reçus ; de {least} à {MAXIMUM_SERVERS} attendus")
