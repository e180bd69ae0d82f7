"""What all writers of IFC share fits both schemas, and a reader finds in it what was asked for."""

import ifcopenshell
import ifcopenshell.util.unit
import pytest

from autograders.domain.building.ifc_parts import body_representation, model_contexts, si_units, step_text


def written(schema, *, millimetres):
    model = ifcopenshell.file(schema=schema)
    point = model.create_entity("IfcCartesianPoint", Coordinates=(0.0, 0.0, 0.0))
    whole, body = model_contexts(model, model.create_entity("IfcAxis2Placement3D", Location=point))
    units = model.create_entity("IfcUnitAssignment", Units=si_units(model, millimetres=millimetres))
    model.create_entity("IfcProject", UnitsInContext=units)
    body_representation(model, body, "BoundingBox", model.create_entity("IfcBoundingBox", point, 1.0, 2.0, 3.0))
    return step_text(model, name="mill.ifc", view="ReferenceView_V1.2", originator="another tool"), whole.id()


@pytest.mark.parametrize("schema", ["IFC4", "IFC2X3"])
@pytest.mark.parametrize(("millimetres", "scale"), [(True, 1e-3), (False, 1.0)])
def test_lengths_are_in_the_unit_that_was_asked_for(schema, millimetres, scale):
    read = ifcopenshell.file.from_string(written(schema, millimetres=millimetres)[0])
    assert ifcopenshell.util.unit.calculate_unit_scale(read) == scale
    [assignment] = read.by_type("IfcUnitAssignment")
    named = {unit.UnitType: ifcopenshell.util.unit.get_full_unit_name(unit) for unit in assignment.Units}
    assert {named["AREAUNIT"], named["VOLUMEUNIT"]} == {"SQUARE_METRE", "CUBIC_METRE"}


@pytest.mark.parametrize("schema", ["IFC4", "IFC2X3"])
def test_bodies_are_found_in_the_context_of_the_model(schema):
    text, whole = written(schema, millimetres=False)
    # IfcOpenShell's entities and headers point into their file, which they do not keep alive.
    read = ifcopenshell.file.from_string(text)
    [shape] = read.by_type("IfcShapeRepresentation")
    context = shape.ContextOfItems
    assert (context.ParentContext.id(), context.ContextIdentifier, context.ContextType) == (whole, "Body", "Model")


def test_the_header_tells_what_it_is_told_and_no_time_of_today():
    text, again = (written("IFC4", millimetres=False)[0] for _ in range(2))
    assert text == again
    read = ifcopenshell.file.from_string(text)
    header = read.header
    assert header.file_description.description == ("ViewDefinition [ReferenceView_V1.2]",)
    assert (header.file_name.name, header.file_name.originating_system) == ("mill.ifc", "another tool")
