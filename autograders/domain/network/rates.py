"""Rates that work calls for, and how long a transfer takes when distance counts.

Units are decimal: 1 Mb/s = 10⁶ bits a second.
"""

import math

from ..errors import DomainError
from ..sizing import BITS_PER_BYTE, LINK_EFFICIENCY, SECONDS_PER_HOUR


def required_rate_mbps(volume_bytes: float, window_h: float, efficiency: float = LINK_EFFICIENCY) -> float:
    """Return the rate of the link that carries a volume within a time, 8·V/(t·efficiency).

    Parameters
    ----------
    volume_bytes : float, byte
    window_h : float, h
        Positive.
    efficiency : float
        Share of the rate that payload gets, up to 1.

    Returns
    -------
    float, Mb/s

    Raises
    ------
    DomainError
        If the time or the efficiency is out of range.

    Examples
    --------
    >>> round(required_rate_mbps(3.2e12, 8))
    1111
    """
    _require(window_h, efficiency)
    return BITS_PER_BYTE * volume_bytes / (1e6 * SECONDS_PER_HOUR * window_h * efficiency)


def busy_hour_rate_mbps(daily_bytes: float, busy_hour_share: float, efficiency: float = LINK_EFFICIENCY) -> float:
    """Return the rate of the link that carries the share of a day's volume that falls into its busiest hour.

    Parameters
    ----------
    daily_bytes : float, byte
    busy_hour_share : float
        From 0 to 1; one in eight for a working day without a peak.
    efficiency : float
        Share of the rate that payload gets, up to 1.

    Returns
    -------
    float, Mb/s

    Raises
    ------
    DomainError
        If the efficiency is out of range.

    Examples
    --------
    >>> round(busy_hour_rate_mbps(180e9, 0.2), 3)
    100.0
    """
    return required_rate_mbps(daily_bytes * busy_hour_share, 1.0, efficiency)


def transfer_s(
    volume_bytes: float,
    rate_mbps: float,
    *,
    round_trip_ms: float,
    round_trips: float = 1,
    efficiency: float = LINK_EFFICIENCY,
) -> float:
    """Return how long a transfer takes, waits for answers included: n·RTT + 8·V/(rate·efficiency).

    Many small files wait once each and more: with distance, their number counts more than their volume.

    Parameters
    ----------
    volume_bytes : float, byte
    rate_mbps : float, Mb/s
        Positive.
    round_trip_ms : float, ms
        RTT, there and back.
    round_trips : float
        n, questions that must be answered before the transfer goes on.
    efficiency : float
        Share of the rate that payload gets, up to 1.

    Returns
    -------
    float, s

    Raises
    ------
    DomainError
        If the rate or the efficiency is out of range.

    Examples
    --------
    >>> round(transfer_s(50e6, 100, round_trip_ms=30, round_trips=200), 3)
    11.0
    """
    _require(rate_mbps, efficiency)
    return round_trips * round_trip_ms / 1000 + BITS_PER_BYTE * volume_bytes / (1e6 * rate_mbps * efficiency)


def bandwidth_delay_bytes(rate_mbps: float, round_trip_ms: float) -> float:
    """Return what is under way on a link that is kept full, rate·RTT/8: the window that a transfer needs.

    Parameters
    ----------
    rate_mbps : float, Mb/s
    round_trip_ms : float, ms

    Returns
    -------
    float, byte

    Examples
    --------
    >>> bandwidth_delay_bytes(1000, 30)
    3750000.0
    """
    return rate_mbps * 1e6 * round_trip_ms / 1000 / BITS_PER_BYTE


def window_limited_rate_mbps(window_bytes: float, round_trip_ms: float) -> float:
    """Return the highest rate of one connection whose window is given, 8·W/RTT, whatever the link offers.

    Parameters
    ----------
    window_bytes : float, byte
        W, what may be sent before an answer comes (RFC 7323).
    round_trip_ms : float, ms
        Positive.

    Returns
    -------
    float, Mb/s

    Raises
    ------
    DomainError
        If the round trip is not positive.

    Examples
    --------
    >>> round(window_limited_rate_mbps(65_536, 30), 2)
    17.48
    """
    _require(round_trip_ms, 1.0)
    return BITS_PER_BYTE * window_bytes / (round_trip_ms / 1000) / 1e6


def _require(positive: float, efficiency: float) -> None:
    if not (0 < positive < math.inf and 0 < efficiency <= 1):
        raise DomainError(
            f"durée ou débit de {positive:g}, rendement de {efficiency:g} reçus ; "
            "nombre positif et rendement dans ] 0 ; 1 ] attendus"
        )
