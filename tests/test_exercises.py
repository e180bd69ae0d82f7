"""Every exercise of the repository proves itself: its folder, its bank of submissions, its graders against junk."""

import doctest
from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.assignments.modules import load_module
from autograders.authoring.sparing import verify_sparingly

REPOSITORY = open_repository(Path(__file__).resolve().parents[1])
EXERCISES = REPOSITORY.exercise_folders()
MODULES = [
    path
    for folder in (*EXERCISES, *sorted((REPOSITORY.root / "datasets").glob("*/")))
    for path in sorted(folder.glob("*.py"))
    if path.name != "notebook.py"
]


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_it_proves_itself_on_one_variant_and_what_that_cannot_show_on_others(folder, practice_cache):
    report = verify_sparingly(REPOSITORY, folder, cache=practice_cache)
    assert report.submissions > 0
    assert [str(fault) for fault in report.faults] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_examples_in_its_modules_are_true(path):
    # By our own loader: a module of theirs belongs to the folder that it lies in.
    assert doctest.testmod(load_module(path, path.name), optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
