"""Writing a building as IFC4: spatial structure, extruded elements, openings, property sets, quantities, materials.

The file depends on nothing but what is asked for: no date of today, and GlobalIds that follow from a key and from
the order of creation.
"""

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.api.aggregate
import ifcopenshell.api.context
import ifcopenshell.api.feature
import ifcopenshell.api.geometry
import ifcopenshell.api.material
import ifcopenshell.api.project
import ifcopenshell.api.pset
import ifcopenshell.api.root
import ifcopenshell.api.spatial
import ifcopenshell.api.unit
import ifcopenshell.guid
import numpy as np

from .solids import IDENTITY, Floats, Solid

Value = str | float | bool
Entity = Any

TIME_STAMP = "2025-01-01T00:00:00"
SOFTWARE = "atelier-maquette"
NAMESPACE = uuid.UUID("6f0c1f6e-3f0b-5d5a-9d0e-5a1b7c0e2d11")
# To a tenth of a millimetre: shorter files, and no digits that no survey could support.
DECIMALS = 4


class IfcDraft:
    """An IFC4 model that is being written.

    Parameters
    ----------
    project, site, building : str
        Names.
    key : str
        Decides the GlobalIds: the same key and the same calls give the same file.
    """

    def __init__(self, *, project: str, site: str, building: str, key: str) -> None:
        self.model = ifcopenshell.api.project.create_file(version="IFC4")
        self._key = key
        self._materials: dict[str, Entity] = {}
        self.project = self._root("IfcProject", project)
        ifcopenshell.api.unit.assign_unit(
            self.model,
            units=[_si(self.model, kind) for kind in ("LENGTHUNIT", "AREAUNIT", "VOLUMEUNIT", "PLANEANGLEUNIT")],
        )
        whole = ifcopenshell.api.context.add_context(self.model, context_type="Model")
        self._body = ifcopenshell.api.context.add_context(
            self.model, context_type="Model", context_identifier="Body", target_view="MODEL_VIEW", parent=whole
        )
        self.site, self.building = self._root("IfcSite", site), self._root("IfcBuilding", building)
        self._aggregate(self.site, self.project)
        self._aggregate(self.building, self.site)
        for place in (self.site, self.building):
            self._place(place, IDENTITY)

    def storey(self, name: str, elevation_m: float) -> Entity:
        """Add a storey whose floor lies at an elevation."""
        storey = self._root("IfcBuildingStorey", name)
        storey.Elevation = round(elevation_m, DECIMALS)
        self._aggregate(storey, self.building)
        origin = np.eye(4)
        origin[2, 3] = elevation_m
        self._place(storey, origin)
        return storey

    def space(
        self, storey: Entity, *, name: str, long_name: str, solid: Solid, floor_area_m2: float, external: bool = False
    ) -> Entity:
        """Add a space, with its base quantities.

        Parameters
        ----------
        storey : entity
        name, long_name : str
            Number and name of the room.
        solid : Solid
            In the project's frame.
        floor_area_m2 : float, m²
        external : bool
            Whether it is in the open.
        """
        space = self._root("IfcSpace", name, "EXTERNAL" if external else "INTERNAL")
        space.LongName = long_name
        self._aggregate(space, storey)
        self._shape(space, [solid], IDENTITY)
        self.properties(space, "Pset_SpaceCommon", {"Reference": name, "IsExternal": external})
        self.quantities(space, "Qto_SpaceBaseQuantities", {"NetFloorArea": floor_area_m2, "NetVolume": solid.volume_m3})
        return space

    def element(
        self,
        container: Entity,
        ifc_class: str,
        name: str,
        solids: Sequence[Solid],
        *,
        placement: Floats = IDENTITY,
        predefined_type: str | None = None,
        material: str | None = None,
    ) -> Entity:
        """Add an element made of extruded solids to a storey or the site.

        Parameters
        ----------
        container : entity
            Spatial element that holds it.
        ifc_class, name : str
        solids : sequence of Solid
            In the element's own axes.
        placement : ndarray, shape (4, 4)
            From the element's axes to the project's.
        predefined_type : str, optional
            What is not in the schema's list becomes ``USERDEFINED`` with that object type.
        material : str, optional
            Name of the one material.

        Returns
        -------
        entity
        """
        element = self._root(ifc_class, name, predefined_type)
        ifcopenshell.api.spatial.assign_container(self.model, products=[element], relating_structure=container)
        self._shape(element, solids, placement)
        if material is not None:
            self._assign_material(element, material)
        return element

    def opening(self, host: Entity, name: str, solid: Solid, placement: Floats) -> Entity:
        """Cut an opening out of an element; the solid is in the opening's axes, the placement in the project's."""
        opening = self._root("IfcOpeningElement", name, "OPENING")
        self._shape(opening, [solid], placement)
        ifcopenshell.api.feature.add_feature(self.model, feature=opening, element=host)
        return opening

    def fill(self, opening: Entity, element: Entity) -> None:
        """Say that a door or a window fills an opening."""
        ifcopenshell.api.feature.add_filling(self.model, opening=opening, element=element)

    def properties(self, element: Entity, name: str, values: Mapping[str, Value]) -> None:
        """Add a property set."""
        pset = ifcopenshell.api.pset.add_pset(self.model, product=element, name=name)
        ifcopenshell.api.pset.edit_pset(self.model, pset=pset, properties=_rounded(values))

    def quantities(self, element: Entity, name: str, values: Mapping[str, float]) -> None:
        """Add a set of base quantities; names end in Area, Volume, Length… as the standard sets do."""
        qto = ifcopenshell.api.pset.add_qto(self.model, product=element, name=name)
        ifcopenshell.api.pset.edit_qto(self.model, qto=qto, properties=_rounded(values))

    def assemble(
        self, ifc_class: str, name: str, parts: Sequence[Entity], predefined_type: str | None = None
    ) -> Entity:
        """Add an object without a shape of its own, made of parts that a spatial element holds already."""
        whole = self._root(ifc_class, name, predefined_type)
        container = parts[0].ContainedInStructure[0].RelatingStructure
        ifcopenshell.api.spatial.assign_container(self.model, products=[whole], relating_structure=container)
        self._place(whole, IDENTITY)
        # One at a time: the library would place several in the order of a set.
        for part in parts:
            self._aggregate(part, whole)
        return whole

    def write(self, path: Path) -> None:
        """Put sets in order, give every object its lasting GlobalId, and write the file.

        Parameters
        ----------
        path : Path
            Ends in ``.ifc``; its stem names the file in the header.
        """
        for index, item in enumerate(sorted(self.model.by_type("IfcRoot"), key=_step_id)):
            item.GlobalId = global_id(self._key, index)
        # The library builds these as Python sets, whose order differs from one run to the next.
        for item in (*self.model.by_type("IfcRelationship"), *self.model.by_type("IfcUnitAssignment")):
            for attribute in ("RelatedElements", "RelatedObjects", "Units"):
                if isinstance(members := getattr(item, attribute, None), tuple):
                    setattr(item, attribute, sorted(members, key=_step_id))
        header = self.model.header
        header.file_name.name = path.name
        header.file_name.time_stamp = TIME_STAMP
        header.file_name.preprocessor_version = header.file_name.originating_system = SOFTWARE
        text = self.model.to_string()
        path.write_text(text, encoding="utf-8", newline="\n")

    def _root(self, ifc_class: str, name: str, predefined_type: str | None = None) -> Entity:
        return ifcopenshell.api.root.create_entity(
            self.model, ifc_class=ifc_class, name=name, predefined_type=predefined_type
        )

    def _aggregate(self, part: Entity, whole: Entity) -> None:
        ifcopenshell.api.aggregate.assign_object(self.model, products=[part], relating_object=whole)

    def _place(self, product: Entity, matrix: Floats) -> None:
        ifcopenshell.api.geometry.edit_object_placement(self.model, product=product, matrix=matrix.round(DECIMALS + 3))

    def _shape(self, product: Entity, solids: Sequence[Solid], placement: Floats) -> None:
        self._place(product, placement)
        representation = self.model.createIfcShapeRepresentation(
            self._body, "Body", "SweptSolid", [self._swept(solid) for solid in solids]
        )
        ifcopenshell.api.geometry.assign_representation(self.model, product=product, representation=representation)

    def _swept(self, solid: Solid) -> Entity:
        outline = self._curve(solid.outline_m)
        if solid.hole_m is None:
            profile = self.model.createIfcArbitraryClosedProfileDef("AREA", None, outline)
        else:
            profile = self.model.createIfcArbitraryProfileDefWithVoids(
                "AREA", None, outline, [self._curve(solid.hole_m)]
            )
        axes = self.model.createIfcAxis2Placement3D(
            self.model.createIfcCartesianPoint(_numbers(solid.frame[:3, 3])),
            self.model.createIfcDirection(_numbers(solid.frame[:3, 2])),
            self.model.createIfcDirection(_numbers(solid.frame[:3, 0])),
        )
        up = self.model.createIfcDirection((0.0, 0.0, 1.0))
        return self.model.createIfcExtrudedAreaSolid(profile, axes, up, round(float(solid.depth_m), DECIMALS))

    def _curve(self, outline_m: Floats) -> Entity:
        closed = np.vstack([outline_m, outline_m[:1]])
        points = self.model.createIfcCartesianPointList2D([_numbers(point) for point in closed])
        return self.model.createIfcIndexedPolyCurve(points, None, False)

    def _assign_material(self, element: Entity, name: str) -> None:
        if name not in self._materials:
            self._materials[name] = ifcopenshell.api.material.add_material(self.model, name=name)
        ifcopenshell.api.material.assign_material(self.model, products=[element], material=self._materials[name])


def global_id(key: str, index: int) -> str:
    """Return the GlobalId of the object of a given rank, the same for the same key: a UUID of version 5, compressed.

    Examples
    --------
    >>> import re
    >>> first = global_id("seed 1", 0)
    >>> bool(re.fullmatch(r"[0-3][0-9A-Za-z_$]{21}", first)), first == global_id("seed 1", 0)
    (True, True)
    """
    return str(ifcopenshell.guid.compress(uuid.uuid5(NAMESPACE, f"{key}/{index}").hex))


def _step_id(item: Entity) -> int:
    return int(item.id())


def _si(model: Any, kind: str) -> Entity:
    return ifcopenshell.api.unit.add_si_unit(model, unit_type=kind)


def _numbers(vector: Floats) -> tuple[float, ...]:
    # Adding 0 turns −0 into 0.
    return tuple(float(round(value, DECIMALS + 3) + 0) for value in vector.tolist())


def _rounded(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: round(value, DECIMALS) if isinstance(value, float) else value for key, value in values.items()}
