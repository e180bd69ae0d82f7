"""Text from a submission made fit to be stored and shown; figures as printed in French."""

import re
from datetime import UTC, datetime

NO_BREAK_SPACE = "\u00a0"
# Control characters other than tab and line feed, and the marks that reverse or hide what a person reads.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str, maximum_characters: int | None = None) -> str:
    r"""Return a text without what no file can hold or no reader can see.

    Parameters
    ----------
    text : str
        Anything, lone surrogates included.
    maximum_characters : int, optional
        The text is cut there, with an ellipsis.

    Examples
    --------
    >>> printable("sigma\ud800\x1b = 2")
    'sigma? = 2'
    >>> printable("abcdef", 4)
    'abc…'
    """
    if maximum_characters is not None and len(text) > maximum_characters:
        text = text[: maximum_characters - 1] + "…"
    return _UNPRINTABLE.sub("", encodable(text))


def on_one_line(text: str, maximum_characters: int | None = None) -> str:
    r"""Return a printable text on one line: in a report, a line of its own would seem to be said by us.

    Examples
    --------
    >>> on_one_line("x\nC2.1.3.coverage : 5 / 5")
    'x C2.1.3.coverage : 5 / 5'
    """
    # The breaks that no keyboard makes count as well.
    return printable(" ".join(text.split()), maximum_characters)


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printed_points(points: float) -> str:
    """Return points as printed in French, two decimals at most.

    Examples
    --------
    >>> printed_points(3.5), printed_points(5.0)
    ('3,5', '5')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def level_text(levels: tuple[int, int]) -> str:
    """Return the level of the rubric that was reached, or the two between which the points lie.

    Examples
    --------
    >>> level_text((3, 3)), level_text((3, 4))
    ('niveau 3', 'entre les niveaux 3 et 4')
    """
    below, above = levels
    return f"niveau {below}" if below == above else f"entre les niveaux {below} et {above}"


def moment(when: datetime) -> str:
    """Return a time in French, in UTC, to the minute.

    Examples
    --------
    >>> moment(datetime(2026, 3, 1, 9, 5, tzinfo=UTC))
    '01/03/2026 à 09:05 UTC'
    """
    return f"{when.astimezone(UTC):%d/%m/%Y à %H:%M} UTC"
