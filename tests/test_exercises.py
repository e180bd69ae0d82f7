"""Every exercise of the repository proves itself: its folder, its bank of submissions, its graders against junk."""

from pathlib import Path

import pytest

from autograders.assignments import open_repository
from autograders.authoring.cache import FOLDER, Cache
from autograders.authoring.verify import verify_exercise

REPOSITORY = open_repository(Path(__file__).resolve().parents[1])
EXERCISES = REPOSITORY.exercise_folders()


def faults_of(folder, variants, cache):
    report = verify_exercise(REPOSITORY, folder, variants=variants, cache=cache)
    assert report.variants == variants
    assert report.submissions > 0
    return [str(fault) for fault in report.faults]


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_an_exercise_is_proved_on_twenty_variants(folder):
    # What was proved before and has not changed is taken over from the repository's cache.
    assert faults_of(folder, 20, Cache(REPOSITORY.root / FOLDER)) == []


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_one_variant_of_everything_is_graded_anew(folder, tmp_path):
    assert faults_of(folder, 1, Cache(tmp_path)) == []
