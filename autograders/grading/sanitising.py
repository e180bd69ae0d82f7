"""What a submission shows, made harmless for the pages that candidates and instructors open.

Two places, so that neither stands alone: outputs and Markdown are cleaned when a submission is graded, and
nbgrader's two HTML pages clean again whatever they render (``nbgrader_plugin.configure`` sets their filters).
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any

import nh3

from .texts import encodable, printable

MAXIMUM_HTML_CHARACTERS = 2_000_000
# A browser's way of mending nested elements takes time that grows with the square of their number.
MAXIMUM_TAGS = 5_000
MAXIMUM_TAGS_OF_A_NOTEBOOK = 30_000
MAXIMUM_OUTPUTS_OF_A_CELL = 300
# The pages turn escape sequences into colours in a time that grows with the square of a text's length.
MAXIMUM_TEXT_CHARACTERS = 100_000
MAXIMUM_TEXT_OF_A_NOTEBOOK = 1_000_000
TEXT_CUT = "\n… sortie coupée ici : elle est trop longue pour être affichée.\n"
MAXIMUM_IMAGE_CHARACTERS = 6_000_000
TOO_LONG = "<p>Sortie trop longue pour être affichée ici.</p>"
# fmt: off
_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "details", "div",
    "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
})
# fmt: on
_ATTRIBUTES = {
    "*": {"lang", "dir", "title", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align", "headers"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "table": {"border"},
    "section": {"aria-label"},
}
# Nothing that moves an element over another, and nothing that takes an address.
_STYLES = frozenset(
    {"color", "background-color", "font-weight", "font-style", "text-align", "vertical-align", "white-space", "padding"}
)
_IMAGE_ADDRESS = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_IMAGE_TYPES = ("image/png", "image/jpeg", "image/gif")
# The pages show it as an image, in which a browser runs no script.
_DRAWN = "image/svg+xml"
# An HTML tag, declaration or instruction begins with these; a zero-width character after < makes it text.
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
# Commands of MathJax that make links, load code or set attributes.
_ACTIVE_TEX = re.compile(
    r"\\(?=(?:href|require|style|class|cssId|data|unicode|bbox|includegraphics|mmlToken|enclose|texttip)(?![A-Za-z]))",
    re.IGNORECASE,
)
_NOTHING = "\u200b"


def clean_html(html: str) -> str:
    """Return HTML without script, style sheets, frames, forms, remote images or links that do anything but lead.

    Parameters
    ----------
    html : str
        From anybody.

    Returns
    -------
    str
        A fragment of allowed elements and attributes only.

    Examples
    --------
    >>> clean_html("<b onclick='x()'>2 mm</b><script>x()</script>")
    '<b>2 mm</b>'
    """
    return _cleaned(html, _TAGS)


def clean_candidate_html(html: str) -> str:
    """Return a candidate's HTML, cleaned like all HTML and without the element in which a verdict comes.

    Examples
    --------
    >>> clean_candidate_html('<section aria-label="Verdict"><h4>5 / 5 points</h4></section>')
    '<h4>5 / 5 points</h4>'
    """
    return _cleaned(html, _TAGS - {"section"})


def disarmed_markdown(source: str) -> str:
    """Return Markdown in which no HTML tag can begin and no formula can act; it reads the same.

    Parameters
    ----------
    source : str
        Of a cell that a candidate wrote.

    Examples
    --------
    >>> disarmed_markdown("si a < b <script>") == "si a < b <\u200bscript>"
    True
    """
    return _disarmed_tex(_TAG_START.sub("<" + _NOTHING, printable(source)))


def _cleaned(html: str, tags: frozenset[str]) -> str:
    text = printable(str(html))
    if len(text) > MAXIMUM_HTML_CHARACTERS or text.count("<") > MAXIMUM_TAGS:
        return TOO_LONG
    cleaned: str = nh3.clean(
        text,
        tags=set(tags),
        # A drawing without its elements would leave its words in a heap; it is shown as a picture where there is one.
        clean_content_tags={"script", "style", "svg"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items() if tag in tags | {"*"}},
        attribute_filter=_kept_attribute,
        allowed_classes={"table": {"dataframe"}},
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=set(_STYLES),
    )
    # Afterwards: a backslash may have come as an entity.
    return _disarmed_tex(cleaned)


class OutputSanitiser:
    """Cleans the outputs of one notebook, cell by cell, within a bound for all of them together."""

    def __init__(self) -> None:
        self._tags_left = MAXIMUM_TAGS_OF_A_NOTEBOOK
        self._characters_left = MAXIMUM_TEXT_OF_A_NOTEBOOK

    def sanitised(self, outputs: Iterable[Any]) -> list[dict[str, Any]]:
        """Return a cell's outputs with what can be shown safely, rebuilt part by part.

        Parameters
        ----------
        outputs : iterable of dict
            From a run of the submission; of any content.

        Returns
        -------
        list of dict
            Streams, errors, displays and results of nbformat 4; what is none of them is dropped.
        """
        known = [output for output in outputs if isinstance(output, Mapping)]
        cleaned = [self._sanitised(output) for output in known[:MAXIMUM_OUTPUTS_OF_A_CELL]]
        left_out = len(known) - MAXIMUM_OUTPUTS_OF_A_CELL
        if left_out > 0:
            note = f"… {left_out} autres sorties de cette cellule ne sont pas affichées ici.\n"
            cleaned.append({"output_type": "stream", "name": "stdout", "text": note})
        return [output for output in cleaned if output is not None]

    def _sanitised(self, output: Mapping[str, Any]) -> dict[str, Any] | None:
        match output.get("output_type"):
            case "stream":
                name = "stderr" if output.get("name") == "stderr" else "stdout"
                return {"output_type": "stream", "name": name, "text": self._text(output.get("text"))}
            case "error":
                lines = output.get("traceback")
                lines = [self._text(line) for line in lines] if isinstance(lines, list) else []
                name, value = self._text(output.get("ename")), self._text(output.get("evalue"))
                return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}
            case "display_data" | "execute_result" as kind:
                data = self._data(output.get("data"))
                if not data:
                    return None
                shown = {"output_type": kind, "data": data, "metadata": _sizes(output.get("metadata"))}
                return shown | ({"execution_count": _count(output)} if kind == "execute_result" else {})
        return None

    def _data(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            return {}
        cleaned: dict[str, Any] = dict(_pictures(data))
        texts = {mime: _text(data[mime]) for mime in data if isinstance(data[mime], str | list)}
        if "text/plain" in texts:
            cleaned["text/plain"] = self._text(texts["text/plain"])
        if "text/latex" in texts:
            cleaned["text/latex"] = _disarmed_tex(self._text(texts["text/latex"]))
        if "text/markdown" in texts:
            cleaned["text/markdown"] = disarmed_markdown(self._text(texts["text/markdown"]))
        if "<svg" in texts.get(_DRAWN, ""):
            cleaned[_DRAWN] = texts[_DRAWN]
        html = self._html(texts["text/html"]) if "text/html" in texts else ""
        # A figure that lives by its script leaves an empty frame: its text or picture says more.
        if re.sub(r"<(?!img)[^>]*>", "", html).strip():
            cleaned["text/html"] = html
        return cleaned

    def _text(self, value: Any) -> str:
        text = _text(value)
        room = min(MAXIMUM_TEXT_CHARACTERS, max(self._characters_left, 0))
        self._characters_left -= len(text)
        return text if len(text) <= room else text[:room] + TEXT_CUT

    def _html(self, html: str) -> str:
        self._tags_left -= html.count("<")
        return clean_candidate_html(html) if self._tags_left >= 0 else TOO_LONG


def kept_attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the attached pictures of a Markdown cell that are pictures."""
    if not isinstance(attachments, dict):
        return {}
    kept = {}
    for name, bundle in list(attachments.items())[:50]:
        pictures = _pictures(bundle) if isinstance(bundle, dict) else {}
        if isinstance(name, str) and pictures:
            kept[printable(name, 200)] = pictures
    return kept


