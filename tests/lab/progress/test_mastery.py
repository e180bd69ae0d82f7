"""The published rule of mastery and of reviews, by figures worked out by hand and by laws."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.practice import START, attempt

from autograders.lab.progress import Source
from autograders.lab.progress.mastery import REVIEW_DAYS, Level, Mastery, criterion_mastery, rolled_up
from autograders.model.exercise import Grading

NOISE = "C2.1.2.noise"
FIRST_DAY = START.date()


def day(number):
    return FIRST_DAY + timedelta(days=number)


def noise(fraction, **details):
    return attempt(NOISE, fraction, **details)


def on_variants(*fractions):
    """Return one attempt on each of so many variants, a day apart."""
    return [noise(fraction, day=number, variant=f"d{number}") for number, fraction in enumerate(fractions)]


def test_what_was_never_tried_has_no_level_and_no_review():
    assert criterion_mastery(Grading.AUTO, []) == Mastery()


@pytest.mark.parametrize(
    ("fractions", "score"),
    [
        ((0.6,), 0.6),
        # (3 x 1 + 2 x 0) / 5
        ((0.0, 1.0), 0.6),
        # (3 x 1 + 2 x 0.5 + 1 x 0) / 6
        ((0.0, 0.5, 1.0), 4 / 6),
        # The first of four no longer counts: (3 x 0 + 2 x 1 + 1 x 1) / 6
        ((0.0, 1.0, 1.0, 0.0), 0.5),
    ],
)
def test_the_last_three_variants_count_the_latest_most(fractions, score):
    assert criterion_mastery(Grading.AUTO, on_variants(*fractions)).score == pytest.approx(score)


@pytest.mark.parametrize(
    ("fraction", "level"),
    [
        (0.0, Level.BEGUN),
        (0.49, Level.BEGUN),
        (0.5, Level.NEARLY),
        (0.79, Level.NEARLY),
        (0.8, Level.MASTERED),
        (1.0, Level.MASTERED),
    ],
)
def test_levels_begin_at_a_half_and_at_four_fifths(fraction, level):
    assert criterion_mastery(Grading.AUTO, on_variants(fraction, fraction, fraction)).level is level


def test_of_one_variant_the_best_result_counts():
    tries = [noise(fraction, day=number) for number, fraction in enumerate((0.2, 0.9, 0.4))]
    assert criterion_mastery(Grading.AUTO, tries).score == pytest.approx(0.9)


def test_half_of_a_mixed_criterion_that_was_never_assessed_counts_as_nothing():
    automatic = noise(1.0)
    human = noise(0.75, source=Source.SELF_ASSESSMENT)
    assert criterion_mastery(Grading.MIXED, [automatic]).score == pytest.approx(0.5)
    assert criterion_mastery(Grading.MIXED, [human]).score == pytest.approx(0.375)
    assert criterion_mastery(Grading.MIXED, [automatic, human]).score == pytest.approx(0.875)


def test_a_rubric_criterion_is_what_the_candidate_assessed():
    assert criterion_mastery(Grading.RUBRIC, [noise(0.75, source=Source.SELF_ASSESSMENT)]).score == pytest.approx(0.75)


def test_an_exam_counts_like_practice():
    exam = noise(1.0, variant="d2", day=1, source=Source.EXAM)
    assert criterion_mastery(Grading.AUTO, [noise(0.0), exam]).score == pytest.approx(0.6)


def test_a_hint_is_shown_until_a_later_variant_is_solved_without():
    helped = noise(1.0, hints=1)
    assert criterion_mastery(Grading.AUTO, [helped]).to_confirm
    assert criterion_mastery(Grading.AUTO, [helped]).level is Level.MASTERED
    alone = noise(1.0, variant="d2", day=4)
    assert not criterion_mastery(Grading.AUTO, [helped, alone]).to_confirm


def test_a_hint_read_after_the_best_result_does_not_count():
    assert not criterion_mastery(Grading.AUTO, [noise(1.0), noise(1.0, day=1, hints=2)]).to_confirm


def review(*results):
    """Return the day of the next review after results given as (day, fraction, hints), each on a new variant."""
    tries = [
        noise(fraction, day=number, variant=f"d{index}", hints=hints)
        for index, (number, fraction, hints) in enumerate(results)
    ]
    found = criterion_mastery(Grading.AUTO, tries).review_on
    return None if found is None else (found - FIRST_DAY).days


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([(0, 1, 0)], 3),
        # Each success when it was due goes to the next interval: 3, 7, 21, 60, 60 days.
        ([(0, 1, 0), (3, 1, 0)], 3 + 7),
        ([(0, 1, 0), (3, 1, 0), (10, 1, 0)], 10 + 21),
        ([(0, 1, 0), (3, 1, 0), (10, 1, 0), (31, 1, 0)], 31 + 60),
        ([(0, 1, 0), (3, 1, 0), (10, 1, 0), (31, 1, 0), (91, 1, 0)], 91 + 60),
        # Late is as good as in time.
        ([(0, 1, 0), (30, 1, 0)], 30 + 7),
        # Four variants in an evening prove no memory.
        ([(0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)], 3),
        # With a hint the interval stays.
        ([(0, 1, 0), (3, 1, 1)], 3 + 3),
        ([(0, 1, 2)], 3),
    ],
)
def test_reviews_come_at_growing_intervals(results, expected):
    assert review(*results) == expected


def test_a_failure_goes_back_to_the_first_interval():
    # Mastered again after it: (3 x 1 + 2 x 1 + 1 x 0) / 6 = 0.83.
    assert review((0, 1, 0), (3, 1, 0), (10, 0, 0), (11, 1, 0), (12, 1, 0)) == 12 + 3


def test_what_is_not_mastered_has_no_review():
    assert review((0, 1, 0), (3, 0, 0)) is None


def test_a_whole_is_the_mean_of_its_parts_and_comes_up_with_the_first():
    sure = Mastery(score=1.0, level=Level.MASTERED, last_on=day(0), review_on=day(7))
    helped = Mastery(score=0.8, level=Level.MASTERED, last_on=day(2), review_on=day(5), to_confirm=True)
    assert rolled_up([sure, helped]) == Mastery(
        score=0.9, level=Level.MASTERED, last_on=day(2), review_on=day(5), to_confirm=True
    )


def test_a_whole_with_a_part_never_tried_counts_it_as_nothing():
    tried = Mastery(score=0.9, level=Level.MASTERED, last_on=day(0), review_on=day(3))
    assert rolled_up([tried, Mastery()]) == Mastery(score=0.45, level=Level.BEGUN, last_on=day(0))
    assert rolled_up([Mastery(), Mastery()]) == Mastery()


fractions = st.integers(0, 20).map(lambda twentieths: twentieths / 20)
tries = st.lists(
    st.builds(
        attempt,
        st.just(NOISE),
        fractions,
        day=st.integers(0, 200),
        variant=st.sampled_from(["d1", "d2", "d3", "d4", "d5"]),
        source=st.sampled_from(Source),
        hints=st.integers(0, 3),
    ),
    max_size=8,
)
kinds = st.sampled_from(Grading)


@settings(max_examples=40)
@given(kinds, tries, st.randoms(use_true_random=False))
def test_the_order_in_which_attempts_are_told_does_not_matter(how, told, random):
    shuffled = random.sample(told, len(told))
    assert criterion_mastery(how, shuffled) == criterion_mastery(how, told)


@settings(max_examples=40)
@given(kinds, tries, fractions, st.sampled_from(Source))
def test_another_attempt_on_a_variant_already_tried_never_lowers_the_score(how, told, fraction, source):
    if tried := [item for item in told if item.source is source]:
        again = noise(fraction, day=300, variant=tried[0].variant, source=source)
        assert criterion_mastery(how, [*told, again]).score >= criterion_mastery(how, told).score


@settings(max_examples=40)
@given(kinds, tries, st.sampled_from(Source))
def test_a_later_result_as_good_as_any_before_never_lowers_the_score(how, told, source):
    best = max((item.fraction for item in told), default=0.0)
    later = noise(best, day=300, variant="new", source=source)
    assert criterion_mastery(how, [*told, later]).score >= criterion_mastery(how, told).score


@settings(max_examples=40)
@given(kinds, tries)
def test_hints_change_neither_score_nor_level(how, told):
    without = [noise(item.fraction, day=(item.at - START).days, variant=item.variant, source=item.source)
               for item in told]  # fmt: skip
    with_hints, alone = criterion_mastery(how, told), criterion_mastery(how, without)
    assert (with_hints.score, with_hints.level) == (alone.score, alone.level)


@settings(max_examples=40)
@given(kinds, tries)
def test_a_review_is_due_only_for_what_is_mastered_and_within_sixty_days(how, told):
    mastery = criterion_mastery(how, told)
    assert 0.0 <= mastery.score <= 1.0
    if mastery.review_on is not None:
        assert mastery.level is Level.MASTERED
        assert mastery.review_on <= mastery.last_on + timedelta(days=max(REVIEW_DAYS))


@settings(max_examples=40)
@given(st.lists(tries, min_size=1, max_size=5))
def test_a_whole_lies_between_its_weakest_and_its_strongest_part(told):
    parts = [criterion_mastery(Grading.AUTO, items) for items in told]
    scores = [part.score for part in parts]
    assert min(scores) - 1e-9 <= rolled_up(parts).score <= max(scores) + 1e-9
