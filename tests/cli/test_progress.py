"""The commands with which a candidate sees, takes along and erases progress."""

import json
from io import StringIO

import pytest
from support.practice import attempt
from support.tiny_repository import ROOT

from autograders.cli import main
from autograders.lab.progress import Progress

NOISE = attempt("C2.1.2.noise", 1.0)


@pytest.fixture
def data(monkeypatch, tmp_path):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(ROOT)
    return tmp_path


@pytest.fixture
def practised(data):
    Progress().record(NOISE)
    return data


def test_progress_shows_every_exercise_with_its_level_and_what_comes_next(practised, capsys):
    assert main(["progress"]) == 0
    shown = capsys.readouterr().out
    assert "C2.1.2" in shown
    assert "Pas encore essayé" in shown
    assert "Proposé pour vous" in shown


def test_progress_as_json_tells_criteria_competencies_and_the_next_exercise(practised, capsys):
    assert main(["progress", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"attempts", "activities", "competencies", "continue", "next"}
    assert told["attempts"] == 1
    quality = next(item for item in told["competencies"] if item["competency"] == "C2.1.2")
    # One of four criteria is mastered.
    assert quality["score"] == pytest.approx(0.25)
    noise = next(item for item in quality["criteria"] if item["criterion"] == "C2.1.2.noise")
    assert noise == {
        "criterion": "C2.1.2.noise",
        "score": 1.0,
        "level": "mastered",
        "to_confirm": False,
        "last_on": "2026-03-01",
        "review_on": "2026-03-04",
    }
    assert told["continue"] is None
    assert set(told["next"]) == {"exercise", "reason", "text"}


def test_progress_travels_from_one_machine_to_another(practised, monkeypatch, capsys):
    file = practised / "ma progression.json"
    assert main(["progress", "export", str(file)]) == 0
    monkeypatch.setenv("ATELIER_DATA", str(practised / "other"))
    assert main(["progress", "import", str(file)]) == 0
    assert "1\N{NO-BREAK SPACE}nouvelle" in capsys.readouterr().out
    assert Progress().attempts() == (NOISE,)


def test_the_page_is_written_where_it_is_said(practised, capsys):
    assert main(["progress", "page"]) == 0
    assert str(practised / "data" / "progression.html") in capsys.readouterr().out
    assert "Vos données personnelles" in (practised / "data" / "progression.html").read_text(encoding="utf-8")


def test_erasing_asks_first_and_anything_but_yes_keeps_all(practised, monkeypatch, capsys):
    for answer in ("\n", "non\n", "o\n"):
        monkeypatch.setattr("sys.stdin", StringIO(answer))
        assert main(["progress", "erase"]) == 0
    assert Progress().attempts() == (NOISE,)
    monkeypatch.setattr("sys.stdin", StringIO("oui\n"))
    assert main(["progress", "erase"]) == 0
    assert list((practised / "data").iterdir()) == []


def test_nobody_to_ask_erases_nothing(practised, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert main(["progress", "erase"]) == 130
    assert Progress().attempts() == (NOISE,)


def test_erasing_without_a_question_leaves_nothing(practised, capsys):
    main(["progress", "page"])
    assert main(["progress", "erase", "--yes"]) == 0
    assert list((practised / "data").iterdir()) == []
    assert main(["progress", "erase", "--yes"]) == 0
    assert "rien à effacer" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["import", "missing.json"], ["import", "README.md"], ["export", "README.md"], ["page", "README.md"]],
    ids=" ".join,
)
def test_a_file_that_does_not_fit_is_one_line(practised, capsys, arguments):
    before = (ROOT / "README.md").read_bytes()
    assert main(["progress", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert captured.err.startswith("atelier: ")
    assert (ROOT / "README.md").read_bytes() == before


@pytest.mark.parametrize("arguments", [[], ["export", "out.json"], ["page"]], ids=" ".join)
def test_damaged_progress_is_one_line_and_stays(data, capsys, arguments):
    (data / "data").mkdir()
    file = data / "data" / "progress.db"
    file.write_bytes(b"damaged" * 1000)
    assert main(["progress", *arguments]) == 2
    assert "endommagé" in capsys.readouterr().err
    assert file.read_bytes() == b"damaged" * 1000


@pytest.mark.parametrize("command", [[], ["export"], ["import"], ["erase"], ["page"]], ids=" ".join)
def test_every_command_has_help(command, capsys):
    assert main(["progress", *command, "--help"]) == 0
    assert "--help" in capsys.readouterr().out
