"""Marks for Moodle, and nbgrader's own export beside them."""

import csv
import warnings

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from support.tiny_course import COVERAGE_CELL, SUPPORT_CELL, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE

from autograders.cli import main

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def sitting(built_repository, tmp_path):
    """Return a course in whose gradebook nbgrader's own interface wrote what four candidates got."""
    sitting = new_sitting(built_repository, tmp_path)
    with gradebook(sitting) as book:
        for candidate, email in {"ada": "ada@example.org", "bob": None, "cid": None, "dot": None}.items():
            book.add_student(candidate, email=email, first_name="Ève, dite « E »" if email else None)
        # Graded; to be looked at by a person; nothing collected of the notebook; nothing at all.
        for candidate, (coverage, support) in {"ada": (5.0, 2.25), "bob": (5.0, None), "cid": (0.0, 0.0)}.items():
            book.add_submission(ACTIVITY, candidate)
            for cell, score in {COVERAGE_CELL: coverage, SUPPORT_CELL: support}.items():
                grade = book.find_grade(cell, EXERCISE, ACTIVITY, candidate)
                grade.auto_score, grade.needs_manual_grade = score, score is None
        book.find_submission_notebook(EXERCISE, ACTIVITY, "ada").late_submission_penalty = 1.0
        book.db.commit()
    for candidate in ("ada", "bob"):
        copy = sitting.course.folder / "autograded" / candidate / ACTIVITY / f"{EXERCISE}.ipynb"
        copy.parent.mkdir(parents=True)
        copy.write_text("{}")
    return sitting


def gradebook(sitting):
    warnings.filterwarnings("ignore", module="nbgrader")
    return Gradebook(sitting.course.gradebook_url, "tiny-course")


def export(sitting, file, status=0):
    assert main(["course", "export-moodle", "A2.1", str(file), "--course", str(sitting.course.folder)]) == status


def test_each_candidate_has_a_line_and_nothing_open_counts_as_zero(sitting, tmp_path, capsys):
    export(sitting, tmp_path / "notes.csv")
    with (tmp_path / "notes.csv").open(encoding="utf-8", newline="") as file:
        lines = {line["Identifiant"]: line for line in csv.DictReader(file)}
    assert lines["ada"] == {
        "Identifiant": "ada",
        "Adresse de courriel": "ada@example.org",
        "Prénom": "Ève, dite « E »",
        "Nom": "",
        # 5 and 2.25, less 1.
        "Note": "6.25",
        "Note maximale": "10",
        "Feedback": f"C2.1.3 Longueur d’une règle{NO_BREAK}: 7,25{NO_BREAK}/{NO_BREAK}10. Retard{NO_BREAK}: − 1.",
    }
    waiting = {name: (line["Note"], line["Feedback"]) for name, line in lines.items() if name != "ada"}
    assert waiting == {
        "bob": ("", f"Note en attente{NO_BREAK}: C2.1.3 à relire."),
        "cid": ("", f"Note en attente{NO_BREAK}: C2.1.3 non remis."),
        "dot": ("", f"Note en attente{NO_BREAK}: rien n’a été remis."),
    }
    said = capsys.readouterr().out
    assert "1 marks, 3 left empty" in said
    assert "bob: no mark: C2.1.3 à relire" in said


def test_the_file_is_for_its_owner_alone_and_never_written_over(sitting, tmp_path, capsys):
    file = tmp_path / "notes.csv"
    export(sitting, file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    export(sitting, file, status=2)
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_what_a_spreadsheet_would_take_for_a_formula_is_refused(sitting, tmp_path, capsys):
    with gradebook(sitting) as book:
        book.add_student("=1+1")
    export(sitting, tmp_path / "notes.csv", status=2)
    assert "taken for a formula" in capsys.readouterr().err
    assert not (tmp_path / "notes.csv").exists()


def test_nbgrader_s_own_export_gives_the_same_points(sitting, tmp_path):
    file = tmp_path / "grades.csv"
    with gradebook(sitting) as book:
        CsvExportPlugin(to=str(file)).export(book)
    # Its fields are not quoted: the name with a comma shifts what follows, so that points are read from the end.
    rows = {line.split(",")[3]: line.split(",")[-4:] for line in file.read_text().splitlines()[1:]}
    assert rows["ada"] == ["7.25", "1.0", "6.25", "10.0"]
    assert rows.keys() == {"ada", "bob", "cid", "dot"}


def test_a_course_without_gradebook_gets_none(sitting, tmp_path, capsys):
    (sitting.course.folder / "gradebook.db").unlink()
    export(sitting, tmp_path / "notes.csv", status=2)
    assert "Run 'atelier build" in capsys.readouterr().err
    assert not (sitting.course.folder / "gradebook.db").exists()
