"""Abbreviations of the report: each that is demanded, or used, is told in words beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from autograders.criteria import absent, plain, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES

NAME = "report"
# Characters on either side of an abbreviation in which its meaning is sought; a convention printed in the notebook.
SPAN = 120
# Beginnings of words that a meaning holds, all of one line; several wordings are right.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "BIM": (
        "build inform model",
        "build inform manag",
        "model inform batiment",
        "model donnee batiment",
        "maquette numer",
    ),
    "IFC": (
        "industry foundation class",
        "format ouvert",
        "format echange",
        "format neutre",
        "format norm",
        "norme echange",
    ),
    "IDS": (
        "information delivery spec",
        "specification inform",
        "specification livr",
        "specification exigence",
        "exigence inform",
        "exigence machine",
        "exigence maquette",
        "exigence control",
        "regle control",
    ),
    "SWOT": ("strength weakness opportunit threat", "force faiblesse opportunit menace"),
    "RAID": (
        "redundant array disk",
        "disque redond",
        "disque grappe",
        "disque ensemble",
        "disque group",
        "disque regroup",
        "disque panne",
        "disque perte",
    ),
    "PUE": (
        "power usage effect",
        "efficacite energ",
        "performance energ",
        "rendement energ",
        "indicateur energ",
        "energ inform",
        "energ total",
        "consommation inform",
        "consommation total",
    ),
    "EDC": ("environnement donnee commun", "espace donnee commun", "common data environment"),
    "SIE": ("siege", "sarvigny"),
    "AG1": ("lestrade",),
    "AG2": ("port armel",),
    "HEB": ("heberg",),
    "MOD": ("modeleur", "modelis", "arkaline"),
    "COO": ("coordination", "croizee"),
    "GMA": ("maintenance", "mainta"),
    "STR": ("structure", "portik"),
    "CVC": ("fluide", "chauffage ventilation", "ventoria"),
    "IOPS": ("operation seconde", "input output", "entree sortie"),
    "RTT": ("aller retour", "round trip"),
    "TCO": ("cout global", "cout total", "cout complet", "total cost"),
}
# What the same letters mean elsewhere.
ELSEWHERE = {"IDS": ("intrusion",), "MOD": ("ouvrage deleguee", "ouvrage delegue"), "EDC": ("entrepot",)}
# « AG1 et AG2 : … » tells both.
SAID_AFTER = re.compile(
    r"(?:(?:,|/|\s+et)\s*[A-Z][A-Z0-9]{1,4})*[\s*_`»\"]*(?:[:(=→–—,|\[]|-\s|est |désigne |signifie |pour )"
)
SAID_BEFORE = re.compile(r"(?:[(\[]|\b(?:dite?s?|notée?s?|abrégée?s?(?: en)?)\s)[\s*_`«\"]*$")
OWN_LINE = re.compile(r"\s*(?:[-*+|#>]|\d+[.)])")


def judge_abbreviations(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the abbreviations that the specification demands and of those that the report uses."""
    label, weight = "Abréviations développées", 2.5
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    lines = tuple(joined(answers.text(NAME) or ""))
    demanded = [str(word) for word in case.truth["report"]["abbreviations"]]
    expected = [*demanded, *(word for word in MEANINGS if word not in demanded and any(_places(word, lines)))]
    told = {word: tuple(meanings_told(word, lines)) for word in expected}
    lacking = [word for word in expected if not _one_of(MEANINGS[word], told[word])]
    received = f"{len(expected) - len(lacking)} abréviations développées sur {len(expected)}."
    if not lacking:
        return right(label, weight, received)
    other = [word for word in lacking if _one_of(ELSEWHERE.get(word, ()), told[word])]
    message = f"{received} Sans leur sens : {', '.join(lacking)}."
    mistake = MISTAKES["other-meaning" if other else "undefined-abbreviation"]
    fraction = 1 - len(lacking) / len(expected)
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def joined(text: str) -> Iterator[str]:
    r"""Return the lines of a Markdown text, those of one paragraph as one.

    Examples
    --------
    >>> list(joined("L’environnement de données\ncommun (EDC).\n\n| IFC | format ouvert |\n- BIM : …"))
    ['L’environnement de données commun (EDC).', '| IFC | format ouvert |', '- BIM : …']
    """
    paragraph: list[str] = []
    for line in (*text.splitlines(), ""):
        if paragraph and (not line.strip() or OWN_LINE.match(line)):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip())


def meanings_told(word: str, lines: Iterable[str]) -> Iterator[str]:
    """Return what stands beside an abbreviation where a meaning would: after it, or before it in brackets.

    Examples
    --------
    >>> list(meanings_told("EDC", ["Données communes (EDC)", "l’EDC garde tout", "| EDC | données |"]))
    ['donnees communes', 'donnees']
    >>> list(meanings_told("AG1", ["AG1 et **AG2** sont loin", "AG1 et AG2 : deux agences"]))
    ['et ag2 deux agences']
    """
    for line, start, end in _places(word, lines):
        if SAID_AFTER.match(line[end : end + SPAN]):
            yield plain(line[end : end + SPAN])
        if SAID_BEFORE.search(line[max(0, start - 16) : start]):
            yield plain(line[max(0, start - SPAN) : start])


def _places(word: str, lines: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    token = re.compile(rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])")
    holding = (line for line in lines if word in line)
    return ((line, found.start(), found.end()) for line in holding for found in token.finditer(line))


def _one_of(meanings: Iterable[str], told: Iterable[str]) -> bool:
    return any(_holds(meaning.split(), each.split()) for each in told for meaning in meanings)


def _holds(beginnings: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)
