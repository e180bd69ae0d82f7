"""Reading the file that a candidate handed in, whatever it is."""

import json
import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograders.grading.submissions import (
    MAXIMUM_CELLS,
    MAXIMUM_FILE_BYTES,
    MAXIMUM_SOURCE_CHARACTERS,
    parse_submission,
    read_submission,
)

CELLS = [
    new_markdown_cell("# Titre"),
    new_code_cell("x = 1\ny = 2", metadata={"nbgrader": {"grade_id": "a", "points": 5}}),
]
NOTEBOOK = new_notebook(cells=CELLS)


def parsed(notebook):
    return parse_submission(json.dumps(notebook).encode())


def test_a_notebook_of_format_4_is_read_with_its_identifiers_and_claims():
    title, code = parsed(NOTEBOOK).cells
    assert (title.kind, title.source, title.grade_id) == ("markdown", "# Titre", "")
    assert (code.kind, code.source, code.grade_id, dict(code.flags)) == ("code", "x = 1\ny = 2", "a", {"points": 5})


def test_a_notebook_of_format_3_is_read_and_told():
    # nbformat's own writer of format 3 makes the file.
    old = nbformat.convert(nbformat.from_dict(NOTEBOOK), 3)
    old.worksheets[0].cells.insert(0, nbformat.v3.new_heading_cell("Chapitre", level=2))
    submission = parse_submission(nbformat.v3.writes_json(old).encode())
    heading, title, code = submission.cells
    assert (heading.kind, heading.source) == ("markdown", "## Chapitre")
    assert (title.kind, title.source) == ("markdown", "# Titre")
    assert (code.kind, code.source, code.grade_id) == ("code", "x = 1\ny = 2", "a")
    assert submission.remarks == ("Carnet d’un ancien format (3 ou avant), converti.",)


def test_lines_of_other_systems_are_lines():
    lines = ["x = 1\r\n", "y = 2\r", "z = 3", 7]
    (cell,) = parsed({"cells": [{"cell_type": "code", "source": lines, "metadata": {}}]}).cells
    assert cell.source == "x = 1\ny = 2\nz = 3"


@pytest.mark.parametrize("number", [5, "4", None])
def test_a_format_that_nobody_knows_is_read_as_format_4_and_told(number):
    submission = parsed({"cells": [{"cell_type": "code", "source": "x"}], "nbformat": number})
    assert [item.source for item in submission.cells] == ["x"]
    assert submission.remarks == ("Carnet d’un format inconnu, lu comme du format 4.",)


def test_another_language_and_another_encoding_are_told():
    kernel = {"language": "Julia\n1.11"}
    notebook = {"cells": [], "nbformat": 4, "metadata": {"kernelspec": kernel}}
    assert parse_submission(json.dumps(notebook).encode("utf-16")).remarks == (
        "Carnet qui n’est pas en UTF-8 sans marque d’ordre, lu quand même.",
        "Carnet pour un noyau Julia 1.11, exécuté avec celui du cours.",
    )


@pytest.mark.parametrize(
    "cell",
    [
        None,
        7,
        [],
        {},
        {"cell_type": "worksheet"},
        {"cell_type": ["code"]},
        {"cell_type": None, "source": "x"},
    ],
)
def test_a_cell_of_no_kind_is_left_out_and_told(cell):
    submission = parsed({"cells": [cell, {"cell_type": "code", "source": "x"}], "nbformat": 4})
    assert [item.source for item in submission.cells] == ["x"]
    assert submission.remarks == ("1 cellules illisibles ont été laissées de côté.",)


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        "x",
        {"nbgrader": None},
        {"nbgrader": []},
        {"nbgrader": {"grade_id": ["a"]}},
        {"nbgrader": {"grade_id": 7}},
    ],
)
def test_metadata_of_any_form_claim_nothing(metadata):
    (cell,) = parsed({"cells": [{"cell_type": "code", "source": {"a": 1}, "metadata": metadata}]}).cells
    assert (cell.grade_id, cell.source, dict(cell.flags)) == ("", "", {})


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "n’est pas un fichier JSON valide"),
        (b"{", "n’est pas un fichier JSON valide"),
        (b"\xff\xfe\x00", "n’est pas un fichier JSON valide"),
        (b"[" * 1_000_000, "n’est pas un fichier JSON valide"),
        (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "n’est pas un fichier JSON valide"),
        (b'{"nbformat": ' + b"9" * 10_000 + b"}", "n’est pas un fichier JSON valide"),
        (b"[]", "n’est pas un carnet Jupyter"),
        (b"null", "n’est pas un carnet Jupyter"),
        (b'{"cells": {}}', "n’est pas un carnet Jupyter"),
        (b'{"worksheets": 3}', "n’est pas un carnet Jupyter"),
        (b'{"cells": [' + b"[]," * 5_000_000 + b"[]]}", "trop de données"),
        (json.dumps({"cells": [{"cell_type": "raw"}] * (MAXIMUM_CELLS + 1)}).encode(), "2001 cellules"),
    ],
)
def test_what_is_no_notebook_is_a_problem_in_words(content, problem):
    submission = parse_submission(content)
    assert problem in submission.problem
    assert submission.cells == ()


def test_too_much_text_is_a_problem_in_words():
    source = "x" * (MAXIMUM_SOURCE_CHARACTERS + 1)
    assert "trop de texte" in parsed({"cells": [{"cell_type": "code", "source": source}]}).problem


def test_a_file_above_the_bound_is_not_even_opened(tmp_path):
    path = tmp_path / "big.ipynb"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_FILE_BYTES + 1)  # sparse: takes no room
    assert "trop volumineux (128 Mio)" in read_submission(path).problem


def test_only_a_plain_file_is_opened(tmp_path):
    real = tmp_path / "real.ipynb"
    nbformat.write(NOTEBOOK, real)
    (tmp_path / "link.ipynb").symlink_to(real)
    (tmp_path / "folder.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")  # opening it would wait for ever
    for name in ("link", "folder", "pipe"):
        assert "fichier ordinaire" in read_submission(tmp_path / f"{name}.ipynb").problem
    assert "illisible" in read_submission(tmp_path / "absent.ipynb").problem
    assert read_submission(real).problem == ""
