"""The misconceptions that the exercise declares; words as candidates write them; the phases in their order."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)

PHASES = ("conception", "fabrication", "pose", "exploitation")
NEVER = "jamais"
CLIENT = "merlaude"


# The same few words are compared again and again; typed, because 1 and 1.0 are equal and read differently.
@lru_cache(maxsize=256, typed=True)
def plain(text: object) -> str:
    r"""Return words without case, accents or punctuation, one space between them.

    Examples
    --------
    >>> plain(" Le numéro d’article : n° 7 ")
    'le numero d article n 7'
    >>> plain("tous\u00a0les\n14\u202fjours") == plain("tous les 14 jours")
    True
    """
    decomposed = unicodedata.normalize("NFKD", str(text).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def holds(text: str, words: str) -> bool:
    """Return whether plain words stand in a plain text, whole.

    Examples
    --------
    >>> holds("tous les 14 jours", "14 jours"), holds("tous les 14 jours", "4 jours")
    (True, False)
    """
    return f" {words} " in f" {text} "


def is_due(first: str, phase: str) -> bool:
    """Return whether what is needed from a first phase on is due at a phase.

    Examples
    --------
    >>> is_due("fabrication", "pose"), is_due("jamais", "exploitation")
    (True, False)
    """
    return first in PHASES and PHASES.index(first) <= PHASES.index(phase)
