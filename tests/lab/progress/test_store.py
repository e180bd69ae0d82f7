"""What the local store keeps, refuses and survives."""

import multiprocessing
import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from autograders.candidate.errors import AtelierError
from autograders.lab.progress import Attempt, HintsTaken, Progress, Source, data_folder
from autograders.lab.progress.store import SCHEMA_VERSION

NOISE = Attempt(
    at=datetime(2026, 3, 1, 20, 30, tzinfo=UTC),
    activity="a2_1_digitisation",
    exercise="c2_1_2_point_cloud_quality",
    criterion="C2.1.2.noise",
    variant="d1",
    source=Source.PRACTICE,
    fraction=0.5,
    points=2.0,
    maximum=4.0,
    misconceptions=("raw-standard-deviation",),
    hints=1,
)


def later(attempt, minutes, **changes):
    return replace(attempt, at=attempt.at + timedelta(minutes=minutes), **changes)


@pytest.fixture
def store(tmp_path):
    with Progress(tmp_path / "progress.db") as progress:
        yield progress


def test_an_attempt_comes_back_as_it_was_kept(store):
    store.record(NOISE)
    assert store.attempts() == (NOISE,)


def test_a_time_in_another_zone_is_the_same_moment(store):
    paris = timezone(timedelta(hours=1))
    store.record(replace(NOISE, at=datetime(2026, 3, 1, 21, 30, tzinfo=paris)))
    assert store.attempts()[0].at == NOISE.at


def test_attempts_come_the_oldest_first_and_by_exercise(store):
    other = replace(NOISE, exercise="c2_1_1_scanner_choice", criterion="C2.1.1.needs")
    store.record(later(NOISE, 10))
    store.record(other)
    assert store.attempts() == (other, later(NOISE, 10))
    assert store.attempts("c2_1_1_scanner_choice") == (other,)


def test_the_same_answers_run_again_are_kept_once_whatever_was_judged_between(store):
    colour = replace(NOISE, criterion="C2.1.2.colour")
    for minutes in range(3):
        store.record(later(NOISE, minutes))
        store.record(later(colour, minutes))
    assert store.attempts() == (NOISE, colour)


@pytest.mark.parametrize(
    "change",
    [
        {"fraction": 1.0, "points": 4.0},
        {"variant": "d2"},
        {"source": Source.EXAM},
        {"misconceptions": ()},
        {"hints": 2},
    ],
    ids=str,
)
def test_an_attempt_that_differs_in_anything_but_time_is_kept(store, change):
    store.record(NOISE)
    store.record(later(NOISE, 1, **change))
    assert len(store.attempts()) == 2


def test_going_back_to_an_earlier_result_is_an_attempt_of_its_own(store):
    for minutes, fraction in enumerate((0.0, 1.0, 0.0)):
        store.record(later(NOISE, minutes, fraction=fraction, points=4 * fraction))
    assert [attempt.fraction for attempt in store.attempts()] == [0.0, 1.0, 0.0]


def test_a_hint_counts_once_and_the_highest_rung_counts(store):
    place = ("c2_1_2_point_cloud_quality", "C2.1.2.noise", "d1")
    assert store.hints(*place) == 0
    for rung in (1, 2, 2, 1):
        store.take_hint(*place, rung)
    assert store.hints(*place) == 2
    assert store.all_hints() == (HintsTaken(exercise=place[0], criterion=place[1], variant="d1", rungs=2),)


def test_hints_of_another_variant_do_not_count(store):
    store.take_hint("e", "C2.1.2.noise", "d1", 3)
    assert store.hints("e", "C2.1.2.noise", "d2") == 0


def test_the_exercise_opened_last_comes_first(store):
    store.open_exercise("b", NOISE.at)
    store.open_exercise("a", NOISE.at + timedelta(hours=1))
    store.open_exercise("b", NOISE.at + timedelta(hours=2))
    assert list(store.opened()) == ["b", "a"]


def test_a_time_without_zone_is_refused(store):
    with pytest.raises(ValueError, match="no zone"):
        replace(NOISE, at=datetime(2026, 3, 1))
    with pytest.raises(ValueError, match="no zone"):
        store.open_exercise("a", datetime(2026, 3, 1))


