import pytest
from support.tiny_repository import exercise_folder, make_tiny_repository

from autograders.assignments import open_repository


@pytest.fixture
def root(tmp_path):
    return make_tiny_repository(tmp_path / "repository")


@pytest.fixture
def folder(root):
    return exercise_folder(root)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return open_repository(make_tiny_repository(tmp_path_factory.mktemp("tiny"))).find_exercise("C2.1.3")
