"""Models of ours against specifications of ours: each facet met, broken and without object, then the known traps.

What each pair must give follows from the text of IDS 1.0, not from a run of the checker.
"""

import ifcopenshell
import ifcopenshell.api.classification
import ifcopenshell.api.material
import ifcopenshell.api.pset
import ifcopenshell.api.root
import ifcopenshell.api.spatial
import ifcopenshell.guid
import pytest

from autograders.candidate.bim import IdsError, Outcome, check_ids, checked_specifications, read_ids

HEAD = (
    '<ids xmlns="http://standards.buildingsmart.org/IDS" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://standards.buildingsmart.org/IDS '
    'http://standards.buildingsmart.org/IDS/1.0/ids.xsd"><info><title>Essai</title></info><specifications>'
)
DOORS = "<entity><name><simpleValue>IFCDOOR</simpleValue></name></entity>"


def value(text, tag="value"):
    return f"<{tag}><simpleValue>{text}</simpleValue></{tag}>"


def ids(requirements, *, applicability=DOORS, occurs='minOccurs="0" maxOccurs="unbounded"', version="IFC4"):
    required = f"<requirements>{requirements}</requirements>" if requirements else ""
    return (
        f'{HEAD}<specification name="S1" ifcVersion="{version}"><applicability {occurs}>{applicability}'
        f"</applicability>{required}</specification></specifications></ids>"
    )


SPECIFICATION = ids("").partition("<specifications>")[2].removesuffix("</specifications></ids>")
FACETS = {
    "entity": (
        "<entity>" + value("IFCDOOR", "name") + value("GATE", "predefinedType") + "</entity>",
        lambda model, door: setattr(door, "PredefinedType", "GATE"),
    ),
    "attribute": (
        "<attribute>" + value("Name", "name") + value("P-01") + "</attribute>",
        lambda model, door: setattr(door, "Name", "P-01"),
    ),
    "property": (
        '<property dataType="IFCLABEL">'
        + value("Pset_DoorCommon", "propertySet")
        + value("FireRating", "baseName")
        + value("EI 30")
        + "</property>",
        lambda model, door: ifcopenshell.api.pset.edit_pset(
            model,
            pset=ifcopenshell.api.pset.add_pset(model, product=door, name="Pset_DoorCommon"),
            properties={"FireRating": "EI 30"},
        ),
    ),
    "classification": (
        "<classification>" + value("EF_25_30") + value("Uniclass", "system") + "</classification>",
        lambda model, door: ifcopenshell.api.classification.add_reference(
            model,
            products=[door],
            identification="EF_25_30",
            name="Doors",
            classification=ifcopenshell.api.classification.add_classification(model, classification="Uniclass"),
        ),
    ),
    "material": (
        "<material>" + value("chêne") + "</material>",
        lambda model, door: ifcopenshell.api.material.assign_material(
            model, products=[door], material=ifcopenshell.api.material.add_material(model, name="chêne")
        ),
    ),
    "part of": (
        '<partOf relation="IFCRELCONTAINEDINSPATIALSTRUCTURE"><entity>'
        + value("IFCBUILDINGSTOREY", "name")
        + "</entity></partOf>",
        lambda model, door: ifcopenshell.api.spatial.assign_container(
            model,
            products=[door],
            relating_structure=ifcopenshell.api.root.create_entity(model, ifc_class="IfcBuildingStorey"),
        ),
    ),
}


def model_with(ifc_class, prepare=None, *, schema="IFC4"):
    model = ifcopenshell.file(schema=schema)
    model.create_entity("IfcProject", GlobalId=ifcopenshell.guid.new())
    element = model.create_entity(ifc_class, GlobalId=ifcopenshell.guid.new())
    if prepare is not None:
        prepare(model, element)
    return model


def outcome(text, model):
    (found,) = check_ids(text, model)
    return found.outcome


@pytest.mark.parametrize("facet", FACETS)
def test_a_requirement_is_met_broken_or_without_object(facet):
    requirement, prepare = FACETS[facet]
    assert outcome(ids(requirement), model_with("IfcDoor", prepare)) is Outcome.MET
    assert outcome(ids(requirement), model_with("IfcDoor")) is Outcome.BROKEN
    assert outcome(ids(requirement), model_with("IfcWindow")) is Outcome.NOT_APPLICABLE


def test_the_elements_in_default_are_named():
    model = model_with("IfcDoor")
    (found,) = check_ids(ids(FACETS["attribute"][0]), model)
    assert (found.specification, found.applicable) == ("S1", 1)
    assert found.failed == (model.by_type("IfcDoor")[0].GlobalId,)


def test_what_must_exist_is_broken_by_its_absence_only_where_the_file_says_so():
    required = ids("", occurs='minOccurs="1" maxOccurs="unbounded"')
    assert outcome(required, model_with("IfcWindow")) is Outcome.BROKEN
    assert outcome(required, model_with("IfcDoor")) is Outcome.MET
    assert outcome(ids(FACETS["attribute"][0]), model_with("IfcWindow")) is Outcome.NOT_APPLICABLE


def test_what_is_prohibited_is_broken_by_its_presence():
    prohibited = ids("", occurs='minOccurs="0" maxOccurs="0"')
    assert outcome(prohibited, model_with("IfcWindow")) is Outcome.MET
    (found,) = check_ids(prohibited, model_with("IfcDoor"))
    assert (found.outcome, len(found.failed)) == (Outcome.BROKEN, 1)


def test_a_specification_for_another_version_of_ifc_says_nothing():
    assert outcome(ids(FACETS["attribute"][0], version="IFC2X3"), model_with("IfcDoor")) is Outcome.OTHER_VERSION
    both = ids(FACETS["attribute"][0], version="IFC2X3 IFC4")
    assert outcome(both, model_with("IfcDoor", schema="IFC2X3")) is Outcome.BROKEN


def test_an_entity_is_met_by_its_very_class_not_by_a_subclass():
    walls = ids(
        FACETS["attribute"][0],
        applicability="<entity>" + value("IFCWALL", "name") + "</entity>",
        version="IFC2X3",
    )
    assert outcome(walls, model_with("IfcWallStandardCase", schema="IFC2X3")) is Outcome.NOT_APPLICABLE


def test_the_rows_count_what_the_outcomes_name():
    text = model_with("IfcDoor").to_string()
    assert checked_specifications(ids(FACETS["attribute"][0]), text) == [
        {"specification": "S1", "outcome": "enfreinte", "applicable": 1, "failed": 1}
    ]


BAD = {
    "nothing": ("", "XML bien formé"),
    "something else": ("<a/>", "« ids » de l’espace de noms"),
    "an element out of place": (ids("<x/>"), "Non valide au regard du schéma IDS 1.0"),
    "a version that is none": (ids("", version="IFC5"), "must be one of"),
    "an attribute misspelt": (ids("").replace("minOccurs", "minoccurs"), "'minoccurs' attribute not allowed"),
    "entities": ('<!DOCTYPE a [<!ENTITY b "c">]>' + ids(""), "DOCTYPE"),
    "too long a text": (ids("") + " " * 200_000, "200000 au plus"),
    "too many specifications": (
        ids("").replace(SPECIFICATION, SPECIFICATION * 201),
        "200 au plus",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_ids_is_refused_with_the_reason(kind):
    text, told = BAD[kind]
    with pytest.raises(IdsError, match=told):
        read_ids(text)