def _pictures(data: Mapping[Any, Any]) -> dict[str, str]:
    pictures = {}
    for mime in _IMAGE_TYPES:
        text = data.get(mime)
        if isinstance(text, str) and len(text) <= MAXIMUM_IMAGE_CHARACTERS:
            try:
                decoded = base64.b64decode("".join(text.split()), validate=True)
            except (binascii.Error, ValueError):
                continue
            pictures[mime] = base64.b64encode(decoded).decode("ascii")
    return pictures


def _sizes(metadata: Any) -> dict[str, dict[str, int]]:
    """Return the sizes at which pictures are to be shown; nothing else of an output's metadata."""
    if not isinstance(metadata, Mapping):
        return {}
    sizes = {}
    for mime in _IMAGE_TYPES:
        wanted = metadata.get(mime)
        if isinstance(wanted, Mapping):
            sizes[mime] = {
                key: wanted[key]
                for key in ("width", "height")
                if type(wanted.get(key)) is int and 0 < wanted[key] <= 10_000
            }
    return sizes


def _count(output: Mapping[str, Any]) -> int | None:
    count = output.get("execution_count")
    return count if type(count) is int and 0 <= count < 10**6 else None


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    # Escape sequences stay: they colour tracebacks, and the pages turn them into spans.
    return encodable(value).replace("\x00", "") if isinstance(value, str) else ""


def _disarmed_tex(text: str) -> str:
    return _ACTIVE_TEX.sub(lambda _: "\\" + _NOTHING, text)


def _kept_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if _IMAGE_ADDRESS.fullmatch(value) else None
    if attribute == "href":
        return value if re.match(r"(https?://|mailto:|#)", value, re.IGNORECASE) else None
    return value
