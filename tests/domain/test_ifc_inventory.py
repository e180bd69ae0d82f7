"""Inventories of models: written here line by line, so that every expected value can be read off the text."""

from importlib import import_module

import pytest
from support.ifc_drafts import Draft

from autograders.candidate.bim import ifc_from_text
from autograders.candidate.errors import FaultsError
from autograders.domain.bom import Dimension
from autograders.domain.errors import DomainError
from autograders.domain.ifc import Layer, Link, Quantity, Reference, inventory


def only(draft):
    (item,) = inventory(draft.model)
    return item


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_an_occurrence_inherits_from_its_type_and_its_own_value_goes_first(schema):
    draft = Draft(schema)
    plate = draft.root("IfcPlate", Name="P1")
    draft.contain(plate)
    shared = draft.pset("Pset_A", Fire=("IfcLabel", "EI 30"), Colour=("IfcLabel", "gris"))
    kind = draft.root("IfcPlateType", Name="Tôle", HasPropertySets=[shared], PredefinedType="SHEET")
    draft.typed(kind, plate)
    draft.define(draft.pset("Pset_A", Fire=("IfcLabel", "EI 60")), plate)
    item = only(draft)
    assert item.properties == {("Pset_A", "Fire"): "EI 60", ("Pset_A", "Colour"): "gris"}
    assert (item.type_id, item.type_class, item.type_name) == (kind.GlobalId, "IfcPlateType", "Tôle")
    assert item.container == draft.storey.GlobalId


@pytest.mark.parametrize(("prefix", "written"), [(None, 2.5), ("MILLI", 2500.0), ("CENTI", 250.0)])
def test_lengths_are_metres_whatever_the_project_s_unit_and_areas_follow_their_own(prefix, written):
    draft = Draft(length_prefix=prefix)
    member = draft.root("IfcMember")
    draft.define(draft.qto("Qto_M", Length=("Length", written), Face=("Area", 0.3), Bolts=("Count", 4)), member)
    draft.define(draft.pset("Pset_M", Reach=("IfcPositiveLengthMeasure", written), Ratio=("IfcReal", 0.5)), member)
    item = only(draft)
    assert item.quantities[("Qto_M", "Length")].value == pytest.approx(2.5, rel=1e-12)
    assert item.quantities[("Qto_M", "Face")] == Quantity(0.3, Dimension.AREA)
    assert item.quantities[("Qto_M", "Bolts")] == Quantity(4.0, Dimension.COUNT)
    assert item.properties[("Pset_M", "Reach")] == pytest.approx(2.5, rel=1e-12)
    assert item.properties[("Pset_M", "Ratio")] == 0.5


def test_a_unit_of_the_quantity_s_own_goes_before_the_project_s():
    draft = Draft()
    member = draft.root("IfcMember")
    # 18 in = 0.4572 m, exactly: 1 in is 25.4 mm since 1959.
    millimetre = draft.make("IfcSIUnit", UnitType="LENGTHUNIT", Prefix="MILLI", Name="METRE")
    inch = draft.make(
        "IfcConversionBasedUnit",
        Dimensions=draft.make("IfcDimensionalExponents", 1, 0, 0, 0, 0, 0, 0),
        UnitType="LENGTHUNIT",
        Name="INCH",
        ConversionFactor=draft.make("IfcMeasureWithUnit", draft.make("IfcLengthMeasure", 25.4), millimetre),
    )
    quantity = draft.make("IfcQuantityLength", Name="Length", LengthValue=18.0, Unit=inch)
    draft.define(draft.root("IfcElementQuantity", Name="Q", Quantities=[quantity]), member)
    assert only(draft).quantities[("Q", "Length")].value == pytest.approx(0.4572, rel=1e-12)


def test_masses_are_kilograms_though_ifcopenshell_counts_in_grams():
    draft = Draft()
    member = draft.root("IfcMember")
    draft.define(draft.qto("Q", Weight=("Weight", 7.5)), member)
    tonne = draft.make("IfcSIUnit", UnitType="MASSUNIT", Prefix="MEGA", Name="GRAM")
    heavy = draft.make("IfcQuantityWeight", Name="Gross", WeightValue=0.002, Unit=tonne)
    draft.define(draft.root("IfcElementQuantity", Name="R", Quantities=[heavy]), member)
    quantities = only(draft).quantities
    assert quantities[("Q", "Weight")] == Quantity(7.5, Dimension.MASS)
    assert quantities[("R", "Gross")].value == pytest.approx(2.0, rel=1e-12)


def test_volumes_in_cubic_decimetres_are_thousandths_of_cubic_metres():
    draft = Draft()
    member = draft.root("IfcMember")
    litre = draft.make("IfcSIUnit", UnitType="VOLUMEUNIT", Prefix="DECI", Name="CUBIC_METRE")
    volume = draft.make("IfcQuantityVolume", Name="Net", VolumeValue=12.0, Unit=litre)
    draft.define(draft.root("IfcElementQuantity", Name="Q", Quantities=[volume]), member)
    assert only(draft).quantities[("Q", "Net")].value == pytest.approx(0.012, rel=1e-12)


