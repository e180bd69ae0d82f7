"""What was mounted on site and what was replaced since: records by place, with the slips that such records have."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from .model import Model
from .requirements import applies

FIRST_DAY = date(2026, 3, 2)
REASONS = ("infiltration", "choc de nacelle", "défaut de ventilation", "joint décollé", "vitrage fêlé")


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


def draw_service(model: Model, revisions: dict[str, str], rng: np.random.Generator) -> Service:
    """Return the records of a building.

    Parameters
    ----------
    model : Model
        Without faults: each assembly has its serial number.
    revisions : dict of str to str
        Published, by article.
    rng : numpy.random.Generator

    Returns
    -------
    Service
        Two places hold another article than designed, two an older revision; one serial number is recorded at two
        places, one place is still empty. One replacement removes a serial that is not there.
    """
    places = [key for key in model.elements if applies("ouvrage", model.kind_of(key))]
    panels = [key for key in rng.permutation(places).tolist() if key.startswith("PF")]
    articles = {key: model.elements[key].kind for key in places}
    other = _another_article(model, panels)
    substituted = {panels[0]: other[panels[0]], panels[1]: other[panels[1]]}
    older = set([key for key in panels[2:] if revisions[articles[key]] > "A"][:2])
    spare = [key for key in panels[2:] if key not in older]
    doubled, copied, empty, swapped, maintained_wrong = spare[:5]
    built = []
    for rank, key in enumerate(places):
        if key == empty:
            continue
        article = substituted.get(key, articles[key])
        letter = chr(ord(revisions[article]) - 1) if key in older else revisions[article]
        source = copied if key == doubled else key
        serial = str(model.elements[source].properties["Pset_ManufacturerOccurrence"]["SerialNumber"])
        day = FIRST_DAY + timedelta(days=rank // 3)
        built.append(Mounted(place=key, serial=serial, article=article, revision=letter, day=day))
    by_place = {row.place: row for row in built}
    maintained, rejected = [], []
    current = {row.place: row.serial for row in built}
    visited = [swapped, maintained_wrong, *spare[5:8], swapped]
    day = FIRST_DAY + timedelta(days=200)
    for rank, key in enumerate(visited):
        day += timedelta(days=int(rng.integers(6, 25)))
        fitted = f"{key[:2]}{700001 + 13 * rank:06d}"
        removed = current[key]
        if key == maintained_wrong:
            removed = f"{removed[:-1]}{(int(removed[-1]) + 5) % 10}"
            rejected.append(rank)
        else:
            current[key] = fitted
        row = by_place[key]
        maintained.append(
            Replaced(
                place=key,
                removed=removed,
                fitted=fitted,
                article=row.article,
                revision=revisions[row.article],
                day=day,
                reason=str(rng.choice(REASONS)),
            )
        )
    truth = {
        "other_article": {key: {"designed": articles[key], "mounted": number} for key, number in substituted.items()},
        "older_revision": sorted(older),
        "serial_twice": {"serial": by_place[doubled].serial, "places": sorted((doubled, copied))},
        "empty": [empty],
        "rejected_replacements": rejected,
        "current_serials": current,
    }
    return Service(built=built, maintained=maintained, truth=truth)


def _another_article(model: Model, panels: list[str]) -> dict[str, str]:
    numbers = sorted({model.elements[key].kind for key in panels})
    return {key: next(number for number in numbers if number != model.elements[key].kind) for key in panels[:2]}
