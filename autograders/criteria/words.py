"""Words and units as candidates write them: compared without regard to what a reader would overlook."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


def plain(text: object) -> str:
    r"""Return words without case, accents or punctuation, one space between them.

    Examples
    --------
    >>> plain(" Matériel & étalonnage : l’appareil, n° 7 ")
    'materiel etalonnage l appareil n 7'
    >>> plain("tous\u00a0les\n14\u202fjours") == plain("tous les 14 jours")
    True
    """
    return " ".join(re.findall(r"[a-z0-9]+", _bare(text)))


def holds(text: str, words: str) -> bool:
    """Return whether plain words stand in a plain text, whole.

    Examples
    --------
    >>> holds("tous les 14 jours", "14 jours"), holds("tous les 14 jours", "4 jours")
    (True, False)
    """
    return f" {words} " in f" {text} "


@dataclass(frozen=True)
class Units:
    """The units that an exercise knows, and other words for them.

    Parameters
    ----------
    kinds : tuple of mapping
        One a kind (lengths, durations, ...): what each unit is worth in the kind's own; no unit is in two.
    synonyms : mapping
        Unit by other word; all in lower case without accents.

    Examples
    --------
    >>> units = Units(kinds=({"s": 1.0, "min": 60.0}, {"go": 1e9}), synonyms={"minutes": "min", "gb": "go"})
    >>> units.named(" GB "), units.named("Minutes"), units.named("lieues")
    ('go', 'min', 'lieues')
    >>> units.same_kind("min"), units.same_kind("lieues")
    (('s', 'min'), ('lieues',))
    >>> units.converted(90.0, "s", "min")
    1.5
    """

    kinds: tuple[Mapping[str, float], ...]
    synonyms: Mapping[str, str]

    def named(self, text: object) -> str:
        """Return a unit by its name here, or as it was written, without case, accents or surrounding blanks."""
        word = _bare(text).strip()
        return self.synonyms.get(word, word)

    def same_kind(self, unit: str) -> tuple[str, ...]:
        """Return the units of the same kind, the one itself among them; alone where it is not known."""
        return next((tuple(kind) for kind in self.kinds if unit in kind), (unit,))

    def converted(self, value: float, unit: str, into: str) -> float:
        """Return a value in another unit of the same kind.

        Raises
        ------
        ValueError
            If no kind has both units.
        """
        if unit == into:
            return value
        worth = next((kind for kind in self.kinds if unit in kind and into in kind), None)
        if worth is None:
            raise ValueError(f"'{unit}' and '{into}' are not two units of one kind.")
        return value * worth[unit] / worth[into]


def _bare(text: object) -> str:
    """Return a text without case or accents."""
    bare = unicodedata.normalize("NFKD", str(text).casefold())
    if bare.isascii():
        return bare
    # Each letter is looked at once, not wherever it stands: long reports are read again and again.
    for letter in set(bare):
        if unicodedata.combining(letter):
            bare = bare.replace(letter, "")
    return bare
