"""Fingerprints of Python code that survive other names, other comments and another order of cells.

Winnowing (S. Schleimer, D. S. Wilkerson and A. Aiken, « Winnowing: local algorithms for document fingerprinting »,
SIGMOD 2003), which MOSS is built on, over tokens that Pygments makes: its lexer takes any text, never fails and runs
nothing. The libraries that do all of this (copydetect 0.5, pycode-similar 1.4) have had no release since 2024 or
earlier, and take away names of functions and attributes too, which a copy cannot change.
"""

import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, String, Text

# Ours. Shared code of fewer tokens than the first is noise; of as many as both together less one, it is always found.
NOISE_TOKENS = 12
WINDOW = 6
GUARANTEED_TOKENS = NOISE_TOKENS + WINDOW - 1
# About three times what an exercise takes; beyond it, a text is not compared.
MAXIMUM_CHARACTERS = 100_000
_LEXER = PythonLexer()
_BUILTINS = frozenset(dir(builtins))
_PIECES = re.compile(r"\w+|[^\w\s]")
_DIGEST_BYTES = 8


@dataclass(frozen=True, order=True)
class Place:
    """Where a fingerprint was found: the number of the cell and its lines, all from 1."""

    cell: int
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Token:
    """A token in its normal form, and the line of its cell that it stands on."""

    form: str
    line: int


Fingerprints: TypeAlias = dict[bytes, tuple[Place, ...]]


def normal_tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of a code cell without what a copy changes with ease.

    Names that are neither Python's own nor those of an attribute become one form, and so do numbers, and texts;
    comments, documentation and blanks are left out.

    Parameters
    ----------
    source : str
        Anything; it is not run.

    Examples
    --------
    >>> [token.form for token in normal_tokens("mean = np.sum(z, axis=0) / len(z)  # moyenne")]
    ['V', '=', 'V', '.', 'sum', '(', 'V', ',', 'V', '=', '0', ')', '/', 'len', '(', 'V', ')']
    """
    line, seen, before = 1, 0, ""
    for start, kind, text in _LEXER.get_tokens_unprocessed(source):
        line += source.count("\n", seen, start)
        seen = start
        if kind in Comment or kind in Text or kind in String.Doc:
            continue
        for form in _forms(kind, text, before):
            # A text comes in pieces: quotes, escapes, and what lies between.
            if not form == before == "S":
                yield Token(form, line)
            before = form


def fingerprints(cells: Sequence[str], known: frozenset[bytes] = frozenset()) -> Fingerprints:
    """Return the fingerprints of a notebook's code cells, each with its places.

    Cells are taken one by one, so that their order does not matter.

    Parameters
    ----------
    cells : sequence of str
    known : frozenset of bytes
        Fragments that do not count, as ``fragments`` returns them.
    """
    found: dict[bytes, list[Place]] = {}
    for number, source in enumerate(cells, start=1):
        tokens = list(normal_tokens(source))
        grams = [(digest, start) for start, digest in enumerate(_grams(tokens)) if digest not in known]
        for digest, start in winnowed(grams):
            place = Place(number, tokens[start].line, tokens[start + NOISE_TOKENS - 1].line)
            found.setdefault(digest, []).append(place)
    return {digest: tuple(places) for digest, places in found.items()}


def fragments(cells: Iterable[str]) -> frozenset[bytes]:
    """Return all fragments of ``NOISE_TOKENS`` tokens of some code cells, to be left out elsewhere."""
    return frozenset(digest for source in cells for digest in _grams(list(normal_tokens(source))))


def winnowed(grams: Sequence[tuple[bytes, int]], window: int = WINDOW) -> list[tuple[bytes, int]]:
    """Return the fragments that are kept: of each window the least one, of equal ones the last.

    Parameters
    ----------
    grams : sequence of (bytes, int)
        Digests with their positions, in order.
    window : int

    Examples
    --------
    The paper's example, in windows of four (figure 2 there).

    >>> hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98]
    >>> [digest[0] for digest, _ in winnowed([(bytes([value]), at) for at, value in enumerate(hashes)], window=4)]
    [17, 17, 8, 39, 17]
    """
    kept: list[tuple[bytes, int]] = []
    for start in range(max(len(grams) - window + 1, min(len(grams), 1))):
        least = min(grams[start : start + window], key=lambda gram: (gram[0], -gram[1]))
        if not kept or kept[-1] != least:
            kept.append(least)
    return kept


def similarity(one: Iterable[bytes], other: Iterable[bytes]) -> float:
    """Return which share of the shorter one's fingerprints both have, 0 to 1; 0 where one has none.

    Of the shorter one: what a copy adds does not hide it.

    Examples
    --------
    >>> similarity([b"a", b"b"], [b"b", b"c", b"d"])
    0.5
    """
    first, second = set(one), set(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def _forms(kind: object, text: str, before: str) -> Iterator[str]:
    if kind in String:
        yield "S"
    elif kind in Number:
        yield "0"
    elif kind in Name:
        # Dotted names of modules and decorators come in one piece.
        for piece in _PIECES.findall(text):
            is_name = piece.isidentifier() and before != "." and piece not in _BUILTINS
            before = "V" if is_name else piece
            yield before
    elif kind in Keyword:
        yield text.strip()
    else:
        yield text


def _grams(tokens: Sequence[Token]) -> Iterator[bytes]:
    forms = [token.form.encode("utf-8", "replace") for token in tokens]
    for start in range(len(forms) - NOISE_TOKENS + 1):
        # No form holds this byte: it is a control character, which no submission keeps.
        yield blake2b(b"\x00".join(forms[start : start + NOISE_TOKENS]), digest_size=_DIGEST_BYTES).digest()


def bounded(cells: Iterable[str]) -> tuple[list[str], bool]:
    """Return the first cells that fit ``MAXIMUM_CHARACTERS``, and whether all did."""
    kept: list[str] = []
    left = MAXIMUM_CHARACTERS
    for source in cells:
        if len(source) > left:
            return kept, False
        left -= len(source)
        kept.append(source)
    return kept, True
