"""The three model files of the façade case: valid, different as planted, judged as a reader of the files does."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.classification as classification
import ifcopenshell.util.element as element_util
import ifcopenshell.util.shape as shape_util
import ifcopenshell.util.unit
import ifcopenshell.validate
import pytest

from autograders.assignments.modules import load_module

ROOT = Path(__file__).resolve().parents[2]
FILES = {"ifc4": "batiment_ifc4.ifc", "ifc2x3": "batiment_ifc2x3.ifc", "rev_b": "batiment_ifc4_rev_b.ifc"}
FACADE = "Merlaude_Facade"


@pytest.fixture(scope="module", params=(1, 4))
def variant(request, generated_case):
    public, case = generated_case("facade_modules", request.param)
    return {name: ifcopenshell.open(public / path) for name, path in FILES.items()}, case


one_variant = pytest.mark.parametrize("variant", [1], indirect=True)


@pytest.fixture(scope="module")
def probes(variant):
    _, case = variant
    unpack = load_module(ROOT / "datasets" / "facade_modules" / "probes.py", "probes").unpack
    texts = unpack(case.truth["probes"]["models"])
    return {name: ifcopenshell.file.from_string(text) for name, text in texts.items()}, case


def statements(model, **options):
    logger = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(model, logger, **options)
    return logger.statements


def terms_of(case):
    return {value.key: value.value for value in case.specification}


def by_tag(model):
    return {item.Tag: item for item in model.by_type("IfcElement")}


def nominal(item, pset, name):
    """Return a property's value with its measure: the occurrence's own, else its type's."""
    kind = element_util.get_type(item)
    own = [rel.RelatingPropertyDefinition for rel in item.IsDefinedBy if rel.is_a("IfcRelDefinesByProperties")]
    for definition in (*own, *((kind.HasPropertySets or ()) if kind else ())):
        if definition.is_a("IfcPropertySet") and definition.Name == pset:
            for held in definition.HasProperties:
                if held.Name == name:
                    return held.NominalValue
    return None


def text_matches(item, pset, name, pattern):
    value = nominal(item, pset, name)
    return value is not None and re.fullmatch(pattern, value.wrappedValue) is not None


def transmits_little(item, pset, limit):
    value = nominal(item, pset, "ThermalTransmittance")
    return value is not None and value.is_a("IfcThermalTransmittanceMeasure") and value.wrappedValue <= limit


def is_classified(item):
    systems = {classification.get_classification(each).Name for each in classification.get_references(item)}
    return "Nomenclature Merlaude" in systems


def products(model, words):
    return [item for item in model.by_type("IfcElementAssembly") if (item.ObjectType or "").startswith(words)]


def rules_of(case):
    """Return by requirement which elements it applies to and when one meets it, as the specification prints it."""
    terms = terms_of(case)
    panels, both = ("Panneau",), ("Panneau", "Module")
    return {
        "EI-01": (
            lambda model: products(model, both),
            lambda item: re.fullmatch("(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}", item.Name),
        ),
        "EI-02": (
            lambda model: products(model, panels),
            lambda item: text_matches(item, FACADE, "FireRating", "|".join(terms["fire_ratings"].split(" ou "))),
        ),
        "EI-03": (
            lambda model: products(model, panels),
            lambda item: transmits_little(item, FACADE, terms["panel_u_limit"]),
        ),
        "EI-04": (
            lambda model: products(model, both),
            lambda item: text_matches(item, "Pset_ManufacturerTypeInformation", "ArticleNumber", "(PF|MT)-[0-9]{5}"),
        ),
        "EI-05": (
            lambda model: products(model, both),
            lambda item: text_matches(item, "Pset_ManufacturerOccurrence", "SerialNumber", "(PF|MT)[0-9]{6}"),
        ),
        "EI-06": (
            lambda model: model.by_type("IfcWindow"),
            lambda item: transmits_little(item, "Pset_WindowCommon", terms["window_u_limit"]),
        ),
        "EI-07": (
            lambda model: model.by_type("IfcMember"),
            lambda item: element_util.get_psets(item).get("Qto_MemberBaseQuantities", {}).get("Length", 0) > 0,
        ),
        "EI-08": (
            lambda model: model.by_type("IfcCovering"),
            lambda item: element_util.get_material(item).Name == "Laine de roche",
        ),
        "EI-09": (lambda model: products(model, both), is_classified),
        "EI-10": (lambda model: model.by_type("IfcMember"), element_util.get_aggregate),
        "EI-11": (
            lambda model: model.by_type("IfcWall"),
            lambda item: text_matches(item, "Pset_WallCommon", "FireRating", "REI 60|REI 90"),
        ),
        "EI-12": (
            lambda model: products(model, ("Module",)),
            lambda item: text_matches(item, "Merlaude_Configuration", "Revision", "[A-Z]"),
        ),
    }


