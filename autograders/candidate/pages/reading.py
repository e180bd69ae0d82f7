"""Web pages read with care: bounded, without network, by a parser that mends what browsers mend."""

from typing import Any

from autograders.candidate.errors import AtelierError

MAXIMUM_CHARACTERS = 200_000
MAXIMUM_ELEMENTS = 4_000
MAXIMUM_DEPTH = 100


class PageError(AtelierError):
    """A page cannot be read."""


def read_page(text: str) -> Any:
    """Return the root of a page, as cssselect2 wraps it.

    Parameters
    ----------
    text : str
        HTML, the whole page.

    Raises
    ------
    PageError
        With what is wrong with the page, in French.

    Examples
    --------
    >>> read_page('<html lang="fr"><body>Ligne V</body></html>').etree_element.get("lang")
    'fr'
    >>> read_page("")
    Traceback (most recent call last):
    autograders.candidate.pages.reading.PageError: Page vide reçue ; une page HTML entière attendue.
    """
    from cssselect2 import ElementWrapper
    from lxml import etree

    if len(text) > MAXIMUM_CHARACTERS:
        raise PageError(f"Page de {len(text)} caractères reçue, {MAXIMUM_CHARACTERS} au plus attendus.")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise PageError("Page vide reçue ; une page HTML entière attendue.")
    # Without it, libxml2 leaves elements that are younger than HTML 4 in the head.
    if "<body" not in text.lower():
        raise PageError("Page sans <body> reçue ; <html>, <head> et <body> attendus.")
    _require_bounds(root)
    return ElementWrapper.from_html_root(root)


def _require_bounds(root: Any) -> None:
    depths = {root: 1}
    for element in root.iter():
        if element is not root:
            depths[element] = depths[element.getparent()] + 1
        if depths[element] > MAXIMUM_DEPTH:
            raise PageError(f"Page de plus de {MAXIMUM_DEPTH} éléments les uns dans les autres reçue.")
        if len(depths) > MAXIMUM_ELEMENTS:
            raise PageError(f"Page de plus de {MAXIMUM_ELEMENTS} éléments reçue.")
