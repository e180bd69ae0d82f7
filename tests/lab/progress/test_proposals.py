"""What is proposed next, and the reason given."""

from datetime import timedelta

import pytest
from support.practice import CHOICE, QUALITY, START, attempt, small_catalogue

from autograders.lab.progress import Source
from autograders.lab.progress.overview import overview
from autograders.lab.progress.proposals import Reason, next_for_you, to_continue

TODAY = START.date()
CATALOGUE = small_catalogue()
CHOICE_SOLVED = [
    attempt("C2.1.1.measurable", 1.0),
    attempt("C2.1.1.justified", 1.0),
    attempt("C2.1.1.justified", 1.0, source=Source.SELF_ASSESSMENT),
]
QUALITY_SOLVED = [attempt("C2.1.2.noise", 1.0), attempt("C2.1.2.colour", 1.0)]


def proposed(attempts, *, days_later=0, opened=()):
    standing = overview(CATALOGUE, attempts)
    under_way = to_continue(CATALOGUE, standing, dict.fromkeys(opened, START))
    return under_way, next_for_you(CATALOGUE, standing, TODAY + timedelta(days=days_later), under_way)


def test_a_beginner_continues_nothing_and_is_proposed_the_first_exercise():
    under_way, following = proposed([])
    assert under_way is None
    assert (following.exercise.name, following.reason) == (CHOICE, Reason.NEVER_TRIED)


def test_what_was_opened_last_is_continued_and_not_proposed_a_second_time():
    under_way, following = proposed([attempt("C2.1.2.noise", 1.0)], opened=[QUALITY])
    assert (under_way.exercise.name, under_way.reason) == (QUALITY, Reason.CONTINUE)
    assert "1\N{NO-BREAK SPACE}critère acquis sur 2" in under_way.text
    assert following.exercise.name == CHOICE


def test_what_is_mastered_is_not_continued():
    under_way, _ = proposed(QUALITY_SOLVED, opened=[QUALITY])
    assert under_way is None


def test_an_exercise_that_no_longer_exists_is_not_continued():
    assert proposed([], opened=["c9_9_9_gone"])[0] is None


def test_a_review_that_is_due_comes_before_anything_new():
    following = proposed(CHOICE_SOLVED, days_later=3)[1]
    assert (following.exercise.name, following.reason) == (CHOICE, Reason.REVIEW)
    assert "4 mars 2026" in following.text
    assert "2\N{NO-BREAK SPACE}critères acquis" in following.text


def test_a_review_not_due_yet_leaves_room_for_what_is_new():
    following = proposed(CHOICE_SOLVED, days_later=2)[1]
    assert (following.exercise.name, following.reason) == (QUALITY, Reason.NEVER_TRIED)


def test_of_two_reviews_the_longest_overdue_comes_first():
    later = [attempt(item.criterion, 1.0, day=1, source=item.source) for item in CHOICE_SOLVED]
    assert proposed([*later, *QUALITY_SOLVED], days_later=9)[1].exercise.name == QUALITY


def test_a_review_of_what_was_reached_with_hints_asks_for_none_this_time():
    helped = [attempt("C2.1.2.noise", 1.0, hints=1), attempt("C2.1.2.colour", 1.0)]
    assert "sans indice" in proposed(helped, days_later=3)[1].text


def test_the_weakest_below_half_comes_before_what_was_never_tried():
    following = proposed([attempt("C2.1.2.noise", 0.5)])[1]
    assert (following.exercise.name, following.reason) == (QUALITY, Reason.WEAKEST)
    assert "25" in following.text


def test_when_all_was_tried_the_weakest_that_is_not_mastered_is_proposed():
    tried = [*CHOICE_SOLVED, attempt("C2.1.2.noise", 0.6), attempt("C2.1.2.colour", 0.6)]
    following = proposed(tried)[1]
    assert (following.exercise.name, following.reason) == (QUALITY, Reason.WEAKEST)


def test_when_all_is_mastered_the_first_review_to_come_is_named():
    following = proposed([*CHOICE_SOLVED, *QUALITY_SOLVED])[1]
    assert (following.exercise.name, following.reason) == (CHOICE, Reason.AHEAD)
    assert "4 mars 2026" in following.text


@pytest.mark.parametrize("criterion", ["C9.9.9.gone", "C2.1.3.coverage"])
def test_attempts_on_what_no_exercise_practises_change_nothing(criterion):
    assert overview(CATALOGUE, [attempt(criterion, 1.0)]) == overview(CATALOGUE, [])


def test_criteria_weigh_the_same_within_a_competency_and_competencies_within_an_activity():
    standing = overview(CATALOGUE, [attempt("C2.1.1.measurable", 1.0), attempt("C2.1.2.noise", 0.5)])
    # C2.1.1: (1 + 0) / 2; C2.1.2: (0.5 + 0) / 2; A2.1: their mean, competencies without exercise left out.
    assert standing.competencies["C2.1.1"].score == pytest.approx(0.5)
    assert standing.competencies["C2.1.2"].score == pytest.approx(0.25)
    assert standing.activities["A2.1"].score == pytest.approx(0.375)
    assert list(standing.activities) == ["A2.1"]
