"""How each element of a page looks: colours, size and weight of its text, by the cascade of its style sheets.

What this reading of CSS does not settle (images and gradients behind a text, opacity, variables, conditional rules)
is told apart as ``unsure`` and never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .colours import BLACK, TRANSPARENT, WHITE, Rgba, colour_of, over
from .reading import PageError

MAXIMUM_SELECTORS = 600
MAXIMUM_STYLE_CHARACTERS = 60_000
_LINK: Rgba = (0.0, 0.0, 238 / 255, 1.0)
_YELLOW: Rgba = (1.0, 1.0, 0.0, 1.0)
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sub": 0.83, "sup": 0.83}
_BOLD = {"h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong"}
_NEVER_SHOWN = {"head", "script", "style", "template", "noscript", "title"}
_KEYWORD_PX = {"small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0, "x-small": 10.0}
_UNIT_PX = {"px": 1.0, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 96 / 25.4, "in": 96.0}
_BEYOND = {"filter", "mix-blend-mode", "background-image", "backdrop-filter", "-webkit-text-fill-color"}
_COLOURING = {"color", "background", "background-color", "opacity", "all", *_BEYOND}


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the text of an element is seen.

    Parameters
    ----------
    colour, background : Rgba
        The background is opaque.
    size_px : float
    bold : bool
    hidden : bool
        Whether it is not shown at all.
    unsure : bool
        Whether something beyond this reading of CSS may change the colours.
    """

    colour: Rgba = BLACK
    background: Rgba = WHITE
    size_px: float = 16.0
    bold: bool = False
    hidden: bool = False
    unsure: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it is a large text by WCAG: from 18 pt on, or 14 pt where it is bold."""
        return self.size_px >= 23.9 or (self.bold and self.size_px >= 18.6)


def looks_of(root: Any) -> dict[Any, Look]:
    """Return the look of each element.

    Parameters
    ----------
    root : cssselect2.ElementWrapper
        As ``read_page`` returns it.
    """
    matcher, unsure = _matcher(root.etree_element)
    found: dict[Any, Look] = {}
    for element in root.iter_subtree():
        parent = Look(unsure=unsure) if element.parent is None else found[element.parent.etree_element]
        found[element.etree_element] = _look(element, parent, _declared(element, matcher))
    return found


def sheets_of(root: Any) -> Iterator[str]:
    """Yield the text of each style sheet that a page holds; of bounded size in all."""
    left = MAXIMUM_STYLE_CHARACTERS
    for element in root.iter("style"):
        text = (element.text or "")[:left]
        left -= len(text)
        yield text


def _matcher(root: Any) -> tuple[Any, bool]:
    """Return what finds the declarations of an element, and whether some rules are beyond this reading."""
    import cssselect2
    import tinycss2

    matcher, unsure, count = cssselect2.Matcher(), False, 0
    for sheet in sheets_of(root):
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule":
                unsure = unsure or _may_colour(rule)
            if rule.type != "qualified-rule":
                continue
            declared = tinycss2.parse_blocks_contents(rule.content)
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                selectors, unsure = [], unsure or any(_name(each) in _COLOURING for each in declared)
            count += len(selectors)
            if count > MAXIMUM_SELECTORS:
                raise PageError(f"Page de plus de {MAXIMUM_SELECTORS} sélecteurs CSS reçue.")
            for selector in selectors:
                matcher.add_selector(selector, declared)
    return matcher, unsure


def _may_colour(rule: Any) -> bool:
    import tinycss2

    if rule.lower_at_keyword in ("charset", "page", "font-face", "import", "keyframes", "namespace"):
        return False
    if rule.lower_at_keyword == "media" and tinycss2.serialize(rule.prelude).strip().lower() == "print":
        return False
    text = tinycss2.serialize(rule.content or []).lower()
    return any(word in text for word in ("color", "background", "opacity", "filter"))


def _declared(element: Any, matcher: Any) -> dict[str, Any]:
    """Return the declarations that win, by property; inline ones win over sheets, important ones over all."""
    import tinycss2

    matched = [declared for *_, pseudo, declared in matcher.match(element) if pseudo is None]
    style = element.etree_element.get("style", "")[:MAXIMUM_STYLE_CHARACTERS]
    own = tinycss2.parse_blocks_contents(style) if style else []
    every = [each for declared in (*matched, own) for each in declared if each.type == "declaration"]
    ordered = [*(each for each in every if not each.important), *(each for each in every if each.important)]
    winning: dict[str, Any] = {}
    for each in ordered:
        # The last one comes last: « background » after « background-color » settles both.
        winning.pop(each.lower_name, None)
        winning[each.lower_name] = each.value
    return winning


def _look(element: Any, parent: Look, declared: Mapping[str, Any]) -> Look:
    look = _default(element, parent)
    for name, value in declared.items():
        tokens = [token for token in value if token.type not in ("whitespace", "comment")]
        look = _with(look, parent, name, tokens)
    if look.colour[3] < 1:
        look = replace(look, colour=over(look.colour, look.background))
    return look


def _default(element: Any, parent: Look) -> Look:
    tag = element.local_name
    look = replace(
        parent,
        size_px=parent.size_px * _SIZES.get(tag, 1.0),
        bold=parent.bold or tag in _BOLD,
        hidden=parent.hidden or tag in _NEVER_SHOWN or element.etree_element.get("hidden") is not None,
    )
    if tag == "a" and element.etree_element.get("href") is not None:
        look = replace(look, colour=_LINK)
    if tag == "mark":
        look = replace(look, colour=BLACK, background=_YELLOW)
    return look


def _with(look: Look, parent: Look, name: str, tokens: Sequence[Any]) -> Look:
    words = [token.lower_value for token in tokens if token.type == "ident"]
    if name in _COLOURING and any(token.type == "function" and token.lower_name == "var" for token in tokens):
        return replace(look, unsure=True)
    match name:
        case "color":
            return _coloured(look, parent, tokens, words)
        case "background" | "background-color":
            return _backed(look, parent, tokens, words)
        case "display":
            return replace(look, hidden=look.hidden or "none" in words)
        case "visibility":
            return replace(look, hidden=look.hidden or "hidden" in words or "collapse" in words)
        case "font-size" | "font" | "font-weight":
            return _lettered(look, parent, tokens, words)
        case "opacity":
            return look if [getattr(token, "value", None) for token in tokens] == [1] else replace(look, unsure=True)
        case _ if name in _BEYOND and words != ["none"]:
            return replace(look, unsure=True)
    return look


def _coloured(look: Look, parent: Look, tokens: Sequence[Any], words: Sequence[str]) -> Look:
    if words and words[0] in ("inherit", "unset", "currentcolor"):
        return replace(look, colour=parent.colour)
    colour = colour_of(tokens[0]) if len(tokens) == 1 else None
    return replace(look, unsure=True) if colour is None else replace(look, colour=colour)


def _backed(look: Look, parent: Look, tokens: Sequence[Any], words: Sequence[str]) -> Look:
    if any(token.type == "url" or (token.type == "function" and colour_of(token) is None) for token in tokens):
        return replace(look, unsure=True)
    if "currentcolor" in words:
        return replace(look, unsure=True)
    colour = next((found for token in tokens if (found := colour_of(token)) is not None), TRANSPARENT)
    return replace(look, background=over(colour, parent.background))


def _lettered(look: Look, parent: Look, tokens: Sequence[Any], words: Sequence[str]) -> Look:
    for token in tokens:
        if token.type == "dimension" and token.lower_unit in _UNIT_PX:
            look = replace(look, size_px=token.value * _UNIT_PX[token.lower_unit])
            break
        if token.type == "dimension" and token.lower_unit in ("em", "rem"):
            look = replace(look, size_px=token.value * (parent.size_px if token.lower_unit == "em" else 16.0))
            break
        if token.type == "percentage":
            look = replace(look, size_px=token.value / 100 * parent.size_px)
            break
        if token.type == "number":
            look = replace(look, bold=token.value >= 700)
    for word in words:
        look = replace(look, size_px=_KEYWORD_PX.get(word, look.size_px))
        if word in ("bold", "bolder", "normal", "lighter"):
            look = replace(look, bold=word.startswith("bold"))
    return look


def _name(node: Any) -> str:
    return node.lower_name if node.type == "declaration" else ""
