"""What of the file system a session may see."""

import sys
from pathlib import Path

import pytest

from autograders.sandbox.view import PACKAGE, make_view, python_view


def covers(view, path):
    return any(entry == path or entry in path.parents for entry in view.readable)


def make_package(folder):
    package = folder / "autograders"
    for name in ("candidate", "grading"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "__init__.py").touch()
    return package


def test_a_package_among_the_site_packages_shows_its_public_part_only(tmp_path):
    package = make_package(tmp_path / "site-packages")
    other = tmp_path / "site-packages" / "numpy"
    other.mkdir()
    view = make_view([tmp_path / "site-packages"], package)
    assert covers(view, other)
    assert covers(view, package / "candidate" / "__init__.py")
    assert covers(view, package / "__init__.py")
    assert not covers(view, package / "grading" / "__init__.py")
    assert not covers(view, package.parent)


def test_an_environment_inside_the_repository_shows_nothing_of_the_repository(tmp_path):
    package = make_package(tmp_path)
    site = tmp_path / ".venv" / "lib" / "site-packages"
    site.mkdir(parents=True)
    view = make_view([site], package)
    assert covers(view, site)
    assert not covers(view, tmp_path / ".git")
    assert not covers(view, package / "grading")
    assert not covers(view, tmp_path / ".venv")


def test_links_are_followed_and_can_be_made_again(tmp_path):
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    view = make_view([tmp_path / "link" / "inner"])
    assert covers(view, tmp_path / "real" / "inner")
    assert dict(view.links)[tmp_path / "link"] == "real"


def test_a_link_that_leads_back_to_itself_ends(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert not covers(make_view([tmp_path / "loop"]), tmp_path / "loop")


@pytest.mark.parametrize("module", ["json", "numpy", "IPython"])
def test_python_and_its_packages_are_seen(module):
    assert covers(python_view(), Path(__import__(module).__file__).resolve())


def test_the_rest_of_this_package_and_the_repository_are_not():
    view = python_view()
    assert covers(view, PACKAGE / "candidate" / "answers.py")
    for hidden in (PACKAGE / "sandbox" / "view.py", Path(__file__), PACKAGE.parent / "pyproject.toml", Path.home()):
        assert not covers(view, hidden)
    assert not covers(view, Path(sys.prefix) / "pyvenv.cfg")


def test_no_entry_lies_inside_another():
    readable = set(python_view().readable)
    assert [path for path in readable if readable & set(path.parents)] == []
