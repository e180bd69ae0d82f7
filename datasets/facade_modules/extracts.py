"""The structures as the PLM exports them: units mixed, keys mistyped, lines split, slips of record planted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import numpy as np

from .catalogue import Catalogue
from .structure import Article, Usage, lines_of, next_number

UNIT_SPELLINGS = {
    "pce": ("pce", "PCE", "u", "pièce"),
    "m": ("m", "M", "mm"),
    "m2": ("m2", "M2", "m²"),
    "kg": ("kg", "g"),
    "l": ("l", "L"),
}
# How many of the unit that is written make one of the article's own.
FACTORS = {"mm": 1000.0, "g": 1000.0, "cent": 0.01}
KEY_SLIP_SHARE = 0.07
# Counted by the hundred on every line.
COUNTED_BY_HUNDRED = "Vis autoperceuse 4,8 × 25"
FIRST_DAY = date(2025, 2, 3)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of an extract, as text."""

    parent: str
    find: str
    child: str
    quantity: str
    unit: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The engineering structure as recorded, slips included, keys still clean.

    Parameters
    ----------
    articles : dict of str to Article
    usages : list of Usage
    days : list of date
        When each line was entered.
    slips : dict
        ``cycle`` (articles from the product down), ``cycle_line``, ``orphan``, ``obsolete`` (in use), ``superseded``
        (no longer in use), ``order_counts``, ``split_lines``.
    """

    articles: dict[str, Article]
    usages: list[Usage]
    days: list[date]
    slips: dict[str, Any]


def record_engineering(
    catalogue: Catalogue, counts: Mapping[str, int], with_cycle: bool, rng: np.random.Generator
) -> Recorded:
    """Return the engineering structure with the slips of record.

    Parameters
    ----------
    catalogue : Catalogue
        With its order.
    counts : mapping of str to int
        Of each product that the building holds.
    with_cycle : bool
        Whether a line closes a loop; it is the last that was entered.
    rng : numpy.random.Generator
    """
    articles, usages = dict(catalogue.articles), list(catalogue.usages)
    orphan = _add_orphan(articles)
    usages += [Usage(parent=orphan, find=10, child=catalogue.number_of("Profilé aluminium T60"), quantity=9.6)]
    usages += [Usage(parent=orphan, find=20, child=catalogue.number_of("Équerre de fixation réglable"), quantity=4.0)]
    usages, split = _split(usages, articles, rng)
    obsolete = _obsolete(articles)
    days = [FIRST_DAY + timedelta(days=int(offset)) for offset in np.sort(rng.integers(0, 300, size=len(usages)))]
    slips: dict[str, Any] = {
        "orphan": orphan,
        "obsolete": obsolete,
        "split_lines": split,
        "cycle": [],
        "cycle_line": [],
    }
    slips["order_counts"] = {
        usage.child: {"plm": round(usage.quantity), "model": counts[usage.child]}
        for usage in usages
        if usage.parent == catalogue.order and round(usage.quantity) != counts[usage.child]
    }
    if with_cycle:
        loop = _loop(catalogue)
        closing = Usage(parent=loop[-1], find=90, child=loop[0], quantity=1.0)
        place = int(rng.integers(len(usages) // 3, len(usages)))
        usages.insert(place, closing)
        days.insert(place, days[-1] + timedelta(days=11))
        slips |= {"cycle": loop, "cycle_line": [closing.parent, closing.child]}
    return Recorded(articles=articles, usages=usages, days=days, slips=slips)


def with_predecessors(recorded: Recorded, predecessors: Mapping[str, Article]) -> Recorded:
    """Return the record with articles that others have taken the place of, by the number of the one in use."""
    articles = recorded.articles | {article.number: article for article in predecessors.values()}
    superseded = {article.number: number for number, article in predecessors.items()}
    return replace(recorded, articles=articles, slips=recorded.slips | {"superseded": superseded})


def ordered_counts(counts: Mapping[str, int], rng: np.random.Generator) -> dict[str, int]:
    """Return what the order says: one panel too many of one product, one too few of another."""
    ordered = dict(counts)
    panels = [number for number in counts if number.startswith("PF")]
    more, fewer = rng.permutation(panels).tolist()[:2]
    ordered[more] += 1
    ordered[fewer] -= 1
    return ordered


def print_lines(
    usages: Sequence[Usage], days: Sequence[date], articles: Mapping[str, Article], rng: np.random.Generator
) -> tuple[list[Line], list[int]]:
    """Return the rows as exported, and which ones have a mistyped key.

    Quantities come with decimal commas, in a unit that converts to the article's own; some keys come in small letters
    or with a space at their end.
    """
    # In turn, so that each spelling comes up.
    spellings = {unit: cycle(rng.permutation(ways).tolist()) for unit, ways in UNIT_SPELLINGS.items()}
    count = round(KEY_SLIP_SHARE * len(usages))
    mistyped = sorted(rng.choice(len(usages), size=count, replace=False).tolist())
    slipped, lines = set(mistyped), []
    for rank, (usage, day) in enumerate(zip(usages, days, strict=True)):
        article = articles[usage.child]
        unit = "cent" if article.label == COUNTED_BY_HUNDRED else next(spellings[article.unit])
        parent, child = usage.parent, usage.child
        if rank in slipped:
            parent, child = (_slipped(parent, rng), child) if rng.random() < 0.4 else (parent, _slipped(child, rng))
        quantity = decimal(usage.quantity * FACTORS.get(unit, 1.0))
        lines.append(Line(parent=parent, find=str(usage.find), child=child, quantity=quantity, unit=unit, day=day))
    return lines, mistyped


def article_row(
    article: Article, letter: str, supplier: str, replaced_by: str, rng: np.random.Generator
) -> tuple[str, ...]:
    """Return a row of the register of articles: mass in g or kg, cost for one or for a lot."""
    in_grams = 0 < article.mass_kg < 1
    lot = int(rng.choice([50, 100])) if article.nature == "piece" and 0 < article.cost_eur < 2 else 1
    return (
        article.number,
        article.label,
        article.nature,
        "pce" if article.unit == "pce" else article.unit,
        decimal(article.mass_kg * (1000 if in_grams else 1)),
        "g" if in_grams else "kg",
        decimal(article.cost_eur * lot),
        str(lot),
        "obsolète" if replaced_by else "en vigueur",
        letter,
        "oui" if article.phantom else "non",
        "oui" if article.ifc_class else "non",
        "oui" if article.interchangeable else "non",
        supplier,
        replaced_by,
    )


def decimal(value: float) -> str:
    """Return a number with a decimal comma, without superfluous zeros.

    Examples
    --------
    >>> decimal(5760.0), decimal(0.35)
    ('5760', '0,35')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def _slipped(number: str, rng: np.random.Generator) -> str:
    return (number.lower(), f"{number} ", f" {number}", f"{number.lower()} ")[int(rng.integers(4))]


