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
    """Have a page say in which language it is written, where that is another than the site's."""
    app.connect("html-page-context", _say_language)


def _say_language(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    context["language"] = (context.get("meta") or {}).get("lang", context["language"])
