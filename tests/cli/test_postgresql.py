"""A course whose gradebook and records are on a PostgreSQL server, from the build to the candidates' pages."""

import csv

import pytest
from support.tiny_course import COVERAGE_CELL, FULL_MARKS, Sitting, new_sitting
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE, SUPPORT

from autograders.assignments import open_course
from autograders.cli import main
from autograders.grading import grade_activity
from autograders.records import Records
from autograders.reports import gather


@pytest.fixture
def on_server(built_repository, tmp_path, postgresql):
    """Return a sitting of a course that keeps nothing in files of its own, and its databases' URLs."""
    sitting = new_sitting(built_repository, tmp_path)
    folder = sitting.course.folder
    (folder / "gradebook.db").unlink()
    urls = {name: postgresql.new_database()[1] for name in ("gradebook_url", "records_url")}
    lines = "".join(f'{name} = "{url}"\n' for name, url in urls.items())
    (folder / "course.toml").write_text((folder / "course.toml").read_text() + lines)
    assert main(["build", "A2.1", "--course", str(folder)]) == 0
    return Sitting(open_course(folder), sitting.activity), urls


@pytest.mark.needs("postgresql")
def test_a_course_is_built_graded_and_graded_again_on_a_server(on_server, postgresql, capsys):
    sitting, urls = on_server
    folder = sitting.course.folder
    sitting.hand_in("ada", sitting.bank("wrong/in_metres"))
    assert main(["grade", "A2.1", "--course", str(folder)]) == 0
    sitting.hand_in("ada", sitting.solved())
    assert main(["grade", "A2.1", "--course", str(folder)]) == 0

    assert {name: score for name, (score, _, _) in sitting.gradebook("ada").items()} == {
        "C2-1-3_coverage": 5.0,
        "C2-1-3_support": 5.0,
    }
    with Records(urls["records_url"]) as records:
        (kept,) = records.latest(ACTIVITY, "ada")
    assert {item.verdict.criterion: item.points for item in kept.verdicts} == FULL_MARKS
    assert (folder / "feedback" / "ada" / ACTIVITY / f"{EXERCISE}.html").is_file()
    # The reports read the same server, and what a person decides goes there.
    at = ["--course", str(folder)]
    assert main(["override", "ada", COVERAGE, "3.5", "--reason", "Vu.", "--author", "M. Ohm", *at]) == 0
    (facts,) = gather(sitting.course)
    cell = facts.notebooks[0].cells[COVERAGE_CELL]
    assert (cell.auto_score, cell.manual_score, [item.points for item in cell.overrides]) == (5.0, 3.5, [3.5])
    assert facts.notebooks[0].evidence[SUPPORT].scored.points == 5.0
    assert main(["report", "cohort", "A2.1", "--no-pdf", *at]) == 0
    with (folder / "reports" / "cohort-A2.1-criteria.csv").open(encoding="utf-8", newline="") as file:
        points = {row["criterion"]: row["points"] for row in csv.DictReader(file)}
    assert (points[COVERAGE], points[SUPPORT]) == ("3.5", "5.0")
    # Nothing went to files instead.
    assert list(folder.glob("*.db")) == []
    assert postgresql.password not in capsys.readouterr().out


@pytest.mark.needs("postgresql")
def test_a_server_restarted_in_the_middle_of_a_run_costs_nobody_anything(on_server, postgresql):
    sitting, urls = on_server
    for candidate in ("ada", "bob", "cid", "dot"):
        sitting.hand_in(candidate, sitting.solved())

    def restart(step, done, total):
        if (step, done) == ("submissions", 2):
            postgresql.stop()
            postgresql.start()

    run = grade_activity(sitting.course, sitting.activity, progress=restart)
    assert [(item.candidate, item.status, dict(item.scores)) for item in run.candidates] == [
        (candidate, "graded", FULL_MARKS) for candidate in ("ada", "bob", "cid", "dot")
    ]
    assert {sitting.gradebook(item.candidate)[COVERAGE_CELL][0] for item in run.candidates} == {5.0}
    with Records(urls["records_url"]) as records:
        assert [item.candidate for item in records.gradings(ACTIVITY)] == ["ada", "bob", "cid", "dot"]
