"""One model in several encodings: what is kept of it, against what a test took away, and against IfcOpenShell."""

import zipfile

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.shape
import ifcopenshell.validate
import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st
from support.ifc_drafts import Draft

from autograders.candidate.bim import IfcFileError, ifc_from_text
from autograders.domain.errors import DomainError
from autograders.domain.ifc import (
    deviations,
    keyed_by_tag,
    links_of,
    migrated_to_ifc2x3,
    model_counts,
    project_shapes,
    ranks,
    read_gltf,
    read_ifc_zip,
    retention,
    shape_of,
    snapshot,
    write_gltf,
    write_ifc,
    write_ifc_zip,
)


def workshop(schema="IFC4", *, length_prefix=None, valves="IfcValve"):
    """Make two pipes and a valve in an assembly, typed, with properties, quantities and shapes."""
    draft = Draft(schema, length_prefix=length_prefix)
    whole = draft.root("IfcElementAssembly", Name="M1", Tag="M1", PredefinedType="NOTDEFINED")
    draft.place(whole, (10.0, 20.0, 3.0), x_axis=(0.0, 1.0, 0.0))
    parts = [draft.root("IfcFlowSegment" if schema == "IFC2X3" else "IfcPipeSegment", Name="C") for _ in range(2)]
    parts.append(draft.root(valves, Name="V"))
    for rank, part in enumerate(parts):
        part.Tag = f"M1/{rank}"
        draft.place(part, (0.5 * rank, 0.0, 0.0), within=whole)
        draft.box(part, (0.1, 0.2, 0.3 + rank))
    draft.parts(whole, *parts)
    draft.contain(whole)
    kind = draft.root("IfcPipeSegmentType", Name="Cuivre 22", PredefinedType="RIGIDSEGMENT")
    draft.typed(kind, *parts[:2])
    draft.define(draft.pset("Pset_A", Fire=("IfcLabel", "M0"), Mass=("IfcReal", 2.5)), *parts)
    draft.define(draft.qto("Qto_A", Length=("Length", 1.5 * draft.metre)), *parts[:2])
    return draft, whole, parts


def elements(model):
    return model.by_type("IfcElement")


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_an_archive_gives_the_model_back_whole_in_fewer_bytes(schema, tmp_path):
    draft, *_ = workshop(schema, valves="IfcFlowController")
    write_ifc(draft.model, tmp_path / "a.ifc")
    write_ifc_zip(draft.model, tmp_path / "a.ifczip")
    assert (tmp_path / "a.ifczip").stat().st_size < (tmp_path / "a.ifc").stat().st_size
    again = read_ifc_zip(tmp_path / "a.ifczip")
    assert again.to_string() == draft.model.to_string()
    kept = retention(snapshot(draft.model), snapshot(again))
    shares = (kept.identifiers, kept.classes, kept.types, kept.properties, kept.quantities, *kept.relations.values())
    assert {share.ratio for share in shares} == {1.0}
    assert (kept.renamed, kept.changed, kept.lost) == ((), (), ())


def test_an_archive_depends_on_nothing_but_the_model(tmp_path):
    draft, *_ = workshop()
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        write_ifc_zip(draft.model, tmp_path / folder / "a.ifczip")
    assert (tmp_path / "one" / "a.ifczip").read_bytes() == (tmp_path / "other" / "a.ifczip").read_bytes()


def test_ifcopenshell_reads_the_archive_too(tmp_path):
    draft, *_ = workshop()
    write_ifc_zip(draft.model, tmp_path / "a.ifczip")
    assert len(elements(ifcopenshell.open(str(tmp_path / "a.ifczip")))) == 4


@pytest.mark.parametrize("names", [[], ["a.txt"], ["a.ifc", "b.ifc"]])
def test_an_archive_of_another_thing_than_one_model_is_refused(names, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ifczip", "w") as archive:
        for name in names:
            archive.writestr(name, "…")
    with pytest.raises(IfcFileError, match=r"fichiers \.ifc dans l’archive"):
        read_ifc_zip(tmp_path / "a.ifczip")


DAMAGE = st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))


