"""Eight interviews, told by what was drawn: who is held back by what, and who is not."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import without_gaps, write_text

THEMES = {
    "partage": "partage des données et responsabilité",
    "competences": "formation et savoir-faire",
    "outils": "logiciels, formats et matériels",
    "charge": "charge de travail et saisies en double",
    "decision": "décisions et validations",
    "controle": "crainte d’être surveillé ou noté",
    "cout": "coût pour celui qui le supporte",
    "utilite": "utilité de la maquette pour son propre travail",
}
HINDRANCE, STRENGTH, SILENT = "frein", "appui", ""
SHARES = (0.55, 0.3, 0.15)
# How many hindrances are heard in all.
HEARD = range(14, 21)
DRAWS_AT_MOST = 500
COUNTS = ("quatre", "cinq", "six", "sept", "huit", "neuf")


@dataclass(frozen=True, kw_only=True)
class Interview:
    """One interview with its reference coding.

    Parameters
    ----------
    code, person, role, group : str
    codes : mapping of str by theme
        ``frein`` or ``appui``; themes that are not spoken of from experience are left out.
    passages : mapping of str by theme
        What is told of each theme, as it stands in the text.
    text : str
    """

    code: str
    person: str
    role: str
    group: str
    codes: Mapping[str, str]
    passages: Mapping[str, str]
    text: str


def draw_interviews(folder: Path, rng: np.random.Generator) -> tuple[Interview, ...]:
    """Return what the eight people tell; each theme holds somebody back, and somebody else not.

    Parameters
    ----------
    folder : Path
        Where their words are.
    rng : numpy Generator
    """
    paths = sorted(folder.glob("I*.toml"))
    for _ in range(DRAWS_AT_MOST):
        drawn = tuple(_draw_interview(path, rng) for path in paths)
        told = [(theme, stance) for item in drawn for theme, stance in item.codes.items()]
        everything = {(theme, stance) for theme in THEMES for stance in (HINDRANCE, STRENGTH)}
        if set(told) == everything and sum(stance == HINDRANCE for _, stance in told) in HEARD:
            return drawn
    raise RuntimeError(f"no theme on which all disagree in {DRAWS_AT_MOST} draws: mend the words of the interviews")


def write_interviews(interviews: tuple[Interview, ...], public: Path) -> list[PublicFile]:
    """Write one text for each person."""
    (public / "entretiens").mkdir()
    return [
        write_text(
            public,
            f"entretiens/{item.code}.md",
            f"Entretien {item.code}, {item.role}",
            f"# Entretien {item.code} : {item.person}, {item.role}\n\nGroupe : {item.group}\n\n{item.text}\n",
        )
        for item in interviews
    ]


def interviews_truth(interviews: tuple[Interview, ...]) -> dict[str, Any]:
    """Return the reference coding with its passages, and the resistances that an action must meet."""
    return {
        "coding": {
            item.code: {
                "role": item.role,
                "group": item.group,
                "codes": dict(item.codes),
                "passages": dict(item.passages),
                "text": item.text,
            }
            for item in interviews
        },
        "resistances": [
            {"code": f"{item.code}-{theme}", "group": item.group, "theme": theme}
            for item in interviews
            for theme, stance in item.codes.items()
            if stance == HINDRANCE
        ],
    }


def _draw_interview(path: Path, rng: np.random.Generator) -> Interview:
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    statements: Mapping[str, Mapping[str, Any]] = words["statements"]
    count = COUNTS[int(rng.integers(len(COUNTS)))]
    codes = {theme: str(rng.choice((HINDRANCE, STRENGTH, SILENT), p=SHARES)) for theme in statements}
    codes = {theme: stance for theme, stance in codes.items() if stance}
    passages = {}
    for theme, stance in codes.items():
        said = statements[theme][stance]
        wording = said if stance == STRENGTH else said[int(rng.integers(len(said)))]
        passages[theme] = Template(wording).substitute(count=count)
    text = Template(words["text"]).substitute(dict.fromkeys(statements, "") | passages | {"count": count})
    return Interview(
        code=path.stem,
        person=words["person"],
        role=words["role"],
        group=words["group"],
        codes=codes,
        passages=passages,
        text=without_gaps(text),
    )
