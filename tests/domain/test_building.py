"""Buildings: closed-form geometry against independent figures, IFC files that others can read, meshes that agree."""

import math
import re

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.element
import ifcopenshell.util.shape
import ifcopenshell.util.unit
import ifcopenshell.validate
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.building import (
    IfcDraft,
    Solid,
    WallOpening,
    WallShape,
    add_bar,
    add_gable_roof,
    add_slab,
    add_stair,
    add_vault,
    add_wall,
    arch,
    frame,
    level_section,
    polygon_area_m2,
    read_mesh,
    rectangle,
)
from autograders.domain.errors import DomainError


def draw_hut(path, key="hut"):
    draft = IfcDraft(project="Cabane", site="Pré", building="Cabane", key=key)
    storey = draft.storey("RDC", 0.0)
    room = Solid(outline_m=rectangle((0.5, 5.5), (0.5, 3.5)), depth_m=2.5)
    draft.space(storey, name="0.1", long_name="Pièce", solid=room, floor_area_m2=15.0)
    shape = WallShape(start_m=(0, 0), end_m=(6, 0), foot_m=0.0, thickness_m=0.5, height_m=3.0)
    openings = [
        WallOpening(name="Porte", kind="door", along_m=1.0, width_m=1.0, height_m=2.0),
        WallOpening(name="Fenêtre", kind="window", along_m=3.0, width_m=1.0, height_m=1.0, sill_m=1.0),
    ]
    add_wall(draft, storey, "Mur sud", shape, material="Pierre", external=True, openings=openings)
    add_slab(
        draft,
        storey,
        "Plancher",
        rectangle((0, 6), (0.5, 3.5)),
        top_m=3.3,
        thickness_m=0.3,
        material="Chêne",
        hole_m=rectangle((1, 2), (1, 3)),
    )
    add_bar(draft, storey, "IfcColumn", "Poteau", [3, 2, 0], [3, 2, 3], section_m=(0.2, 0.3), material="Chêne")
    add_bar(draft, storey, "IfcBeam", "Poutre", [0, 2, 2.8], [6, 2, 2.8], section_m=(0.2, 0.3), material="Chêne")
    add_vault(
        draft,
        storey,
        "Voûte",
        frame([10, 0, 0]),
        span_m=4.0,
        length_m=3.0,
        springing_m=1.0,
        rise_m=1.0,
        top_m=2.5,
        material="Pierre",
    )
    add_stair(
        draft, storey, "Escalier", frame([0, 5, 0]), rise_m=3.3, risers=18, going_m=0.25, width_m=1.0, material="Chêne"
    )
    add_gable_roof(
        draft, storey, "Toit", x_m=(0, 6), y_m=(0, 4), eaves_m=3.3, ridge_m=5.3, thickness_m=0.2, material="Tuile"
    )
    draft.write(path)
    return path


@pytest.fixture(scope="module")
def hut(tmp_path_factory):
    return ifcopenshell.open(draw_hut(tmp_path_factory.mktemp("hut") / "hut.ifc"))


def quantities(model, name):
    element = next(item for item in model.by_type("IfcProduct") if item.Name == name)
    (found,) = ifcopenshell.util.element.get_psets(element, qtos_only=True).values()
    return element, found


def test_the_model_is_valid_with_express_rules(hut):
    logger = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(hut, logger, express_rules=True)
    assert logger.statements == []


def test_the_model_declares_metres(hut):
    assert (hut.schema_identifier, ifcopenshell.util.unit.calculate_unit_scale(hut)) == ("IFC4", 1.0)


def test_global_ids_are_well_formed_and_unique(hut):
    ids = [item.GlobalId for item in hut.by_type("IfcRoot")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-3][0-9A-Za-z_$]{21}", item) for item in ids)


def test_the_same_key_gives_the_same_bytes_and_another_key_other_global_ids(tmp_path):
    (tmp_path / "again").mkdir()
    first, again = draw_hut(tmp_path / "hut.ifc"), draw_hut(tmp_path / "again" / "hut.ifc")
    assert first.read_bytes() == again.read_bytes()
    other = ifcopenshell.open(draw_hut(tmp_path / "hut.ifc", key="other"))
    ids = {item.GlobalId for item in ifcopenshell.open(again).by_type("IfcRoot")}
    assert not ids & {item.GlobalId for item in other.by_type("IfcRoot")}


def test_a_wall_s_quantities_leave_its_openings_out(hut):
    _, found = quantities(hut, "Mur sud")
    # By hand: 6 × 3 m; less 1 × 2 and 1 × 1; 0.5 m thick.
    wanted = {"Length": 6.0, "Width": 0.5, "Height": 3.0, "GrossSideArea": 18.0, "NetSideArea": 15.0}
    wanted |= {"GrossVolume": 9.0, "NetVolume": 7.5}
    assert {key: found[key] for key in wanted} == pytest.approx(wanted)


def test_a_slab_s_quantities_leave_its_well_out(hut):
    _, found = quantities(hut, "Plancher")
    # By hand: 6 × 3 m less 1 × 2 m, 0.3 m thick; perimeter 18 m.
    assert found["NetArea"] == pytest.approx(16.0)
    assert found["NetVolume"] == pytest.approx(4.8)
    assert found["Perimeter"] == pytest.approx(18.0)


