"""Information containers of the common data environment: names, states, acts; conventions of the firm."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from .ifc_files import BUILDING

WORK, SHARED, PUBLISHED, ARCHIVED = "en cours", "partagé", "publié", "archivé"
LEGAL = ((WORK, SHARED), (SHARED, WORK), (SHARED, PUBLISHED), (PUBLISHED, ARCHIVED))
ACTS = {SHARED: "vérification", WORK: "retour", PUBLISHED: "autorisation", ARCHIVED: "acceptation"}
NAME = r"P[0-9]{3}-TVN-(ZZ|B[0-9])-(ZZ|N[0-9]{2})-(M3|PL|NC|TB)-[CES]-[0-9]{4}"
REVISIONS = {WORK: r"P[0-9]{2}\.[0-9]{2}", SHARED: r"P[0-9]{2}", PUBLISHED: r"C[0-9]{2}", ARCHIVED: r"C[0-9]{2}"}
RULES = {
    "RC-1": "le nom suit la convention de nommage",
    "RC-2": "chaque passage d’un état à un autre est permis",
    "RC-3": "chaque passage porte l’acte que son état d’arrivée demande",
    "RC-4": "la vérification n’est pas faite par l’auteur",
    "RC-5": "l’indice de révision est celui de l’état au registre",
    "RC-6": "l’état au registre est celui du dernier passage du journal",
}
PEOPLE = ("A. Bréval", "C. Doumas", "H. Estève", "J. Kermadec", "L. Marsac", "N. Quéré", "S. Tissot", "V. Yvars")
TYPES = {"M3": "maquette", "PL": "plan", "NC": "note de calcul", "TB": "tableau"}
DISCIPLINES = {"S": "structure", "C": "fluides", "E": "électricité"}
OTHERS = 13
FIRST_DAY = date(2025, 9, 1)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A change of state in the log."""

    day: date
    origin: str
    target: str
    act: str
    person: str


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container as the register has it, with its log.

    Parameters
    ----------
    name, title, author, state, revision, file : str
        The file is empty but for the models that are handed out.
    log : tuple of Passage
    """

    name: str
    title: str
    author: str
    state: str
    revision: str
    file: str
    log: tuple[Passage, ...]


Breaking = Callable[[Container, np.random.Generator], Container]


def draw_containers(
    project: str, models: dict[str, str], rng: np.random.Generator
) -> tuple[tuple[Container, ...], list[tuple[str, str]]]:
    """Return the register, and which container breaks which rule.

    Parameters
    ----------
    project : str
        Code, such as ``P214``.
    models : dict of str by letter of discipline
        Files of the models that are handed out.
    rng : numpy Generator

    Returns
    -------
    tuple
        Containers, and the pairs of name as registered and rule.
    """
    handed = [("M3", letter, file) for letter, file in models.items()]
    others = [(str(rng.choice(list(TYPES))), str(rng.choice(list(DISCIPLINES))), "") for _ in range(OTHERS)]
    drawn = [_sound(project, rank, *row, rng) for rank, row in enumerate((*handed, *others), start=1)]
    faulty = rng.permutation(len(drawn)).tolist()
    codes = [*BREAKINGS, *rng.choice(list(BREAKINGS), 2).tolist()]
    for rank, code in zip(faulty, codes, strict=False):
        drawn[rank] = BREAKINGS[code](drawn[rank], rng)
    return tuple(drawn), [(each.name, code) for each in drawn for code in broken_rules(each)]


def broken_rules(container: Container) -> list[str]:
    """Return the rules that a container breaks."""
    log = container.log
    met = {
        "RC-1": re.fullmatch(NAME, container.name) is not None,
        "RC-2": all((each.origin, each.target) in LEGAL for each in log)
        and all(one.target == other.origin for one, other in pairwise(log)),
        "RC-3": all(each.act == ACTS[each.target] for each in log),
        "RC-4": all(each.person != container.author for each in log if each.target == SHARED),
        "RC-5": re.fullmatch(REVISIONS[container.state], container.revision) is not None,
        "RC-6": container.state == (log[-1].target if log else WORK),
    }
    return [code for code, held in met.items() if not held]


def container_rows(containers: Sequence[Container]) -> tuple[list[Any], list[Any]]:
    """Return the rows of the register and those of the log, the log by day."""
    register = [(each.name, each.title, each.author, each.state, each.revision, each.file) for each in containers]
    passages = [(step.day, each.name, step) for each in containers for step in each.log]
    log = [
        (f"{day:%d/%m/%Y}", name, step.origin, step.target, step.act, step.person)
        for day, name, step in sorted(passages, key=lambda row: row[:2])
    ]
    return register, log


def _sound(project: str, rank: int, kind: str, letter: str, file: str, rng: np.random.Generator) -> Container:
    names = rng.permutation(PEOPLE).tolist()
    path = (WORK, SHARED, PUBLISHED, ARCHIVED)[: int(rng.integers(2, 5))]
    if file and path[-1] == ARCHIVED:
        path = path[:-1]
    if rng.random() < 0.3:
        path = (WORK, SHARED, *path)
    day = FIRST_DAY
    log = []
    for origin, target in pairwise(path):
        # Working days; the first passage comes within four weeks.
        step = int(rng.integers(1, 20)) if day == FIRST_DAY else int(rng.integers(2, 9))
        day = np.busday_offset(day, step).astype(date)
        person = names[1] if target == SHARED else names[2]
        log.append(Passage(day=day, origin=origin, target=target, act=ACTS[target], person=person))
    # The models that are handed out are of one building.
    volume = BUILDING if file else f"B{int(rng.integers(1, 4))}"
    storey = str(rng.choice(["ZZ", "N00", "N01", "N02"]))
    number = int(rng.integers(1, 3))
    return Container(
        name=f"{project}-TVN-{volume}-{'ZZ' if kind == 'M3' else storey}-{kind}-{letter}-{rank:04d}",
        title=f"{TYPES[kind].capitalize()} {DISCIPLINES[letter]}",
        author=names[0],
        state=path[-1],
        revision={SHARED: f"P{number:02d}"}.get(path[-1], f"C{number:02d}"),
        file=file,
        log=tuple(log),
    )


def _bad_name(container: Container, rng: np.random.Generator) -> Container:
    fields = container.name.split("-")
    wrong = (
        "_".join(fields),
        "-".join([*fields[:2], *fields[3:]]),
        "-".join([*fields[:-1], fields[-1][1:]]),
        f"{container.name}-final",
    )
    return replace(container, name=wrong[int(rng.integers(len(wrong)))])


def _short_cut(container: Container, _: np.random.Generator) -> Container:
    """Go from work to publication with no sharing."""
    first = container.log[0]
    log = (replace(first, target=PUBLISHED, act=ACTS[PUBLISHED]),)
    return replace(container, log=log, state=PUBLISHED, revision="C01")


def _other_act(container: Container, _: np.random.Generator) -> Container:
    last = container.log[-1]
    act = ACTS[PUBLISHED] if last.target == SHARED else ACTS[SHARED]
    return replace(container, log=(*container.log[:-1], replace(last, act=act)))


def _own_check(container: Container, _: np.random.Generator) -> Container:
    log = tuple(replace(each, person=container.author) if each.target == SHARED else each for each in container.log)
    return replace(container, log=log)


def _other_revision(container: Container, _: np.random.Generator) -> Container:
    return replace(container, revision="C01" if container.state == SHARED else "P02")


def _other_state(container: Container, _: np.random.Generator) -> Container:
    """Let the register run ahead of the log, or lag behind it."""
    state = {SHARED: PUBLISHED, PUBLISHED: ARCHIVED, ARCHIVED: PUBLISHED}[container.state]
    return replace(container, state=state, revision="C01")


BREAKINGS: dict[str, Breaking] = {
    "RC-1": _bad_name,
    "RC-2": _short_cut,
    "RC-3": _other_act,
    "RC-4": _own_check,
    "RC-5": _other_revision,
    "RC-6": _other_state,
}
