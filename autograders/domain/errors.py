"""What the computations of the field refuse, and how they say so."""

from autograders.candidate.errors import AtelierError


class DomainError(AtelierError):
    """The data given do not allow the computation: too few points, a degenerate shape, a value out of range."""
