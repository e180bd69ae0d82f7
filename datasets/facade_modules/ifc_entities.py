"""The entities that any model file is made of: roots, relations, placements, boxes, in metres or in millimetres."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import ifcopenshell

from autograders.domain.building.ifc_parts import body_representation, model_contexts
from autograders.domain.building.ifc_writing import SOFTWARE, global_id

from .model import Box

DECIMALS = 4


class Drawing:
    """A file to which entities are added.

    Parameters
    ----------
    schema : str
        ``IFC4``, in metres, or ``IFC2X3``, in millimetres.
    key : str
        Decides the GlobalIds.
    """

    def __init__(self, schema: str, key: str) -> None:
        self.file = ifcopenshell.file(schema=schema)
        self.schema, self.key = schema, key
        self.scale = 1.0 if schema == "IFC4" else 1000.0
        self.history = self._history()
        self._relations = 0
        self._directions = {
            vector: self.file.create_entity("IfcDirection", vector)
            for vector in ((1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0))
        }
        self.origin = self._axes((0.0, 0.0, 0.0))
        self.context, self._body = model_contexts(self.file, self.origin)
        point = self.create("IfcCartesianPoint", Coordinates=(0.0, 0.0, 0.0))
        self._identity = self.create("IfcCartesianTransformationOperator3D", LocalOrigin=point)

    def create(self, ifc_class: str, **values: Any) -> Any:
        """Create an entity; what the schema does not know is left out."""
        known = _attributes(self.schema, ifc_class)
        return self.file.create_entity(ifc_class, **{name: value for name, value in values.items() if name in known})

    def root(self, ifc_class: str, identity: str, **values: Any) -> Any:
        """Create an entity with a GlobalId."""
        return self.create(
            ifc_class, GlobalId=global_id(f"{self.key}/{identity}", 0), OwnerHistory=self.history, **values
        )

    def relation(self, ifc_class: str, **values: Any) -> Any:
        """Create a relation; its GlobalId follows from its rank."""
        self._relations += 1
        return self.root(ifc_class, f"{self.schema}/relation/{self._relations}", **values)

    def _history(self) -> Any:
        person = self.create("IfcPerson", FamilyName="Bureau d’études")
        maker = self.create("IfcOrganization", Name="Ateliers Merlaude")
        user = self.create("IfcPersonAndOrganization", ThePerson=person, TheOrganization=maker)
        tool = self.create(
            "IfcApplication",
            ApplicationDeveloper=maker,
            Version="1",
            ApplicationFullName=SOFTWARE,
            ApplicationIdentifier=SOFTWARE,
        )
        return self.create(
            "IfcOwnerHistory", OwningUser=user, OwningApplication=tool, ChangeAction="NOCHANGE", CreationDate=1735689600
        )

    def length(self, length_m: float) -> float:
        """Return a length in the unit of the file."""
        return round(self.scale * length_m, DECIMALS) + 0.0

    def _axes(self, origin_m: Iterable[float], *, turned: bool = False) -> Any:
        point = self.create("IfcCartesianPoint", Coordinates=tuple(self.length(value) for value in origin_m))
        if not turned:
            return self.create("IfcAxis2Placement3D", Location=point)
        return self.create(
            "IfcAxis2Placement3D",
            Location=point,
            Axis=self._directions[0.0, 0.0, 1.0],
            RefDirection=self._directions[-1.0, 0.0, 0.0],
        )

    def place(self, host: Any, origin_m: tuple[float, float, float], *, turned: bool = False) -> Any:
        """Create a placement in that of a host, or in the project's; turned by half a turn about z."""
        return self.create(
            "IfcLocalPlacement",
            PlacementRelTo=None if host is None else host.ObjectPlacement,
            RelativePlacement=self._axes(origin_m, turned=turned),
        )

    def shape_map(self, box: Box) -> Any:
        """Write a box as a shape that elements and their type share."""
        corner = self.create("IfcCartesianPoint", Coordinates=(self.length(box.x_m / 2), self.length(box.y_m / 2)))
        profile = self.create(
            "IfcRectangleProfileDef",
            ProfileType="AREA",
            Position=self.create("IfcAxis2Placement2D", Location=corner),
            XDim=self.length(box.x_m),
            YDim=self.length(box.y_m),
        )
        solid = self.create(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=self.origin,
            ExtrudedDirection=self._directions[0.0, 0.0, 1.0],
            Depth=self.length(box.z_m),
        )
        shape = self._representation("SweptSolid", solid)
        return self.create("IfcRepresentationMap", MappingOrigin=self.origin, MappedRepresentation=shape)

    def mapped(self, shape: Any) -> Any:
        """Create the shape of an element as a use of a shared one."""
        item = self.create("IfcMappedItem", MappingSource=shape, MappingTarget=self._identity)
        return self.create(
            "IfcProductDefinitionShape", Representations=[self._representation("MappedRepresentation", item)]
        )

    def _representation(self, kind: str, item: Any) -> Any:
        return body_representation(self.file, self._body, kind, item)


@cache
def _attributes(schema: str, ifc_class: str) -> frozenset[str]:
    declaration = ifcopenshell.schema_by_name(schema).declaration_by_name(ifc_class).as_entity()
    return frozenset(attribute.name() for attribute in declaration.all_attributes())
