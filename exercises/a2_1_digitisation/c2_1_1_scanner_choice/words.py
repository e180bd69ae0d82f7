"""The misconceptions that the exercise declares, and the identifiers of requirements as candidates write them."""

from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)


def identifier(text: object) -> str:
    """Return the identifier of a requirement as the specification writes it.

    Examples
    --------
    >>> identifier(" ex-1 "), identifier("EX 12"), identifier("")
    ('EX-01', 'EX-12', '')
    """
    word = str(text).strip().upper().replace(" ", "-").replace("_", "-")
    head, _, number = word.partition("-")
    return (
        f"EX-{int(number):02d}" if head == "EX" and number.isascii() and number.isdigit() and len(number) <= 3 else word
    )
