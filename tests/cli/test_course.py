"""A course made, an activity handed out, fetched and submitted by nbgrader's own commands, collected and graded."""

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from support.tiny_course import COVERAGE_CELL, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE, make_tiny_repository

from autograders.assignments import open_course
from autograders.candidate.errors import FaultsError
from autograders.cli import main
from autograders.grading.nbgrader_runs import autograde, load_configuration
from autograders.reports import gather


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
    (told,) = json.loads(atelier("status", "--json").out)
    # By years.
    assert told.pop("late_seconds")["ada"] > 365 * 86400
    assert told == {
        "activity": ACTIVITY,
        "built": True,
        "released": True,
        "submitted": 1,
        "collected": 1,
        "graded": 1,
        "to_review": 0,
        "late": 1,
    }
    assert re.search(rf"{ACTIVITY}: ada handed in \d+ days, \S+ late\.", atelier("status").out)


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


def with_exam(sitting, *lines):
    """Have the course's settings name A2.1 as an exam."""
    settings = sitting.course.folder / "course.toml"
    before = settings.read_text().partition("[[exams]]")[0]
    settings.write_text("\n".join([before, "[[exams]]", 'activity = "A2.1"', *lines, ""]))
    return replace(sitting, course=open_course(sitting.course.folder))


def standing(sitting):
    """Return the end for each candidate, by how many seconds each is late, and what that costs, as nbgrader has it."""
    with warnings.catch_warnings(), Gradebook(sitting.course.gradebook_url, "tiny-course") as book:
        warnings.simplefilter("ignore")
        found = book.assignment_submissions(ACTIVITY)
        return {item.student.id: (item.duedate, item.total_seconds_late > 0, item.score) for item in found}


@pytest.mark.parametrize("way", ["atelier", "nbgrader"])
def test_who_has_extra_time_is_not_late_where_another_is(sitting, atelier, tmp_path, way):
    now = datetime.now(UTC).replace(microsecond=0)
    starts_at, due_at = now - timedelta(hours=4), now - timedelta(hours=1)
    times = (f"starts_at = {starts_at.isoformat()}", f"due_at = {due_at.isoformat()}")
    # Two thirds of three hours more: an hour is left.
    sitting = with_exam(sitting, *times, 'extra_percent = { "ada.martin" = 66.7 }')
    sitting.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
    atelier("release", "A2.1")
    desk = Desk(tmp_path / "desk", sitting.course.folder)
    (desk.folder / ACTIVITY).mkdir()
    nbformat.write(sitting.solved(), desk.folder / ACTIVITY / f"{EXERCISE}.ipynb")
    desk.nbgrader("submit", ACTIVITY, "--student", "ada.martin")
    (handed_in,) = inbound(sitting).iterdir()
    shutil.copytree(handed_in, handed_in.with_name(handed_in.name.replace("ada.martin", "bob.petit")))
    assert json.loads(atelier("collect", "A2.1", "--json").out)["new"] == ["ada.martin", "bob.petit"]
    if way == "atelier":
        sitting.grade()
    else:
        for candidate in ("ada.martin", "bob.petit"):
            assert autograde(load_configuration(sitting.course), ACTIVITY, candidate) == ""
    end = due_at.replace(tzinfo=None)
    # 66.7 % of 180 minutes are 120.06: the begun minute counts.
    longer = end + timedelta(minutes=121)
    assert standing(sitting) == {"ada.martin": (longer, False, 10.0), "bob.petit": (end, True, 10.0)}
    penalties = {item.candidate.id: item.notebooks[0].late_penalty for item in gather(sitting.course)}
    assert penalties == {"ada.martin": 0.0, "bob.petit": 10.0}
    told = json.loads(atelier("status", "--json").out)[0]
    assert (told["late"], list(told["late_seconds"])) == (1, ["bob.petit"])

    # Somebody's right to more time is known afterwards only: nothing has to be graded again.
    sitting = with_exam(sitting, *times, 'extra_minutes = { "ada.martin" = 0, "bob.petit" = 90 }')
    told = json.loads(atelier("exam", "A2.1", "--json").out)
    assert told["extra_time"]["bob.petit"] == (due_at + timedelta(minutes=90)).isoformat()
    penalties = {item.candidate.id: item.notebooks[0].late_penalty for item in gather(sitting.course)}
    assert penalties == {"ada.martin": 10.0, "bob.petit": 0.0}
    assert {name: late for name, (_, late, _) in standing(sitting).items()} == {"ada.martin": True, "bob.petit": False}


def test_extra_time_that_a_person_granted_in_nbgrader_stays_where_the_settings_state_none(sitting, atelier):
    sitting.hand_in("ada", sitting.solved())
    (sitting.submitted("ada") / "timestamp.txt").write_text("2026-06-01 12:30:00 UTC")
    sitting.grade()
    with Gradebook(sitting.course.gradebook_url, "tiny-course") as book:
        book.grant_extension(ACTIVITY, "ada", hours=1)
    times = ("starts_at = 2026-06-01T11:00:00+02:00", "due_at = 2026-06-01T14:00:00+02:00")
    sitting = with_exam(sitting, *times)
    assert "ends at 2026-06-01T14:00:00+02:00." in atelier("exam", "A2.1").out
    assert standing(sitting) == {"ada": (datetime(2026, 6, 1, 13), False, 10.0)}
    sitting.grade(again=True)
    assert standing(sitting) == {"ada": (datetime(2026, 6, 1, 13), False, 10.0)}


TIMES = ("starts_at = 2026-06-01T11:00:00+02:00", "due_at = 2026-06-01T14:00:00+02:00")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("starts_at = 2026-06-01T11:00:00", TIMES[1]), "exams[0].starts_at"),
        ((TIMES[0], "due_at = 2026-06-01T10:00:00+02:00"), "is not after starts_at"),
        ((*TIMES, "extra_minutes = { ada = 20 }", "extra_percent = { ada = 33 }"), "got both for ada"),
        ((*TIMES, "extra_minutes = { ada = -20 }"), "extra_minutes.ada"),
        ((*TIMES, "[[exams]]", 'activity = "A2.1"', *TIMES), "got several for A2.1"),
    ],
)
def test_times_that_cannot_be_are_told_with_their_key(sitting, atelier, lines, said):
    with pytest.raises(FaultsError):
        with_exam(sitting, *lines)
    assert said in atelier("exam", "A2.1", status=2).err


def test_an_activity_that_is_no_exam_is_told_with_what_to_write(sitting, atelier):
    told = atelier("exam", "A2.1", status=2).err
    assert "no exam in course.toml" in told
    assert "[[exams]]" in told
