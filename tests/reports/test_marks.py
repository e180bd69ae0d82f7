"""Laws of marks that know what they lack."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograders.reports.marks import OPEN_MARK, Mark, Outcome, mean, outcome, reduced, together, weighted

SHARES = st.fractions(0, 1, max_denominator=40)


@st.composite
def marks(draw):
    low, high = sorted((draw(SHARES), draw(SHARES)))
    return Mark(minimum=low, maximum=high, settled=draw(SHARES))


@st.composite
def weighted_marks(draw):
    parts = draw(st.lists(st.tuples(st.integers(1, 100), marks()), min_size=1, max_size=6))
    total = sum(weight for weight, _ in parts)
    return [(Fraction(weight, total), mark) for weight, mark in parts]


@settings(max_examples=40)
@given(weighted_marks())
def test_what_marks_make_together_lies_between_the_least_and_the_greatest(parts):
    result = weighted(parts)
    assert min(mark.minimum for _, mark in parts) <= result.minimum <= result.maximum
    assert result.maximum <= max(mark.maximum for _, mark in parts)


@settings(max_examples=40)
@given(weighted_marks(), st.data())
def test_a_better_part_never_makes_a_worse_whole(parts, data):
    index = data.draw(st.integers(0, len(parts) - 1))
    weight, mark = parts[index]
    minimum = data.draw(st.fractions(mark.minimum, 1, max_denominator=40))
    better = Mark(minimum=minimum, maximum=max(minimum, mark.maximum), settled=mark.settled)
    before, after = weighted(parts), weighted([*parts[:index], (weight, better), *parts[index + 1 :]])
    assert after.minimum >= before.minimum
    assert after.maximum >= before.maximum


@settings(max_examples=40)
@given(weighted_marks(), st.data())
def test_settling_a_part_never_widens_what_is_possible(parts, data):
    index = data.draw(st.integers(0, len(parts) - 1))
    weight, mark = parts[index]
    value = data.draw(st.fractions(mark.minimum, mark.maximum))
    settled = Mark(minimum=value, maximum=value, settled=Fraction(1))
    before, after = weighted(parts), weighted([*parts[:index], (weight, settled), *parts[index + 1 :]])
    assert before.minimum <= after.minimum <= after.maximum <= before.maximum


@settings(max_examples=40)
@given(marks(), SHARES)
def test_a_penalty_lowers_both_bounds_and_stops_at_zero(mark, penalty):
    result = reduced(mark, penalty)
    assert 0 <= result.minimum <= mark.minimum
    assert result.maximum in (0, mark.maximum - penalty)


def test_weights_that_do_not_add_up_to_one_are_refused():
    with pytest.raises(ValueError, match="add up to 9/10"):
        weighted([(Fraction(9, 10), OPEN_MARK)])


def test_thirds_of_full_marks_are_full_marks():
    full = Mark(minimum=Fraction(1), maximum=Fraction(1), settled=Fraction(1))
    assert mean([full] * 3).value == 1


@pytest.mark.parametrize(
    ("minimum", "maximum", "expected"),
    [
        (10, 12, Outcome.REACHED),
        (8, 9, Outcome.NOT_REACHED),
        (8, 10, Outcome.OPEN),
        (9.996, 9.996, Outcome.NOT_REACHED),
    ],
)
def test_a_threshold_speaks_only_when_what_is_open_cannot_change_it(minimum, maximum, expected):
    low, high = Fraction(minimum) / 20, Fraction(maximum) / 20
    assert outcome(Mark(minimum=low, maximum=high, settled=Fraction(low == high)), 10) is expected


def test_without_a_threshold_nothing_is_said():
    assert outcome(OPEN_MARK, None) is Outcome.NO_THRESHOLD
    assert together([Outcome.NO_THRESHOLD, Outcome.NO_THRESHOLD]) is Outcome.NO_THRESHOLD
