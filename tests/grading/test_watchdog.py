"""A grader that does not come back, kills its process or fails again and again costs as little as it can."""

import subprocess
import sys
import threading
import time

import pytest
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, SUPPORT_CELL, cell_of, new_sitting
from support.tiny_repository import COVERAGE, SUPPORT, exercise_folder

from autograders.grading import grade_activity
from autograders.grading.cohort_run import GRADER_DIED
from autograders.grading.judging import GRADER_FAULT
from autograders.grading.reviewing import FOR_ALL
from autograders.grading.watchdog import JudgeTimeoutError, Watchdog
from autograders.records import Records

# What the judge of the first criterion does on a mean of such a value.
DEEDS = {
    1001.5: "while True: pass",
    1002.5: "while True:\n            try:\n                time.sleep(0.001)\n            except Exception: pass",
    1003.5: "ctypes.PyDLL(None).sleep(600)",
    1004.5: "os.kill(os.getpid(), signal.SIGKILL)",
    1005.5: "die_once()",
    1006.5: 'raise KeyError("a table that is not there")',
}
HEADER = """
import ctypes, os, signal, time
from pathlib import Path


def die_once():
    mark = Path({mark!r})
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


"""


def with_deeds(sitting, mark):
    """Have the judge do what is asked for by the mean that a candidate hands in."""
    grading = exercise_folder(sitting.course.repository.root) / "grading.py"
    deeds = "".join(f"    if mean_mm == {value}:\n        {deed}\n" for value, deed in DEEDS.items())
    anchor = '    mean_mm = answers.number("mean_mm")\n    right'
    text = grading.read_text()
    assert anchor in text
    text = text.replace(anchor, f'    mean_mm = answers.number("mean_mm")\n{deeds}    right', 1)
    grading.write_text(text.replace("def judge_coverage", f"{HEADER.format(mark=str(mark))}def judge_coverage", 1))


def settle(sitting, **limits):
    settings = sitting.course.folder / "course.toml"
    lines = "".join(f"{name} = {value}\n" for name, value in limits.items())
    settings.write_text(f"{settings.read_text()}\n[limits]\n{lines}")


def work_with_mean(sitting, mean_mm):
    work = sitting.solved()
    cell_of(work, "solution-mean").source = f"mean_mm = {mean_mm}"
    return work


def graded(sitting):
    """Grade with what the course's files say now."""
    from autograders.assignments import open_course

    course = open_course(sitting.course.folder)
    run = grade_activity(course, course.repository.find_activity("A2.1"))
    return run, {result.candidate: result for result in run.candidates}


HANGING = {"loops": 1001.5, "catches": 1002.5, "in-c": 1003.5, "kills": 1004.5}


@pytest.fixture(scope="module")
def hanging(built_repository, tmp_path_factory):
    """Return a sitting in which graders hang and kill their process, and what came of each candidate."""
    sitting = new_sitting(built_repository, tmp_path_factory.mktemp("hanging"))
    with_deeds(sitting, sitting.course.folder / "mark")
    settle(sitting, judge_seconds=1)
    for candidate, mean_mm in HANGING.items():
        sitting.hand_in(candidate, work_with_mean(sitting, mean_mm))
    for candidate in ("0-first", "m-middle", "zz-last"):
        sitting.hand_in(candidate, sitting.solved())
    return sitting, graded(sitting)[1]


@pytest.mark.parametrize("candidate", ["loops", "catches"])
def test_a_judge_that_hangs_in_python_costs_its_criterion_alone(hanging, candidate):
    result = hanging[1][candidate]
    assert (result.status, result.scores[COVERAGE]) == ("to-review", None)
    assert result.scores[SUPPORT] is not None
    assert result.faults[COVERAGE] == "did not come back within 1 s"


@pytest.mark.parametrize("candidate", ["in-c", "kills"])
def test_what_kills_its_process_also_alone_is_for_a_person_to_look_at_with_the_reason(hanging, candidate):
    sitting, results = hanging
    assert (results[candidate].status, dict(results[candidate].scores)) == (
        "to-review",
        {COVERAGE: None, SUPPORT: None},
    )
    assert results[candidate].remarks == (f"{sitting.package.name}\u00a0: {GRADER_DIED}",)
    assert {needs for _, _, needs in sitting.gradebook(candidate).values()} == {True}


