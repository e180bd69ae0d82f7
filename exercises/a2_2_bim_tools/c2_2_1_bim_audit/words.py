"""The misconceptions that the exercise declares; lists as candidates write them."""

import re
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)


def interviews_in(cell: object) -> frozenset[str]:
    """Return the interviews that a cell names, however they are set apart.

    Examples
    --------
    >>> sorted(interviews_in("I04 et i5"))
    ['I04', 'I05']
    """
    return frozenset(f"I{int(number):02d}" for number in re.findall(r"[iI]\s?(\d{1,2})(?!\d)", str(cell)))
