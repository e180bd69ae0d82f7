"""What a product structure is made of, before any export soils it: articles, usage lines, one registry of both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np

PREFIXES = {
    "affaire": "AF",
    "panneau": "PF",
    "module": "MT",
    "sous-ensemble": "SE",
    "piece": "PR",
    "matiere": "MP",
    "consommable": "CS",
}

# Numbers are not dealt one by one: some were used up.
STEP = 7


@dataclass(frozen=True, kw_only=True)
class Article:
    """A line of the register of articles.

    Parameters
    ----------
    number : str
        Prefix of its nature, hyphen, five digits.
    label : str
    nature : str
        A key of ``PREFIXES``.
    unit : str
        In which it is managed: pce, m, m2, kg or l.
    mass_kg, cost_eur : float
        Of one unit, beyond its components.
    phantom : bool
        Whether it is a stage that is never stocked.
    ifc_class : str
        IFC4 class that models it; empty where it is not modelled.
    interchangeable : bool
        Whether it stays the same for its parents when a component gets a new number.
    """

    number: str
    label: str
    nature: str
    unit: str = "pce"
    mass_kg: float = 0.0
    cost_eur: float = 0.0
    phantom: bool = False
    ifc_class: str = ""
    interchangeable: bool = False


@dataclass(frozen=True, kw_only=True)
class Usage:
    """One line of a bill of materials, in the unit in which the child is managed."""

    parent: str
    find: int
    child: str
    quantity: float


@dataclass(eq=False)
class Register:
    """Articles by number and usage lines, as they are created; a made part is created once for each size.

    Parameters
    ----------
    first : mapping of str to int
        Number that each nature starts from.
    """

    first: Mapping[str, int]
    articles: dict[str, Article] = field(default_factory=dict)
    usages: list[Usage] = field(default_factory=list)
    _by_label: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def article(self, label: str, nature: str, **facts: str | float | bool) -> str:
        """Return the number of the article of that label, created if it is new."""
        if label not in self._by_label:
            rank = self._counts[nature] = self._counts.get(nature, 0) + 1
            number = f"{PREFIXES[nature]}-{self.first[nature] + STEP * rank:05d}"
            self.articles[number] = Article(number=number, label=label, nature=nature, **facts)  # type: ignore[arg-type]
            self._by_label[label] = number
        return self._by_label[label]

    def knows(self, label: str) -> bool:
        """Return whether an article of that label exists."""
        return label in self._by_label

    def use(self, parent: str, *lines: tuple[str, float]) -> None:
        """Add lines to a parent, with find numbers 10, 20, 30 and so on."""
        for rank, (child, quantity) in enumerate(lines, start=1):
            self.usages.append(Usage(parent=parent, find=10 * rank, child=child, quantity=round(quantity, 4)))


def numbers_after(articles: Iterable[str], prefix: str) -> Iterator[str]:
    """Yield the numbers that follow the last one of a prefix."""
    last = max(int(number[3:]) for number in articles if number.startswith(prefix))
    return (f"{prefix}-{number:05d}" for number in count(last + STEP, STEP))


def next_number(articles: Iterable[str], prefix: str) -> str:
    """Return the number after the last one of a prefix."""
    return next(numbers_after(articles, prefix))


def draw_first_numbers(rng: np.random.Generator) -> dict[str, int]:
    """Return from where the numbers of each nature start; they differ from variant to variant."""
    return {nature: 100 * int(rng.integers(3, 90)) for nature in PREFIXES}


def lines_of(usages: list[Usage]) -> dict[str, list[Usage]]:
    """Return the usage lines of each parent."""
    lines: dict[str, list[Usage]] = {}
    for usage in usages:
        lines.setdefault(usage.parent, []).append(usage)
    return lines
