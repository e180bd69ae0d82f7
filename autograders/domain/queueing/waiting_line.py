"""Requests that wait in one line for several like servers: how many wait, and for how long."""

import itertools
import math
from dataclasses import dataclass

from ..errors import DomainError
from .erlang import erlang_c, require_load


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """Requests that come at random and wait for one of several like servers (M/M/c, first come, first served).

    Parameters
    ----------
    arrivals_per_h : float, 1/h
        λ.
    services_per_h : float, 1/h
        μ, of one server.
    servers : int
        c.

    Raises
    ------
    DomainError
        If a rate is not positive, or the servers do not follow: λ ≥ c·μ.

    Examples
    --------
    >>> line = WaitingLine(arrivals_per_h=30, services_per_h=12, servers=4)
    >>> round(line.waiting_probability, 4), round(60 * line.mean_wait_h, 3), round(line.mean_in_system, 3)
    (0.3199, 1.066, 3.033)
    """

    arrivals_per_h: float
    services_per_h: float
    servers: int

    def __post_init__(self) -> None:
        """Refuse what has no steady state."""
        _require_rates(self.arrivals_per_h, self.services_per_h)
        if not self.load_erlang < self.servers:
            raise DomainError(
                f"{self.arrivals_per_h:g} demandes par heure pour {self.servers} serveurs de {self.services_per_h:g} : "
                "la file croît sans fin ; ajouter des serveurs"
            )

    @property
    def load_erlang(self) -> float:
        """A = λ/μ: servers that are busy on average."""
        return self.arrivals_per_h / self.services_per_h

    @property
    def utilisation(self) -> float:
        """ρ = A/c, below 1."""
        return self.load_erlang / self.servers

    @property
    def waiting_probability(self) -> float:
        """Share of requests that wait, by Erlang C."""
        return erlang_c(self.load_erlang, self.servers)

    @property
    def mean_wait_h(self) -> float:
        """Wq = C/(c·μ − λ), in hours, over all requests, those that do not wait as well."""
        return self.waiting_probability / self._slack_per_h

    @property
    def mean_response_h(self) -> float:
        """W = Wq + 1/μ, in hours."""
        return self.mean_wait_h + 1 / self.services_per_h

    @property
    def mean_waiting(self) -> float:
        """Lq = λ·Wq: requests that wait (Little, 1961)."""
        return self.arrivals_per_h * self.mean_wait_h

    @property
    def mean_in_system(self) -> float:
        """L = λ·W: requests that wait or are served (Little, 1961)."""
        return self.arrivals_per_h * self.mean_response_h

    def share_waiting_beyond(self, limit_h: float) -> float:
        """Return the share of requests that wait longer than a limit, C·exp(−(c·μ − λ)·t).

        Parameters
        ----------
        limit_h : float, h
            t, not negative.

        Examples
        --------
        >>> line = WaitingLine(arrivals_per_h=30, services_per_h=12, servers=4)
        >>> round(line.share_waiting_beyond(2 / 60), 3)
        0.176
        """
        return self.waiting_probability * math.exp(-self._slack_per_h * limit_h)

    @property
    def _slack_per_h(self) -> float:
        # As the load is compared with the servers, so that it is positive to the last bit.
        return (self.servers - self.load_erlang) * self.services_per_h


def servers_for_wait(arrivals_per_h: float, services_per_h: float, maximum_wait_h: float) -> int:
    """Return the smallest number of servers for which the mean wait does not exceed a limit (M/M/c, Erlang C).

    Parameters
    ----------
    arrivals_per_h, services_per_h : float, 1/h
        Of all requests; of one server.
    maximum_wait_h : float, h
        Positive.

    Raises
    ------
    DomainError
        If one of them is not positive.

    Examples
    --------
    >>> servers_for_wait(30, 12, 1 / 60)
    5
    """
    if not 0 < maximum_wait_h < math.inf:
        raise DomainError(f"attente de {maximum_wait_h:g} h reçue ; durée positive attendue")
    _require_rates(arrivals_per_h, services_per_h)
    return next(
        servers
        for servers in itertools.count(math.floor(arrivals_per_h / services_per_h) + 1)
        if WaitingLine(arrivals_per_h=arrivals_per_h, services_per_h=services_per_h, servers=servers).mean_wait_h
        <= maximum_wait_h
    )


def _require_rates(arrivals_per_h: float, services_per_h: float) -> None:
    if not (0 < arrivals_per_h < math.inf and 0 < services_per_h < math.inf):
        raise DomainError(
            f"{arrivals_per_h:g} arrivées et {services_per_h:g} services par heure reçus ; nombres positifs attendus"
        )
    require_load(arrivals_per_h / services_per_h)
