"""Activities and exercises are found by code or by folder, from anywhere inside a repository."""

import re

import pytest
from support.tiny_repository import ACTIVITY, EXERCISE

import autograders
from autograders.assignments import open_repository
from autograders.candidate.errors import AtelierError, FaultsError


def test_a_repository_is_found_from_any_folder_inside_it(root, folder):
    assert open_repository(folder / "submissions").root == root
    assert open_repository(root).root == root


def test_outside_a_repository_the_editable_installation_is_taken(tmp_path):
    repository = open_repository(tmp_path)
    assert (repository.root / "autograders" / "__init__.py").samefile(autograders.__file__)


@pytest.mark.parametrize("name", ["C2.1.3", "c2.1.3", EXERCISE, f"exercises/{ACTIVITY}/{EXERCISE}/"])
def test_an_exercise_is_found_by_code_by_folder_and_by_path(root, folder, name):
    assert open_repository(root).exercise_folder(name) == folder


@pytest.mark.parametrize("name", ["A2.1", ACTIVITY])
def test_an_activity_is_found_by_code_and_by_folder(root, name):
    assert open_repository(root).find_activity(name).name == ACTIVITY


@pytest.mark.parametrize("name", ["C9.9.9", "c2_1_3_tiny_rule", "", "../..", "C2"])
def test_a_wrong_name_is_one_line_that_names_what_is_there(root, name):
    with pytest.raises(AtelierError) as caught:
        open_repository(root).exercise_folder(name)
    assert str(caught.value) == f"exercise '{name}': no such folder in exercises/. Did you mean {EXERCISE}?"


def test_a_code_that_fits_several_folders_is_not_guessed(root, folder):
    other = folder.parent / "c2_1_3_another"
    other.mkdir()
    (other / "exercise.toml").write_text("", encoding="utf-8")
    with pytest.raises(AtelierError, match=re.escape("(c2_1_3_another, c2_1_3_tiny_ruler). Name one of them.")):
        open_repository(root).exercise_folder("C2.1.3")


def test_a_repository_without_exercises_says_how_to_begin(root, folder):
    (folder / "exercise.toml").unlink()
    with pytest.raises(AtelierError, match="There is none yet: create one with 'atelier new'"):
        open_repository(root).exercise_folder("C2.1.3")


def test_a_faulty_referential_is_reported_with_its_place(root):
    path = root / "course" / "referential.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("format = 1", "format = 2", 1), encoding="utf-8")
    with pytest.raises(FaultsError, match=r"referential\.toml: format"):
        open_repository(root)


def test_activities_are_loaded_in_order_with_their_data_sets(root):
    (activity,) = open_repository(root).activities()
    assert activity.datasets == ("tiny_ruler",)
    assert [package.name for package in activity.exercises] == [EXERCISE]
