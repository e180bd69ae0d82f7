"""Percent scripts are read by role, and solutions are cleared as nbgrader clears them."""

import nbformat
import pytest
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from autograders.assignments.nbgrader_release import configure_stubs
from autograders.assignments.percent import (
    NOTEBOOK_ROLES,
    Role,
    given_part,
    markers_alternate,
    read_percent,
    stub_of,
    without_markers,
)

SOURCES = {
    "a region after given lines": "a = None\n### BEGIN SOLUTION\na = 1\n### END SOLUTION",
    "a region inside a function": "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n\nf(1)",
    "two regions": "### BEGIN SOLUTION\na = 1\n### END SOLUTION\nb = a\n### BEGIN SOLUTION\nc = b\n### END SOLUTION",
    "an empty region": "a = None\n### BEGIN SOLUTION\n### END SOLUTION",
}


def cleared_by_nbgrader(source):
    metadata = {"nbgrader": {"grade": False, "solution": True, "locked": False, "schema_version": 3, "grade_id": "a"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, metadata=metadata)])
    config = Config()
    configure_stubs(config)
    return ClearSolutions(config=config).preprocess(notebook, {})[0].cells[0].source


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_stub_is_what_nbgrader_makes_of_the_cell(source):
    assert stub_of(source) == cleared_by_nbgrader(source)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_stub_is_valid_python(source):
    compile(stub_of(source), "stub", "exec")


def test_cells_have_the_role_of_their_header():
    text = (
        "# %% [markdown]\n# Texte\n\n# %%\nimport math\n\n"
        '# %% solution="noise" figure="law"\nx = 1\n\n'
        '# %% criterion="C2.1.2.noise"\nanswer("x", x)\n\n'
        '# %% [markdown] rubric="C2.1.4.protocol"\n# Texte\n'
    )
    cells, faults = read_percent(text, "notebook.py", NOTEBOOK_ROLES)
    assert faults == []
    assert [(cell.role, cell.name, cell.position, cell.figure) for cell in cells] == [
        (Role.PROSE, "", 1, ""),
        (Role.GIVEN, "", 2, ""),
        (Role.SOLUTION, "noise", 3, "law"),
        (Role.GRADED, "C2.1.2.noise", 4, ""),
        (Role.MANUAL, "C2.1.4.protocol", 5, ""),
    ]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (
            '# %% solution="a" criterion="C2.1.2.noise"',
            "notebook.py: cell 1: has the roles solution, criterion at once. Split it: a cell has one role.",
        ),
        ("# %% solution=3", "notebook.py: cell 1: header {'solution': 3} is not text. Write solution=\"name\"."),
        (
            '# %% [markdown] solution="a"',
            "notebook.py: cell 1: is a markdown cell with the role solution. Begin it with '# %% solution='.",
        ),
        (
            '# %% rubric="C2.1.4.protocol"',
            "notebook.py: cell 1: is a code cell with the role rubric. Begin it with '# %% [markdown] rubric='.",
        ),
    ],
)
def test_a_header_that_makes_no_sense_is_a_fault(header, fault):
    assert str(read_percent(f"{header}\n# x\n", "notebook.py", NOTEBOOK_ROLES)[1][0]) == fault


def test_magics_reach_the_notebook_as_magics():
    cells, _ = read_percent("# %%\n# %matplotlib inline\n", "notebook.py", NOTEBOOK_ROLES)
    assert cells[0].source == "%matplotlib inline"


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_markers_that_pair_up_alternate(source):
    assert markers_alternate(source)


@pytest.mark.parametrize(
    "lines",
    [
        ["### BEGIN SOLUTION"],
        ["### END SOLUTION"],
        ["### END SOLUTION", "### BEGIN SOLUTION"],
        ["### BEGIN SOLUTION", "### BEGIN SOLUTION", "### END SOLUTION"],
    ],
)
def test_markers_that_do_not_pair_up_are_found(lines):
    assert not markers_alternate("\n".join(lines))


def test_given_lines_and_markers_are_told_apart():
    source = "a = None\n### BEGIN SOLUTION\na = 1\n### END SOLUTION\nb = a"
    assert given_part(source) == "a = None"
    assert without_markers(source) == "a = None\na = 1\nb = a"
