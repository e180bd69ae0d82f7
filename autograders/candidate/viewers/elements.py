"""The elements of an IFC model as rows, and what one of them says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .tables import Table
from .texts import NO_BREAK_SPACE, printed_value

NO_STOREY = "sans étage"
NO_NAME = "sans nom"
_POWERS = str.maketrans("23", "²³")


@dataclass(frozen=True, eq=False, kw_only=True)
class Element:
    """One element of a model.

    Parameters
    ----------
    entity : ifcopenshell.entity_instance
    global_id, ifc_class, name, type_name, storey : str
        ``type_name`` is empty where the element has no type.
    """

    entity: Any
    global_id: str
    ifc_class: str
    name: str
    type_name: str
    storey: str

    @property
    def label(self) -> str:
        """Name and class, for a list."""
        return f"{self.name} ({self.ifc_class})"


def elements_of(model: Any) -> Iterator[Element]:
    """Yield the elements of a model in the order of the file, openings left out.

    Parameters
    ----------
    model : ifcopenshell.file
        Of schema IFC2X3, IFC4 or later.
    """
    from ifcopenshell.util.element import get_container, get_type

    for entity in sorted(model.by_type("IfcElement"), key=lambda item: int(item.id())):
        # Openings and boundaries without substance are not seen.
        if not (entity.is_a("IfcFeatureElement") or entity.is_a("IfcVirtualElement")):
            storey, its_type = get_container(entity, ifc_class="IfcBuildingStorey"), get_type(entity)
            yield Element(
                entity=entity,
                global_id=printed_value(entity.GlobalId),
                ifc_class=entity.is_a(),
                name=printed_value(entity.Name or NO_NAME, 60),
                type_name=printed_value(its_type.Name or NO_NAME, 60) if its_type else "",
                storey=printed_value(storey.Name or NO_NAME, 60) if storey else NO_STOREY,
            )


def properties_of(model: Any, element: Element) -> Table:
    """Return attributes, properties and quantities of an element, with units; those of its type included.

    Parameters
    ----------
    model : ifcopenshell.file
    element : Element
    """
    from ifcopenshell.util.element import get_material, get_psets

    rows = [
        ("Nom", "attribut", element.name),
        ("Classe IFC", "attribut", element.ifc_class),
        ("GlobalId", "attribut", element.global_id),
        ("Étage", "relation", element.storey),
    ]
    rows += [("Type", "relation", element.type_name)] if element.type_name else []
    if material := get_material(element.entity):
        rows.append(("Matériau", "relation", printed_value(_material_name(material))))
    for set_name, values in get_psets(element.entity, verbose=True).items():
        rows += [
            (printed_value(name, 80), printed_value(set_name, 80), _printed_property(model, value))
            for name, value in values.items()
            if isinstance(value, dict)
        ]
    return Table(
        caption=f"Propriétés et quantités de {element.label}",
        columns=("Propriété", "Jeu de propriétés", "Valeur"),
        rows=tuple(rows),
    )


def _material_name(material: Any) -> str:

    name = getattr(material, "Name", None) or getattr(material, "LayerSetName", None)
    if name:
        return str(name)
    usage = getattr(material, "ForLayerSet", material)
    layers = getattr(usage, "MaterialLayers", None)
    if layers:
        return " + ".join(str(layer.Material.Name) for layer in layers if layer.Material)
    return str(getattr(usage, "Name", None) or material.is_a())


def _printed_property(model: Any, property_: dict[str, Any]) -> str:
    from ifcopenshell.util.unit import get_property_unit, get_unit_symbol

    value = property_.get("value")
    text = printed_value(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text
    unit = get_property_unit(model.by_id(property_["id"]), model)
    symbol = get_unit_symbol(unit).translate(_POWERS) if unit else ""
    return f"{text}{NO_BREAK_SPACE}{symbol}".rstrip()
