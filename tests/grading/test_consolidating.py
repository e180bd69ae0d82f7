"""What the levels of several persons come to."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograders.grading.consolidating import Standing, consolidated, said
from autograders.records import Assessment

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTLED, AWAITED, DISPUTED = Standing.SETTLED, Standing.AWAITED, Standing.DISPUTED


def given_by(grader, level, *, is_arbiter=False, minutes=0):
    return Assessment(
        candidate="ada",
        criterion="THESIS.report",
        grader=grader,
        level=level,
        remark="",
        is_arbiter=is_arbiter,
        assessed_at=NOON + timedelta(minutes=minutes),
    )


@pytest.mark.parametrize(
    ("levels", "standing", "level"),
    [
        ([3], AWAITED, None),
        ([3, 3], SETTLED, 3),
        ([3, 4], SETTLED, Fraction(7, 2)),
        ([0, 1], SETTLED, Fraction(1, 2)),
        ([1, 3], DISPUTED, None),
        ([0, 4], DISPUTED, None),
        # A jury of four.
        ([2, 3, 3, 3], SETTLED, Fraction(11, 4)),
        ([2, 3, 3, 4], DISPUTED, None),
    ],
)
def test_two_graders_agree_differ_by_a_nuance_or_disagree(levels, standing, level):
    piece = consolidated([given_by(f"grader {index}", item) for index, item in enumerate(levels)], 2)
    assert (piece.standing, piece.level) == (standing, level)
    assert piece.share == (None if level is None else Fraction(level) / 4)


def test_one_grader_is_enough_where_the_course_says_so():
    assert consolidated([given_by("a", 3)], 1).level == 3


def test_an_arbiter_settles_and_the_others_levels_stay_to_be_read():
    piece = consolidated([given_by("b", 0), given_by("z", 3, is_arbiter=True), given_by("c", 4)], 2)
    assert (piece.standing, piece.level) == (SETTLED, 3)
    assert piece.graders == ("b", "c", "z")
    assert said(piece).endswith("z (arbitre)\u00a0: niveau 3. Retenu\u00a0: niveau 3 sur 4.")


def test_a_grader_s_last_word_counts():
    assert consolidated([given_by("a", 0), given_by("b", 3), given_by("a", 3)], 2).level == 3


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.booleans()), min_size=1, max_size=8))
def test_whatever_is_given_a_level_is_there_exactly_when_the_piece_is_settled_and_within_what_was_given(words):
    piece = consolidated(
        [given_by(name, level, is_arbiter=is_arbiter, minutes=n) for n, (name, level, is_arbiter) in enumerate(words)],
        2,
    )
    assert (piece.level is None) == (piece.standing is not SETTLED)
    levels = [item.level for item in piece.assessments]
    assert piece.level is None or min(levels) <= piece.level <= max(levels)
