"""The misconceptions that this exercise declares, and what is plausible for a figure."""

from pathlib import Path

from autograders.criteria import Band, declared_misconceptions, lies_in

MISTAKES = declared_misconceptions(Path(__file__).parent)


def plausible(reference: float) -> Band:
    """Return what is plausible for a figure: within a factor of ten of its reference, so that bits for bytes are.

    Examples
    --------
    >>> plausible(3.0)
    Band(low=0.3, high=30.0)
    """
    return Band(reference / 10, 10 * reference)


def own_or(reference: float, own: float | None) -> float:
    """Return the candidate's own figure, to judge what follows from it by; the reference where it is implausible.

    Examples
    --------
    >>> own_or(3.0, 2.0), own_or(3.0, 0.002), own_or(3.0, None)
    (2.0, 3.0, 3.0)
    """
    return own if own is not None and lies_in(own, plausible(reference)) else reference
