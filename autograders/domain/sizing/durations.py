"""How long volumes take: to go through a link, to be processed."""

BITS_PER_BYTE = 8
SECONDS_PER_HOUR = 3600
# Share of a link's rate that payload gets; a convention of ours.
LINK_EFFICIENCY = 0.8


def transfer_hours(volume_bytes: float, rate_mbps: float, efficiency: float = LINK_EFFICIENCY) -> float:
    """Return how long a transfer takes, t = 8·V/(rate·efficiency).

    Parameters
    ----------
    volume_bytes : float, byte
    rate_mbps : float, Mb/s
    efficiency : float
        Share of the rate that payload gets.

    Returns
    -------
    float, h

    Examples
    --------
    >>> round(transfer_hours(3.2e12, 1000), 3)
    8.889
    """
    return BITS_PER_BYTE * volume_bytes / (1e6 * rate_mbps * efficiency) / SECONDS_PER_HOUR


def processing_hours(points: float, rate_mpts_per_min: float) -> float:
    """Return how long it takes to put the scans together and clean them.

    Parameters
    ----------
    points : float
    rate_mpts_per_min : float, million points a minute

    Returns
    -------
    float, h

    Examples
    --------
    >>> processing_hours(600e6, 2.5)
    4.0
    """
    return points / (1e6 * rate_mpts_per_min) / 60
