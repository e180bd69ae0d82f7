"""Every exercise of the repository proves itself: its folder, its bank of submissions, its graders against junk."""

import doctest
from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.assignments.modules import load_module
from autograders.authoring.cache import Cache
from autograders.authoring.verify import verify_exercise

REPOSITORY = open_repository(Path(__file__).resolve().parents[1])
EXERCISES = REPOSITORY.exercise_folders()
MODULES = [
    path
    for folder in (*EXERCISES, *sorted((REPOSITORY.root / "datasets").glob("*/")))
    for path in sorted(folder.glob("*.py"))
    if path.name != "notebook.py"
]
# Some misconceptions only show where a variant's figures fall on either side of a limit: `atelier verify` has them all.
NEEDS_MORE_VARIANTS = "no submission of the bank provokes"


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_one_variant_of_everything_is_graded_anew(folder, tmp_path):
    report = verify_exercise(REPOSITORY, folder, variants=1, cache=Cache(tmp_path))
    assert report.submissions > 0
    assert [str(fault) for fault in report.faults if NEEDS_MORE_VARIANTS not in fault.message] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_examples_in_its_modules_are_true(path):
    # By our own loader: a module of theirs belongs to the folder that it lies in.
    assert doctest.testmod(load_module(path, path.name), optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
