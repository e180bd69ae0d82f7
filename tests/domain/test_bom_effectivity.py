"""Effectivity and variants: counted moment by moment and configuration by configuration, beside cases by hand."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.domain.bom import (
    Article,
    Effectivity,
    Usage,
    configured,
    effective_usages,
    effectivity_faults,
    gaps,
    holds,
    leaf_totals,
    overlaps,
    read_condition,
    structure_from_usages,
)
from autograders.domain.errors import DomainError

LAST = 30
OPEN_RANGES = st.integers(0, LAST).map(lambda start: Effectivity(start=start))
CLOSED_RANGES = st.tuples(st.integers(0, LAST), st.integers(1, 12)).map(
    lambda pair: Effectivity(start=pair[0], end=pair[0] + pair[1])
)
RANGES = st.one_of(OPEN_RANGES, CLOSED_RANGES)
NEW_YEAR = date(2026, 1, 1)


def moments(ranges):
    """List what ranges cover up to a bound that is beyond all of them, each as often as it is covered."""
    return [moment for each in ranges for moment in range(each.start, 2 * LAST if each.end is None else each.end)]


@given(st.lists(RANGES, max_size=5), RANGES)
def test_gaps_and_overlaps_are_what_counting_finds(ranges, horizon):
    covered = moments(ranges)
    inside = moments([horizon])
    assert moments(gaps(ranges, horizon)) == [moment for moment in inside if covered.count(moment) == 0]
    assert moments(overlaps(ranges, horizon)) == [moment for moment in inside if covered.count(moment) > 1]


@given(st.lists(RANGES, max_size=5), RANGES)
def test_stretches_are_as_long_as_they_go(ranges, horizon):
    for found in (gaps(ranges, horizon), overlaps(ranges, horizon)):
        assert all(before.end < after.start for before, after in itertools.pairwise(found))


@given(st.lists(CLOSED_RANGES, max_size=4), CLOSED_RANGES)
def test_days_behave_as_serial_numbers_do(ranges, horizon):
    def dated(each):
        return Effectivity(start=NEW_YEAR + timedelta(days=each.start), end=NEW_YEAR + timedelta(days=each.end))

    days = [dated(each) for each in ranges]
    assert gaps(days, dated(horizon)) == [dated(each) for each in gaps(ranges, horizon)]
    assert overlaps(days, dated(horizon)) == [dated(each) for each in overlaps(ranges, horizon)]


def test_ranges_that_follow_each_other_leave_nothing_between():
    first = Effectivity.through(NEW_YEAR, date(2026, 6, 30))
    second = Effectivity.through(date(2026, 7, 1), date.max)
    horizon = Effectivity(start=NEW_YEAR)
    assert gaps([first, second], horizon) == overlaps([first, second], horizon) == []
    assert second.end is None


def test_both_bounds_of_a_form_are_part_of_the_range():
    serials = Effectivity.through(10, 20)
    assert [serial for serial in range(30) if serials.covers(serial)] == list(range(10, 21))


@pytest.mark.parametrize(
    "bounds",
    [(5, 5), (6, 5), (NEW_YEAR, 5), (5, NEW_YEAR), ("1", "2"), (1.0, 2.0), (True, None), (datetime(2026, 1, 1), None)],
    ids=repr,
)
def test_what_is_no_range_is_refused(bounds):
    with pytest.raises(DomainError, match="effectivité vide|deux dates ou deux entiers"):
        Effectivity(start=bounds[0], end=bounds[1])


def test_dates_and_serial_numbers_do_not_mix():
    serials = Effectivity(start=1, end=10)
    with pytest.raises(DomainError, match="mêlés"):
        serials.covers(NEW_YEAR)
    with pytest.raises(DomainError, match="mêlés"):
        gaps([serials], Effectivity(start=NEW_YEAR))


def usage(child, *, parent="A", find_number="10", **options):
    return Usage(parent=parent, child=child, find_number=find_number, **options)


def test_faults_by_position():
    # Of position 10, serials 20 to 24 are without a component; of 20, serials 5 to 9 have two; 30 is always taken.
    lines = [
        usage("B", effectivity=Effectivity(start=1, end=20)),
        usage("C", effectivity=Effectivity(start=25)),
        usage("B", find_number="20", effectivity=Effectivity(start=1, end=10)),
        usage("C", find_number="20", effectivity=Effectivity(start=5)),
        usage("D", find_number="30"),
    ]
    found = effectivity_faults(lines, Effectivity(start=1))
    assert {position: (audit.gaps, audit.overlaps) for position, audit in found.items()} == {
        ("A", "10"): ((Effectivity(start=20, end=25),), ()),
        ("A", "20"): ((), (Effectivity(start=5, end=10),)),
    }


@given(st.lists(st.tuples(st.sampled_from(["10", "20"]), st.none() | RANGES), max_size=6), RANGES)
def test_a_sound_position_has_one_line_at_any_moment(lines, horizon):
    usages = [usage(f"C{line}", find_number=find, effectivity=each) for line, (find, each) in enumerate(lines)]
    faults = effectivity_faults(usages, horizon)
    for find in {line[0] for line in lines}:
        counts = [
            sum(line.find_number == find for line in effective_usages(usages, moment)) for moment in moments([horizon])
        ]
        assert (("A", find) in faults) is any(count != 1 for count in counts)


def test_the_structure_of_a_serial_number_is_computed_like_any_other():
    lines = [
        usage("B", quantity=2, effectivity=Effectivity(start=1, end=20)),
        usage("C", quantity=1500, unit="mm", effectivity=Effectivity(start=20)),
    ]
    articles = [Article(number="A"), Article(number="B"), Article(number="C", unit="m")]
    totals = [leaf_totals(structure_from_usages(articles, effective_usages(lines, serial)), "A") for serial in (19, 20)]
    assert totals == [{"B": 2.0}, {"C": 1.5}]


FEATURES = {"parement": ("bois", "alu"), "vitrage": ("double", "triple", "opaque")}
CONFIGURATIONS = [dict(zip(FEATURES, values, strict=True)) for values in itertools.product(*FEATURES.values())]
PAIRS = [(feature, value) for feature, values in FEATURES.items() for value in values]


@given(st.frozensets(st.sampled_from(PAIRS)))
def test_a_condition_is_any_value_of_each_of_its_features(condition):
    allowed = {feature: {value for name, value in condition if name == feature} for feature in FEATURES}
    for configuration in CONFIGURATIONS:
        expected = not any(values and configuration[feature] not in values for feature, values in allowed.items())
        assert holds(condition, configuration) is expected


@given(st.frozensets(st.sampled_from(PAIRS)))
def test_a_condition_is_read_as_it_is_written(condition):
    assert read_condition(" ; ".join(f"{feature} = {value}" for feature, value in condition)) == condition


@pytest.mark.parametrize("text", ["parement", "parement=", "=bois", "a=b=c", "a=b;c", "x" * 5000])
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(DomainError, match="attendue|caractères"):
        read_condition(text)


def test_a_feature_without_a_value_is_named():
    with pytest.raises(DomainError, match=r"sans valeur pour\s: parement, vitrage"):
        holds(read_condition("vitrage=double; parement=bois"), {"couleur": "gris"})


# 150 %: a facing of wood or aluminium, panes in two makes for one glazing each, an option that only an opaque wall has.
FACADE = [
    usage("BARDAGE", parent="FACADE", condition=read_condition("parement=bois")),
    usage("CASSETTE", parent="FACADE", condition=read_condition("parement=alu")),
    usage("VITRE-2", parent="FACADE", find_number="20", condition=read_condition("vitrage=double")),
    usage("VITRE-3", parent="FACADE", find_number="20", condition=read_condition("vitrage=triple; vitrage=double")),
    usage("OSSATURE", parent="FACADE", find_number="30"),
    usage("LISSE", parent="BARDAGE", condition=read_condition("essence=pin")),
    usage("VIS", parent="OSSATURE", quantity=12),
]


@pytest.mark.parametrize(
    ("configuration", "children", "without", "several"),
    [
        (
            {"parement": "alu", "vitrage": "triple"},
            {"CASSETTE", "VITRE-3", "OSSATURE", "VIS"},
            set(),
            set(),
        ),
        (
            {"parement": "bois", "vitrage": "double", "essence": "pin"},
            {"BARDAGE", "LISSE", "VITRE-2", "VITRE-3", "OSSATURE", "VIS"},
            set(),
            {("FACADE", "20")},
        ),
        (
            {"parement": "bois", "vitrage": "opaque", "essence": "chêne"},
            {"BARDAGE", "OSSATURE", "VIS"},
            {("FACADE", "20"), ("BARDAGE", "10")},
            set(),
        ),
    ],
    ids=["one each", "two panes", "none"],
)
def test_the_structure_of_a_variant(configuration, children, without, several):
    found = configured(FACADE, "FACADE", configuration)
    assert {line.child for line in found.usages} == children
    assert (set(found.without_choice), set(found.several_choices)) == (without, several)


def test_what_was_not_chosen_asks_for_no_feature():
    # The species of wood matters to no aluminium facing.
    assert configured(FACADE, "FACADE", {"parement": "alu", "vitrage": "triple"}).without_choice == ()
    with pytest.raises(DomainError, match="essence"):
        configured(FACADE, "FACADE", {"parement": "bois", "vitrage": "triple"})


def test_a_cycle_does_not_keep_a_configuration_from_ending():
    found = configured([usage("B"), usage("A", parent="B")], "A", {})
    assert [line.child for line in found.usages] == ["B", "A"]


@given(st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_alternatives_that_share_out_a_feature_leave_one_choice_in_each_variant(owner):
    values = FEATURES["vitrage"]
    lines = [
        usage(
            f"V{line}",
            condition=frozenset(("vitrage", v) for v, mine in zip(values, owner, strict=True) if mine == line),
        )
        for line in set(owner)
    ]
    for value in values:
        found = configured(lines, "A", {"vitrage": value})
        assert (len(found.usages), found.without_choice, found.several_choices) == (1, (), ())
