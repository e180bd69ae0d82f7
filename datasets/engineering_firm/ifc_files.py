"""Writes a described model as IFC4: what elements share is written once; same description, same bytes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import ifcopenshell

from autograders.domain.building.ifc_parts import body_representation, model_contexts, si_units, step_text
from autograders.domain.building.ifc_writing import SOFTWARE, global_id

from .description import Element, Model
from .kinds import LENGTHS, PROXY, Value

VIEW = "ReferenceView_V1.2"
DECIMALS = 6
FIRM, CLASSIFICATION = "Tarvenne Ingénierie", "Codes Tarvenne"
BUILDING = "B1"
SYSTEMS = {"STR": "IfcGroup", "CVC": "IfcDistributionSystem", "ELE": "IfcDistributionSystem"}


def model_text(model: Model, key: str, *, originator: str = SOFTWARE) -> str:
    """Return a model as the text of a STEP file.

    Parameters
    ----------
    model : Model
    key : str
        Decides the GlobalIds, with tags and editions.
    originator : str
        Software named in the header.
    """
    return _Writer(model, key).text(originator)


def element_id(key: str, element: Element) -> str:
    """Return the GlobalId of an element in the files of one key."""
    return global_id(f"{key}/{element.tag}", element.edition)


def storey_id(key: str, name: str) -> str:
    """Return the GlobalId of a storey in the files of one key."""
    return global_id(f"{key}/storey/{name}", 0)


class _Writer:
    """One file that is being written."""

    def __init__(self, model: Model, key: str) -> None:
        self.file = ifcopenshell.file(schema="IFC4")
        self.model, self.key = model, key
        self.scale = 1000.0 if model.unit == "mm" and model.converted else 1.0
        self._roots = 0
        self._up = self._add("IfcDirection", DirectionRatios=(0.0, 0.0, 1.0))
        self._origin = self._axes((0.0, 0.0, 0.0))
        self._history = self._owner()

    def text(self, originator: str) -> str:
        storeys = self._scaffold()
        shapes = {shape: self._shape_map(*shape) for shape in _distinct(_shape(each) for each in self._elements())}
        made = {each.tag: self._element(each, storeys[each.storey], shapes[_shape(each)]) for each in self._elements()}
        for name, members in self._gathered(made, lambda each: each.storey):
            self._root("IfcRelContainedInSpatialStructure", RelatingStructure=storeys[name], RelatedElements=members)
        self._describe(made)
        return step_text(self.file, name=self.model.name, view=VIEW, originator=originator)

    def _elements(self) -> Iterable[Element]:
        return self.model.elements.values()

    def _gathered(self, made: Mapping[str, Any], of: Any) -> Iterable[tuple[Any, list[Any]]]:
        """Return what is not empty of the elements, each time with those that have it."""
        found: dict[Any, list[Any]] = defaultdict(list)
        for each in self._elements():
            if value := of(each):
                found[value].append(made[each.tag])
        return found.items()

    def _describe(self, made: Mapping[str, Any]) -> None:
        for (kind, ifc_class), members in self._gathered(made, lambda each: (each.drawn_from, each.ifc_class)):
            predefined = "NOTDEFINED" if ifc_class == PROXY else kind.predefined
            kind_of = self._root(f"{ifc_class}Type", Name=kind.label, PredefinedType=predefined)
            self._root("IfcRelDefinesByType", RelatedObjects=members, RelatingType=kind_of)
        for name, members in self._gathered(made, lambda each: each.material):
            material = self._add("IfcMaterial", Name=name)
            self._root("IfcRelAssociatesMaterial", RelatedObjects=members, RelatingMaterial=material)
        system = None
        for code, members in self._gathered(made, lambda each: each.code):
            system = system or self._add("IfcClassification", Source=FIRM, Edition="2025", Name=CLASSIFICATION)
            reference = self._add("IfcClassificationReference", Identification=code, Name=code, ReferencedSource=system)
            self._root("IfcRelAssociatesClassification", RelatedObjects=members, RelatingClassification=reference)
        for (discipline, name), members in self._gathered(
            made, lambda each: each.group and (each.drawn_from.discipline, each.group)
        ):
            group = self._root(SYSTEMS[discipline], Name=name)
            self._root("IfcRelAssignsToGroup", RelatedObjects=members, RelatingGroup=group)
        self._define(made)

    def _define(self, made: Mapping[str, Any]) -> None:
        """Write each property set and each set of quantities once for all the elements that have it alike."""
        sets: dict[Any, list[Any]] = defaultdict(list)
        for each in self._elements():
            for name, values in each.properties.items():
                if values:
                    sets[self._property_set, name, tuple(values.items())].append(made[each.tag])
            if each.quantities:
                held = tuple(each.quantities.items())
                sets[self._quantity_set, each.drawn_from.quantity_set, held].append(made[each.tag])
        for (write, name, values), members in sets.items():
            definition = write(name, dict(values))
            self._root("IfcRelDefinesByProperties", RelatedObjects=members, RelatingPropertyDefinition=definition)

    def _property_set(self, name: str, values: Mapping[str, Value]) -> Any:
        properties = [
            self._add("IfcPropertySingleValue", Name=key, NominalValue=self._measure(key, value))
            for key, value in values.items()
        ]
        return self._root("IfcPropertySet", Name=name, HasProperties=properties)

    def _measure(self, name: str, value: Value) -> Any:
        if isinstance(value, bool):
            return self.file.create_entity("IfcBoolean", value)
        if isinstance(value, str):
            return self.file.create_entity("IfcIdentifier" if name == "Reference" else "IfcLabel", value)
        if name in LENGTHS:
            return self.file.create_entity("IfcPositiveLengthMeasure", self._length(value))
        return self.file.create_entity("IfcReal", value)

    def _quantity_set(self, name: str, values: Mapping[str, float]) -> Any:
        quantities = []
        for key, value in values.items():
            unit = "Volume" if key.endswith("Volume") else "Length"
            number = self._length(value) if unit == "Length" else value
            quantities.append(self._add(f"IfcQuantity{unit}", Name=key, **{f"{unit}Value": number}))
        return self._root("IfcElementQuantity", Name=name, Quantities=quantities)

    def _element(self, element: Element, storey: Any, shape: Any) -> Any:
        identity = self._add("IfcCartesianTransformationOperator3D", LocalOrigin=self._origin.Location)
        item = self._add("IfcMappedItem", MappingSource=shape, MappingTarget=identity)
        body = self._representation("MappedRepresentation", item)
        return self._add(
            element.ifc_class,
            GlobalId=element_id(self.key, element),
            OwnerHistory=self._history,
            Name=element.name,
            ObjectPlacement=self._place(storey, element.origin_m),
            Representation=self._add("IfcProductDefinitionShape", Representations=[body]),
            Tag=element.tag,
        )

    def _shape_map(self, profile: str, size_m: tuple[float, float, float]) -> Any:
        x, y, z = (self._length(side) for side in size_m)
        outline = (
            self._add("IfcCircleProfileDef", ProfileType="AREA", Radius=round(x / 2, DECIMALS))
            if profile == "circle"
            else self._add("IfcRectangleProfileDef", ProfileType="AREA", XDim=x, YDim=y)
        )
        solid = self._add("IfcExtrudedAreaSolid", SweptArea=outline, ExtrudedDirection=self._up, Depth=z)
        shape = self._representation("SweptSolid", solid)
        return self._add("IfcRepresentationMap", MappingOrigin=self._origin, MappedRepresentation=shape)

    def _representation(self, kind: str, item: Any) -> Any:
        return body_representation(self.file, self._body, kind, item)

    def _scaffold(self) -> dict[str, Any]:
        units = si_units(self.file, millimetres=self.model.unit == "mm")
        context, self._body = model_contexts(self.file, self._origin)
        project = self._root(
            "IfcProject",
            Name=self.model.name,
            RepresentationContexts=[context],
            UnitsInContext=self._add("IfcUnitAssignment", Units=units),
        )
        site = self._spatial("IfcSite", "Terrain", None, 0.0)
        building = self._spatial("IfcBuilding", f"Bâtiment {BUILDING}", site, 0.0)
        storeys = {
            name: self._spatial("IfcBuildingStorey", name, building, z_m) for name, z_m in self.model.storeys.items()
        }
        for whole, parts in ((project, [site]), (site, [building]), (building, list(storeys.values()))):
            self._root("IfcRelAggregates", RelatingObject=whole, RelatedObjects=parts)
        return storeys

    def _spatial(self, ifc_class: str, name: str, below: Any, level_m: float) -> Any:
        elevation = {"Elevation": self._length(level_m)} if ifc_class == "IfcBuildingStorey" else {}
        placement = self._place(below, (0.0, 0.0, level_m))
        made = self._root(ifc_class, Name=name, ObjectPlacement=placement, CompositionType="ELEMENT", **elevation)
        if elevation:
            made.GlobalId = storey_id(self.key, name)
        return made

    def _place(self, host: Any, origin_m: Iterable[float]) -> Any:
        above = None if host is None else host.ObjectPlacement
        return self._add("IfcLocalPlacement", PlacementRelTo=above, RelativePlacement=self._axes(origin_m))

    def _axes(self, origin_m: Iterable[float]) -> Any:
        point = self._add("IfcCartesianPoint", Coordinates=tuple(self._length(value) for value in origin_m))
        return self._add("IfcAxis2Placement3D", Location=point)

    def _owner(self) -> Any:
        person = self._add("IfcPerson", FamilyName="Bureau d’études")
        firm = self._add("IfcOrganization", Name=FIRM)
        tool = self._add(
            "IfcApplication",
            ApplicationDeveloper=firm,
            Version="1",
            ApplicationFullName=SOFTWARE,
            ApplicationIdentifier=SOFTWARE,
        )
        user = self._add("IfcPersonAndOrganization", ThePerson=person, TheOrganization=firm)
        return self._add(
            "IfcOwnerHistory", OwningUser=user, OwningApplication=tool, ChangeAction="NOCHANGE", CreationDate=1735689600
        )

    def _length(self, length_m: float) -> float:
        return round(self.scale * length_m, DECIMALS) + 0.0

    def _root(self, ifc_class: str, **values: Any) -> Any:
        self._roots += 1
        identity = global_id(f"{self.key}/{ifc_class}", self._roots)
        return self._add(ifc_class, GlobalId=identity, OwnerHistory=self._history, **values)

    def _add(self, ifc_class: str, **values: Any) -> Any:
        return self.file.create_entity(ifc_class, **values)


def _shape(element: Element) -> tuple[str, tuple[float, float, float]]:
    return element.profile, element.size_m


def _distinct(items: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(items))