def failing(model, rule):
    applicable, met = rule
    return {item.GlobalId for item in applicable(model) if not met(item)}


def test_the_three_files_are_valid(variant):
    models, _ = variant
    assert {name: statements(model) for name, model in models.items()} == {name: [] for name in models}


@one_variant
def test_what_the_writer_makes_keeps_the_express_rules_in_both_schemas(probes):
    models, _ = probes
    assert statements(models["good"], express_rules=True) == []
    assert statements(models["other_schema"], express_rules=True) == []


def test_each_requirement_fails_for_the_elements_that_a_reader_finds_in_each_file(variant):
    models, case = variant
    for code, rule in rules_of(case).items():
        told = case.truth["requirements"][code]
        for name, model in models.items():
            assert (code, name, failing(model, rule)) == (code, name, set(told["failing"][name]))
            assert len(rule[0](model)) == told["applicable"][name]


def test_no_element_of_the_model_handed_over_fails_two_requirements(variant):
    _, case = variant
    planted = case.truth["planted"]
    failing_ids = {code: set(told["failing"]["ifc4"]) for code, told in case.truth["requirements"].items()}
    assert {code: set(ids) for code, ids in planted.items()} == failing_ids
    everything = [each for ids in planted.values() for each in ids]
    assert len(everything) == len(set(everything))
    assert all(planted.values())


def test_the_good_probe_meets_everything_and_each_broken_one_fails_its_requirement_alone(probes):
    models, case = probes
    rules = rules_of(case)
    assert {code: failing(models["good"], rule) for code, rule in rules.items()} == {code: set() for code in rules}
    for code, cases in case.truth["probes"]["broken"].items():
        for each in cases:
            found = {other: failing(models[each["model"]], rule) for other, rule in rules.items()}
            assert found == {code: set() for code in rules} | {code: set(each["failing"])}
            assert each["failing"]
    assert products(models["empty"], ("Panneau", "Module")) == []
    assert models["other_schema"].schema == "IFC2X3"


def test_a_probe_at_the_edge_meets_its_requirement_or_fails_it_as_told_and_no_other(probes):
    models, case = probes
    rules = rules_of(case)
    for edge in case.truth["probes"]["edges"]:
        model, code = models[edge["model"]], edge["requirement"]
        if code in rules:
            broken = {other for other, rule in rules.items() if failing(model, rule)}
            assert broken == (set() if edge["accepted"] else {code}), edge["model"]
        else:
            there = [bool(products(model, (word,))) for word in ("Panneau", "Module")]
            assert all(there) is edge["accepted"], edge["model"]


def test_the_building_holds_what_a_bill_of_materials_is_drawn_from(variant):
    model = variant[0]["ifc4"]
    least = {"IfcElementAssembly": 60, "IfcPlate": 48, "IfcMember": 200, "IfcCovering": 24, "IfcWindow": 12}
    least |= {"IfcDiscreteAccessory": 60, "IfcMechanicalFastener": 60, "IfcPipeSegment": 12, "IfcAirTerminal": 6}
    assert {kind: len(model.by_type(kind)) >= count for kind, count in least.items()} == dict.fromkeys(least, True)
    assert all(item.Nests for item in model.by_type("IfcMechanicalFastener"))
    assert len(model.by_type("IfcMaterialLayerSet")) >= 5
    assert [storey.Name for storey in model.by_type("IfcBuildingStorey")] == ["R0", "R1", "R2"]


