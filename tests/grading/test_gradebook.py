"""Our writer leaves in every table and every file what nbgrader's own converter leaves with our plugin."""

from dataclasses import dataclass
from typing import Any

import pytest
from support.gradebook_tables import gradebook_tables
from support.graded_cohort import (
    RUBRIC,
    a_person_graded,
    configure,
    first_hand_in,
    gradebook,
    graded_by_nbgrader,
    graded_files,
    second_hand_in,
    write,
)
from support.tiny_course import Sitting, built, new_sitting
from support.tiny_repository import (
    ACTIVITY,
    REPORT,
    add_report_exercise,
    let_the_report_read_the_mean,
    make_tiny_repository,
)

from autograders.assignments import build_activity, open_course
from autograders.grading import grade_activity

RUNS = (first_hand_in, second_hand_in)


@dataclass(frozen=True)
class Reference:
    """A run of nbgrader's converter: what our plugin handed on, and what it left."""

    gradings: Any
    tables: Any
    files: Any


@pytest.fixture(scope="module")
def two_notebooks(tmp_path_factory):
    """Return a built repository with the ruler, and the report: it reads the ruler's mean, and a person half of it."""
    root = make_tiny_repository(tmp_path_factory.mktemp("two") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    built(root)
    return root


def worked(sitting, grade):
    """Have a cohort hand in and be graded, a person grade some of it, and the cohort hand in and be graded again."""
    configure(sitting)
    for number, hand_in in enumerate(RUNS):
        hand_in(sitting)
        yield grade(number)
        a_person_graded(sitting)


@pytest.fixture(scope="module")
def reference(two_notebooks, tmp_path_factory):
    """Return the two runs of nbgrader's converter."""
    sitting = new_sitting(two_notebooks, tmp_path_factory.mktemp("nbgrader"))
    return [
        Reference(gradings, gradebook_tables(sitting.course.gradebook_url), graded_files(sitting))
        for gradings in worked(sitting, lambda _: graded_by_nbgrader(sitting))
    ]


def written(sitting, reference):
    """Return tables and files after each of two runs of the writer, each of them done twice."""
    states = []
    for number in worked(sitting, lambda number: number):
        for _ in range(2):
            write(sitting, reference[number].gradings)
            states.append((gradebook_tables(sitting.course.gradebook_url), graded_files(sitting)))
    return states[::2], states[1::2]


@pytest.fixture(scope="module")
def ours(two_notebooks, tmp_path_factory):
    return new_sitting(two_notebooks, tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def runs(ours, reference):
    return written(ours, reference)


@pytest.mark.parametrize("run", [0, 1])
def test_every_table_holds_the_rows_that_nbgrader_leaves(runs, reference, run):
    assert runs[0][run][0] == reference[run].tables


@pytest.mark.parametrize("run", [0, 1])
def test_every_graded_file_is_the_one_that_nbgrader_leaves(runs, reference, run):
    assert runs[0][run][1] == reference[run].files


def test_writing_the_same_again_changes_nothing(runs):
    assert runs[1] == runs[0]


def test_what_a_person_gave_survives_and_asks_for_a_look(runs, ours):
    with gradebook(ours) as book:
        grade = book.find_grade(RUBRIC, REPORT, ACTIVITY, "wrong")
        assert (grade.auto_score, grade.manual_score, grade.needs_manual_grade) == (None, 3.5, True)
        assert book.find_comment(RUBRIC, REPORT, ACTIVITY, "wrong").comment == "Bien expliqué."


def test_the_half_of_a_person_waits_where_the_notebook_could_not_be_read(runs, ours):
    with gradebook(ours) as book:
        grade = book.find_grade(RUBRIC, REPORT, ACTIVITY, "unreadable")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)
        assert book.find_comment(RUBRIC, REPORT, ACTIVITY, "unreadable").comment.endswith("Un formateur l’examinera.")


def test_the_whole_command_leaves_what_nbgrader_leaves(two_notebooks, reference, tmp_path):
    sitting = new_sitting(two_notebooks, tmp_path)
    for number in worked(sitting, lambda number: number):
        grade_activity(sitting.course, sitting.activity, again=True)
        assert gradebook_tables(sitting.course.gradebook_url) == reference[number].tables
        assert graded_files(sitting) == reference[number].files


@pytest.mark.needs("postgresql")
def test_postgresql_holds_the_same_rows(two_notebooks, reference, tmp_path, postgresql):
    sitting = new_sitting(two_notebooks, tmp_path)
    settings = sitting.course.folder / "course.toml"
    settings.write_text(f'{settings.read_text()}gradebook_url = "{postgresql.new_database()[1]}"\n')
    sitting = Sitting(open_course(sitting.course.folder), sitting.activity)
    build_activity(sitting.course, sitting.activity)
    states, _ = written(sitting, reference)
    assert [tables for tables, _ in states] == [run.tables for run in reference]
