"""What can be established of a thesis's report from its text: length, parts, references, figures. Facts, no marks."""

from .captions import Captions, captions_of
from .parts import Part, PartOfThesis, active_pages, parts_of, title_of
from .references import References, references_of

__all__ = [
    "Captions",
    "Part",
    "PartOfThesis",
    "References",
    "active_pages",
    "captions_of",
    "parts_of",
    "references_of",
    "title_of",
]