def _add_orphan(articles: dict[str, Article]) -> str:
    number = next_number(articles, "SE")
    articles[number] = Article(
        number=number, label="Cadre prototype 2100 × 2700", nature="sous-ensemble", cost_eur=30.0
    )
    return number


def _obsolete(articles: dict[str, Article]) -> dict[str, str]:
    """Return the articles that are obsolete though still in use, and by what they are replaced."""
    replaced = {}
    for label in ("Joint EPDM 12 mm", "Équerre de fixation réglable"):
        old = next(article for article in articles.values() if article.label == label)
        new = next_number(articles, old.number[:2])
        articles[new] = replace(old, number=new, label=f"{label} V2", cost_eur=round(1.1 * old.cost_eur, 3))
        replaced[old.number] = new
    return replaced


def _split(
    usages: list[Usage], articles: Mapping[str, Article], rng: np.random.Generator
) -> tuple[list[Usage], list[list[str]]]:
    """Enter the uprights of each frame on two lines, as they were when the second one was added later."""
    result, split = [], []
    for usage in usages:
        if articles[usage.child].label.startswith("Montant"):
            first = int(rng.integers(1, round(usage.quantity)))
            result += [
                Usage(parent=usage.parent, find=usage.find, child=usage.child, quantity=float(first)),
                Usage(parent=usage.parent, find=usage.find + 5, child=usage.child, quantity=usage.quantity - first),
            ]
            split.append([usage.parent, usage.child])
        else:
            result.append(usage)
    return result, split


def _loop(catalogue: Catalogue) -> list[str]:
    """Return the articles of the loop that a mistyped number closes: a panel, its frame, the frame's upright."""
    lines = lines_of(catalogue.usages)
    panel = next(product.number for product in catalogue.products if product.is_panel)
    frame = next(usage.child for usage in lines[panel] if catalogue.articles[usage.child].label.startswith("Cadre"))
    upright = next(usage.child for usage in lines[frame] if catalogue.articles[usage.child].label.startswith("Montant"))
    return [panel, frame, upright]
