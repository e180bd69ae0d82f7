import pytest
from support.tiny_repository import make_tiny_repository

from autograders.assignments import open_repository


@pytest.fixture
def tiny(tmp_path):
    return open_repository(make_tiny_repository(tmp_path / "repository"))
