"""Sections of the report: there, in the order that the client asks for, and saying something of their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES, plain

# A convention of ours, printed in the notebook: fewer different words are filling.
DIFFERENT_WORDS = 20
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
FENCE = re.compile(r" {0,3}(```|~~~)")
NUMBERING = re.compile(r"^(?:(?:section|chapitre|partie) )?(?:(?:\d+|[ivxl]+|[a-h]) )+")
NAME = "report"


@dataclass(frozen=True)
class Section:
    """A heading of the report and what stands under it, subsections included."""

    title: str
    body: str


def judge_sections(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the sections: present with a text of their own, in order."""
    presence, order = "Sections exigées, chacune avec son texte", "Ordre des sections"
    demanded = [str(title) for title in case.truth["report"]["sections"]]
    found = []
    for label, weight in ((presence, 2.0), (order, 1.0)):
        if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
            found.append(missing)
    if found:
        return found
    text = answers.text(NAME) or ""
    sections = read_sections(text)
    return [
        _presence(presence, 2.0, demanded, text, sections, int(case.truth["report"]["section_characters"])),
        _order(order, 1.0, demanded, sections),
    ]


def read_sections(text: str) -> list[Section]:
    r"""Return the sections of a Markdown text; headings within fenced code are none.

    Examples
    --------
    >>> [item.title for item in read_sections("# Rapport\n## 1. Synthèse\nBref.\n### Détail\n**Suite**")]
    ['rapport', 'synthese', 'detail']
    """
    lines = text.splitlines()
    headings: list[tuple[int, int, str]] = []
    fence = ""
    for number, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark is not None and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        found = HEADING.fullmatch(line) if not fence and mark is None else None
        if found is not None:
            headings.append((number, len(found[1]), _title(found[2].rstrip(" \t#"))))
    own_lines = {number for number, _, _ in headings}
    sections = []
    for position, (number, level, title) in enumerate(headings):
        end = next((later for later, other, _ in headings[position + 1 :] if other <= level), len(lines))
        body = "\n".join(lines[index] for index in range(number, end) if index not in own_lines)
        sections.append(Section(title, plain(without_comments(body))))
    return sections


def without_comments(text: str) -> str:
    """Return a text without HTML comments; one that never ends hides the rest. In linear time, whatever is handed in.

    Examples
    --------
    >>> without_comments("a<!-- b -->c<!-- d")
    'ac'
    """
    shown, *hidden = text.split("<!--")
    return shown + "".join(part.partition("-->")[2] for part in hidden)


def _title(text: str) -> str:
    return NUMBERING.sub("", f"{plain(text)} ").strip()


def _presence(
    label: str, weight: float, demanded: Sequence[str], text: str, sections: Sequence[Section], characters: int
) -> Check:
    bodies: Mapping[str, str] = {
        title: max((item.body for item in sections if item.title == plain(title)), key=len, default="")
        for title in demanded
    }
    present = [title for title in demanded if any(item.title == plain(title) for item in sections)]
    lacking = [title for title in demanded if title not in present]
    copied = [title for title in present if bodies[title] and list(bodies.values()).count(bodies[title]) > 1]
    short = [
        title
        for title in present
        if title not in copied
        and (len(bodies[title].replace(" ", "")) < characters or len(set(bodies[title].split())) < DIFFERENT_WORDS)
    ]
    empty = len(copied) + len(short)
    fraction = (len(present) - 0.5 * empty) / len(demanded)
    received = f"{len(present) - empty} sections rédigées sur {len(demanded)}."
    if fraction == 1.0:
        return right(label, weight, received)
    parts = [received]
    parts += [f"Absentes : {', '.join(lacking)}."] if lacking else []
    parts += [f"Trop brèves ou vides : {', '.join(short)}."] if short else []
    parts += [f"Au texte recopié : {', '.join(copied)}."] if copied else []
    if {plain(title) for title in lacking} & {_title(line) for line in text.splitlines()}:
        mistake = "not-a-heading"
    elif lacking:
        mistake = "section-missing"
    else:
        mistake = "copied-text" if copied else "heading-without-content"
    return wrong(label, weight, " ".join(parts), misconception=MISTAKES[mistake], fraction=fraction)


def _order(label: str, weight: float, demanded: Sequence[str], sections: Sequence[Section]) -> Check:
    titles = [plain(title) for title in demanded]
    given = list(dict.fromkeys(item.title for item in sections if item.title in titles))
    if 2 * len(given) <= len(titles):
        return wrong(label, weight, f"{len(given)} sections exigées trouvées : trop peu pour juger de leur ordre.")
    if given == [title for title in titles if title in given]:
        return right(label, weight, "Les sections se suivent comme demandé.")
    return wrong(
        label, weight, "Les sections ne se suivent pas comme demandé.", misconception=MISTAKES["sections-order"]
    )
