"""An author's folder is a package while its module is loaded, and nothing of it is left over for the next time."""

import pytest

from autograders.assignments.modules import load_module
from autograders.candidate.errors import FaultsError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "entry.py").write_text("from .limits import LIMIT_MM\n", encoding="utf-8")
    (tmp_path / "limits.py").write_text("LIMIT_MM = 3\n", encoding="utf-8")
    return tmp_path


def fault_of(folder):
    with pytest.raises(FaultsError) as caught:
        load_module(folder / "entry.py", "exercise/entry.py")
    (fault,) = caught.value.faults
    return fault


def test_a_module_imports_its_neighbours(folder):
    assert load_module(folder / "entry.py", "entry.py").LIMIT_MM == 3


def test_a_changed_neighbour_is_read_again(folder):
    load_module(folder / "entry.py", "entry.py")
    # As long as before and within the same second: only reading it anew can tell.
    (folder / "limits.py").write_text("LIMIT_MM = 4\n", encoding="utf-8")
    assert load_module(folder / "entry.py", "entry.py").LIMIT_MM == 4


def test_two_folders_share_no_neighbour(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "entry.py").write_text("from .limits import LIMIT_MM\n", encoding="utf-8")
    (other / "limits.py").write_text("LIMIT_MM = 5\n", encoding="utf-8")
    first, second = (load_module(each / "entry.py", "entry.py") for each in (folder, other))
    assert (first.LIMIT_MM, second.LIMIT_MM) == (3, 5)


def test_no_bytecode_is_left_in_the_folder(folder):
    load_module(folder / "entry.py", "entry.py")
    assert sorted(path.name for path in folder.iterdir()) == ["entry.py", "limits.py"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("\nLIMIT_MM = 1 / 0\n", "line 2", "fails while it is imported: ZeroDivisionError: division by zero."),
        ("LIMIT_MM == = 3\n", "line 1", "fails while it is imported: SyntaxError: invalid syntax."),
    ],
)
def test_the_neighbour_that_fails_is_named_with_its_line(folder, text, place, message):
    (folder / "limits.py").write_text(text, encoding="utf-8")
    fault = fault_of(folder)
    assert (fault.where, fault.key, fault.message) == ("exercise/limits.py", place, message)


def test_a_neighbour_that_is_not_there_is_a_fault_of_the_line_that_wants_it(folder):
    (folder / "limits.py").unlink()
    fault = fault_of(folder)
    assert (fault.where, fault.key) == ("exercise/entry.py", "line 1")
    assert fault.message == "fails while it is imported: ModuleNotFoundError: No module named 'limits'."


def test_other_imports_are_not_touched(folder):
    (folder / "entry.py").write_text("import limits\n", encoding="utf-8")
    assert "No module named 'limits'" in fault_of(folder).message