def test_values_of_all_kinds_of_properties_are_read():
    draft = Draft(length_prefix="MILLI")
    plate = draft.root("IfcPlate")

    def label(text):
        return draft.make("IfcLabel", text)

    def length(number):
        return draft.make("IfcLengthMeasure", number)

    inner = draft.make("IfcPropertySingleValue", Name="RAL", NominalValue=label("9005"))
    properties = [
        draft.make("IfcPropertyEnumeratedValue", Name="Status", EnumerationValues=[label("NEW"), label("EXISTING")]),
        draft.make("IfcPropertyListValue", Name="Steps", ListValues=[length(100.0), length(200.0)]),
        draft.make("IfcPropertyBoundedValue", Name="Gap", LowerBoundValue=length(2.0), UpperBoundValue=length(5.0)),
        draft.make("IfcComplexProperty", Name="Paint", UsageName="Paint", HasProperties=[inner]),
        draft.make("IfcPropertySingleValue", Name="Empty"),
        draft.make("IfcPropertySingleValue", Name="Known", NominalValue=draft.make("IfcLogical", "UNKNOWN")),
    ]
    draft.define(draft.root("IfcPropertySet", Name="P", HasProperties=properties), plate)
    found = {name: value for (_, name), value in only(draft).properties.items()}
    assert found == {
        "Status": ("NEW", "EXISTING"),
        "Steps": pytest.approx((0.1, 0.2)),
        "Gap": (pytest.approx(0.002), pytest.approx(0.005), None),
        "Paint.RAL": "9005",
        "Empty": None,
        "Known": "UNKNOWN",
    }


def test_parts_and_nested_elements_know_their_host_and_are_held_where_it_is():
    draft = Draft()
    panel, frame, anchor, bolt = (draft.root("IfcElementAssembly", Name=name) for name in "PFAB")
    draft.contain(panel)
    draft.parts(panel, frame, anchor)
    draft.parts(anchor, bolt, relation="IfcRelNests")
    items = {item.name: item for item in inventory(draft.model)}
    assert [(items[name].host, items[name].link) for name in "PFAB"] == [
        ("", None),
        (panel.GlobalId, Link.PART),
        (panel.GlobalId, Link.PART),
        (anchor.GlobalId, Link.NESTED),
    ]
    assert {item.container for item in items.values()} == {draft.storey.GlobalId}


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_layers_are_read_through_their_usage_with_thicknesses_in_metres(schema):
    draft = Draft(schema, length_prefix="MILLI")
    wall = draft.root("IfcWall")
    concrete, render = (draft.make("IfcMaterial", Name=name) for name in ("Béton", "Enduit"))
    layers = [
        draft.make("IfcMaterialLayer", Material=material, LayerThickness=thickness)
        for material, thickness in ((concrete, 180.0), (None, 0.0), (render, 20.0))
    ]
    stack = draft.make("IfcMaterialLayerSet", MaterialLayers=layers)
    usage = draft.make(
        "IfcMaterialLayerSetUsage",
        ForLayerSet=stack,
        LayerSetDirection="AXIS2",
        DirectionSense="POSITIVE",
        OffsetFromReferenceLine=0.0,
    )
    draft.relate("IfcRelAssociatesMaterial", RelatingMaterial=usage, RelatedObjects=[wall])
    assert only(draft).layers == (
        Layer(material="Béton", thickness_m=pytest.approx(0.18), share=pytest.approx(0.9)),
        Layer(material="", thickness_m=0.0, share=0.0),
        Layer(material="Enduit", thickness_m=pytest.approx(0.02), share=pytest.approx(0.1)),
    )


def test_constituents_have_the_shares_that_the_model_gives_them():
    draft = Draft()
    plate = draft.root("IfcPlate")
    constituents = [
        draft.make("IfcMaterialConstituent", Material=draft.make("IfcMaterial", Name=name), Fraction=share)
        for name, share in (("Bois", 0.75), ("Laine", None))
    ]
    mixture = draft.make("IfcMaterialConstituentSet", MaterialConstituents=constituents)
    draft.relate("IfcRelAssociatesMaterial", RelatingMaterial=mixture, RelatedObjects=[plate])
    assert only(draft).layers == (Layer(material="Bois", share=0.75), Layer(material="Laine"))


@pytest.mark.parametrize(("schema", "attribute"), [("IFC2X3", "ItemReference"), ("IFC4", "Identification")])
def test_a_classification_is_read_from_the_type_with_its_system(schema, attribute):
    draft = Draft(schema)
    plate = draft.root("IfcPlate")
    kind = draft.root("IfcPlateType", PredefinedType="SHEET")
    draft.typed(kind, plate)
    system = draft.make("IfcClassification", Source="S", Edition="1", Name="Nomenclature")
    code = draft.make("IfcClassificationReference", Name="Tôle", ReferencedSource=system, **{attribute: "FAC.10"})
    draft.relate("IfcRelAssociatesClassification", RelatingClassification=code, RelatedObjects=[kind])
    assert only(draft).classification == (Reference("Nomenclature", "FAC.10"),)


