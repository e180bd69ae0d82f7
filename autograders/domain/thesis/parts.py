"""The parts of a report, recognised by their headings, and the pages that count as active."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import re2

from autograders.candidate.documents import Document, Passage


class Part(StrEnum):
    """A part of a report; the body is what remains."""

    COVER = "cover"
    FRONT = "front"
    CONTENTS = "contents"
    BODY = "body"
    BIBLIOGRAPHY = "bibliography"
    ANNEXES = "annexes"


@dataclass(frozen=True, kw_only=True)
class PartOfThesis:
    """A passage, the part in which it stands, and whether it is the title by which the part was recognised."""

    passage: Passage
    part: Part
    is_title: bool = False


_NUMBER = r"(?:(?:chapitre|partie|annexe)\s+)?(?:[0-9]+|[ivx]+|[a-z])?[\s.):–-]*"
_TITLES = {
    Part.CONTENTS: (
        r"sommaire|table des mati[èe]res|table of contents|(?:liste|table) des (?:figures|tableaux|illustrations|"
        r"abr[ée]viations|sigles)(?: et (?:des )?(?:figures|tableaux|sigles|acronymes))?|glossaire"
    ),
    Part.FRONT: r"remerciements|r[ée]sum[ée]|abstract|mots[- ]cl[ée]s|avant[- ]propos",
    Part.BODY: r"introduction(?: g[ée]n[ée]rale)?|conclusion(?: g[ée]n[ée]rale)?|conclusions? et perspectives",
    Part.BIBLIOGRAPHY: (
        r"bibliographie|webographie|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie et webographie|sources"
    ),
    Part.ANNEXES: r"(?:table des |liste des )?annexes?(?:\s+(?:[0-9]+|[a-z]|[ivx]+)\b.*)?|appendices?",
}
# In linear time: the document is another's.
_RECOGNISED = {part: re2.compile(rf"(?i){_NUMBER}(?:{titles})\s*:?") for part, titles in _TITLES.items()}
_PAGE_NUMBER = re2.compile(r"[\s.…_]*[0-9]*[\s.…_]*")
_CONTENTS_LINE = re2.compile(r".*(?:\.\s?){4,}\s*[0-9]+|.*…+\s*[0-9]+")
_LONGEST_TITLE = 80


def parts_of(document: Document) -> tuple[PartOfThesis, ...]:
    """Return the passages with the part in which each stands.

    A part begins at its title (a passage that says its name and nothing else) and ends at the next one: that of another
    part or, after the contents, the first heading that is marked as such. The first page is the cover up to the first
    heading, and what comes before the introduction, where there is one, is never the body.
    """
    found: list[PartOfThesis] = []
    part = Part.COVER
    for passage, following in _with_following(document.passages):
        named = _named(passage, following, in_contents=part is Part.CONTENTS)
        if named:
            part = named
        elif passage.level and part is not Part.ANNEXES:
            # The annexes and the bibliography may have headings of their own, below theirs.
            part = part if part is Part.BIBLIOGRAPHY and passage.level > 1 else Part.BODY
        elif part is Part.COVER and (passage.page or 1) > 1:
            part = Part.FRONT
        listed = passage.is_contents or _CONTENTS_LINE.fullmatch(passage.text)
        here = Part.CONTENTS if listed else part
        found.append(PartOfThesis(passage=passage, part=here, is_title=named is here))
    start = next((index for index, item in enumerate(found) if _is_introduction(item)), 0)
    before = (replace(item, part=Part.FRONT) if item.part is Part.BODY else item for item in found[:start])
    return (*before, *found[start:])


def active_pages(document: Document, parts: Sequence[PartOfThesis]) -> tuple[int, ...] | None:
    """Return the numbers of the active pages; ``None`` where the document does not say where pages end.

    Convention of ours: all pages but the cover, what comes before the body (acknowledgements, abstract, contents,
    lists), the bibliography and the annexes. A page on which the body ends and another part begins is active, and a
    page without text belongs to the part before it.
    """
    if document.pages is None:
        return None
    by_page: dict[int, list[Part]] = {}
    for item in parts:
        by_page.setdefault(item.passage.page or 1, []).append(item.part)
    last, active = Part.COVER, []
    for page in range(1, document.pages + 1):
        here = by_page.get(page, [last])
        last = here[-1]
        if Part.BODY in here:
            active.append(page)
    return tuple(active)


def title_of(parts: Sequence[PartOfThesis], part: Part) -> Passage | None:
    """Return the title by which a part was recognised; ``None`` where it was not."""
    return next((item.passage for item in parts if item.part is part and item.is_title), None)


def running_text(parts: Sequence[PartOfThesis], part: Part) -> tuple[tuple[int | None, str], ...]:
    """Return the text of a part, page by page: what is looked for may begin in one line and end in the next."""
    pages: dict[int | None, list[str]] = {}
    for item in parts:
        if item.part is part:
            pages.setdefault(item.passage.page, []).append(item.passage.text)
    return tuple((page, " ".join(lines)) for page, lines in pages.items())


def _named(passage: Passage, following: str, *, in_contents: bool) -> Part | None:
    if passage.is_contents or len(passage.text) > _LONGEST_TITLE:
        return None
    # In a table of contents the page's number may stand in the next line.
    if in_contents and following and _PAGE_NUMBER.fullmatch(following):
        return None
    return next((part for part, pattern in _RECOGNISED.items() if pattern.fullmatch(passage.text)), None)


def _is_introduction(item: PartOfThesis) -> bool:
    return item.part is Part.BODY and item.is_title and "introduction" in item.passage.text.casefold()


def _with_following(passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    for index, passage in enumerate(passages):
        later = passages[index + 1] if index + 1 < len(passages) else None
        yield passage, later.text if later and later.page == passage.page else ""