def damaged(content, damage):
    position, junk = damage
    start = position % len(content)
    return (content[:start] + junk + content[start + len(junk) :])[: len(content)]


@given(DAMAGE)
def test_a_damaged_archive_is_refused_in_one_sentence(tmp_path_factory, damage):
    file = tmp_path_factory.mktemp("damaged") / "a.ifczip"
    write_ifc_zip(workshop()[0].model, file)
    file.write_bytes(damaged(file.read_bytes(), damage))
    try:
        found = read_ifc_zip(file)
    except IfcFileError:
        return
    # The archive's own sums let through only what the model does not depend on.
    assert len(elements(found)) == 4


@given(DAMAGE)
def test_a_damaged_glTF_is_read_or_refused_in_one_sentence(tmp_path_factory, damage):
    file = tmp_path_factory.mktemp("damaged") / "a.glb"
    write_gltf(workshop()[0].model, file)
    file.write_bytes(damaged(file.read_bytes(), damage))
    try:
        found = read_gltf(file)
    except DomainError:
        return
    assert all(np.isfinite(shape.volume_m3) for shape in found.values())


def test_glTF_keeps_the_shapes_where_they_are_and_loses_all_that_is_said_of_them(tmp_path):
    draft, _, parts = workshop(length_prefix="MILLI")
    write_gltf(draft.model, tmp_path / "a.glb")
    found = read_gltf(tmp_path / "a.glb")
    assert set(found) == {part.GlobalId for part in parts}
    # The assembly stands at (10, 20, 3) m, its x axis along y: the first box is half its sides from there.
    first = found[parts[0].GlobalId]
    assert first.volume_m3 == pytest.approx(0.1 * 0.2 * 0.3, rel=1e-5)
    assert first.centroid_m == pytest.approx([10 - 0.1, 20 + 0.05, 3 + 0.15], abs=1e-5)
    assert first.extent_m == pytest.approx([0.2, 0.1, 0.3], abs=1e-5)
    for deviation in deviations(project_shapes(draft.model, elements(draft.model)), found).values():
        assert deviation.volume_share < 1e-5
        assert max(deviation.centroid_m, deviation.extent_m) < 1e-5


def test_shapes_have_the_volumes_that_ifcopenshell_and_trimesh_find(tmp_path):
    draft, _, parts = workshop()
    shapes = project_shapes(draft.model, elements(draft.model))
    settings = ifcopenshell.geom.settings()
    for part in parts:
        made = ifcopenshell.geom.create_shape(settings, part).geometry
        assert shapes[part.GlobalId].volume_m3 == pytest.approx(ifcopenshell.util.shape.get_volume(made))
    ball = trimesh.creation.icosphere(radius=2.0)
    assert shape_of(ball.vertices, ball.faces).volume_m3 == pytest.approx(ball.volume)
    assert shape_of(np.add(ball.vertices, [7, 8, 9]), ball.faces).centroid_m == pytest.approx([7, 8, 9])


def test_a_model_without_shapes_has_no_glTF(tmp_path):
    draft = Draft()
    draft.root("IfcWall")
    with pytest.raises(DomainError, match="aucun élément avec géométrie"):
        write_gltf(draft.model, tmp_path / "a.glb")


@pytest.mark.parametrize("content", [b"", b"glTF", b"glTF\x02\x00\x00\x00\xff\xff\xff\xff", b"PK\x03\x04"])
def test_what_is_no_glTF_is_refused(content, tmp_path):
    (tmp_path / "a.glb").write_bytes(content)
    with pytest.raises(DomainError, match="glTF illisible"):
        read_gltf(tmp_path / "a.glb")


