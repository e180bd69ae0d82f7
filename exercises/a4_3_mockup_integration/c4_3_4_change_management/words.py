"""The misconceptions that the exercise declares; names and days as candidates write them."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)


def plain(text: object) -> str:
    """Return words without case or accents, one space between them.

    Examples
    --------
    >>> plain(" Demande  rédigée ")
    'demande redigee'
    """
    decomposed = unicodedata.normalize("NFKD", str(text).replace("’", "'").casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def day_of(text: object) -> str:
    """Return the day that a text names, year first or French order, as ISO 8601; empty if it names none.

    Examples
    --------
    >>> day_of("2026-03-09"), day_of(" 9/3/2026 "), day_of("hier")
    ('2026-03-09', '2026-03-09', '')
    """
    numbers = re.fullmatch(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\s*", str(text), re.ASCII)
    if numbers is None:
        return ""
    first, month, last = (int(number) for number in numbers.groups())
    year, day = (first, last) if len(numbers[1]) == 4 else (last, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
