"""A tiny repository with a report to write, and a data folder of the test's own."""

import pytest
from support.tiny_repository import add_report_exercise, make_tiny_repository


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return the root of a tiny repository, which the lab takes for the installed one."""
    root = make_tiny_repository(tmp_path / "dépôt à moi")
    add_report_exercise(root)
    monkeypatch.setenv("ATELIER_REPOSITORY", str(root))
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "données de l’atelier"))
    return root


@pytest.fixture
def home(repository, tmp_path):
    """Return a practice folder in which nothing lies yet."""
    folder = tmp_path / "Préparation d’Inès"
    folder.mkdir()
    return folder
