"""The names that practice gives to a notebook: none that an exercise gives a value of its own."""

import ast

import pytest
from support.tiny_repository import ROOT

from autograders.assignments.percent import NOTEBOOK_ROLES, read_percent, without_markers
from autograders.lab.feedback.practice import Practice

NOTEBOOKS = sorted((ROOT / "exercises").glob("*/*/notebook.py"))


def names_bound(source):
    """Return the names to which the cells of a notebook bind something, at the top level or in a function."""
    cells, _ = read_percent(source, "notebook.py", NOTEBOOK_ROLES)
    code = "\n".join(without_markers(cell.source) for cell in cells if cell.is_code)
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add(other or name)
    return found


def test_names_bound_in_a_notebook_are_found():
    source = "# %%\nimport numpy as np\nhint, (a, b) = 1, (2, 3)\n\n\ndef solution():\n    pass\n"
    assert names_bound(source) == {"np", "hint", "a", "b", "solution"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_no_exercise_overwrites_a_command(notebook):
    commands = Practice(None, None).commands().keys()
    assert not commands & names_bound(notebook.read_text(encoding="utf-8"))
