"""Revisions of models: pairs of small models that differ by one thing, which alone must be found."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ifc_drafts import Draft

from autograders.domain.errors import DomainError
from autograders.domain.ifc import (
    Shape,
    Tolerances,
    angle_deg,
    coincident_elements,
    keyed_by_tag,
    model_difference,
    same_shape,
    shape_of,
    snapshot,
)

PARTS = 3


class Panels:
    """Two panels of three plates each, every one with a type, a property, a place and a shape."""

    def __init__(self, schema="IFC4", *, length_prefix=None):
        self.draft = draft = Draft(schema, length_prefix=length_prefix)
        self.panels = [draft.root("IfcElementAssembly", Name=f"P{rank}", Tag=f"P{rank}") for rank in range(2)]
        self.plates = []
        for rank, panel in enumerate(self.panels):
            draft.place(panel, (4.0 * rank, 0, 0))
            for index in range(PARTS):
                plate = draft.root("IfcPlate", Name=f"T{index}", Tag=f"P{rank}/T{index}")
                draft.place(plate, (0.5 * index, 0.1, 0.2), within=panel)
                draft.box(plate, (0.4, 0.01, 2.0))
                self.plates.append(plate)
            draft.parts(panel, *self.plates[-PARTS:])
        draft.contain(*self.panels)
        self.sheet, self.spare = (
            draft.root("IfcPlateType", Name=name, PredefinedType="SHEET") for name in ("Tôle", "Tôle laquée")
        )
        draft.typed(self.sheet, *self.plates)
        fire = draft.pset("Pset_Usine", Fire=("IfcLabel", "EI 30"), Reach=("IfcLengthMeasure", 0.8 * draft.metre))
        draft.define(fire, *self.plates)

    def snapshot(self):
        return snapshot(self.draft.model)


def found(after, before=None):
    return model_difference((before or Panels()).snapshot(), after.snapshot())


def only(difference, name):
    """Return what was found, after checking that nothing of another kind was."""
    kinds = ("removed", "added", "regenerated", "changed", "moved", "reshaped")
    assert {kind for kind in kinds if getattr(difference, kind)} == {name}
    return getattr(difference, name)


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_a_model_in_millimetres_says_the_same_as_one_in_metres(schema):
    assert found(Panels(schema, length_prefix="MILLI"), Panels(schema)).is_empty


def test_an_element_that_went_and_one_that_came_are_told_apart():
    after = Panels()
    gone = after.plates[0].GlobalId
    after.draft.model.remove(after.plates[0])
    difference = found(after)
    assert (difference.removed, difference.added) == ((gone,), ())
    mirrored = model_difference(after.snapshot(), Panels().snapshot())
    assert (mirrored.removed, mirrored.added) == ((), (gone,))


def test_a_property_of_its_own_that_hides_the_shared_one_is_a_change_of_that_element_alone():
    after = Panels()
    after.draft.define(after.draft.pset("Pset_Usine", Fire=("IfcLabel", "EI 60")), after.plates[1])
    (change,) = only(found(after), "changed")
    expected = (after.plates[1].GlobalId, "Pset_Usine.Fire", "EI 30", "EI 60")
    assert (change.key, change.field, change.left, change.right) == expected


def test_a_property_that_changes_on_the_type_changes_for_each_of_its_elements():
    before, after = Panels(), Panels()
    for model, value in ((before, 1.0), (after, 2.0)):
        model.sheet.HasPropertySets = [model.draft.pset("Pset_Type", U=("IfcReal", value))]
    changes = only(found(after, before), "changed")
    assert {(change.key, change.field) for change in changes} == {
        (plate.GlobalId, "Pset_Type.U") for plate in after.plates
    }


def test_another_type_is_a_change_and_the_same_type_written_anew_is_none():
    after = Panels()
    relation = after.plates[0].IsTypedBy[0]
    relation.RelatedObjects = after.plates[1:]
    after.draft.typed(after.spare, after.plates[0])
    (change,) = only(found(after), "changed")
    assert (change.field, change.left[1], change.right[1]) == ("type", "Tôle", "Tôle laquée")
    renewed = Panels()
    renewed.sheet.GlobalId = "3" + renewed.sheet.GlobalId[1:]
    assert found(renewed).is_empty


def test_another_class_is_a_change_under_the_same_identifier():
    before, after = Draft(), Draft()
    before.root("IfcWall", Name="W")
    after.root("IfcSlab", Name="W")
    changes = only(model_difference(snapshot(before.model), snapshot(after.model)), "changed")
    assert [(change.field, change.left, change.right) for change in changes] == [("class", "IfcWall", "IfcSlab")]


def test_a_panel_that_moves_takes_its_parts_along_and_they_have_not_moved():
    after = Panels()
    after.panels[1].ObjectPlacement.RelativePlacement.Location.Coordinates = (4.15, 0.0, 0.0)
    (moved,) = only(found(after), "moved")
    assert (moved.key, moved.angle_deg) == (after.panels[1].GlobalId, 0.0)
    assert moved.distance_m == pytest.approx(0.15)


def test_a_turn_on_the_spot_is_a_move():
    after = Panels()
    after.draft.place(after.panels[0], (0, 0, 0), x_axis=(0.0, 1.0, 0.0))
    for plate in after.plates[:PARTS]:
        plate.ObjectPlacement.PlacementRelTo = after.panels[0].ObjectPlacement
    (moved,) = only(found(after), "moved")
    assert (moved.distance_m, moved.angle_deg) == (0.0, pytest.approx(90.0))


def test_a_move_within_the_tolerance_is_none():
    after = Panels()
    after.panels[1].ObjectPlacement.RelativePlacement.Location.Coordinates = (4.004, 0.0, 0.0)
    assert found(after).is_empty


def test_a_thicker_plate_is_another_shape_with_both_volumes():
    after = Panels()
    after.draft.box(after.plates[2], (0.4, 0.02, 2.0))
    (reshaped,) = only(found(after), "reshaped")
    assert reshaped.key == after.plates[2].GlobalId
    assert (reshaped.left_m3, reshaped.right_m3) == (pytest.approx(0.008), pytest.approx(0.016))


def test_a_shape_that_lies_elsewhere_in_its_axes_is_the_same_shape():
    after = Panels()
    after.draft.box(after.plates[2], (0.4, 0.01, 2.0), corner_m=(5.0, 0.0, 0.0))
    assert found(after).is_empty


def test_a_shape_that_is_lost_is_told():
    after = Panels()
    after.plates[0].Representation = None
    (reshaped,) = only(found(after), "reshaped")
    assert reshaped.right_m3 is None


def test_a_part_that_goes_to_another_panel_without_moving_has_another_host_only():
    after = Panels()
    plate = after.plates[PARTS - 1]
    first, second = (panel.IsDecomposedBy[0] for panel in after.panels)
    first.RelatedObjects = after.plates[: PARTS - 1]
    second.RelatedObjects = [plate, *after.plates[PARTS:]]
    (change,) = only(found(after), "changed")
    expected = ("host", after.panels[0].GlobalId, after.panels[1].GlobalId)
    assert (change.field, change.left, change.right) == expected


def test_another_storey_is_another_container_and_a_storey_written_anew_under_its_name_is_not():
    after = Panels()
    after.draft.storey.GlobalId = "3" + after.draft.storey.GlobalId[1:]
    assert found(after).is_empty
    after.draft.storey.Name = "R1"
    changes = only(found(after), "changed")
    assert {change.field for change in changes} == {"container"}
    assert len(changes) == len(after.panels) + len(after.plates)


def test_an_identifier_that_changed_alone_is_regenerated_and_its_parts_keep_their_host():
    after = Panels()
    old = after.panels[0].GlobalId
    after.panels[0].GlobalId = "3" + old[1:]
    assert only(found(after), "regenerated") == ((old, "3" + old[1:]),)


def test_a_regenerated_element_that_changed_as_well_is_known_by_both_identifiers():
    after = Panels()
    old, plate = after.plates[0].GlobalId, after.plates[0]
    plate.GlobalId = "3" + old[1:]
    plate.Tag = "autre"
    difference = found(after)
    assert difference.regenerated == ((old, plate.GlobalId),)
    assert [(change.key, change.field) for change in difference.changed] == [((old, plate.GlobalId), "tag")]


def test_two_twins_in_one_place_are_not_taken_for_each_other():
    before, after = Panels(), Panels()
    for model, first in ((before, "0"), (after, "3")):
        for rank in range(2):
            twin = model.draft.root("IfcBeam")
            model.draft.place(twin, (9.0, 0, 0))
            twin.GlobalId = f"{first}{rank:021d}".replace(f"{first}000", f"{first}AAA")
    difference = found(after, before)
    assert (len(difference.removed), len(difference.added), difference.regenerated) == (2, 2, ())
    for model in (before, after):
        for rank, beam in enumerate(model.draft.model.by_type("IfcBeam")):
            beam.Tag = f"B{rank}"
    assert len(only(found(after, before), "regenerated")) == 2


def test_what_lost_its_identifier_and_moved_is_another_element():
    after = Panels()
    plate = after.plates[0]
    plate.GlobalId = "3" + plate.GlobalId[1:]
    plate.ObjectPlacement.RelativePlacement.Location.Coordinates = (0.0, 0.1, 0.3)
    difference = found(after)
    assert (len(difference.removed), len(difference.added), difference.regenerated) == (1, 1, ())


@pytest.mark.parametrize("change", ["turn", "thicken"])
def test_what_lost_its_identifier_and_was_turned_or_reshaped_is_another_element(change):
    after = Panels()
    plate = after.plates[0]
    plate.GlobalId = "3" + plate.GlobalId[1:]
    if change == "turn":
        after.draft.place(plate, (0.0, 0.1, 0.2), within=after.panels[0], x_axis=(0.0, 1.0, 0.0))
    else:
        after.draft.box(plate, (0.4, 0.02, 2.0))
    difference = found(after)
    assert (len(difference.removed), len(difference.added), difference.regenerated) == (1, 1, ())


def test_one_that_could_be_either_of_two_twins_is_neither():
    before, after = Panels(), Panels()
    for model, keys in ((before, "12"), (after, "3")):
        for key in keys:
            twin = model.draft.root("IfcBeam", Name=key)
            model.draft.place(twin, (9.0, 0, 0))
            twin.GlobalId = key + "A" * 21
    for difference in (found(after, before), found(before, after)):
        assert {len(difference.removed), len(difference.added)} == {1, 2}
        assert difference.regenerated == ()


def test_the_twin_that_a_name_decides_on_leaves_the_other_alone():
    before, after = Panels(), Panels()
    for model, keys in ((before, "12"), (after, "3")):
        for key in keys:
            twin = model.draft.root("IfcBeam", Name="B" if key in "13" else "C")
            model.draft.place(twin, (9.0, 0, 0))
            twin.GlobalId = key + "A" * 21
    difference = found(after, before)
    assert difference.regenerated == (("1" + "A" * 21, "3" + "A" * 21),)
    assert (difference.removed, difference.added) == (("2" + "A" * 21,), ())
    mirrored = found(before, after)
    assert (mirrored.removed, mirrored.added) == ((), ("2" + "A" * 21,))


def box_shape(volume_m3, width_m=1.0):
    return Shape(
        volume_m3=volume_m3, centroid_m=np.zeros(3), minimum_m=np.zeros(3), maximum_m=np.array([width_m, 2.0, 3.0])
    )


def test_volumes_may_differ_by_a_share_of_the_larger_and_sides_by_a_length():
    tolerances = Tolerances(volume_share=0.25, length_m=0.5)
    reference = box_shape(4.0)
    # A quarter of 4 is 1, a quarter of 5 is 1.25: all of these figures are exact in binary.
    expected = {3.0: True, 2.875: False, 5.0: True, 5.25: True, 5.375: False}
    assert {volume: same_shape(reference, box_shape(volume), tolerances) for volume in expected} == expected
    widths = {1.5: True, 0.5: True, 1.625: False}
    assert {width: same_shape(reference, box_shape(4.0, width), tolerances) for width in widths} == widths


def test_two_shapes_that_are_missing_are_the_same_and_one_that_is_missing_is_not():
    assert same_shape(None, None, Tolerances())
    assert not same_shape(None, box_shape(4.0), Tolerances())


def test_tags_identify_where_every_identifier_changed():
    after = Panels()
    for element in (*after.panels, *after.plates):
        element.GlobalId = "3" + element.GlobalId[1:]
    after.draft.box(after.plates[0], (0.4, 0.02, 2.0))
    sides = (keyed_by_tag(side.snapshot()) for side in (Panels(), after))
    (reshaped,) = only(model_difference(*sides), "reshaped")
    assert reshaped.key == "P0/T0"


def test_a_copy_pasted_in_place_is_a_duplicate_and_one_shape_used_in_several_places_is_none():
    model = Panels()
    assert coincident_elements(model.snapshot()) == ()
    first, second = model.plates[:2]
    second.Representation = first.Representation
    assert coincident_elements(model.snapshot()) == ()
    copies = [model.draft.root("IfcPlate") for _ in range(2)]
    for copy in copies:
        model.draft.place(copy, (0.5, 0.1, 0.2), within=model.panels[0])
        copy.Representation = first.Representation
    model.draft.typed(model.sheet, *copies)
    assert coincident_elements(model.snapshot()) == ((second.GlobalId, *(copy.GlobalId for copy in copies)),)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "move", "thicken", "regenerate", "remove", "property"]),
        st.integers(0, 2 * PARTS - 1),
    ),
    max_size=4,
    unique_by=lambda edit: edit[1],
)


def edited(edits):
    model = Panels()
    for kind, index in edits:
        plate = model.plates[index]
        if kind == "rename":
            plate.Name = "autre nom"
        elif kind == "move":
            plate.ObjectPlacement.RelativePlacement.Location.Coordinates = (0.0, 3.0, float(index))
        elif kind == "thicken":
            model.draft.box(plate, (0.4, 0.05, 2.0))
        elif kind == "regenerate":
            plate.GlobalId = "3" + plate.GlobalId[1:]
        elif kind == "property":
            model.draft.define(model.draft.pset("Pset_Usine", Fire=("IfcLabel", "EI 90")), plate)
        else:
            model.draft.model.remove(plate)
    return model.snapshot()


@settings(max_examples=40)
@given(EDITS)
def test_nothing_differs_from_itself(edits):
    side = edited(edits)
    assert model_difference(side, side).is_empty


@settings(max_examples=40)
@given(EDITS, EDITS)
def test_read_backwards_a_difference_is_its_mirror(edits, others):
    left, right = edited(edits), edited(others)
    forth, back = model_difference(left, right), model_difference(right, left)

    def turned(key):
        return key if isinstance(key, str) else key[::-1]

    assert set(forth.removed) == set(back.added)
    assert set(forth.added) == set(back.removed)
    assert {turned(pair) for pair in forth.regenerated} == set(back.regenerated)
    assert {(turned(each.key), each.field, each.right, each.left) for each in forth.changed} == {
        (each.key, each.field, each.left, each.right) for each in back.changed
    }
    assert {turned(each.key): each.distance_m for each in forth.moved} == pytest.approx(
        {each.key: each.distance_m for each in back.moved}
    )
    assert {(turned(each.key), each.right_m3, each.left_m3) for each in forth.reshaped} == {
        (each.key, each.left_m3, each.right_m3) for each in back.reshaped
    }


def test_placements_that_turn_in_a_circle_are_refused():
    model = Panels()
    first, second = (panel.ObjectPlacement for panel in model.panels)
    first.PlacementRelTo, second.PlacementRelTo = second, first
    with pytest.raises(DomainError, match="tourne en rond"):
        model.snapshot()


@given(st.floats(0.0, 180.0))
def test_the_angle_between_placements_is_that_of_the_turn(angle):
    turned = np.eye(4)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turned[1:3, 1:3] = [[cosine, -sine], [sine, cosine]]
    assert angle_deg(np.eye(4), turned) == pytest.approx(angle, abs=1e-6)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), st.lists(st.floats(0.01, 50), min_size=3, max_size=3))
def test_a_box_has_the_product_of_its_sides_for_volume_and_its_middle_for_centre_wherever_it_is(corner, sides):
    # The twelve triangles of the unit cube, normals out.
    faces = [(0, 2, 1), (0, 3, 2), (4, 5, 6), (4, 6, 7), (0, 1, 5), (0, 5, 4)]
    faces += [(1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7)]
    cube = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)])
    shape = shape_of(np.array(corner) + cube * sides, faces)
    assert shape.volume_m3 == pytest.approx(math.prod(sides), rel=1e-6)
    assert shape.centroid_m == pytest.approx(np.array(corner) + np.array(sides) / 2, abs=1e-6)


def test_an_open_surface_has_no_volume_and_the_middle_of_its_box_for_centre():
    flat = shape_of([[0, 0, 5], [2, 0, 5], [2, 4, 5], [0, 4, 5]], [[0, 1, 2], [0, 2, 3]])
    assert (flat.volume_m3, flat.centroid_m.tolist(), flat.extent_m.tolist()) == (0.0, [1, 2, 5], [2, 4, 0])