def test_the_other_tool_loses_and_changes_what_the_truth_says(variant):
    models, case = variant
    told, before, after = case.truth["export"], models["ifc4"], models["ifc2x3"]
    assert ifcopenshell.util.unit.calculate_unit_scale(before) == 1
    assert ifcopenshell.util.unit.calculate_unit_scale(after) == pytest.approx(0.001)
    old, new = by_tag(before), by_tag(after)
    assert {old[tag].GlobalId for tag in set(old) - set(new)} == set(told["lost_elements"])
    pairs = {(item.GlobalId, new[tag].GlobalId) for tag, item in old.items() if tag in new}
    assert {pair for pair in pairs if pair[0] != pair[1]} == set(map(tuple, told["regenerated"]))
    classes = {(item.is_a(), new[tag].is_a()) for tag, item in old.items() if tag in new}
    assert {first: second for first, second in classes if first != second} == told["classes"]
    sets = {name: {item.Name for item in model.by_type("IfcPropertySet")} for name, model in models.items()}
    assert sets["ifc4"] - sets["ifc2x3"] == {*told["renamed_sets"], *told["lost_sets"]}
    assert sets["ifc2x3"] - sets["ifc4"] == set(told["renamed_sets"].values())
    assert {item.Name for item in after.by_type("IfcElementQuantity")} == {told["renamed_quantity_sets_to"]}
    assert (len(after.by_type("IfcTypeObject")), len(after.by_type("IfcRelNests"))) == (0, 0)
    assert all(nominal(item, *pair) is None for item in after.by_type("IfcElement") for pair in told["lost_properties"])
    frames = [item for item in after.by_type("IfcElementAssembly") if element_util.get_aggregate(item)]
    assert told["frames_dissolved"] == (frames == [])
    coded = {item.ObjectType for item in products(after, ("Panneau", "Module")) if classification.get_references(item)}
    assert coded.isdisjoint(told["lost_classification"])
    assert all(word.startswith("Panneau") for word in coded)


def link(item):
    whole = element_util.get_aggregate(item)
    nest = element_util.get_nest(item)
    held = whole or nest or element_util.get_container(item)
    nature = "aggregated" if whole else "nested" if nest else "contained"
    return nature, held.Tag if held.is_a("IfcElement") else held.Name


def test_the_shares_that_the_export_keeps_are_those_that_a_reader_of_both_files_counts(variant):
    models, case = variant
    before, after = by_tag(models["ifc4"]), by_tag(models["ifc2x3"])
    kept = Counter()
    wanted = 0
    for tag, old in before.items():
        new = after.get(tag)
        mine, theirs = plain_properties(old), plain_properties(new) if new else {}
        wanted += len(mine)
        kept["properties"] += sum(theirs.get(name) == value for name, value in mine.items())
        if new:
            kept["elements"] += 1
            kept["identifiers"] += old.GlobalId == new.GlobalId
            kept["classes"] += old.is_a() == new.is_a()
            kept["links"] += link(old) == link(new)
    shares = {name: count / (wanted if name == "properties" else len(before)) for name, count in kept.items()}
    assert case.truth["export"]["retained"] == pytest.approx(shares)


def test_the_fates_of_properties_and_classes_add_up_to_the_shares_that_the_descriptions_give(variant):
    models, case = variant
    told, retained = case.truth["standards"], case.truth["export"]["retained"]
    fates, classes = told["properties"].values(), told["classes"].values()
    found, carried = (sum(fate[name] for fate in fates) for name in ("found", "carried"))
    assert found / carried == pytest.approx(retained["properties"])
    assert told["slips"]["survivors"] == pytest.approx(retained["elements"])
    count = len(by_tag(models["ifc4"]))
    kept = count - sum(fate["lost"] + fate["recast"] for fate in classes)
    assert kept / count == pytest.approx(retained["classes"])


