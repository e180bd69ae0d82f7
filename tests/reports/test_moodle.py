"""Marks for Moodle, and nbgrader's own export beside them."""

import csv
import re

import pytest
from nbgrader.plugins import CsvExportPlugin
from support.graded_cohort import gradebook
from support.tiny_course import new_sitting
from support.tiny_repository import ACTIVITY

from autograders.cli import main

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def sitting(cohort, tmp_path_factory):
    """Return the cohort after a person also gave, in formgrader, all that three candidates still waited for."""
    sitting = new_sitting(cohort.course.repository.root, tmp_path_factory.mktemp("moodle"))
    with gradebook(sitting) as book:
        for candidate in ("wrong", "late", "crashed"):
            for notebook in book.find_submission(ACTIVITY, candidate).notebooks:
                for grade in notebook.grades:
                    if grade.auto_score is None and grade.manual_score is None:
                        grade.manual_score = 1.25
                    grade.needs_manual_grade = False
        book.db.commit()
    return sitting


def export(folder, file, status=0):
    assert main(["course", "export-moodle", "A2.1", str(file), "--course", str(folder)]) == status


@pytest.fixture(scope="module")
def lines(sitting, tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "notes.csv"
    export(sitting.course.folder, file)
    with file.open(encoding="utf-8", newline="") as opened:
        return {line["Identifiant"]: line for line in csv.DictReader(opened)}


def test_points_are_those_of_nbgrader_s_own_export_and_nothing_open_counts_as_zero(sitting, lines, tmp_path):
    file = tmp_path / "grades.csv"
    with gradebook(sitting) as book:
        CsvExportPlugin(to=str(file)).export(book)
    # Its fields are not quoted; points are read from the end: sum, penalty, what counts, what can be had.
    rows = {line.split(",")[3]: line.split(",")[-4:] for line in file.read_text().splitlines()[1:]}
    assert rows.keys() == lines.keys()
    known = {name: line["Points"] for name, line in lines.items() if line["Points"]}
    assert set(known) == {"wrong", "late", "crashed"}
    for candidate, points in known.items():
        assert float(points) == pytest.approx(float(rows[candidate][2]), abs=0.005)
    assert {line["Points possibles"] for line in lines.values()} == {f"{float(rows['late'][3]):g}"}
    assert float(rows["late"][1]) > 0


def test_a_line_says_whose_it_is_and_what_is_open(lines):
    assert [lines["wrong"][name] for name in ("Adresse de courriel", "Prénom", "Nom")] == [
        "eve@example.org",
        "Ève",
        "Ha",
    ]
    assert lines["nobody"]["Feedback"].startswith(f"Note sur 20 en attente{NO_BREAK}: C2.1.3 non remis, C2.1.4 non")
    assert "C2.1.4 à relire" in lines["right"]["Feedback"]
    assert f"Retard{NO_BREAK}: − " in lines["late"]["Feedback"]


def test_an_activity_that_is_not_assessed_as_a_whole_has_points_and_no_mark(lines):
    # The tiny course assesses 4 of the criteria that the referential has for the activity.
    assert {line["Note sur 20"] for line in lines.values()} == {""}
    assert re.search(rf"Note sur 20 en attente{NO_BREAK}: \d+ autres critères sans note", lines["late"]["Feedback"])


def test_the_file_is_for_its_owner_alone_and_never_written_over(sitting, tmp_path, capsys):
    file = tmp_path / "notes.csv"
    export(sitting.course.folder, file)
    assert "0 marks out of 20, 3 sums of points" in capsys.readouterr().out
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    export(sitting.course.folder, file, status=2)
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_what_a_spreadsheet_would_take_for_a_formula_is_refused(cohort, tmp_path, capsys):
    sitting = new_sitting(cohort.course.repository.root, tmp_path)
    with gradebook(sitting) as book:
        book.add_student("=1+1")
    export(sitting.course.folder, tmp_path / "notes.csv", status=2)
    assert "taken for a formula" in capsys.readouterr().err
    assert not (tmp_path / "notes.csv").exists()


def test_a_course_without_gradebook_gets_none(sitting, tmp_path, capsys):
    folder = tmp_path / "course"
    folder.mkdir()
    settings = (sitting.course.folder / "course.toml").read_text()
    (folder / "course.toml").write_text(f'{settings}repository = "{sitting.course.repository.root}"\n')
    export(folder, tmp_path / "notes.csv", status=2)
    assert "Run 'atelier build" in capsys.readouterr().err
    assert not (folder / "gradebook.db").exists()
