"""Answers as they are kept, line by line."""

from datetime import timedelta

from support.exams import NOON, sitting

from autograders.lab.exam.records import Given, answers_that_count, keep_answer

RUNNING = sitting().start(NOON)


def given(name, wire, *, seconds=60, variant="d1", **more):
    return Given(at=NOON + timedelta(seconds=seconds), variant=variant, name=name, wire=wire, **more)


def counted(folder, variant="d1"):
    return {name: kept.wire for name, kept in answers_that_count(folder, RUNNING, "c", variant).items()}


def test_the_last_answer_before_the_end_counts(tmp_path):
    for wire, seconds in ((1.0, -5), (2.0, 10), (3.0, 599), (4.0, 600), (5.0, 900)):
        keep_answer(tmp_path, "c", given("mean_mm", wire, seconds=seconds))
    assert counted(tmp_path) == {"mean_mm": 3.0}


def test_answers_on_other_data_do_not_count(tmp_path):
    keep_answer(tmp_path, "c", given("mean_mm", 1.0, variant="d2"))
    assert counted(tmp_path) == {}
    assert counted(tmp_path, "d2") == {"mean_mm": 1.0}


def test_a_line_that_was_torn_costs_neither_what_came_before_nor_after(tmp_path):
    keep_answer(tmp_path, "c", given("a", 1.0))
    path = tmp_path / "reponses" / "c.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-03-01T12:0')
    keep_answer(tmp_path, "c", given("b", "é\ud800"))
    assert counted(tmp_path) == {"a": 1.0, "b": "é?"}


def test_what_came_of_a_trial_is_kept_with_the_time_of_the_answer(tmp_path):
    first = given("f", {"callable": True})
    keep_answer(tmp_path, "c", first)
    keep_answer(tmp_path, "c", first.model_copy(update={"tried": [{"data": {}}]}))
    assert answers_that_count(tmp_path, RUNNING, "c", "d1")["f"].tried == [{"data": {}}]


def test_where_nothing_was_handed_in_there_is_nothing(tmp_path):
    assert counted(tmp_path) == {}
