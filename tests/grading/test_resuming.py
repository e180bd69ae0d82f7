"""A run that is killed goes on where it was: the result is that of one that nothing disturbed."""

import json
import os
import pty
import random
import re
import subprocess
import sys
from signal import SIGKILL

import pytest
from sqlalchemy import create_engine, inspect, text
from support.gradebook_tables import gradebook_tables
from support.killed_command import MOMENTS
from support.tiny_course import cell_of, new_sitting
from support.tiny_repository import COVERAGE, ROOT, exercise_folder

COMMAND = ROOT / "tests" / "support" / "killed_command.py"
# One after the other: the last comes when all else is done.
KILLS = dict(zip(MOMENTS, (1, 1, 2, 1, 2, 1), strict=True))
# Of the seven who hand in, how many the bar must show as done; not so late that the command might end before.
KILLED_FROM_OUTSIDE_AT = sorted(random.Random(2026).sample(range(5), 3))


def new_cohort(built_repository, folder):
    """Return a sitting in which all kinds of work were handed in, and two that a judge fails on, which is too often."""
    sitting = new_sitting(built_repository, folder)
    settings = sitting.course.folder / "course.toml"
    settings.write_text(f"{settings.read_text()}\n[limits]\ngrader_faults = 2\n")
    grading = exercise_folder(sitting.course.repository.root) / "grading.py"
    failing = 'if mean_mm == 1234.0:\n        raise KeyError("a table that is not there")\n    right = '
    grading.write_text(grading.read_text().replace("right = mean_mm is", f"{failing}mean_mm is"))
    for number, candidate in enumerate(("fay", "gus")):
        work = sitting.solved()
        cell_of(work, "solution-mean").source = "mean_mm = 1234.0"
        sitting.hand_in(candidate, work)
        stamp = sitting.submitted(candidate) / "timestamp.txt"
        stamp.write_text(f"2026-06-0{number + 1} 09:30:00.000000 UTC")
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("bob", sitting.bank("wrong/in_metres"))
    sitting.hand_in("cid", sitting.bank("crash/division_by_zero"))
    sitting.hand_in("dot", b'{"cells": [')
    sitting.hand_in("eve", sitting.bank("partial/no_function"))
    return sitting


def command(sitting, *arguments, kills=None):
    grade = ["grade", "A2.1", "--course", str(sitting.course.folder), "--no-feedback", "--json", *arguments]
    return [sys.executable, "-P", "-W", "ignore", str(COMMAND), json.dumps(kills or {}), *grade]


def run_command(sitting, *arguments, kills=None):
    return subprocess.run(command(sitting, *arguments, kills=kills), capture_output=True, text=True, timeout=900)


def kill_when_it_shows(sitting, done):
    """Run the command on a terminal until its bar shows so many as done, kill it, and return its exit status."""
    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    one_worker = command(sitting, "--workers", "1")
    process = subprocess.Popen(one_worker, stdout=subprocess.DEVNULL, stderr=end, env=environment)
    os.close(end)
    shown = b""
    while max(map(int, re.findall(rb"(\d+)/7", shown)), default=-1) < done:
        shown += os.read(terminal, 1024)
    process.kill()
    os.close(terminal)
    return process.wait(timeout=60)


def graded_files(sitting):
    folder = sitting.course.folder / "autograded"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def recorded(sitting):
    """Return every row of the records but numbers and times, and the grading that it belongs to by candidate."""
    engine = create_engine(sitting.course.records_url)
    with engine.connect() as connection:
        rows = {
            name: [dict(row) for row in connection.execute(text(f"SELECT * FROM {name}")).mappings()]
            for name in inspect(engine).get_table_names()
        }
    engine.dispose()
    order = {row["id"]: (row["candidate"], row["exercise"]) for row in rows["submission"]}
    hidden = {"id", "submission_id", "graded_at", "judged_at"}

    def known_again(row):
        return repr((order.get(row.get("submission_id")), {k: v for k, v in row.items() if k not in hidden}))

    return {name: sorted(map(known_again, kept)) for name, kept in rows.items()}


@pytest.fixture(scope="module")
def undisturbed(built_repository, tmp_path_factory):
    sitting = new_cohort(built_repository, tmp_path_factory.mktemp("undisturbed"))
    done = run_command(sitting)
    assert done.returncode == 1, done.stderr  # there is something to look at
    return sitting, json.loads(done.stdout)


@pytest.fixture(scope="module")
def killed(built_repository, tmp_path_factory):
    """Return a sitting whose command was killed at one moment after the other, and what it printed at last."""
    sitting = new_cohort(built_repository, tmp_path_factory.mktemp("killed"))
    done = run_command(sitting, "--workers", "1", kills=KILLS)
    assert done.returncode == 1 and done.stdout, done.stderr
    return sitting, json.loads(done.stdout)


def test_the_gradebook_is_that_of_an_undisturbed_run(undisturbed, killed):
    assert gradebook_tables(killed[0].course.gradebook_url) == gradebook_tables(undisturbed[0].course.gradebook_url)


def test_the_records_are_those_of_an_undisturbed_run_but_for_their_numbers_and_times(undisturbed, killed):
    assert recorded(killed[0]) == recorded(undisturbed[0])


def test_the_graded_copies_are_those_of_an_undisturbed_run(undisturbed, killed):
    assert graded_files(killed[0]) == graded_files(undisturbed[0])


def same_results(undisturbed, killed):
    # Where all had been graded before the end, the second run executes nothing.
    of_execution = {"seconds", "confinement", "memory_bounded_together"}
    told = [{name: value for name, value in item.items() if name not in of_execution} for item in (undisturbed, killed)]
    return told[0] == told[1]


def test_the_results_are_those_of_an_undisturbed_run(undisturbed, killed):
    assert undisturbed[1]["failing"] == {COVERAGE: 2}
    assert same_results(undisturbed[1], killed[1])


def test_a_command_that_is_killed_from_outside_whenever_leaves_what_an_undisturbed_one_does(
    undisturbed, built_repository, tmp_path
):
    sitting = new_cohort(built_repository, tmp_path)
    for done in KILLED_FROM_OUTSIDE_AT:
        assert kill_when_it_shows(sitting, done) == -SIGKILL, done
    resumed = run_command(sitting, "--workers", "1")
    assert resumed.returncode == 1, resumed.stderr
    assert gradebook_tables(sitting.course.gradebook_url) == gradebook_tables(undisturbed[0].course.gradebook_url)
    assert recorded(sitting) == recorded(undisturbed[0])
    assert graded_files(sitting) == graded_files(undisturbed[0])
    assert same_results(undisturbed[1], json.loads(resumed.stdout))


def test_a_run_in_which_nothing_has_changed_writes_nothing(killed):
    sitting, told = killed
    before = recorded(sitting), (sitting.course.folder / "gradebook.db").read_bytes()
    again = json.loads(run_command(sitting).stdout)
    assert (recorded(sitting), (sitting.course.folder / "gradebook.db").read_bytes()) == before
    assert again["candidates"] == told["candidates"]
    assert again["confinement"] is None
