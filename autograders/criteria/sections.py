"""Judges of a report in Markdown: the sections that were asked for are there, in order, each with a text of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .wording import absent, right, wrong
from .words import plain

# A convention of ours, which a notebook prints: fewer different words are filling.
DIFFERENT_WORDS = 20
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_NUMBERING = re.compile(r"^(?:(?:section|chapitre|partie) )?(?:(?:\d+|[ivxl]+|[a-h]) )+")


@dataclass(frozen=True)
class Section:
    """A heading of a report and what stands under it, subsections included; both without case, accents, signs."""

    title: str
    body: str


def sections_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    demanded: Sequence[str],
    characters: int,
    misconceptions: Mapping[str, Misconception],
) -> Check:
    """Judge whether each section that was asked for is there and says something of its own.

    Numbering, case and accents of titles do not matter. A section that is there without a text counts for half.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``text`` answer in Markdown.
    weight : float
    demanded : sequence of str
        Titles.
    characters : int
        That a text has at least, blanks left out.
    misconceptions : mapping by identifier
        Of the exercise: ``section-missing``, ``not-a-heading``, ``heading-without-content``, ``copied-text``.

    Returns
    -------
    Check
    """
    label = "Sections exigées, chacune avec son texte"
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    text = answers.text(name) or ""
    sections = read_sections(text)
    bodies = {
        title: max((item.body for item in sections if item.title == plain(title)), key=len, default="")
        for title in demanded
    }
    present = [title for title in demanded if any(item.title == plain(title) for item in sections)]
    lacking = [title for title in demanded if title not in present]
    copied = [title for title in present if bodies[title] and list(bodies.values()).count(bodies[title]) > 1]
    short = [title for title in present if title not in copied and _is_short(bodies[title], characters)]
    empty = len(copied) + len(short)
    fraction = (len(present) - 0.5 * empty) / len(demanded)
    received = f"{len(present) - empty} sections rédigées sur {len(demanded)}."
    if fraction == 1.0:
        return right(label, weight, received)
    parts = [received]
    parts += [f"Absentes : {', '.join(lacking)}."] if lacking else []
    parts += [f"Trop brèves ou vides : {', '.join(short)}."] if short else []
    parts += [f"Au texte recopié : {', '.join(copied)}."] if copied else []
    if {plain(title) for title in lacking} & {_title(line) for line in text.splitlines()}:
        mistake = "not-a-heading"
    elif lacking:
        mistake = "section-missing"
    else:
        mistake = "copied-text" if copied else "heading-without-content"
    return wrong(label, weight, " ".join(parts), misconception=misconceptions[mistake], fraction=fraction)


def sections_order_check(
    answers: Answers, name: str, *, weight: float, demanded: Sequence[str], misconception: Misconception
) -> Check:
    """Judge whether the sections that are there follow each other as was asked for; half of them at least are needed.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``text`` answer in Markdown.
    weight : float
    demanded : sequence of str
        Titles, in order.
    misconception : Misconception
        Of another order.

    Returns
    -------
    Check
    """
    label = "Ordre des sections"
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    titles = [plain(title) for title in demanded]
    sections = read_sections(answers.text(name) or "")
    given = list(dict.fromkeys(item.title for item in sections if item.title in titles))
    if 2 * len(given) <= len(titles):
        return wrong(label, weight, f"{len(given)} sections exigées trouvées : trop peu pour juger de leur ordre.")
    if given == [title for title in titles if title in given]:
        return right(label, weight, "Les sections se suivent comme demandé.")
    return wrong(label, weight, "Les sections ne se suivent pas comme demandé.", misconception=misconception)


# Several checks read the same report.
@lru_cache(maxsize=2)
def read_sections(text: str) -> tuple[Section, ...]:
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
        mark = _FENCE.match(line)
        if mark is not None and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        found = _HEADING.fullmatch(line) if not fence and mark is None else None
        if found is not None:
            headings.append((number, len(found[1]), _title(found[2].rstrip(" \t#"))))
    own_lines = {number for number, _, _ in headings}
    sections = []
    for position, (number, level, title) in enumerate(headings):
        end = next((later for later, other, _ in headings[position + 1 :] if other <= level), len(lines))
        body = "\n".join(lines[index] for index in range(number, end) if index not in own_lines)
        sections.append(Section(title, plain(_without_comments(body))))
    return tuple(sections)


def _is_short(body: str, characters: int) -> bool:
    return len(body.replace(" ", "")) < characters or len(set(body.split())) < DIFFERENT_WORDS


def _without_comments(text: str) -> str:
    """Return a text without HTML comments; one that never ends hides the rest. In linear time, whatever is handed in.

    Examples
    --------
    >>> _without_comments("a<!-- b -->c<!-- d")
    'ac'
    """
    shown, *hidden = text.split("<!--")
    return shown + "".join(part.partition("-->")[2] for part in hidden)


def _title(text: str) -> str:
    return _NUMBERING.sub("", f"{plain(text)} ").strip()
