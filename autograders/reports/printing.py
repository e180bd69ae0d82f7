"""PDF of a report, by WeasyPrint: pages as the print style sheet says, with tags for screen readers.

It needs Pango, which Linux desktops have, and no browser. Where Pango is missing, any browser prints the HTML page.
"""

from pathlib import Path
from typing import Any

from autograders.candidate.errors import AtelierError


class PdfError(AtelierError):
    """No PDF can be made here."""


def write_pdf(html: str, path: Path) -> None:
    """Write a page as PDF; the page has to hold everything itself, as nothing is fetched.

    Raises
    ------
    PdfError
        If the system lacks Pango.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        reason = " ".join(str(error).split())[:200]
        raise PdfError(
            f"{path}: no PDF, because Pango is not installed ({reason}). Install it (Debian, Ubuntu: libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0), or print the HTML page from a browser and use --no-pdf."
        ) from None

    class Nothing(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError(f"the report is to hold everything itself, but asks for {url[:80]}")

    HTML(string=html, url_fetcher=Nothing()).write_pdf(path, pdf_tags=True)
