"""What computations on a model rely on: mandatory attributes that are there, references to the right classes.

IfcOpenShell reads a file that lacks them without a word. Python stops anywhere later on; its geometry engine, which is
native code, may bring the process down.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from autograders.candidate.errors import Fault, FaultsError

_SHOWN_FAULTS = 20
_REPAIR = "Demander un export conforme au schéma."


def require_conforming(model: Any) -> None:
    """Refuse a model in which an instance lacks a mandatory attribute, or refers to an instance of a class not allowed.

    What many exports leave out is let pass: owner histories, texts, and the predefined types of elements. Rules beyond
    the types of attributes are left to ``ifcopenshell.validate``.

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
    >>> require_conforming(model)
    Traceback (most recent call last):
    ...
    autograders.candidate.errors.FaultsError: maquette: #1=IfcRelAggregates: attribut obligatoire RelatingObject vide...
    """
    faults = list(islice(_faults(model), _SHOWN_FAULTS))
    if faults:
        raise FaultsError(faults)


class _Attribute(NamedTuple):
    position: int
    name: str
    mandatory: bool
    # Classes that it may refer to; none where it holds no reference.
    classes: frozenset[str]


def _faults(model: Any) -> Iterator[Fault]:
    schema = model.schema_identifier
    for instance in model:
        name = instance.is_a()
        for attribute in _attributes(schema, name):
            value = instance[attribute.position]
            if value is None:
                if attribute.mandatory:
                    yield _fault(instance, name, f"attribut obligatoire {attribute.name} vide.")
            elif attribute.classes:
                for referred in _instances(value):
                    found = referred.is_a()
                    if not _is_among(schema, found, attribute.classes):
                        yield _fault(instance, name, f"{attribute.name} renvoie à #{referred.id()}={found}.")


def _fault(instance: Any, name: str, message: str) -> Fault:
    return Fault("maquette", f"#{instance.id()}={name}", message, _REPAIR)


def _instances(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for each in value:
            yield from _instances(each)
    # Values of defined types, such as IfcLabel, have no number.
    elif hasattr(value, "id") and value.id():
        yield value


@cache
def _attributes(schema: str, ifc_class: str) -> tuple[_Attribute, ...]:
    declaration = _declaration(schema, ifc_class).as_entity()
    attributes = zip(declaration.all_attributes(), declaration.derived(), strict=True)
    found = [
        _Attribute(
            position=position,
            name=attribute.name(),
            mandatory=not (attribute.optional() or _is_often_missing(declaration, attribute)),
            classes=_classes(attribute.type_of_attribute()),
        )
        for position, (attribute, derived) in enumerate(attributes)
        if not derived
    ]
    return tuple(each for each in found if each.mandatory or each.classes)


def _is_often_missing(declaration: Any, attribute: Any) -> bool:
    from ifcopenshell.util.attribute import get_primitive_type

    if attribute.name() in ("GlobalId", "OwnerHistory"):
        return bool(attribute.name() == "OwnerHistory")
    kind = get_primitive_type(attribute)
    return bool(kind == "string" or (kind == "enum" and declaration._is("IfcRoot")))


def _classes(of_type: Any) -> frozenset[str]:
    while (aggregation := of_type.as_aggregation_type()) is not None:
        of_type = aggregation.type_of_element()
    named = of_type.as_named_type()
    return frozenset() if named is None else _declared_classes(named.declared_type())


def _declared_classes(declared: Any) -> frozenset[str]:
    if declared.as_entity() is not None:
        return frozenset([declared.name()])
    select = declared.as_select_type()
    if select is None:
        return frozenset()
    return frozenset[str]().union(*(_declared_classes(each) for each in select.select_list()))


@cache
def _is_among(schema: str, ifc_class: str, classes: frozenset[str]) -> bool:
    declaration = _declaration(schema, ifc_class)
    return any(declaration._is(each) for each in classes)


def _declaration(schema: str, ifc_class: str) -> Any:
    import ifcopenshell

    return ifcopenshell.schema_by_name(schema).declaration_by_name(ifc_class)
