"""Fixtures of the grading tests."""

import pytest
from support.tiny_course import built_repository, sitting
from support.tiny_repository import make_tiny_repository

from autograders.assignments import open_repository

__all__ = ["built_repository", "sitting"]


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """Return the tiny exercise: C2.1.3.coverage reads a mean; C2.1.3.support a boolean, the mean and a function."""
    return open_repository(make_tiny_repository(tmp_path_factory.mktemp("package"))).find_exercise("C2.1.3")