@one_variant
def test_an_archive_of_the_model_weighs_what_the_levels_of_compression_allow(variant, tmp_path):
    models, case = variant
    low, high = case.truth["standards"]["deflated_bytes"]
    # Headers and directory of one entry: 30 + 46 + 22 bytes and twice its name.
    frame = 98 + 2 * len("batiment_ifc4.ifc")
    for level in (1, 6, 9):
        path = tmp_path / f"{level}.ifczip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
            archive.writestr("batiment_ifc4.ifc", models["ifc4"].to_string())
        # The text as written anew differs from the file by its header's date alone.
        assert low - 100 <= path.stat().st_size - frame <= high + 100


@one_variant
def test_lengths_and_areas_of_the_two_models_agree_once_in_the_same_unit(variant):
    _, case = variant
    told = case.truth["standards"]["totals"]
    assert told["ifc2x3"] == pytest.approx(told["ifc4"], rel=1e-6)
    materials = case.truth["take_off"]["materials"]
    # Frames are of aluminium or steel, and nothing else is; faces and wool are all that have a net area.
    frames_m = sum(materials[name]["length_m"] for name in ("Aluminium", "Acier"))
    assert told["ifc4"]["length_m"] == pytest.approx(frames_m)
    areas = [figures["area_m2"] for figures in materials.values() if "area_m2" in figures]
    assert told["ifc4"]["net_area_m2"] == pytest.approx(sum(areas))


def plain_properties(item):
    sets = element_util.get_psets(item, psets_only=True)
    return {name: value for values in sets.values() for name, value in values.items() if name != "id"}


def placement(item):
    relative = item.ObjectPlacement.RelativePlacement
    turn = relative.RefDirection.DirectionRatios if relative.RefDirection else None
    return relative.Location.Coordinates, turn


def shape(item):
    if item.Representation is None:
        return None
    solid = item.Representation.Representations[0].Items[0].MappingSource.MappedRepresentation.Items[0]
    return solid.SweptArea.XDim, solid.SweptArea.YDim, solid.Depth


def properties(item):
    return {
        (name, key): value
        for name, values in element_util.get_psets(item).items()
        for key, value in values.items()
        if key != "id"
    }


def test_both_issues_differ_by_what_was_changed_and_by_nothing_else(variant):
    models, case = variant
    told = case.truth["revision_b"]
    before, after = ({item.GlobalId: item for item in models[name].by_type("IfcElement")} for name in ("ifc4", "rev_b"))
    renewed = told["regenerated"]
    assert set(before) - set(after) == {*told["removed"], *(old for old, _ in renewed)}
    assert set(after) - set(before) == {*told["added"], *(new for _, new in renewed)}
    for old, new in renewed:
        assert before[old].Tag == after[new].Tag
        assert placement(before[old]) == placement(after[new])
        assert properties(before[old]) == properties(after[new])
    both = set(before) & set(after)

    def different(read):
        return {each for each in both if read(before[each]) != read(after[each])}

    assert different(placement) == set(told["moved"])
    assert different(shape) == set(told["geometry_changed"])
    assert different(properties) == set(told["property_changed"])
    assert different(lambda item: element_util.get_type(item).Name) == set(told["type_changed"])
    carried = {part.GlobalId for each in told["moved"] for part in element_util.get_decomposition(before[each])}
    assert carried == set(told["carried_along"])


def test_the_header_of_each_file_names_a_view_of_its_schema(variant):
    models, _ = variant
    views = {name: model.header.file_description.description[0] for name, model in models.items()}
    reference = "ViewDefinition [ReferenceView_V1.2]"
    assert views == {"ifc4": reference, "rev_b": reference, "ifc2x3": "ViewDefinition [CoordinationView_V2.0]"}


