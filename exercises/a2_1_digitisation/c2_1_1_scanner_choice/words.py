"""The misconceptions that the exercise declares, and the words in which candidates say kept or eliminated."""

import unicodedata
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)
_KEPT = ("reten", "gard", "conserv", "en lice")
_ELIMINATED = ("elimin", "ecart", "rejet")


def says_kept(text: object) -> bool | None:
    """Return whether a word says kept or eliminated, ``None`` where it says neither.

    Examples
    --------
    >>> says_kept("Retenue"), says_kept(" éliminé "), says_kept("peut-être")
    (True, False, None)
    """
    plain = "".join(each for each in unicodedata.normalize("NFD", str(text)) if not unicodedata.combining(each))
    word = plain.strip().casefold()
    if word.startswith(_KEPT):
        return True
    return False if word.startswith(_ELIMINATED) else None


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
