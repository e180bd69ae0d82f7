"""What survives an exchange, as a share of what was sent; elements are matched by their tags."""

import math
from collections.abc import Iterable
from itertools import product

from .description import Element, Model
from .kinds import LENGTHS, Value, section_m2

# Relative deviation up to which a quantity or a volume is kept.
QUANTITY_TOLERANCE = 0.01
# Relative deviation up to which a number is the same after conversion and rounding.
VALUE_TOLERANCE = 1e-6


def survival(before: Model, after: Model) -> dict[str, float]:
    """Return what a reader of both files finds again.

    Parameters
    ----------
    before, after : Model
        The first in metres, with the same tags as the second.

    Returns
    -------
    dict of str to float
        From 0 to 1.
        Of the elements: ``identifiers`` (same GlobalId), ``typed`` (no proxy when received), ``geometry`` (volume of
        the shape within 1 %), ``classification`` (same code). Of the pairs of element and property or quantity:
        ``properties`` (same set, name and value), ``quantities`` (within 1 %). Of the pairs of element and host,
        storey or group: ``relations``.
    """
    # What a reader takes for a metre: a file that says mm of numbers in m makes everything a thousand times smaller.
    read = 1.0 if after.converted else 1e-3
    pairs = [(old, after.elements[tag]) for tag, old in before.elements.items()]
    return {
        "identifiers": _share(old.edition == new.edition for old, new in pairs),
        "typed": _share(not new.is_proxy for _, new in pairs),
        "properties": _share(
            _same_value(name, value, new.properties.get(group, {}).get(name), read)
            for old, new in pairs
            for group, values in old.properties.items()
            for name, value in values.items()
        ),
        "relations": _share(
            getattr(old, host) == getattr(new, host) for (old, new), host in product(pairs, ("storey", "group"))
        ),
        "quantities": _share(
            name in new.quantities and _close(value, new.quantities[name] * (1.0 if name.endswith("Volume") else read))
            for old, new in pairs
            for name, value in old.quantities.items()
        ),
        "geometry": _share(_close(_volume_m3(old), _volume_m3(new) * read**3) for old, new in pairs),
        "classification": _share(old.code == new.code for old, new in pairs),
    }


def _share(flags: Iterable[bool]) -> float:
    held = list(flags)
    return sum(held) / len(held)


def _same_value(name: str, sent: Value, received: Value | None, read: float) -> bool:
    if name in LENGTHS and isinstance(sent, float) and isinstance(received, float):
        return math.isclose(sent, received * read, rel_tol=VALUE_TOLERANCE)
    return sent == received


def _close(sent: float, received: float) -> bool:
    return math.isclose(sent, received, rel_tol=0.0, abs_tol=QUANTITY_TOLERANCE * sent)


def _volume_m3(element: Element) -> float:
    return section_m2(element.profile, element.size_m) * element.size_m[2]
