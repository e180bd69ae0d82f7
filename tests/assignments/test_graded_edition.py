"""What candidates of a graded assignment receive names nothing of the package but what notebooks may import."""

import re
import subprocess
import sys

import nbformat
import pytest
from support.tiny_course import built_repository
from support.tiny_repository import ACTIVITY, ROOT

from autograders.assignments import open_repository, release_notebook

__all__ = ["built_repository"]

REPOSITORY = open_repository(ROOT)
# In code, text, strings and metadata alike.
FORBIDDEN = re.compile(r"\bautograders\b(?!\.candidate\b)")
IMPORT_CANDIDATE_ALONE = """
import sys

class Refuser:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("autograders.") and not (name + ".").startswith("autograders.candidate."):
            raise ImportError(f"{name} is not handed out")

sys.meta_path.insert(0, Refuser())
from autograders.candidate import answer, open_case
import autograders.candidate.handed_in, autograders.candidate.viewers
"""


@pytest.mark.parametrize("folder", REPOSITORY.exercise_folders(), ids=lambda folder: folder.name)
def test_a_released_notebook_names_candidate_alone(folder):
    text = nbformat.writes(release_notebook(REPOSITORY.load_exercise(folder)))
    assert "autograders.candidate" in text
    assert FORBIDDEN.findall(text) == []


def test_no_file_of_a_release_is_a_module_or_names_another_part_of_the_package(built_repository):
    release = built_repository / "course" / "release" / ACTIVITY
    files = [path for path in release.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if path.suffix in (".py", ".toml", ".pyc")] == []
    assert [path for path in files if FORBIDDEN.search(path.read_text(encoding="utf-8"))] == []
    assert not any(path.is_symlink() for path in release.rglob("*"))


def test_candidate_works_where_nothing_else_of_the_package_is_there():
    command = [sys.executable, "-c", IMPORT_CANDIDATE_ALONE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
