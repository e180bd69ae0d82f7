"""What a jury may know of a thesis's report before reading it: facts with the places where they were found, no mark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import re2

from autograders.candidate.documents import Document
from autograders.domain.thesis import Part, PartOfThesis, active_pages, captions_of, parts_of, references_of, title_of
from autograders.model.referential import Span, Thesis

CONVENTIONS = (
    "Pages actives (convention de ce cours)\u00a0: toutes, sauf la couverture, ce qui précède le corps du texte "
    "(remerciements, résumé, sommaire, listes), la bibliographie et les annexes. Une page que le corps partage compte.",
    "Une partie est reconnue à son titre, seul sur sa ligne\u00a0; une référence, à son numéro entre crochets ou, à "
    "défaut, à un nom et une année. Ce qui est cité autrement n’est pas vu.",
    "Une dimension est relevée là où ses mots se trouvent dans le corps du texte, quoi que ces mots vaillent.",
    "Ce relevé ne donne aucune note\u00a0: il dit au jury où regarder.",
)
# What the referential wants a thesis to argue from, by words that such an argument can hardly do without.
_DIMENSIONS = {
    "scientifique et technique": r"mod[èe]les?|mesures?|calculs?|exp[ée]rimentations?|essais?|protocoles?|algorithmes?",
    "managériale": r"manag\p{L}*|[ée]quipes?|conduite du changement|parties prenantes|formations?|comp[ée]tences",
    "économique": r"co[ûu]ts?|budgets?|rentabilit[ée]|retours? sur investissement|euros?|€|[ée]conomi\p{L}*",
    "sociale": r"socia\p{L}*|handicap\p{L}*|accessibilit[ée]|ergonomi\p{L}*|conditions de travail|RSE|soci[ée]t\p{L}*",
    "environnementale": (
        r"environnement\p{L}*|carbone|[ée]nerg\p{L}*|ACV|cycle de vie|durab\p{L}*|[ée]co-?conception|GreenIT"
    ),
}
_SHOWN = 12
_PLACES = 5


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that was found.

    Parameters
    ----------
    name, found, where : str
        In French; ``where`` is empty where there is no place to name.
    fits : bool or None
        Whether it is as asked for; ``None`` where nothing is asked or it cannot be told.
    """

    name: str
    found: str
    where: str = ""
    fits: bool | None = None


def thesis_facts(document: Document, thesis: Thesis) -> tuple[Fact, ...]:
    """Return what can be established of a report.

    Parameters
    ----------
    document : Document
    thesis : Thesis
        What the referential asks for.
    """
    parts = parts_of(document)
    return (
        *_length(document, parts, thesis.active_pages),
        *_structure(parts),
        *_dimensions(parts),
        *_references(parts),
        *_captions(parts, "figure", "Figures"),
        *_captions(parts, "table", "Tableaux"),
    )


def _length(document: Document, parts: Sequence[PartOfThesis], asked: Span) -> Iterator[Fact]:
    active = active_pages(document, parts)
    expected = f"{asked.minimum} à {asked.maximum} attendues"
    if active is None:
        unknown = "inconnues\u00a0: le fichier ne dit pas où les pages s’arrêtent\u00a0; exportez-le en PDF"
        yield Fact(name="Pages", found=unknown)
        return
    yield Fact(name="Pages", found=str(document.pages))
    fits = asked.minimum <= len(active) <= asked.maximum
    yield Fact(name="Pages actives", found=f"{len(active)} ({expected})", where=_spans(active), fits=fits)
    written = {item.passage.page for item in parts}
    blank = [page for page in range(1, (document.pages or 0) + 1) if page not in written]
    if blank:
        yield Fact(name="Pages sans texte (images, numérisation)", found=str(len(blank)), where=_spans(blank))