def test_in_IFC2X3_a_valve_becomes_a_controller_and_the_rest_comes_through():
    draft, _, parts = workshop()
    before = draft.model.to_string()
    migration = migrated_to_ifc2x3(draft.model)
    assert draft.model.to_string() == before
    assert migration.model.schema == "IFC2X3"
    assert migration.dropped == {}
    assert migration.recast == {("IfcPipeSegment", "IfcFlowSegment"): 2, ("IfcValve", "IfcFlowController"): 1}
    kept = retention(snapshot(draft.model), snapshot(migration.model))
    # The assembly alone keeps its class.
    assert (kept.identifiers, kept.classes, kept.types) == ((4, 4), (1, 4), (2, 2))
    assert kept.properties.ratio == kept.quantities.ratio == 1.0
    shapes = [project_shapes(model, elements(model)) for model in (draft.model, migration.model)]
    assert {key: deviation.volume_share for key, deviation in deviations(*shapes).items()} == {
        part.GlobalId: 0.0 for part in parts
    }


def test_a_migrated_model_is_valid_and_can_be_read_again():
    draft, *_ = workshop()
    draft.root("IfcWallType", Name="Voile", PredefinedType="SOLIDWALL")
    migration = migrated_to_ifc2x3(draft.model)
    assert migration.undefined == {("IfcWallType", "PredefinedType"): 1}
    faults = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(migration.model, faults)
    assert faults.statements == []
    again = ifc_from_text(migration.model.to_string())
    assert (again.schema, len(elements(again))) == ("IFC2X3", 4)


def test_a_migration_depends_on_nothing_but_the_model():
    draft, _, parts = workshop()
    # IFC2X3 wants an owner history everywhere: one is made for all that have none, of no particular day.
    for part in parts:
        part.OwnerHistory = None
    first, second = (migrated_to_ifc2x3(draft.model).model for _ in range(2))
    assert first.to_string() == second.to_string()
    assert len(first.by_type("IfcOwnerHistory")) == 2
    assert {history.CreationDate for history in first.by_type("IfcOwnerHistory")} == {0}


def test_geometry_that_IFC2X3_cannot_hold_is_dropped_and_counted_with_what_refers_to_it():
    draft, _, parts = workshop()
    points = draft.make("IfcCartesianPointList3D", [(0.0, 0, 0), (1.0, 0, 0), (0, 1.0, 0), (0, 0, 1.0)])
    surface = draft.make(
        "IfcTriangulatedFaceSet", Coordinates=points, CoordIndex=[(1, 3, 2), (1, 2, 4), (1, 4, 3), (2, 3, 4)]
    )
    parts[2].Representation.Representations[0].Items = [surface]
    migration = migrated_to_ifc2x3(draft.model)
    assert {"IfcCartesianPointList3D", "IfcTriangulatedFaceSet", "IfcValve"} <= set(migration.dropped)
    kept = retention(snapshot(draft.model), snapshot(migration.model))
    assert kept.identifiers == (3, 4)
    # Nothing half-made is left: every element that is there has what makes it one.
    assert {item.Name for item in elements(migration.model)} == {"M1", "C"}


def test_only_IFC4_is_migrated():
    with pytest.raises(DomainError, match="schéma IFC2X3 reçu"):
        migrated_to_ifc2x3(Draft("IFC2X3").model)


def test_a_value_under_another_set_is_renamed_one_that_differs_is_changed_one_that_is_nowhere_is_lost():
    before, after = Draft(), Draft()
    for draft, sets in (
        (before, {"A": {"Fire": ("IfcLabel", "M0"), "U": ("IfcReal", 1.2), "Ref": ("IfcLabel", "x")}}),
        (after, {"B": {"Fire": ("IfcLabel", "M0")}, "A": {"U": ("IfcReal", 1.3)}}),
    ):
        wall = draft.root("IfcWall")
        for name, values in sets.items():
            draft.define(draft.pset(name, **values), wall)
    kept = retention(snapshot(before.model), snapshot(after.model))
    key = "0" * 20 + "03"
    assert kept.properties == (0, 3)
    assert kept.renamed == ((key, ("A", "Fire"), ("B", "Fire")),)
    assert kept.changed == ((key, ("A", "U")),)
    assert kept.lost == ((key, ("A", "Ref")),)


