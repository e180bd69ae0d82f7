"""A practice folder on the tiny ruler, and a kernel in it."""

import os

import pytest
from support.practice_kernel import practice_kernel
from support.tiny_repository import ACTIVITY, EXERCISE, add_report_exercise, make_tiny_repository

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


@pytest.fixture(scope="session")
def tiny_activity(tiny_root):
    """Return its case study."""
    return open_repository(tiny_root).find_activity(ACTIVITY)


@pytest.fixture
def home(tiny_root, tiny_activity, tmp_path, monkeypatch):
    """Return the folder of the tiny case study as a candidate has it, with a data folder of its own."""
    return make_home(tiny_root, tiny_activity, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def made_home():
    """Return the function that makes such a folder from any tiny repository."""
    return make_home


def make_home(root, activity, folder, environment):
    environment.setenv("ATELIER_DATA", str(folder / "data folder"))
    environment.setenv("ATELIER_REPOSITORY", str(root))
    home = folder / "mon atelier" / ACTIVITY
    home.mkdir(parents=True)
    write_declarations(activity.exercises, home / "declarations")
    ensure_variant(home)
    return home


@pytest.fixture
def kernel(home):
    """Return a practice kernel in that folder."""
    with practice_kernel(home, dict(os.environ)) as running:
        yield running


@pytest.fixture(scope="module")
def shared_kernel(tiny_root, tiny_activity, tmp_path_factory):
    """Return a kernel in which the ruler is open, for cells that change nothing."""
    with pytest.MonkeyPatch.context() as environment:
        home = make_home(tiny_root, tiny_activity, tmp_path_factory.mktemp("shared"), environment)
        with practice_kernel(home, dict(os.environ)) as running:
            running.run(f'from autograders.candidate import open_case\nopen_case("{EXERCISE}")')
            yield running


@pytest.fixture
def pixel():
    """Return a picture, PNG in base64."""
    return PIXEL
