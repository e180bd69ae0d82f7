"""The misconceptions that the exercise declares; words and lists as candidates write them."""

import re
import unicodedata
from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)


def plain(text: object) -> str:
    """Return words without case, accents or punctuation, one space between them.

    Examples
    --------
    >>> plain(" Le rendu d’avril, n° 7 ")
    'le rendu d avril n 7'
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


def interviews_in(cell: object) -> frozenset[str]:
    """Return the interviews that a cell names, however they are set apart.

    Examples
    --------
    >>> sorted(interviews_in("I04 et i5"))
    ['I04', 'I05']
    """
    return frozenset(f"I{int(number):02d}" for number in re.findall(r"[iI]\s?(\d{1,2})(?!\d)", str(cell)))
