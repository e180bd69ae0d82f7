"""Abbreviations of the report: each that is demanded, or used, is told in words beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from autograders.criteria import absent, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES, plain

NAME = "report"
# Characters on either side of an abbreviation in which its meaning is sought; a convention printed in the notebook.
SPAN = 120
# Beginnings of words that a meaning holds, all of one line; several wordings are right.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "BIM": ("build inform model", "model inform batiment", "model donnee batiment", "maquette numerique"),
    "IFC": ("industry foundation class", "classe fond industri", "format ouvert", "format echange", "norme echange"),
    "IDS": ("information delivery spec", "specification inform", "specification exigence", "exigence inform"),
    "SWOT": ("strength weakness opportunit threat", "force faiblesse opportunit menace"),
    "RAID": ("redundant array disk", "disque redondan", "grappe disque", "ensemble disque", "disque panne"),
    "PUE": ("power usage effect", "efficacite energ", "rendement energ", "energie inform"),
    "EDC": ("environnement donnee commun", "common data environment"),
    "SIE": ("siege", "sarvigny"),
    "AG1": ("lestrade",),
    "AG2": ("port armel",),
    "HEB": ("heberg",),
    "MOD": ("modeleur", "modelisation", "arkaline"),
    "COO": ("coordination", "croizee"),
    "GMA": ("maintenance", "mainta"),
    "STR": ("structure", "portik"),
    "CVC": ("fluide", "chauffage ventilation", "ventoria"),
    "IOPS": ("operation seconde", "input output", "entree sortie"),
    "RTT": ("aller retour", "round trip"),
    "TCO": ("cout global", "cout total", "total cost"),
}
# What the same letters mean elsewhere.
ELSEWHERE = {"IDS": ("intrusion",), "MOD": ("ouvrage deleguee", "ouvrage delegue"), "EDC": ("entrepot",)}
SAID_AFTER = re.compile(r"[\s*_`»\"]*(?:[:(=–—,|\[]|-\s|est |désigne |signifie |pour )")
SAID_BEFORE = re.compile(r"\(\s*[*_`«\"]*\s*$")
CONTINUED = re.compile(r"\s*(?:[-*+|#>]|\d+[.)])")


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
        if paragraph and (not line.strip() or CONTINUED.match(line)):
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
    """
    for line, start, end in _places(word, lines):
        if SAID_AFTER.match(line[end : end + SPAN]):
            yield plain(line[end : end + SPAN])
        if SAID_BEFORE.search(line[max(0, start - 8) : start]):
            yield plain(line[max(0, start - SPAN) : start])


def _places(word: str, lines: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    token = re.compile(rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])")
    return ((line, found.start(), found.end()) for line in lines for found in token.finditer(line))


def _one_of(meanings: Iterable[str], told: Iterable[str]) -> bool:
    return any(_holds(meaning.split(), each.split()) for each in told for meaning in meanings)


def _holds(beginnings: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)
