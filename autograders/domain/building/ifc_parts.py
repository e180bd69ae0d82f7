"""What the files of all writers of IFC have alike, in IFC4 and in IFC2X3: units, contexts, representations, header."""

from typing import Any

import ifcopenshell

from .ifc_writing import SOFTWARE, TIME_STAMP, Entity


def si_units(model: ifcopenshell.file, *, millimetres: bool) -> list[Entity]:
    """Create the units of a project: metres or millimetres, square and cubic metres, radians."""
    return [
        model.create_entity("IfcSIUnit", UnitType="LENGTHUNIT", Prefix="MILLI" if millimetres else None, Name="METRE"),
        model.create_entity("IfcSIUnit", UnitType="AREAUNIT", Name="SQUARE_METRE"),
        model.create_entity("IfcSIUnit", UnitType="VOLUMEUNIT", Name="CUBIC_METRE"),
        model.create_entity("IfcSIUnit", UnitType="PLANEANGLEUNIT", Name="RADIAN"),
    ]


def model_contexts(model: ifcopenshell.file, origin: Entity) -> tuple[Entity, Entity]:
    """Create the context of a model in three dimensions, and in it that of bodies.

    Parameters
    ----------
    model : ifcopenshell.file
    origin : entity
        Placement of the project's axes.
    """
    whole = model.create_entity(
        "IfcGeometricRepresentationContext",
        ContextType="Model",
        CoordinateSpaceDimension=3,
        Precision=1e-5,
        WorldCoordinateSystem=origin,
    )
    body = model.create_entity(
        "IfcGeometricRepresentationSubContext",
        ContextIdentifier="Body",
        ContextType="Model",
        ParentContext=whole,
        TargetView="MODEL_VIEW",
    )
    return whole, body


def body_representation(model: ifcopenshell.file, body: Entity, kind: str, item: Entity) -> Entity:
    """Create the representation of a body by one item.

    Parameters
    ----------
    model : ifcopenshell.file
    body : entity
        Context of bodies.
    kind : str
        Such as ``SweptSolid``.
    item : entity
    """
    return model.create_entity(
        "IfcShapeRepresentation",
        ContextOfItems=body,
        RepresentationIdentifier="Body",
        RepresentationType=kind,
        Items=[item],
    )


def step_text(model: ifcopenshell.file, *, name: str, view: str, originator: str = SOFTWARE) -> str:
    """Return a model as the text of a STEP file, whose header tells no date of today.

    Parameters
    ----------
    model : ifcopenshell.file
    name : str
        Of the file.
    view : str
        Model view definition.
    originator : str
        Software named in the header.
    """
    model.header.file_description.description = (f"ViewDefinition [{view}]",)
    header: Any = model.header.file_name
    header.name, header.time_stamp = name, TIME_STAMP
    header.preprocessor_version = header.originating_system = originator
    return str(model.to_string())
