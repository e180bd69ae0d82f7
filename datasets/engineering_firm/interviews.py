"""Twelve interviews, told by what was drawn: who says what about which theme, and how models are steered."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import without_gaps, write_text

from .process import Facts

THEMES = {
    "formats": "formats d’échange et ce qu’ils perdent",
    "versions": "versions et indices des maquettes",
    "nommage": "noms des fichiers et des éléments",
    "controle": "contrôle des maquettes",
    "competences": "formation et savoir-faire",
    "roles": "responsabilités et décisions",
    "materiel": "postes et serveurs",
    "reseau": "liaisons et accès distants",
    "licences": "jetons de licence",
    "exploitation": "données pour l’exploitation",
}
HINDRANCE, STRENGTH = "frein", "appui"
STANCES = (HINDRANCE, STRENGTH)
DRAWS_AT_MOST = 500


@dataclass(frozen=True, kw_only=True)
class Interview:
    """One interview with its reference coding.

    Parameters
    ----------
    code, person, role, site : str
    codes : mapping of str by theme
        ``frein`` or ``appui``; themes that are not spoken of from experience are left out.
    passages : mapping of str by theme
        What is told of each theme, as it stands in the text.
    announced : tuple of str
        Sentences of these passages that tell an announcement, which bears nothing out.
    text : str
    """

    code: str
    person: str
    role: str
    site: str
    codes: Mapping[str, str]
    passages: Mapping[str, str]
    announced: tuple[str, ...]
    text: str


def draw_interviews(folder: Path, facts: Facts, rng: np.random.Generator) -> tuple[Interview, ...]:
    """Return what the twelve people tell; on each theme, one at least is content and one is not.

    Parameters
    ----------
    folder : Path
        Where their words are.
    facts : mapping
        How models are steered.
    rng : numpy Generator
    """
    paths = sorted(folder.glob("I*.toml"))
    for _ in range(DRAWS_AT_MOST):
        drawn = tuple(_draw_interview(path, facts, rng) for path in paths)
        heard = {(theme, stance) for item in drawn for theme, stance in item.codes.items()}
        if heard == {(theme, stance) for theme in THEMES for stance in STANCES}:
            return drawn
    raise RuntimeError(f"no theme on which all disagree in {DRAWS_AT_MOST} draws: mend the words of the interviews")


def write_interviews(interviews: tuple[Interview, ...], public: Path) -> list[PublicFile]:
    """Write one text for each person."""
    (public / "entretiens").mkdir()
    return [
        write_text(
            public,
            f"entretiens/{item.code}.md",
            f"Entretien {item.code} : {item.role}",
            f"# Entretien {item.code} : {item.person}, {item.role} ({item.site})\n\n{item.text}\n",
        )
        for item in interviews
    ]


def hindrance_rates(interviews: tuple[Interview, ...]) -> dict[str, float]:
    """Return by theme the share of the interviews that code it as a hindrance."""
    return {theme: sum(item.codes.get(theme) == HINDRANCE for item in interviews) / len(interviews) for theme in THEMES}


def _draw_interview(path: Path, facts: Facts, rng: np.random.Generator) -> Interview:
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    statements: Mapping[str, Mapping[str, str]] = words["statements"]
    themes = list(statements)
    silent = 1 + int(len(themes) > 5 and rng.random() < 0.5)
    spoken = {themes[index] for index in rng.permutation(len(themes))[silent:].tolist()}
    codes = {theme: str(rng.choice(STANCES, p=(0.6, 0.4))) for theme in themes if theme in spoken}
    steps: Mapping[str, Mapping[str, str]] = words.get("steps", {})
    count = str(int(rng.integers(3, 10)))
    passages = {theme: Template(statements[theme][code]).substitute(count=count) for theme, code in codes.items()}
    told = dict.fromkeys(themes, "") | passages
    told |= {fact: versions[_version(fact, versions, facts)] for fact, versions in steps.items()}
    text = Template(Template(words["text"]).substitute(told, count="${count}")).substitute(count=count)
    return Interview(
        code=path.stem,
        person=words["person"],
        role=words["role"],
        site=words["site"],
        codes=codes,
        passages=passages,
        announced=tuple(words.get("announced", ())),
        text=without_gaps(text),
    )


def _version(fact: str, versions: Mapping[str, str], facts: Facts) -> str:
    """Return which version of a step is told; some depend on what comes before or after."""
    first = facts["ordre"]
    second = "publication" if first == "visa" else "visa"
    if fact == "sortie":
        return f"{'synthese' if facts['arbitrage'] == 'synthese' else 'conflits'}_{first}"
    before = "livraison" if facts["source_livraison"] == "publie" else second
    candidates = (facts[fact], f"{facts[fact]}_{first}" if fact == "reprise" else f"{facts[fact]}_{second}")
    return next(
        name for name in (f"{facts[fact]}_{before}" if fact == "archivage" else "", *candidates) if name in versions
    )


def coding_truth(interviews: tuple[Interview, ...]) -> dict[str, Any]:
    """Return the reference coding, with the words that bear it out."""
    return {
        item.code: {
            "role": item.role,
            "codes": dict(item.codes),
            "passages": dict(item.passages),
            "announced": list(item.announced),
            "text": item.text,
        }
        for item in interviews
    }
