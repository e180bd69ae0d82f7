"""Bills of materials and material take-offs of small models, against counts made by hand or by IfcOpenShell alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ifc_drafts import Draft

from autograders.candidate.errors import FaultsError
from autograders.domain.bom import own_masses_kg, requirements, rolled_up
from autograders.domain.errors import DomainError
from autograders.domain.ifc import BillRules, Measured, Uneven, bill_of_materials, inventory, material_takeoff

ARTICLE = "Pset_ManufacturerTypeInformation"


def numbered(draft, ifc_class, number, count=1, **sets):
    """Make elements of a type whose property set holds an article number."""
    elements = [draft.root(ifc_class, Name=f"{number} {rank}") for rank in range(count)]
    pset = draft.pset(ARTICLE, ArticleNumber=("IfcIdentifier", number))
    kind = draft.root(f"{ifc_class}Type", Name=f"Type {number}", HasPropertySets=[pset], **sets)
    draft.typed(kind, *elements)
    return elements


def needs(bill, root="AF"):
    values = requirements(bill.structure, {root: 1})
    return {article.number: value for article, value in zip(bill.structure.articles, values.tolist(), strict=True)}


def lines(bill):
    structure = bill.structure
    return {
        (structure.articles[parent].number, structure.articles[child].number): quantity
        for parent, child, quantity in zip(structure.parent, structure.child, structure.quantity.tolist(), strict=True)
    }


def panels(draft, count=2, uprights=3):
    """Make panels, each with uprights and one bracket in which an anchor is nested."""
    wholes = numbered(draft, "IfcElementAssembly", "PF", count, PredefinedType="NOTDEFINED")
    bars = numbered(draft, "IfcMember", "PR", count * uprights, PredefinedType="MULLION")
    brackets = numbered(draft, "IfcDiscreteAccessory", "EQ", count, PredefinedType="BRACKET")
    anchors = numbered(draft, "IfcMechanicalFastener", "CH", count, PredefinedType="ANCHORBOLT")
    for rank, whole in enumerate(wholes):
        draft.parts(whole, *bars[rank * uprights : (rank + 1) * uprights], brackets[rank])
        draft.parts(brackets[rank], anchors[rank], relation="IfcRelNests")
    draft.contain(*wholes)
    return wholes, bars, brackets, anchors


def test_an_assembly_holds_its_parts_and_they_are_not_counted_beside_it():
    draft = Draft()
    panels(draft)
    bill = bill_of_materials(inventory(draft.model), "AF")
    assert lines(bill) == {("AF", "PF"): 2, ("PF", "PR"): 3, ("PF", "EQ"): 1, ("EQ", "CH"): 1}
    assert needs(bill) == {"AF": 1, "PF": 2, "PR": 6, "EQ": 2, "CH": 2}
    assert (bill.unidentified, bill.unmeasured, bill.uneven) == ((), (), ())


def test_fasteners_may_count_for_a_quantity_and_profiles_for_their_length():
    draft = Draft(length_prefix="MILLI")
    _, bars, _, anchors = panels(draft)
    draft.define(draft.qto("Usine", Count=("Count", 4)), *anchors)
    draft.define(draft.qto("Qto_MemberBaseQuantities", Length=("Length", 1250.0)), *bars[:-1])
    rules = BillRules(
        measured={"IfcMechanicalFastener": Measured("Count", "pce"), "IfcMember": Measured("Length", "m")}
    )
    bill = bill_of_materials(inventory(draft.model), "AF", rules)
    # Five bars of 1.25 m; the sixth has no length, and is said to have none.
    assert needs(bill) == {"AF": 1, "PF": 2, "PR": pytest.approx(6.25), "EQ": 2, "CH": 8}
    assert bill.unmeasured == (bars[-1].GlobalId,)
    assert bill.structure.articles[bill.structure.position("PR")].unit == "m"


def test_a_length_of_nothing_is_no_length_nor_is_one_that_is_written_as_an_area():
    draft = Draft()
    bars = numbered(draft, "IfcMember", "PR", 3, PredefinedType="MULLION")
    for bar, quantity in zip(bars, (("Length", 2.0), ("Length", 0.0), ("Area", 2.0)), strict=True):
        draft.define(draft.qto("Q", Length=quantity), bar)
    rules = BillRules(measured={"IfcMember": Measured("Length", "m")})
    bill = bill_of_materials(inventory(draft.model), "AF", rules)
    assert needs(bill)["PR"] == 2
    assert bill.unmeasured == tuple(bar.GlobalId for bar in bars[1:])


def test_an_article_of_no_quantity_cannot_hold_components():
    draft = Draft()
    (bar,) = numbered(draft, "IfcMember", "PR", PredefinedType="MULLION")
    draft.parts(bar, *numbered(draft, "IfcPlate", "PL", PredefinedType="SHEET"))
    rules = BillRules(measured={"IfcMember": Measured("Length", "m")})
    with pytest.raises(DomainError, match="« PR » : il a des composants mais aucune quantité"):
        bill_of_materials(inventory(draft.model), "AF", rules)


def test_lengths_may_be_managed_in_another_unit():
    draft = Draft()
    bars = numbered(draft, "IfcMember", "PR", 2, PredefinedType="MULLION")
    draft.define(draft.qto("Q", Length=("Length", 1.25)), *bars)
    rules = BillRules(measured={"IfcMember": Measured("Length", "mm")})
    assert needs(bill_of_materials(inventory(draft.model), "AF", rules))["PR"] == pytest.approx(2500)


def test_a_panel_that_lacks_a_part_is_told_and_the_totals_stay_those_of_the_model():
    draft = Draft()
    wholes, bars, *_ = panels(draft)
    last = draft.root("IfcMember")
    draft.typed(bars[0].IsTypedBy[0].RelatingType, last)
    draft.parts(wholes[0], last)
    bill = bill_of_materials(inventory(draft.model), "AF")
    assert bill.uneven == (Uneven(parent="PF", child="PR", least=3, most=4),)
    assert needs(bill)["PR"] == pytest.approx(7)


def test_without_an_article_number_the_name_of_the_type_serves_and_without_a_type_the_element_is_told():
    draft = Draft()
    beams = [draft.root("IfcBeam") for _ in range(2)]
    draft.typed(draft.root("IfcBeamType", Name="IPE 200", PredefinedType="BEAM"), beams[0])
    bill = bill_of_materials(inventory(draft.model), "AF")
    assert (lines(bill), bill.unidentified) == ({("AF", "IPE 200"): 1}, (beams[1].GlobalId,))


def test_the_parts_of_an_element_that_nothing_identifies_go_to_the_next_host():
    draft = Draft()
    (panel,) = numbered(draft, "IfcElementAssembly", "PF", PredefinedType="NOTDEFINED")
    bars = numbered(draft, "IfcMember", "PR", 2, PredefinedType="MULLION")
    nameless = draft.root("IfcElementAssembly")
    draft.parts(panel, nameless)
    draft.parts(nameless, *bars)
    assert lines(bill_of_materials(inventory(draft.model), "AF")) == {("AF", "PF"): 1, ("PF", "PR"): 2}


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_article_numbers_are_found_on_the_type_in_both_schemas(schema):
    draft = Draft(schema)
    plates = numbered(draft, "IfcPlate", "PR", 3, PredefinedType="SHEET")
    draft.define(draft.pset(ARTICLE, ArticleNumber=("IfcIdentifier", " PR-X ")), plates[0])
    assert lines(bill_of_materials(inventory(draft.model), "AF")) == {("AF", "PR-X"): 1, ("AF", "PR"): 2}


def test_numbers_that_differ_by_case_or_blanks_are_one_article_as_it_is_first_written():
    draft = Draft()
    for number, count in (("PR-0a", 1), ("pr-0A ", 2)):
        numbered(draft, "IfcPlate", number, count, PredefinedType="SHEET")
    assert lines(bill_of_materials(inventory(draft.model), "AF")) == {("AF", "PR-0a"): 3}


def test_an_article_counted_in_two_units_is_refused():
    draft = Draft()
    numbered(draft, "IfcMember", "PR", PredefinedType="MULLION")
    numbered(draft, "IfcPlate", "PR", PredefinedType="SHEET")
    rules = BillRules(measured={"IfcMember": Measured("Length", "m")})
    with pytest.raises(DomainError, match="« PR » compté en m et en pce"):
        bill_of_materials(inventory(draft.model), "AF", rules)


def test_the_root_is_no_article_of_the_model():
    draft = Draft()
    numbered(draft, "IfcPlate", "AF", PredefinedType="SHEET")
    with pytest.raises(FaultsError, match="« AF » donné à 2 articles"):
        bill_of_materials(inventory(draft.model), "AF")


def test_masses_of_leaves_roll_up_and_the_weight_of_a_whole_is_not_added_to_its_parts():
    draft = Draft()
    wholes, bars, brackets, anchors = panels(draft, count=1, uprights=3)
    for elements, mass in ((wholes, 99.0), (bars, 2.0), (brackets, 0.8), (anchors, 0.1)):
        draft.define(draft.qto("Q", NetWeight=("Weight", mass)), *elements)
    structure = bill_of_materials(inventory(draft.model), "AF").structure
    rolled = rolled_up(structure, own_masses_kg(structure))
    # 3 · 2.0 + 0.1; the bracket's own weight is that of the bracket with what is nested in it.
    assert rolled[structure.position("AF")] == pytest.approx(6.1)


@given(st.data())
def test_requirements_are_the_counts_of_elements_by_article_however_they_are_decomposed(data):
    draft = Draft()
    count = data.draw(st.integers(1, 10))
    # What holds comes before what is held in articles as in elements: a bill without cycles.
    levels = sorted(data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    elements = [draft.root("IfcElementAssembly") for _ in range(count)]
    for level in set(levels):
        kind = draft.root("IfcElementAssemblyType", Name=f"A{level}", PredefinedType="NOTDEFINED")
        draft.typed(kind, *(element for element, own in zip(elements, levels, strict=True) if own == level))
    for index, level in enumerate(levels):
        above = [position for position in range(index) if levels[position] < level]
        if above and data.draw(st.booleans()):
            draft.parts(elements[data.draw(st.sampled_from(above))], elements[index])
    expected = Counter(element.IsTypedBy[0].RelatingType.Name for element in elements)
    found = needs(bill_of_materials(inventory(draft.model), "AF"))
    assert found == pytest.approx({"AF": 1, **expected})


def material_of(draft, name, *elements):
    material = draft.make("IfcMaterial", Name=name)
    draft.relate("IfcRelAssociatesMaterial", RelatingMaterial=material, RelatedObjects=list(elements))


def stack_of(draft, layers, *elements):
    made = [
        draft.make("IfcMaterialLayer", Material=name and draft.make("IfcMaterial", Name=name), LayerThickness=thickness)
        for name, thickness in layers
    ]
    stack = draft.make("IfcMaterialLayerSet", MaterialLayers=made)
    draft.relate("IfcRelAssociatesMaterial", RelatingMaterial=stack, RelatedObjects=list(elements))


def test_material_is_volume_times_density_and_the_net_volume_goes_before_the_gross_one():
    draft = Draft()
    wall = draft.root("IfcWall")
    material_of(draft, "Béton", wall)
    draft.define(draft.qto("Q", GrossVolume=("Volume", 2.0), NetVolume=("Volume", 1.6)), wall)
    (total,) = material_takeoff(inventory(draft.model), {"Béton": 2500.0}).totals
    assert (total.elements, total.volume_m3, total.mass_kg) == (1, 1.6, 4000.0)


def test_layers_have_the_area_of_their_element_and_the_share_of_their_thickness():
    draft = Draft(length_prefix="MILLI")
    wall = draft.root("IfcWall")
    stack_of(draft, [("Béton", 160.0), (None, 40.0), ("Plâtre", 13.0), ("Plâtre", 13.0)], wall)
    draft.define(draft.qto("Q", NetSideArea=("Area", 10.0)), wall)
    found = {total.material: total for total in material_takeoff(inventory(draft.model), {"Plâtre": 800.0}).totals}
    # 10 m² of 160 mm, and of twice 13 mm: the air between them is no material.
    assert set(found) == {"Béton", "Plâtre"}
    assert (found["Béton"].volume_m3, found["Béton"].area_m2) == (pytest.approx(1.6), 10.0)
    assert (found["Plâtre"].volume_m3, found["Plâtre"].area_m2) == (pytest.approx(0.26), 20.0)
    assert (found["Plâtre"].mass_kg, found["Béton"].mass_kg) == (pytest.approx(208.0), None)


def test_the_area_of_layers_is_their_volume_by_their_thickness_where_the_model_gives_none():
    draft = Draft()
    wall = draft.root("IfcWall")
    stack_of(draft, [("Béton", 0.16), ("Enduit", 0.04)], wall)
    draft.define(draft.qto("Q", NetVolume=("Volume", 3.0)), wall)
    found = {total.material: total for total in material_takeoff(inventory(draft.model)).totals}
    assert (found["Enduit"].volume_m3, found["Enduit"].area_m2) == (pytest.approx(0.6), pytest.approx(15.0))


def test_parts_are_counted_instead_of_their_whole_and_what_is_nested_beside_its_host():
    draft = Draft()
    whole, part, nested = draft.root("IfcWall"), draft.root("IfcPlate"), draft.root("IfcMechanicalFastener")
    draft.parts(whole, part)
    draft.parts(part, nested, relation="IfcRelNests")
    material_of(draft, "Acier", whole, part, nested)
    for element, volume in ((whole, 10.0), (part, 3.0), (nested, 0.5)):
        draft.define(draft.qto("Q", NetVolume=("Volume", volume)), element)
    (total,) = material_takeoff(inventory(draft.model)).totals
    assert (total.elements, total.volume_m3) == (2, 3.5)


def test_what_cannot_be_counted_is_told_by_its_reason():
    draft = Draft()
    hollow, bare, flat, mixed = (
        draft.root(name) for name in ("IfcElementAssembly", "IfcBeam", "IfcPlate", "IfcCovering")
    )
    material_of(draft, "Acier", flat)
    both = draft.make("IfcMaterialList", Materials=[draft.make("IfcMaterial", Name=name) for name in "AB"])
    draft.relate("IfcRelAssociatesMaterial", RelatingMaterial=both, RelatedObjects=[mixed])
    draft.define(draft.qto("Q", NetVolume=("Volume", 1.0)), mixed)
    found = material_takeoff(inventory(draft.model))
    assert found.totals == ()
    assert found.empty_assemblies == (hollow.GlobalId,)
    assert found.without_material == (bare.GlobalId,)
    assert found.without_volume == (flat.GlobalId,)
    assert found.unshared == (mixed.GlobalId,)


@pytest.mark.parametrize("known", [{"NetArea": ("Area", 4.0)}, {"Width": ("Length", 0.002)}])
def test_an_area_or_a_width_alone_makes_no_volume(known):
    draft = Draft()
    sheet = draft.root("IfcPlate")
    material_of(draft, "Acier", sheet)
    draft.define(draft.qto("Q", **known), sheet)
    assert material_takeoff(inventory(draft.model)).without_volume == (sheet.GlobalId,)


def test_a_sheet_without_a_volume_has_its_area_times_its_width():
    draft = Draft(length_prefix="MILLI")
    sheet = draft.root("IfcPlate")
    material_of(draft, "Acier", sheet)
    draft.define(draft.qto("Q", NetArea=("Area", 4.0), Width=("Length", 2.0)), sheet)
    (total,) = material_takeoff(inventory(draft.model), {"Acier": 7850.0}).totals
    assert (total.volume_m3, total.mass_kg) == (pytest.approx(0.008), pytest.approx(62.8))
