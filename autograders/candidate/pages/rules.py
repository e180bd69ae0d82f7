"""Whether a page is accessible: the rules of the RGAA that a program can settle, each with where it is not kept.

Numbers are those of the criteria of RGAA 4. What a rule looks at may be right for a person all the same, or wrong:
whether an alternative says what its image shows is for people to judge.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from .colours import contrast, hexadecimal
from .content import HEADINGS, Page
from .styles import sheets_of

ENOUGH, ENOUGH_FOR_LARGE = 4.5, 3.0
_SHOWN = 4
_SHOWN_CHARACTERS = 60
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:file|ftp|blob|javascript):", re.IGNORECASE)
_FETCHED = (("img", "src"), ("source", "src"), ("video", "src"), ("audio", "src"), ("image", "href"), ("use", "href"))
_EMBEDDING = ("iframe", "object", "embed", "frame", "script", "link", "base")
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_VAGUE = {"ici", "cliquez ici", "cliquer ici", "lien", "voir", "en savoir plus", "lire la suite", "plus", "suite"}
_VAGUE_TITLES = {"", "document", "sans titre", "untitled", "page", "html", "index"}


class Outcome(StrEnum):
    """What a rule finds."""

    KEPT = "conforme"
    BROKEN = "non conforme"
    ABSENT = "sans objet"
    UNSURE = "à vérifier"


@dataclass(frozen=True)
class PageCheck:
    """What one rule finds on a page.

    Parameters
    ----------
    rule : str
        Its identifier.
    label : str
        In French, with the criterion of the RGAA.
    outcome : Outcome
    detail : str
        Where it is not kept, or what could not be settled.
    """

    rule: str
    label: str
    outcome: Outcome
    detail: str = ""

    def __str__(self) -> str:
        """Return it on one line."""
        return f"{self.label} : {self.outcome}{'. ' if self.detail else ''}{self.detail}"


Found: TypeAlias = tuple[Outcome, list[str]]


def check_page(text: str) -> tuple[PageCheck, ...]:
    """Return what each rule finds on a page.

    Parameters
    ----------
    text : str
        HTML, the whole page.

    Raises
    ------
    PageError
        If the page cannot be read.

    Examples
    --------
    >>> head = '<html lang="fr"><head><title>Feuille de route</title></head>'
    >>> page = f"{head}<body><main><h1>Ligne V</h1><h3>Étapes</h3></main></body></html>"
    >>> [check.rule for check in check_page(page) if check.outcome is Outcome.BROKEN]
    ['headings']
    """
    return checks_of(Page.of(text))


def checks_of(page: Page) -> tuple[PageCheck, ...]:
    """Return what each rule finds on a page that was read."""
    return tuple(_checked(page, rule, label, find) for rule, (label, find) in _RULES.items())


def _checked(page: Page, rule: str, label: str, find: Callable[[Page], Found]) -> PageCheck:
    outcome, places = find(page)
    more = f" … et {len(places) - _SHOWN} autres" if len(places) > _SHOWN else ""
    return PageCheck(rule, label, outcome, f"{' ; '.join(places[:_SHOWN])}{more}")


def _judged(places: Iterable[str], *, applies: bool = True) -> Found:
    found = list(places)
    if found:
        return Outcome.BROKEN, found
    return (Outcome.KEPT if applies else Outcome.ABSENT), []


def _language(page: Page) -> Found:
    language = (page.root.get("lang") or "").lower()
    told = f"lang=« {language[:12]} » sur <html>" if language else "pas de lang sur <html>"
    return _judged([] if re.fullmatch(r"fr(-[a-z0-9-]+)?", language) else [told])


def _title(page: Page) -> Found:
    title = " ".join("".join(page.root.xpath("string(//head/title)")).split())
    vague = title.casefold() in _VAGUE_TITLES or len(title.split()) < 2
    return _judged([f"<title> « {title[:_SHOWN_CHARACTERS]} »"] if vague else [])


def _main(page: Page) -> Found:
    count = len([*page.shown("main")]) + sum(each.get("role") == "main" for each in page.shown() if each.tag != "main")
    return _judged([] if count == 1 else [f"{count} zones <main>, une attendue"])


def _headings(page: Page) -> Found:
    headings = [(int(each.tag[1]), page.text_of(each)) for each in page.shown(*HEADINGS)]
    return _judged(_heading_faults(headings))


def _heading_faults(headings: list[tuple[int, str]]) -> Iterator[str]:
    if not any(level == 1 for level, _ in headings):
        yield "pas de <h1>"
    before = 0
    for level, text in headings:
        if not text:
            yield f"<h{level}> vide"
        if level > before + 1:
            yield f"<h{level}> « {text[:_SHOWN_CHARACTERS]} » après {f'<h{before}>' if before else 'rien'}"
        before = level


def _tables(page: Page) -> list[Any]:
    return [each for each in page.shown("table") if each.get("role") not in ("presentation", "none")]


def _table_headers(page: Page) -> Found:
    tables = _tables(page)
    return _judged((fault for table in tables for fault in _header_faults(page, table)), applies=bool(tables))


def _header_faults(page: Page, table: Any) -> Iterator[str]:
    headers = [*table.iter("th")]
    name = f"tableau « {_table_title(page, table)[:_SHOWN_CHARACTERS]} »"
    if not headers:
        yield f"{name} sans <th>"
    named = {word for cell in table.iter("td", "th") for word in (cell.get("headers") or "").split()}
    loose = [each for each in headers if not each.get("scope") and each.get("id") not in named]
    if loose:
        yield f"{name} : {len(loose)} <th> sans scope"
    if any(not page.text_of(each) for each in headers):
        yield f"{name} : <th> vide"


def _table_titles(page: Page) -> Found:
    tables = _tables(page)
    faults = (f"tableau {rank} sans <caption>" for rank, each in enumerate(tables, 1) if not _table_title(page, each))
    return _judged(faults, applies=bool(tables))


def _table_title(page: Page, table: Any) -> str:
    caption = table.find("caption")
    return (page.text_of(caption) if caption is not None else "") or _own_name(page, table)


def _own_name(page: Page, element: Any) -> str:
    """Return the name that an element gives itself for those who do not see it; not the text within it."""
    ids = (element.get("aria-labelledby") or "").split()
    pointed = [page.text_of(page.by_id[each]) for each in ids if each in page.by_id]
    return " ".join(pointed) or (element.get("aria-label") or "").strip() or (element.get("title") or "").strip()


def _alternatives(page: Page) -> Found:
    images = [*page.shown("img"), *page.shown("svg"), *(each for each in page.shown() if each.get("role") == "img")]
    telling = [each for each in dict.fromkeys(images) if not _is_within(each, "svg") and not _is_decoration(each)]
    return _judged((fault for each in telling for fault in _alternative_faults(page, each)), applies=bool(telling))


def _is_decoration(image: Any) -> bool:
    hidden = image.get("aria-hidden") == "true" or image.get("role") in ("presentation", "none")
    return hidden or (image.tag == "img" and image.get("alt") == "")


def _is_within(element: Any, tag: str) -> bool:
    return any(each.tag == tag for each in element.iterancestors())


def _alternative_faults(page: Page, image: Any) -> Iterator[str]:
    if image.tag == "img":
        alternative = image.get("alt")
        if alternative is None:
            yield "<img> sans alt"
        elif _FILE_NAME.search(alternative.strip()):
            yield f"<img> dont l’alt est un nom de fichier, « {alternative[:_SHOWN_CHARACTERS]} »"
        return
    title = image.find("title")
    named = _own_name(page, image) or (title is not None and (title.text or "").strip())
    if not named or image.get("role") != "img":
        yield f"<{image.tag}> sans {'nom (aria-label ou <title>)' if not named else 'role=« img »'}"


def _contrast(page: Page) -> Found:
    faults, unsure, seen = dict[str, None](), 0, 0
    for element in page.shown():
        text = _own_text(element)
        if not text or element.tag == "svg" or _is_within(element, "svg"):
            continue
        look, seen = page.looks[element], seen + 1
        ratio = contrast(look.colour, look.background)
        if look.unsure:
            unsure += 1
        elif ratio < (ENOUGH_FOR_LARGE if look.is_large else ENOUGH):
            colours = f"{hexadecimal(look.colour)} sur {hexadecimal(look.background)}"
            shown = f"{ratio:.2f}".replace(".", ",")
            faults[f"« {text[:_SHOWN_CHARACTERS]} » {shown}:1 ({colours})"] = None
    if faults or not unsure:
        return _judged(faults, applies=bool(seen))
    told = "dont les couleurs dépendent d’une image, d’une variable ou d’une condition"
    return Outcome.UNSURE, [f"{unsure} textes {told}"]


def _own_text(element: Any) -> str:
    return " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())


def _links(page: Page) -> Found:
    links = [each for each in page.shown("a") if each.get("href") is not None]
    return _judged((fault for each in links for fault in _link_faults(page, each)), applies=bool(links))


def _link_faults(page: Page, link: Any) -> Iterator[str]:
    images = " ".join(each.get("alt") or "" for each in link.iter("img"))
    name = _own_name(page, link) or page.text_of(link) or images.strip()
    target = link.get("href").strip()
    if not name:
        yield f"lien sans texte vers « {target[:_SHOWN_CHARACTERS]} »"
    elif name.casefold().strip(" .…»>") in _VAGUE:
        yield f"lien « {name[:_SHOWN_CHARACTERS]} », qui ne dit pas où il mène"
    if target.startswith("#") and target != "#" and target[1:] not in page.by_id:
        yield f"lien « {name[:_SHOWN_CHARACTERS]} » vers « {target[:_SHOWN_CHARACTERS]} », qui n’existe pas"


def _identifiers(page: Page) -> Found:
    ids = Counter(each.get("id") for each in page.root.iter() if each.get("id"))
    doubled = [each for each, count in ids.items() if count > 1]
    return _judged((f"id « {each[:_SHOWN_CHARACTERS]} » donné plusieurs fois" for each in doubled), applies=bool(ids))


def _alone(page: Page) -> Found:
    faults = [f"<{each.tag}>" for each in page.root.iter(*_EMBEDDING)]
    faults += [
        f"<{tag}> pris ailleurs que dans la page"
        for tag, attribute in _FETCHED
        for each in page.root.iter(tag)
        if not (each.get(attribute) or each.get("xlink:href") or "").strip().startswith(("data:", "#"))
    ]
    own = (each.get("style") or "" for each in page.root.iter())
    sheets = " ".join([*sheets_of(page.root), *own])
    if "@import" in sheets.lower() or _ELSEWHERE.search(" ".join(re.findall(r"url\(([^)]{0,200})", sheets))):
        faults.append("une feuille de style ou une image prise ailleurs")
    return _judged(dict.fromkeys(faults))


_RULES: dict[str, tuple[str, Callable[[Page], Found]]] = {
    "language": ("Langue de la page (8.3)", _language),
    "title": ("Titre de la page (8.5)", _title),
    "main": ("Zone de contenu principal (9.2)", _main),
    "headings": ("Titres, sans saut de niveau (9.1)", _headings),
    "table-headers": ("En-têtes des tableaux (5.6, 5.7)", _table_headers),
    "table-titles": ("Titre de chaque tableau (5.4)", _table_titles),
    "alternatives": ("Textes de remplacement des images (1.1)", _alternatives),
    "contrast": ("Contraste des textes (3.2)", _contrast),
    "links": ("Liens qui disent où ils mènent (6.1)", _links),
    "identifiers": ("Identifiants uniques (8.2)", _identifiers),
    "self-contained": ("Page qui se lit seule, sans script ni fichier extérieur (convention)", _alone),
}