@pytest.mark.parametrize(
    "change", [{"fraction": 1.1}, {"fraction": float("nan")}, {"points": 5.0}, {"hints": 4}, {"maximum": float("inf")}]
)
def test_what_no_judge_produces_is_no_attempt(change):
    with pytest.raises(ValueError, match=r"C2\.1\.2\.noise"):
        replace(NOISE, **change)


def test_what_was_kept_is_there_when_the_store_is_opened_again(store):
    store.record(NOISE)
    with Progress(store.path) as again:
        assert again.attempts() == (NOISE,)


def test_merging_adds_only_what_is_new_and_keeps_the_further_of_both(store):
    store.record(NOISE)
    store.take_hint("e", "C2.1.2.noise", "d1", 2)
    store.open_exercise("e", NOISE.at)
    lower = HintsTaken(exercise="e", criterion="C2.1.2.noise", variant="d1", rungs=1)
    earlier = {"e": NOISE.at - timedelta(days=1)}
    assert store.merge([NOISE, later(NOISE, 5)], [lower], earlier) == 1
    assert store.merge([NOISE, later(NOISE, 5)], [lower], earlier) == 0
    assert store.attempts() == (NOISE, later(NOISE, 5))
    assert store.hints("e", "C2.1.2.noise", "d1") == 2
    assert store.opened() == {"e": NOISE.at}


def test_the_data_folder_is_the_one_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "données d’Élodie"))
    assert data_folder() == tmp_path / "données d’Élodie"
    Progress().record(NOISE)
    assert (tmp_path / "données d’Élodie" / "progress.db").is_file()


def test_without_the_environment_it_is_the_platform_s(monkeypatch):
    monkeypatch.delenv("ATELIER_DATA", raising=False)
    assert data_folder().name == "atelier"
    assert data_folder().is_absolute()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folder private by itself")
def test_only_its_owner_reads_the_file(store):
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def record_many(path, criterion, start):
    start.wait()
    for minutes in range(20):
        fraction = minutes / 20
        Progress(path).record(later(NOISE, minutes, criterion=criterion, fraction=fraction, points=fraction))


def test_processes_that_start_together_on_a_new_file_lose_nothing(tmp_path):
    path = tmp_path / "new" / "progress.db"
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    writers = [context.Process(target=record_many, args=(path, f"C2.1.2.c{number}", start)) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(Progress(path).attempts()) == 40


def test_an_interrupted_write_leaves_nothing_behind(store):
    with pytest.raises(KeyboardInterrupt), store._transaction() as connection:
        connection.execute("INSERT INTO opened VALUES ('e', '2026-03-01T00:00:00+00:00')")
        raise KeyboardInterrupt
    assert store.opened() == {}


def refused(path):
    """Return the message with which a file is refused, having seen that the file stayed as it was."""
    before = path.read_bytes()
    with pytest.raises(AtelierError) as caught:
        Progress(path).attempts()
    assert path.read_bytes() == before
    assert "n’a pas été modifié" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    path = tmp_path / "progress.db"
    path.write_bytes(b"not a database at all, but long enough to be looked at " * 20)
    assert "endommagé" in refused(path)


def test_a_damaged_database_is_named_and_left_alone(store):
    store.merge(later(NOISE, minutes) for minutes in range(200))
    content = bytearray(store.path.read_bytes())
    # The first page holds version and tables, so that the file looks whole when it is opened.
    content[4096:] = b"\xff" * (len(content) - 4096)
    store.path.write_bytes(content)
    assert "endommagé" in refused(store.path)


def test_values_that_no_judge_produces_are_damage(store):
    store.record(NOISE)
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE attempt SET fraction = 7")
    connection.close()
    assert "endommagé" in refused(store.path)


def test_a_newer_store_is_named_and_left_alone(store):
    store.record(NOISE)
    with sqlite3.connect(store.path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert "version plus récente" in refused(store.path)


def test_another_program_s_database_is_named_and_left_alone(tmp_path):
    path = tmp_path / "progress.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()
    assert "autre programme" in refused(path)


def test_a_folder_in_the_place_of_the_file_is_an_error_in_one_line(tmp_path):
    with pytest.raises(AtelierError, match="ne peut être lue ou écrite"):
        Progress(tmp_path)
