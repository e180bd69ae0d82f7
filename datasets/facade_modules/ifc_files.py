"""Writes a described building as IFC4 in metres or as IFC2X3 in millimetres; same description, same bytes."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from autograders.domain.building.ifc_parts import si_units, step_text
from autograders.domain.building.ifc_writing import SOFTWARE, global_id

from .ifc_entities import DECIMALS, Drawing
from .model import Element, Kind, Model, Sets, Value
from .vocabulary import CLASSIFICATION, MEASURES, QUANTITY_UNITS, TYPE_CLASSES

# Model view definition that the header names.
VIEWS = {"IFC4": "ReferenceView_V1.2", "IFC2X3": "CoordinationView_V2.0"}


def model_text(model: Model, schema: str, key: str, *, originator: str = SOFTWARE) -> str:
    """Return a building as the text of a STEP file.

    Parameters
    ----------
    model : Model
    schema : str
        ``IFC4``, in metres, or ``IFC2X3``, in millimetres.
    key : str
        Decides the GlobalIds, with the keys of the elements.
    originator : str
        Software named in the header.
    """
    return _Writer(schema, key).text(model, originator)


def element_id(key: str, element: Element) -> str:
    """Return the GlobalId of an element in the files of one variant."""
    return global_id(f"{key}/element/{element.key}/{element.edition}", 0)


class _Writer(Drawing):
    """One file that is being written."""

    def __init__(self, schema: str, key: str) -> None:
        super().__init__(schema, key)
        self._materials: dict[str, Any] = {}
        self._codes: dict[str, Any] = {}

    def text(self, model: Model, originator: str) -> str:
        self._scaffold(model)
        shapes = {key: self.shape_map(kind.box) for key, kind in model.kinds.items() if kind.box is not None}
        made: dict[str, Any] = {}
        for key, element in model.elements.items():
            made[key] = self._element(element, model.kinds[element.kind], made, shapes)
        self._hold(model, made)
        for kind_key, kind in model.kinds.items():
            elements = [element for element in model.elements.values() if element.kind == kind_key]
            if elements:
                self._describe(kind_key, kind, [made[element.key] for element in elements], shapes.get(kind_key))
                self._spread(kind_key, kind, elements, made)
        return step_text(self.file, name=model.name, view=VIEWS[self.file.schema], originator=originator)

    def _scaffold(self, model: Model) -> None:
        units = si_units(self.file, millimetres=self.scale != 1.0)
        project = self.root(
            "IfcProject",
            "project",
            Name=model.name,
            RepresentationContexts=[self.context],
            UnitsInContext=self.create("IfcUnitAssignment", Units=units),
        )
        site = self._spatial("IfcSite", "Terrain", None, 0.0)
        building = self._spatial("IfcBuilding", model.name, site, 0.0)
        self.storeys = {
            name: self._spatial("IfcBuildingStorey", name, building, z) for name, z in model.storeys.items()
        }
        for whole, parts in ((project, [site]), (site, [building]), (building, list(self.storeys.values()))):
            self.relation("IfcRelAggregates", RelatingObject=whole, RelatedObjects=parts)

    def _spatial(self, ifc_class: str, name: str, below: Any, level_m: float) -> Any:
        return self.root(
            ifc_class,
            f"{ifc_class}/{name}",
            Name=name,
            CompositionType="ELEMENT",
            ObjectPlacement=self.place(below, (0.0, 0.0, level_m)),
            Elevation=self.length(level_m),
        )

    def _element(self, element: Element, kind: Kind, made: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
        host = self.storeys[element.host] if element.host in self.storeys else made[element.host]
        values: dict[str, Any] = {"Tag": element.key, "PredefinedType": kind.predefined or None}
        if not kind.typed or kind.predefined == "USERDEFINED":
            values["ObjectType"] = kind.name
        if kind.box is not None and kind.ifc_class == "IfcWindow":
            values |= {"OverallWidth": self.length(kind.box.x_m), "OverallHeight": self.length(kind.box.z_m)}
        return self.create(
            kind.ifc_class,
            GlobalId=element_id(self.key, element),
            OwnerHistory=self.history,
            Name=element.name,
            ObjectPlacement=self.place(host, element.origin_m, turned=element.turned),
            Representation=self._shape(element, shapes),
            **values,
        )

    def _shape(self, element: Element, shapes: Mapping[str, Any]) -> Any:
        if element.box is not None:
            return self.mapped(self.shape_map(element.box))
        return self.mapped(shapes[element.kind]) if element.kind in shapes else None

    def _hold(self, model: Model, made: Mapping[str, Any]) -> None:
        """Write containment, aggregation and nesting, one relation for each host."""
        by_host = sorted(model.elements.values(), key=lambda item: (item.link, item.host))
        for (link, host), group in groupby(by_host, key=lambda item: (item.link, item.host)):
            members = [made[item.key] for item in group]
            if link == "contained":
                self.relation(
                    "IfcRelContainedInSpatialStructure", RelatingStructure=self.storeys[host], RelatedElements=members
                )
            else:
                name = "IfcRelAggregates" if link == "aggregated" else "IfcRelNests"
                self.relation(name, RelatingObject=made[host], RelatedObjects=members)

    def _describe(self, key: str, kind: Kind, members: list[Any], shape: Any) -> None:
        """Write what members share: a type with its property sets, quantities, materials, classification."""
        targets = [self._type(key, kind, shape)] if kind.typed else members
        if kind.typed:
            self.relation("IfcRelDefinesByType", RelatedObjects=members, RelatingType=targets[0])
        for name, values in kind.quantities.items():
            self._define(members, self._quantity_set(name, values, key))
        if kind.layers:
            material = self._material(kind)
            # A usage says how layers lie in an occurrence: it never goes to a type.
            bearers = members if material.is_a("IfcMaterialLayerSetUsage") else targets
            self.relation("IfcRelAssociatesMaterial", RelatedObjects=bearers, RelatingMaterial=material)
        if kind.classification:
            self.relation(
                "IfcRelAssociatesClassification",
                RelatedObjects=targets,
                RelatingClassification=self._classification(kind.classification),
            )

    def _spread(self, key: str, kind: Kind, elements: list[Element], made: Mapping[str, Any]) -> None:
        """Write the property sets of occurrences: their own and, where there is no type, those of their kind."""
        for name, values in ({} if kind.typed else kind.properties).items():
            members = [made[element.key] for element in elements if name not in element.properties]
            if members:
                self._define(members, self._property_set(name, values, key))
        for element in elements:
            for name, values in element.properties.items():
                # No occurrence gets two sets of one name.
                held = values if kind.typed else sets_of(kind, element)[name]
                self._define([made[element.key]], self._property_set(name, held, f"element/{element.key}"))

    def _define(self, members: list[Any], definition: Any) -> None:
        self.relation("IfcRelDefinesByProperties", RelatedObjects=members, RelatingPropertyDefinition=definition)

    def _type(self, key: str, kind: Kind, shape: Any) -> Any:
        sets = [self._property_set(name, values, key) for name, values in kind.properties.items()]
        extra = {"PartitioningType": "SINGLE_PANEL"} if kind.ifc_class == "IfcWindow" else {}
        return self.root(
            TYPE_CLASSES[kind.ifc_class],
            f"type/{key}",
            Name=kind.name,
            HasPropertySets=sets or None,
            RepresentationMaps=[shape] if shape is not None else None,
            PredefinedType=kind.predefined or "NOTDEFINED",
            ElementType=kind.name if kind.predefined == "USERDEFINED" else None,
            **extra,
        )

    def _property_set(self, name: str, values: Mapping[str, Value], owner: str) -> Any:
        properties = [
            self.create("IfcPropertySingleValue", Name=key, NominalValue=self._measure(key, value))
            for key, value in values.items()
        ]
        return self.root("IfcPropertySet", f"{self.schema}/{owner}/{name}", Name=name, HasProperties=properties)

    def _measure(self, name: str, value: Value) -> Any:
        usual = "IfcBoolean" if isinstance(value, bool) else "IfcLabel" if isinstance(value, str) else "IfcReal"
        measure = MEASURES.get(name, usual)
        # A text where a number is due stays a text: it is one of the faults to be found.
        return self.file.create_entity(
            usual if isinstance(value, str) and measure.endswith("Measure") else measure, value
        )

    def _quantity_set(self, name: str, values: Mapping[str, Value], owner: str) -> Any:
        quantities = []
        for key, value in values.items():
            unit = QUANTITY_UNITS[key]
            number = self.length(float(value)) if unit == "Length" else round(float(value), DECIMALS)
            quantities.append(self.create(f"IfcQuantity{unit}", Name=key, **{f"{unit}Value": number}))
        return self.root("IfcElementQuantity", f"{self.schema}/{owner}/{name}", Name=name, Quantities=quantities)

    def _material(self, kind: Kind) -> Any:
        if kind.layers[0][1] == 0.0:
            return self._plain_material(kind.layers[0][0])
        layers = [
            self.create(
                "IfcMaterialLayer", Material=self._plain_material(name), LayerThickness=self.length(thickness_m)
            )
            for name, thickness_m in kind.layers
        ]
        stack = self.create("IfcMaterialLayerSet", MaterialLayers=layers, LayerSetName=kind.name)
        if not kind.ifc_class.startswith("IfcWall"):
            return stack
        return self.create(
            "IfcMaterialLayerSetUsage",
            ForLayerSet=stack,
            LayerSetDirection="AXIS2",
            DirectionSense="POSITIVE",
            OffsetFromReferenceLine=0.0,
        )

    def _plain_material(self, name: str) -> Any:
        if name not in self._materials:
            self._materials[name] = self.create("IfcMaterial", Name=name)
        return self._materials[name]

    def _classification(self, code: str) -> Any:
        if not self._codes:
            self._codes[""] = self.create("IfcClassification", **CLASSIFICATION)
        if code not in self._codes:
            self._codes[code] = self.create(
                "IfcClassificationReference",
                Identification=code,
                ItemReference=code,
                Name=code,
                ReferencedSource=self._codes[""],
            )
        return self._codes[code]


def sets_of(kind: Kind, element: Element) -> Sets:
    """Return the property sets that a reader finds on an element: its kind's, then its own, property by property."""
    names = dict.fromkeys((*kind.properties, *element.properties))
    return {name: {**kind.properties.get(name, {}), **element.properties.get(name, {})} for name in names}
