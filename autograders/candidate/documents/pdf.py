"""PDF: lines page by page, headings from the outline (the bookmarks that a reader shows)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .document import HIGHEST_LEVEL, MAXIMUM_PAGES, Document, DocumentError, Passage


def read_pdf(path: Path) -> Document:
    """Return the text of a PDF; see ``read_document``."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(f"{path.name}: is protected by a password. Save it without one.")
    if len(reader.pages) > MAXIMUM_PAGES:
        raise DocumentError(f"{path.name}: {len(reader.pages)} pages, {MAXIMUM_PAGES} at most expected.")
    headings: dict[int, dict[str, int]] = {}
    for title, level, place in _outline(reader, reader.outline, 1):
        headings.setdefault(place, {}).setdefault(_squeezed(title), level)
    passages = []
    for number, page in enumerate(reader.pages, start=1):
        pending = headings.get(number, {})
        for line in page.extract_text().splitlines():
            if line.strip():
                level = pending.pop(_squeezed(line), 0)
                passages.append(Passage(text=" ".join(line.split()), page=number, level=level))
    return Document(pages=len(reader.pages), passages=tuple(passages))


def _outline(reader: Any, entries: Any, level: int) -> Iterator[tuple[str, int, int]]:
    """Yield title, level and page of the outline's entries; one that leads nowhere is left out."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, min(level + 1, HIGHEST_LEVEL))
            continue
        page = reader.get_destination_page_number(entry)
        if page is not None and page >= 0:
            yield str(entry.title), level, page + 1


def _squeezed(text: str) -> str:
    """Return a title without its blanks, by which alone outline and page often differ."""
    return "".join(text.split()).casefold()
