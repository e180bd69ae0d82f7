"""The page on personal data, as HTML."""

from pathlib import Path

from markdown_it import MarkdownIt

LEVELS_DOWN = 2
FILE = Path("course") / "donnees-personnelles.md"


def privacy_html(root: Path) -> str:
    """Return what the course says of personal data, its headings two levels down to fit into a section.

    Parameters
    ----------
    root : Path
        Of the repository.

    Returns
    -------
    str
        HTML; empty where the course says nothing.
    """
    path = root / FILE
    if not path.is_file():
        return ""
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1:]) + LEVELS_DOWN}"
    return str(markdown.renderer.render(tokens, markdown.options, {}))
