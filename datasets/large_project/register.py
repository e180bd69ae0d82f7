"""The register of stakeholders, and a panel to interview that somebody chose among those at hand."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from autograders.domain.stakeholders import attitude, quotas, representativity

LEAST_BODIES = 60
DOUBLED = 2


@dataclass(frozen=True, kw_only=True)
class Body:
    """A line of the register.

    Parameters
    ----------
    line : str
    identifier : str
        Of the body, the same on each of its lines.
    name, category, part : str
    power, interest : int
        From 1 to 5.
    """

    line: str
    identifier: str
    name: str
    category: str
    part: str
    power: int
    interest: int


@dataclass(frozen=True, kw_only=True)
class Register:
    """The register with its doubled lines, and the panel.

    Parameters
    ----------
    labels : mapping of str by category
    lines : tuple of Body
        A body that was entered twice has two.
    panel : tuple of str
        Identifiers.
    size : int
        Interviews that there is time for.
    """

    labels: Mapping[str, str]
    lines: tuple[Body, ...]
    panel: tuple[str, ...]
    size: int

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies, each once."""
        return tuple({body.identifier: body for body in reversed(self.lines)}.values())[::-1]


def draw_register(path: Path, metropolis: str, rng: np.random.Generator) -> Register:
    """Return a register of sixty bodies or more, two of them entered twice, and a panel that is out of proportion.

    Parameters
    ----------
    path : Path
        Of the bodies that there are.
    metropolis : str
    rng : numpy Generator
    """
    categories = tomllib.loads(path.read_text(encoding="utf-8"))["categories"]
    while True:
        counts = [int(rng.integers(low, high + 1)) for low, high in (each["drawn"] for each in categories)]
        if sum(counts) >= LEAST_BODIES:
            break
    bodies = [
        body
        for each, count in zip(categories, counts, strict=True)
        for body in _draw_bodies(each, count, metropolis, rng)
    ]
    identifiers = 100_000 + rng.permutation(800_000)[: len(bodies)]
    bodies = [
        replace(body, identifier=f"{number:06d}") for body, number in zip(bodies, identifiers.tolist(), strict=True)
    ]
    size = int(rng.integers(18, 25))
    doubled = [_entered_again(bodies[index]) for index in rng.permutation(len(bodies))[:DOUBLED].tolist()]
    shuffled = [*bodies, *doubled]
    order = rng.permutation(len(shuffled)).tolist()
    lines = tuple(replace(shuffled[index], line=f"PP-{number:03d}") for number, index in enumerate(order, start=1))
    return Register(
        labels={each["code"]: each["label"] for each in categories},
        lines=lines,
        panel=_draw_panel(bodies, size, rng),
        size=size,
    )


def register_truth(register: Register, threshold: int) -> dict[str, Any]:
    """Return quotas, how the panel compares with them, and how each body is to be treated."""
    bodies = register.bodies
    strata = dict(Counter(body.category for body in bodies))
    wanted = quotas(strata, register.size)
    category = {body.identifier: body.category for body in bodies}
    met = Counter(category[identifier] for identifier in register.panel)
    found = representativity(met, strata)
    return {
        "strata": strata,
        "bodies": {
            body.identifier: {"category": body.category, "power": body.power, "interest": body.interest}
            for body in bodies
        },
        "envisaged": sorted(register.panel),
        "size": register.size,
        "quotas": wanted,
        "panel": {name: met.get(name, 0) for name in strata},
        "over": [name for name in strata if met.get(name, 0) > wanted[name]],
        "under": [name for name in strata if met.get(name, 0) < wanted[name]],
        "missing": list(found.missing),
        "total_variation": found.total_variation,
        "chi_square": found.chi_square,
        "reliable": found.reliable,
        "attitudes": {
            body.identifier: attitude(body.power, body.interest, threshold=threshold).value for body in bodies
        },
        "doubled": [
            identifier for identifier, times in Counter(body.identifier for body in register.lines).items() if times > 1
        ],
    }


def _draw_bodies(each: Mapping[str, Any], count: int, metropolis: str, rng: np.random.Generator) -> list[Body]:
    found = []
    for index in sorted(rng.permutation(len(each["bodies"]))[:count].tolist()):
        name, part = (Template(text).substitute(metro=metropolis) for text in each["bodies"][index].split(" | "))
        power, interest = (
            int(np.clip(round(float(rng.normal(each[score], 0.8))), 1, 5)) for score in ("power", "interest")
        )
        found.append(
            Body(
                line="",
                identifier="",
                name=name,
                category=each["code"],
                part=part,
                power=power,
                interest=interest,
            )
        )
    return found


def _entered_again(body: Body) -> Body:
    """Return the line of somebody who did not see that the body was there."""
    return replace(body, name=body.name.upper().replace("’", "'"))


def _draw_panel(bodies: Sequence[Body], size: int, rng: np.random.Generator) -> tuple[str, ...]:
    """Return whom somebody chose: one category left out, one cut short, and two others met instead."""
    strata = dict(Counter(body.category for body in bodies))
    met = quotas(strata, size)
    order = [list(strata)[index] for index in rng.permutation(len(strata)).tolist()]
    missing, short = [name for name in order if met[name] >= 2][:2]
    freed = met[missing] + 1
    met |= {missing: 0, short: met[short] - 1}
    roomy = [name for name in order if name not in (missing, short) and strata[name] > met[name]]
    while freed:
        for name in roomy[:2]:
            if freed and strata[name] > met[name]:
                met[name] += 1
                freed -= 1
        if all(strata[name] == met[name] for name in roomy[:2]):
            roomy = roomy[1:]
    chosen = []
    for name, count in met.items():
        own = [body.identifier for body in bodies if body.category == name]
        chosen += [own[index] for index in sorted(rng.permutation(len(own))[:count].tolist())]
    return tuple(chosen)
