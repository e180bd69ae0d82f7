"""References: those that the bibliography lists, and those that the text calls."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import re2

from .parts import Part, PartOfThesis, running_text

_NUMBERED_ENTRY = re2.compile(r"\s*\[([0-9]{1,3})\]")
_NUMBERED_CALL = re2.compile(r"\[([0-9]{1,3}(?:\s*[-–,;]\s*[0-9]{1,3})*)\]")
_NAME = r"\p{Lu}[\p{L}\p{N}_’'-]+"
_YEAR = r"\b(?:19|20)[0-9]{2}[a-z]?\b"
# All in linear time: the document is another's.
# « Dupont, A., Martin, B. (2021). », « Dupont A. (2021) ».
_DATED_ENTRY = re2.compile(rf"({_NAME})[^()\n]{{0,200}}?\(({_YEAR})[^()]{{0,20}}\)")
# « (Dupont, 2021 ; Martin et al., 2020) », « Dupont et Martin (2021) ».
_CALLS_IN_BRACKETS = re2.compile(rf"\(([^()]*{_NAME}[^()]*?,?\s{_YEAR}[^()]*)\)")
_CALL_IN_BRACKETS = re2.compile(rf"({_NAME})[^;()]{{0,80}}?({_YEAR})")
_BEGINS_WITH_A_NAME = re2.compile(_NAME)
_LONGEST_ENTRY = 1000
_LONGEST_SPAN = 50
_CALL_IN_TEXT = re2.compile(rf"({_NAME})(?:\s+(?:et|&|and)\s+(?:al\.|{_NAME}))?\s+\(({_YEAR})[^()]{{0,20}}\)")


@dataclass(frozen=True, kw_only=True)
class References:
    """What is listed and what is called.

    Parameters
    ----------
    listed : tuple of str
        ``[3]``, or name and year; in their order.
    called : mapping of str to tuple of int
        Each with the pages on which the text calls it; none where pages are not known.
    """

    listed: tuple[str, ...]
    called: Mapping[str, tuple[int, ...]]

    @property
    def never_called(self) -> tuple[str, ...]:
        """Listed, but called nowhere2."""
        return tuple(key for key in self.listed if key not in self.called)

    @property
    def never_listed(self) -> Mapping[str, tuple[int, ...]]:
        """Called, but not listed, with the pages."""
        return {key: pages for key, pages in self.called.items() if key not in self.listed}


def references_of(parts: Sequence[PartOfThesis]) -> References:
    """Return the references of a report.

    Numbers in square brackets where the bibliography has them, else names and years; what is cited otherwise
    (footnotes, addresses in the text) is not seen.
    """
    lines = [item.passage.text for item in parts if item.part is Part.BIBLIOGRAPHY and not item.is_title]
    body = running_text(parts, Part.BODY)
    numbers = [found[1] for line in lines if (found := _NUMBERED_ENTRY.match(line))]
    if numbers:
        listed: Iterable[str] = (_numbered(number) for number in numbers)
        calls = [(key, page) for page, text in body for key in _numbered_calls(text)]
    else:
        listed = (_dated(*found) for found in _DATED_ENTRY.findall("\n".join(_joined(lines))))
        calls = [(key, page) for page, text in body for key in _dated_calls(text)]
    called: dict[str, dict[int, None]] = {}
    for key, page in calls:
        pages = called.setdefault(key, {})
        if page is not None:
            pages[page] = None
    return References(listed=tuple(dict.fromkeys(listed)), called={key: tuple(pages) for key, pages in called.items()})


def _joined(lines: Sequence[str]) -> list[str]:
    """Return entries of which a line that begins with no name, or follows one without its year, is the continuation."""
    entries: list[str] = []
    for line in lines:
        is_whole = bool(entries) and (len(entries[-1]) > _LONGEST_ENTRY or _DATED_ENTRY.search(entries[-1]))
        if not entries or (is_whole and _BEGINS_WITH_A_NAME.match(line)):
            entries.append(line)
        else:
            entries[-1] = f"{entries[-1][-_LONGEST_ENTRY:]} {line}"
    return entries


def _numbered_calls(text: str) -> list[str]:
    keys: list[str] = []
    for group in _NUMBERED_CALL.findall(text):
        for span in group.replace(";", ",").split(","):
            ends = [int(number) for number in span.replace("–", "-").split("-")]
            keys += [_numbered(number) for number in range(ends[0], min(ends[-1], ends[0] + _LONGEST_SPAN) + 1)]
    return keys


def _dated_calls(text: str) -> list[str]:
    bracketed = [found for group in _CALLS_IN_BRACKETS.findall(text) for found in _CALL_IN_BRACKETS.findall(group)]
    return [_dated(*found) for found in [*bracketed, *_CALL_IN_TEXT.findall(text)]]


def _numbered(number: int | str) -> str:
    return f"[{int(number)}]"


def _dated(name: str, year: str) -> str:
    """Return name and year so that accents and capitals do not tell the same author apart."""
    plain = unicodedata.normalize("NFD", name)
    return f"{''.join(sign for sign in plain if not unicodedata.combining(sign)).capitalize()} {year}"
