"""A document as its text: what stands on which page, and what is a heading."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from autograders.candidate.declarations import Public
from autograders.candidate.errors import AtelierError

MAXIMUM_PAGES = 1000
MAXIMUM_PASSAGES = 100_000
MAXIMUM_CHARACTERS = 4_000_000
HIGHEST_LEVEL = 9


class DocumentError(AtelierError):
    """A document cannot be read."""


class Passage(Public):
    """A line or a paragraph.

    Parameters
    ----------
    text : str
    page : int or None
        From 1; ``None`` where the document does not say.
    level : int
        1 to 9 for a heading, as the document marks it; 0 for anything else.
    is_contents : bool
        Whether the document marks it as an entry of a table of contents.
    """

    text: str
    page: Annotated[int, Field(ge=1, le=MAXIMUM_PAGES)] | None = None
    level: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)] = 0
    is_contents: bool = False


class Document(Public):
    """A document.

    Parameters
    ----------
    pages : int or None
        ``None`` where the document does not say.
    passages : tuple of Passage
        In their order; none is blank.
    """

    pages: Annotated[int, Field(ge=0, le=MAXIMUM_PAGES)] | None
    passages: Annotated[tuple[Passage, ...], Field(max_length=MAXIMUM_PASSAGES)]


def read_document(path: Path) -> Document:
    """Return the text of a PDF or DOCX file, by the ending of its name.

    Parameters
    ----------
    path : Path

    Raises
    ------
    DocumentError
        If it is of another kind, damaged, protected by a password, or too long.
    """
    # Heavy, and needed for one of two kinds.
    if path.suffix.lower() == ".pdf":
        from .pdf import read_pdf as read
    elif path.suffix.lower() == ".docx":
        from .docx import read_docx as read
    else:
        raise DocumentError(f"{path.name}: a name that ends in .pdf or .docx is expected.")
    try:
        document = read(path)
    except DocumentError:
        raise
    # What is damaged fails in the libraries in many ways.
    except Exception as error:  # noqa: BLE001
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        raise DocumentError(f"{path.name}: cannot be read ({reason}). Open it, save it anew, and try again.") from None
    characters = sum(len(passage.text) for passage in document.passages)
    if characters > MAXIMUM_CHARACTERS:
        raise DocumentError(f"{path.name}: {characters} characters, {MAXIMUM_CHARACTERS} at most expected.")
    return document