def _structure(parts: Sequence[PartOfThesis]) -> Iterator[Fact]:
    headings = [item for item in parts if item.passage.level and item.part is not Part.CONTENTS]
    first = [item.passage.text for item in headings if item.passage.level == 1]
    yield Fact(
        name="Titres marqués comme tels",
        found=f"{len(headings)}, dont {len(first)} de premier niveau",
        where="\u00a0; ".join(first[:_SHOWN]) + ("…" if len(first) > _SHOWN else ""),
        fits=None if headings else False,
    )
    contents = next((item.passage.page for item in parts if item.part is Part.CONTENTS), 0)
    yield Fact(
        name="Table des matières",
        found="trouvée" if contents != 0 else "pas trouvée",
        where=_page(contents) if contents else "",
        fits=contents != 0,
    )
    for name, pattern in (("Introduction", _INTRODUCTION), ("Conclusion", _CONCLUSION)):
        found = next((item for item in parts if item.part is Part.BODY and pattern.fullmatch(item.passage.text)), None)
        yield Fact(
            name=name,
            found="trouvée" if found else "pas trouvée",
            where=_page(found.passage.page) if found else "",
            fits=found is not None,
        )
    for name, part, needed in (("Bibliographie", Part.BIBLIOGRAPHY, True), ("Annexes", Part.ANNEXES, False)):
        heading = title_of(parts, part)
        yield Fact(
            name=name,
            found="trouvée" if heading else "pas trouvée",
            where=_page(heading.page) if heading else "",
            fits=heading is not None if needed else None,
        )


_INTRODUCTION, _CONCLUSION = (
    re2.compile(rf"(?i)(?:chapitre|partie)?[\s0-9ivx.):–-]*{word}.{{0,60}}")
    for word in ("introduction", "conclusions?")
)


def _dimensions(parts: Sequence[PartOfThesis]) -> Iterator[Fact]:
    body = [item.passage for item in parts if item.part is Part.BODY]
    for name, words in _DIMENSIONS.items():
        pattern = re2.compile(rf"(?i)(?:^|\P{{L}})(?:{words})")
        found = [(passage, len(hits)) for passage in body if (hits := pattern.findall(passage.text))]
        pages = dict.fromkeys(passage.page for passage, _ in found if passage.page)
        count = sum(hits for _, hits in found)
        yield Fact(
            name=f"Dimension {name}",
            found=f"{count} mention{'s' if count > 1 else ''}",
            where=_spans(pages),
            fits=count > 0,
        )


def _references(parts: Sequence[PartOfThesis]) -> Iterator[Fact]:
    found = references_of(parts)
    yield Fact(name="Références dans la bibliographie", found=str(len(found.listed)), fits=bool(found.listed))
    yield Fact(
        name="Références jamais appelées dans le texte",
        found=str(len(found.never_called)),
        where=_listed(found.never_called),
        fits=not found.never_called,
    )
    yield Fact(
        name="Appels absents de la bibliographie",
        found=str(len(found.never_listed)),
        where=_listed(_with_pages(found.never_listed)),
        fits=not found.never_listed,
    )


def _captions(parts: Sequence[PartOfThesis], kind: str, name: str) -> Iterator[Fact]:
    found = captions_of(parts, kind)
    yield Fact(name=f"{name}\u00a0: légendes numérotées", found=str(len(found.captioned)))
    for what, numbers in (
        ("légende sans appel dans le texte", found.never_called),
        ("appel sans légende", found.never_captioned),
        ("numéro employé deux fois", found.twice),
    ):
        if numbers:
            yield Fact(name=f"{name}\u00a0: {what}", found=str(len(numbers)), where=_listed(numbers), fits=False)


def _with_pages(called: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    for key, pages in called.items():
        yield f"{key} ({_spans(pages)})" if pages else key


def _page(number: int | None) -> str:
    return "" if number is None else f"p. {number}"


def _listed(items: Iterable[str]) -> str:
    known = list(items)
    return ", ".join(known[:_SHOWN]) + (f" et {len(known) - _SHOWN} autres" if len(known) > _SHOWN else "")


def _spans(pages: Iterable[int]) -> str:
    """Return page numbers as spans.

    Examples
    --------
    >>> _spans([3, 4, 5, 8])
    'p. 3-5, 8'
    """
    spans: list[list[int]] = []
    for page in sorted(pages):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    return f"p. {', '.join(shown[:_PLACES])}{' …' if len(shown) > _PLACES else ''}" if shown else ""
