"""Many questions asked at once: probabilities that keep a false alarm as rare in all of them as in one."""

from collections.abc import Sequence


def holm(probabilities: Sequence[float]) -> tuple[float, ...]:
    r"""Return adjusted probabilities: an alarm below 0.05 is false in 5 % of all analyses at most.

    .. math:: \tilde p_{(i)} = \max_{j \le i} \min\{1, (m - j + 1)\,p_{(j)}\}

    S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979);
    valid however the questions hang together.

    Parameters
    ----------
    probabilities : sequence of float

    Returns
    -------
    tuple of float
        In the order in which they were given.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    count = len(probabilities)
    adjusted = [1.0] * count
    reached = 0.0
    for rank, index in enumerate(sorted(range(count), key=lambda index: probabilities[index])):
        reached = max(reached, min(1.0, (count - rank) * probabilities[index]))
        adjusted[index] = reached
    return tuple(adjusted)