def only_wall(**sets):
    draft = Draft()
    wall = draft.root("IfcWall")
    for name, values in sets.items():
        draft.define(draft.pset(name, **values), wall)
    return snapshot(draft.model)


def test_a_value_is_looked_for_under_its_own_name_before_others():
    after = only_wall(B={"Other": ("IfcLabel", "M0"), "Fire": ("IfcLabel", "M0")})
    (renamed,) = retention(only_wall(A={"Fire": ("IfcLabel", "M0")}), after).renamed
    assert renamed.after == ("B", "Fire")


def test_numbers_that_lost_their_last_digits_are_kept_and_a_truth_value_is_no_number():
    before = only_wall(A={"U": ("IfcReal", 1.0), "Load": ("IfcBoolean", True)})
    after = only_wall(A={"U": ("IfcReal", 1.0000005), "Load": ("IfcReal", 1.0)})
    kept = retention(before, after)
    assert kept.properties == (1, 2)
    assert [path for _, path in kept.changed] == [("A", "Load")]


def test_a_shape_that_had_no_volume_deviates_without_measure_once_it_has_one():
    flat = shape_of([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 2]])
    solid = shape_of([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])
    found = deviations({"a": flat, "b": flat, "c": solid}, {"a": flat, "b": solid})
    assert [found[key].volume_share for key in "ab"] == [0.0, np.inf]
    assert set(found) == {"a", "b"}


def test_lengths_are_kept_through_a_change_of_unit_and_elements_through_one_of_identifiers_by_their_tags():
    metres, millimetres = workshop()[0], workshop(length_prefix="MILLI")[0]
    for element in elements(millimetres.model):
        element.GlobalId = "3" + element.GlobalId[1:]
    sides = [snapshot(draft.model) for draft in (metres, millimetres)]
    assert retention(*sides).identifiers == (0, 4)
    kept = retention(*(keyed_by_tag(side) for side in sides))
    assert (kept.identifiers, kept.quantities, kept.changed, kept.lost) == ((4, 4), (2, 2), (), ())
    assert {share.ratio for share in kept.relations.values()} == {1.0}


def test_relations_are_the_pairs_that_they_relate_however_they_are_grouped():
    together, apart = workshop()[0], workshop()[0]
    (relation,) = apart.model.by_type("IfcRelAggregates")
    first, *others = relation.RelatedObjects
    relation.RelatedObjects = [first]
    apart.parts(relation.RelatingObject, *others)
    assert model_counts(together.model).relations["IfcRelAggregates"] == 1
    assert model_counts(apart.model).relations["IfcRelAggregates"] == 2
    assert links_of(together.model) == links_of(apart.model)
    relation.RelatedObjects = others
    kept = retention(snapshot(together.model), snapshot(apart.model))
    assert kept.relations["IfcRelAggregates"] == (2, 3)


def test_counts_are_those_of_the_instances():
    draft, *_ = workshop()
    counts = model_counts(draft.model)
    assert (counts.elements, counts.types, counts.property_sets, counts.properties, counts.quantities) == (
        4,
        1,
        1,
        2,
        1,
    )
    text = draft.model.to_string()
    assert counts.instances == sum(line.startswith("#") for line in text.splitlines())
    assert counts.rooted == draft.count


@given(st.dictionaries(st.text(max_size=3), st.floats(1e-3, 1e3), min_size=1, max_size=6), st.floats(1e-2, 1e2))
def test_ranks_start_at_one_follow_the_durations_and_do_not_depend_on_the_machine_s_speed(durations, speed):
    found = ranks(durations, ratio=1.5)
    assert min(found.values()) == 1
    for one, first in durations.items():
        for other, second in durations.items():
            if first <= second:
                assert found[one] <= found[other]
            if second > 1.5 * first:
                assert found[one] < found[other]
    if all(not np.isclose(one, 1.5 * other) for one in durations.values() for other in durations.values()):
        assert ranks({name: speed * value for name, value in durations.items()}, ratio=1.5) == found
