"""What a page says, as its reader meets it: texts under their headings, marked values, definitions, references.

A value is marked as HTML has it, ``<data value>`` and ``<time datetime>``, with the attribute ``data-cle`` that names
what it is the value of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .reading import PageError, read_page
from .styles import Look, looks_of

MAXIMUM_MARKS = 250
MAXIMUM_HEADINGS = 120
MAXIMUM_REFERENCES = 150
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Shown within a line; whatever else an element is, it begins a line and ends it, but for the cells of a row.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd",
     "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))


@dataclass(frozen=True)
class Heading:
    """A heading, with those above it and itself, from the outermost to the innermost."""

    level: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A value that the page marks: its key, the value for machines, the text for people, the headings above it."""

    key: str
    value: str
    text: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A word that leads to an element of the page, or bears its meaning: the element's id or that meaning."""

    text: str
    target: str
    meaning: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A term of a list of definitions, its id, what is said of it."""

    term: str
    id: str
    meaning: str


@dataclass
class Content:
    """What a page says; ``texts`` are the lines under each heading itself, by its path; a row of a table is a line."""

    headings: list[Heading] = field(default_factory=list)
    texts: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A page that was read.

    Parameters
    ----------
    root : lxml element
    looks : dict
        By element.
    by_id : dict
        The first element of each id.
    """

    root: Any
    looks: dict[Any, Look]
    by_id: dict[str, Any]

    @classmethod
    def of(cls, text: str) -> "Page":
        """Return a page from its HTML; raises ``PageError``."""
        wrapped = read_page(text)
        root = wrapped.etree_element
        named = reversed([element for element in root.iter() if element.get("id")])
        return cls(root=root, looks=looks_of(wrapped), by_id={element.get("id"): element for element in named})

    def shown(self, *tags: str) -> Iterator[Any]:
        """Yield the elements that are shown, of some tags or of any."""
        for element in self.root.iter(*tags):
            if isinstance(element.tag, str) and not self.looks[element].hidden:
                yield element

    def text_of(self, element: Any) -> str:
        """Return what is shown of an element's text, on one line.

        Examples
        --------
        >>> page = Page.of("<body><p>12,4 <b>M€</b> <i hidden>environ</i></p>")
        >>> page.text_of(next(page.shown("p")))
        '12,4 M€'
        """
        return " ".join("".join(self._texts(element)).split())

    def content(self) -> Content:
        """Return what the page says.

        Raises
        ------
        PageError
            If there is more of it than a page has that people read.
        """
        content = Content()
        self._walk(self.root, [], content)
        content.texts = {path: lines for path, said in content.texts.items() if (lines := _lines("".join(said)))}
        content.definitions.extend(each for whole in self.shown("dl") for each in self._definitions(whole))
        for what, count, most in (
            ("titres", len(content.headings), MAXIMUM_HEADINGS),
            ("valeurs marquées", len(content.marks), MAXIMUM_MARKS),
            ("renvois", len(content.references), MAXIMUM_REFERENCES),
            ("définitions", len(content.definitions), MAXIMUM_REFERENCES),
        ):
            if count > most:
                raise PageError(f"Page de {count} {what} reçue, {most} au plus attendus.")
        return content

    def _texts(self, element: Any) -> Iterator[str]:
        if self.looks[element].hidden:
            return
        yield element.text or ""
        for child in element:
            yield from self._texts(child)
            yield child.tail or ""

    def _walk(self, element: Any, above: list[tuple[int, str]], content: Content) -> None:
        """Take in an element; ``above`` holds the headings under which it stands, and grows as they are met."""
        if self.looks[element].hidden or element.tag == "svg":
            return
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            above[:] = [*(each for each in above if each[0] < level), (level, self.text_of(element))]
            content.headings.append(Heading(level, _path(above)))
        else:
            within_line = element.tag in _INLINE or element.tag in _CELLS
            _say(content, above, "" if within_line else "\n", element.text)
        path = _path(above)
        if key := element.get("data-cle"):
            value = element.get("datetime" if element.tag == "time" else "value", "")
            content.marks.append(Mark(key, value, self.text_of(element), path))
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            content.references.append(Reference(self.text_of(element), element.get("href")[1:], "", path))
        if element.tag == "abbr" and element.get("title"):
            content.references.append(Reference(self.text_of(element), "", element.get("title"), path))
        for child in element:
            self._walk(child, above, content)
            if element.tag not in HEADINGS:
                mark = "" if child.tag in _INLINE else " | " if child.tag in _CELLS else "\n"
                _say(content, above, mark, child.tail)

    def _definitions(self, whole: Any) -> Iterator[Definition]:
        terms: list[Any] = []
        said = False
        # Groups of a list of definitions may stand in a <div> each.
        for element in (item for child in whole for item in (child if child.tag == "div" else [child])):
            if element.tag == "dt":
                terms, said = ([element] if said else [*terms, element]), False
            elif element.tag == "dd" and not self.looks[element].hidden:
                said = True
                for term in terms:
                    identifier = term.get("id") or next((each.get("id") for each in term.iter() if each.get("id")), "")
                    yield Definition(self.text_of(term), identifier, self.text_of(element))


def _path(above: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in above)


def _say(content: Content, above: list[tuple[int, str]], mark: str, text: str | None) -> None:
    content.texts.setdefault(_path(above), []).append(mark + re.sub(r"\s+", " ", text or ""))


def _lines(text: str) -> list[str]:
    """Return lines without needless blanks and without the bar after the last cell of a row."""
    return [line for each in text.split("\n") if (line := " ".join(each.split()).removesuffix(" |"))]
