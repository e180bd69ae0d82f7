"""Figures and tables: those that have a numbered caption, and those that the text calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import re2

from .parts import Part, PartOfThesis, running_text

_NUMBER = r"([0-9]+(?:[.-][0-9]+)*)"
_KINDS = {"figure": r"fig(?:ure|\.)", "table": r"tab(?:leau|\.)"}
# In linear time: the document is another's.
# A separator follows in a caption: « Figure 3 : le site », « Tableau 2. Coûts ».
_CAPTION = {kind: re2.compile(rf"(?i){word}\s*{_NUMBER}\s*(?:[:.–—-]\s|$)") for kind, word in _KINDS.items()}
_CALL = {
    kind: re2.compile(rf"(?i)\b{word}\s*{_NUMBER}(?:\s*(?:et|à|,|–|-)\s*{_NUMBER})?")
    for kind, word in {"figure": r"fig(?:ures?|s?\.)", "table": r"tab(?:leaux?|\.)"}.items()
}


@dataclass(frozen=True, kw_only=True)
class Captions:
    """The numbered figures, or tables, of a report.

    Parameters
    ----------
    captioned, called : mapping of str to int or None
        Number to the page where it was met first; ``None`` where pages are not known.
    twice : tuple of str
        Numbers that more than one caption bears.
    """

    captioned: Mapping[str, int | None]
    called: Mapping[str, int | None]
    twice: tuple[str, ...]

    @property
    def never_called(self) -> tuple[str, ...]:
        """Captioned, but called nowhere."""
        return tuple(number for number in self.captioned if number not in self.called)

    @property
    def never_captioned(self) -> tuple[str, ...]:
        """Called, but not captioned."""
        return tuple(number for number in self.called if number not in self.captioned)


def captions_of(parts: Sequence[PartOfThesis], kind: str) -> Captions:
    """Return the numbered figures or tables of a report, annexes included.

    Parameters
    ----------
    parts : sequence of PartOfThesis
    kind : str
        ``figure`` or ``table``.
    """
    captioned: dict[str, int | None] = {}
    called: dict[str, int | None] = {}
    twice: dict[str, None] = {}
    without_captions = []
    for item in parts:
        caption = _CAPTION[kind].match(item.passage.text) if item.part is not Part.CONTENTS else None
        if caption:
            if caption[1] in captioned:
                twice[caption[1]] = None
            captioned.setdefault(caption[1], item.passage.page)
            passage = item.passage.model_copy(update={"text": item.passage.text[caption.end() :]})
            item = replace(item, passage=passage)
        without_captions.append(item)
    for part in (Part.BODY, Part.ANNEXES):
        for page, text in running_text(without_captions, part):
            for numbers in _CALL[kind].findall(text):
                for number in filter(None, numbers):
                    called.setdefault(number, page)
    return Captions(captioned=captioned, called=called, twice=tuple(twice))
