"""Grids: every criterion that persons grade outside of notebooks has one, and a faulty file is told whole."""

from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.assignments.grids import course_grids, criteria_in, exercise_rubrics
from autograders.candidate.errors import FaultsError
from autograders.model.exercise import Grading
from autograders.model.grids import load_grids
from autograders.model.referential import load_referential

COURSE = Path(__file__).resolve().parents[2] / "course"
REFERENTIAL = load_referential(COURSE / "referential.toml")
LEVELS = '["Rien.", "Un.", "Deux.", "Trois.", "Quatre."]'


def grids_file(folder, *criteria, levels=LEVELS, more=""):
    path = folder / "grids.toml"
    tables = "".join(f'[[grids]]\ncriterion = "{name}"\nlevels = {levels}\n{more}\n' for name in criteria)
    path.write_text(f"format = 1\n{tables}", encoding="utf-8")
    return path


def faults_of(path):
    with pytest.raises(FaultsError) as raised:
        load_grids(path, REFERENTIAL)
    return [str(fault) for fault in raised.value.faults]


def test_every_oral_and_thesis_criterion_that_no_exercise_carries_has_a_grid():
    repository = open_repository(COURSE)
    by_persons = {item.id for item in REFERENTIAL.criteria if item.how is not Grading.AUTO}
    outside = {item.id for item in REFERENTIAL.criteria if item.epreuve == "oral" or item.id.startswith("THESIS.")}
    expected = (by_persons & outside) - exercise_rubrics(repository).keys()
    assert course_grids(repository).keys() == expected
    # Those of the referential's text: two of A1.1, two of A1.2, two of A4.1, report and defence.
    assert len(expected) == 8


def test_no_two_levels_of_the_course_s_grids_read_the_same_but_for_who_did_not_come():
    levels = [text for grid in load_grids(COURSE / "grids.toml", REFERENTIAL).values() for text in grid[1:]]
    assert len(set(levels)) == len(levels)


def test_without_a_file_no_criterion_has_a_grid(tmp_path):
    assert load_grids(tmp_path / "grids.toml", REFERENTIAL) == {}


def test_levels_are_read_in_their_order(tmp_path):
    path = grids_file(tmp_path, "THESIS.report")
    assert load_grids(path, REFERENTIAL) == {"THESIS.report": ("Rien.", "Un.", "Deux.", "Trois.", "Quatre.")}


def test_all_that_is_wrong_with_the_criteria_is_told_at_once(tmp_path):
    path = grids_file(tmp_path, "THESIS.report", "THESIS.raport", "C2.1.2.noise", "THESIS.report")
    unknown, automatic, twice = faults_of(path)
    assert unknown.startswith("grids.toml: grids[1].criterion: 'THESIS.raport' is no criterion of the referential.")
    assert automatic.startswith("grids.toml: grids[2].criterion: 'C2.1.2.noise' is graded without a person.")
    assert twice.startswith("grids.toml: grids[3].criterion: 'THESIS.report' has a grid already.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"levels": '["Rien.", "Tout."]'}, "grids[0].levels"),
        ({"levels": '["Rien.", "Un.", "", "Trois.", "Quatre."]'}, "grids[0].levels[2]"),
        ({"more": "weight = 2"}, "grids[0].weight: unknown key"),
    ],
)
def test_a_fault_names_file_key_and_repair(tmp_path, arguments, said):
    (fault,) = faults_of(grids_file(tmp_path, "THESIS.report", **arguments))
    assert fault.startswith(f"grids.toml: {said}")


@pytest.mark.parametrize("scope", ["THESIS", "thesis", "A1.2", "a4.1"])
def test_the_thesis_and_activities_without_exercises_are_found_by_their_codes(scope):
    found = {item.id for item in criteria_in(open_repository(COURSE), scope)}
    assert any(item.startswith(("THESIS.", f"{scope.upper()}.oral.")) for item in found)
