"""What an exchange does to a model, loss by loss: each returns another model and leaves the first as it was."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from .description import Element, Model
from .kinds import FIRM_SET, PROXY

OTHER_SET = "Import_Divers"
Loss = Callable[[Model, Collection[str]], Model]


def regenerate_identifiers(model: Model, tags: Collection[str]) -> Model:
    """Give elements another GlobalId."""
    return _each(model, tags, lambda each: replace(each, edition=each.edition + 1))


def turn_into_proxies(model: Model, tags: Collection[str]) -> Model:
    """Write elements in the class that says nothing."""
    return _each(model, tags, lambda each: replace(each, ifc_class=PROXY))


def lose_properties(model: Model, tags: Collection[str]) -> Model:
    """Leave out the firm's own properties of elements."""
    return _each(
        model,
        tags,
        lambda each: replace(
            each, properties={key: value for key, value in each.properties.items() if key != FIRM_SET}
        ),
    )


def move_properties(model: Model, tags: Collection[str]) -> Model:
    """Put the firm's own properties of elements into a set that nobody agreed on."""
    return _each(
        model,
        tags,
        lambda each: replace(
            each, properties={OTHER_SET if key == FIRM_SET else key: value for key, value in each.properties.items()}
        ),
    )


def cut_relations(model: Model, tags: Collection[str]) -> Model:
    """Take elements out of their system or lot and put them on the first storey."""
    return _each(model, tags, lambda each: replace(each, group="", storey=next(iter(model.storeys))))


def stale_quantities(model: Model, tags: Collection[str]) -> Model:
    """Leave elements with quantities of an earlier shape, a twelfth too long."""
    return _each(
        model,
        tags,
        lambda each: replace(
            each, quantities={key: round(value * 13 / 12, 6) for key, value in each.quantities.items()}
        ),
    )


def simplify_shapes(model: Model, tags: Collection[str]) -> Model:
    """Draw elements as the box that holds them, rounded up to the next 5 cm; quantities stay."""
    return _each(
        model,
        tags,
        lambda each: replace(each, profile="box", size_m=(_up(each.size_m[0]), _up(each.size_m[1]), each.size_m[2])),
    )


def lose_codes(model: Model, tags: Collection[str]) -> Model:
    """Leave out the classification of elements."""
    return _each(model, tags, lambda each: replace(each, code=""))


def convert_units(model: Model, _: Collection[str] = ()) -> Model:
    """Write lengths in millimetres, as it should be done."""
    return replace(model, unit="mm")


def mistake_units(model: Model, _: Collection[str] = ()) -> Model:
    """Declare millimetres and leave the numbers of metres."""
    return replace(model, unit="mm", converted=False)


LOSSES: Mapping[str, Loss] = {
    "identifiers": regenerate_identifiers,
    "classes": turn_into_proxies,
    "properties": lose_properties,
    "moved_properties": move_properties,
    "relations": cut_relations,
    "quantities": stale_quantities,
    "geometry": simplify_shapes,
    "classification": lose_codes,
    "units": mistake_units,
}


def _each(model: Model, tags: Collection[str], change: Callable[[Element], Any]) -> Model:
    return model.with_elements({tag: change(model.elements[tag]) for tag in model.elements if tag in tags})


def _up(side_m: float) -> float:
    """Return the next 5 cm above, never the length itself."""
    return round((int(side_m / 0.05 + 1e-9) + 1) * 0.05, 3)
