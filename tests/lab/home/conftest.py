"""A tiny repository to practise on, and a data folder of the test's own."""

import pytest
from support.tiny_repository import ACTIVITY, make_tiny_repository


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return the root of a tiny repository, which the lab takes for the installed one."""
    root = make_tiny_repository(tmp_path / "dépôt à moi")
    monkeypatch.setenv("ATELIER_REPOSITORY", str(root))
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "données de l’atelier"))
    return root


@pytest.fixture
def activity_folder(repository, tmp_path):
    """Return the place of the case study in a practice folder; nothing lies there yet."""
    return tmp_path / "Préparation d’Inès" / ACTIVITY
