"""The misconceptions that the exercise declares; words as candidates write them; the phases in their order."""

from functools import lru_cache
from pathlib import Path

from autograders import criteria
from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

PHASES = ("conception", "fabrication", "pose", "exploitation")
NEVER = "jamais"
CLIENT = "merlaude"


# The same few words are compared again and again; typed, because 1 and 1.0 are equal and read differently.
plain = lru_cache(maxsize=256, typed=True)(criteria.plain)


def is_due(first: str, phase: str) -> bool:
    """Return whether what is needed from a first phase on is due at a phase.

    Examples
    --------
    >>> is_due("fabrication", "pose"), is_due("jamais", "exploitation")
    (True, False)
    """
    return first in PHASES and PHASES.index(first) <= PHASES.index(phase)
