"""How progress is said in French: levels, shares, dates, counts."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_percent

from .mastery import Level

FRENCH = "fr"
LEVEL_WORDS = {
    Level.NONE: "Pas encore essayé",
    Level.BEGUN: "Commencé",
    Level.NEARLY: "Presque acquis",
    Level.MASTERED: "Acquis",
}


def printed_share(share: float) -> str:
    r"""Return a share as a percentage, rounded down so that nothing seems reached before it is.

    Examples
    --------
    >>> printed_share(0.799).replace("\u202f", " ").replace("\xa0", " ")
    '79 %'
    """
    return format_percent(int(share * 100 + 1e-6) / 100, locale=FRENCH)


def printed_day(day: date) -> str:
    """Return a date with the name of its month.

    Examples
    --------
    >>> printed_day(date(2026, 3, 1))
    '1 mars 2026'
    """
    return format_date(day, "d MMMM y", locale=FRENCH)


def counted(number: int, singular: str, plural: str) -> str:
    r"""Return a number with its noun; in French the plural begins at two.

    Examples
    --------
    >>> counted(0, "critère", "critères"), counted(2, "critère", "critères")
    ('0\xa0critère', '2\xa0critères')
    """
    return f"{number}\N{NO-BREAK SPACE}{plural if number > 1 else singular}"
