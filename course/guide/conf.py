"""The guides as a static site: ``sphinx-build course/guide course/site``. Nothing of it is fetched from elsewhere."""

from typing import Any

project = "Atelier"
author = "Atelier"
language = "fr"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
# Titles can be linked to: [le lien](instructeur.md#noter).
myst_heading_anchors = 3
html_title = "Guides de l’atelier"
html_theme = "furo"
html_show_sourcelink = False
html_copy_source = False
# Excerpts are fetched page by page, which browsers refuse to pages that are opened as files.
html_show_search_summary = False


def setup(app: Any) -> None:
    """Have a page say its language where that is not the site's, and have long lines of code reached with the keys."""
    app.connect("html-page-context", _open_to_everybody)


def _open_to_everybody(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    context["language"] = (context.get("meta") or {}).get("lang", context["language"])
    # A block that is scrolled sideways must take the focus (WCAG 2.1.1).
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
