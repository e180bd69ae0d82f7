"""What the commands print: JSON alone on the standard output, in shapes that stay; progress on the other stream."""

import json

import pytest
from support.tiny_repository import COVERAGE, EXERCISE, make_tiny_repository

from autograders.authoring.cache import FOLDER
from autograders.cli import main


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    root = make_tiny_repository(tmp_path / "repository")
    monkeypatch.chdir(root)
    return root


def test_coverage_prints_a_list_with_one_object_per_criterion(tiny, capfd):
    assert main(["coverage", "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    keys = ["criterion", "competency", "activity", "exercise", "how", "points", "verified"]
    assert all(list(row) == keys for row in rows)
    assert [row for row in rows if row["criterion"] == COVERAGE] == [
        {
            "criterion": COVERAGE,
            "competency": "C2.1.3",
            "activity": "A2.1",
            "exercise": EXERCISE,
            "how": "auto",
            "points": 5.0,
            "verified": False,
        }
    ]


def test_coverage_prints_a_table_and_a_sum(tiny, capfd):
    assert main(["coverage"]) == 0
    printed = capfd.readouterr().out
    assert EXERCISE in printed
    # The tiny exercise grades two criteria.
    assert "2 of " in printed.splitlines()[-1]


def test_verify_prints_counts_as_integers_and_the_progress_elsewhere(tiny, capfd):
    assert main(["verify", "C2.1.3", "--variants", "1", "--json"]) == 0
    captured = capfd.readouterr()
    assert json.loads(captured.out) == {
        "ok": True,
        "exercises": [{"exercise": EXERCISE, "ok": True, "variants": 1, "submissions": 9, "faults": []}],
    }
    assert EXERCISE in captured.err
    assert (tiny / FOLDER).is_dir()


def test_verify_prints_each_fault_with_file_key_and_repair_and_exits_with_1(tiny, capfd):
    path = tiny / "exercises" / "a2_1_tiny_case" / EXERCISE / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("duration_minutes = 15", "duree = 15"), encoding="utf-8")
    assert main(["verify"]) == 1
    assert f"{EXERCISE}: exercise.toml: duree: unknown key. Remove it, or correct its spelling." in (
        capfd.readouterr().out.splitlines()
    )
    assert main(["verify", "--json"]) == 1
    report = json.loads(capfd.readouterr().out)
    assert report["ok"] is False
    assert {
        "file": "exercise.toml",
        "key": "duree",
        "message": "unknown key.",
        "repair": "Remove it, or correct its spelling.",
    } in report["exercises"][0]["faults"]


def test_new_prints_what_it_wrote_and_what_to_do_next(tiny, capfd):
    assert main(["new", "C1.1.1", "--name", "audit"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert f"wrote {tiny / 'exercises' / 'a1_1_case_study' / 'c1_1_1_audit' / 'notebook.py'}" in lines
    assert lines[-1] == "Fill what is marked, then run 'atelier verify C1.1.1' until it is silent."
