"""The command that erases a candidate asks first, and says what it did."""

import json
import re
from io import StringIO

import pytest
from support.tiny_course import new_sitting

from autograders.cli import main


@pytest.fixture
def course(built_repository, tmp_path):
    sitting = new_sitting(built_repository, tmp_path)
    for candidate in ("ada", "bob"):
        sitting.hand_in(candidate, b"{}")
    return sitting.course.folder


def handed_in(course):
    return sorted(path.name for path in (course / "submitted").iterdir())


def test_anything_but_yes_keeps_all(course, monkeypatch, capsys):
    for answer in ("\n", "no\n", "y\n"):
        monkeypatch.setattr("sys.stdin", StringIO(answer))
        assert main(["erase", "ada", "--course", str(course)]) == 1
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert main(["erase", "ada", "--course", str(course)]) == 130
    assert "submitted: 1 files" in capsys.readouterr().err
    assert handed_in(course) == ["ada", "bob"]


def test_yes_erases_that_candidate(course, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", StringIO("yes\n"))
    assert main(["erase", "ada", "--course", str(course)]) == 0
    assert "ada is erased." in capsys.readouterr().out
    assert handed_in(course) == ["bob"]


def test_what_was_done_is_told_as_json(course, capsys):
    assert main(["erase", "ada", "--anonymise", "--yes", "--json", "--course", str(course)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["candidate"], told["rows"], told["files"]) == ("ada", {}, {"submitted": 1})
    assert re.fullmatch("anonyme-[0-9a-f]{12}", told["pseudonym"])
    assert handed_in(course) == sorted([told["pseudonym"], "bob"])


def test_a_candidate_of_whom_nothing_is_kept_is_told_and_needs_a_look(course, capsys):
    assert main(["erase", "grace", "--course", str(course)]) == 1
    assert "Nothing is kept of 'grace'" in capsys.readouterr().err


def test_a_path_in_the_place_of_a_candidate_is_one_line(course, capsys):
    assert main(["erase", "../submitted", "--yes", "--course", str(course)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("atelier: '../submitted': no identifier of a candidate")
    assert handed_in(course) == ["ada", "bob"]
