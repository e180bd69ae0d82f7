"""A course made, an activity handed out, fetched and submitted by nbgrader's own commands, collected and graded."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from support.tiny_course import COVERAGE_CELL, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE, make_tiny_repository

from autograders.assignments import open_course
from autograders.cli import main


@pytest.fixture
def sitting(built_repository, tmp_path):
    return new_sitting(built_repository, tmp_path)


@pytest.fixture
def atelier(sitting, capsys):
    def run(*arguments, status=0):
        assert main(["course", *arguments, "--course", str(sitting.course.folder)]) == status
        return capsys.readouterr()

    return run


class Desk:
    """A candidate's own folder, with the settings that candidates receive."""

    def __init__(self, folder: Path, course: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(course / "candidates" / "nbgrader_config.py", folder)

    def nbgrader(self, *arguments):
        places = {f"JUPYTER_{name}_DIR": str(self.folder / ".jupyter" / name) for name in ("CONFIG", "DATA", "RUNTIME")}
        command = [sys.executable, "-m", "nbgrader", *arguments]
        environment = os.environ | places
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr


def inbound(sitting):
    return sitting.course.folder / "exchange" / "tiny-course" / "inbound"


def submit(sitting, candidate, time, text="{}"):
    """Put into the exchange what nbgrader puts there."""
    folder = inbound(sitting) / f"{candidate}+{ACTIVITY}+{time}+abc"
    folder.mkdir()
    (folder / f"{EXERCISE}.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(time)
    return folder


def test_a_candidate_fetches_and_submits_with_nbgrader_and_is_collected_and_graded(sitting, atelier, tmp_path):
    atelier("release", "A2.1")
    desk = Desk(tmp_path / "desk", sitting.course.folder)
    desk.nbgrader("fetch_assignment", ACTIVITY)
    fetched = {path.relative_to(desk.folder / ACTIVITY) for path in (desk.folder / ACTIVITY).rglob("*")}
    released = sitting.course.release(ACTIVITY)
    assert fetched == {path.relative_to(released) for path in released.rglob("*")}
    nbformat.write(sitting.solved(), desk.folder / ACTIVITY / f"{EXERCISE}.ipynb")
    (desk.folder / ACTIVITY / "candidat.txt").write_text("ada")
    desk.nbgrader("submit", ACTIVITY, "--student", "ada")
    (hand_in,) = inbound(sitting).iterdir()
    # Data that everybody received are not submitted.
    assert {path.name for path in hand_in.rglob("*") if path.is_file()} == {
        f"{EXERCISE}.ipynb",
        "candidat.txt",
        "timestamp.txt",
        "submission_secret.txt",
    }

    assert json.loads(atelier("collect", "A2.1", "--json").out)["new"] == ["ada"]
    with Gradebook(sitting.course.gradebook_url, "tiny-course") as book:
        book.update_or_create_assignment(ACTIVITY, duedate="2020-06-01 12:00:00 UTC")
    assert [(item.candidate, item.total) for item in sitting.grade().candidates] == [("ada", 10.0)]
    assert sitting.gradebook("ada")[COVERAGE_CELL][0] == 5.0
    assert json.loads(atelier("status", "--json").out) == [
        {
            "activity": ACTIVITY,
            "built": True,
            "released": True,
            "submitted": 1,
            "collected": 1,
            "graded": 1,
            "to_review": 0,
            "late": 1,
        }
    ]
    assert ACTIVITY in atelier("status").out


def test_the_last_hand_in_counts_and_the_others_are_not_touched(sitting, atelier):
    atelier("release", "A2.1")
    submit(sitting, "ada", "2026-06-01 09:30:00.000000 UTC", "first")
    submit(sitting, "bob", "2026-06-01 09:30:00.000000 UTC", "only")
    assert json.loads(atelier("collect", "A2.1", "--json").out)["new"] == ["ada", "bob"]
    submit(sitting, "ada", "2026-06-01 10:30:00.000000 UTC", "second")
    submit(sitting, "ada", "2026-06-01 08:30:00.000000 UTC", "zeroth")
    submit(sitting, "cid", "2026-06-01 08:30:00.000000 UTC")
    told = json.loads(atelier("collect", "A2.1", "--json").out)
    assert (told["new"], told["updated"], told["unchanged"], told["problems"]) == (["cid"], ["ada"], ["bob"], {})
    assert (sitting.submitted("ada") / f"{EXERCISE}.ipynb").read_text() == "second"
    status = json.loads(atelier("status", "--json").out)[0]
    assert (status["submitted"], status["collected"], status["graded"]) == (3, 3, 0)


def test_a_link_a_bad_time_and_too_much_are_not_collected_and_stop_nobody(sitting, atelier):
    atelier("release", "A2.1")
    submit(sitting, "cid", "2026-06-01 08:30:00.000000 UTC", "before")
    assert json.loads(atelier("collect", "A2.1", "--json").out)["new"] == ["cid"]
    link = submit(sitting, "ada", "2026-06-01 09:30:00.000000 UTC") / "truth.json"
    link.symlink_to(sitting.course.folder / "secret.key")
    submit(sitting, "bob", "once upon a time")
    with (submit(sitting, "cid", "2026-06-01 09:30:00.000000 UTC") / "film.mp4").open("wb") as file:
        file.truncate(200_000_000)
    submit(sitting, "dot*", "2026-06-01 09:30:00.000000 UTC")
    submit(sitting, "eve", "2026-06-01 09:30:00.000000 UTC")
    (inbound(sitting) / "noise").mkdir()
    told = json.loads(atelier("collect", "A2.1", "--json", status=1).out)
    assert told["new"] == ["dot*", "eve"]
    assert told["problems"].keys() == {"ada", "bob", "cid"}
    assert str(link) in told["problems"]["ada"]
    assert {path.name for path in (sitting.course.folder / "submitted").iterdir()} == {"cid", "dot*", "eve"}
    # What was collected before is still there.
    assert (sitting.submitted("cid") / f"{EXERCISE}.ipynb").read_text() == "before"
    submit(sitting, "ada", "2026-06-01 10:30:00.000000 UTC")
    assert json.loads(atelier("collect", "A2.1", "--json", status=1).out)["new"] == ["ada"]


def test_released_again_is_as_built_now(sitting, atelier):
    atelier("release", "A2.1")
    (sitting.course.release(ACTIVITY) / "lisez-moi.md").write_text("Autre énoncé.")
    told = json.loads(atelier("release", "A2.1", "--json").out)
    assert (Path(told["folder"]) / "lisez-moi.md").read_text() == "Autre énoncé."


def test_collecting_what_was_not_released_and_releasing_what_was_not_built_are_one_line(sitting, atelier):
    said = atelier("collect", "A2.1", status=2).err
    assert "not handed out" in said and len(said.splitlines()) == 1
    shutil.rmtree(sitting.course.variants_folder(ACTIVITY))
    said = atelier("release", "A2.1", status=2).err
    assert "not built" in said and len(said.splitlines()) == 1
    assert json.loads(atelier("status", "--json").out)[0]["built"] is False


def test_a_new_course_is_closed_to_others_and_builds_the_repository_s_activities(tmp_path, monkeypatch, capsys):
    root = make_tiny_repository(tmp_path / "repository")
    monkeypatch.chdir(root)
    folder = tmp_path / "session-2026"
    assert main(["course", "new", str(folder)]) == 0
    course = open_course(folder)
    assert (course.settings.course_id, course.settings.exchange, course.repository.root) == (
        "session-2026",
        "exchange",
        root,
    )
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in folder.iterdir()} == {"course.toml", "nbgrader_config.py", ".gitignore"}
    assert main(["course", "status", "--course", str(folder)]) == 0
    assert not (folder / "gradebook.db").exists()

    # Nothing that exists is overwritten.
    assert main(["course", "new", str(folder)]) == 2
    assert "holds something already" in capsys.readouterr().err
    assert main(["course", "new", str(tmp_path / "été 2026")]) == 2
    assert "Name it with --id." in capsys.readouterr().err
    assert main(["course", "new", str(tmp_path / "été 2026"), "--id", "ete-2026"]) == 0
    # Inside the repository, it may be moved with it.
    assert main(["course", "new", str(root / "course" / "other")]) == 0
    assert open_course(root / "course" / "other").settings.repository == "../.."


@pytest.mark.parametrize("command", ["new", "release", "collect", "status"])
def test_every_command_has_help(command, capsys):
    assert main(["course", command, "--help"]) == 0
    assert "--help" in capsys.readouterr().out
