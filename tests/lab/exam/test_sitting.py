"""The time of an exam: laws that hold for any order of starts, pauses and looks at the clock."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exams import NOON, sitting

from autograders.lab.exam.errors import ExamError
from autograders.lab.exam.sitting import State
from autograders.lab.exam.wording import spoken

SECONDS = st.integers(0, 2000)
STEPS = st.lists(st.tuples(st.sampled_from(["pause", "resume", "look"]), SECONDS), max_size=8)
# Enough for the few orders that there are.
some = settings(max_examples=50)


def at(seconds):
    return NOON + timedelta(seconds=seconds)


def played(steps, **changes):
    """Return a sitting after steps, each some seconds after the one before, and when the last one was."""
    now, current = 0, sitting(pause_allowed=True, **changes).start(NOON)
    for step, wait in steps:
        now += wait
        if step == "pause" and current.state(at(now)) is State.RUNNING:
            current = current.pause(at(now))
        elif step == "resume":
            current = current.resume(at(now))
    return current, now


@some
@given(STEPS, st.floats(0.1, 30), SECONDS)
def test_time_left_is_never_negative_never_grows_and_with_time_used_makes_the_whole(steps, minutes, later):
    current, now = played(steps, minutes=minutes)
    before, after = current.left(at(now)), current.left(at(now + later))
    assert timedelta(0) <= after <= before <= current.allotted
    if current.state(at(now)) is not State.ENDED:
        assert current.used(at(now)) + before == current.allotted


@some
@given(STEPS)
def test_time_used_is_what_passed_outside_pauses(steps):
    # Counted second by second, not by intervals.
    current, now = played(steps, minutes=1000)
    ticking, running, clock = 0, True, 0
    for step, wait in steps:
        ticking += wait if running else 0
        clock += wait
        running = {"pause": False, "resume": True, "look": running}[step]
    assert clock == now
    assert current.used(at(now)) == timedelta(seconds=ticking)


@some
@given(STEPS, SECONDS)
def test_an_answer_counts_exactly_while_time_runs(steps, moment):
    current, now = played(steps)
    # What is known of the future of the last pause does not matter to what is past.
    moment = min(moment, now)
    runs = current.used(at(moment) + timedelta(milliseconds=1)) > current.used(at(moment))
    assert current.counts(at(moment)) is runs


@some
@given(STEPS)
def test_the_end_is_where_the_time_is_used_up(steps):
    current, now = played(steps)
    if current.deadline is None:
        assert current.state(at(now + 10**6)) is State.PAUSED
    else:
        assert current.used(current.deadline) == current.allotted
        assert current.state(current.deadline) is State.ENDED
        assert current.left(current.deadline) == timedelta(0)


@some
@given(st.floats(1, 300), st.integers(0, 300))
def test_extra_time_lengthens_the_exam_by_its_percentage(minutes, percent):
    lengthened = sitting(minutes=minutes, extra_time_percent=percent).allotted / sitting(minutes=minutes).allotted
    assert lengthened == pytest.approx(1 + percent / 100, abs=1e-6)


def test_a_third_more_of_an_hour_and_a_half_is_two_hours_less_eighteen_seconds():
    assert sitting(minutes=90, extra_time_percent=33).allotted == timedelta(hours=1, minutes=59, seconds=42)


def test_no_pause_where_none_is_allowed():
    with pytest.raises(ExamError, match="pause_permise"):
        sitting().start(NOON).pause(at(60))


def test_a_pause_begins_only_while_time_runs():
    with pytest.raises(ExamError, match="ne court pas"):
        sitting(pause_allowed=True).pause(NOON)


@some
@given(SECONDS, SECONDS)
def test_a_clock_that_is_set_back_makes_no_pause_run_backwards(pause, resume):
    current = sitting(minutes=100, pause_allowed=True).start(NOON).pause(at(pause)).resume(at(resume))
    assert current.used(at(4000)) == timedelta(seconds=4000 - max(0, resume - pause))


def test_what_is_handed_in_stays_so_and_its_time_stands_still():
    done = sitting(pause_allowed=True).start(NOON).pause(at(60)).hand_in(at(90))
    assert done.used(at(90)) == timedelta(seconds=60)
    assert done.end == at(90)
    assert [done.state(at(seconds)) for seconds in (0, 90, 10**6)] == [State.ENDED] * 3
    assert not done.counts(at(90))
    assert done.hand_in(at(200)) == done


def test_once_the_time_is_up_handing_in_changes_nothing():
    over = sitting().start(NOON)
    assert over.hand_in(at(601)) == over
    assert over.end == at(600)


def test_what_has_not_begun_is_not_handed_in_and_counts_nothing():
    with pytest.raises(ExamError, match="pas commencé"):
        sitting().hand_in(NOON)
    assert not sitting().counts(NOON)


def test_a_second_start_does_not_give_the_time_back():
    assert sitting().start(NOON).start(at(300)) == sitting().start(NOON)


def test_time_is_said_in_words():
    assert spoken(timedelta(seconds=2465.9)) == "41\N{NO-BREAK SPACE}min 5\N{NO-BREAK SPACE}s"
