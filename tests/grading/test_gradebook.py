"""Our writer leaves in every table and every file what nbgrader's own converter leaves with our plugin."""

import pytest
from support.gradebook_tables import gradebook_tables
from support.graded_cohort import (
    a_person_graded,
    configure,
    first_hand_in,
    graded_by_nbgrader,
    graded_files,
    second_hand_in,
    write,
)
from support.tiny_course import built, new_sitting
from support.tiny_repository import add_report_exercise, let_the_report_read_the_mean, make_tiny_repository


@pytest.fixture(scope="module")
def two_notebooks(tmp_path_factory):
    """Return a built repository with the ruler, and the report: it reads the ruler's mean, and a person half of it."""
    root = make_tiny_repository(tmp_path_factory.mktemp("two") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    built(root)
    return root


@pytest.fixture(scope="module")
def runs(two_notebooks, tmp_path_factory):
    """Return tables and files after each of two runs: by nbgrader, by the writer."""
    reference = new_sitting(two_notebooks, tmp_path_factory.mktemp("nbgrader"))
    ours = new_sitting(two_notebooks, tmp_path_factory.mktemp("ours"))
    states = {}
    for number, hand_in in enumerate((first_hand_in, second_hand_in), start=1):
        for sitting in (reference, ours):
            hand_in(sitting)
            configure(sitting) if number == 1 else a_person_graded(sitting)
        gradings = graded_by_nbgrader(reference)
        write(ours, gradings)
        states[f"nbgrader, run {number}"] = state(reference)
        states[f"writer, run {number}"] = state(ours)
        write(ours, gradings)
        states[f"writer again, run {number}"] = state(ours)
    return states


def state(sitting):
    return gradebook_tables(sitting.course.gradebook_url), graded_files(sitting)


@pytest.mark.parametrize("run", [1, 2])
def test_every_table_holds_the_rows_that_nbgrader_leaves(runs, run):
    assert runs[f"writer, run {run}"][0] == runs[f"nbgrader, run {run}"][0]


@pytest.mark.parametrize("run", [1, 2])
def test_every_graded_file_is_the_one_that_nbgrader_leaves(runs, run):
    assert runs[f"writer, run {run}"][1] == runs[f"nbgrader, run {run}"][1]


@pytest.mark.parametrize("run", [1, 2])
def test_writing_the_same_again_changes_nothing(runs, run):
    assert runs[f"writer again, run {run}"] == runs[f"writer, run {run}"]