def test_truth_values_stay_truth_values_and_integers_integers():
    draft = Draft()
    wall = draft.root("IfcWall")
    draft.define(draft.pset("P", Load=("IfcBoolean", True), Rank=("IfcInteger", 3)), wall)
    found = only(draft).properties
    assert found == {("P", "Load"): True, ("P", "Rank"): 3}
    assert found[("P", "Load")] is True
    assert type(found[("P", "Rank")]) is int


def test_what_the_model_does_not_say_is_empty():
    draft = Draft()
    draft.root("IfcWall")
    item = only(draft)
    assert {item.name, item.tag, item.object_type, item.predefined_type, item.type_id, item.host} == {""}


def test_a_complex_property_that_holds_itself_is_read_to_a_bounded_depth():
    draft = Draft()
    wall = draft.root("IfcWall")
    single = draft.make("IfcPropertySingleValue", Name="S", NominalValue=draft.make("IfcLabel", "x"))
    whole = draft.make("IfcComplexProperty", Name="C", UsageName="C", HasProperties=[single])
    whole.HasProperties = [single, whole]
    draft.define(draft.root("IfcPropertySet", Name="P", HasProperties=[whole]), wall)
    assert sorted(name for _, name in only(draft).properties) == ["C.C.C.C.S", "C.C.C.S", "C.C.S", "C.S"]


def test_models_are_bounded_in_elements_and_in_values(monkeypatch):
    draft = Draft()
    walls = [draft.root("IfcWall") for _ in range(2)]
    draft.define(draft.pset("P", A=("IfcLabel", "x")), *walls)
    draft.define(draft.qto("Q", B=("Count", 1)), *walls)
    # The package gives its name to the function of it.
    elements_module = import_module("autograders.domain.ifc.inventory")
    # Two elements of two values each: allowed to the last one, and refused beyond.
    monkeypatch.setattr(elements_module, "MAXIMUM_ELEMENTS", 2)
    monkeypatch.setattr("autograders.domain.ifc.definitions.MAXIMUM_VALUES", 4)
    assert len(inventory(draft.model)) == 2
    monkeypatch.setattr("autograders.domain.ifc.definitions.MAXIMUM_VALUES", 3)
    with pytest.raises(DomainError, match="plus de 3 valeurs"):
        inventory(draft.model)
    monkeypatch.setattr(elements_module, "MAXIMUM_ELEMENTS", 1)
    with pytest.raises(DomainError, match="2 éléments reçus"):
        inventory(draft.model)


def test_openings_are_no_elements_of_the_inventory():
    draft = Draft()
    draft.root("IfcWall", Name="W")
    draft.root("IfcOpeningElement", Name="O")
    assert [item.name for item in inventory(draft.model)] == ["W"]


def test_a_globalid_that_comes_twice_is_refused_by_name():
    draft = Draft()
    first, second = draft.root("IfcWall"), draft.root("IfcWall")
    second.GlobalId = first.GlobalId
    with pytest.raises(DomainError, match=first.GlobalId):
        inventory(draft.model)


def test_elements_that_contain_each_other_are_refused_instead_of_followed_for_ever():
    draft = Draft()
    whole, part = draft.root("IfcElementAssembly"), draft.root("IfcElementAssembly")
    draft.parts(whole, part)
    draft.parts(part, whole)
    with pytest.raises(DomainError, match="se contient lui-même"):
        inventory(draft.model)


def test_an_empty_mandatory_attribute_is_named_with_its_instance():
    draft = Draft()
    relation = draft.root("IfcRelDefinesByProperties")
    with pytest.raises(FaultsError, match=f"#{relation.id()}=IfcRelDefinesByProperties: attribut obligatoire Relat"):
        inventory(draft.model)


def test_a_reference_to_an_instance_of_another_class_is_named_with_both():
    draft = Draft()
    wall = draft.root("IfcWall")
    relation = draft.root("IfcRelDefinesByType", RelatedObjects=[wall])
    # Written as a faulty exporter would: the library takes it back as it is.
    text = draft.model.to_string().replace(f"(#{wall.id()}),$)", f"(#{wall.id()}),#1)")
    with pytest.raises(FaultsError, match=f"#{relation.id()}=IfcRelDefinesByType: RelatingType renvoie à #1=IfcPerson"):
        inventory(ifc_from_text(text))


def test_what_many_exports_leave_out_is_let_pass():
    draft = Draft("IFC2X3")
    assembly = draft.root("IfcElementAssembly", Name="A")
    assembly.OwnerHistory = None
    assert assembly.PredefinedType is None
    assert only(draft).predefined_type == ""
