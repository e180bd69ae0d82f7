"""DOCX: paragraphs with their styles; pages as the program that saved it last had broken them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .document import HIGHEST_LEVEL, MAXIMUM_PAGES, Document, DocumentError, Passage

_HEADING = re.compile(r"(?:heading|titre) (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|table of figures|table des illustrations)\b", re.IGNORECASE)


def read_docx(path: Path) -> Document:
    """Return the text of a DOCX, that of its tables and contents included; see ``read_document``."""
    import docx
    from docx.oxml.ns import qn

    opened = docx.Document(str(path))
    body = opened.element.body
    names = {style.style_id: style.name or "" for style in opened.styles}
    is_paged = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
    page, passages = 1, []
    for paragraph in body.iter(qn("w:p")):
        style = names.get(paragraph.style or "", "")
        heading = _HEADING.match(style)
        for text, breaks in _pieces(paragraph, qn):
            page += breaks
            if page > MAXIMUM_PAGES:
                raise DocumentError(f"{path.name}: more than {MAXIMUM_PAGES} pages.")
            if text.strip():
                passages.append(
                    Passage(
                        text=" ".join(text.split()),
                        page=page if is_paged else None,
                        level=min(int(heading[1]), HIGHEST_LEVEL) if heading else 0,
                        is_contents=bool(_CONTENTS.match(style)),
                    )
                )
    return Document(pages=page if is_paged else None, passages=tuple(passages))


def _pieces(paragraph: Any, qn: Any) -> Iterator[tuple[str, int]]:
    """Yield the text between a paragraph's page breaks, fields' results included, and how many breaks come before."""
    text, breaks = "", 0
    for element in paragraph.iter():
        if element.tag == qn("w:lastRenderedPageBreak"):
            yield text, breaks
            text, breaks = "", 1
        elif element.tag == qn("w:t"):
            text += element.text or ""
        elif element.tag in (qn("w:tab"), qn("w:br")):
            text += " "
    yield text, breaks
