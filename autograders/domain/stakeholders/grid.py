"""The grid of power and interest (Mendelow, 1991): how to treat whom."""

from enum import StrEnum

from ..errors import DomainError


class Attitude(StrEnum):
    """What a stakeholder calls for."""

    MANAGE_CLOSELY = "associer étroitement"
    KEEP_SATISFIED = "satisfaire"
    KEEP_INFORMED = "informer"
    MONITOR = "surveiller"


def attitude(power: float, interest: float, *, threshold: float = 3.0, scale: tuple[float, float] = (1, 5)) -> Attitude:
    """Return the quadrant of a stakeholder.

    Parameters
    ----------
    power, interest : float
        Scores on the scale.
    threshold : float
        From which on a score is high, itself included; the middle of 1 to 5 by default, a convention of ours.
    scale : tuple of two float
        Lowest and highest score.

    Raises
    ------
    DomainError
        If a score, or the threshold, is outside of the scale.

    Examples
    --------
    >>> [attitude(power, interest).value for power, interest in [(5, 4), (5, 2), (1, 3), (2, 2)]]
    ['associer étroitement', 'satisfaire', 'informer', 'surveiller']
    """
    low, high = scale
    for score in (power, interest, threshold):
        if not low <= score <= high:
            raise DomainError(f"note de {score:g} reçue ; de {low:g} à {high:g} attendue")
    if power >= threshold:
        return Attitude.MANAGE_CLOSELY if interest >= threshold else Attitude.KEEP_SATISFIED
    return Attitude.KEEP_INFORMED if interest >= threshold else Attitude.MONITOR
