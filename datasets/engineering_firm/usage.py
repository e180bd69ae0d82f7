"""What the firm exchanges: the log of two weeks, with its units and its failures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .firm import OWN_SITES, SITE_SHARES, SITES
from .systems import Link

DAYS = 10
# Two weeks without a public holiday.
FIRST_DAY = date(2025, 11, 17)
BYTES = {"Mo": 1e6, "Go": 1e9, "Mio": 2.0**20}
RECEIVED, FAILED = "reçu", "échec"
HOURS = tuple(range(8, 19))
# Chance of each hour of the day: people send before lunch and before they leave.
HOURLY = (0.05, 0.09, 0.13, 0.15, 0.04, 0.05, 0.09, 0.11, 0.13, 0.11, 0.05)


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A line of the log.

    Parameters
    ----------
    day : date
    hour, minute : int
    exchange, site : str
    size : float
    unit : str
        ``Mo``, ``Go`` or ``Mio``.
    state : str
        A failed one kept the line busy and is sent again.
    """

    day: date
    hour: int
    minute: int
    exchange: str
    site: str
    size: float
    unit: str
    state: str

    @property
    def bytes(self) -> float:
        """Its size."""
        return self.size * BYTES[self.unit]


def draw_transfers(links: Sequence[Link], users: int, rng: np.random.Generator) -> tuple[Transfer, ...]:
    """Return two working weeks of transfers, busier with more users.

    Parameters
    ----------
    links : sequence of Link
    users : int
    rng : numpy Generator
    """
    transfers = []
    for link in links:
        unit = str(rng.choice(list(BYTES), p=(0.5, 0.25, 0.25)))
        usual_mb = float(rng.uniform(150, 1100)) * users / 120
        for rank in range(DAYS):
            day = FIRST_DAY + timedelta(days=rank + 2 * (rank // 5))
            for _ in range(int(rng.integers(4, 9))):
                transfers += _attempts(day, link, unit, usual_mb * float(rng.uniform(0.6, 1.5)), rng)
    return tuple(sorted(transfers, key=lambda item: (item.day, item.hour, item.minute, item.exchange, item.state)))


def _attempts(day: date, link: Link, unit: str, size_mb: float, rng: np.random.Generator) -> list[Transfer]:
    hour, minute = int(rng.choice(HOURS, p=HOURLY)), int(rng.integers(0, 50))
    site = "PAR" if link.target in ("GMA", "GED") else str(rng.choice(OWN_SITES, p=SITE_SHARES))
    size = size_mb * 1e6 / BYTES[unit]
    sent = Transfer(
        day=day,
        hour=hour,
        minute=minute,
        exchange=link.code,
        site=site,
        size=round(size, 3 if unit == "Go" else 1),
        unit=unit,
        state=RECEIVED,
    )
    if rng.random() > 0.06:
        return [sent]
    again = Transfer(**{**sent.__dict__, "minute": minute + int(rng.integers(2, 10))})
    return [Transfer(**{**sent.__dict__, "state": FAILED}), again]


def daily_gb(transfers: Sequence[Transfer]) -> float:
    """Return the volume received in a mean working day, in GB."""
    return sum(item.bytes for item in transfers if item.state == RECEIVED) / DAYS / 1e9


def volumes_gb(transfers: Sequence[Transfer]) -> dict[str, float]:
    """Return what each exchange received in the two weeks, in GB."""
    found: dict[str, float] = defaultdict(float)
    for item in transfers:
        if item.state == RECEIVED:
            found[item.exchange] += item.bytes / 1e9
    return dict(sorted(found.items()))


def log_gb(transfers: Sequence[Transfer]) -> dict[str, dict[str, float]]:
    """Return by state, then by unit, what the log holds of the two weeks, in GB."""
    found = {state: dict.fromkeys(BYTES, 0.0) for state in (RECEIVED, FAILED)}
    for item in transfers:
        found[item.state][item.unit] += item.bytes / 1e9
    return found


def busy_hour(transfers: Sequence[Transfer]) -> int:
    """Return the hour of the day in which most goes over the lines, failures included."""
    found: dict[int, float] = defaultdict(float)
    for item in transfers:
        found[item.hour] += item.bytes
    return max(found, key=lambda hour: found[hour])


def hourly_gb(transfers: Sequence[Transfer], *states: str) -> dict[str, dict[str, float]]:
    """Return by hour, then by site, what goes over the line in a mean day in some states, in GB."""
    found = {str(hour): dict.fromkeys(SITES, 0.0) for hour in HOURS}
    for item in transfers:
        if item.state in states:
            found[str(item.hour)][item.site] += item.bytes / DAYS / 1e9
    return found


def busy_hour_gb(transfers: Sequence[Transfer]) -> Mapping[str, float]:
    """Return by site what goes over its line in the busy hour of a mean day, failures included, in GB."""
    hour = busy_hour(transfers)
    found: dict[str, float] = dict.fromkeys(SITES, 0.0)
    for item in transfers:
        if item.hour == hour:
            found[item.site] += item.bytes / DAYS / 1e9
    return found