def test_the_counts_of_each_file_are_those_of_its_text(variant):
    models, case = variant
    for name, model in models.items():
        text = model.to_string()
        counts = case.truth["measures"][name]
        assert counts["entities"] == len(re.findall(r"^#\d+=", text, re.MULTILINE))
        assert counts["properties"] == text.count("=IFCPROPERTYSINGLEVALUE(")
        assert counts["relations"] == len(re.findall(r"=IFCREL[A-Z]+\(", text))
        assert counts["elements"] == len(by_tag(model))


def test_two_types_lag_behind_the_published_revision_and_an_article_is_unknown_to_the_plm(variant):
    models, case = variant
    told = case.truth["model_plm"]
    published = case.truth["revisions"]["published"]
    shown = {}
    for item in models["ifc4"].by_type("IfcElement"):
        sets = element_util.get_psets(item)
        number = sets.get("Pset_ManufacturerTypeInformation", {}).get("ArticleNumber", "").strip().upper()
        if number in published and "Revision" in sets.get("Merlaude_Configuration", {}):
            shown.setdefault(number, set()).add(sets["Merlaude_Configuration"]["Revision"])
    lagging = {number: letters for number, letters in shown.items() if letters != {published[number]}}
    assert lagging == {number: {pair["model"]} for number, pair in told["stale_revisions"].items()}
    assert len(lagging) == 2
    strays = {
        item.GlobalId
        for item in models["ifc4"].by_type("IfcPlate")
        if element_util.get_psets(item)["Pset_ManufacturerTypeInformation"]["ArticleNumber"]
        == told["unknown_to_plm"]["article"]
    }
    assert strays == set(told["unknown_to_plm"]["elements"])
    assert told["unknown_to_plm"]["article"] not in published


def test_both_files_hold_the_same_volumes_at_the_same_places_in_metres(variant):
    models, _ = variant
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    found = []
    for model in (models["ifc4"], models["ifc2x3"]):
        tags = by_tag(model)
        # One element of each article and wall will do: they share their shapes.
        chosen = {item.Name: item for _, item in sorted(tags.items()) if item.Representation}
        shapes = {item.Tag: ifcopenshell.geom.create_shape(settings, item).geometry for item in chosen.values()}
        found.append(
            {tag: (shape_util.get_volume(shape), *shape_util.get_bbox_centroid(shape)) for tag, shape in shapes.items()}
        )
    before, after = found
    both = set(before) & set(after)
    assert len(both) >= 20
    assert all(before[tag] == pytest.approx(after[tag], abs=1e-6) for tag in both)


def test_lengths_and_areas_in_metres_are_the_same_from_either_file(variant):
    models, case = variant
    for name, article_set in (("ifc4", "Pset_ManufacturerTypeInformation"), ("ifc2x3", "Merlaude Article")):
        model, articles, materials = models[name], {}, {}
        scale = ifcopenshell.util.unit.calculate_unit_scale(model)
        for item in model.by_type("IfcElement"):
            sets = element_util.get_psets(item)
            held = {
                key: value for name, values in sets.items() if "Quantities" in name for key, value in values.items()
            }
            length = item.is_a() in ("IfcMember", "IfcPipeSegment", "IfcDuctSegment", "IfcFlowSegment")
            if not held or not (length or item.is_a() in ("IfcPlate", "IfcCovering")):
                continue
            unit, value = ("length_m", held["Length"] * scale) if length else ("area_m2", held["NetArea"])
            owner = sets[article_set]["ArticleNumber"].strip().upper()
            for sums, key in ((articles, owner), (materials, element_util.get_material(item).Name)):
                sums.setdefault(key, {unit: 0.0})[unit] += value
        told = case.truth["take_off"]
        for sums, wanted in ((articles, told["articles"]), (materials, told["materials"])):
            assert set(sums) == set(wanted)
            assert all(wanted[key] == pytest.approx(sums[key], rel=1e-6) for key in sums)