@pytest.mark.parametrize(
    "name", ["Mur sud", "Plancher", "Poteau", "Poutre", "Voûte", "Escalier volée", "Toit versant sud", "0.1"]
)
def test_a_net_volume_is_that_of_the_geometry(hut, name):
    element, found = quantities(hut, name)
    shape = ifcopenshell.geom.create_shape(ifcopenshell.geom.settings(), element).geometry
    assert found["NetVolume"] == pytest.approx(ifcopenshell.util.shape.get_volume(shape), rel=1e-3)


def test_doors_and_windows_fill_the_openings_of_their_wall(hut):
    wall = next(item for item in hut.by_type("IfcWall"))
    fillings = [
        filling.RelatedBuildingElement.Name
        for opening in wall.HasOpenings
        for filling in opening.RelatedOpeningElement.HasFillings
    ]
    assert fillings == ["Porte", "Fenêtre"]


def test_parts_of_a_stair_are_contained_through_it_alone(hut):
    (flight,) = hut.by_type("IfcStairFlight")
    assert flight.ContainedInStructure == ()
    assert ifcopenshell.util.element.get_container(flight).Name == "RDC"


def test_an_opening_beyond_the_end_of_its_wall_is_refused(tmp_path):
    draft = IfcDraft(project="P", site="S", building="B", key="k")
    shape = WallShape(start_m=(0, 0), end_m=(2, 0), foot_m=0.0, thickness_m=0.5, height_m=3.0)
    wide = WallOpening(name="Porte", kind="door", along_m=1.5, width_m=1.0, height_m=2.0)
    with pytest.raises(DomainError, match="Porte dépasse des bouts du mur"):
        add_wall(draft, draft.storey("RDC", 0), "Mur", shape, material="Pierre", external=True, openings=[wide])


def test_the_mesh_encloses_the_volume_of_each_element_and_its_normals_point_outwards(hut):
    mesh = read_mesh(hut)
    for index, item in enumerate(mesh.elements):
        if item.name not in ("Mur sud", "Voûte", "Escalier volée"):
            continue
        a, b, c = np.moveaxis(mesh.vertices_m[mesh.triangles[mesh.element == index]], 1, 0)
        # Divergence theorem: signed tetrahedra add up to the volume, positive for outward normals.
        volume = np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6
        assert volume == pytest.approx(quantities(hut, item.name)[1]["NetVolume"], rel=1e-3), item.name


def test_the_mesh_knows_classes_and_materials_and_leaves_spaces_out(hut):
    mesh = read_mesh(hut)
    known = {item.name: (item.ifc_class, item.object_type, item.material) for item in mesh.elements}
    assert known["Voûte"] == ("IfcSlab", "VOUTE_BERCEAU", "Pierre")
    assert known["Toit versant nord"] == ("IfcSlab", "ROOF", "Tuile")
    assert "0.1" not in known
    assert not {"IfcDoor"} & {mesh.elements[index].ifc_class for index in mesh.without({"IfcDoor"}).element}


def test_a_mesh_for_the_scanner_holds_every_triangle_of_its_elements(hut):
    mesh = read_mesh(hut)
    meshes = mesh.for_the_scanner({"Pierre": 0.7})
    assert sum(len(item.triangles) for item in meshes) == len(mesh.triangles)
    wall = next(item for item in mesh.elements if item.name == "Mur sud")
    found = next(item for item in meshes if item.name == wall.global_id)
    assert (found.reflectance, np.ptp(found.vertices_m, axis=0).round(6).tolist()) == (0.7, [6.0, 0.5, 3.0])


def test_a_section_cuts_the_wall_and_passes_through_its_door(hut):
    mesh = read_mesh(hut).without({"IfcDoor", "IfcWindow"})
    section = level_section(mesh, 0.5)
    wall = next(index for index, item in enumerate(mesh.elements) if item.name == "Mur sud")
    segments = section.segments_m[section.element == wall]
    # By hand: two rectangles of 1 × 0.5 m and 4 × 0.5 m, perimeters 3 and 9 m.
    assert np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1).sum() == pytest.approx(12.0)


def test_a_full_arch_is_a_half_circle():
    # 64 chords: area of half a 64-sided... polygon of n sides inscribed in r: n·r²/2·sin(π/n) for the half circle.
    points = arch(4, 0, 2, segments=64)
    assert polygon_area_m2(points) == pytest.approx(64 / 2 * 4 * math.sin(math.pi / 64))
    assert np.hypot(points[:, 0] - 2, points[:, 1]) == pytest.approx(2.0)


@given(width=st.floats(0.1, 50), height=st.floats(0.1, 50), angle=st.floats(0, 2 * math.pi), depth=st.floats(0.1, 10))
def test_a_solid_s_volume_is_that_of_its_points_wherever_it_lies(width, height, angle, depth):
    placed = frame([3, -2, 1], x=[math.cos(angle), math.sin(angle), 0])
    solid = Solid(outline_m=rectangle((0, width), (0, height)), depth_m=depth, frame=placed)
    assert solid.volume_m3 == pytest.approx(width * height * depth)
    shares = np.array([[0.5, 0.5, 0.5], [0.01, 0.99, 0.01], [1.01, 0.5, 0.5], [0.5, 0.5, -0.01]])
    points = shares * [width, height, depth] @ placed[:3, :3].T + placed[:3, 3]
    assert solid.contains(points).tolist() == [True, True, False, False]


def test_axes_that_are_not_perpendicular_are_refused():
    with pytest.raises(DomainError, match="perpendiculaires"):
        frame([0, 0, 0], x=[1, 0, 0], z=[1, 0, 1])
