"""Differences, patches and merges: cases by hand, and the laws that synchronisation keeps whatever the data."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.bom import (
    DeletionConflict,
    FieldConflict,
    Patch,
    Retired,
    Side,
    apply_patch,
    difference,
    jaccard,
    lost_without_trace,
    patch_towards,
    same_record,
    same_value,
    three_way_merge,
)
from autograders.domain.errors import DomainError

REASON = "absent de la source"
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from([10**400, 0.5, 2.0, 0.1 + 0.2, 0.3, math.nan, math.inf, "", "2", "m", (2, "m"), (2000.0, "mm")]),
)
RECORDS = st.dictionaries(
    st.one_of(st.sampled_from("abcd"), st.tuples(st.just("a"), st.sampled_from("bc"), st.just("10"))),
    st.dictionaries(st.sampled_from(["quantity", "mass_kg", "material"]), VALUES, max_size=3),
    max_size=5,
)
TRACES = st.lists(
    st.builds(Retired, key=st.sampled_from("abcd"), record=st.just({}), reason=st.just("avant")), max_size=3
)
SIDES = st.builds(Side, active=RECORDS, retired=TRACES.map(tuple))


def test_the_worked_example_of_two_systems():
    model, plm = {key: {} for key in ("g1", "g2", "g3", "g4")}, {key: {} for key in ("g1", "g2", "g5")}
    found = difference(model, plm)
    assert (found.only_left, found.only_right, found.changed) == (("g3", "g4"), ("g5",), ())
    assert jaccard(model, plm) == 0.4


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (2, 2.0, True),
        (0.1 + 0.2, 0.3, True),
        (1.0, 1.000001, False),
        (math.nan, math.nan, True),
        (math.nan, 0.0, False),
        (10**400, 1.0, False),
        (True, 1, False),
        ("2", 2, False),
        (None, 0, False),
        (None, "", False),
        ((2, "m"), (2.0, "m"), True),
        ((2, "m"), (2, "mm"), False),
        ((2, "m"), (2,), False),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_values_are_compared_as_what_they_are(left, right, same):
    assert same_value(left, right) is same_value(right, left) is same


def test_a_missing_field_is_an_empty_one():
    assert difference({"a": {"note": None}}, {"a": {}}).is_empty


def test_only_the_fields_asked_for_are_compared():
    left, right = {"a": {"mass_kg": 1.0, "cost_eur": 2.0}}, {"a": {"mass_kg": 1.0, "cost_eur": 3.0}}
    assert difference(left, right, {"mass_kg"}).is_empty
    assert [each.field for each in difference(left, right).changed] == ["cost_eur"]


@given(RECORDS, RECORDS)
def test_a_difference_seen_from_the_other_side_is_the_same(left, right):
    found, mirrored = difference(left, right), difference(right, left)
    assert set(found.only_left) == set(mirrored.only_right)
    assert {(each.key, each.field) for each in found.changed} == {(each.key, each.field) for each in mirrored.changed}
    assert len(found.changed) == len(mirrored.changed)


@given(RECORDS, SIDES)
def test_after_a_patch_nothing_differs_and_a_second_time_changes_nothing(source, target):
    patch = patch_towards(source, target, REASON)
    once = apply_patch(patch, target)
    assert difference(source, once.active).is_empty
    assert apply_patch(patch, once) == once
    assert len(patch_towards(source, once, REASON)) == 0


@given(RECORDS, SIDES)
def test_a_patch_erases_nothing(source, target):
    after = apply_patch(patch_towards(source, target, REASON), target)
    assert lost_without_trace(target, after) == ()
    gone = [key for key in target.active if key not in source]
    assert after.retired == (
        *target.retired,
        *(Retired(key=key, record=target.active[key], reason=REASON) for key in gone),
    )


@given(RECORDS, SIDES)
def test_a_patch_is_minimal(source, target):
    patch = patch_towards(source, target, REASON)
    differing = [
        key
        for key in {*source, *target.active}
        if key not in source or key not in target.active or not same_record(source[key], target.active[key])
    ]
    assert len(patch) == len(differing)
    for key, fields in patch.update.items():
        assert fields
        assert not any(same_value(value, target.active[key].get(name)) for name, value in fields.items())


@given(RECORDS, SIDES)
def test_what_a_patch_leaves_out_stays_different(source, target):
    patch = patch_towards(source, target, REASON)
    for key in {*patch.create, *patch.update, *patch.retire}:
        less = Patch(
            create={each: record for each, record in patch.create.items() if each != key},
            update={each: record for each, record in patch.update.items() if each != key},
            retire={each: reason for each, reason in patch.retire.items() if each != key},
        )
        assert not difference(source, apply_patch(less, target).active).is_empty


@given(RECORDS, RECORDS)
def test_two_systems_each_master_of_its_fields_end_up_saying_the_same(model, plm):
    # The mock-up decides which records there are, and their quantities; the PLM decides mass and material.
    of_model, of_plm = {"quantity"}, {"mass_kg", "material"}
    left, right = Side(active=model), Side(active=plm)
    right = apply_patch(patch_towards(left.active, right, REASON, of_model), right)
    left = apply_patch(patch_towards(right.active, left, REASON, of_plm), left)
    assert difference(left.active, right.active).is_empty
    for key, record in model.items():
        assert same_value(left.active[key].get("quantity"), record.get("quantity"))
        assert same_value(left.active[key].get("mass_kg"), plm.get(key, {}).get("mass_kg"))


def test_fields_of_another_master_are_left_as_they_are():
    plm = Side(active={"g1": {"quantity": 2, "cost_eur": 80.0}})
    patch = patch_towards({"g1": {"quantity": 3, "cost_eur": 0.0}}, plm, REASON, {"quantity"})
    assert apply_patch(patch, plm).active == {"g1": {"quantity": 3, "cost_eur": 80.0}}


def test_what_comes_back_keeps_the_trace_of_having_gone():
    side = Side(active={"g1": {"quantity": 2}})
    gone = apply_patch(patch_towards({}, side, "variante abandonnée"), side)
    back = apply_patch(patch_towards({"g1": {"quantity": 5}}, gone, REASON), gone)
    assert back.active == {"g1": {"quantity": 5}}
    assert back.retired == (Retired(key="g1", record={"quantity": 2}, reason="variante abandonnée"),)


@pytest.mark.parametrize(
    "after",
    [
        Side(active={}),
        Side(active={}, retired=(Retired(key="g1", record={}, reason=" "),)),
        # The trace of an earlier departure does not stand for the present one.
        Side(active={}, retired=(Retired(key="g1", record={}, reason="avant"),)),
    ],
    ids=["erased", "without a reason", "an old trace alone"],
)
def test_what_goes_without_a_trace_is_found(after):
    traced = Retired(key="g1", record={}, reason="avant")
    before = Side(active={"g1": {}}, retired=(traced,) if after.retired == (traced,) else ())
    assert lost_without_trace(before, after) == ("g1",)


def test_a_trace_that_was_wiped_out_is_found():
    before = Side(active={}, retired=(Retired(key="g1", record={}, reason="avant"),))
    assert lost_without_trace(before, Side(active={})) == ("g1",)


def test_nothing_is_retired_without_a_reason():
    with pytest.raises(DomainError, match="motif vide pour le retrait de «\xa0P1 / E2 / 10\xa0»"):
        patch_towards({}, Side(active={("P1", "E2", "10"): {}}), " ")


def test_two_operations_on_one_key_are_refused():
    with pytest.raises(DomainError, match="une seule opération par clé"):
        Patch(create={"g1": {}}, retire={"g1": REASON})


def test_an_update_of_what_is_not_there_is_refused():
    patch = Patch(update={f"g{index}": {"quantity": 1} for index in range(8)})
    with pytest.raises(DomainError, match="«\xa0g4\xa0» et 3 de plus, absents de la cible"):
        apply_patch(patch, Side(active={}))


@given(SIDES, RECORDS)
def test_a_patch_leaves_what_it_is_given_unchanged(side, source):
    copy = {key: dict(record) for key, record in side.active.items()}
    apply_patch(patch_towards(source, side, REASON), side)
    assert {key: dict(record) for key, record in side.active.items()} == copy


@given(RECORDS, RECORDS)
def test_a_merge_of_equal_sides_is_that_side(base, side):
    result = three_way_merge(base, side, side)
    assert difference(result.merged, side).is_empty
    assert result.conflicts == ()


@given(RECORDS, RECORDS)
def test_a_merge_with_an_unchanged_side_is_the_other_side(base, side):
    for result in (three_way_merge(base, side, base), three_way_merge(base, base, side)):
        assert difference(result.merged, side).is_empty
        assert result.conflicts == ()


@given(RECORDS, RECORDS, RECORDS)
def test_a_merge_does_not_depend_on_which_side_is_called_left(base, left, right):
    result, mirrored = three_way_merge(base, left, right), three_way_merge(base, right, left)
    assert difference(result.merged, mirrored.merged).is_empty
    swapped = [type(each)(**(vars(each) | {"left": each.right, "right": each.left})) for each in mirrored.conflicts]
    assert sorted(map(repr, result.conflicts)) == sorted(map(repr, swapped))


@given(RECORDS, RECORDS, RECORDS)
def test_each_field_follows_the_rule_of_three_way_merge(base, left, right):
    result = three_way_merge(base, left, right)
    disputed = {(each.key, getattr(each, "field", None)) for each in result.conflicts}
    for key in {*left, *right}:
        if key in left and key in right:
            for field in {*base.get(key, {}), *left[key], *right[key]}:
                old, ours, theirs = (side.get(key, {}).get(field) for side in (base, left, right))
                changed_left, changed_right = not same_value(old, ours), not same_value(old, theirs)
                assert ((key, field) in disputed) is (changed_left and changed_right and not same_value(ours, theirs))
                kept = old if (key, field) in disputed else ours if changed_left else theirs
                assert same_value(result.merged[key].get(field), kept)
        elif key in base:
            altered = not same_record(base[key], left.get(key, right.get(key)))
            assert ((key, None) in disputed) is (key in result.merged) is altered
        else:
            assert result.merged[key] == left.get(key, right.get(key))
    assert not {key for key in base if key not in left and key not in right} & set(result.merged)


@given(RECORDS, RECORDS, RECORDS)
def test_both_systems_can_be_brought_to_what_was_merged(base, left, right):
    merged = three_way_merge(base, left, right).merged
    for side in (Side(active=left), Side(active=right)):
        after = apply_patch(patch_towards(merged, side, "supprimé de l’autre côté"), side)
        assert difference(merged, after.active).is_empty
        assert lost_without_trace(side, after) == ()


def test_conflicts_by_hand():
    base = {"P10": {"quantity": 2}, "P20": {"quantity": 1}, "P30": {"quantity": 1}, "P40": {"quantity": 1}}
    left = {"P10": {"quantity": 3}, "P20": {"quantity": 1}, "P40": {"quantity": 6}, "P50": {"quantity": 7}}
    right = {"P10": {"quantity": 4}, "P30": {"quantity": 9}, "P40": {"quantity": 6}, "P50": {"quantity": 8}}
    # P10 changed twice; P20 deleted, otherwise left alone; P30 deleted and changed; P40 changed alike; P50 added twice.
    result = three_way_merge(base, left, right)
    assert result.merged == {"P10": {"quantity": 2}, "P30": {"quantity": 1}, "P40": {"quantity": 6}, "P50": {}}
    assert result.conflicts == (
        FieldConflict(key="P10", field="quantity", base=2, left=3, right=4),
        DeletionConflict(key="P30", base={"quantity": 1}, left=None, right={"quantity": 9}),
        FieldConflict(key="P50", field="quantity", base=None, left=7, right=8),
    )
