"""What was mounted on site and what was replaced since: records by place, with the slips that such records have."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from .model import Model
from .requirements import applies
from .vocabulary import OCCURRENCE

FIRST_DAY = date(2026, 3, 2)
REASONS = ("infiltration", "choc de nacelle", "joint décollé", "parement fissuré")
WINDOW_REASON = "vitrage fêlé"


@dataclass(frozen=True, kw_only=True)
class Mounted:
    """A row of the as-built record."""

    place: str
    serial: str
    article: str
    revision: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """A row of the maintenance record."""

    place: str
    removed: str
    fitted: str
    article: str
    revision: str
    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Service:
    """Both records and the truth about them.

    Parameters
    ----------
    built : list of Mounted
    maintained : list of Replaced
        In order of time.
    truth : dict
    """

    built: list[Mounted]
    maintained: list[Replaced]
    truth: dict[str, Any]


def draw_service(model: Model, revisions: Mapping[str, str], rng: np.random.Generator) -> Service:
    """Return the records of a building.

    Parameters
    ----------
    model : Model
        Without faults: each assembly has its serial number.
    revisions : mapping of str to str
        Published, by article.
    rng : numpy.random.Generator

    Returns
    -------
    Service
        Two places hold another article than designed, two an older revision; one serial number is recorded at two
        places, one place is still empty. Of six to eight replacements, one or two remove a serial that is not there,
        and two are made at one place; which ones is drawn.
    """
    places = {key: item.kind for key, item in model.elements.items() if applies("ouvrage", model.kind_of(key))}
    panels = [key for key in rng.permutation(list(places)).tolist() if key.startswith("PF")]
    numbers = sorted({places[key] for key in panels})
    other = {key: next(number for number in numbers if number != places[key]) for key in panels[:2]}
    older = [key for key in panels[2:] if revisions[places[key]] > "A"][:2]
    doubled, copied, empty, *spare = (key for key in panels[2:] if key not in older)
    serials = {key: str(model.elements[key].properties[OCCURRENCE]["SerialNumber"]) for key in places}
    serials[doubled] = serials[copied]
    built = []
    for rank, key in enumerate(places):
        article = other.get(key, places[key])
        letter = chr(ord(revisions[article]) - 1) if key in older else revisions[article]
        day = FIRST_DAY + timedelta(days=rank // 3)
        if key != empty:
            built.append(Mounted(place=key, serial=serials[key], article=article, revision=letter, day=day))
    # One place is visited twice; what is said to be removed from the misread ones is not what is there.
    visited = spare[: int(rng.integers(5, 8))]
    misread = set(visited[1 : int(rng.integers(2, 4))])
    visits = rng.permutation([*visited, visited[0]]).tolist()
    glazed = {
        key for key in visited if any(model.kind_of(part).ifc_class == "IfcWindow" for part in model.parts_of(key))
    }
    maintained, current = _replacements({row.place: row for row in built}, visits, misread, glazed, revisions, rng)
    truth = {
        "other_article": {key: {"designed": places[key], "mounted": number} for key, number in other.items()},
        "older_revision": sorted(older),
        "serial_twice": {"serial": serials[copied], "places": sorted((doubled, copied))},
        "empty": [empty],
        "rejected_replacements": [rank for rank, key in enumerate(visits) if key in misread],
        "current_serials": current,
        "designed": places,
        "built": {row.place: [row.serial, row.article, row.revision] for row in built},
        "replacements": [[row.place, row.removed, row.fitted, row.article, row.revision] for row in maintained],
    }
    return Service(built=built, maintained=maintained, truth=truth)


def _replacements(
    built: Mapping[str, Mounted],
    visits: list[str],
    misread: Set[str],
    glazed: Set[str],
    revisions: Mapping[str, str],
    rng: np.random.Generator,
) -> tuple[list[Replaced], dict[str, str]]:
    """Return the replacements, visit by visit, and the serials in place after them; serials of some are misread."""
    current = {place: row.serial for place, row in built.items()}
    maintained, day = [], FIRST_DAY + timedelta(days=120)
    for rank, place in enumerate(visits):
        day += timedelta(days=int(rng.integers(6, 25)))
        removed, fitted = current[place], f"{place[:2]}{700001 + 13 * rank:06d}"
        if place in misread:
            removed = f"{removed[:-1]}{(int(removed[-1]) + 5) % 10}"
        else:
            current[place] = fitted
        article = built[place].article
        maintained.append(
            Replaced(
                place=place,
                removed=removed,
                fitted=fitted,
                article=article,
                revision=revisions[article],
                day=day,
                reason=str(rng.choice((*REASONS, WINDOW_REASON) if place in glazed else REASONS)),
            )
        )
    return maintained, current
