"""A practice folder on the tiny ruler, and a kernel in it."""

import os

import pytest
from support.practice_kernel import practice_kernel
from support.tiny_repository import ACTIVITY, add_report_exercise, make_tiny_repository

from autograders.assignments import open_repository, write_declarations
from autograders.lab.home.variants import ensure_variant

# One red pixel, written with Pillow.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
DRAWS = f'from IPython.display import display\ndisplay({{"image/png": "{PIXEL}", "text/plain": "figure"}}, raw=True)'


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory):
    """Return a tiny repository with its report, in which the ruler's figure is a picture."""
    root = make_tiny_repository(tmp_path_factory.mktemp("practised") / "repository")
    add_report_exercise(root)
    notebook = root / "exercises" / ACTIVITY / "c2_1_3_tiny_ruler" / "notebook.py"
    drawn = notebook.read_text(encoding="utf-8").replace('print(*readings_mm, sep="\\n")', DRAWS)
    assert DRAWS in drawn
    notebook.write_text(drawn, encoding="utf-8")
    return root


@pytest.fixture
def home(tiny_root, tmp_path, monkeypatch):
    """Return the folder of the tiny case study as a candidate has it, with a data folder of its own."""
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data folder"))
    monkeypatch.setenv("ATELIER_REPOSITORY", str(tiny_root))
    folder = tmp_path / "mon atelier" / ACTIVITY
    folder.mkdir(parents=True)
    write_declarations(open_repository(tiny_root).find_activity(ACTIVITY).exercises, folder / "declarations")
    ensure_variant(folder)
    return folder


@pytest.fixture
def kernel(home):
    """Return a practice kernel in that folder."""
    with practice_kernel(home, dict(os.environ)) as running:
        yield running
