"""The 100 % structure of a variant, taken from the 150 % one that holds all alternatives."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic

from .effectivity import Moment
from .usages import Position, Usage
from .variants import holds


@dataclass(frozen=True, kw_only=True)
class Configured(Generic[Moment]):
    """What a product is made of in one variant.

    Parameters
    ----------
    usages : tuple of Usage
        The lines that hold, from the product down.
    without_choice : tuple of Position
        Positions none of whose lines holds: a fault, unless the component is an option.
    several_choices : tuple of Position
        Positions more than one of whose lines holds.
    """

    usages: tuple[Usage[Moment], ...]
    without_choice: tuple[Position, ...]
    several_choices: tuple[Position, ...]


def configured(usages: Iterable[Usage[Moment]], product: str, configuration: Mapping[str, str]) -> Configured[Moment]:
    """Return the lines of a product that hold in a variant, and the positions that do not have exactly one.

    What lies below a component that was not chosen is not looked at, nor are the features that matter there alone.

    Parameters
    ----------
    usages : iterable of Usage
        Effective at one moment.
    product : str
    configuration : mapping of str by feature

    Raises
    ------
    DomainError
        If the configuration says nothing of a feature that decides.

    Examples
    --------
    >>> from autograders.domain.bom import read_condition
    >>> def line(parent, child, find_number, condition=""):
    ...     return Usage(parent=parent, child=child, find_number=find_number, condition=read_condition(condition))
    >>> lines = [
    ...     line("PORTE", "TRIPLE", "10", "vitrage=triple"),
    ...     line("PORTE", "DOUBLE", "10", "vitrage=double"),
    ...     line("TRIPLE", "VERRE", "10"),
    ... ]
    >>> [usage.child for usage in configured(lines, "PORTE", {"vitrage": "triple"}).usages]
    ['TRIPLE', 'VERRE']
    >>> configured(lines, "PORTE", {"vitrage": "simple"}).without_choice
    (('PORTE', '10'),)
    """
    below: dict[str, list[Usage[Moment]]] = defaultdict(list)
    for usage in usages:
        below[usage.parent].append(usage)
    kept: list[Usage[Moment]] = []
    choices: Counter[Position] = Counter()
    reached, met = [product], {product}
    # The list grows while it is walked.
    for parent in reached:
        for usage in below.get(parent, ()):
            chosen = holds(usage.condition, configuration)
            choices[usage.position] += chosen
            if chosen:
                kept.append(usage)
            if chosen and usage.child not in met:
                met.add(usage.child)
                reached.append(usage.child)
    return Configured(
        usages=tuple(kept),
        without_choice=tuple(position for position, count in choices.items() if count == 0),
        several_choices=tuple(position for position, count in choices.items() if count > 1),
    )
