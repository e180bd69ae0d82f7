"""What an export keeps of a model, element by element: identifiers, classes, properties, who belongs to whom."""

from collections.abc import Mapping

from .ifc_files import sets_of
from .model import Model, Value


def retained_shares(before: Model, after: Model) -> dict[str, float]:
    """Return which shares of a model are found again in its export, elements matched by their Tags.

    Parameters
    ----------
    before, after : Model

    Returns
    -------
    dict of str to float
        Of the elements, ``elements``, ``identifiers`` and ``classes``; of the pairs of element and property,
        ``properties``, found under the same name with an equal value in whatever set, quantities left out; of the links
        of element and host, ``links``, found with the same nature.
    """
    both = [key for key in before.elements if key in after.elements]
    total = len(before.elements)
    held = found = 0
    for key in before.elements:
        wanted = _properties(before, key)
        offered = _properties(after, key) if key in after.elements else {}
        held += len(wanted)
        found += sum(offered.get(name) == value for name, value in wanted.items())
    return {
        "elements": len(both) / total,
        "identifiers": sum(before.elements[key].edition == after.elements[key].edition for key in both) / total,
        "classes": sum(before.kind_of(key).ifc_class == after.kind_of(key).ifc_class for key in both) / total,
        "properties": found / held,
        "links": sum(_link(before, key) == _link(after, key) for key in both) / total,
    }


def _properties(model: Model, key: str) -> Mapping[str, Value]:
    element = model.elements[key]
    sets = sets_of(model.kinds[element.kind], element)
    return {name: value for values in sets.values() for name, value in values.items()}


def _link(model: Model, key: str) -> tuple[str, str]:
    return model.elements[key].link, model.elements[key].host
