"""How five industrial partners work, as they tell it, and the coding of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile

from .documents import enumerated

PHASES = ("conception", "fabrication", "pose", "exploitation")
NEVER = "jamais"
TOPICS = {
    "feu": "la résistance au feu des panneaux",
    "thermique_panneau": "la transmission thermique des panneaux",
    "article": "le numéro d’article des panneaux et des modules",
    "serie": "le numéro de série des panneaux et des modules",
    "thermique_fenetre": "la transmission thermique des fenêtres",
    "longueur": "la longueur des profils",
    "materiau": "le matériau des isolants",
    "classification": "le code de classification des panneaux et des modules",
}
WHEN = {
    "conception": "dès la conception",
    "fabrication": "à partir de la fabrication",
    "pose": "à partir de la pose",
    "exploitation": "à partir de l’exploitation",
}
# How each partner says that it needs something, after the phase, and that it never does.
VOICES = {
    "delorge": ("nous demandons", "Nous laissons de côté"),
    "vertval": ("il nous faut", "Nous négligeons"),
    "rochebrune": ("nous attendons", "Nous ignorons"),
    "astree": ("nos équipes réclament", "Nos équipes laissent à d’autres"),
    "lanvaux": ("nous lisons", "Nous laissons hors de notre base"),
}
NAMES = {
    "delorge": "Menuiseries Delorge",
    "vertval": "Isolants Vertval",
    "rochebrune": "Profilés Rochebrune",
    "astree": "Astrée Levage et Pose",
    "lanvaux": "Lanvaux Exploitation",
}
LEVELS = {"delorge": "lod", "vertval": "aucun", "rochebrune": "lod", "astree": "loin", "lanvaux": "aucun"}
FORMATS = ("IFC4", "IFC2X3", "natif")
KEYS = ("GlobalId", "numéro d’article", "repère")
# Chances of each phase, and of never, by topic and partner: who makes a part needs early what it makes it by, the
# erector what it finds and lifts elements by, the operator what is left when the others go.
CHANCES: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "feu": {
        "delorge": (0.5, 0.4, 0.0, 0.0, 0.1),
        "vertval": (0.6, 0.4, 0.0, 0.0, 0.0),
        "rochebrune": (0.4, 0.2, 0.0, 0.0, 0.4),
        "astree": (0.0, 0.0, 0.3, 0.0, 0.7),
        "lanvaux": (0.0, 0.0, 0.2, 0.7, 0.1),
    },
    "thermique_panneau": {
        "delorge": (0.4, 0.2, 0.0, 0.0, 0.4),
        "vertval": (0.7, 0.3, 0.0, 0.0, 0.0),
        "rochebrune": (0.5, 0.2, 0.0, 0.0, 0.3),
        "astree": (0.0, 0.0, 0.0, 0.0, 1.0),
        "lanvaux": (0.0, 0.0, 0.1, 0.5, 0.4),
    },
    "article": {
        "delorge": (0.2, 0.8, 0.0, 0.0, 0.0),
        "vertval": (0.1, 0.8, 0.0, 0.0, 0.1),
        "rochebrune": (0.2, 0.8, 0.0, 0.0, 0.0),
        "astree": (0.0, 0.2, 0.8, 0.0, 0.0),
        "lanvaux": (0.0, 0.0, 0.2, 0.7, 0.1),
    },
    "serie": {
        "delorge": (0.0, 0.3, 0.3, 0.2, 0.2),
        "vertval": (0.0, 0.3, 0.0, 0.0, 0.7),
        "rochebrune": (0.0, 0.3, 0.0, 0.0, 0.7),
        "astree": (0.0, 0.2, 0.8, 0.0, 0.0),
        "lanvaux": (0.0, 0.0, 0.4, 0.6, 0.0),
    },
    "thermique_fenetre": {
        "delorge": (0.8, 0.2, 0.0, 0.0, 0.0),
        "vertval": (0.0, 0.0, 0.0, 0.0, 1.0),
        "rochebrune": (0.6, 0.4, 0.0, 0.0, 0.0),
        "astree": (0.0, 0.0, 0.3, 0.0, 0.7),
        "lanvaux": (0.0, 0.0, 0.2, 0.6, 0.2),
    },
    "longueur": {
        "delorge": (0.3, 0.5, 0.0, 0.0, 0.2),
        "vertval": (0.1, 0.6, 0.0, 0.0, 0.3),
        "rochebrune": (0.3, 0.7, 0.0, 0.0, 0.0),
        "astree": (0.0, 0.1, 0.5, 0.0, 0.4),
        "lanvaux": (0.0, 0.0, 0.0, 0.0, 1.0),
    },
    "materiau": {
        "delorge": (0.2, 0.1, 0.0, 0.0, 0.7),
        "vertval": (0.6, 0.4, 0.0, 0.0, 0.0),
        "rochebrune": (0.0, 0.0, 0.0, 0.0, 1.0),
        "astree": (0.0, 0.0, 0.5, 0.0, 0.5),
        "lanvaux": (0.0, 0.0, 0.2, 0.7, 0.1),
    },
    "classification": {
        "delorge": (0.2, 0.4, 0.0, 0.0, 0.4),
        "vertval": (0.1, 0.5, 0.0, 0.0, 0.4),
        "rochebrune": (0.1, 0.6, 0.0, 0.0, 0.3),
        "astree": (0.0, 0.1, 0.4, 0.0, 0.5),
        "lanvaux": (0.0, 0.0, 0.3, 0.7, 0.0),
    },
}


@dataclass(frozen=True, kw_only=True)
class Practice:
    """What one partner does, in the terms of the coding grid.

    Parameters
    ----------
    partner : str
    file_format, key : str
        In which it exchanges, by which it recognises an element.
    frequency_days, delay_days : int, days
        Between two exchanges; to take a change into account.
    changes_per_month : int
    level : str
        ``lod`` where it speaks of LOD figures, ``loin`` where of levels of information need, else ``aucun``.
    needed_from : mapping of str to str
        Phase by topic, or never.
    announced : mapping of str to str
        Of two topics: the phase that its procedure states and that nobody keeps to.
    """

    partner: str
    file_format: str
    key: str
    frequency_days: int
    delay_days: int
    changes_per_month: int
    level: str
    needed_from: Mapping[str, str]
    announced: Mapping[str, str]


def draw_practices(rng: np.random.Generator) -> tuple[Practice, ...]:
    """Return what the five partners do."""
    practices = []
    for partner in NAMES:
        key = str(rng.choice(KEYS))
        needed = _draw_needs(partner, key, rng)
        told = [topic for topic, phase in needed.items() if phase != NEVER]
        spoken = rng.permutation(told).tolist()[:2]
        announced = {
            topic: str(rng.choice([phase for phase in PHASES if phase != needed[topic]])) for topic in sorted(spoken)
        }
        practices.append(
            Practice(
                partner=partner,
                file_format=str(rng.choice(FORMATS, p=(0.5, 0.3, 0.2))),
                key=key,
                frequency_days=int(rng.choice([2, 3, 5, 7, 10, 14, 30])),
                delay_days=int(rng.integers(9, 26)),
                changes_per_month=int(rng.integers(2, 15)),
                level=LEVELS[partner],
                needed_from=needed,
                announced=announced,
            )
        )
    return tuple(practices)


def _draw_needs(partner: str, key: str, rng: np.random.Generator) -> dict[str, str]:
    """Return from which phase a partner needs each datum; its key, where that is the article number, from the first."""
    choices = (*PHASES, NEVER)
    needed = {topic: str(rng.choice(choices, p=chances[partner])) for topic, chances in CHANCES.items()}
    if key == "numéro d’article":
        needed["article"] = min(needed.values(), key=choices.index)
    return needed


def needed_phases(practices: tuple[Practice, ...], majority: int) -> dict[str, str]:
    """Return by topic the first phase at which so many partners need it; what is needed stays needed."""
    found = {}
    for topic in TOPICS:
        ranks = sorted(PHASES.index(item.needed_from[topic]) for item in practices if item.needed_from[topic] != NEVER)
        found[topic] = PHASES[ranks[majority - 1]] if len(ranks) >= majority else NEVER
    return found


def is_due(first: str, phase: str) -> bool:
    """Return whether what is needed from a first phase on is due at a phase.

    Examples
    --------
    >>> is_due("fabrication", "pose"), is_due("jamais", "exploitation")
    (True, False)
    """
    return first in PHASES and PHASES.index(first) <= PHASES.index(phase)


def write_practices(practices: tuple[Practice, ...], templates: Path, public: Path) -> list[PublicFile]:
    """Write what each partner tells."""
    (public / "pratiques").mkdir()
    written = []
    for practice in practices:
        template = (templates / f"{practice.partner}.in").read_text(encoding="utf-8")
        text = Template(template).substitute(_words(practice))
        path = f"pratiques/{practice.partner}.md"
        (public / path).write_text(text, encoding="utf-8", newline="\n")
        written.append(PublicFile(path=path, label=f"Pratiques de {NAMES[practice.partner]}"))
    return written


def read_practices(public: Path) -> dict[str, str]:
    """Return what each partner tells, as written."""
    return {name: (public / "pratiques" / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}


def _words(practice: Practice) -> dict[str, Any]:
    asked, never = VOICES[practice.partner]
    needs = {phase: _topics(practice.needed_from, phase) for phase in (*PHASES, NEVER)}
    announced = {phase: _topics(practice.announced, phase) for phase in PHASES}
    stated = " et ".join(f"{WHEN[phase]} {enumerated(topics, 'et')}" for phase, topics in announced.items() if topics)
    keys = {"GlobalId": "le GlobalId", "repère": "le repère de pose"}
    return {
        "file_format": "format natif" if practice.file_format == "natif" else practice.file_format,
        "key": keys.get(practice.key, f"le {practice.key}"),
        "frequency_days": practice.frequency_days,
        "delay_days": practice.delay_days,
        "changes_per_month": practice.changes_per_month,
        "needs": " ".join(
            f"{WHEN[phase].capitalize()}, {asked} {enumerated(needs[phase], 'et')}." for phase in PHASES if needs[phase]
        ),
        "unused": f"{never} {enumerated(needs[NEVER], 'et')}. " if needs[NEVER] else "",
        "contradiction": f"Notre procédure écrite demande {stated}, mais personne ne l’applique : "
        "ce qui compte est dit plus haut.",
    }


def _topics(phases: Mapping[str, str], phase: str) -> list[str]:
    return [TOPICS[topic] for topic, first in phases.items() if first == phase]