def test_what_was_in_flight_when_a_process_died_is_graded_after_all(hanging):
    results = hanging[1]
    for candidate in ("0-first", "m-middle", "zz-last"):
        assert (results[candidate].status, dict(results[candidate].scores)) == ("graded", FULL_MARKS)


def test_what_killed_its_process_is_tried_again_by_the_next_run_and_the_others_are_not(hanging):
    sitting, _ = hanging
    with Records(sitting.course.records_url) as records:
        keys = {grading.candidate: grading.work_key for grading in records.gradings(sitting.activity.name)}
    assert {candidate for candidate, key in keys.items() if not key} == {"in-c", "kills"}


def test_a_process_that_is_killed_once_is_replaced_and_nobody_loses_anything(sitting, tmp_path):
    with_deeds(sitting, tmp_path / "mark")
    sitting.hand_in("bob", work_with_mean(sitting, 1005.5))
    for candidate in ("ada", "cid"):
        sitting.hand_in(candidate, sitting.solved())
    _, results = graded(sitting)
    assert (tmp_path / "mark").exists()
    assert {name: result.status for name, result in results.items()} == dict.fromkeys(("ada", "bob", "cid"), "graded")


def test_a_criterion_on_which_the_grader_fails_too_often_is_for_a_person_to_look_at_for_all(sitting, tmp_path):
    with_deeds(sitting, tmp_path / "mark")
    settle(sitting, grader_faults=2)
    sitting.hand_in("ada", sitting.solved())
    sitting.hand_in("bob", work_with_mean(sitting, 1006.5))
    sitting.hand_in("cid", sitting.released())
    run, results = graded(sitting)
    assert (run.failing, results["ada"].scores[COVERAGE]) == ({}, 5.0)

    sitting.hand_in("dot", work_with_mean(sitting, 1006.5))
    for _ in range(2):  # once more changes nothing
        run, results = graded(sitting)
        assert run.failing == {COVERAGE: 2}
        scores = {name: result.scores[COVERAGE] for name, result in results.items()}
        # Who answered nothing is not at the grader's mercy.
        assert scores == {"ada": None, "bob": None, "cid": 0.0, "dot": None}
        assert results["ada"].scores[SUPPORT] == 5.0
        assert {name: item[0] for name, item in sitting.gradebook("ada").items()} == {
            COVERAGE_CELL: None,
            SUPPORT_CELL: 5.0,
        }
        shown = cell_of(sitting.graded_notebook("ada"), "C2-1-3_coverage").outputs[0].data["text/plain"]
        assert FOR_ALL in shown
        assert "moyenne (5 / 5)" in shown.replace("\u00a0", " ")  # what the grader found is kept, as provisional
        assert GRADER_FAULT in str(cell_of(sitting.graded_notebook("bob"), "C2-1-3_coverage").outputs)
    with Records(sitting.course.records_url) as records:
        assert len({grading.work_key for grading in records.gradings(sitting.activity.name)}) == 4


def test_a_judge_returns_what_it_found_and_raises_what_it_met():
    assert Watchdog(seconds=60).call(lambda: 7) == 7
    assert Watchdog(seconds=60, ends_process=True).call(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        Watchdog(seconds=60).call(lambda: 1 / 0)


def test_a_judge_is_interrupted_in_its_own_thread_and_the_others_go_on():
    ended = []

    def hang():
        try:
            Watchdog(seconds=0.05).call(lambda: [time.sleep(0.001) for _ in iter(int, 1)])
        except JudgeTimeoutError:
            ended.append("interrupted")

    thread = threading.Thread(target=hang)
    thread.start()
    assert Watchdog(seconds=60).call(lambda: thread.join(30)) is None
    assert ended == ["interrupted"]


PROFILED = """
import cProfile
from autograders.grading.watchdog import JudgeTimeoutError, Watchdog
Watchdog(seconds=60).call(int)
try:
    Watchdog(seconds=0.01).call(lambda: [0 for _ in iter(int, 1)])
except JudgeTimeoutError:
    cProfile.run("sum(map(int, '12'))")
"""


def test_the_interpreter_is_left_as_it_was_and_can_be_profiled():
    done = subprocess.run([sys.executable, "-c", PROFILED], capture_output=True, text=True, timeout=120)
    assert "function calls" in done.stdout, done.stderr
