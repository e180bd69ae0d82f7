"""Every exercise of the repository proves itself: its folder, its bank of submissions, its graders against junk."""

import doctest
from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.assignments.modules import load_module
from autograders.authoring.trials import OTHERS_ON
from autograders.authoring.verify import verify_exercise

REPOSITORY = open_repository(Path(__file__).resolve().parents[1])
EXERCISES = REPOSITORY.exercise_folders()
MODULES = [
    path
    for folder in (*EXERCISES, *sorted((REPOSITORY.root / "datasets").glob("*/")))
    for path in sorted(folder.glob("*.py"))
    if path.name != "notebook.py"
]


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_it_proves_itself_anew_on_as_few_variants_as_provoke_all_its_misconceptions(folder, practice_cache):
    # Some misconceptions show on certain variants only; what fails on one variant also fails among more.
    for variants in range(1, OTHERS_ON + 1):
        report = verify_exercise(REPOSITORY, folder, variants=variants, cache=practice_cache)
        if not report.faults:
            break
    assert report.submissions > 0
    assert [str(fault) for fault in report.faults] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_examples_in_its_modules_are_true(path):
    # By our own loader: a module of theirs belongs to the folder that it lies in.
    assert doctest.testmod(load_module(path, path.name), optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
