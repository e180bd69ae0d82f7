"""Web pages that are handed in: what they say, and whether they are accessible to all."""

from .content import Content, Definition, Heading, Mark, Page, Reference
from .reading import PageError, read_page
from .rows import page_from_rows, page_rows
from .rules import Outcome, PageCheck, check_page

__all__ = [
    "Content",
    "Definition",
    "Heading",
    "Mark",
    "Outcome",
    "Page",
    "PageCheck",
    "PageError",
    "Reference",
    "check_page",
    "page_from_rows",
    "page_rows",
    "read_page",
]
