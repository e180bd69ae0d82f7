"""Mandatory attributes that a file leaves empty: what is computed from a model relies on them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from autograders.candidate.errors import Fault, FaultsError

_SHOWN_FAULTS = 20
_REPAIR = "Demander un export conforme au schéma."


def require_complete(model: Any) -> None:
    """Refuse a model in which an instance lacks an attribute that its class makes mandatory and that means something.

    IfcOpenShell reads such a file without a word, and stops anywhere later on. What many exports leave out is let
    pass: owner histories, texts, and the predefined types of elements.

    Parameters
    ----------
    model : ifcopenshell.file

    Raises
    ------
    FaultsError
        With the first ones.

    Examples
    --------
    >>> import ifcopenshell
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> _ = model.create_entity("IfcRelAggregates", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH")
    >>> require_complete(model)
    Traceback (most recent call last):
    ...
    autograders.candidate.errors.FaultsError: maquette: #1=IfcRelAggregates: attribut obligatoire RelatingObject vide...
    """
    faults = list(islice(_faults(model), _SHOWN_FAULTS))
    if faults:
        raise FaultsError(faults)


def _faults(model: Any) -> Iterator[Fault]:
    mandatory: dict[str, list[tuple[int, str]]] = {}
    for instance in model:
        name = instance.is_a()
        if name not in mandatory:
            mandatory[name] = _mandatory(instance.declaration.as_entity())
        for index, attribute in mandatory[name]:
            if instance[index] is None:
                message = f"attribut obligatoire {attribute} vide."
                yield Fault("maquette", f"#{instance.id()}={name}", message, _REPAIR)


def _mandatory(declaration: Any) -> list[tuple[int, str]]:
    attributes = zip(declaration.all_attributes(), declaration.derived(), strict=True)
    return [
        (index, attribute.name())
        for index, (attribute, derived) in enumerate(attributes)
        if not (derived or attribute.optional() or _is_often_missing(declaration, attribute))
    ]


def _is_often_missing(declaration: Any, attribute: Any) -> bool:
    from ifcopenshell.util.attribute import get_primitive_type

    if attribute.name() in ("GlobalId", "OwnerHistory"):
        return bool(attribute.name() == "OwnerHistory")
    kind = get_primitive_type(attribute)
    return bool(kind == "string" or (kind == "enum" and declaration._is("IfcRoot")))
